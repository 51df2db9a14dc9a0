"""Commitments of the past, as far as the public record shows them: only what a source says, and nothing between."""

import datetime as dt
from typing import Any

from catalogue.choices import Depth
from commitments.actions.beginning import next_reference
from commitments.choices import Fact
from commitments.models import Commitment, CoordinatorAssignment, StepTaken
from journal.actions import record
from law.choices import CoordinatorRole, Modality, PaperKind
from law.editions import edition_on
from law.grammar.procedure import Does, Step
from members.choices import Audience
from members.loading import dated, find, sourced
from papers.models import Paper
from record.choices import Channel
from record.dates import parse_known_date
from record.loading import BY, DataFile, Tally, put
from record.texts import in_language

SYMBOLS = {PaperKind.CONCEPT: "CP", PaperKind.ACTION_PLAN: "AP"}


def load_history(data: DataFile, known: tuple[Any, ...], tally: Tally) -> None:
    """Write the commitments, designations, steps and papers that the record shows.

    A concept paper begins a commitment, approved by the SOC on that day; an action plan is a paper of the commitment
    that its coordinator already has. No intention is written, since the record shows none.
    """
    commitments: dict[tuple[str, str, str, str], Commitment] = {}
    for position, row in enumerate(data.content["commitments_history"]):
        place = ("commitments_history", position)
        participants, _editions, areas, measures, meetings = known
        coordinator = find(participants, row["coordinator"], data, *place, "coordinator")
        area = find(areas, (row["edition"], row["area"]), data, *place, "area")
        number = str(row.get("measure", ""))
        measure = find(measures, (row["edition"], row["area"], number), data, *place, "measure") if number else None
        same = (row["edition"], row["area"], number, row["coordinator"])
        if row["paper"] == PaperKind.ACTION_PLAN:
            _paper(tally, find(commitments, same, data, *place, "paper"), row)
            continue
        meeting = meetings.get(f"{row['approved']['by']} {row['approved']['date']}")
        commitment = commitments[same] = _commitment(
            tally, row, " ".join((*same, row["approved"]["date"])), area, measure
        )
        _designation(tally, commitment, coordinator, CoordinatorRole.COORDINATOR, row)
        for code in row.get("co_coordinators", []):
            state = find(participants, code, data, *place, "co_coordinators")
            _designation(tally, commitment, state, CoordinatorRole.CO_COORDINATOR, row)
        flow = commitment.workflow
        if sent := row.get("circulated"):
            _step(tally, commitment, flow.steps_that(Does.CIRCULATES)[0], sent, row)
        _step(tally, commitment, flow.steps_that(Does.ADOPTS)[0], row["approved"]["date"], row, meeting)
        _paper(tally, commitment, row)


def _commitment(tally: Tally, row: dict[str, Any], key: str, area: Any, measure: Any) -> Commitment:
    commitment_there = Commitment.everything.filter(record_key=key).first()
    law = edition_on(parse_known_date(row["approved"]["date"]).day)
    subject = measure.title if measure else area.name
    # Of the days on which it was loaded nothing is told; in lists it stands where its last known step does.
    known_by = dt.datetime.combine(parse_known_date(row["approved"]["date"]).day, dt.time(), dt.UTC)
    stands_as_read = commitment_there is None or commitment_there.version == 1
    values = {
        **({"began_at": known_by, "moved_at": known_by} if stands_as_read else {}),
        "edition": law.key,
        "modality": Modality.A,
        "state": commitment_there.state
        if commitment_there
        else str(law.workflow(Modality.A).steps_that(Does.ADOPTS)[0].target),
        "area": area,
        "measure": measure,
        "title": in_language(subject, "en"),
        "audience": commitment_there.audience if commitment_there else Audience.PUBLIC,
        **sourced(row),
    }
    values["reference"] = (
        commitment_there.reference if commitment_there else next_reference(Commitment(area=area, measure=measure))
    )
    return put(tally, Commitment, {"record_key": key}, values)


def _designation(tally: Tally, commitment: Commitment, state: Any, role: str, row: dict[str, Any]) -> None:
    values = {
        "fact": Fact.DESIGNATION,
        "participant": state,
        "role": role,
        "edition": commitment.area.edition,
        "depth": Depth.MEASURE if commitment.measure else Depth.AREA,
        "area": commitment.area,
        "measure": commitment.measure,
        "commitment": commitment,
        # Known by the day on which its paper was approved; when it was agreed is not in the public record.
        **dated("on", f"by {parse_known_date(row['approved']['date']).day}"),
        **dated("last_known", row.get("coordinator_last_known")),
        **sourced(row),
        "confidence": row.get("coordinator_confidence", row["confidence"]),
    }
    put(tally, CoordinatorAssignment, {"record_key": f"{commitment.record_key} {role} {state.code}"}, values)


def _step(
    tally: Tally,
    commitment: Commitment,
    step: Step,
    date: str,
    row: dict[str, Any],
    meeting: Any = None,
) -> None:
    """A step as its source tells it, once: where it came from and who took it are not in the public record."""
    recorded = StepTaken.everything.filter(commitment=commitment, step=step.name, channel=Channel.RECORD)
    if recorded.exists():
        tally.same += 1
        return
    step_taken = StepTaken.objects.create(
        commitment=commitment,
        serial=StepTaken.next_serial(commitment),
        step=step.name,
        to_state=str(step.target),
        **dated("on", date),
        channel=Channel.RECORD,
        meeting=meeting if meeting and meeting.body == step.meeting else None,
        source=row["source"],
        confidence=row["confidence"],
    )
    tally.added += 1
    record(
        by=BY,
        verb=step.name,
        about=commitment,
        changes={"state": [None, step_taken.to_state], "source": [None, step_taken.source]},
        wrote=[step_taken],
    )


def _paper(tally: Tally, commitment: Commitment, row: dict[str, Any]) -> None:
    letters = SYMBOLS[PaperKind(row["paper"])]
    symbol = f"{commitment.reference}/{letters}"
    period, approved = row.get("period", ""), row.get("approved", {}).get("date")
    values = {
        "folder": commitment.folder,
        "kind": row["paper"],
        "symbol": f"{symbol}.{period}" if period else symbol,
        "title": commitment.title,
        "period": period,
        # Of some action plans the record shows that they are there, and not when they were approved.
        **dated("on", approved),
        **sourced(row),
    }
    of_when = approved or period or "undated"
    put(tally, Paper, {"record_key": f"{commitment.record_key} {row['paper']} {of_when}"}, values)
