"""A small world with a text of its own in everything private, so that whatever passes the wall is recognised.

XA and XB each keep things to themselves; XD coordinates, XC holds the Chair, XO observes. What XB keeps to itself can be left out:
nobody but XB, and those it shares with, may notice (`test_two_worlds.py`).
"""

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pikepdf
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from axes.models import AccessAttempt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.test import Client

from cica_tracker.mailbox import MailboxOnDisk, letters
from cica_tracker.tests.wall.action_plans import keep_action_plans
from cica_tracker.tests.wall.activities import keep_activities
from cica_tracker.tests.wall.agendas import draft_and_circulate
from cica_tracker.tests.wall.approach import propose_about_the_approach
from cica_tracker.tests.wall.corrections import say_it_was_a_mistake
from cica_tracker.tests.wall.correspondence import keep_letters
from cica_tracker.tests.wall.decisions import attend_and_decide
from cica_tracker.tests.wall.desk import handle_lines, register_webhooks
from cica_tracker.tests.wall.experts import keep_experts
from cica_tracker.tests.wall.groups import keep_seats
from cica_tracker.tests.wall.information import keep_information
from cica_tracker.tests.wall.institutions import keep_institutions
from cica_tracker.tests.wall.laid_down import lay_papers_down
from cica_tracker.tests.wall.letters import send_letters
from cica_tracker.tests.wall.minutes import keep_minutes
from cica_tracker.tests.wall.notes import keep_notes
from cica_tracker.tests.wall.outgoing import draft_letters
from cica_tracker.tests.wall.personas import (
    ASSISTANT,
    AT,
    AUTHORITY,
    CHAIR,
    COORDINATOR,
    DEACTIVATED,
    MEMBERS,
    OBSERVER,
    OFFICER,
    OFFICERS,
    PREPARER,
    SIGNED_IN,
    STAFF_READER,
    STATE_READER,
    STRANGER,
    SWG_CHAIR,
    TRANSLATOR,
    XA,
    XB,
    XC,
    XD,
    XO,
    Canary,
    World,
)
from cica_tracker.tests.wall.photographs import keep_photographs
from cica_tracker.tests.wall.publications import keep_publications
from commitments.actions import Answers, begin, nominate, share_view, take_step
from commitments.choices import Fact
from commitments.models import Commitment
from commitments.tests.factories import CoordinatorAssignmentFactory, MeasureFactory
from commitments.tests.stories import a_measure
from decisions.actions.silence import Text, open_silence
from journal.actions import record
from law.choices import CoordinatorRole, Modality, PaperKind
from law.cica.bodies import Body
from meetings.actions.feeds import make_feed
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import DeadlineFactory, LeadTimeFactory, MeetingFactory, WorkingGroupFactory
from members.actions import ask_of_two, enter_for, grant_the_secretariat, keep_draft
from members.choices import Audience, Keys, OfTwoOfficers, Role, Scope, StaffRole, Standing
from members.models import Deputyship, Draft, Invitation, Participant, User
from members.tests.factories import ChairmanshipFactory, UserFactory, a_person_of, a_state
from members.tests.signing_in import a_token_of, let_in
from notices.actions import tell
from notices.actions.drafts import DRAFT_READY
from notices.models import Notice
from papers.actions import add_version, answer_comment, comment, take_up
from papers.models import Comment, CommentAudience, CommentOutcome, PaperVersion
from papers.tests.files.pdfs import a_pdf
from papers.uploads import CONTENT_TYPES, Submitted
from record.choices import Channel
from record.files import CheckedFile


def build(uploads: Path, *, with_xb_own: bool = True) -> World:
    world = World(uploads, with_xb_own)
    _states_and_people(world)
    _meetings(world)
    _drafted(world)
    _exchange(world)
    _released(world)
    keep_activities(world)
    keep_photographs(world)
    keep_action_plans(world)
    keep_notes(world)
    keep_minutes(world)
    keep_seats(world)
    propose_about_the_approach(world)
    keep_information(world)
    keep_publications(world)
    keep_institutions(world)
    _silence(world)
    draft_and_circulate(world)
    attend_and_decide(world)
    _drafts(world)
    say_it_was_a_mistake(world)
    world.kept["entered for xa"] = enter_for(
        state=world.kept["xa"],
        about=world.kept["xa"],
        what={"en": world.canary("what was entered for XA", XA | OFFICERS)},
        url="/",
        by=world.people[OFFICER],
        at=AT,
        letter=world.canary("the letter of XA", XA | OFFICERS),
    )
    world.kept["deputyship within xa"] = Deputyship.objects.create(
        person=world.people[AUTHORITY],
        deputy=world.people[PREPARER],
        participant=world.kept["xa"],
        since=AT.date(),
        until=AT.date() + dt.timedelta(days=5),
        reason=world.canary("why somebody of XA is away", XA | OFFICERS),
        at=AT,
    )
    world.kept["asked of two"] = ask_of_two(
        what=OfTwoOfficers.RELEASE_OFFICER,
        person=UserFactory(is_staff=True, name="Another officer"),
        reason=world.canary("reason of a request", OFFICERS),
        by=world.people[OFFICER],
    )
    _other(world)
    send_letters(world)
    keep_letters(world)
    draft_letters(world)
    lay_papers_down(world)
    handle_lines(world)
    for persona, person in world.people.items():
        _let_in(world, persona, person)
    register_webhooks(world)
    keep_experts(world)
    return world


