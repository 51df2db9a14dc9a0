"""Every page of the admin, for every model it knows: it answers, at a fixed price, and to nobody but officers."""

import json

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cica_tracker.tests.night import IS_NIGHT
from journal.models import Entry
from members.models import User
from members.tests.granting import an_officer
from members.tests.signing_in import let_in
from record.acts import TABLE
from record.admin import RecordAdmin
from record.tests.makers import MAKERS

pytestmark = pytest.mark.django_db


MODELS = [model for model in admin.site._registry if model._meta.label_lower in MAKERS]
RECORD = [model for model in MODELS if isinstance(admin.site._registry[model], RecordAdmin)]
EDITED = [model for model in RECORD if model._meta.label_lower != "members.user"]
by_name = {"ids": lambda model: model._meta.label_lower}


def page(model, name: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


@pytest.fixture(scope="module")
def officer(once_a_module) -> User:
    return an_officer()


@pytest.fixture(scope="module")
def office(officer) -> Client:
    """Made once: hundreds of tests ask by it, and what each of them writes it undoes."""
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    let_in(client, officer)
    return client


def test_each_kind_of_thing_of_the_record_has_its_page():
    assert {model._meta.label_lower for model in MODELS} == set(MAKERS)


def test_no_act_is_named_like_a_page_that_the_admin_has_of_each_thing():
    """Its page would stand before the thing's own, which nobody could open any more."""
    named = {noun: {act.name for act in acts.values() if act.in_admin} for noun, acts in TABLE.rows.items()}
    of_infix = {name for name, noun in TABLE.nouns.items() if noun.infix}
    taken = {noun: names & {"add", "change", "history", "delete"} for noun, names in named.items()}
    assert {noun for noun, names in taken.items() if names} <= of_infix


# Session and person; the person's rights, own and the group's; how many rows, which rows; then what the filters and the
# hierarchy of dates of that page need: the first and the last day, the years, the editions, the areas, the people.
# What belongs to a commitment is shown by who one is to it: one's offices, the Chair of today, the groups one chairs.
PRICE = {
    "members.participant": 6,
    "members.participation": 8,
    "members.chairmanship": 8,
    # Their offices, with the participants.
    "members.user": 7,
    "members.focalpoint": 6,
    "members.invitation": 8,
    "members.deputyship": 7,
    "notices.goingonrule": 6,
    "notices.wenton": 8,
    # Whether a meeting may be planned is asked of who one is.
    "meetings.meeting": 9,
    "meetings.workinggroup": 6,
    "decisions.agendaversion": 10,
    "meetings.attendance": 8,
    # Seen by who one is, and by whether one chairs a group; what states said of them, and which states.
    "decisions.decision": 11,
    "decisions.followup": 9,
    "meetings.groupseat": 9,
    "decisions.approachproposal": 9,
    "decisions.minutes": 8,
    "decisions.minutesversion": 8,
    "decisions.minuteschange": 8,
    "decisions.position": 9,
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
    # Whether one is offered or designated is asked of the members of the day and of who is in the Chair.
    "commitments.coordinatorassignment": 14,
    "commitments.coordinationend": 8,
    # With the steps, for the day of the last one.
    "commitments.commitment": 13,
    "commitments.steptaken": 9,
    "commitments.intention": 9,
    "papers.paper": 9,
    # By the tokens one holds: three more, for the Chair of today, one's offices and the groups one chairs.
    "papers.paperversion": 9,
    "papers.circulation": 9,
    "papers.comment": 9,
    "papers.commentreply": 9,
    "papers.registeredletter": 9,
    "papers.scanofaletter": 6,
    "papers.outgoingletter": 6,
    "papers.letterwording": 6,
    "papers.formofaddress": 6,
    "papers.letterdeed": 8,
    "papers.entrustedpaper": 6,
    "commitments.view": 9,
    "commitments.expertnomination": 10,
    "activities.activity": 10,
    "activities.activityturn": 9,
    "activities.activityparty": 9,
    "activities.photograph": 9,
    "activities.actionplan": 9,
    "activities.actionplanversion": 9,
    "activities.yearplan": 8,
    "activities.planversion": 8,
    "papers.publication": 9,
    "papers.institution": 10,
    "papers.publishingrequest": 9,
    "activities.information": 10,
    "activities.informationgiver": 9,
    "activities.informationreply": 9,
    "activities.noterequest": 8,
    "activities.progressnote": 9,
    # Whether one may be brought is asked of who one is, and of the participants of the day.
    "desk.broughtfile": 9,
    "notices.notice": 6,
    "notices.letter": 6,
    "notices.noticetransition": 6,
    "notices.paperreceipt": 6,
    "notices.lettertemplate": 6,
    "notices.rules": 6,
    "notices.declined": 6,
    "notices.sweep": 6,
    "auth.group": 6,
    "members.apitoken": 8,
    "members.enteredforstate": 8,
    "members.secondofficerrequest": 8,
    "record.import": 9,
    "record.correction": 13,
    "record.source": 8,
    "record.sourcefile": 6,
    "axes.accessattempt": 8,
    # What states keep to themselves, views and experts, is left out of the list and of the people to narrow it by.
    "journal.entry": 13,
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
    # By day the other direction, which is the frame's, has all of them, and this one the list.
    for language, asked in (("en", pages if IS_NIGHT else pages[:1]), ("ar", pages)):
        officer.language = language
        officer.save()
        for address in asked:
            answer = office.get(address)
            text = answer.content.decode()
            assert answer.status_code == 200, address
            assert not {word for word in (" style=", "<style", " onclick=", " onchange=") if word in text}, address
            assert ('dir="rtl"' in text.split("<head>")[0]) == (language == "ar"), address


@pytest.mark.parametrize("model", MODELS, **by_name)
def test_nothing_is_deleted(model, office):
    thing = MAKERS[model._meta.label_lower]()
    assert office.get(page(model, "delete", thing.pk)).status_code == 403


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
ASKED_OF_EACH = [{"q": "%' OR 1=1 \u202e\U0001f600 --", "o": "99.-99"}]
NO_SENSE = ("\u0000", "9" * 40, "nowhere")


def questions(model, in_every_way=IS_NIGHT):
    """Without sense: the usual ones, and one to each filter that the model has; in every way, one of each kind."""
    yield from ASKED_OF_EACH
    owner, names = admin.site._registry[model], []
    for name in owner.list_filter:
        field = name[0] if isinstance(name, tuple) else name
        names += [f"{field}__exact", f"{field}__id__exact"] if isinstance(field, str) else [field.parameter_name]
    if owner.date_hierarchy:
        names.append(f"{owner.date_hierarchy}__year")
    if in_every_way:
        yield from ({name: value} for name in names for value in (*NO_SENSE, "0", "99999"))
    else:
        yield from ({name: NO_SENSE[place % len(NO_SENSE)]} for place, name in enumerate(names))


@pytest.mark.both
@pytest.mark.parametrize("model", MODELS, **by_name)
def test_a_question_that_makes_no_sense_is_no_error_of_ours(model, office):
    for query in questions(model):
        assert office.get(page(model, "changelist"), query).status_code in {200, 302, 400}, query


@pytest.mark.both
def test_a_list_and_its_export_are_asked_in_every_way_that_makes_no_sense(office):
    most_filters = max(RECORD, key=lambda model: len(admin.site._registry[model].list_filter))
    for query in [*ASKED_OF_ONE, *questions(most_filters, in_every_way=True)]:
        for name in ("changelist", "export"):
            assert office.get(page(most_filters, name), query).status_code in {200, 302, 400}, (name, query)


@pytest.mark.both
@pytest.mark.parametrize("model", MODELS, **by_name)
def test_a_thing_that_is_not_there_leads_back_to_the_front_page(model, office):
    for key in ("9" * 40, "nobody", "-1", "1' OR 1=1") if IS_NIGHT or model is MODELS[0] else ("9" * 40, "nobody"):
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
        for value in ("\x00", "x" * 60_000, "9" * 30) if IS_NIGHT or name == "add" else ("9" * 30,):
            for field_name, field in shown["adminform"].form.fields.items():
                places = ("en", "ru", "zh-hans", "ar") if hasattr(field, "fields") else [None]
                posted |= dict.fromkeys([field_name if one is None else f"{field_name}_{one}" for one in places], value)
            answer = office.post(page(model, name, *args), posted)
            assert answer.status_code == 200
            assert answer.context["adminform"].form.errors


def test_the_admin_calls_what_packages_bring_by_what_it_is(officer, sign_in):
    """Nobody knows a package by its name; a list is headed by what it lists, and a number stands alone."""
    office = sign_in(officer)
    index = office.get("/admin/").content.decode()
    assert [name for name in ("Axes", "Knox", "uth token", "Authentication and") if name in index] == []
    assert "Failed sign-ins" in index
    assert ("Model name" in index, "Kind of thing" in index) == (False, True)
    kept = office.get("/admin/record/retentionrun/").content.decode()
    assert kept.index("What is kept how long") < kept.index("What the job did, night by night") < kept.index("in all")
    journal = office.get("/admin/journal/entry/").content.decode()
    assert "<h1>Journal entries</h1>" in journal
    assert "in all" in journal
    assert "Select journal" not in journal
    begun = office.get("/admin/meetings/meeting/add/").content.decode()
    assert "<h1>New entry: meeting</h1>" in begun
