"""Every page of the admin, for every model it knows: it answers, at a fixed price, and to nobody but officers."""

import json

import pytest
from axes.models import AccessAttempt
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from knox.models import AuthToken

from commitments.kinds import STEP_AWAITED, STEP_TAKEN
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
from notices.models import Declined, Letter, LetterTemplate, Notice, NoticeTransition, Rules, Sweep
from record.actions import ask_correction
from record.admin import RecordAdmin
from record.models import Source

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
    told = {"kind": STEP_TAKEN, "about_label": "Corridors", "url": "/desk/", "recipient": reader}
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
        kind=STEP_AWAITED, language=("en", "ru", "ar")[LetterTemplate.objects.count()], line="L", body="B"
    )


def an_agenda():
    seal = {"content": [], "sha256": "0" * 64, "by": UserFactory()}
    return AgendaVersion.objects.create(meeting=MeetingFactory(), number=1, stage=AgendaStage.PROVISIONAL, **seal)


def a_source():
    return Source.objects.create(key=f"SOURCE-{Source.objects.count()}", title={"en": "A source"})


def a_correction():
    return ask_correction(thing=ChairmanshipFactory(), reason="A mistake.", by=UserFactory(is_staff=True))


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
    "notices.declined": lambda: Declined.objects.create(recipient=UserFactory(), kind=STEP_AWAITED),
    "notices.sweep": lambda: Sweep.objects.create(began_at=timezone.now(), at=timezone.now()),
    "auth.group": lambda: Group.objects.create(name=f"Group {Group.objects.count()}"),
    "knox.authtoken": a_token,
    "axes.accessattempt": a_lock_out,
    "record.correction": a_correction,
    "record.source": a_source,
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
    # Whether a meeting may be planned is asked of who one is.
    "meetings.meeting": 11,
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
    "commitments.commitment": 12,
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
    "record.correction": 9,
    "record.source": 8,
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


@pytest.mark.parametrize("model", MODELS, **by_name)
def test_every_page_answers_in_either_direction_and_holds_nothing_that_the_policy_refuses(model, office, officer):
    thing = MAKERS[model._meta.label_lower]()
    pages = [page(model, "changelist"), page(model, "change", thing.pk)]
    if model is not Entry:
        pages.append(page(model, "history", thing.pk))
    if model in RECORD:
        pages += [page(model, name) for name in ("add", "import", "export")]
    for language in ("en", "ar"):
        officer.language = language
        officer.save()
        for address in pages:
            answer = office.get(address)
            text = answer.content.decode()
            assert answer.status_code == 200, address
            assert not {word for word in (" style=", "<style", " onclick=", " onchange=") if word in text}, address
            assert ('dir="rtl"' in text.split("<head>")[0]) == (language == "ar"), address


@pytest.mark.parametrize("model", MODELS, **by_name)
def test_nothing_is_deleted_but_tokens(model, office):
    thing = MAKERS[model._meta.label_lower]()
    assert office.get(page(model, "delete", thing.pk)).status_code == (200 if model is AuthToken else 403)


def test_nobody_but_officers_comes_in(authority, sign_in, client):
    for visitor in (client, sign_in(authority)):
        for model in MODELS:
            answer = visitor.get(page(model, "changelist"))
            assert answer.status_code == 302, model
            assert reverse("admin:login") in answer.url, model


# How a list is asked is one way for every model (`JournalledAdmin`, Django's change list): one model is asked in all the
# ways. What each model has of its own are what it searches in, its columns, its filters and its hierarchy of dates.
ASKED_OF_ONE = [
    {"q": "x" * 60_000},
    {"p": "999999999999999999999"},
    {"p": "\u0661"},
    {"nothing__like": "this"},
    {"_facets": "x"},
    {"all": "x"},
    {"starts_on__year": "999999999"},
    {"since__year": "x"},
    {"at__year": "0"},
    {"year": "99999"},
    {"office": "nowhere"},
    {"participant__kind__exact": "\u0000"},
    {"area__edition__id__exact": "9" * 40},
]
ASKED_OF_EACH = [{"q": "%' OR 1=1 --"}, {"q": "\u202e\U0001f600"}, {"o": "99.-99"}]
NO_SENSE = ("\u0000", "9" * 40, "nowhere")


