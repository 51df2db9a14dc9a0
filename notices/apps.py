from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        from journal.verbs import add_verbs
        from members.drafts import when_ready
        from members.telling import POST_OFFICE
        from members.telling import TELLING as OFFICIALLY
        from notices import checks, lines, retention  # noqa: F401 - checks register themselves
        from notices.actions.accounts import LedgerCarries
        from notices.actions.corrections import LedgerTells
        from notices.actions.drafts import tell_the_authority
        from notices.actions.people import LedgerTellsPeople
        from notices.clock import disbelief, witness
        from notices.verbs import VERBS
        from record.clocks import CLOCK_GUARD
        from record.corrections import TELLING

        add_verbs(VERBS)
        retention.register()
        lines.register()
        TELLING.teller = LedgerTells()
        OFFICIALLY.teller = LedgerTellsPeople()
        POST_OFFICE.carrier = LedgerCarries()
        when_ready("authority", tell_the_authority)
        CLOCK_GUARD.judge = lambda at: disbelief(at, witness())
