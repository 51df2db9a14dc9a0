from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Participants and people")

    def ready(self) -> None:
        from journal.verbs import add_verbs
        from members import columns, lines, mistakes, retention, searched, watch
        from members.actions import end_tokens
        from members.acts.accounts import OFFICERS_ACTS
        from members.acts.entered import ENTRY, ENTRY_ACTS
        from members.acts.people import NOUNS
        from members.acts.second_officer import ASKING_ACTS, FOR_CAUSE, REQUEST, SETTLING_ACTS
        from members.acts.tokens import TOKEN, TOKEN_ACTS
        from members.kinds import add_keys
        from members.verbs import VERBS
        from members.views.keeping import DraftKeeper
        from record.acts import TABLE
        from record.acts.places import KEEPING

        add_verbs(VERBS)
        add_keys("tokens", end_tokens)
        KEEPING.keeper = DraftKeeper()
        for noun, acts in NOUNS:
            TABLE.add_noun(noun, *acts)
        for act in (*OFFICERS_ACTS, *ASKING_ACTS):
            TABLE.add("person", act)
        TABLE.add("post", FOR_CAUSE)
        TABLE.add_noun(ENTRY, *ENTRY_ACTS)
        TABLE.add_noun(REQUEST, *SETTLING_ACTS)
        TABLE.add_noun(TOKEN, *TOKEN_ACTS)
        columns.register()
        mistakes.register()
        lines.register()
        retention.register()
        searched.register()
        watch.watch()
