"""Every page of the admin, for every model it knows: it answers, at a fixed price, and to nobody but officers."""

import pytest
from axes.models import AccessAttempt
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from knox.models import AuthToken

from commitments.tests.factories import (
    AreaFactory,
    CirculationFactory,
    CommentFactory,
    CommitmentFactory,
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
from decisions.tests.silence_stories import a_notification, a_procedure, an_objection
from journal.models import Entry
from law.cica.bodies import BODIES
from meetings.models import ReminderLead
from meetings.tests.factories import (
    AttendanceFactory,
    DeadlineFactory,
    DecisionFactory,
    FollowUpFactory,
    LeadTimeFactory,
    MeetingFactory,
    WorkingGroupFactory,
)
from members.actions import grant_the_secretariat
from members.models import Invitation, User
from members.tests.factories import (
    ChairmanshipFactory,
    FocalPointFactory,
    ParticipantFactory,
    ParticipationFactory,
    UserFactory,
)
from notices.choices import Kind
from notices.models import Declined, Letter, LetterTemplate, Notice, NoticeTransition, Rules, Sweep
from record.admin import RecordAdmin

pytestmark = pytest.mark.django_db


def a_token():
    return AuthToken.objects.create(UserFactory())[0]


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
    told = {"kind": Kind.STEP_TAKEN, "about_label": "Corridors", "url": "/desk/", "recipient": reader}
    return Notice.objects.create(**told, occurrence=str(Notice.objects.count()))


def a_letter():
    return Letter.objects.create(
        recipient=UserFactory(), address="a@x.example", day="2027-02-09", language="en", subject="S", text="T", raw=b"T",
        created_at=timezone.now(),
    )  # fmt: skip


def a_move():
    return NoticeTransition.objects.create(letter=a_letter(), to_stage="claimed", at=timezone.now(), worker="w")


def a_wording():
    return LetterTemplate.objects.create(
        kind=Kind.STEP_AWAITED, language=("en", "ru", "ar")[LetterTemplate.objects.count()], line="L", body="B"
    )


def an_agenda():
    seal = {"content": [], "sha256": "0" * 64, "by": UserFactory()}
    return AgendaVersion.objects.create(meeting=MeetingFactory(), number=1, stage=AgendaStage.PROVISIONAL, **seal)


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
    "catalogue.edition": EditionFactory,
    "catalogue.area": AreaFactory,
    "catalogue.measure": MeasureFactory,
    "commitments.coordinatorassignment": CoordinatorAssignmentFactory,
    "commitments.commitment": CommitmentFactory,
    "commitments.steptaken": StepTakenFactory,
    "commitments.intention": IntentionFactory,
    "papers.paper": PaperFactory,
    "papers.paperversion": PaperVersionFactory,
    "papers.circulation": CirculationFactory,
    "papers.comment": CommentFactory,
    "commitments.view": ViewFactory,
    "commitments.expertnomination": ExpertNominationFactory,
    "notices.notice": a_notice,
    "notices.letter": a_letter,
    "notices.noticetransition": a_move,
    "notices.lettertemplate": a_wording,
    "notices.rules": lambda: Rules.objects.get_or_create(pk=1)[0],
    "notices.declined": lambda: Declined.objects.create(recipient=UserFactory(), kind=Kind.STEP_AWAITED),
    "notices.sweep": lambda: Sweep.objects.create(began_at=timezone.now(), at=timezone.now()),
    "auth.group": lambda: Group.objects.create(name=f"Group {Group.objects.count()}"),
    "knox.authtoken": a_token,
    "axes.accessattempt": a_lock_out,
    "journal.entry": an_entry,
}
MODELS = [model for model in admin.site._registry if model._meta.label_lower in MAKERS]
RECORD = [model for model in MODELS if isinstance(admin.site._registry[model], RecordAdmin)]
EDITED = [model for model in RECORD if model._meta.label_lower != "members.user"]
by_name = {"ids": lambda model: model._meta.label_lower}


