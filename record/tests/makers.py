"""One thing of each kind that the admin knows, made with whatever it needs."""

import datetime as dt
import uuid

from axes.models import AccessAttempt
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from activities.tests.factories import (
    ActionPlanFactory,
    ActionPlanVersionFactory,
    ActivityFactory,
    ActivityPartyFactory,
    ActivityTurnFactory,
    InformationFactory,
    InformationGiverFactory,
    InformationReplyFactory,
    NoteRequestFactory,
    PhotographFactory,
    PlanVersionFactory,
    ProgressNoteFactory,
    YearPlanFactory,
)
from commitments.kinds import STEP_AWAITED, STEP_TAKEN
from commitments.tests.factories import (
    AreaFactory,
    CirculationFactory,
    CommentFactory,
    CommitmentFactory,
    CoordinationEndFactory,
    CoordinatorAssignmentFactory,
    EditionFactory,
    ExpertNominationFactory,
    IntentionFactory,
    MeasureFactory,
    PaperFactory,
    PaperVersionFactory,
    StepTakenFactory,
    ViewFactory,
)
from decisions.choices import AgendaStage
from decisions.models import AgendaVersion
from decisions.tests.factories import (
    ApproachProposalFactory,
    MinutesChangeFactory,
    MinutesFactory,
    MinutesVersionFactory,
)
from decisions.tests.silence_stories import a_notification, a_procedure, an_objection
from desk.tests.entries import a_workbook_brought_back
from journal.actions import record
from journal.models import Entry
from law.cica.bodies import BODIES
from meetings.models import ReminderLead
from meetings.tests.factories import (
    AttendanceFactory,
    DeadlineFactory,
    DecisionFactory,
    FollowUpFactory,
    GroupSeatFactory,
    LeadTimeFactory,
    MeetingFactory,
    PositionFactory,
    WorkingGroupFactory,
)
from members.actions import ask_of_two, enter_for, grant_the_secretariat
from members.choices import OfTwoOfficers
from members.models import Chairmanship, Deputyship, Invitation, User
from members.tests.factories import (
    ChairmanshipFactory,
    FocalPointFactory,
    ParticipantFactory,
    ParticipationFactory,
    UserFactory,
)
from members.tests.signing_in import a_token_of
from notices.choices import ServedThrough
from notices.models import (
    Addressee,
    Declined,
    GoingOnRule,
    Letter,
    LetterTemplate,
    Notice,
    NoticeTransition,
    PaperReceipt,
    PaperWish,
    Rules,
    Sweep,
    WentOn,
)
from papers.choices import AddressedTo, Direction, LetterSeries, OutgoingKind
from papers.kinds import PAPER_CIRCULATED
from papers.models import (
    CommentReply,
    EntrustedPaper,
    ExpertDraft,
    FinishedLetter,
    FormOfAddress,
    LetterAnnex,
    LetterDeed,
    LetterWording,
    OutgoingLetter,
    RegisteredLetter,
    ScanOfALetter,
)
from papers.tests.factories import InstitutionFactory, PublicationFactory, PublishingRequestFactory
from record.actions import Written, ask_correction, keep_import
from record.models import Source, SourceFile


def a_request():
    by, person = UserFactory(is_staff=True), UserFactory()
    return ask_of_two(what=OfTwoOfficers.MAKE_OFFICER, person=person, reason="New here", by=by)


def an_entry_for_a_state():
    by, state = UserFactory(is_staff=True), ParticipantFactory()
    what = {"en": "It joined."}
    return enter_for(state=state, about=state, what=what, url="/", by=by, at=timezone.now(), letter="No. 12")


def a_token():
    return a_token_of(UserFactory())[0]


def a_lock_out():
    name = f"x{AccessAttempt.objects.count()}@x.example"
    return AccessAttempt.objects.create(username=name, ip_address="192.0.2.1", failures_since_start=5)


