"""What is searched of this room: activities, action plans, progress notes, and information."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.models import ActionPlan, Activity, Information, ProgressNote
from record.dates import day_of_the_house
from record.searchable import SEARCH, SearchedNoun, SearchedWords
from record.texts import in_all


def _of_activity(activity: Activity) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=activity.title,
        texts=(
            *activity.expected.values(),
            *activity.outcome.values(),
            *activity.place.values(),
            *activity.owner.name.values(),
            *in_all(activity.get_kind_display).values(),
        ),
        key=str(activity.uid),
        on=activity.starts_on,
    )


def _every_activity() -> QuerySet:
    return Activity.everything.select_related("owner")


ACTIVITIES = SearchedNoun(
    name="activities",
    label=_("Activities"),
    model=Activity,
    says=_of_activity,
    seen_by=Activity.objects.visible_to,
    page=lambda uid: reverse("activity-detail", args=[uid]),
    columns=frozenset({"title", "expected", "outcome", "place", "owner", "kind", "starts_on"}),
    every=_every_activity,
)


def _of_note(note: ProgressNote) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=note.owner.name,
        texts=(note.text,),
        key=str(note.uid),
        reference=note.within.reference,
        on=day_of_the_house(note.at),
    )


NOTES = SearchedNoun(
    name="progress-notes",
    label=_("Progress notes"),
    model=ProgressNote,
    says=_of_note,
    seen_by=ProgressNote.objects.visible_to,
    page=lambda uid: reverse("progress-note-detail", args=[uid]),
    columns=frozenset({"text", "owner", "within"}),
    every=lambda: ProgressNote.everything.select_related("owner", "within"),
)


def _of_action_plan(plan: ActionPlan) -> Iterator[SearchedWords]:
    content = plan.content
    said = (words for row in content for name in ("expected", "contributions", "place") for words in row[name].values())
    yield SearchedWords(
        titles=plan.owner.name,
        texts=(plan.note, *(words for row in content for words in row["title"].values()), *said),
        key=str(plan.uid),
        reference=plan.within.reference,
        on=plan.since,
    )


ACTION_PLANS = SearchedNoun(
    name="action-plans",
    label=_("Action plans"),
    model=ActionPlan,
    says=_of_action_plan,
    seen_by=ActionPlan.objects.visible_to,
    page=lambda uid: reverse("action-plan-detail", args=[uid]),
    columns=frozenset({"note", "owner", "within", "since", "sequence"}),
    every=lambda: ActionPlan.everything.select_related("owner", "within"),
)


def _of_information(information: Information) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=information.title,
        texts=(*information.owner.name.values(),),
        key=str(information.uid),
        on=day_of_the_house(information.at),
    )


INFORMATION = SearchedNoun(
    name="information",
    label=_("Information exchanged"),
    model=Information,
    says=_of_information,
    seen_by=Information.objects.visible_to,
    page=lambda uid: reverse("information-detail", args=[uid]),
    columns=frozenset({"title", "owner"}),
    every=lambda: Information.everything.select_related("owner"),
)


def register() -> None:
    SEARCH.add(ACTIVITIES, order=30)
    SEARCH.add(NOTES, order=31)
    SEARCH.add(INFORMATION, order=32)
    SEARCH.add(ACTION_PLANS, order=33)
