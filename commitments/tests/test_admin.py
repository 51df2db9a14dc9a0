"""Editions, areas, measures and coordinators in the admin; and the whole true record out of it and in again."""

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile

from catalogue.models import Area, Measure
from cica_tracker.tests.night import IS_NIGHT
from commitments.models import CoordinatorAssignment
from commitments.tests.factories import AreaFactory, CommitmentFactory, CoordinatorAssignmentFactory, MeasureFactory
from journal.models import Entry
from meetings.tests.factories import WorkingGroupFactory
from members.tests.factories import FocalPointFactory
from record.admin import RecordAdmin

pytestmark = pytest.mark.django_db
KINDS = sorted(
    (model._meta.label_lower for model, page in admin.site._registry.items() if isinstance(page, RecordAdmin)), key=str
)


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


def test_the_status_of_a_wording_is_chosen_language_by_language(office):
    measure = MeasureFactory(text={"en": "To do.", "ru": "Делать."}, text_status={"en": "official"})
    path = f"/admin/catalogue/measure/{measure.pk}/change/"
    form = {
        "_version": office.get(path).context["version"],
        "area": measure.area_id,
        "number": measure.number,
        "title_en": measure.title["en"],
        "text_en": "To do.",
        "text_ru": "Делать.",
        "text_status_en": "official",
        "text_status_ru": "translation",
        "source": measure.source,
        "confidence": "V",
    }
    assert office.post(path, {**form, "text_status_ru": "gossip"}).status_code == 200
    assert office.post(path, form).status_code == 302
    assert Entry.objects.about(measure).get().changes == {
        "text_status": [{"en": "official"}, {"en": "official", "ru": "translation"}]
    }


def test_the_groups_of_an_area_go_out_and_come_in_by_their_codes(office):
    groups = [WorkingGroupFactory(code=code) for code in ("SWG-X", "SWG-Y")]
    area = AreaFactory(code="economic")
    area.working_groups.set(groups)
    rows = f"edition,code,working_groups\n{area.edition.code},economic,SWG-Y\n"
    answer = _previewed(office, "area", rows)
    office.post("/admin/catalogue/area/process_import/", answer.context["confirm_form"].initial)
    assert [group.code for group in area.working_groups.all()] == ["SWG-Y"]
    [changes] = Entry.objects.about(area).values_list("changes", flat=True)
    assert changes == {"working_groups": [sorted(str(group.pk) for group in groups), [str(groups[1].pk)]]}
    refused = _previewed(office, "area", rows.replace("SWG-Y", "SWG-Z"))
    assert "SWG-Z" in refused.content.decode()
    assert "confirm_form" not in refused.context


def test_offers_are_found_by_state_measure_and_words_and_all_are_shown_at_first(office):
    offer = CoordinatorAssignmentFactory()
    designation = CoordinatorAssignmentFactory(fact="designation", participant=offer.participant)
    path = "/admin/commitments/coordinatorassignment/"
    for query, expected in (
        ({}, {offer, designation}),
        ({"fact__exact": "offer"}, {offer}),
        ({"q": offer.participant.code}, {offer, designation}),
        ({"q": offer.measure.reference}, {offer}),
        ({"q": "no such words"}, set()),
    ):
        assert set(office.get(path, query).context["cl"].result_list) == expected, query


def test_a_measure_of_another_area_is_refused_in_words(office):
    offer, other = CoordinatorAssignmentFactory(), AreaFactory()
    path = f"/admin/commitments/coordinatorassignment/{offer.pk}/change/"
    form = {
        "_version": office.get(path).context["version"],
        "fact": "offer",
        "participant": offer.participant_id,
        "role": "unstated",
        "edition": offer.edition_id,
        "depth": "measure",
        "measure": offer.measure_id,
        "area": other.pk,
        "on_precision": "exact",
        "since_precision": "exact",
        "until_precision": "exact",
    }
    answer = office.post(path, form)
    assert "measure" in answer.context["adminform"].form.errors
    assert Area.objects.count() == 2


def test_what_a_commitment_s_procedure_designated_is_read_here_and_changed_by_no_form_and_no_file(office):
    made = CoordinatorAssignmentFactory(fact="designation", commitment=CommitmentFactory())
    path = f"/admin/commitments/coordinatorassignment/{made.pk}/change/"
    page = office.get(path)
    assert page.status_code == 200
    assert made.commitment.reference in page.content.decode()
    assert 'name="_save"' not in page.content.decode()
    assert office.post(path, {"until_0": "2020-01-01", "until": "2020-01-01"}).status_code == 403
    assert office.get(f"/admin/commitments/coordinatorassignment/{made.pk}/history/").status_code == 200
    header = "fact,participant,edition,depth,area,measure,on,since,wording.en,until"
    known = f"{made.edition.code},measure,{made.area.reference},{made.measure.reference},2007-03-14,,"
    for until, refused in (("", 0), ("2020-01-01", 1)):
        rows = f"{header}\ndesignation,{made.participant.code},{known},{until}\n"
        result = _previewed(office, "coordinatorassignment", rows).context["result"]
        assert (len(result.invalid_rows), result.totals["skip"]) == (refused, 1 - refused)
    made.refresh_from_db()
    assert made.until is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_true_record_goes_out_and_comes_back_without_a_change(kind, record_loaded, office):
    FocalPointFactory()
    app, name = kind.split(".")
    path = f"/admin/{app}/{name}"
    page = office.get(f"{path}/export/")
    chosen = {one: "on" for one, field in page.context["form"].fields.items() if hasattr(field, "is_selectable_field")}
    # Sheets go out and come in by one way for every kind (`record/tests/test_admin_pages.py`): by day one of them does.
    sheets = [("1", "xlsx")] if IS_NIGHT or kind == "catalogue.measure" else []
    for place, ending in [("0", "csv"), *sheets]:
        content = office.post(f"{path}/export/", {"resource": "0", "format": place, **chosen}).content
        file = SimpleUploadedFile(f"rows.{ending}", content)
        result = office.post(f"{path}/import/", {"resource": "0", "format": place, "import_file": file}).context[
            "result"
        ]
        assert result.invalid_rows == []
        assert result.totals["skip"] == result.total_rows, [row.diff for row in result.rows if not row.is_skip()][:3]
    if name == "measure":
        assert result.total_rows == Measure.objects.count() >= 26
    if name == "coordinatorassignment":
        assert result.total_rows == CoordinatorAssignment.objects.count() >= 9


def _previewed(office, name: str, rows: str):
    file = SimpleUploadedFile("rows.csv", rows.encode())
    app = "commitments" if name == "coordinatorassignment" else "catalogue"
    return office.post(f"/admin/{app}/{name}/import/", {"resource": "0", "format": "0", "import_file": file})