def an_entry():
    group = Group.objects.create(name=f"Group {Group.objects.count()}")
    group.permissions.clear()
    grant_the_secretariat().permissions.clear()
    grant_the_secretariat()
    return Entry.objects.first()


def an_invitation() -> Invitation:
    number = Invitation.objects.count()
    office = FocalPointFactory()
    return Invitation.objects.create(
        participant=office.participant, email=f"invited{number}@x.example", name="Invited", invited_by=office.user
    )


def a_reminder():
    return ReminderLead.objects.create(body=BODIES[ReminderLead.objects.count()], days="30, 7", basis="A test")


def a_notice():
    """To an officer: everybody reads their own only."""
    reader = User.objects.filter(is_staff=True).first()
    told = {"kind": STEP_TAKEN, "about_label": "Corridors", "url": "/desk/", "recipient": reader}
    return Notice.objects.create(**told, occurrence=str(Notice.objects.count()))


def a_letter():
    return Letter.objects.create(
        recipient=UserFactory(), address="a@x.example", day="2027-02-09", language="en", subject="S", text="T", raw=b"T",
        created_at=timezone.now(),
    )  # fmt: skip


def an_addressee(**other):
    state = other.pop("participant", None) or ParticipantFactory()
    told = {"kind": PAPER_CIRCULATED, "about_kind": "paper", "about_key": "P", "about_label": "Corridors", "url": "/"}
    return Addressee.objects.create(
        **told, participant=state, occurrence=str(Addressee.objects.count()), on_paper=True, at=timezone.now(),
        day=timezone.now().date(), **other,
    )  # fmt: skip


def a_thing_that_went_on(**other):
    told = {"kind": "comment", "desk": "XZ", "label": "Corridors", "rung": "alternate"} | other
    day = timezone.now().date()
    return WentOn.objects.create(**told, line=f"{WentOn.objects.count():024}", since=day, on=day)


def an_entrusted_paper(**other):
    today, version = timezone.now().date(), PaperVersionFactory()
    number = EntrustedPaper.objects.count()
    return EntrustedPaper.objects.create(**{
        "paper": version.paper, "owner": ParticipantFactory(), "nomination": uuid.uuid4(), "name": "Dr Expert",
        "email": f"expert{number}@x.example", "since": today, "until": today + dt.timedelta(days=9), "by": UserFactory(),
        **other,
    })  # fmt: skip


def an_experts_draft():
    return ExpertDraft.objects.create(
        entrusted=an_entrusted_paper(), number=1, text="Kites", size=5, sha256="0" * 64, by=UserFactory()
    )


def a_deputyship():
    today = timezone.now().date()
    people = {"person": UserFactory(), "deputy": UserFactory()}
    return Deputyship.objects.create(**people, since=today, until=today + dt.timedelta(days=9))


def a_rule_for_what_waits():
    return GoingOnRule.objects.create(kind="comment", days=7, is_on=True, by=UserFactory(is_staff=True))


def a_receipt_on_paper():
    return PaperReceipt.objects.create(
        addressee=an_addressee(), day=timezone.now().date(), channel=ServedThrough.BY_HAND, served_by="Mr Porter",
        by=UserFactory(is_staff=True),
    )  # fmt: skip


def a_reply():
    return CommentReply.objects.create(
        comment=CommentFactory(), text="We take it with us.", by=UserFactory(is_staff=True)
    )


def a_registered_letter():
    return RegisteredLetter.objects.create(
        direction=Direction.IN, series=LetterSeries.NOTES, year=2027, number=RegisteredLetter.everything.count() + 1,
        dated="2027-02-09", day="2027-02-10", participant=ParticipantFactory(), channel=ServedThrough.BY_HAND,
        subject="A letter", by=UserFactory(is_staff=True),
    )  # fmt: skip