# -- Who there is.


def _states_and_people(world: World) -> None:
    xa, xb, xc, xd = (a_state(code) for code in ("XA", "XB", "XC", "XD"))
    xo = a_state("XO", Standing.OBSERVER)
    Participant.objects.filter(pk__in=[xa.pk, xd.pk]).update(keys=Keys.ONE)
    world.kept |= {"xa": xa, "xb": xb, "xc": xc, "xd": xd, "xo": xo}
    world.kept["chairmanship"] = ChairmanshipFactory(participant=xc, since=dt.date(2024, 12, 1))
    for persona, state, role, own in (
        (AUTHORITY, xa, Role.AUTHORITY, XA),
        (PREPARER, xa, Role.PREPARER, XA),
        (STATE_READER, xa, Role.READER, XA),
        (STRANGER, xb, Role.AUTHORITY, XB),
        (COORDINATOR, xd, Role.AUTHORITY, XD),
        (CHAIR, xc, Role.AUTHORITY, XC),
        (OBSERVER, xo, Role.AUTHORITY, XO),
        (DEACTIVATED, xa, Role.AUTHORITY, XA),
    ):
        person = a_person_of(state, role, f"{persona}@{state.code.lower()}.example")
        _named(world, persona, person, own | OFFICERS)
    officer = UserFactory(is_staff=True)
    officer.groups.add(grant_the_secretariat())
    _named(world, OFFICER, officer, OFFICERS)
    for persona, role in (
        (ASSISTANT, StaffRole.ASSISTANT),
        (TRANSLATOR, StaffRole.TRANSLATOR),
        (STAFF_READER, StaffRole.READER),
    ):
        person = UserFactory()
        person.take_role(role)
        person.groups.add(grant_the_secretariat(role=role))
        _named(world, persona, person, OFFICERS)
    _named(world, SWG_CHAIR, UserFactory(), frozenset({SWG_CHAIR}) | OFFICERS)
    world.people[DEACTIVATED].is_active = False
    world.people[DEACTIVATED].save()
    world.kept["group"] = WorkingGroupFactory(code="SWG-1", chaired_by=world.people[SWG_CHAIR])


def _named(world: World, persona: str, person: User, seen_by: frozenset[str]) -> None:
    person.name = world.canary(f"name of {persona}", seen_by)
    person.email = world.canary(f"mail of {persona}", seen_by, "{}@x.example").lower()
    world.canaries[-1] = Canary(person.email, seen_by, f"mail of {persona}")
    salt = f"saltof{persona}".replace(" ", "")
    person.password = PBKDF2PasswordHasher().encode("a password", salt, iterations=1)  # nobody signs in with it
    world.canaries.append(Canary(person.password.split("$")[-1], frozenset(), f"password of {persona}"))
    person.save()
    world.people[persona] = person


def _let_in(world: World, persona: str, person: User) -> None:
    client = Client()
    let_in(client, person)
    world.cookies[persona] = {name: morsel.value for name, morsel in client.cookies.items()}
    token, plain = a_token_of(person, *Scope.values, name=f"token of {persona}")
    world.tokens[persona] = plain
    world.kept[f"token of {persona}"] = token
    world.canaries.append(Canary(plain, frozenset(), f"token of {persona}"))
    world.canaries.append(Canary(token.digest, frozenset(), f"seal of the token of {persona}"))
    world.canaries.append(Canary(client.session.session_key, frozenset({persona}), f"session of {persona}"))


