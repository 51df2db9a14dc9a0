"""People at the wall: invitations, posts, accounts, calendars, what is entered for a state; who sees which."""

from django.utils import timezone

from cica_tracker.tests.wall.personas import (  # fmt: skip
    AUTHORITY,
    NO_NUMBER,
    NO_UID,
    NOBODY,
    OFFICER,
    OFFICERS,
    PREPARER,
    SIGNED_IN,
    XA,
    XB,
    Place,
    World,
)
from commitments.kinds import STEP_AWAITED
from members.access import details_key, invitation_key
from notices.access import quiet_key


def people_places(world: World) -> dict[str, list[Place]]:
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
    # A state ends its own offices by a press; officers do so for cause, with a second one. Deputies they enter from letters.
    posts += [
        Place(f"of {code}", {"key": f"{code}-1", "act": act}, own | OFFICERS, own | closed,
              absent={"key": "XZ-1", "act": act})
        for act in ("end-for-cause", "name-deputy") for code, (own, closed) in codes.items()
    ]  # fmt: skip
    of_people = [
        Place(f"of {code}", {"code": code}, own | OFFICERS, absent={"code": "XZ"})
        for code, (own, _closed) in codes.items()
    ]
    uid = world.people[AUTHORITY].uid
    oneself = {"key": uid, "act": "confirm-details"}
    key = invitation_key(kept["invitation by link"])
    quiet = quiet_key(kept["invitation by link"].invited_by_id, [STEP_AWAITED])
    return {
        "people-of": of_people,
        "participant-act": [*about("invite", OFFICERS), *about("confirm-people", OFFICERS), *about("keys")],
        "post-act": posts,
        "invitation-act": invited(),
        "acts-many": [Place("rows of a list", {"noun": "commitment"}, SIGNED_IN, absent={"noun": "kites"})],
        "deputyship-act": [
            Place(
                "within XA",
                {"key": kept["deputyship within xa"].uid, "act": "end"},
                XA | OFFICERS,
                (XA | OFFICERS) - {AUTHORITY, PREPARER},
                absent={"key": NO_UID, "act": "end"},
            )
        ],
        "api-deputyships-detail": [
            Place("within XA", {"uid": kept["deputyship within xa"].uid}, XA | OFFICERS, absent={"uid": NO_UID})
        ],
        "api-deputyships-end": [
            Place(
                "within XA",
                {"uid": kept["deputyship within xa"].uid},
                XA | OFFICERS,
                (XA | OFFICERS) - {AUTHORITY, PREPARER},
                absent={"uid": NO_UID},
            )
        ],
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
                absent={**oneself, "key": NO_UID},
            ),
            *(
                Place(
                    f"{act} of XA's authority",
                    {"key": uid, "act": act},
                    XA | OFFICERS,
                    XA,
                    absent={"key": NO_UID, "act": act},
                )
                for act in ("close-account", "send-link", "make-officer", "forget-factor")
            ),
        ],
        "person-detail": [
            Place("XA's authority", {"key": uid}, XA | OFFICERS, absent={"key": NO_UID}),
            Place("an officer", {"key": world.people[OFFICER].uid}, OFFICERS, absent={"key": NO_UID}),
        ],
        "invitation": [Place("the link of a letter", {"key": key}, absent={"key": "x" * len(key)})],
        "reminders-quiet": [Place("the link of a letter", {"key": quiet}, absent={"key": "x" * len(quiet)})],
        "account-confirm": [
            Place(
                "the link of a letter",
                {"key": details_key(kept["by letter"], timezone.now())},
                absent={"key": "x" * 60},
            )
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
