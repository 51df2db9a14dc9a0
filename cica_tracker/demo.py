"""The people of the demonstration and of the exercise: they exist only where `make run` or `make exercise` made them."""

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext, gettext_noop

from journal.actions import record
from meetings.models import WorkingGroup
from members.actions import grant_the_secretariat
from members.choices import Role, StaffRole
from members.models import FocalPoint, Participant, User


@dataclass(frozen=True)
class DemoPerson:
    """An account to try the house with: the address, a name that says it is a demonstration, and the office held."""

    address: str
    name: str
    participant: str = ""
    role: Role = Role.AUTHORITY
    staff_role: StaffRole | None = None
    chairs_the_group: bool = False
    is_guest: bool = False
    language: str = "en"
    # In an exercise: what the person finds to do at once.
    finds: str = ""

    @property
    def word(self) -> str:
        """By which scenes of the exercise call the person."""
        return self.address.partition("@")[0]


CAST = (
    DemoPerson(
        "secretariat@cica.example",
        gettext_noop("Secretariat officer (demonstration)"),
        staff_role=StaffRole.OFFICER,
    ),
    DemoPerson(
        "assistant@cica.example",
        gettext_noop("Secretariat assistant (demonstration)"),
        staff_role=StaffRole.ASSISTANT,
    ),
    DemoPerson(
        "translator@cica.example",
        gettext_noop("Secretariat translator (demonstration)"),
        staff_role=StaffRole.TRANSLATOR,
    ),
    DemoPerson(
        "reader@cica.example",
        gettext_noop("Secretariat reader (demonstration)"),
        staff_role=StaffRole.READER,
    ),
    # The Chair is whoever acts for the state that holds it: Azerbaijan since 17 December 2024.
    DemoPerson("chair@cica.example", gettext_noop("Office of the Chair (demonstration)"), "AZ"),
    DemoPerson("swg@cica.example", gettext_noop("Chair of the working group (demonstration)"), chairs_the_group=True),
    DemoPerson("az@cica.example", gettext_noop("Focal point of Azerbaijan (demonstration)"), "AZ"),
    DemoPerson("tj@cica.example", gettext_noop("Focal point of Tajikistan (demonstration)"), "TJ"),
    DemoPerson("ir@cica.example", gettext_noop("Focal point of Iran (demonstration)"), "IR"),
    DemoPerson("kr@cica.example", gettext_noop("Focal point of the Republic of Korea (demonstration)"), "KR"),
    DemoPerson("tr@cica.example", gettext_noop("Focal point of Türkiye (demonstration)"), "TR"),
    DemoPerson("kz@cica.example", gettext_noop("Focal point of Kazakhstan (demonstration)"), "KZ"),
    DemoPerson("ru@cica.example", gettext_noop("Focal point of the Russian Federation (demonstration)"), "RU"),
    DemoPerson(
        "kz-reader@cica.example",
        gettext_noop("Reader of Kazakhstan (demonstration)"),
        "KZ",
        role=Role.READER,
    ),
    DemoPerson("jp@cica.example", gettext_noop("Observer from Japan (demonstration)"), "JP"),
)


def exercising(
    word: str, name: str, finds: str, *, of: str = "", role: Role = Role.AUTHORITY, staff: StaffRole | None = None
) -> DemoPerson:
    """Somebody of the exercise."""
    return DemoPerson(f"{word}@exercise.example", name, of, role=role, staff_role=staff, finds=finds)


