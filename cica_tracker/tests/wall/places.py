"""Which addresses there are, and for each one the objects of the world behind it: who sees them, and one that isn't there."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from cica_tracker.tests.wall.action_plans import action_plan_places
from cica_tracker.tests.wall.activities import activity_places, plan_places
from cica_tracker.tests.wall.admin import admin_places
from cica_tracker.tests.wall.agendas import agenda_places
from cica_tracker.tests.wall.approach import approach_places
from cica_tracker.tests.wall.coordination import coordination_places
from cica_tracker.tests.wall.corrections import correction_places
from cica_tracker.tests.wall.correspondence import correspondence_places
from cica_tracker.tests.wall.decisions import decision_places
from cica_tracker.tests.wall.desk import desk_places
from cica_tracker.tests.wall.documents import document_places
from cica_tracker.tests.wall.experts import expert_places
from cica_tracker.tests.wall.groups import group_places
from cica_tracker.tests.wall.information import information_places
from cica_tracker.tests.wall.institutions import institution_places
from cica_tracker.tests.wall.laid_down import laid_down_places
from cica_tracker.tests.wall.letters import letter_places
from cica_tracker.tests.wall.lists import list_places
from cica_tracker.tests.wall.minutes import minutes_places
from cica_tracker.tests.wall.notes import note_places
from cica_tracker.tests.wall.outgoing import outgoing_places
from cica_tracker.tests.wall.people import people_places
from cica_tracker.tests.wall.personas import (  # fmt: skip
    MEMBERS,
    NO_UID,
    NOBODY,
    OFFICERS,
    SEATED,
    SIGNED_IN,
    SWG_CHAIR,
    XA,
    XB,
    XC,
    XD,
    XO,
    Place,
    World,
)
from cica_tracker.tests.wall.photographs import photograph_places
from cica_tracker.tests.wall.publications import publication_places, texts_of_publications
from commitments.models import CoordinatorAssignment
from law.cica.bodies import Body
from papers.models import PaperVersion

ACTS_OF_MEETINGS = (
    "confirm", "move", "count", "fix", "held", "cancel", "draft-agenda", "add-item", "circulate-agenda",
    "attendance",
)  # fmt: skip


def addresses() -> Iterator[tuple[str, URLPattern]]:
    """Every pattern of the resolver, by its name (its route, where it has none)."""
    yield from _walk(get_resolver(), "", "")


def _walk(resolver: Any, route: str, space: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, here, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield (f"{space}{pattern.name}" if pattern.name else here), pattern


def places(world: World) -> dict[str, list[Place]]:
    """By name of the address. What isn't here has no object behind it."""
    found = {
        **_of_the_record(world),
        **_commitments(world),
        **_papers(world),
        **_exchange(world),
        **_silence(world),
        **people_places(world),
        **letter_places(world),
        **correspondence_places(world),
        **outgoing_places(world),
        **laid_down_places(world),
        **expert_places(world),
        **activity_places(world),
        **photograph_places(world),
        **plan_places(world),
        **action_plan_places(world),
        **note_places(world),
        **minutes_places(world),
        **group_places(world),
        **approach_places(world),
        **information_places(world),
        **publication_places(world),
        **institution_places(world),
        **desk_places(world),
        **decision_places(world),
        **correction_places(world),
        **coordination_places(world),
        **hand_over_places(world),
        **list_places(world),
    }
    found |= document_places(world, found)
    return {**found, **_of_the_rest(found), **admin_places(world)}


def hand_over_places(world: World) -> dict[str, list[Place]]:
    """Of designations within commitments: one that the members see, one that observers see as well."""
    terms = CoordinatorAssignment.objects.designations()
    found = [(name, terms.get(commitment=world.kept[name]).pk) for name in ("drafted", "released")]
    seen = {"drafted": MEMBERS, "released": SIGNED_IN}
    return {
        "coordinator-hand-over": [
            Place(name, {"number": number}, seen[name], absent={"number": 99_999}) for name, number in found
        ]
    }


