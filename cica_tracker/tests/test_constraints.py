"""Each constraint of the database is broken once on purpose, and the database says which one it was.

A row that is well is copied into the table beside it with what breaks the constraint, past every form, verb and `save`.
A constraint without an entry here, and an entry without a constraint, fail.
"""

import copy
import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, models, transaction

from commitments.tests.factories import (
    AreaFactory,
    CommitmentFactory,
    PaperVersionFactory,
    StepTakenFactory,
)
from decisions.tests.silence_stories import a_procedure
from desk.tests.entries import a_document_asked_for, a_saved_list, an_entry_on_a_desk
from meetings.tests.factories import AttendanceFactory, DecisionFactory, MeetingFactory, PositionFactory
from members.tests.factories import ParticipantFactory
from notices.tests.hooks import a_delivery, a_notice
from papers.tests.factories import PublicationTextFactory, PublishingAnswerFactory
from record.tests.makers import MAKERS, a_wish_for_paper, an_addressee, an_annexed_paper, an_experts_draft

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY, AT = dt.timedelta(days=1), dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)


def own_models() -> list[type[models.Model]]:
    house = Path(settings.BASE_DIR)
    return [model for model in apps.get_models() if Path(model._meta.app_config.path).parent == house]


CONSTRAINTS = {constraint.name: (model, constraint) for model in own_models() for constraint in model._meta.constraints}


def table(name: str) -> Any:
    """The rows of a model, whichever room it stands in."""
    [model] = [model for model in own_models() if model.__name__ == name]
    return model._base_manager


# -- A row that is well, by the name of its model.


def dates_of_a_meeting() -> Any:
    meeting = MeetingFactory()
    return table("MeetingDates").create(meeting=meeting, sequence=7, status=meeting.status, starts_on=meeting.starts_on)


def an_item(**given: Any) -> Any:
    return table("AgendaItem").create(meeting=MeetingFactory(), position=1, title={"en": "An item"}, **given)


def a_decided_matter() -> Any:
    taken = StepTakenFactory()
    return table("DecidedMatter").create(decision=DecisionFactory(), commitment=taken.commitment, taken=taken)


def a_folder() -> Any:
    return table("Folder").create(reference="INF-0000000A")


WELL: dict[str, Callable[[], Any]] = {
    **{label.partition(".")[2]: make for label, make in MAKERS.items()},
    "addressee": an_addressee,
    "publicationtext": PublicationTextFactory,
    "publishinganswer": PublishingAnswerFactory,
    "expertdraft": an_experts_draft,
    "paperwish": a_wish_for_paper,
    "meetingdates": dates_of_a_meeting,
    "agendaitem": lambda: an_item(matter="a matter"),
    "deskentry": an_entry_on_a_desk,
    "requesteddocument": a_document_asked_for,
    "savedlist": a_saved_list,
    "webhookdelivery": a_delivery,
    "agendamatter": lambda: table("AgendaMatter").create(item=an_item(), commitment=CommitmentFactory()),
    "agendapaper": lambda: table("AgendaPaper").create(item=an_item(), version=PaperVersionFactory()),
    "delegate": lambda: table("Delegate").create(attendance=AttendanceFactory(), name="A head", is_head=True),
    "position": PositionFactory,
    "decidedmatter": a_decided_matter,
    "silencematter": lambda: table("SilenceMatter").create(procedure=a_procedure(), commitment=CommitmentFactory()),
    "silenceround": lambda: a_procedure().latest,
    "letterannex": an_annexed_paper,
    "wordsofascan": lambda: table("WordsOfAScan").create(scan=MAKERS["papers.scanofaletter"](), text="Kites"),
    "wordsofafile": lambda: table("WordsOfAFile").create(version=PaperVersionFactory(), text="Kites"),
    "searchpiece": lambda: table("SearchPiece").create(kind="sources", thing=1, titles={"en": "Kites"}),
}
# -- What is changed in the copy: nothing, where one row of the kind is enough.