def a_scan_of_a_letter():
    return ScanOfALetter.objects.create(
        letter=a_registered_letter(), number=1, file="a/b.png", name="scan.png", file_type="image/png", size=1,
        sha256="1" * 64, by=UserFactory(),
    )  # fmt: skip


def an_outgoing_letter():
    person = UserFactory(is_staff=True)
    return OutgoingLetter.objects.create(
        kind=OutgoingKind.NOTE, subject={"en": "A draft"}, text={"en": "Words."}, to=AddressedTo.MEMBERS, by=person,
        changed_by=person,
    )  # fmt: skip


def an_annex_of_a_letter():
    return LetterAnnex.objects.create(
        letter=an_outgoing_letter(), file="a/b.pdf", title="Programme", sha256="3" * 64, by=UserFactory()
    )


def an_annexed_paper():
    return LetterAnnex.objects.create(letter=an_outgoing_letter(), version=PaperVersionFactory(), by=UserFactory())


def a_finished_letter():
    return FinishedLetter.objects.create(
        letter=an_outgoing_letter(), language="en", version=1, file="a/b.docx", name="b.docx", by=UserFactory()
    )


def a_wording_of_letters():
    said = {"letterhead": "CICA", "opening": "To {addressee}", "closing": "With respect.", "signature": "{day}"}
    number = LetterWording.objects.count() + 1
    return LetterWording.objects.create(
        kind=OutgoingKind.NOTE, language="en", series=LetterSeries.NOTES, number=number, by=UserFactory(), **said
    )


def a_form_of_address():
    return FormOfAddress.objects.create(
        participant=ParticipantFactory(), language="en", text="the Ministry", number=1, by=UserFactory()
    )


def a_deed_of_a_letter():
    return LetterDeed.objects.create(
        letter=a_registered_letter(), noun="commitment", act="join", what={"en": "Join"}, about_kind="commitment",
        about_key="C", about_label="Corridors", url="/", at=timezone.now(),
    )  # fmt: skip


def a_wish_for_paper():
    return PaperWish.objects.create(participant=ParticipantFactory(), by=UserFactory(), at=timezone.now())


def a_move():
    return NoticeTransition.objects.create(letter=a_letter(), to_stage="claimed", at=timezone.now(), worker="w")


def a_wording():
    return LetterTemplate.objects.create(
        kind=STEP_AWAITED, language=("en", "ru", "ar")[LetterTemplate.objects.count()], line="L", body="B"
    )


def an_agenda():
    seal = {"content": [], "sha256": "0" * 64, "by": UserFactory()}
    return AgendaVersion.objects.create(meeting=MeetingFactory(), number=1, stage=AgendaStage.PROVISIONAL, **seal)


def a_source():
    return Source.objects.create(key=f"SOURCE-{Source.objects.count()}", title={"en": "A source"})


def a_source_file():
    return SourceFile.objects.create(
        source=a_source(), number=1, file="a/b.png", name="scan.png", file_type="image/png", size=1, sha256="1" * 64,
        by=UserFactory(),
    )  # fmt: skip


def a_correction():
    return ask_correction(thing=ChairmanshipFactory(), reason="A mistake.", by=UserFactory(is_staff=True))


def an_import():
    term, by = ChairmanshipFactory(), UserFactory(is_staff=True)
    with transaction.atomic():
        entry = record(by=by, verb="imported", about=term)
        return keep_import(
            model=Chairmanship, written=[Written(1, is_new=True, entry=entry)], same=0, by=by, file_name="terms.csv"
        )


