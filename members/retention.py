"""What is kept of people and their sign-ins, and how long."""

import datetime as dt

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from members.actions.leaving import remove_details, who_left
from members.models import ApiToken, Draft, Invitation, LinkAsked
from record.kept import RETENTION, Aside, Batch, Kept, each, remove_keys, removes

LEFT_FOR = dt.timedelta(days=1095)
REMOVED = _("the row is removed")
THEY_WERE_MADE = _("they were made")
AFTER_AN_ATTACK = _(
    "long enough to say after an attack from where it came, and no longer, since it says where people were"
)


def end_sign_ins(before: dt.datetime, most: int, aside: Aside) -> Batch:
    """Where and by which browser somebody signed in, once that sign-in is over."""
    running = Session.objects.filter(session_key=OuterRef("session_key"))
    over = UserSession.objects.filter(~Exists(running), created_at__lt=before).exclude(pk__in=aside).order_by("pk")
    keys = list(over.values_list("pk", flat=True)[:most])
    return Batch(len(keys), remove_keys(UserSession, keys, aside))


def let_people_go(before: dt.datetime, most: int, aside: Aside) -> Batch:
    """Whoever left so long ago: their address and keys."""
    keys = list(who_left(before).exclude(pk__in=aside).values_list("pk", flat=True)[:most])
    return Batch(len(keys), each(keys, lambda key: remove_details(key, at=before + LEFT_FOR), aside))


def register() -> None:
    RETENTION.add(
        Kept("sessions", _("Sign-ins that ended"), 0, _("they ended"), REMOVED, _("they open nothing any more"),
             removes(Session.objects.all, "expire_date")),
        Kept("places of sign-ins", _("From which address and browser a person is signed in"), 0, _("the sign-in ended"),
             REMOVED, _("it is shown to the person while it runs"), end_sign_ins),
        Kept("attempts", _("Counts of wrong passwords by person and address"), 90, THEY_WERE_MADE, REMOVED,
             AFTER_AN_ATTACK, removes(AccessAttempt.objects.all, "attempt_time")),
        Kept("wrong passwords", _("Each wrong password: whose, from which address and program"), 90, THEY_WERE_MADE,
             REMOVED, AFTER_AN_ATTACK, removes(AccessFailureLog.objects.all, "attempt_time")),
        Kept("sign-ins", _("Each sign-in: whose, from which address and program"), 90, THEY_WERE_MADE, REMOVED,
             AFTER_AN_ATTACK, removes(AccessLog.objects.all, "attempt_time")),
        Kept("drafts", _("Drafts: what somebody began to write and did not submit"), 365, _("they were last written"),
             REMOVED, _("it was never said; whoever still wants to has had a year"),
             removes(Draft.objects.all, "updated_at")),
        Kept("invitations", _("Invitations, with the address and name of whoever was invited"), 365,
             _("their last letter was sent"), _("the row is removed; the office that came of it stays"),
             _("the letter opens nothing after fourteen days"), removes(Invitation.objects.all, "sent_at")),
        Kept("links asked for", _("That somebody asked for a link to set a password: for which address"), 7, THEY_WERE_MADE,
             REMOVED, _("it is forgotten within a minute where letters leave, and helps nobody a week later"),
             removes(LinkAsked.objects.all, "at")),
        Kept("tokens", _("Tokens of programs that ended, with their digest"), 730, _("their last day"),
             _("the row is removed; the journal names the token beside what was done by it"),
             _("whoever looks back finds when a program was let in"), removes(ApiToken.objects.all, "expiry")),
        Kept("deputyships", _("Who stood in for whom, from which day to which"), None, _("it was written"),
             _("nothing: it is kept for good"), _("the journal says on whose behalf something was done")),
        Kept("people who left", _("People who left: e-mail address, second factor, password"), LEFT_FOR.days,
             _("their last office and their last sign-in"),
             _("address, second factor and password are removed; the name stays where the person wrote or signed"),
             _("who took over may still ask them; then the house has no use for how to reach them"), let_people_go),
        Kept("log of security", _("The log of security"), 365, _("it was written"), _("the file is removed"),
             AFTER_AN_ATTACK, by="logrotate (deploy/logrotate)"),
    )  # fmt: skip