EXERCISE_CAST = (
    exercising(
        "officer",
        gettext_noop("Officer of the Secretariat (exercise)"),
        gettext_noop(
            "papers to circulate, a decision to record, a meeting to confirm, an entry by mistake to confirm as second"
            " officer, a letter that is held"
        ),
        staff=StaffRole.OFFICER,
    ),
    exercising(
        "second",
        gettext_noop("Second officer of the Secretariat (exercise)"),
        gettext_noop("what the first officer asks a second one to confirm"),
        staff=StaffRole.OFFICER,
    ),
    exercising(
        "assistant",
        gettext_noop("Assistant at the Secretariat (exercise)"),
        gettext_noop("an agenda to prepare, meetings that the cadence wants"),
        staff=StaffRole.ASSISTANT,
    ),
    exercising(
        "translator",
        gettext_noop("Translator at the Secretariat (exercise)"),
        gettext_noop("titles and wordings that are there in one language alone"),
        staff=StaffRole.TRANSLATOR,
    ),
    exercising(
        "reader",
        gettext_noop("Reader at the Secretariat (exercise)"),
        gettext_noop("all that officers read, and nothing to press"),
        staff=StaffRole.READER,
    ),
    exercising(
        "chair",
        gettext_noop("Office of the Chair, State XC (exercise)"),
        gettext_noop("intentions to consult about, a coordinator to designate, a silence procedure under way"),
        of="XC",
    ),
    DemoPerson(
        "group@exercise.example",
        gettext_noop("Chair of the working group (exercise)"),
        chairs_the_group=True,
        finds=gettext_noop("papers that await the consideration of the group"),
    ),
    exercising(
        "xa",
        gettext_noop("Authority of State XA (exercise)"),
        gettext_noop("a draft that is ready to be submitted, papers to write as coordinator, a text under silence"),
        of="XA",
    ),
    exercising(
        "xa-preparer",
        gettext_noop("Preparer of State XA (exercise)"),
        gettext_noop("papers to prepare; the authority submits them"),
        of="XA",
        role=Role.PREPARER,
    ),
    exercising(
        "xa-reader",
        gettext_noop("Reader of State XA (exercise)"),
        gettext_noop("all that State XA reads"),
        of="XA",
        role=Role.READER,
    ),
    exercising(
        "xb",
        gettext_noop("Authority of State XB (exercise)"),
        gettext_noop("a paper to comment on, an invitation that nobody accepted yet, intentions to join"),
        of="XB",
    ),
    exercising(
        "xd",
        gettext_noop("Authority of State XD (exercise)"),
        gettext_noop("a vacant post, views to share, a coordinator's term that ends soon"),
        of="XD",
    ),
    exercising(
        "xe",
        gettext_noop("Authority of State XE (exercise)"),
        gettext_noop("a post to hand over, a text under silence whose receipt isn't acknowledged"),
        of="XE",
    ),
    *(
        exercising(
            code.lower(),
            gettext_noop("Focal point of a member state (exercise)"),
            gettext_noop("a paper to comment on, a text under silence"),
            of=code,
        )
        for code in ("XF", "XG", "XH", "XI", "XJ")
    ),
    DemoPerson(
        "expert@exercise.example",
        gettext_noop("Expert whom State XA nominated (exercise)"),
        is_guest=True,
        finds=gettext_noop("one paper to read and to draft, and nothing else"),
    ),
    exercising(
        "xo",
        gettext_noop("Observer from State XO (exercise)"),
        gettext_noop("papers that were released to observers, a delegation to announce"),
        of="XO",
    ),
)


def in_words(cast: Iterable[DemoPerson]) -> list[tuple[str, str, str]]:
    """Of each person the address, who it is, and what they find, in the reader's language."""
    return [(person.address, gettext(person.name), gettext(person.finds)) for person in cast]


def password_of_the_demonstration() -> str:
    """The one from DEMO_PASSWORD, else one made at random at the first run and kept beside the data."""
    if password := settings.DEMO_PASSWORD:
        return password
    password_file = settings.DATA_DIR / "demo-password"
    if not password_file.exists():
        password_file.touch(mode=0o600)
        password_file.write_text(secrets.token_urlsafe(9))
    return password_file.read_text()


def open_account(person: DemoPerson, password: str, *, by: str, since: dt.date | None = None) -> User | None:
    """Open an account of the demonstration with its post; once it is open, see to its password alone.

    `since` is the first day of the post (default: today). None: the address belongs to a real person, who is left alone.
    In the caller's transaction.
    """
    user, is_new = User.objects.get_or_create(
        email=person.address,
        defaults={
            "name": person.name, "is_demo": True, "language": person.language, "is_guest": person.is_guest,
        },
    )  # fmt: skip
    if not user.is_demo:
        return None
    if not user.check_password(password) or not user.is_active:
        user.set_password(password)
        user.is_active = True
        user.save()
    if is_new:
        _take_office(user, person, by, since)
        record(by=by, verb="opened", about=user, changes={"email": [None, person.address]})
    return user


def _take_office(user: User, person: DemoPerson, by: str, since: dt.date | None) -> None:
    if person.staff_role is not None:
        user.take_role(person.staff_role)
        user.groups.add(grant_the_secretariat(role=person.staff_role, by=by))
    if person.participant:
        state = Participant.objects.get(code=person.participant)
        begins = {"since": since} if since else {}
        FocalPoint.objects.create(user=user, participant=state, role=person.role, **begins)
    if person.chairs_the_group:
        _chair_the_first_group(user)


def _chair_the_first_group(user: User) -> None:
    """The group that was established first, where nobody chairs it."""
    first = WorkingGroup.objects.order_by("established_on", "code").first()
    if first is not None and first.chaired_by_id is None:
        WorkingGroup.objects.filter(pk=first.pk, chaired_by=None).update(chaired_by=user)
