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
        from record.standing_still import add_tells_of

        add_verbs(VERBS)
        add_tells_of("user", ["changed preferences", "confirmed details"], "members_user")
        add_tells_of("user", ["token made", "token revoked"], "members_apitoken")
        add_keys("tokens", end_tokens)
        KEEPING.keeper = DraftKeeper()
        for noun, acts in NOUNS:
            TABLE.add_noun(noun, *acts)
        for act in (*OFFICERS_ACTS, *ASKING_ACTS):
            TABLE.add("person", act)
        TABLE.add("post", FOR_CAUSE)
        TABLE.add_noun(ENTRY, *ENTRY_ACTS)
        TABLE.add_noun(REQUEST, *SETTLING_ACTS)
        self._deputies()
        TABLE.add_noun(TOKEN, *TOKEN_ACTS)
        columns.register()
        mistakes.register()
        lines.register()
        retention.register()
        searched.register()
        watch.watch()

    def _deputies(self) -> None:
        from django.urls import reverse

        from journal.actions import FOR_WHOM
        from journal.names import add_page
        from members.access import names_of_whom_one_stands_in_for
        from members.acts.deputies import DEPUTYSHIP, DEPUTYSHIP_ACTS, OF_A_POST
        from members.models import Deputyship
        from record.acts import TABLE

        TABLE.add_noun(DEPUTYSHIP, *DEPUTYSHIP_ACTS)
        TABLE.add("post", OF_A_POST)
        add_page(Deputyship, lambda key: reverse("people-deputies"))
        FOR_WHOM.names = names_of_whom_one_stands_in_for
