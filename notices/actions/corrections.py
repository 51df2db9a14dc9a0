"""Whoever was told of something is told that it was entered by mistake: the same people, and nobody else."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Model, Q

from members.models import User
from notices.actions.portal import tell
from notices.choices import Stage
from notices.kinds import ENTRY_CORRECTED
from notices.models import Notice
from record.corrections import Told
from record.models import Correction


class LedgerTells:
    """The ledger knows who was told what, by the portal or by letter."""

    def people(self, told: Iterable[Told]) -> Sequence[User]:
        """Everybody who was told of any of these, once each, who may still sign in."""
        of_them = Q(pk__in=())
        for name, occurrence in ((row.name, row.occurrence) for row in told):
            about_it = Q(about_kind=name.kind, about_key=name.key)
            of_them |= about_it & Q(occurrence=occurrence) if occurrence else about_it
        recipients = Notice.objects.filter(of_them, stage=Stage.SENT).exclude(kind=ENTRY_CORRECTED).values("recipient")
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