def _meetings(world: World) -> None:
    world.kept |= {
        body: MeetingFactory(body=body, status=Status.HELD, starts_on=dt.date(2026, 3, 3), host=world.kept["xa"])
        for body in (Body.WORKING_GROUP, Body.SENIOR_OFFICIALS, Body.SPECIALISED)
    }
    # What is only proposed, the Secretariat and the Chair know of.
    place = {"en": world.canary("place of a proposed meeting", OFFICERS | XC)}
    day = dt.date(2031, 3, 3)
    world.kept["proposed"] = MeetingFactory(body=Body.MINISTERIAL, status=Status.PROPOSED, starts_on=day, place=place)
    world.kept["deadline"] = DeadlineFactory(meeting=world.kept[Body.SENIOR_OFFICIALS])
    Meeting.objects.update(changed_at=AT)
    LeadTimeFactory(body=Body.SENIOR_OFFICIALS, kind="documents")


# -- What there is. Whatever is private comes first, so that what is shared has other numbers where it is left out.


def _drafted(world: World) -> None:
    """For members: drafted by XD and not circulated; XA and XB joined it by letter."""
    kept, people = world.kept, world.people
    measure = a_measure()
    kept["measure"] = measure
    MeasureFactory(area=measure.area, number=9)  # which nobody leads
    kept["offer"] = CoordinatorAssignmentFactory(measure=measure, participant=kept["xa"])
    kept["designation"] = CoordinatorAssignmentFactory(
        measure=measure, participant=kept["xa"], fact=Fact.DESIGNATION, role=CoordinatorRole.CO_COORDINATOR
    )
    made = begin(
        modality=Modality.A,
        area=measure.area,
        measure=measure,
        title=world.canary("title for members", MEMBERS, "Corridors {}"),
        statement=world.canary("statement for members", MEMBERS),
        by=people[COORDINATOR],
        at=AT,
    )
    kept["drafted"] = made
    for code, own in (("xb", XB), ("xa", XA)):
        scan = None
        if code == "xa" or world.with_xb_own:
            scan = a_file(world.canary(f"letter of {code}", own | OFFICERS), world)
        take(world, made, "join", OFFICER, on_behalf_of=kept[code], channel=Channel.NOTE_VERBALE, scan=scan,
             note=world.canary(f"step note of {code}", MEMBERS))  # fmt: skip
    take(world, made, "consult", CHAIR, note="Consulting.")
    take(world, made, "offer-to-coordinate", COORDINATOR)
    take(world, made, "designate-coordinator", CHAIR, party=kept["xd"])
    readers = XD | XC | OFFICERS
    paper = Submitted(
        title=world.canary("uncirculated title", readers), text=world.canary("uncirculated text", readers)
    )
    take(world, made, "submit-draft", COORDINATOR, document=paper)
    kept["uncirculated"] = PaperVersion.objects.get(paper__kind=PaperKind.CONCEPT, paper__folder__commitment=made)
    kept["letter of xa"] = PaperVersion.objects.get(paper__kind=PaperKind.NOTE, on_behalf_of=kept["xa"])
    if world.with_xb_own:
        kept["letter of xb"] = PaperVersion.objects.get(paper__kind=PaperKind.NOTE, on_behalf_of=kept["xb"])
        text = Submitted(title=world.canary("plan of xb", XB | XD | XC | OFFICERS), text="A plan.")
        # As it stands between two steps: handed in and sent to nobody.
        kept["plan of xb"] = add_version(folder=fresh(made).folder, title=made.title, kind=PaperKind.ACTION_PLAN, submitted=text,
                                         by=people[STRANGER], on_behalf_of_id=kept["xb"].pk, channel=Channel.PORTAL, at=AT)  # fmt: skip
        about = kept["plan of xb"]
        text = world.canary("comment shared on what is not", XB | XD | XC | OFFICERS)
        comment(version=about, owner=kept["xb"], text=text, audience=Audience.MEMBERS, by=people[STRANGER], at=AT)