def page(model, name: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


@pytest.fixture
def office(officer, sign_in) -> Client:
    return sign_in(officer)


def test_each_kind_of_thing_of_the_record_has_its_page():
    assert {model._meta.label_lower for model in MODELS} == set(MAKERS)


# Session and person; the person's rights, own and the group's; how many rows, which rows; then what the filters and the
# hierarchy of dates of that page need: the first and the last day, the years, the editions, the areas, the people.
# What belongs to a commitment is shown by who one is to it: one's offices, the Chair of today, the groups one chairs.
PRICE = {
    "members.participant": 6,
    "members.participation": 8,
    "members.chairmanship": 8,
    "members.user": 6,
    "members.focalpoint": 6,
    "members.invitation": 8,
    "meetings.meeting": 9,
    "meetings.workinggroup": 6,
    "decisions.agendaversion": 10,
    "meetings.attendance": 8,
    # Seen by who one is, and by whether one chairs a group; what states said of them, and which states.
    "decisions.decision": 11,
    "decisions.followup": 9,
    # Seen by who one is: two more, for one's offices and the Chair of today.
    "decisions.silenceprocedure": 8,
    "decisions.silencenotification": 8,
    "decisions.silenceobjection": 8,
    "meetings.leadtime": 6,
    "meetings.reminderlead": 6,
    "meetings.deadline": 6,
    "catalogue.edition": 8,
    "catalogue.area": 7,
    "catalogue.measure": 8,
    "commitments.coordinatorassignment": 12,
    "commitments.commitment": 11,
    "commitments.steptaken": 9,
    "commitments.intention": 9,
    "papers.paper": 9,
    "papers.paperversion": 6,
    "papers.circulation": 6,
    "papers.comment": 8,
    "commitments.view": 9,
    "commitments.expertnomination": 9,
    "notices.notice": 6,
    "notices.letter": 6,
    "notices.noticetransition": 6,
    "notices.lettertemplate": 6,
    "notices.rules": 6,
    "notices.declined": 6,
    "notices.sweep": 6,
    "auth.group": 6,
    "knox.authtoken": 8,
    "axes.accessattempt": 8,
    "journal.entry": 9,
}


@pytest.mark.parametrize("model", MODELS, **by_name)
def test_the_list_is_read_at_one_price_for_one_row_and_for_three(model, office, django_assert_num_queries):
    for rows in (1, 2):
        for _row in range(rows):
            MAKERS[model._meta.label_lower]()
        with django_assert_num_queries(PRICE[model._meta.label_lower]):
            assert office.get(page(model, "changelist")).status_code == 200


@pytest.mark.once
@pytest.mark.parametrize("model", MODELS, **by_name)
def test_the_page_of_one_thing_and_its_journal_answer(model, office):
    thing = MAKERS[model._meta.label_lower]()
    assert office.get(page(model, "change", thing.pk)).status_code == 200
    if model is not Entry:
        assert office.get(page(model, "history", thing.pk)).status_code == 200


@pytest.mark.once
@pytest.mark.parametrize("model", RECORD, **by_name)
def test_pages_to_add_import_and_export_answer(model, office):
    for name in ("add", "import", "export"):
        assert office.get(page(model, name)).status_code == 200, name


@pytest.mark.once
@pytest.mark.parametrize("model", MODELS, **by_name)
def test_nothing_is_deleted_but_tokens(model, office):
    thing = MAKERS[model._meta.label_lower]()
    assert office.get(page(model, "delete", thing.pk)).status_code == (200 if model is AuthToken else 403)


@pytest.mark.once
@pytest.mark.parametrize("model", MODELS, **by_name)
def test_nobody_but_officers_comes_in(model, authority, sign_in, client):
    for visitor in (client, sign_in(authority)):
        answer = visitor.get(page(model, "changelist"))
        assert answer.status_code == 302
        assert reverse("admin:login") in answer.url


@pytest.mark.parametrize("model", MODELS, **by_name)
@pytest.mark.parametrize(
    "query",
    [
        {"q": "x" * 60_000},
        {"q": "%' OR 1=1 --"},
        {"q": "\u202e\U0001f600"},
        {"p": "999999999999999999999"},
        {"o": "99.-99"},
        {"nothing__like": "this"},
        {"starts_on__year": "999999999"},
        {"since__year": "x"},
        {"at__year": "0"},
        {"year": "99999"},
        {"office": "nowhere"},
        {"participant__kind__exact": "\u0000"},
        {"area__edition__id__exact": "9" * 40},
    ],
    ids=lambda query: f"{next(iter(query))}-{next(iter(query.values()))[:6]!a}",
)
def test_a_question_that_makes_no_sense_is_no_error_of_ours(model, query, office):
    assert office.get(page(model, "changelist"), query).status_code in {200, 302, 400}
    if model in RECORD:
        assert office.get(page(model, "export"), query).status_code in {200, 302, 400}


@pytest.mark.parametrize("model", MODELS, **by_name)
@pytest.mark.parametrize("key", ["9" * 40, "nobody", "-1", "1' OR 1=1"])
def test_a_thing_that_is_not_there_leads_back_to_the_front_page(model, key, office):
    assert office.get(page(model, "change", key)).status_code in {302, 404}
    assert office.get(page(model, "history", key)).status_code in {302, 404}


@pytest.mark.once
@pytest.mark.parametrize("model", RECORD, **by_name)
def test_the_export_comes_in_three_formats_and_goes_back_in_without_a_change(model, office):
    MAKERS[model._meta.label_lower]()
    for place, ending in enumerate(("csv", "xlsx", "json")):
        form = office.get(page(model, "export")).context["form"]
        chosen = {name: "on" for name, field in form.fields.items() if getattr(field, "is_selectable_field", False)}
        answer = office.post(page(model, "export"), {"resource": "0", "format": str(place), **chosen})
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"], answer.content.decode()[-3000:]
        preview = _uploaded(office, model, answer.content, place, ending)
        kinds = {row.import_type for row in preview.context["result"].rows}
        assert kinds == {"skip"}, (ending, preview.context["result"].invalid_rows, preview.context["result"].rows)


def _uploaded(office, model, content: bytes, place: int, ending: str):
    file = SimpleUploadedFile(f"rows.{ending}", content)
    answer = office.post(page(model, "import"), {"resource": "0", "format": str(place), "import_file": file})
    assert answer.status_code == 200
    assert "result" in answer.context, answer.context["form"].errors
    return answer


@pytest.mark.once
@pytest.mark.parametrize("model", RECORD, **by_name)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00\x01",
        b"nonsense\nx\n",
        b"code,name.en\nX\x00,y\n",
        b"code,reference,email,since,participant,number\n" + b"x" * 30_000 + b",y,z,99-99,QQ,1e9\n",
        b"edition,code,area,number,fact,depth\nnone,none,none,99999999999999999999,,\n",
    ],
    ids=["empty", "bytes", "columns", "nul", "long", "numbers"],
)
def test_a_bad_file_is_told_why_and_never_breaks(model, content, office):
    for place, ending in enumerate(("csv", "xlsx", "json")):
        file = SimpleUploadedFile(f"rows.{ending}", content)
        answer = office.post(page(model, "import"), {"resource": "0", "format": str(place), "import_file": file})
        assert answer.status_code == 200
        assert "confirm_form" not in answer.context
        assert "Traceback" not in answer.content.decode()