def _of_the_record(world: World) -> dict[str, list[Place]]:
    """The common record: everybody who signs in sees it."""
    kept = world.kept
    measure, meeting = kept["measure"], kept[Body.SENIOR_OFFICIALS]
    pairs = {
        "participant-detail": ("code", "XB", "XZ"),
        "measure-detail": ("reference", measure.reference, "X" * len(measure.reference)),
        "area-detail": ("reference", measure.area.reference, "X" * len(measure.area.reference)),
        "meeting-calendar": ("reference", meeting.reference, "X" * len(meeting.reference)),
        "api-participants-detail": ("code", "XB", "XZ"),
        "api-editions-detail": ("code", "2007", "2099"),
        "api-areas-detail": ("reference", measure.area.reference, "X" * len(measure.area.reference)),
        "api-measures-detail": ("reference", measure.reference, "X" * len(measure.reference)),
        "api-working-groups-detail": ("code", "SWG-1", "SWG-9"),
        "api-cadence-detail": ("rule", "soc", "sow"),
        "instrument-detail": ("key", "almaty-act", "almaty-axt"),
        "help-guide": ("name", "officer", "officerx"),
        "api-instruments-detail": ("key", "almaty-act", "almaty-axt"),
        "api-instrument-units-detail": ("reference", "almaty-act-29", "almaty-act-99"),
        "api-chairmanships-detail": ("pk", kept["chairmanship"].pk, 99_999),
        "api-coordinators-detail": ("pk", kept["offer"].pk, 99_999),
    }
    found = {
        name: [Place("of the record", {key: there}, absent={key: not_there})]
        for name, (key, there, not_there) in pairs.items()
    }
    unit = {"key": "almaty-act", "slug": "29"}
    found["instrument-unit"] = [Place("of the record", unit, absent={**unit, "slug": "99"})]
    return {**found, **_of_meetings(world)}


def _of_meetings(world: World) -> dict[str, list[Place]]:
    """Whoever signs in reads of those held; of what is proposed the Secretariat and the Chair, who plan and move."""
    held, proposed, planners = world.kept[Body.SENIOR_OFFICIALS], world.kept["proposed"], OFFICERS | XC
    absent = {"reference": "X" * len(held.reference)}
    of_proposed = Place("proposed", {"reference": proposed.reference}, planners, absent=absent)
    for_planners = Place("held", {"reference": held.reference}, SIGNED_IN, SIGNED_IN - planners, absent=absent)
    verbs = [f"api-meetings-{verb}" for verb in ("confirm", "move", "move-preview", "count", "fix", "held", "cancel")]
    shown = Place("held", {"reference": held.reference}, absent=absent)
    key = f"{held.reference}.{world.kept['deadline'].kind}"
    return {
        **{name: [shown, of_proposed] for name in ("meeting-detail", "meeting-hand-in", "api-meetings-detail")},
        **{name: [for_planners, of_proposed] for name in (*verbs, "agenda-draft")},
        # It is no meeting of a group.
        "api-meetings-propose-results": [replace(for_planners, closed_to=SIGNED_IN)],
        "api-meetings-presence": [replace(for_planners, closed_to=SIGNED_IN - OFFICERS)],
        "meeting-act": [
            Place(
                f"{meeting.status}: {act}",
                {"key": meeting.reference, "act": act},
                seen_by,
                seen_by - (OFFICERS if act in {"circulate-agenda", "attendance"} else planners),
                absent={"key": absent["reference"], "act": act},
            )
            for meeting, seen_by in ((held, SIGNED_IN), (proposed, planners))
            for act in ACTS_OF_MEETINGS
        ],
        **agenda_places(world),
        "api-deadlines-detail": [Place("of a meeting held", {"key": key}, absent={"key": f"{key}s"})],
    }


