from django.apps import AppConfig
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        from django.urls import reverse

        from journal.names import add_page
        from journal.silence import add_kept, add_silence
        from journal.verbs import add_verbs
        from members.drafts import when_ready
        from members.telling import POST_OFFICE
        from members.telling import TELLING as OFFICIALLY
        from notices import acts, checks, columns, lines, mistakes, retention, searched  # noqa: F401 - checks register themselves
        from notices.actions.accounts import LedgerCarries
        from notices.actions.corrections import LedgerTells
        from notices.actions.drafts import tell_the_authority
        from notices.actions.people import LedgerTellsPeople
        from notices.clock import disbelief, witness
        from notices.models import GoingOnRule, PaperReceipt, WentOn
        from notices.verbs import VERBS
        from record.acts import TABLE
        from record.clocks import CLOCK_GUARD
        from record.corrections import TELLING

        add_verbs(VERBS)
        add_page(PaperReceipt, lambda key: f"{reverse('addressee-list')}#receipt-{key}")
        add_page(GoingOnRule, lambda key: reverse("going-on"))
        add_page(WentOn, lambda key: reverse("going-on"))
        TABLE.add_noun(acts.RECEIPT, *acts.RECEIPT_ACTS)
        TABLE.add_noun(acts.GOING_ON_RULE, *acts.GOING_ON_ACTS)
        TABLE.add_noun(acts.WEBHOOK, *acts.WEBHOOK_ACTS)
        add_silence(lambda: Q(about_kind="webhook"))
        TABLE.add("participant", *acts.OF_A_STATE)
        add_kept(WentOn.objects.kept_to_themselves, "pk")
        columns.register()
        mistakes.register()
        retention.register()
        lines.register()
        searched.register()
        TELLING.teller = LedgerTells()
        OFFICIALLY.teller = LedgerTellsPeople()
        POST_OFFICE.carrier = LedgerCarries()
        when_ready("authority", tell_the_authority)
        CLOCK_GUARD.judge = lambda at: disbelief(at, witness())
