"""What is searched of this room: activities and photographs of them, plans, progress notes and requests for them, information
and replies to it."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.actions.rows import PlanRow
from activities.models import (
    ActionPlan,
    Activity,
    Information,
    InformationReply,
    NoteRequest,
    Photograph,
    ProgressNote,
    YearPlan,
)
from record.dates import day_of_the_house
from record.searchable import SEARCH, SearchedNoun, SearchedWords
from record.texts import in_all, language_written


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


def _of_rows(content: Sequence[PlanRow]) -> Iterator[str]:
    """What the rows of a plan say, in every language in which they say it."""
    for row in content:
        for texts in (row["title"], row["expected"], row["contributions"], row["place"]):
            yield from texts.values()


def _of_action_plan(plan: ActionPlan) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=plan.owner.name,
        texts=(plan.note, *_of_rows(plan.content)),
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


def _of_year_plan(plan: YearPlan) -> Iterator[SearchedWords]:
    newest = max(plan.versions.all(), key=lambda version: version.number, default=None)
    yield SearchedWords(
        titles=in_all(lambda: plan),
        texts=(plan.decision, *_of_rows(newest.content if newest else ())),
        key=str(plan.year),
        on=dt.date(plan.year, 1, 1),
    )


YEAR_PLANS = SearchedNoun(
    name="year-plans",
    label=_("Yearly plans"),
    model=YearPlan,
    says=_of_year_plan,
    seen_by=YearPlan.objects.visible_to,
    page=lambda year: reverse("plan-detail", args=[year]),
    columns=frozenset({"year", "decision"}),
    every=lambda: YearPlan.everything.prefetch_related("versions"),
)


def _of_request(request: NoteRequest) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=request.area.name,
        texts=(request.text, *in_all(lambda: request._meta.verbose_name).values()),
        key=str(request.uid),
        on=day_of_the_house(request.at),
    )


NOTE_REQUESTS = SearchedNoun(
    name="note-requests",
    label=_("Requests for progress notes"),
    model=NoteRequest,
    says=_of_request,
    seen_by=NoteRequest.objects.visible_to,
    page=lambda uid: reverse("note-request-detail", args=[uid]),
    columns=frozenset({"text", "area"}),
    every=lambda: NoteRequest.everything.select_related("area"),
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


def _of_reply(reply: InformationReply) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=reply.owner.name,
        texts=(reply.text,),
        key=f"{reply.information.uid}#reply-{reply.uid}",
        on=day_of_the_house(reply.at),
    )


REPLIES = SearchedNoun(
    name="information-replies",
    label=_("Replies to information"),
    model=InformationReply,
    says=_of_reply,
    seen_by=InformationReply.objects.visible_to,
    page=lambda key: _within("information-detail", key),
    columns=frozenset({"text", "owner", "information"}),
    every=lambda: InformationReply.everything.select_related("owner", "information"),
)


def _within(page: str, key: str) -> str:
    """The place of a part on the page of what it is a part of."""
    whole, _hash, place = key.partition("#")
    return f"{reverse(page, args=[whole])}#{place}"


def _of_photograph(photograph: Photograph) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles={photograph.language or language_written(photograph.alt): photograph.alt},
        texts=(photograph.caption, photograph.photographer),
        key=f"{photograph.activity.uid}#photograph-{photograph.uid}",
        on=photograph.taken_on or day_of_the_house(photograph.at),
    )


PHOTOGRAPHS = SearchedNoun(
    name="photographs",
    label=_("Photographs"),
    model=Photograph,
    says=_of_photograph,
    # One that is shown no longer is found by nobody; officers read its row where they look after it.
    seen_by=lambda user: Photograph.objects.visible_to(user).served(),
    page=lambda key: _within("activity-detail", key),
    columns=frozenset({"alt", "caption", "photographer", "language", "taken_on", "activity"}),
    every=lambda: Photograph.everything.select_related("activity"),
)


def register() -> None:
    SEARCH.add(ACTIVITIES, order=30)
    SEARCH.add(NOTES, order=31)
    SEARCH.add(INFORMATION, order=32)
    SEARCH.add(ACTION_PLANS, order=33)
    SEARCH.add(PHOTOGRAPHS, order=34)
    SEARCH.add(YEAR_PLANS, order=35)
    SEARCH.add(NOTE_REQUESTS, order=36)
    SEARCH.add(REPLIES, order=37)