MAKERS = {
    "members.participant": ParticipantFactory,
    "members.participation": ParticipationFactory,
    "members.chairmanship": ChairmanshipFactory,
    "members.user": UserFactory,
    "members.focalpoint": FocalPointFactory,
    "members.invitation": an_invitation,
    "meetings.meeting": MeetingFactory,
    "meetings.workinggroup": WorkingGroupFactory,
    "decisions.silenceprocedure": a_procedure,
    "decisions.silencenotification": a_notification,
    "decisions.silenceobjection": an_objection,
    "meetings.leadtime": LeadTimeFactory,
    "meetings.reminderlead": a_reminder,
    "meetings.deadline": DeadlineFactory,
    "decisions.agendaversion": an_agenda,
    "meetings.attendance": AttendanceFactory,
    "decisions.decision": DecisionFactory,
    "decisions.followup": FollowUpFactory,
    "meetings.groupseat": GroupSeatFactory,
    "decisions.approachproposal": ApproachProposalFactory,
    "decisions.minutes": MinutesFactory,
    "decisions.minutesversion": MinutesVersionFactory,
    "decisions.minuteschange": MinutesChangeFactory,
    "decisions.position": PositionFactory,
    "catalogue.edition": EditionFactory,
    "catalogue.area": AreaFactory,
    "catalogue.measure": MeasureFactory,
    "commitments.coordinatorassignment": CoordinatorAssignmentFactory,
    "commitments.coordinationend": CoordinationEndFactory,
    "commitments.commitment": CommitmentFactory,
    "commitments.steptaken": StepTakenFactory,
    "commitments.intention": IntentionFactory,
    "papers.paper": PaperFactory,
    "papers.paperversion": PaperVersionFactory,
    "papers.circulation": CirculationFactory,
    "papers.comment": CommentFactory,
    "papers.commentreply": a_reply,
    "papers.registeredletter": a_registered_letter,
    "papers.scanofaletter": a_scan_of_a_letter,
    "papers.outgoingletter": an_outgoing_letter,
    "papers.letterwording": a_wording_of_letters,
    "papers.formofaddress": a_form_of_address,
    "papers.entrustedpaper": an_entrusted_paper,
    "papers.letterdeed": a_deed_of_a_letter,
    "commitments.view": ViewFactory,
    "commitments.expertnomination": ExpertNominationFactory,
    "activities.activity": ActivityFactory,
    "activities.activityturn": ActivityTurnFactory,
    "activities.activityparty": ActivityPartyFactory,
    "activities.photograph": PhotographFactory,
    "activities.actionplan": ActionPlanFactory,
    "activities.actionplanversion": ActionPlanVersionFactory,
    "activities.yearplan": YearPlanFactory,
    "activities.planversion": PlanVersionFactory,
    "papers.publication": PublicationFactory,
    "papers.institution": InstitutionFactory,
    "papers.publishingrequest": PublishingRequestFactory,
    "activities.information": InformationFactory,
    "activities.informationgiver": InformationGiverFactory,
    "activities.informationreply": InformationReplyFactory,
    "activities.noterequest": NoteRequestFactory,
    "activities.progressnote": ProgressNoteFactory,
    "desk.broughtfile": lambda: a_workbook_brought_back(channel="note-verbale"),
    "notices.notice": a_notice,
    "notices.letter": a_letter,
    "notices.noticetransition": a_move,
    "members.deputyship": a_deputyship,
    "notices.goingonrule": a_rule_for_what_waits,
    "notices.wenton": a_thing_that_went_on,
    "notices.paperreceipt": a_receipt_on_paper,
    "notices.lettertemplate": a_wording,
    "notices.rules": lambda: Rules.objects.get_or_create(pk=1)[0],
    "notices.declined": lambda: Declined.objects.create(recipient=UserFactory(), kind=STEP_AWAITED),
    "notices.sweep": lambda: Sweep.objects.create(began_at=timezone.now(), at=timezone.now()),
    "auth.group": lambda: Group.objects.create(name=f"Group {Group.objects.count()}"),
    "members.enteredforstate": an_entry_for_a_state,
    "members.apitoken": a_token,
    "members.secondofficerrequest": a_request,
    "axes.accessattempt": a_lock_out,
    "record.import": an_import,
    "record.correction": a_correction,
    "record.source": a_source,
    "record.sourcefile": a_source_file,
    "journal.entry": an_entry,
}
