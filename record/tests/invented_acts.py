"""An invented noun with acts of every sort, at every door: what `docs/recipes.md` says of a new act, done.

Its things are meetings, since the floor of the grammar has none of its own; a test may furnish its floor from above.
"""

import datetime as dt
import types
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.admin import AdminSite
from django.urls import include, path
from rest_framework import serializers
from rest_framework.routers import SimpleRouter

from cica_tracker import urls as house
from journal.actions import record
from meetings.models import Meeting
from members.access import own_participants
from members.choices import Role
from members.models import Participant, User, seats_of
from record.acts import (
    Act,
    Choice,
    Day,
    Flag,
    Instant,
    Need,
    Noun,
    Number,
    Offer,
    Pick,
    Setting,
    Speaker,
    Texts,
    Whom,
    Words,
    open_to,
)
from record.acts.table import ActTable
from record.admin import RecordAdmin
from record.api.parameters import Ordering
from record.dates import day_of_the_house
from record.doors.admin import ActPages
from record.doors.described import NextActSerializer, next_acts
from record.doors.portal import act_paths
from record.doors.rest import ActsViewSet, with_acts
from record.filters import RecordFilter
from record.refusals import Refused

MOVED = "Somebody wrote here meanwhile."


# -- The verbs.


def remark_on(
    *,
    play: Meeting,
    remark: str,
    on_day: dt.date | None,
    heard_at: dt.datetime | None,
    owner: Participant | None,
    seen_sequence: int | None,
    by: User,
    at: dt.datetime,
) -> Meeting:
    """Write a remark down beside a rehearsal."""
    if "\n" in remark:
        raise Refused({"remark": ["One line, please."]})
    rows = Meeting.objects.filter(pk=play.pk)
    if seen_sequence is not None:
        rows = rows.filter(sequence=seen_sequence)
    who = owner.code if owner else "officer"
    if not rows.update(note=f"{who}: {remark} {on_day or heard_at or ''}".strip(), sequence=play.sequence + 1):
        raise Refused({"": [MOVED]}, is_stale=True)
    record(by=by, verb="changed", about=play, changes={"note": [play.note, remark]}, at=at)
    return play


def set_up(
    *, place: dict[str, str], kind: str, seats: int | None, with_tea: bool, host: Participant | None, by: User,
    at: dt.datetime, once_key: str | None,
) -> Meeting:  # fmt: skip
    """Set a rehearsal up, once."""
    if once_key and (made := Meeting.objects.filter(once_key=once_key).first()):
        return made
    tea = "with tea" if with_tea else "without tea"
    made = Meeting.objects.create(
        body="soc", starts_on=day_of_the_house(at), place=place, host=host, once_key=once_key, source="A test",
        note=f"{kind}, {seats} seats, {tea}", changed_at=at,
    )  # fmt: skip
    record(by=by, verb="added", about=made, changes={"note": [None, made.note]}, at=at)
    return made


# -- The table.


def offered_to_members_and_officers(user: Any, rehearsal: Meeting | None, at: dt.datetime) -> Offer | None:
    seats = seats_of(user)
    speakers = tuple(
        Speaker(state, "Your authority submits." if seat.role == Role.PREPARER and seat.two_keys else None)
        for state in own_participants(user, day_of_the_house(at))
        for seat in seats.seats
        if seat.participant_id == state.pk
    )
    if not speakers and not seats.is_officer:
        return None
    problems = ("It is over.",) if rehearsal and rehearsal.status == "held" else ()
    return Offer(problems, speakers, is_own=seats.is_officer, acting_as="a member of the cast")


def offered_to_officers(user: Any, rehearsal: Meeting | None, at: dt.datetime) -> Offer | None:
    return Offer() if seats_of(user).is_officer else None


def what_it_would_do(setting: Setting, answers: dict[str, Any]) -> dict[str, Any]:
    return {"cancel": {"told": [], "preparing": []}, "previewed": True}


NOUN = Noun(
    name="rehearsal",
    verbs_say="play",
    model=Meeting,
    key="reference",
    seen_by=Meeting.objects.visible_to,
    list_address="meeting-list",
    label_plural="Rehearsals",
    prefix="rehearsals/",
    creates="set-up",
)
ACTS = (
    Act(
        name="remark",
        label="Remark on it",
        article="AA 30",
        offered=offered_to_members_and_officers,
        whom=open_to(Whom.MEMBERS),
        asks=(
            Words("remark", "Remark", most=40),
            Day("on_day", "Day", Need.MAY),
            Instant("heard_at", "Heard at", Need.MAY, zone=lambda setting: ZoneInfo("Asia/Almaty")),
        ),
        do=remark_on,
        speaks_as="owner",
        guard="sequence",
        done="Remarked: %(thing)s.",
        remark=lambda setting, answers: "That is long ago." if answers["heard_at"] else None,
    ),
    Act(
        name="set-up",
        label="Set a rehearsal up",
        article="AA 31",
        offered=offered_to_officers,
        asks=(
            Texts("place", "Place", labels={"ru": "Place, in Russian"}),
            Choice("kind", "Kind", choices=[("short", "short"), ("long", "long")]),
            Number("seats", "Seats", Need.MAY, most=99),
            Flag("with_tea", "With tea"),
            Pick(
                "host", "Host", Need.MAY, rows=lambda setting: Participant.objects.visible_to(setting.user), key="code"
            ),
        ),
        do=set_up,
        begins=True,
        once_in=Meeting,
        once_by="sequence__gte",
        was_made=lambda made, at: made.changed_at == at,
        preview=what_it_would_do,
        preview_template="meetings/partials/cancel_preview.html",
        preview_label="See what it would do",
        done="It is set up.",
    ),
)


class RehearsalSerializer(serializers.Serializer):
    """A rehearsal."""

    reference = serializers.CharField(read_only=True)
    note = serializers.CharField(read_only=True)
    next_acts = serializers.SerializerMethodField()

    def get_next_acts(self, row: Meeting) -> list[dict[str, Any]]:
        acts = next_acts(NOUN, self.context["request"].user, row, with_asks=True)
        return NextActSerializer(acts, many=True).data


class RehearsalFilter(RecordFilter):
    class Meta:
        model = Meeting
        fields: list[str] = []


def doors(table: ActTable) -> types.ModuleType:
    """The house's addresses, and those of the invented noun at every door."""
    table.add_noun(NOUN, *ACTS)

    @with_acts
    class Rehearsals(ActsViewSet):
        """Rehearsals."""

        noun_name = "rehearsal"
        serializer_class = RehearsalSerializer
        filterset_class = RehearsalFilter
        lookup_field = "reference"
        lookup_value_regex = "[^/]+"
        ordering = Ordering({"reference": "reference"}, default=("reference",), tie="pk")

        def get_queryset(self) -> Any:
            return Meeting.objects.visible_to(self.request.user)

    class RehearsalAdmin(ActPages, RecordAdmin):
        """The rows of the invented noun."""

    site = AdminSite(name="rehearsing")
    site.register(Meeting, RehearsalAdmin)
    router = SimpleRouter()
    router.register("rehearsals", Rehearsals, basename="api-rehearsals")
    urls = types.ModuleType("addresses_of_the_rehearsal")
    ours = [
        *act_paths("rehearsal", "set-up"),
        path("api/v1/", include(router.urls)),
        path("rehearsing/", site.urls),
    ]
    urls.urlpatterns = [*ours, *house.urlpatterns]
    for name in ("handler400", "handler403", "handler404", "handler500"):
        if hasattr(house, name):
            setattr(urls, name, getattr(house, name))
    return urls
