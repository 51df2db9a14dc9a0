"""A list that was imported is a row of its own, and is taken back as one act: what it added, and what it changed."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from journal.models import Entry
from journal.verification import verify
from members.models import Chairmanship, Participant, Participation, User
from members.tests.factories import ParticipantFactory, UserFactory
from notices.kinds import ENTRY_CORRECTED, ENTRY_RESTORED
from notices.models import Notice
from record.actions import ask_correction, confirm_correction, fates_of
from record.models import Correction, Import, ImportedRow
from record.refusals import Refused
from record.tests.corrected import WHY, correct, second_officer

pytestmark = pytest.mark.django_db
STATES = "/admin/members/participant/"
FILE = "code,kind,name.en\nXD,state,Dea\nXE,state,Ee\nXF,state,Ef\nXG,state,Gee\n"


@pytest.fixture
def xd() -> Participant:
    return ParticipantFactory(code="XD", name={"en": "Dee"}, official_name={})


@pytest.fixture
def xg() -> Participant:
    return ParticipantFactory(code="XG", name={"en": "Gee"}, official_name={})


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


def bring_in(office, content: str, page: str = STATES, **ticked: str) -> Import:
    """The file is chosen, looked at and confirmed, as an officer does it."""
    form = {"resource": "0", "format": "0", "import_file": SimpleUploadedFile("states.csv", content.encode()), **ticked}
    seen = office.post(f"{page}import/", form)
    office.post(f"{page}process_import/", seen.context["confirm_form"].initial)
    return Import.objects.latest("pk")


def test_a_file_that_was_imported_is_a_row_with_its_digest_and_what_it_wrote(office, officer, xd, xg):
    imported = bring_in(office, FILE)
    kept = (imported.kind, imported.file_name, imported.by, imported.added, imported.changed, imported.same)
    assert kept == ("participant", "states.csv", officer, 2, 1, 1)
    assert imported.sha256 == hashlib.sha256(FILE.encode()).hexdigest()
    assert [(row.key, row.is_new) for row in imported.rows.all()] == [("XD", False), ("XE", True), ("XF", True)]
    assert Entry.objects.about(imported).get().verb == "imported a file"
    listed = office.get(reverse("admin:record_import_changelist")).content.decode()
    page = office.get(reverse("admin:record_import_change", args=[imported.pk])).content.decode()
    assert [words in listed for words in ("states.csv", "Participants")] == [True, True]
    assert [words in page for words in (imported.sha256, "Ee", "Dea")] == [True] * 3


def test_what_changes_nothing_is_no_import(office, xd):
    bring_in(office, "code,kind,name.en\nXD,state,Dea\n")
    before = Import.objects.count()
    bring_in(office, "code,kind,name.en\nXD,state,Dea\n")
    assert Import.objects.count() == before


def test_one_act_takes_back_what_was_added_and_lets_hold_again_what_was_changed(office, officer, xd, xg):
    imported = bring_in(office, FILE)
    correction = correct(imported, officer)
    assert correction.has_effect
    xd.refresh_from_db()
    assert (xd.name, Participant.objects.matching("dea").exists()) == ({"en": "Dee"}, False)
    assert set(Participant.objects.filter(code__in=["XD", "XE", "XF", "XG"]).values_list("code", flat=True)) == {
        "XD",
        "XG",
    }
    assert Participant.everything.filter(code__in=["XE", "XF"], mistaken_at=correction.settled_at).count() == 2
    assert not Import.objects.exists()
    assert [row.stays_because for row in ImportedRow.objects.all()] == [{}, {}, {}]
    told = {
        verb for code in ("XE", "XD") for verb in Entry.objects.filter(about_key=code).values_list("verb", flat=True)
    }
    assert told == {"imported", "taken with a correction", "restored"}
    assert verify().fault == ""


def test_what_something_rests_on_stays_with_its_reason_and_so_does_what_was_changed_since(office, officer, xd, xg):
    imported = bring_in(office, FILE)
    Participation.objects.create(
        participant=Participant.objects.get(code="XE"), standing="member", since=dt.date(2020, 1, 1)
    )
    Participant.objects.filter(pk=xd.pk).update(name={"en": "Dea of today"})
    address = reverse("admin:record_import_mistake", args=[imported.pk])
    seen = office.get(address).content.decode()
    assert [words in seen for words in ("1 row would be taken back", "It stays:", "changed since", "still named")] == [
        True
    ] * 4
    correct(imported, officer)
    assert sorted(Participant.objects.filter(code__in=["XD", "XE", "XF"]).values_list("code", flat=True)) == [
        "XD",
        "XE",
    ]
    reasons = {row.key: row.stays_because.get("en", "") for row in ImportedRow.objects.all()}
    assert ["changed since" in reasons["XD"], "still named" in reasons["XE"], reasons["XF"]] == [True, True, ""]
    xd.refresh_from_db()
    assert xd.name == {"en": "Dea of today"}
    page = office.get(reverse("admin:record_import_change", args=[imported.pk])).content.decode()
    assert "changed since" in page


def test_an_import_of_which_every_row_stays_is_not_taken_back(office, officer, xd):
    imported = bring_in(office, "code,kind,name.en\nXD,state,Dea\n")
    Participant.objects.filter(pk=xd.pk).update(name={"en": "Otherwise"})
    with pytest.raises(Refused, match="Nothing of it can be taken back"):
        ask_correction(thing=imported, reason=WHY, by=officer)


def test_a_second_officer_confirms_and_until_then_all_of_it_counts(office, officer, xd, xg):
    imported = bring_in(office, FILE)
    answer = office.post(f"/api/v1/imports/{imported.pk}/mistake/", {"reason": WHY}, content_type="application/json")
    assert answer.status_code == 201, answer.content
    assert Participant.objects.filter(code="XE").exists()
    whole = office.get(f"/api/v1/imports/{imported.pk}/").json()
    assert [row["what"] for row in whole["rows"]] == ["participant:XD", "participant:XE", "participant:XF"]
    confirm_correction(correction=Correction.objects.get(), by=second_officer())
    assert not Participant.objects.filter(code="XE").exists()
    shown = office.get("/api/v1/imports/", {"with_corrected": "true"}).json()["results"]
    assert [row["mistaken_at"] is not None for row in shown] == [True]


def test_a_term_that_ended_as_one_of_the_file_began_runs_again(office, officer, xd, xc):
    running = Chairmanship.objects.get(participant=xc)
    content = "participant,since,since_precision,until,until_precision\nXD,2026-11-21,exact,,exact\n"
    imported = bring_in(office, content, "/admin/members/chairmanship/", ends_earlier="on")
    running.refresh_from_db()
    assert running.until == dt.date(2026, 11, 21)
    assert (imported.added, imported.changed) == (1, 1)
    correct(imported, officer)
    running.refresh_from_db()
    assert (running.until, Chairmanship.objects.of(dt.date(2026, 11, 25))) == (None, running)


def test_who_was_told_of_a_row_is_told_of_its_correction(office, officer, xd, xg):
    imported, reader = bring_in(office, FILE), UserFactory()
    Notice.objects.create(
        kind="meeting-planned", about_kind="participant", about_key="XE", about_label="Ee", url="/desk/",
        recipient=reader,
    )  # fmt: skip
    correct(imported, officer)
    notice = Notice.objects.get(kind=ENTRY_CORRECTED)
    assert (notice.recipient, notice.about_key) == (reader, "XE")


def test_who_was_told_of_a_row_that_an_import_changed_is_told_of_its_restoring_once(office, officer, xd, xg):
    twice = "code,kind,name.en\nXD,state,Dea\nXD,state,Deah\n"
    imported, reader, other = bring_in(office, twice), UserFactory(), UserFactory()
    assert imported.changed == 2
    for code, recipient in (("XD", reader), ("XG", other)):
        Notice.objects.create(
            kind="meeting-planned", about_kind="participant", about_key=code, about_label="It", url="/desk/",
            recipient=recipient,
        )  # fmt: skip
    correct(imported, officer)
    xd.refresh_from_db()
    assert xd.name == {"en": "Dee"}
    notice = Notice.objects.get(kind=ENTRY_RESTORED)
    assert (notice.recipient, notice.about_key, notice.values["what"]["en"]) == (reader, "XD", "Dee")
    assert notice.values["reason"] == WHY


def test_of_a_row_that_stays_as_it_is_nobody_is_told(office, officer, xd, xg):
    imported, reader = bring_in(office, FILE), UserFactory()
    Notice.objects.create(
        kind="meeting-planned", about_kind="participant", about_key="XD", about_label="It", url="/desk/",
        recipient=reader,
    )  # fmt: skip
    Participant.objects.filter(pk=xd.pk).update(name={"en": "Dea of today"})
    correct(imported, officer)
    assert not Notice.objects.filter(kind=ENTRY_RESTORED).exists()


def test_nobody_but_officers_sees_an_import(office, officer, xd, xg, authority, sign_in):
    imported = bring_in(office, FILE)
    state = sign_in(authority)
    assert state.get(f"/api/v1/imports/{imported.pk}/").status_code == 404
    assert state.get("/api/v1/imports/").json()["count"] == 0
    assert state.get(reverse("admin:record_import_changelist")).status_code in {302, 403}


@pytest.mark.parametrize("count", [1, 3])
def test_what_would_become_of_the_rows_costs_the_same_queries_where_rows_are_changed(
    count, office, officer, django_assert_num_queries
):
    states = [ParticipantFactory(code=f"Y{letter}", name={"en": letter}) for letter in "ABC"[:count]]
    lines = "".join(f"{state.code},state,New\n" for state in states)
    imported = bring_in(office, f"code,kind,name.en\n{lines}")
    # The rows with their entries; the things.
    with django_assert_num_queries(2):
        assert len(fates_of(imported, officer)) == count


def test_the_page_of_imports_leads_to_each_list_that_may_be_imported_and_offers_it_to_nobody_else(
    office: Client, staff_reader: User, sign_in: Callable[[User], Client]
) -> None:
    page = office.get("/imports/").content.decode()
    addresses = re.findall(r'class="btn" href="(/admin/[^"]+/import/)"', page)
    assert f"{STATES}import/" in addresses
    assert {office.get(address).status_code for address in addresses} == {200}
    assert "/import/" not in sign_in(staff_reader).get("/imports/").content.decode()
