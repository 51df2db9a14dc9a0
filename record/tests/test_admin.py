"""What every page of the admin keeps to, tried on participants."""

import lxml.html
import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile

from journal.models import Entry
from members.models import Participant, Participation
from members.tests.factories import ParticipantFactory, ParticipationFactory
from record.admin import newest
from record.models import Source

pytestmark = pytest.mark.django_db
LIST = "/admin/members/participant/"
SETS = ("participations", "chairmanships", "focal_points")
EMPTY = {f"{name}-{key}": "0" for name in SETS for key in ("TOTAL_FORMS", "INITIAL_FORMS")}


@pytest.fixture
def xd() -> Participant:
    return ParticipantFactory(code="XD", name={"en": "Dee", "ru": "Ди"}, official_name={})


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


def posted(office, thing: Participant, **changed) -> dict:
    """The form as a browser sends it, hidden parts and all, having changed this."""
    page = lxml.html.fromstring(office.get(f"{LIST}{thing.pk}/change/").content.decode())
    return {**dict(page.forms[-1].form_values()), **changed}


def about(thing) -> list[tuple[str, dict]]:
    return [(entry.verb, entry.changes) for entry in Entry.objects.about(thing).in_order()]


def test_adding_writes_one_entry_with_what_is_held(office, officer):
    form = {**EMPTY, "code": "XN", "kind": "state", "name_en": "New", "name_ar": "جديد"}
    assert office.post(f"{LIST}add/", form).status_code == 302
    thing = Participant.objects.get(code="XN")
    [(verb, changes)] = about(thing)
    assert verb == "added"
    assert changes["name"] == [None, {"en": "New", "ar": "جديد"}]
    assert Entry.objects.about(thing).get().by_key == str(officer.pk)
    assert not LogEntry.objects.exists()


def test_changing_writes_only_what_changed(office, xd):
    assert office.post(f"{LIST}{xd.pk}/change/", posted(office, xd, name_ru="Дии")).status_code == 302
    assert about(xd) == [("changed", {"name": [{"en": "Dee", "ru": "Ди"}, {"en": "Dee", "ru": "Дии"}]})]


def test_what_a_thing_is_known_by_stays_as_it_was(office, xd):
    """The journal, notices and addresses call it so."""
    form = posted(office, xd, name_ru="Дии")
    assert "code" not in form
    assert office.post(f"{LIST}{xd.pk}/change/", {**form, "code": "XE"}).status_code == 302
    xd.refresh_from_db()
    assert (xd.code, xd.name["ru"]) == ("XD", "Дии")
    assert [verb for verb, _changes in about(xd)] == ["changed"]


def test_saving_without_a_change_writes_nothing(office, xd):
    assert office.post(f"{LIST}{xd.pk}/change/", posted(office, xd)).status_code == 302
    assert about(xd) == []


def test_rows_on_the_page_are_journalled_each_as_itself(office, xd):
    Source.objects.create(key="A/62/232")
    held = ParticipationFactory(participant=xd, source="")
    form = posted(office, xd, **{"participations-0-source": "A/62/232"})
    new = {"standing": "observer", "since": "2001-01-01", "since_precision": "exact", "until_precision": "exact"}
    new |= {"until": "2002-01-01", "source": "A/62/232"}
    form |= {f"participations-1-{name}": value for name, value in new.items()}
    form["participations-TOTAL_FORMS"] = 2
    assert office.post(f"{LIST}{xd.pk}/change/", form).status_code == 302
    assert about(held) == [("changed", {"source": ["", "A/62/232"]})]
    added = Participation.objects.get(standing="observer")
    assert [verb for verb, _changes in about(added)] == ["added"]
    text = office.get(f"{LIST}{xd.pk}/history/").content.decode()
    assert "A/62/232" in text
    assert "Observer" in text


def test_the_first_save_stands_and_the_second_is_refused_with_its_text_kept(office, xd):
    first, second = posted(office, xd, name_en="First"), posted(office, xd, name_en="Second", note="Mine")
    assert office.post(f"{LIST}{xd.pk}/change/", first).status_code == 302
    answer = office.post(f"{LIST}{xd.pk}/change/", second)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "officer@secretariat.example saved this" in text
    assert "Common name" in text
    assert 'value="Second"' in text
    assert "Mine" in text
    xd.refresh_from_db()
    assert xd.name["en"] == "First"


def test_who_has_seen_the_other_save_may_save_over_it(office, xd):
    first, second = posted(office, xd, name_en="First"), posted(office, xd, name_en="Second")
    office.post(f"{LIST}{xd.pk}/change/", first)
    refused = office.post(f"{LIST}{xd.pk}/change/", second)
    second["_version"] = refused.context["version"]
    assert office.post(f"{LIST}{xd.pk}/change/", second).status_code == 302
    xd.refresh_from_db()
    assert xd.name["en"] == "Second"


def test_a_save_of_a_row_on_the_page_makes_the_page_stale_too(office, xd):
    held = ParticipationFactory(participant=xd)
    late = posted(office, xd, note="Late")
    row = posted(office, xd, **{"participations-0-note": "Sooner"})
    assert office.post(f"{LIST}{xd.pk}/change/", row).status_code == 302
    assert office.post(f"{LIST}{xd.pk}/change/", late).status_code == 200
    assert newest(Entry.objects.about(held)) == 1 + newest(Entry.objects.filter(verb="granted"))


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "\x00", "٣"])
def test_a_form_that_can_not_say_what_it_was_opened_on_is_refused(office, xd, version):
    answer = office.post(f"{LIST}{xd.pk}/change/", {**posted(office, xd, name_en="Other"), "_version": version})
    assert answer.status_code == 200
    assert "open the page again" in answer.content.decode()
    assert about(xd) == []


