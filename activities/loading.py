"""Plans of the past, as far as the public record shows them: that they were there, and for which years; never what stood in them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from activities.models import ActionPlan, YearPlan
from law.choices import PaperKind
from meetings.models import Meeting
from members.choices import Audience
from members.loading import find, sourced
from papers.models import Paper
from record.dates import parse_known_date
from record.loading import DataFile, Tally, put, read

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class ActivityFiles:
    """The files of this floor, read and in order."""

    year_plans: DataFile


def read_files(folder: Path = DATA) -> ActivityFiles:
    """Read and check the file. Raises RecordFault."""
    return ActivityFiles(read(folder / "year-plans.yaml"))


def load(files: ActivityFiles, tally: Tally) -> None:
    """Write the plans of years, and the action plans of which the record shows a paper, its period and who coordinated it."""
    _year_plans(files.year_plans, tally)
    _action_plans(tally)


def _year_plans(data: DataFile, tally: Tally) -> None:
    meetings = {meeting.reference: meeting for meeting in Meeting.objects.exclude(record_key=None)}
    for number, row in enumerate(data.content["year_plans"]):
        values: dict[str, Any] = {
            "year": row["year"],
            "stage": row["stage"],
            "meeting": find(meetings, row["meeting"], data, "year_plans", number, "meeting"),
            **sourced(row),
        }
        put(tally, YearPlan, {"record_key": f"plan {row['year']}"}, values)


def _action_plans(tally: Tally) -> None:
    """A paper that the SOC approved for a period is the plan of that period, of the state that coordinated the commitment.

    Where the record doesn't show who did when it was approved, or for which period, it stays a paper.
    """
    papers = Paper.objects.filter(kind=PaperKind.ACTION_PLAN, on__isnull=False).exclude(record_key=None)
    for paper in papers.exclude(period="").select_related("folder").order_by("pk"):
        commitment: Any = paper.folder.holder
        coordinating = commitment.coordinating_states()
        if len(coordinating) != 1:
            continue
        first, _to, last = paper.period.partition("-")
        since, until = parse_known_date(first), parse_known_date(last or first)
        values = {
            "within": paper.folder,
            "area": commitment.area,
            "owner": coordinating[0],
            "since": since.day,
            "until": until.day,
            "period_precision": since.precision.value,
            "audience": Audience.PUBLIC,
            "source": paper.source,
            "confidence": paper.confidence,
        }
        put(tally, ActionPlan, {"record_key": paper.record_key}, values)