def questions(model):
    """Without sense: the usual ones, and one of each kind to each filter that the model has."""
    yield from ASKED_OF_EACH
    owner = admin.site._registry[model]
    for name in owner.list_filter:
        field = name[0] if isinstance(name, tuple) else name
        names = [f"{field}__exact", f"{field}__id__exact"] if isinstance(field, str) else [field.parameter_name]
        yield from ({name: value} for name in names for value in NO_SENSE)
    if owner.date_hierarchy:
        yield from ({f"{owner.date_hierarchy}__year": value} for value in (*NO_SENSE, "0", "99999"))


@pytest.mark.both
@pytest.mark.parametrize("model", MODELS, **by_name)
def test_a_question_that_makes_no_sense_is_no_error_of_ours(model, office):
    for query in questions(model):
        assert office.get(page(model, "changelist"), query).status_code in {200, 302, 400}, query


@pytest.mark.both
def test_a_list_and_its_export_are_asked_in_every_way_that_makes_no_sense(office):
    most_filters = max(RECORD, key=lambda model: len(admin.site._registry[model].list_filter))
    for query in [*ASKED_OF_ONE, *questions(most_filters)]:
        for name in ("changelist", "export"):
            assert office.get(page(most_filters, name), query).status_code in {200, 302, 400}, (name, query)


@pytest.mark.both
@pytest.mark.parametrize("model", MODELS, **by_name)
def test_a_thing_that_is_not_there_leads_back_to_the_front_page(model, office):
    for key in ("9" * 40, "nobody", "-1", "1' OR 1=1"):
        assert office.get(page(model, "change", key)).status_code in {302, 404}, key
    assert office.get(page(model, "history", "9" * 40)).status_code in {302, 404}


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


# What can't be read as a table is told by the reader, whatever the model: one is handed all of it.
UNREADABLE = {
    "empty": b"",
    "bytes": b"\xff\xfe\x00\x01",
    "columns": b"nonsense\nx\n",
    "nul": b"code,name.en\nX\x00,y\n",
    "long": b"code,reference,email,since,participant,number\n" + b"x" * 30_000 + b",y,z,99-99,QQ,1e9\n",
    "numbers": b"edition,code,area,number,fact,depth\nnone,none,none,99999999999999999999,,\n",
}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
def test_a_bad_file_is_told_why_and_never_breaks(content, office):
    for place, ending in enumerate(("csv", "xlsx", "json")):
        _refused(office, RECORD[0], content, place, ending)


@pytest.mark.both
@pytest.mark.parametrize("model", RECORD, **by_name)
def test_rows_that_no_column_holds_are_told_why_and_never_break(model, office):
    """In the model's own columns, so that every one of its widgets reads them."""
    [resource] = admin.site._registry[model].get_import_resource_classes(None)
    columns = resource().get_import_order()
    for value in ("9" * 30, "x" * 30_000, "\u202e99-99", "\x00"):
        rows = json.dumps([dict.fromkeys(columns, value)])
        _refused(office, model, rows.encode(), 2, "json")


def _refused(office, model, content: bytes, place: int, ending: str) -> None:
    file = SimpleUploadedFile(f"rows.{ending}", content)
    answer = office.post(page(model, "import"), {"resource": "0", "format": str(place), "import_file": file})
    assert answer.status_code == 200
    assert "confirm_form" not in answer.context
    assert "Traceback" not in answer.content.decode()


@pytest.mark.both
@pytest.mark.parametrize("model", EDITED, **by_name)
def test_values_that_no_column_holds_are_told_at_the_field(model, office):
    thing = MAKERS[model._meta.label_lower]()
    for name in ("add", "change"):
        args = (thing.pk,) if name == "change" else ()
        shown = office.get(page(model, name, *args)).context
        posted = {"_version": "0"}
        for formset in [inline.formset for inline in shown["inline_admin_formsets"]]:
            posted |= {f"{formset.prefix}-{key}": value for key, value in formset.management_form.initial.items()}
        for value in ("\x00", "x" * 60_000, "9" * 30):
            for field_name, field in shown["adminform"].form.fields.items():
                places = ("en", "ru", "zh-hans", "ar") if hasattr(field, "fields") else [None]
                posted |= dict.fromkeys([field_name if one is None else f"{field_name}_{one}" for one in places], value)
            answer = office.post(page(model, name, *args), posted)
            assert answer.status_code == 200
            assert answer.context["adminform"].form.errors