SAME: dict[str, Any] = {}
BAD_ROWS: dict[str, dict[str, Any] | Callable[[Any], dict[str, Any]]] = {
    "one_area_a_code_in_an_edition": SAME,
    "one_measure_a_number_in_an_area": SAME,
    "measures_are_numbered_from_one": {"number": 0},
    "a_state_intends_a_commitment_once": SAME,
    "intention_ends_after_it_begins": lambda well: {"until": well.since - DAY},
    "a_period_ends_after_it_begins": lambda well: {
        "folder_id": a_folder().pk,
        "period_since": well.began_at.date(),
        "period_until": well.began_at.date() - DAY,
    },
    "one_step_a_number": SAME,
    "coordinator_term_ends_after_it_begins": lambda well: {"since": well.on, "until": well.on - DAY},
    "a_shadow_period_lies_before_the_term": lambda well: {"since": well.on, "shadows_from": well.on + DAY},
    "a_measure_deep_names_its_measure": {"measure_id": None},
    "an_area_deep_names_its_area": {"depth": "area", "measure_id": None, "area_id": None},
    "only_a_measure_deep_names_a_measure": {"depth": "area"},
    "one_version_a_number": SAME,
    "a_version_is_a_file_or_a_text": {"text": ""},
    "a_file_was_read_or_says_why_not": lambda well: {"version_id": PaperVersionFactory().pk, "unread": "missing"},
    "a_scan_was_read_or_says_why_not": lambda well: {
        "scan_id": MAKERS["papers.scanofaletter"]().pk,
        "unread": "missing",
    },
    "an_agenda_matter_is_one_thing": lambda well: {"area_id": AreaFactory().pk},
    "one_paper_version_an_item": SAME,
    "one_decided_matter_a_commitment": lambda well: {"taken_id": StepTakenFactory().pk},
    "one_silence_matter_a_commitment": SAME,
    "an_expert_is_nominated_for_something": {"measure_id": None, "commitment_id": None},
    "nomination_ends_after_it_begins": lambda well: {"until": well.since},
    "a_period_of_information_ends_after_it_begins": lambda well: {
        "folder_id": a_folder().pk,
        "since": dt.date(2026, 2, 1),
        "until": dt.date(2026, 1, 1),
    },
    "what_was_sent_out_is_seen_by_members": lambda well: {
        "folder_id": a_folder().pk,
        "stage": "sent",
        "audience": "secretariat",
    },
    "a_state_is_asked_once_to_give_information_together": SAME,
    "one_question_at_a_time_whether_it_may_be_public": SAME,
    "a_state_is_asked_once_whether_it_may_be_public": SAME,
    "who_prefers_changes_says_which": lambda well: {"participant_id": ParticipantFactory().pk, "answer": "changes"},
    "what_is_published_has_its_day": lambda well: {"folder_id": a_folder().pk, "stage": "published"},
    "what_is_withdrawn_has_its_day": lambda well: {"folder_id": a_folder().pk, "stage": "withdrawn"},
    "one_text_of_a_publication_a_language": SAME,
    "an_institution_serves_for_a_day_at_least": lambda well: {"until": well.since},
    "a_published_text_was_circulated": {"language": "ru", "stage": "published"},
    "an_action_plan_ends_after_it_begins": lambda well: {"until": well.since - DAY},
    "one_version_of_an_action_plan_a_number": SAME,
    "a_period_asked_about_ends_after_it_begins": lambda well: {"until": well.since - DAY},
    "a_period_told_of_ends_after_it_begins": lambda well: {"until": well.since - DAY},
    "a_progress_note_says_what_is_new_or_that_nothing_is": {"nothing_new": True},
    "an_activity_ends_after_it_begins": lambda well: {"ends_on": well.starts_on - DAY},
    "an_activity_ends_on_a_known_day": lambda well: {"ends_on": well.starts_on, "known": "month"},
    "what_was_held_has_a_day": {"starts_on": None, "course": "held"},
    "a_photograph_is_told_in_words": {"alt": ""},
    "consent_has_somebody_who_gave_it_a_way_and_a_day": {"consent": "given"},
    "consent_that_is_withdrawn_has_its_instant": {"consent": "withdrawn"},
    "an_activity_has_a_photograph_once": SAME,
    "one_turn_a_number": SAME,
    "one_plan_a_year": SAME,
    "a_plan_is_put_before_a_meeting": {"stage": "before", "year": 2099},
    "a_plan_is_adopted_by_a_decision": lambda well: {
        "stage": "adopted",
        "year": 2099,
        "meeting_id": MeetingFactory().pk,
    },
    "one_version_of_a_plan_a_number": SAME,
    "an_edition_rests_on_a_decision": {"law_edition": "2007"},
    "one_seat_a_state_and_group": SAME,
    "a_seat_ends_after_it_begins": lambda well: {"until": well.since - DAY},
    "one_set_of_minutes_a_meeting": SAME,
    "minutes_are_adopted_at_a_meeting": lambda well: {"stage": "adopted", "meeting_id": MeetingFactory().pk},
    "one_version_of_minutes_a_number": SAME,
    "what_became_of_a_correction_has_its_instant": {"answer": "taken-up"},
    "a_state_takes_part_in_an_activity_once": SAME,
    "meeting_ends_after_it_begins": lambda well: {"ends_on": well.starts_on - DAY},
    "one_meeting_a_number_in_a_series": SAME,
    "one_row_of_dates_a_change": SAME,
    "one_item_a_matter_and_meeting": SAME,
    "an_item_that_was_considered_has_its_day": {"outcome": "considered"},
    "one_agenda_a_number": SAME,
    "one_attendance_a_participant_and_meeting": SAME,
    "one_head_a_delegation": SAME,
    "one_lead_time_a_body_and_kind": SAME,
    "one_deadline_of_a_kind_a_meeting": SAME,
    "silence_opened_at_a_meeting_or_by_the_chair": {"opened_at_meeting_id": None, "opened_by_chair_id": None},
    "one_silence_round_a_number": SAME,
    "a_silence_round_ends_after_it_begins": lambda well: {"ends_at": well.opens_at},
    "one_silence_notification_a_way": SAME,
    "a_proof_has_its_instant": {"reached_at": AT},
    "one_silence_objection_a_member_and_round": SAME,
    "a_decision_at_a_meeting_names_it": {"meeting_id": None},
    "a_decision_by_silence_names_its_procedure": {"manner": "by-silence", "silence_procedure_id": None, "source": ""},
    "one_position_of_a_kind_a_state": SAME,
    "a_dissociation_names_paragraphs": {"paragraphs": ""},
    "one_row_of_reminders_a_body_and_thing": SAME,
    "one_letter_of_a_number_a_day": SAME,
    "notices_go_to_a_person": {"recipient_id": None},
    "one_wording_a_kind_and_language": SAME,
    "one_notice_of_a_thing_to_a_person": SAME,
    "a_notice_or_a_letter_moves": {"letter_id": None},
    "one_set_of_rules": {"number": 2},
    "letters_leave_in_some_hour": lambda well: {"until_hour": well.hour},
    "one_wish_a_person_and_thing": SAME,
    "nobody_deputises_for_themselves": lambda well: {"deputy_id": well.person_id},
    "entrusted_for_a_day_at_least": lambda well: {"until": well.since},
    "an_expert_is_let_in_by_both": {"stage": "open"},
    "a_paper_is_entrusted_to_an_expert_once": SAME,
    "one_draft_a_number": SAME,
    "a_draft_is_a_file_or_a_text": {"number": 9, "text": ""},
    "a_deputyship_lasts_a_day": lambda well: {"until": well.since},
    "somebody_ends_a_deputyship": {"ended_at": "2027-02-10T09:00:00Z"},
    "a_line_goes_on_to_each_once": SAME,
    "an_ask_waits_some_days": {"days": 61},
    "one_addressee_of_a_thing_told": SAME,
    "one_receipt_of_an_addressee": SAME,
    "one_wish_for_paper_a_state": SAME,
    "one_running_correction_a_thing": SAME,
    "one_piece_a_thing_and_part": SAME,
    "one_letter_a_number_in_a_series": SAME,
    "a_letter_that_came_in_is_from_somebody": {"participant_id": None, "number": 99},
    "a_letter_is_dated_before_it_arrives": {"dated": "2027-02-11", "number": 99},
    "a_letter_waits_for_somebody_until_a_day": {"until": "2027-02-20", "number": 99},
    "somebody_closes_a_letter": {"closed_at": "2027-02-20T09:00Z", "number": 99},
    "one_scan_of_a_letter_a_number": {"sha256": "2" * 64},
    "a_letter_has_a_scan_once": {"number": 2},
    "a_letter_does_a_thing_once": SAME,
    "a_letter_that_was_sent_stands_in_the_register": {"stage": "sent"},
    "a_letter_to_a_group_names_it": {"to": "group"},
    "an_annex_is_a_paper_or_a_file": {"version_id": None},
    "a_paper_is_annexed_once": SAME,
    "one_wording_of_letters_a_number": SAME,
    "one_form_of_address_a_number": SAME,
    "one_file_of_a_source_a_number": {"sha256": "2" * 64},
    "a_source_has_a_file_once": {"number": 2},
    "a_correction_is_settled_or_waits": lambda well: {"key": "7", "settled_at": AT},
    "one_participation_from_a_day": SAME,
    "participation_ends_after_it_begins": lambda well: {"until": well.since},
    "one_chairmanship_from_a_day": SAME,
    "chairmanship_ends_after_it_begins": lambda well: {"until": well.since},
    "email_in_lower_case": {"email": "Person@X.example"},
    "office_ends_after_it_begins": lambda well: {"until": well.since - DAY},
    "one_running_term_a_person_and_role": SAME,
    "one_waiting_invitation_an_address_and_role": SAME,
    "invited_email_in_lower_case": {"email": "Invited@X.example"},
    "one_waiting_request_a_person_and_thing": SAME,
    "what_is_assigned_names_an_officer": {"what": "assigned", "officer_id": None},
    "what_is_set_aside_has_a_word": {"word": ""},
    "somebody_undid_it": {"undone_at": AT},
    "a_document_that_is_ready_has_a_digest": {"state": "ready"},
    "a_person_has_one_list_of_a_name": SAME,
    "one_delivery_of_a_notice_to_an_address": SAME,
    "what_is_not_delivered_says_why": lambda well: {
        "notice_id": a_notice(well.webhook.by, occurrence="another").pk,
        "stage": "set-aside",
    },
    "what_is_taken_away_is_not_shared": {"name": "Others", "shared_at": AT, "ended_at": AT},
    "a_workbook_is_settled_by_somebody": {"stage": "done"},
    "a_request_is_settled_or_waits": {"what": "release-officer", "settled_at": AT},
    "a_second_officer_confirms": lambda well: {
        "stage": "in-effect",
        "settled_at": AT,
        "settled_by_id": well.by_id,
    },
    "an_office_to_end_is_named": {"what": "end-for-cause"},
    "a_role_to_give_is_named": {"what": "staff-role"},
    "somebody_says_it_was_not_the_state": {"contested_at": AT},
    "what_is_answered_was_contested": {"answered_at": AT, "answer": "confirmed"},
    "token_opens_something": {"digest": "another", "may_read": False},
    "token_ends_after_it_is_made": {"digest": "another", "expiry": dt.datetime(2001, 1, 1, tzinfo=dt.UTC)},
    "token_that_ended_says_why": {"digest": "another", "ended_at": AT},
}