def _exchange(world: World) -> None:
    """For members, under (b): views, experts, a compilation that was circulated, comments."""
    kept, people = world.kept, world.people
    measure = kept["measure"]
    made = begin(modality=Modality.B, area=measure.area, measure=measure, title="Tourism", statement="We see it so.",
                 by=people[AUTHORITY], at=AT)  # fmt: skip
    kept["exchange"] = made
    for code, persona, own in (("xb", STRANGER, XB), ("xa", AUTHORITY, XA)):
        if code == "xb" and not world.with_xb_own:
            continue
        for audience, seen_by in ((Audience.OWN, own), (Audience.SECRETARIAT, own | XC | OFFICERS)):
            label = f"{audience} of {code}"
            kept[f"view {label}"] = share_view(commitment=made, owner=kept[code], text=world.canary(f"view {label}", seen_by),
                                               audience=audience, by=people[persona], at=AT)  # fmt: skip
            kept[f"expert {label}"] = nominate(
                owner=kept[code], commitment=made, by=people[persona], audience=audience, at=AT,
                name=world.canary(f"expert {label}", seen_by),
                affiliation=world.canary(f"post {label}", seen_by),
                expertise=world.canary(f"expertise {label}", seen_by),
                email=_mail(world, f"address {label}", seen_by),
            )  # fmt: skip
    kept["view shared"] = share_view(commitment=made, owner=kept["xa"], text=world.canary("view shared", MEMBERS),
                                     audience=Audience.MEMBERS, by=people[AUTHORITY], at=AT)  # fmt: skip
    kept["expert shared"] = nominate(owner=kept["xa"], commitment=made, name=world.canary("expert shared", MEMBERS),
                                     by=people[AUTHORITY], audience=Audience.MEMBERS, at=AT)  # fmt: skip
    paper = Submitted(title="A compilation", text=world.canary("circulated text", MEMBERS))
    take(world, made, "compile", OFFICER, document=paper)
    version = PaperVersion.objects.get(paper__kind=PaperKind.COMPILATION)
    kept["circulated"] = version
    for code, persona, own in (("xb", STRANGER, XB), ("xa", AUTHORITY, XA)):
        if code == "xb" and not world.with_xb_own:
            continue
        for audience, seen_by in ((Audience.OWN, own), (Audience.SECRETARIAT, own | XC | OFFICERS)):
            text = world.canary(f"comment {audience} of {code}", seen_by)
            said = comment(version=version, owner=kept[code], text=text, audience=audience, by=people[persona], at=AT)
            kept[f"comment {audience} of {code}"] = said
            if audience == Audience.SECRETARIAT:
                _answered(world, said, code, seen_by)
    text = world.canary("comment shared", MEMBERS)
    kept["comment shared"] = comment(version=version, owner=kept["xa"], text=text, audience=Audience.MEMBERS,
                                     by=people[AUTHORITY], at=AT)  # fmt: skip


def _answered(world: World, said: Comment, code: str, seen_by: frozenset[str]) -> None:
    """What became of a comment, and what was answered to it: for those who see it."""
    officer = world.people[OFFICER]
    why = world.canary(f"why the comment of {code} is not taken up", seen_by)
    take_up(comment=said, outcome=CommentOutcome.NOT_TAKEN_UP, reason=why, by=officer, at=AT)
    answer_comment(comment=said, text=world.canary(f"answer to the comment of {code}", seen_by), by=officer, at=AT)


def _released(world: World) -> None:
    """For observers too: XB's paper was circulated as a file, and revised since; the revision wasn't circulated."""
    kept, people = world.kept, world.people
    measure = kept["measure"]
    made = begin(modality=Modality.A, area=measure.area, measure=measure, title="Floods", statement="We intend it.",
                 audience=Audience.OBSERVERS, by=people[STRANGER], at=AT)  # fmt: skip
    kept["released"] = made
    take(world, made, "consult", CHAIR, note="Consulting.")
    take(world, made, "offer-to-coordinate", STRANGER)
    take(world, made, "designate-coordinator", CHAIR, party=kept["xb"])
    take(world, made, "submit-draft", STRANGER, document=a_file(world.canary("file for observers", SIGNED_IN), world))
    take(world, made, "circulate", OFFICER, audience=Audience.OBSERVERS)
    readers = XB | XC | OFFICERS
    revision = (
        a_file(world.canary("file not circulated", readers), world) if world.with_xb_own else Submitted(text="Brief.")
    )
    take(world, made, "revise", STRANGER, document=revision)
    kept["first"], kept["second"] = PaperVersion.objects.filter(paper__folder__commitment=made).order_by("number")
    text = world.canary("comment for the authors of xb", XA | XB | XC | OFFICERS)
    comment(version=kept["first"], owner=kept["xa"], text=text, audience=CommentAudience.AUTHORS, by=people[AUTHORITY],
            at=AT)  # fmt: skip


def _silence(world: World) -> None:
    """A text that the Chair put before the members, with nobody's answer."""
    words = world.canary("text under silence", MEMBERS - {SWG_CHAIR})
    world.kept["silence"] = open_silence(title="A text", before=Text(words), by=world.people[CHAIR], zone="Asia/Almaty",
                                         body=Body.SENIOR_OFFICIALS, at=AT)  # fmt: skip