@pytest.mark.parametrize("model", EDITED, **by_name)
def test_values_that_no_column_holds_are_told_at_the_field(model, office):
    thing = MAKERS[model._meta.label_lower]()
    for make in (lambda name: "\x00", lambda name: "x" * 60_000, lambda name: "9" * 30):
        form = office.get(page(model, "change", thing.pk)).context["adminform"].form
        posted = {"_version": "0"}
        for name, field in form.fields.items():
            places = ("en", "ru", "zh-hans", "ar") if hasattr(field, "fields") else [None]
            posted |= {name if place is None else f"{name}_{place}": make(name) for place in places}
        for name in ("add", "change"):
            args = (thing.pk,) if name == "change" else ()
            formsets = office.get(page(model, name, *args)).context["inline_admin_formsets"]
            managed = {}
            for one in formsets:
                management = one.formset.management_form.initial
                managed |= {f"{one.formset.prefix}-{key}": value for key, value in management.items()}
            answer = office.post(page(model, name, *args), {**posted, **managed})
            assert answer.status_code == 200
            assert answer.context["adminform"].form.errors


@pytest.mark.once
@pytest.mark.parametrize("model", MODELS, **by_name)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_holds_what_the_policy_refuses(model, language, office, officer):
    officer.language = language
    officer.save()
    thing = MAKERS[model._meta.label_lower]()
    pages = [page(model, "changelist"), page(model, "change", thing.pk)]
    if model in RECORD:
        pages += [page(model, name) for name in ("add", "import", "export")] + [page(model, "history", thing.pk)]
    for address in pages:
        text = office.get(address).content.decode()
        assert " style=" not in text, address
        assert "<style" not in text, address
        assert " onclick=" not in text, address
        assert " onchange=" not in text, address
        assert ('dir="rtl"' in text.split("<head>")[0]) == (language == "ar"), address
