"""What can have been entered by mistake of who takes part: standing, terms of the Chair, posts, people, participants."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from members.choices import WhyEnded
from members.kinds import end_keys
from members.models import Chairmanship, FocalPoint, Participant, Participation, User
from record.acts.corrections import correctable
from record.corrections import CorrectableKind, Sentence, named_by, officers_may
from record.models import Correction
from record.viewers import Viewer

# What names a participant, by relation; what is a part of another thing is blocked by that one.
OF_A_PARTICIPANT = (
    "participations",
    "chairmanships",
    "focal_points",
    "hosted_meetings",
    "coordinator_assignments",
    "intentions",
    "steps_taken",
    "designated_by_steps",
    "designations_made",
    "coordination_ended",
    "attendance",
    "positions",
    "follow_ups",
    "silence_procedures",
    "silence_notifications",
    "silence_objections",
    "chaired_groups",
    "paper_versions",
    "invitations",
)
HAS_ACTED = _("This person has acted here: what they did would have no author.")


def has_held_it(post: FocalPoint) -> bool:
    """Whether somebody may have acted by it: then a second officer looks, since the state's own acts rest on the post."""
    return post.user_id is not None and post.user is not None and post.user.last_login is not None


def was_ever_in(participant: Participant) -> bool:
    return Participation.everything.filter(participant=participant).exists()


def what_a_person_did(person: Any) -> list[Sentence]:
    did = [
        person.steps_taken(manager="everything"),
        person.views(manager="everything"),
        person.nominations,
        person.paper_versions,
        person.circulations,
        person.comments(manager="everything"),
        person.coordination_entered(manager="everything"),
        person.coordination_ends(manager="everything"),
    ]
    acted = [HAS_ACTED] if any(rows.exists() for rows in did) else []
    return [*acted, *named_by("focal_points")(person)]


def let_sign_in_no_more(person: Any, correction: Correction) -> None:
    """Nobody signs in by an account that was opened by mistake; what it was signed in by ends."""
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    settled_by, at = correction.settled_by or correction.by, correction.settled_at or correction.at
    end_keys(person=person, by=settled_by, why=WhyEnded.SWITCHED_OFF, at=at)


def may_take_back_a_person(user: Viewer, person: Any) -> bool:
    """Officers, of others; only one who may do everything, of one who may do everything."""
    return (
        officers_may(user, person)
        and user.pk != person.pk
        and (getattr(user, "is_superuser", False) or not person.is_superuser)
    )


def register() -> None:
    """From `ready()`."""
    for kind in (
        CorrectableKind(
            model=Participation,
            effect=_("The participant has no such standing on any day: who decides, and the quorum, are counted anew."),
        ),
        CorrectableKind(
            model=Chairmanship,
            effect=_("The state did not hold the Chair by this row on any day; the cadence is read without it."),
        ),
        CorrectableKind(
            model=FocalPoint,
            relies=has_held_it,
            effect=_("The person holds no such post on any day, and acts for the state by it no more."),
        ),
        CorrectableKind(model=Participant, relies=was_ever_in, blocks=named_by(*OF_A_PARTICIPANT)),
        CorrectableKind(
            model=User,
            may=may_take_back_a_person,
            relies=lambda person: person.last_login is not None,
            blocks=what_a_person_did,
            takes=let_sign_in_no_more,
            effect=_("The account is closed, and is listed nowhere."),
        ),
    ):
        correctable(kind)
