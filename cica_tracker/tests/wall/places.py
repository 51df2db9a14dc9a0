"""Which addresses there are, and for each one the objects of the world behind it: who sees them, and one that isn't there."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver

from cica_tracker.tests.wall.agendas import agenda_places
from cica_tracker.tests.wall.coordination import coordination_places, coordination_places_of_the_admin
from cica_tracker.tests.wall.corrections import correction_places, correction_places_of_the_admin
from cica_tracker.tests.wall.decisions import decision_places, decision_places_of_the_admin
from cica_tracker.tests.wall.letters import letter_places
from cica_tracker.tests.wall.personas import (
    AUTHORITY,
    MEMBERS,
    NOBODY,
    OFFICERS,
    PREPARER,
    SIGNED_IN,
    SWG_CHAIR,
    XA,
    XB,
    XC,
    XD,
    XO,
    Place,
    World,
)  # fmt: skip
from commitments.kinds import STEP_AWAITED
from law.cica.bodies import Body
from members.access import details_key, invitation_key
from notices.access import quiet_key
from papers.models import PaperVersion
from record.models import every_row

ACTS_OF_MEETINGS = (
    "confirm", "move", "count", "fix", "held", "cancel", "draft-agenda", "add-item", "circulate-agenda",
)  # fmt: skip
SEATED = MEMBERS - {SWG_CHAIR}
NO_NUMBER = 999_999
NO_UID = uuid.UUID("00000000-0000-4000-8000-000000000000")


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
        **_people(world),
        **letter_places(world),
        **decision_places(world),
        **correction_places(world),
        **coordination_places(world),
    }
    return {**found, **_of_the_rest(found), **_of_the_admin(world)}


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
        **{name: [shown, of_proposed] for name in ("meeting-detail", "api-meetings-detail")},
        **{name: [for_planners, of_proposed] for name in (*verbs, "agenda-draft")},
        "meeting-act": [
            Place(
                f"{meeting.status}: {act}",
                {"key": meeting.reference, "act": act},
                seen_by,
                seen_by - (OFFICERS if act == "circulate-agenda" else planners),
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
            of("for members", exchange, takes_nothing_from={SWG_CHAIR} | OFFICERS),
            of("for observers", for_observers, takes_nothing_from={SWG_CHAIR} | OFFICERS | XO),
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
    ]
    if world.with_xb_own:
        cases += [
            ("letter of XB", kept["letter of xb"], XB | OFFICERS),
            ("plan of XB", kept["plan of xb"], XB | XD | XC | OFFICERS),
        ]

    def of(label: str, version: PaperVersion, seen_by: frozenset[str], **more: Any) -> Place:
        symbol = version.paper.symbol
        kwargs = {"symbol": symbol, "number": version.number}
        absent = {"symbol": f"{symbol.partition('/')[0][:-2]}99/{symbol.partition('/')[2]}", "number": version.number}
        return Place(label, kwargs, seen_by, absent=absent, **more)

    nobody_here = {SWG_CHAIR} | OFFICERS
    every = [of(*case) for case in cases]
    return {
        "paper-version": every,
        "paper-difference": every,
        "paper-file": [of(*case) for case in cases if case[1].file],
        "comment-add": [
            Place(one.label, _named(one.kwargs), one.seen_by, NOBODY, frozenset(nobody_here), _named(one.absent))
            for one in every
        ],
    }


def _named(kwargs: dict[str, Any]) -> dict[str, Any]:
    return {"key": f"{kwargs['symbol']}/{kwargs['number']}"}


def _exchange(world: World) -> dict[str, list[Place]]:
    kept = world.kept
    codes = {"xa": XA, "xb": XB} if world.with_xb_own else {"xa": XA}

    def of(kind: str, act: str) -> list[Place]:
        return [
            Place(
                label,
                {"key": kept[label].uid, "act": act},
                seen_by,
                closed_to=frozenset(seen_by - own),
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
            SEATED - XA,
            absent={"key": NO_UID, "act": act},
        )
        for kind, act in (("view", "widen"), ("expert", "end"))
    ]
    return {"view-act": [*of("view", "widen"), shared[0]], "expert-act": [*of("expert", "end"), shared[1]]}


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

    def by_key(name: str) -> Place:
        key = {"key": there["reference"], "act": name}
        return Place(name, key, SEATED, closed[name], absent={**key, "key": not_there["reference"]})

    return {
        "silence-detail": [of("for members")],
        "silence-act": [by_key(name) for name in ("acknowledge", "object", "extend", "enter-receipt")],
        "api-silence-procedures-detail": [of("for members")],
        **{f"api-silence-procedures-{name}": [of(name, who)] for name, who in closed.items()},
        **{
            f"admin:decisions_silenceprocedure_{name}": [Place(name, row, OFFICERS, absent={"object_id": 99_999_999})]
            for name in closed
            if name not in {"acknowledge", "object", "withdraw-objection"}
        },
    }


def _people(world: World) -> dict[str, list[Place]]:
    kept = world.kept
    codes = {"XA": (XA, frozenset({PREPARER})), "XB": (XB, NOBODY)}

    def invited() -> list[Place]:
        return [
            Place(f"of {code}", {"key": kept[f"invitation of {code.lower()}"].pk, "act": act}, own | OFFICERS, closed,
                  absent={"key": NO_UID, "act": act})
            for act in ("again", "withdraw")
            for code, (own, closed) in codes.items() if f"invitation of {code.lower()}" in kept
        ]  # fmt: skip

    def about(act: str, *more: frozenset[str]) -> list[Place]:
        """That a state takes part everybody knows; what is done for it is for those who keep its people."""
        return [
            Place(f"of {code}", {"key": code, "act": act}, SIGNED_IN, SIGNED_IN - (own - closed).union(*more),
                  absent={"key": "XZ", "act": act})
            for code, (own, closed) in codes.items()
        ]  # fmt: skip

    posts = [
        Place(f"of {code}", {"key": f"{code}-1", "act": act}, own | OFFICERS, closed,
              absent={"key": "XZ-1", "act": act})
        for act in ("hand-over", "end") for code, (own, closed) in codes.items()
    ]  # fmt: skip
    # A state ends its own offices by a press; officers do so for cause, with a second one.
    posts += [
        Place(f"of {code}", {"key": f"{code}-1", "act": "end-for-cause"}, own | OFFICERS, own | closed,
              absent={"key": "XZ-1", "act": "end-for-cause"})
        for code, (own, closed) in codes.items()
    ]  # fmt: skip
    of_people = [
        Place(f"of {code}", {"code": code}, own | OFFICERS, absent={"code": "XZ"})
        for code, (own, _closed) in codes.items()
    ]
    oneself = {"key": world.people[AUTHORITY].pk, "act": "confirm-details"}
    key = invitation_key(kept["invitation by link"])
    quiet = quiet_key(kept["invitation by link"].invited_by_id, [STEP_AWAITED])
    return {
        "people-of": of_people,
        "participant-act": [*about("invite", OFFICERS), *about("confirm-people", OFFICERS), *about("keys")],
        "post-act": posts,
        "invitation-act": invited(),
        "second-officer-request-act": [
            Place(
                act,
                {"key": kept["asked of two"].pk, "act": act},
                OFFICERS,
                absent={"key": NO_NUMBER, "act": act},
            )
            for act in ("confirm", "decline")
        ],
        "entry-act": [
            Place(
                "not-us",
                {"key": kept["entered for xa"].pk, "act": "not-us"},
                XA | OFFICERS,
                (XA | OFFICERS) - {AUTHORITY},
                absent={"key": NO_NUMBER, "act": "not-us"},
            ),
            Place(
                "answer",
                {"key": kept["entered for xa"].pk, "act": "answer"},
                XA | OFFICERS,
                XA,
                absent={"key": NO_NUMBER, "act": "answer"},
            ),
        ],
        "token-act": [
            Place(
                "of XA's authority",
                {"key": kept[f"token of {AUTHORITY}"].pk, "act": "revoke"},
                frozenset({AUTHORITY}) | OFFICERS,
                absent={"key": NO_NUMBER, "act": "revoke"},
            )
        ],
        "person-act": [
            Place(
                "of XA's authority",
                oneself,
                XA | OFFICERS,
                (XA | OFFICERS) - {AUTHORITY},
                absent={**oneself, "key": NO_NUMBER},
            )
        ],
        "invitation": [Place("the link of a letter", {"key": key}, absent={"key": "x" * len(key)})],
        "reminders-quiet": [Place("the link of a letter", {"key": quiet}, absent={"key": "x" * len(quiet)})],
        "account-confirm": [
            Place("the link of a letter", {"key": details_key(kept["by letter"])}, absent={"key": "x" * 60})
        ],
        "calendar-feed": [
            Place(
                "of XA's preparer",
                {"secret": kept["feed's secret"]},
                absent={"secret": "x" * len(kept["feed's secret"])},
            )
        ],
        "calendar-feed-revoke": [
            Place("of XA's preparer", {"key": kept["feed"].pk}, frozenset({PREPARER}), absent={"key": NO_NUMBER})
        ],
        "letter": [
            Place(
                "on disk",
                {"key": kept["letter"]},
                SIGNED_IN,
                SIGNED_IN - OFFICERS,
                absent={"key": "x" * len(kept["letter"])},
            )
        ],
        "account_reset_password_from_key": [
            Place("made up", {"uidb36": "1", "key": "set-password"}, absent={"uidb36": "z", "key": "set-password"})
        ],
        "mfa_remove_webauthn": [Place("nobody's", {"pk": 1}, absent={"pk": 9})],
        "mfa_edit_webauthn": [Place("nobody's", {"pk": 1}, absent={"pk": 9})],
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
        kind: [_by_uid(one, closed_to=NOBODY) for one in pages[page]]
        for kind, page in (("views", "view-act"), ("experts", "expert-act"))
    }
    verbs = {page: [_by_uid(one, one.closed_to) for one in pages[page]] for page in ("view-act", "expert-act")}
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
        "api-steps-detail": steps,
        "api-papers-detail": papers,
        "api-papers-version": by_key("paper-version"),
        "api-papers-version-file": by_key("paper-file"),
        "api-papers-version-comments": by_key("paper-version", takes_from_few=True),
        "api-views-detail": shown["views"],
        "api-views-widen": verbs["view-act"],
        "api-experts-detail": shown["experts"],
        "api-experts-end": verbs["expert-act"],
    }


def _by_uid(place: Place, closed_to: frozenset[str]) -> Place:
    kwargs, absent = {"uid": place.kwargs["key"]}, {"uid": place.absent["key"]}
    return Place(place.label, kwargs, place.seen_by, closed_to, absent=absent)


def _with_key(kwargs: dict[str, Any]) -> dict[str, Any]:
    return {"key": kwargs["symbol"].replace("/", "_"), "number": kwargs["number"]}


def _of_the_admin(world: World) -> dict[str, list[Place]]:
    found = {}
    for model in admin.site._registry:
        there = every_row(model).order_by("pk").first()
        key = there.pk if there else 1
        for verb in ("change", "history", "delete"):
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{verb}"
            absent = {"object_id": "0" * 63 + "1" if isinstance(key, str) else 99_999_999}
            found[name] = [Place("the first", {"object_id": key}, OFFICERS, absent=absent)]
    step = {"object_id": world.kept["drafted"].pk, "act_name": "circulate"}
    found["admin:commitments_commitment_act"] = [
        Place("circulate", step, OFFICERS, absent={**step, "object_id": 99_999_999})
    ]
    decided = {"object_id": step["object_id"]}
    found["admin:commitments_commitment_decide"] = [
        Place("not before the Committee", decided, OFFICERS, absent={"object_id": 99_999_999})
    ]
    for act in (
        "confirm",
        "move",
        "count",
        "fix",
        "held",
        "cancel",
        "agenda",
        "circulate-agenda",
        "attendance",
        "decide",
        "open-silence",
    ):
        proposed = {"object_id": world.kept["proposed"].pk}
        found[f"admin:meetings_meeting_{act}"] = [
            Place("proposed", proposed, OFFICERS, absent={"object_id": 99_999_999})
        ]
    for model, kept, acts in (
        ("participant", world.kept["xa"], ("invite", "confirm-people", "keys")),
        ("focalpoint", world.kept["xa"].focal_points.order_by("pk").first(), ("hand-over", "end", "end-for-cause")),
        ("invitation", world.kept["invitation of xa"], ("again", "withdraw")),
        ("enteredforstate", world.kept["entered for xa"], ("answer",)),
        ("secondofficerrequest", world.kept["asked of two"], ("confirm", "decline")),
        (
            "user",
            world.people[AUTHORITY],
            ("send-link", "close-account", "open-account", "make-officer", "release-officer", "forget-factor"),
        ),
        ("apitoken", world.kept[f"token of {AUTHORITY}"], ("revoke",)),
    ):
        for act in acts:
            found[f"admin:members_{model}_{act}"] = [
                Place("of XA", {"object_id": kept.pk}, OFFICERS, absent={"object_id": 99_999_999})
            ]
    found |= decision_places_of_the_admin(world)
    found |= correction_places_of_the_admin(world)
    found |= coordination_places_of_the_admin(world)
    found["admin:app_list"] = [Place("an app", {"app_label": "members"}, OFFICERS, absent={"app_label": "nothing"})]
    found["admin:view_on_site"] = [
        Place(
            "by keys",
            {"content_type_id": 1, "object_id": 1},
            OFFICERS,
            absent={"content_type_id": 99_999, "object_id": 1},
        )
    ]
    return found
