"""A term that begins while another runs is asked about, in forms and in files; with a tick the earlier one ends that day."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from journal.models import Entry
from members.choices import Role, Standing
from members.models import Chairmanship, FocalPoint, Participation
from members.tests.factories import (
    ChairmanshipFactory,
    FocalPointFactory,
    ParticipantFactory,
    ParticipationFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both]
BEFORE, DAY = dt.date(2024, 1, 1), dt.date(2026, 5, 4)
ADMIN = "/admin/members/"
PRECISE = {"since_precision": "exact", "until_precision": "exact"}
ASKED = "holds it since 1 January 2024. End that term on 4 May 2026?"


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


def in_the_chair(**given):
    held = ChairmanshipFactory(since=BEFORE)
    form = {"participant": ParticipantFactory().pk, "since": DAY.isoformat(), "until": "", **PRECISE, **given}
    return held, Chairmanship, "chairmanship", form


def a_standing(**given):
    held = ParticipationFactory(since=BEFORE)
    form = {"participant": held.participant_id, "standing": Standing.OBSERVER, "since": DAY.isoformat(), "until": ""}
    return held, Participation, "participation", {**form, **PRECISE, **given}


def a_principal(**given):
    held = FocalPointFactory(since=BEFORE, user__name="Anna Anders")
    form = {"participant": held.participant_id, "user": UserFactory().pk, "role": Role.AUTHORITY, "rank": "principal"}
    return held, FocalPoint, "focalpoint", {**form, "since": DAY.isoformat(), "until": "", **given}


KINDS = pytest.mark.parametrize("kind", [in_the_chair, a_standing, a_principal])


@pytest.mark.parametrize("kind", [in_the_chair, a_standing])
def test_a_second_one_is_asked_about_and_with_the_tick_the_earlier_ends_on_its_first_day(kind, office):
    held, model, path, form = kind()
    refused = office.post(f"{ADMIN}{path}/add/", form)
    assert refused.status_code == 200
    errors = refused.context["adminform"].form.errors
    assert list(errors) == ["since"]
    assert ASKED in errors["since"][0]
    assert 'type="checkbox" name="end_earlier"' in refused.content.decode()
    assert DAY.isoformat() in refused.content.decode(), "the text is kept"
    assert model.objects.count() == 1
    assert office.post(f"{ADMIN}{path}/add/", {**form, "end_earlier": "on"}).status_code == 302
    held.refresh_from_db()
    assert held.until == DAY
    new = model.objects.exclude(pk=held.pk).get()
    assert (new.since, new.until) == (DAY, None)
    assert Entry.objects.about(held).get().changes["until"] == [None, DAY.isoformat()]


@KINDS
def test_one_that_begins_before_the_one_in_the_record_ends_by_then_or_is_refused(kind, office):
    held, _model, path, form = kind(since="2020-01-01", end_earlier="on")
    answer = office.post(f"{ADMIN}{path}/add/", form)
    assert "Let this term end by then" in answer.context["adminform"].form.errors["since"][0]
    assert office.post(f"{ADMIN}{path}/add/", {**form, "until": BEFORE.isoformat()}).status_code == 302
    held.refresh_from_db()
    assert held.until is None


@KINDS
def test_one_that_follows_is_not_asked_about_and_a_note_is_changed_without_a_question(kind, office):
    held, model, path, form = kind()
    model.objects.filter(pk=held.pk).update(until=DAY)
    assert office.post(f"{ADMIN}{path}/add/", form).status_code == 302
    # Two that stand at once in the record of before are no reason to refuse a note.
    model.objects.filter(pk=held.pk).update(until=None)
    page = f"{ADMIN}{path}/{held.pk}/change/"
    shown = office.get(page).context
    unchanged = {name: "" if value is None else value for name, value in shown["adminform"].form.initial.items()}
    unchanged |= {"_version": shown["version"], "note": "Seen again."}
    assert office.post(page, unchanged).status_code == 302


def test_preparers_and_alternates_may_be_several(office):
    held = FocalPointFactory(since=BEFORE)
    for role, rank in ((Role.AUTHORITY, "alternate"), (Role.PREPARER, "principal"), (Role.PREPARER, "principal")):
        form = {"participant": held.participant_id, "user": UserFactory().pk, "role": role, "rank": rank}
        assert (
            office.post(f"{ADMIN}focalpoint/add/", {**form, "since": DAY.isoformat(), "until": ""}).status_code == 302
        )


def test_a_second_standing_on_the_page_of_the_participant_is_asked_about_too(office):
    held = ParticipationFactory(since=BEFORE)
    page = f"{ADMIN}participant/{held.participant_id}/change/"
    shown = office.get(page).context
    form = {"_version": shown["version"], "code": held.participant.code, "kind": "state", "name_en": "State"}
    for inline in shown["inline_admin_formsets"]:
        formset = inline.formset
        form |= {f"{formset.prefix}-{key}": value for key, value in formset.management_form.initial.items()}
        for row in formset.initial_forms:
            for name, value in row.initial.items():
                form[row.add_prefix(name)] = "" if value is None else value
    form |= {"participations-TOTAL_FORMS": "2", "participations-0-id": held.pk, "participations-1-standing": "observer"}
    form |= {"participations-1-since": DAY.isoformat(), "participations-1-participant": held.participant_id}
    form |= {f"participations-1-{name}": value for name, value in PRECISE.items()}
    refused = office.post(page, form)
    assert ASKED in refused.content.decode()
    assert office.post(page, {**form, "participations-1-end_earlier": "on"}).status_code == 302
    held.refresh_from_db()
    assert held.until == DAY


@pytest.mark.parametrize("whose", ["participant", "person"])
def test_in_a_table_of_posts_the_question_is_asked_and_nobody_is_put_out_of_office(whose, office):
    held = FocalPointFactory(since=BEFORE, user__name="Anna Anders")
    new = UserFactory(name="New Person")
    on, path = (held.participant, "participant") if whose == "participant" else (new, "user")
    page = f"{ADMIN}{path}/{on.pk}/change/"
    shown = office.get(page)
    heading = "column-end_earlier hidden"
    assert heading in shown.content.decode()
    form = {name: "" if value is None else value for name, value in shown.context["adminform"].form.initial.items()}
    form |= {"_version": shown.context["version"], "name_en": "State"}
    for inline in shown.context["inline_admin_formsets"]:
        formset = inline.formset
        form |= {f"{formset.prefix}-{key}": value for key, value in formset.management_form.initial.items()}
        for row in formset.initial_forms:
            form |= {row.add_prefix(name): "" if value is None else value for name, value in row.initial.items()}
            form[row.add_prefix("id")] = row.instance.pk
        if formset.model is FocalPoint:
            number = formset.initial_form_count()
            line = {"role": Role.AUTHORITY, "rank": "principal", "since": DAY.isoformat(), "until": ""}
            line |= {"participant": held.participant_id, "user": new.pk}
            form |= {f"{formset.prefix}-{number}-{name}": value for name, value in line.items()}
            form |= {f"{formset.prefix}-TOTAL_FORMS": number + 1}
    asked = office.post(page, form).content.decode()
    assert ASKED in asked
    assert heading in asked, "a post ends by its own act"
    form[f"focal_points-{number}-end_earlier"] = "on"
    assert ASKED in office.post(page, form).content.decode()
    held.refresh_from_db()
    assert held.until is None


@pytest.mark.parametrize("ticked", [False, True])
def test_a_file_is_asked_the_same_question(ticked, office):
    held, second = ChairmanshipFactory(since=BEFORE), ParticipantFactory()
    rows = f"participant,since,since_precision\n{second.code},{DAY},exact\n"
    sent = {"resource": "0", "format": "0", "import_file": SimpleUploadedFile("chairs.csv", rows.encode())}
    answer = office.post(f"{ADMIN}chairmanship/import/", {**sent, **({"ends_earlier": "on"} if ticked else {})})
    if not ticked:
        assert ASKED in answer.content.decode()
        assert "confirm_form" not in answer.context
    else:
        confirmed = office.post(f"{ADMIN}chairmanship/process_import/", answer.context["confirm_form"].initial)
        assert confirmed.status_code == 302
    held.refresh_from_db()
    assert (held.until, Chairmanship.objects.count()) == ((DAY, 2) if ticked else (None, 1))


def test_no_form_shows_the_name_of_a_constraint(office):
    held = ChairmanshipFactory(since=BEFORE)
    page = f"{ADMIN}chairmanship/{held.pk}/change/"
    form = {"_version": office.get(page).context["version"], "participant": held.participant_id, **PRECISE}
    answer = office.post(page, {**form, "since": BEFORE.isoformat(), "until": BEFORE.isoformat()})
    assert "The end has to come after the beginning." in answer.content.decode()
    assert "is violated" not in answer.content.decode()
