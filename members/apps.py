from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Participants and people")

    def ready(self) -> None:
        from journal.verbs import add_verbs
        from members import mistakes, watch
        from members.acts.people import NOUNS
        from members.verbs import VERBS
        from members.views.keeping import DraftKeeper
        from record.acts import TABLE
        from record.acts.places import KEEPING

        add_verbs(VERBS)
        KEEPING.keeper = DraftKeeper()
        for noun, acts in NOUNS:
            TABLE.add_noun(noun, *acts)
        mistakes.register()
        watch.watch()