def _commitments(world: World) -> dict[str, list[Place]]:
    kept = world.kept
    for_members = kept["drafted"].reference, MEMBERS
    for_observers = kept["released"].reference, SIGNED_IN
    exchange = kept["exchange"].reference, MEMBERS
    nothing = f"{kept['drafted'].reference[:-2]}99"

    def of(label: str, pair: Any, closed_to: Any = NOBODY, takes_nothing_from: Any = NOBODY, **more: Any) -> Place:
        (reference, seen_by), name = pair, "key" if more or takes_nothing_from else "reference"
        kwargs, absent = {name: reference, **more}, {name: nothing, **more}
        return Place(label, kwargs, seen_by, frozenset(closed_to), frozenset(takes_nothing_from), absent)

    return {
        "commitment-detail": [of("for members", for_members), of("for observers", for_observers)],
        "commitment-act": [
            of("withdraw", for_members, MEMBERS - XA - XB - XD - OFFICERS, act="withdraw"),
            of("circulate", for_members, MEMBERS - OFFICERS, act="circulate"),
            of("compile", exchange, MEMBERS - OFFICERS - XC, act="compile"),
            of("entrust", exchange, MEMBERS - OFFICERS, act="entrust"),
        ],
        "view-share": [
            of("for members", exchange, takes_nothing_from={SWG_CHAIR}),
            of("for observers", for_observers, takes_nothing_from={SWG_CHAIR} | XO),
        ],
    }


def _papers(world: World) -> dict[str, list[Place]]:
    kept = world.kept
    cases = [
        ("drafted", kept["uncirculated"], XD | XC | OFFICERS),
        ("circulated to members", kept["circulated"], MEMBERS),
        ("sent to observers", kept["first"], SIGNED_IN),
        ("revised", kept["second"], XB | XC | OFFICERS),
        ("letter of XA", kept["letter of xa"], XA | OFFICERS),
        ("laid down by the Secretariat", kept["laid down"], OFFICERS),
    ]
    cases += texts_of_publications(world)
    if world.with_xb_own:
        cases += [
            ("letter of XB", kept["letter of xb"], XB | OFFICERS),
            ("plan of XB", kept["plan of xb"], XB | XD | XC | OFFICERS),
            ("sent to XB alone", kept["for xb alone"], XB | XC | OFFICERS),
        ]

    def of(label: str, version: PaperVersion, seen_by: frozenset[str], **more: Any) -> Place:
        symbol = version.paper.symbol
        kwargs = {"symbol": symbol, "number": version.number}
        absent = {"symbol": f"{symbol.partition('/')[0][:-2]}99/{symbol.partition('/')[2]}", "number": version.number}
        return Place(label, kwargs, seen_by, absent=absent, **more)

    every = [of(*case) for case in cases]
    return {
        "paper-version": every,
        "paper-difference": every,
        "paper-beside": every,
        "paper-file": [of(*case) for case in cases if case[1].file],
        "comment-add": [
            Place(one.label, _named(one.kwargs), one.seen_by, NOBODY, frozenset({SWG_CHAIR}), _named(one.absent))
            for one in every
        ],
    }


def _named(kwargs: dict[str, Any]) -> dict[str, Any]:
    return {"key": f"{kwargs['symbol']}/{kwargs['number']}"}