def test_each_constraint_of_the_house_is_broken_here():
    assert set(CONSTRAINTS) == set(BAD_ROWS)


def test_each_constraint_says_in_a_sentence_what_is_wrong():
    """Whichever door a row comes by, nobody reads the name of a constraint."""
    stock = str(models.BaseConstraint.default_violation_error_message)
    silent = [
        name
        for name, (_model, constraint) in CONSTRAINTS.items()
        if str(constraint.violation_error_message) == stock or name in constraint.get_violation_error_message()
    ]
    assert silent == []


@pytest.mark.parametrize("name", sorted(set(CONSTRAINTS) & set(BAD_ROWS)))
def test_a_row_that_breaks_it_is_refused_by_the_database_which_says_why(name, officer):
    model, constraint = CONSTRAINTS[name]
    well = prepared(name, WELL[model._meta.model_name]())
    before = model._base_manager.count()
    changes = BAD_ROWS[name]
    bad = beside(well, changes(well) if callable(changes) else changes)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        model._base_manager.bulk_create([bad])
    assert broken_by(refused.value, model, constraint), refused.value
    assert model._base_manager.count() == before


def prepared(name: str, well: Any) -> Any:
    """Some are only one of their kind once they are of a certain kind."""
    if name == "one_meeting_a_number_in_a_series":
        model = type(well)
        model._base_manager.filter(pk=well.pk).update(ordinal=77)
        return model._base_manager.get(pk=well.pk)
    return well