def _drafts(world: World) -> None:
    """Half-written: the same forms at both states, so that a mix-up would show."""
    kept, people = world.kept, world.people
    for code, persona, own in (("xb", STRANGER, XB), ("xa", PREPARER, XA)):
        if code == "xb" and not world.with_xb_own:
            continue
        about = kept["circulated"]
        for form, kind, key, name in (
            ("commitment.begin", "", "", "statement"),
            ("expert.nominate", "", "", "expertise"),
            ("commitment.share-view", "commitment", kept["exchange"].reference, "text"),
            ("commitment.withdraw", "commitment", kept["drafted"].reference, "note"),
            ("paper-version.comment", "paperversion", f"{about.paper.symbol}/{about.number}", "text"),
        ):
            answers = {name: world.canary(f"draft {form.partition('.')[2]} of {code}", own)}
            keep_draft(by=people[persona], form=form, answers=answers, owner=kept[code], about_kind=kind, about_key=key,
                       is_ready=form == "commitment.share-view")  # fmt: skip
    answers = {"note": world.canary("draft of the officer", OFFICERS)}
    keep_draft(by=people[OFFICER], form="commitment.circulate", answers=answers, owner=None,
               about_kind="commitment", about_key=kept["drafted"].reference)  # fmt: skip
    Draft.objects.update(updated_at=AT)


def _other(world: World) -> None:
    """Notices, invitations, letters, the journal, secrets."""
    kept, people = world.kept, world.people
    for code, persona, own in (("xb", STRANGER, XB), ("xa", AUTHORITY, XA)):
        if code == "xb" and not world.with_xb_own:
            continue
        words = world.canary(f"notice to {code}", frozenset({persona}))
        about = Draft(pk=0, form=words)
        tell(kind=DRAFT_READY, about=about, occurrence=words, to=[people[persona]], url=f"/desk/#{words}",
             values={"form": words}, at=AT)  # fmt: skip
        seen_by = own | OFFICERS
        kept[f"invitation of {code}"] = Invitation.objects.create(
            participant=kept[code], email=_mail(world, f"invited by {code}", seen_by), sent_at=AT,
            name=world.canary(f"name invited by {code}", seen_by), invited_by=people[persona],
        )  # fmt: skip
    kept["invitation by link"] = Invitation.objects.create(
        participant=kept["xa"], email="by.link@x.example", name="By Link", invited_by=people[AUTHORITY],
    )  # fmt: skip
    kept["by letter"] = UserFactory(email="by.letter@x.example", name="By Letter")
    Notice.objects.update(created_at=AT)
    words = world.canary("label of a feed", frozenset({PREPARER}))
    kept["feed"], kept["feed's secret"] = make_feed(by=people[PREPARER], label=words, at=AT)
    record(
        by=people[OFFICER],
        verb="changed",
        about=kept["xa"],
        changes={"note": [None, world.canary("journal", OFFICERS)]},
    )
    letter = EmailMessage(
        world.canary("letter's subject", OFFICERS), world.canary("letter's words", OFFICERS), to=["a@x.example"]
    )
    MailboxOnDisk().send_messages([letter])
    kept["letter"] = letters()[0][0]
    TOTP.activate(people[STRANGER], world.canary("secret of the app", frozenset()).upper())
    codes = RecoveryCodes.activate(people[STRANGER])
    world.canaries += [Canary(code, XB, "recovery code") for code in codes.get_unused_codes()]
    kept["attempt"] = AccessAttempt.objects.create(
        username="canaryLockedOut@x.example", ip_address="192.0.2.1", failures_since_start=5
    )
    world.canaries.append(Canary("canaryLockedOut@x.example", OFFICERS, "lock-out"))


def _mail(world: World, place: str, seen_by: frozenset[str]) -> str:
    """An address that is a canary, in the lower case in which addresses are kept."""
    address = world.canary(place, seen_by, "{}@x.example").lower()
    world.canaries[-1] = Canary(address, seen_by, place)
    return address


def take(world: World, commitment: Commitment, step: str, persona: str, **given: Any) -> None:
    entered = {name: given.pop(name) for name in ("on_behalf_of", "channel", "scan") if name in given}
    take_step(commitment=commitment, step=step, by=world.people[persona], answers=Answers(**given), at=AT, **entered)


def fresh(commitment: Commitment) -> Commitment:
    return Commitment.objects.with_everything().get(pk=commitment.pk)


def a_file(words: str, world: World) -> Submitted:
    """A PDF in whose bytes the words stand as they are."""

    def twist(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode())

    saved = a_pdf(twist, compress_streams=False, deterministic_id=True)
    assert words.encode() in saved
    seal = hashlib.sha256(saved).hexdigest()
    # Looked through already, as far as the house knows: to look takes a process of its own, and five files a world.
    checked = CheckedFile("pdf", CONTENT_TYPES["pdf"], len(saved), seal, "paper.pdf")
    return Submitted(title="As a file", file=ContentFile(saved, name="paper.pdf"), checked=checked)