def _exchange(world: World) -> dict[str, list[Place]]:
    kept = world.kept
    codes = {"xa": XA, "xb": XB} if world.with_xb_own else {"xa": XA}

    def of(kind: str, act: str) -> list[Place]:
        # What an officer enters from a letter; what was a mistake, of what they entered themself alone.
        by_letter = NOBODY if act == "mistake" else OFFICERS
        return [
            Place(
                label,
                {"key": kept[label].uid, "act": act},
                seen_by,
                closed_to=frozenset(seen_by - own - by_letter),
                absent={"key": NO_UID, "act": act},
            )
            for code, own in codes.items()
            for label, seen_by in (
                (f"{kind} own of {code}", own),
                (f"{kind} secretariat of {code}", own | XC | OFFICERS),
            )
        ]

    # Whoever chairs the working group sees papers and commitments as a member, and holds no seat of one.
    shared = [
        Place(
            f"{kind} shared",
            {"key": kept[f"{kind} shared"].uid, "act": act},
            SEATED,
            SEATED - XA - OFFICERS,
            absent={"key": NO_UID, "act": act},
        )
        for kind, act in (("view", "widen"), ("expert", "end"))
    ]
    taken_back = [*of("view", "mistake"), _said("view shared", "mistake", kept["view shared"], SEATED)]
    nominations = [*of("expert", "mistake"), _said("expert shared", "mistake", kept["expert shared"], SEATED)]
    comments = [*of("comment", "mistake"), _said("comment shared", "mistake", kept["comment shared"], SEATED)]
    # The compilation is the Secretariat's, which says what became of each; a state answers what was said to its own comment.
    for act, may in (("take-up", OFFICERS), ("answer", XA | XB | OFFICERS)):
        comments += [
            Place(
                one.label, {**one.kwargs, "act": act}, one.seen_by, one.seen_by - may, absent={**one.absent, "act": act}
            )
            for one in of("comment", act)
        ]
    return {
        "view-act": [*of("view", "widen"), shared[0], *taken_back],
        "comment-act": comments,
        "expert-act": [*of("expert", "end"), shared[1], *nominations],
    }


def _said(label: str, act: str, item: Any, seen_by: frozenset[str]) -> Place:
    """What XA said, and may take back."""
    return Place(label, {"key": item.uid, "act": act}, seen_by, seen_by - XA, absent={"key": NO_UID, "act": act})


def _silence(world: World) -> dict[str, list[Place]]:
    """A text that the Chair put before the members: they, the Chair and the Secretariat see it, and nobody else does."""
    there, not_there = {"reference": world.kept["silence"].reference}, {"reference": "SP-2026-9"}
    chairs, row = XC | OFFICERS, {"object_id": world.kept["silence"].pk}
    closed = {
        "acknowledge": OFFICERS,
        "object": OFFICERS,
        "enter-receipt": SEATED - OFFICERS,
        "enter-objection": SEATED - OFFICERS,
        # Nobody has objected here: there is nothing to withdraw.
        "withdraw-objection": SEATED,
        "enter-withdrawal": SEATED - OFFICERS,
        "take-up": SEATED - chairs,
        "extend": SEATED - chairs,
        "restart": SEATED - chairs,
        "withdraw": SEATED - XC,
        "conclude": SEATED - OFFICERS,
    }

    def of(label: str, closed_to: frozenset[str] = NOBODY) -> Place:
        return Place(label, there, SEATED, closed_to, absent=not_there)

    def by_key(name: str, as_in: str = "") -> Place:
        key = {"key": there["reference"], "act": name}
        return Place(name, key, SEATED, closed[as_in or name], absent={**key, "key": not_there["reference"]})

    return {
        "silence-detail": [of("for members")],
        "silence-act": [
            *(by_key(name) for name in ("acknowledge", "object", "extend", "enter-receipt")),
            by_key("enter-receipts", as_in="enter-receipt"),
        ],
        "api-silence-procedures-detail": [of("for members")],
        **{f"api-silence-procedures-{name}": [of(name, who)] for name, who in closed.items()},
        **{
            f"admin:decisions_silenceprocedure_{name}": [Place(name, row, OFFICERS, absent={"object_id": 99_999_999})]
            for name in closed
            if name not in {"acknowledge", "object", "withdraw-objection"}
        },
    }