def beside(well: Any, changes: dict[str, Any]) -> Any:
    """A copy with a key of its own; what is one of its kind by itself is another one, unless `changes` say which."""
    bad = copy.copy(well)
    bad._state = copy.copy(well._state)
    bad._state.adding = True
    for field in bad._meta.concrete_fields:
        value = getattr(well, field.attname)
        if field.primary_key and field.attname != "number":
            setattr(bad, field.attname, field.get_default() if field.has_default() else None)
        elif field.unique and not field.primary_key and value is not None:
            setattr(bad, field.attname, field.get_default() if field.has_default() else f"{value}x")
    for name, value in changes.items():
        setattr(bad, name, value)
    return bad


def broken_by(error: IntegrityError, model: type[models.Model], constraint: models.BaseConstraint) -> bool:
    """PostgreSQL names the constraint; SQLite names it, or the columns that have to differ, all of them."""
    said = str(error)
    if connection.vendor == "sqlite" and isinstance(constraint, models.UniqueConstraint):
        columns = {f"{model._meta.db_table}.{model._meta.get_field(name).column}" for name in constraint.fields}
        return said.startswith("UNIQUE") and set(re.findall(r"\w+\.\w+", said)) == columns
    return bool(re.search(rf"\b{constraint.name}\b", said))
