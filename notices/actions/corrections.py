"""Whoever was told of something is told that it was entered, or changed, by mistake: the same people, and nobody else."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Model, Q

from members.models import User
from notices.actions.portal import tell
from notices.choices import Stage
from notices.kinds import ENTRY_CORRECTED, ENTRY_RESTORED
from notices.models import Notice
from record.corrections import Told
from record.models import Correction


class LedgerTells:
    """The ledger knows who was told what, by the portal or by letter."""

    def people(self, told: Iterable[Told]) -> Sequence[User]:
        """Everybody who was told of any of these, once each, who may still sign in."""
        of_them = Q(pk__in=())
        for row in told:
            about_it = {"about_kind": row.name.kind, "about_key": row.name.key}
            narrower = {"occurrence": row.occurrence, "kind": row.kind}
            of_them |= Q(**about_it, **{name: value for name, value in narrower.items() if value})
        of_them &= ~Q(kind__in=[ENTRY_CORRECTED, ENTRY_RESTORED])
        recipients = Notice.objects.filter(of_them, stage=Stage.SENT).values("recipient")
        return list(User.objects.filter(pk__in=recipients, is_active=True).order_by("email"))

    def tell(self, correction: Correction, about: Model, people: Sequence[User], at: dt.datetime) -> None:
        tell(
            kind=ENTRY_CORRECTED,
            about=about,
            occurrence=f"correction {correction.pk}",
            to=people,
            values={"what": correction.label, "reason": correction.reason},
            at=at,
        )

    def tell_restored(
        self, correction: Correction, about: Model, label: dict[str, str], people: Sequence[User], at: dt.datetime
    ) -> None:
        tell(
            kind=ENTRY_RESTORED,
            about=about,
            occurrence=f"correction {correction.pk}",
            to=people,
            values={"what": label, "reason": correction.reason},
            at=at,
        )