def _of_the_rest(pages: dict[str, list[Place]]) -> dict[str, list[Place]]:
    """The same objects by the REST doors: named in their own way, seen by the same people."""

    def by_key(name: str, *, takes_from_few: bool = False) -> list[Place]:
        few = frozenset({SWG_CHAIR}) | OFFICERS if takes_from_few else NOBODY
        return [
            Place(one.label, _with_key(one.kwargs), one.seen_by, NOBODY, few, _with_key(one.absent))
            for one in pages[name]
        ]

    papers = [
        Place(one.label, {"key": one.kwargs["key"]}, one.seen_by, absent={"key": one.absent["key"]})
        for one in by_key("paper-version") if one.label != "revised"
    ]  # fmt: skip
    commitments = pages["commitment-detail"]
    steps = [
        Place(
            one.label,
            {"key": f"{one.kwargs['reference']}.1"},
            one.seen_by,
            absent={"key": f"{one.absent['reference']}.1"},
        )
        for one in commitments
    ]
    shown = {
        kind: [_by_uid(one, closed_to=NOBODY) for one in pages[page] if one.kwargs["act"] not in {"take-up", "answer"}]
        for kind, page in (("views", "view-act"), ("experts", "expert-act"), ("comments", "comment-act"))
    }
    verbs = {
        # Of a program that names no letter, an officer is nobody of the state.
        (page, act): [
            _by_uid(one, one.closed_to | one.seen_by & OFFICERS) for one in pages[page] if one.kwargs["act"] == act
        ]
        for page, act in (
            ("view-act", "widen"),
            ("view-act", "mistake"),
            ("expert-act", "end"),
            ("expert-act", "mistake"),
            ("comment-act", "mistake"),
        )
    } | {
        # Of what the Secretariat says itself an officer names no state.
        ("comment-act", act): [_by_uid(one, one.closed_to) for one in pages["comment-act"] if one.kwargs["act"] == act]
        for act in ("take-up", "answer")
    }
    # What an officer may enter by letter, the empty body that is sent here names no state for.
    taken = [
        Place(
            one.label,
            {"reference": one.kwargs["key"], "act": one.kwargs["act"]},
            one.seen_by,
            one.closed_to | (OFFICERS if one.label == "withdraw" else NOBODY),
            absent={"reference": one.absent["key"], "act": one.absent["act"]},
        )
        for one in pages["commitment-act"]
    ]
    worded = [
        Place(
            one.label,
            {"reference": one.kwargs["key"]},
            one.seen_by,
            one.closed_to,
            absent={"reference": one.absent["key"]},
        )
        for one in pages["commitment-act"]
        if one.label == "withdraw"
    ]
    return {
        "api-commitments-detail": commitments,
        "api-commitments-act": taken,
        "api-commitments-other-languages": worded,
        # Where one coordinates, no other that takes part says it.
        "api-commitments-period": [replace(one, closed_to=one.closed_to | XB) for one in worded],
        "api-commitments-ask-public": [replace(one, closed_to=one.closed_to | OFFICERS) for one in worded],
        # Nobody was asked, and nobody agreed.
        "api-commitments-may-be-public": [replace(one, closed_to=one.seen_by) for one in worded],
        "api-commitments-no-longer-public": [replace(one, closed_to=one.seen_by) for one in worded],
        "api-steps-detail": steps,
        "api-papers-detail": papers,
        "api-papers-version": by_key("paper-version"),
        "api-papers-version-file": by_key("paper-file"),
        "api-papers-version-comments": by_key("paper-version", takes_from_few=True),
        "api-views-detail": shown["views"],
        "api-views-widen": verbs["view-act", "widen"],
        "api-views-mistake": verbs["view-act", "mistake"],
        "api-comments-detail": shown["comments"],
        "api-comments-mistake": verbs["comment-act", "mistake"],
        "api-comments-take-up": verbs["comment-act", "take-up"],
        "api-comments-answer": verbs["comment-act", "answer"],
        "api-experts-detail": shown["experts"],
        "api-experts-end": verbs["expert-act", "end"],
        "api-experts-mistake": verbs["expert-act", "mistake"],
    }


def _by_uid(place: Place, closed_to: frozenset[str]) -> Place:
    kwargs, absent = {"uid": place.kwargs["key"]}, {"uid": place.absent["key"]}
    return Place(place.label, kwargs, place.seen_by, closed_to, absent=absent)


def _with_key(kwargs: dict[str, Any]) -> dict[str, Any]:
    return {"key": kwargs["symbol"].replace("/", "_"), "number": kwargs["number"]}