# -- Import and export.


def preview(office, content: bytes, ending: str = "csv"):
    place = {"csv": "0", "xlsx": "1", "json": "2"}[ending]
    file = SimpleUploadedFile(f"rows.{ending}", content)
    return office.post(f"{LIST}import/", {"resource": "0", "format": place, "import_file": file})


def confirm(office, answer):
    return office.post(f"{LIST}process_import/", answer.context["confirm_form"].initial)


def test_the_preview_marks_what_changes_and_keeps_nothing(office, xd):
    answer = preview(office, "code,kind,name.en,name.ru\nXD,state,Dee,До\nXE,state,<b>Ee</b>,\n".encode())
    text = answer.content.decode()
    assert "<del>Ди</del><ins>До</ins>" in text
    assert "<ins>&lt;b&gt;Ee&lt;/b&gt;</ins>" in text
    assert " style=" not in text
    assert not Participant.objects.filter(code="XE").exists()
    assert about(xd) == []


def test_confirming_writes_an_entry_for_each_row_that_changed(office, officer, xd):
    ParticipantFactory(code="XF", name={"en": "Same"}, official_name={})
    answer = preview(office, b"code,kind,name.en\nXD,state,Dea\nXE,state,Ee\nXF,state,Same\n")
    assert confirm(office, answer).status_code == 302
    [(verb, changes)] = about(xd)
    assert (verb, changes["name"]) == ("imported", [{"en": "Dee", "ru": "Ди"}, {"en": "Dea", "ru": "Ди"}])
    assert Entry.objects.filter(verb="imported", by_key=str(officer.pk)).count() == 2
    assert not LogEntry.objects.exists()


def test_one_bad_row_keeps_all_of_them_out(office, xd):
    answer = preview(office, b"code,kind,name.en\nXD,state,Dea\nXE,planet,Ee\n")
    assert "confirm_form" not in answer.context
    assert "planet" in answer.content.decode()
    assert not Participant.objects.filter(code="XE").exists()


def test_what_became_bad_after_the_preview_is_not_half_imported(office, xd):
    answer = preview(office, b"code,kind,name.en\nXD,state,Dea\nXE,state,Ee\n")
    name = answer.context["confirm_form"].initial["import_file_name"]
    with open(name, "w", encoding="utf-8") as file:
        file.write("code,kind,name.en\nXD,state,Dea\nXE,planet,Ee\n")
    assert confirm(office, answer).status_code == 302
    xd.refresh_from_db()
    assert xd.name["en"] == "Dee"
    assert about(xd) == []


def test_confirming_twice_imports_once_and_says_so(office, xd):
    answer = preview(office, b"code,kind,name.en\nXD,state,Dea\n")
    confirm(office, answer)
    again = confirm(office, answer)
    assert again.status_code == 302
    assert "imported already" in office.get(again.url).content.decode()
    assert len(about(xd)) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"format": "99"},
        {"format": "x"},
        {"import_file_name": "../../etc/passwd\x00"},
        {"import_file_name": ""},
    ],
    ids=str,
)
def test_a_second_step_that_was_tampered_with_imports_nothing(office, xd, changed):
    answer = preview(office, b"code,kind,name.en\nXD,state,Dea\n")
    tampered = {**answer.context["confirm_form"].initial, **changed}
    assert office.post(f"{LIST}process_import/", tampered).status_code in {200, 302}
    assert about(xd) == []


def test_a_set_of_columns_that_is_not_there_is_the_one_there_is(office, xd):
    answer = preview(office, b"code,kind,name.en\nXD,state,Dea\n")
    form = {**answer.context["confirm_form"].initial, "resource": "7"}
    assert office.post(f"{LIST}process_import/", form).status_code == 302
    assert len(about(xd)) == 1


def test_formulas_go_out_as_text_and_come_back_as_they_were(office, xd):
    xd.note = "=HYPERLINK(1)"
    xd.save()
    chosen = {f"participantresource_{name}": "on" for name in ("code", "note")}
    csv = office.post(f"{LIST}export/", {"resource": "0", "format": "0", **chosen}).content
    assert b"XD,'=HYPERLINK(1)" in csv
    assert [row.import_type for row in preview(office, csv).context["result"].rows] == ["skip"]


def test_import_and_export_ask_for_rights_of_their_own(office, officer):
    group = officer.groups.get()
    rights = group.permissions.filter(codename__in=["import_participant", "export_participant"])
    group.permissions.remove(*rights)
    text = office.get(LIST).content.decode()
    assert f"{LIST}import/" not in text
    assert f"{LIST}export/" not in text
    for name in ("import", "export", "process_import"):
        assert office.post(f"{LIST}{name}/").status_code == 403


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_front_page_has_one_order_in_every_language(language, office, officer):
    officer.language = language
    officer.save()
    apps = [app["app_label"] for app in office.get("/admin/").context["app_list"]]
    order = ["members", "commitments", "papers", "catalogue", "meetings", "decisions", "notices", "record", "journal"]
    assert apps[:9] == order
    first = office.get("/admin/").context["app_list"][0]["models"]
    assert [model["object_name"] for model in first][:2] == ["Participant", "Participation"]
