"""The register of sources: who adds to it, what cites it, and that a key nobody registered is refused at every door."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from journal.models import Entry
from meetings.tests.factories import WorkingGroupFactory
from members.models import Chairmanship, Participation
from members.tests.factories import ChairmanshipFactory, ParticipantFactory, ParticipationFactory
from record.actions import ask_correction
from record.list_formats import FORMATS
from record.models import Source, keys_in
from record.refusals import Refused
from record.sources import known_sources
from record.tests.corrected import WHY, correct

pytestmark = pytest.mark.django_db
NEW = {"key": "NOTE-2026-7", "title": "Note of the Chair", "symbol": "N/7", "dated": "2026-03-03"}


@pytest.fixture
def note():
    return Source.objects.create(key="NOTE-2026-7", title={"en": "Note of the Chair"})


def test_what_looks_like_a_key_is_one_and_words_are_a_citation():
    assert keys_in("A/62/232; SCICA-PR2128 ; RoP-ZH; Note of 3 March; Letter") == ["A/62/232", "SCICA-PR2128", "RoP-ZH"]
    assert [key for key in known_sources() if keys_in(key) != [key]] == []


def test_an_officer_adds_a_source_at_every_door_and_nobody_else_does(officer, authority, sign_in):
    page, program = reverse("source-register"), reverse("api-sources-list")
    assert sign_in(authority).get(page).status_code == 403
    refused = sign_in(authority).post(program, NEW, content_type="application/json")
    assert refused.status_code == 403
    assert sign_in(officer).post(program, NEW, content_type="application/json").status_code == 201
    assert sign_in(officer).post(page, {**NEW, "key": "NOTE-2026-8"}).status_code == 302
    in_admin = reverse("admin:record_source_register")
    assert sign_in(officer).post(in_admin, {**NEW, "key": "NOTE-2026-9"}).status_code == 302
    assert list(Source.objects.values_list("key", flat=True)) == ["NOTE-2026-7", "NOTE-2026-8", "NOTE-2026-9"]
    assert [entry.verb for entry in Entry.objects.about(Source.objects.first())] == ["added"]
    assert "Note of the Chair" in sign_in(authority).get(reverse("source-list")).content.decode()


@pytest.mark.parametrize("key", ["note 7", "note-7", "NOTE-2026-7", "N\n7", "Ж"])
def test_a_key_that_cannot_be_cited_or_is_taken_is_refused(key, note, officer, sign_in):
    answer = sign_in(officer).post(reverse("api-sources-list"), {**NEW, "key": key}, content_type="application/json")
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["key"]
    assert Source.objects.count() == 1


def test_a_program_resolves_a_key(officer, stranger, sign_in):
    Source.objects.create(key="A/62/232", says="A document.")
    client = sign_in(stranger)
    alone = client.get(reverse("api-sources-detail", args=["A_62_232"])).json()
    assert (alone["key"], alone["says"]) == ("A/62/232", "A document.")
    found = client.get(reverse("api-sources-list"), {"key": "A/62/232"}).json()["results"]
    assert [row["key"] for row in found] == ["A/62/232"]
    assert client.get(reverse("api-sources-detail", args=["SCICA-PR9999"])).status_code == 404


def test_a_key_that_nobody_registered_is_refused_in_the_admin_and_by_programs(officer, xa, note, sign_in):
    client = sign_in(officer)
    row = xa.participations.get()
    page = reverse("admin:members_participation_change", args=[row.pk])
    form = {
        "participant": xa.pk, "standing": row.standing, "since": "2002-06-04", "since_precision": "exact",
        "until_precision": "exact", "confidence": "V", "source": "SCICA-PR9999",
        "_version": client.get(page).context["version"],
    }  # fmt: skip
    refused = client.post(page, form)
    assert "“SCICA-PR9999” is not in the register of sources" in refused.content.decode()
    assert client.post(page, {**form, "source": "NOTE-2026-7; a letter"}).status_code == 302
    row.refresh_from_db()
    assert row.source == "NOTE-2026-7; a letter"
    body = {"what": f"participation:{row.pk}", "reason": WHY, "source": "SCICA-PR9999"}
    answer = client.post(reverse("api-corrections-list"), body, content_type="application/json")
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["source"])


def test_a_key_that_nobody_registered_is_refused_in_an_import(officer, xa, sign_in):
    client = sign_in(officer)
    head = "participant,standing,since,since_precision,until,until_precision,source,confidence,note"
    lines = f"{head}\nXA,observer,1999-01-01,exact,,exact,SCICA-PR9999,V,\n"
    file = _file(lines)
    number = next(str(n) for n, one in enumerate(FORMATS) if one().get_title() == "csv")
    answer = client.post(reverse("admin:members_participation_import"), {"import_file": file, "format": number})
    assert "SCICA-PR9999" in answer.content.decode()
    assert "is not in the register of sources" in answer.content.decode()
    assert Participation.objects.count() == 1


@pytest.mark.parametrize("source", ["An old letter", ""])
def test_a_line_of_a_file_that_corrects_a_date_names_the_source_of_the_new_one(source, officer, xa, note, sign_in):
    term = ChairmanshipFactory(participant=xa, since=dt.date(2020, 1, 1), until=dt.date(2021, 1, 1), source=source)
    client, page = sign_in(officer), reverse("admin:members_chairmanship_import")
    head = "participant,since,since_precision,until,until_precision,source,confidence,note"

    def asked(until, source, note=""):
        line = f"{head}\nXA,2020-01-01,exact,{until},exact,{source},V,{note}\n"
        return client.post(page, {"resource": "0", "format": "0", "import_file": _file(line)})

    refused = asked("2021-02-02", source)
    assert "Name the source of the change in this line" in refused.content.decode()
    assert "confirm_form" not in refused.context
    assert "confirm_form" in asked("2021-01-01", source, "A remark.").context, "no date changes"
    confirm = asked("2021-02-02", "NOTE-2026-7").context["confirm_form"].initial
    assert client.post(reverse("admin:members_chairmanship_process_import"), confirm).status_code == 302
    term.refresh_from_db()
    assert (term.until, term.source) == (dt.date(2021, 2, 2), "NOTE-2026-7")


def _file(text):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("rows.csv", text.encode(), content_type="text/csv")


def test_what_stood_before_may_stay_while_something_else_is_corrected(xa):
    row = ChairmanshipFactory(participant=xa, source="SCICA-PR9999")
    row.note = "A note."
    row.full_clean()
    row.source = "SCICA-PR9998"
    with pytest.raises(ValidationError, match="register of sources"):
        row.full_clean()


def test_a_date_is_not_changed_while_the_old_source_is_left_standing_in_silence(officer, xa, note, sign_in):
    client = sign_in(officer)
    term = ChairmanshipFactory(participant=xa, since=dt.date(2020, 1, 1), source="An old letter")
    page = reverse("admin:members_chairmanship_change", args=[term.pk])
    form = {
        "participant": xa.pk, "since": "2020-02-02", "since_precision": "exact", "until_precision": "exact",
        "confidence": "V", "source": "An old letter", "_version": client.get(page).context["version"],
    }  # fmt: skip
    asked = client.post(page, form)
    assert asked.status_code == 200
    assert 'name="_source_stands"' in asked.content.decode()
    assert Chairmanship.objects.get(pk=term.pk).since == dt.date(2020, 1, 1)
    assert client.post(page, {**form, "source": "NOTE-2026-7"}).status_code == 302
    form["_version"] = client.get(page).context["version"]
    again = {**form, "since": "2020-03-03", "source": "NOTE-2026-7"}
    assert client.post(page, again).status_code == 200
    assert client.post(page, {**again, "_source_stands": "1"}).status_code == 302
    term.refresh_from_db()
    assert (term.since, term.source) == (dt.date(2020, 3, 3), "NOTE-2026-7")


def test_a_standing_is_not_changed_while_the_old_source_is_left_standing_in_silence(officer, note, sign_in):
    client = sign_in(officer)
    state = ParticipantFactory()
    row = ParticipationFactory(
        participant=state, standing="observer", since=dt.date(2020, 1, 1), source="An old letter"
    )
    page = reverse("admin:members_participation_change", args=[row.pk])
    stored = {"participant": state.pk, "standing": "observer", "since": "2020-01-01", "since_precision": "exact",
              "until_precision": "exact", "confidence": "V", "source": "An old letter"}  # fmt: skip

    def sent(**changed):
        return client.post(page, {**stored, "_version": client.get(page).context["version"], **changed})

    assert sent(note="Written beside it.", since_precision="year").status_code == 302
    asked = sent(standing="member")
    assert "Name the source of the change" in asked.content.decode()
    assert 'name="_source_stands"' in asked.content.decode()
    row.refresh_from_db()
    assert row.standing == "observer"
    assert sent(standing="member", _source_stands="1").status_code == 302
    assert sent(standing="observer", source="NOTE-2026-7").status_code == 302
    row.refresh_from_db()
    assert (row.standing, row.source) == ("observer", "NOTE-2026-7")


def test_a_line_of_a_file_that_changes_whose_term_it_was_names_the_source_of_it(officer, xa, xb, note, sign_in):
    ChairmanshipFactory(participant=xa, since=dt.date(2020, 1, 1), source="An old letter")
    client, page = sign_in(officer), reverse("admin:members_chairmanship_import")

    def asked(code, source):
        head = "participant,since,since_precision,until,until_precision,source,confidence,note"
        line = f"{head}\n{code},2020-01-01,exact,,exact,{source},V,\n"
        return client.post(page, {"resource": "0", "format": "0", "import_file": _file(line)})

    assert "Name the source of the change in this line" in asked("XB", "An old letter").content.decode()
    assert "confirm_form" in asked("XB", "NOTE-2026-7").context


def test_a_name_asks_for_its_source_and_one_more_language_does_not(officer, note, sign_in):
    client = sign_in(officer)
    group = WorkingGroupFactory(name={"en": "Group on trade"}, source="An old letter")
    page = reverse("admin:meetings_workinggroup_change", args=[group.pk])

    def sent(**changed):
        shown = client.get(page).context
        form = shown["adminform"].form
        held = {name: form[name].value() for name in form.fields} | {"name": changed.pop("name")}
        data = {name: value for name, value in held.items() if isinstance(value, str)}
        for field in ("name", "mandate"):
            data |= {f"{field}_{language}": text for language, text in held[field].items()}
        return client.post(page, {**data, "_version": shown["version"], **changed})

    assert sent(name={"en": "Group on trade", "ru": "Группа"}).status_code == 302
    refused = sent(name={"en": "Group on transport", "ru": "Группа"})
    assert "Name the source of the change" in refused.content.decode()
    assert sent(name={"en": "Group on transport", "ru": "Группа"}, source="NOTE-2026-7").status_code == 302
    group.refresh_from_db()
    assert (group.name, group.source) == ({"en": "Group on transport", "ru": "Группа"}, "NOTE-2026-7")


def test_a_source_that_facts_cite_waits_for_them(note, officer, xa):
    row = ParticipationFactory(participant=xa, standing="observer", source="NOTE-2026-7; A letter")
    with pytest.raises(Refused, match="cite it"):
        ask_correction(thing=note, reason=WHY, by=officer)
    Participation.objects.filter(pk=row.pk).update(source="A letter")
    correct(note, officer)
    assert not Source.objects.exists()
    assert keys_in("NOTE-2026-7") == ["NOTE-2026-7"]


def test_the_register_begins_with_the_file_and_keeps_what_people_wrote(officer):
    call_command("load_record", verbosity=0)
    assert Source.objects.count() == len(known_sources())
    source = Source.objects.get(key="A/62/232")
    correct_nothing = Entry.objects.count()
    call_command("load_record", verbosity=0)
    assert Entry.objects.count() == correct_nothing
    assert source.says == known_sources()["A/62/232"]
