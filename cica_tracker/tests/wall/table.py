"""THE TABLE OF THE WALL: a row an address, saying by which door one comes in and who is shown what is behind it.

Where an address has objects behind it, `places.py` says who sees which; here stands what holds without an object. An
address without a row, and a row without an address, fail (`test_the_wall.py`): whoever adds a page says here for whom.
"""

import enum
from dataclasses import dataclass

from cica_tracker.tests.wall.activities import ACTS as ACTS_OF_ACTIVITIES
from cica_tracker.tests.wall.information import ACTS as ACTS_OF_INFORMATION
from cica_tracker.tests.wall.institutions import ACTS as ACTS_OF_INSTITUTIONS
from cica_tracker.tests.wall.minutes import BY_PROGRAMS as ACTS_ON_MINUTES
from cica_tracker.tests.wall.office import ADMIN_PAGES
from cica_tracker.tests.wall.personas import (
    ASSISTANT,
    NOT_IN,
    OFFICERS,
    READS_AS,
    SIGNED_IN,
    STAFF_READER,
    STATE_READER,
    SWG_CHAIR,
    TRANSLATOR,
    XC,
    XO,
)  # fmt: skip
from cica_tracker.tests.wall.photographs import ACTS as ACTS_OF_PHOTOGRAPHS
from cica_tracker.tests.wall.places import NOBODY, Place
from cica_tracker.tests.wall.publications import ACTS as ACTS_OF_PUBLICATIONS

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class Answer(enum.Enum):
    """What an answer says, whatever its exact status."""

    SHOWN = "shown"
    MOVED = "moved elsewhere"
    REFUSED = "refused with a sentence"
    SIGN_IN = "sent to sign in"
    CLOSED = "closed (403)"
    NOT_THERE = "not there (404)"
    NO_METHOD = "no such method (405)"
    FAULT = "a fault of ours"


TAKEN = frozenset({Answer.SHOWN, Answer.MOVED, Answer.REFUSED})


class Door(enum.Enum):
    """Which way of coming in: it says which methods are taken, and how it greets who isn't signed in."""

    READ = "a page"
    FORM = "a page with a form"
    POST = "a button"
    # REST doors: OPTIONS describes them. Who asks comes before what is asked.
    API = "rows"
    API_FORM = "rows that take a new one"
    API_POST = "a verb"
    API_PATCH = "a row that takes changes"
    API_ALL = "whatever is asked"
    # Doors of Django's and allauth's, which take methods as they like: never a fault, and nothing private.
    ADMIN = "the office"
    ACCOUNT = "one's own account"

    @property
    def methods(self) -> frozenset[str]:
        return TAKES.get(self, frozenset(METHODS))

    @property
    def is_rest(self) -> bool:
        return self.name.startswith("API")


TAKES = {
    Door.READ: frozenset({"GET", "HEAD"}),
    Door.FORM: frozenset({"GET", "HEAD", "POST"}),
    Door.POST: frozenset({"POST"}),
    Door.API: frozenset({"GET", "HEAD", "OPTIONS"}),
    Door.API_FORM: frozenset({"GET", "HEAD", "OPTIONS", "POST"}),
    Door.API_POST: frozenset({"OPTIONS", "POST"}),
    Door.API_PATCH: frozenset({"GET", "HEAD", "OPTIONS", "PATCH"}),
}


@dataclass(frozen=True)
class Row:
    door: Door
    # Without an object: to whom it is there, to whom of those it is closed, and from whom it takes nothing.
    seen_by: frozenset[str] = SIGNED_IN
    closed_to: frozenset[str] = NOBODY
    takes_nothing_from: frozenset[str] = NOBODY
    # Greets whoever comes, signed in or not.
    is_open: bool = False
    # What one who is let in is answered, and one to whom it is closed who sends something all the same.
    shows: frozenset[Answer] = frozenset({Answer.SHOWN})
    refuses: frozenset[Answer] = frozenset({Answer.CLOSED})
    # Takes long, and says the same to everybody who is let in: four persons ask for it.
    is_long: bool = False
    # The path, where no name leads there.
    path: str = ""

    @property
    def place(self) -> Place:
        return Place("", {}, self.seen_by, self.closed_to, self.takes_nothing_from)


READ, FORM, POST, API = Row(Door.READ), Row(Door.FORM), Row(Door.POST), Row(Door.API)
OPEN = Row(Door.READ, is_open=True)
ONLY_OFFICERS = Row(Door.READ, closed_to=SIGNED_IN - OFFICERS)
# The second factor, passwords, sign-ins: each person's own, by allauth. The world says what of it nobody may see.
ACCOUNT = Row(Door.ACCOUNT, is_open=True, shows=TAKEN)
ADMIN = Row(Door.ADMIN, OFFICERS, shows=TAKEN | {Answer.CLOSED, Answer.NOT_THERE, Answer.NO_METHOD})
SPEAK_FOR_NO_MEMBER = frozenset({SWG_CHAIR}) | XO
# Silence procedures: observers don't decide, and whoever chairs a group holds no seat of a member.
DECIDE = SIGNED_IN - SPEAK_FOR_NO_MEMBER

PORTAL = {
    "overview": READ,
    "pictures": READ,
    "participant-list": READ,
    "map": READ,
    "participant-detail": READ,
    "measure-list": READ,
    "measure-detail": READ,
    "area-detail": READ,
    "instrument-list": READ,
    "instrument-detail": READ,
    "instrument-unit": READ,
    "coordinator-list": READ,
    "coordinator-offer": Row(Door.FORM, closed_to=SPEAK_FOR_NO_MEMBER),
    "coordinator-designate": Row(Door.FORM, closed_to=SIGNED_IN - OFFICERS - XC),
    "coordinator-act": FORM,
    "coordinator-hand-over": READ,
    "search": READ,
    "desk": READ,
    "notices": READ,
    "notices-read": POST,
    # A document is behind a kind and a key; what is no document is refused, or isn't there.
    "document-list": READ,
    "document": READ,
    "document-take": POST,
    "requested-document": READ,
    **dict.fromkeys(("requested-document-cancel", "requested-document-make", "requested-document-take"), POST),
    "meeting-hand-in": Row(Door.READ, shows=frozenset({Answer.MOVED})),
    "notice-open": Row(Door.READ, shows=frozenset({Answer.MOVED})),
    # Lines of one's own desk; the empty form that is sent here names none.
    **dict.fromkeys(("desk-entry-set-aside", "desk-entry-add-word", "desk-entry-ask"), FORM),
    **dict.fromkeys(("desk-entry-assign", "desk-entry-take-over"), Row(Door.FORM, closed_to=SIGNED_IN - OFFICERS)),
    # To undo is a button: its own page leads back to the desk.
    "desk-entry-act": Row(Door.FORM, shows=frozenset({Answer.MOVED})),
    # Lists that one keeps, and the link of one: whoever keeps it is led to the list.
    "webhook-list": READ,
    "webhook-detail": READ,
    "webhook-register": FORM,
    "webhook-act": Row(Door.FORM, shows=frozenset({Answer.MOVED})),
    "saved-lists": READ,
    "board": READ,
    "saved-list-keep": FORM,
    "saved-list-act": FORM,
    "saved-list-open": Row(Door.READ, shows=frozenset({Answer.SHOWN, Answer.MOVED})),
    "import-delegations": Row(Door.FORM, OFFICERS),
    "entries": READ,
    "entries-take": POST,
    "brought-file-bring": Row(Door.FORM, closed_to=frozenset({SWG_CHAIR})),
    "brought-file-detail": READ,
    "brought-file-data": READ,
    "brought-file-act": FORM,
    "journal": READ,
    "journal-own": READ,
    # Numbers, seals and days, for anybody to keep.
    "journal-seals-text": OPEN,
    "journal-seals-json": OPEN,
    "meeting-list": READ,
    "meeting-detail": READ,
    "meeting-plan": Row(Door.FORM, closed_to=SIGNED_IN - OFFICERS - XC),
    "meeting-recount": Row(Door.FORM, closed_to=SIGNED_IN - OFFICERS),
    "meeting-propose": Row(Door.FORM, closed_to=SIGNED_IN - OFFICERS - XC),
    # To draft an agenda is a button: its own page leads back to the meeting.
    "meeting-act": Row(Door.FORM, shows=frozenset({Answer.SHOWN, Answer.MOVED})),
    "meeting-calendar": READ,
    "agenda-draft": READ,
    # To move an item, or to take it off, is a button: its own page leads back to the draft.
    "agenda-item-act": Row(Door.FORM, shows=frozenset({Answer.SHOWN, Answer.MOVED})),
    "agenda-version": READ,
    "agenda-difference": READ,
    "agenda-file": READ,
    "calendar": READ,
    "calendar-feeds": FORM,
    "calendar-feed-revoke": POST,
    "calendar-feed": OPEN,
    "cadence": READ,
    "delegation": Row(Door.READ, shows=frozenset({Answer.MOVED})),
    "delegation-announce": Row(Door.FORM, closed_to=frozenset({SWG_CHAIR})),
    "delegation-act": FORM,
    "decision-list": READ,
    "decision-detail": READ,
    "follow-up-list": READ,
    "follow-up": Row(Door.READ, shows=frozenset({Answer.MOVED})),
    "follow-up-act": FORM,
    "decision-act": FORM,
    "approach-proposal-list": READ,
    "approach-proposal-propose": Row(Door.FORM, closed_to=SPEAK_FOR_NO_MEMBER),
    "approach-proposal-detail": READ,
    "approach-proposal-act": FORM,
    "group-list": READ,
    "group-detail": READ,
    "group-seat-join": Row(Door.FORM, closed_to=SPEAK_FOR_NO_MEMBER),
    "group-seat-act": FORM,
    "minutes-list": READ,
    "minutes-detail": READ,
    "minutes-act": FORM,
    "minutes-change-act": FORM,
    "silence-list": Row(Door.READ, DECIDE),
    "silence-open": Row(Door.FORM, DECIDE, closed_to=DECIDE - XC - OFFICERS),
    "silence-detail": READ,
    # To acknowledge is a button: its own page leads back to the text.
    "silence-act": Row(Door.FORM, shows=frozenset({Answer.SHOWN, Answer.MOVED})),
    "source-list": READ,
    "source-register": Row(Door.FORM, closed_to=SIGNED_IN - OFFICERS),
    "source-act": FORM,
    "source-detail": READ,
    "source-file": READ,
    # For those who keep the record; to everybody else there are none.
    "correction-list": ONLY_OFFICERS,
    "correction-ask": Row(Door.FORM, OFFICERS),
    "correction-act": Row(Door.FORM, OFFICERS),
    "import-list": ONLY_OFFICERS,
    "import-detail": READ,
    "import-act": Row(Door.FORM, OFFICERS),
    "procedure": READ,
    "commitment-list": READ,
    "commitment-begin": Row(Door.FORM, closed_to=SPEAK_FOR_NO_MEMBER),
    "commitment-detail": READ,
    "commitment-act": FORM,
    "view-share": FORM,
    "view-act": FORM,
    "expert-list": READ,
    "expert-nominate": Row(Door.FORM, closed_to=SPEAK_FOR_NO_MEMBER),
    "expert-act": FORM,
    "activity-list": READ,
    "activity-plan": Row(Door.FORM, closed_to=SPEAK_FOR_NO_MEMBER),
    "activity-detail": READ,
    "activity-act": FORM,
    "deed-act": FORM,
    "photograph-file": READ,
    "photograph-act": FORM,
    "publication-list": READ,
    "publication-begin": Row(Door.FORM, closed_to=SIGNED_IN - OFFICERS),
    "publication-detail": READ,
    "publication-act": FORM,
    "institution-list": READ,
    "institution-nominate": Row(Door.FORM, closed_to=SPEAK_FOR_NO_MEMBER),
    "institution-detail": READ,
    "institution-act": FORM,
    "information-list": READ,
    "information-give": Row(Door.FORM, closed_to=SPEAK_FOR_NO_MEMBER),
    "information-detail": READ,
    "information-act": FORM,
    "information-reply-act": FORM,
    "progress-note-list": READ,
    "progress-note-detail": READ,
    "progress-note-act": FORM,
    "note-request-ask": Row(Door.FORM, closed_to=SIGNED_IN - OFFICERS),
    "note-request-detail": READ,
    "note-request-act": FORM,
    "action-plan-list": READ,
    "action-plan-detail": READ,
    "action-plan-act": FORM,
    "plan-list": READ,
    "plan-draw-up": Row(Door.FORM, closed_to=SIGNED_IN - OFFICERS - {ASSISTANT}),
    "plan-detail": READ,
    "plan-act": FORM,
    "paper-list": READ,
    "paper-version": READ,
    "paper-file": READ,
    # Papers that are entrusted to experts. The link of the letter greets whoever holds it, and says that it is over.
    "entrusted-list": READ,
    "entrusted-detail": READ,
    "entrusted-version": READ,
    "entrusted-draft": READ,
    "entrusted-act": FORM,
    "expert-draft-act": FORM,
    "entrusted-invitation": Row(Door.FORM, is_open=True, shows=frozenset({Answer.REFUSED})),
    "paper-difference": READ,
    "paper-beside": READ,
    "correspondence-list": READ,
    **dict.fromkeys(
        ("correspondence-register", "correspondence-enter-sent"), Row(Door.FORM, closed_to=SIGNED_IN - OFFICERS)
    ),
    "correspondence-detail": READ,
    "correspondence-enter": READ,
    "correspondence-scan": READ,
    "correspondence-act": FORM,
    "outgoing-letter-list": ONLY_OFFICERS,
    "outgoing-letter-detail": READ,
    "outgoing-letter-file": READ,
    "paper-lay-down": Row(Door.FORM, closed_to=SIGNED_IN - OFFICERS),
    "paper-act": FORM,
    # Drafts, wordings and forms of address are the Secretariat's: to everybody else there are none.
    **dict.fromkeys(
        (
            "outgoing-letter-begin",
            "outgoing-letter-act",
            "wording-word",
            "wording-act",
            "form-of-address-set",
            "form-of-address-act",
        ),
        Row(Door.FORM, OFFICERS),
    ),
    "wording-list": ONLY_OFFICERS,
    "form-of-address-list": ONLY_OFFICERS,
    "comment-act": FORM,
    "comment-add": Row(Door.FORM, shows=frozenset({Answer.MOVED})),
    # What is sent here names its place; without one there is none.
    "draft-keep": Row(Door.POST, seen_by=NOBODY),
    "account": FORM,
    "second-officer": ONLY_OFFICERS,
    "second-officer-request-act": Row(Door.FORM, OFFICERS),
    "entered": READ,
    # To say that it was not the state's is a button: its own page leads back to the list.
    "entry-act": Row(Door.FORM, shows=frozenset({Answer.SHOWN, Answer.MOVED})),
    "account-tokens": FORM,
    "token-act": FORM,
    "account-confirm": Row(Door.FORM, is_open=True),
    "people": Row(Door.READ, SIGNED_IN - {SWG_CHAIR}),
    "person-detail": READ,
    # To confirm one's own details is a button: its page leads back to the person.
    "person-act": Row(Door.FORM, shows=frozenset({Answer.SHOWN, Answer.MOVED})),
    "people-of": READ,
    "participant-act": FORM,
    "post-act": FORM,
    # To send an invitation again, or to withdraw it, is a button: its own page leads back to the people.
    "invitation-act": Row(Door.FORM, shows=frozenset({Answer.MOVED})),
    # Where these stood before.
    "people-end": Row(Door.FORM, shows=frozenset({Answer.MOVED}), path="/people/XA/posts/1/end/"),
    "people-invitation": Row(
        Door.FORM,
        shows=frozenset({Answer.MOVED}),
        path="/people/XA/invitations/00000000-0000-4000-8000-000000000000/again/",
    ),
    "invitation": Row(Door.FORM, is_open=True),
    "addressee-list": READ,
    "acts-many": Row(Door.FORM),
    "people-deputies": READ,
    "deputyship-name": Row(Door.FORM, closed_to=frozenset({SWG_CHAIR})),
    "deputyship-act": Row(Door.FORM, shows=frozenset({Answer.MOVED})),
    "going-on": READ,
    "going-on-rule-set": Row(Door.FORM, closed_to=SIGNED_IN - OFFICERS),
    "receipt-on-paper-enter": Row(Door.FORM, OFFICERS),
    "receipt-on-paper-set-aside": Row(Door.FORM, OFFICERS),
    "receipt-on-paper-act": Row(Door.FORM, OFFICERS),
    "reminders": ONLY_OFFICERS,
    "reminders-ahead": ONLY_OFFICERS,
    "reminders-letters": ONLY_OFFICERS,
    "reminders-letter": READ,
    "reminders-settle": POST,
    "reminders-never-sent": ONLY_OFFICERS,
    "reminders-wordings": ONLY_OFFICERS,
    **dict.fromkeys(("reminders-wording", "reminders-rules"), Row(Door.FORM, closed_to=SIGNED_IN - OFFICERS)),
    **dict.fromkeys(
        ("reminders-pause", "reminders-clock", "reminders-wording-default"),
        Row(Door.POST, closed_to=SIGNED_IN - OFFICERS),
    ),
    "reminders-mine": POST,
    "reminders-quiet": Row(Door.FORM, is_open=True),
    "mailbox": ONLY_OFFICERS,
    "letter": ONLY_OFFICERS,
    # In an exercise, open to whoever comes; in a true house it isn't there.
    "exercise": Row(Door.READ, is_open=True, shows=frozenset({Answer.NOT_THERE})),
    "help": READ,
    "help-guide": READ,
    "accessibility": OPEN,
    "healthz": OPEN,
    "set_language": ACCOUNT,
}

ACCOUNTS = dict.fromkeys(
    (
        "account_login", "account_logout", "account_reauthenticate", "account_change_password",
        "account_set_password", "account_reset_password", "account_reset_password_done",
        "account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_index", "mfa_authenticate",
        "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
        "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn", "usersessions_list",
        "sign_out_everywhere",
    ),
    ACCOUNT,
)  # fmt: skip

# Providers that vouch for people are a setting; this world has none, and nobody finds a way to one.
NO_PROVIDER = frozenset({Answer.NOT_THERE})
VOUCHED = {
    "openid_connect_login": Row(Door.READ, is_open=True, shows=NO_PROVIDER, path="/accounts/oidc/ministry/"),
    "openid_connect_callback": Row(Door.READ, is_open=True, shows=NO_PROVIDER, path="/accounts/oidc/ministry/back/"),
}

REST = {
    "api-root": API,
    "api-search": API,
    "api-documents": API,
    "api-datapackage": Row(Door.API, is_long=True),
    "api-document": API,
    "api-schema": Row(Door.API, is_long=True),
    "api-docs": Row(Door.ACCOUNT, shows=TAKEN | {Answer.NO_METHOD}),
    **{
        f"api-{noun}-{shape}": API
        for noun in (
            "participants", "chairmanships", "editions", "areas", "measures", "working-groups", "deadlines",
            "cadence", "instruments", "instrument-units", "participations", "focal-points", "coverage", "gaps", "procedure",
            "intentions", "lead-times", "cadence-findings", "notices", "letters", "addressees", "went-on",
            "tombstones", "letter-wordings", "forms-of-address",
        )
        for shape in ("list", "detail")
    },
    # An officer names the state by whose letter it is entered; the empty body that is sent here names none.
    "api-coordinators-list": Row(Door.API_FORM, takes_nothing_from=SPEAK_FOR_NO_MEMBER | OFFICERS),
    "api-coordinators-detail": API,
    "api-coordinators-designate": Row(Door.API_POST, takes_nothing_from=SIGNED_IN - XC),
    **{f"api-coordinators-{act}": Row(Door.API_POST) for act in ("take-back", "end", "lay-down", "mistake")},
    "api-meetings-list": Row(Door.API_FORM, takes_nothing_from=SIGNED_IN - OFFICERS - XC),
    "api-meetings-detail": API,
    "api-agendas-list": Row(Door.API_FORM, takes_nothing_from=SIGNED_IN - OFFICERS),
    "api-agendas-detail": API,
    "api-agenda-items-list": Row(Door.API_FORM, takes_nothing_from=SIGNED_IN - OFFICERS - XC),
    "api-agenda-items-detail": Row(Door.API_PATCH),
    "api-agenda-items-change": Row(Door.API_POST),
    "api-agenda-items-consider": Row(Door.API_POST),
    "api-agenda-items-reorder": Row(Door.API_POST, takes_nothing_from=SIGNED_IN - OFFICERS - XC),
    "api-agenda-items-draft": Row(Door.API_POST, takes_nothing_from=SIGNED_IN - OFFICERS - XC),
    **{
        f"api-meetings-{act}": Row(Door.API_POST)
        for act in ("confirm", "move", "move-preview", "count", "fix", "held", "cancel", "presence")
    },
    # An officer names the state by whose letter it is entered; the empty body that is sent here names none.
    "api-commitments-list": Row(Door.API_FORM, takes_nothing_from=SPEAK_FOR_NO_MEMBER | OFFICERS),
    "api-commitments-detail": API,
    "api-commitments-act": Row(Door.API_POST),
    "api-commitments-other-languages": Row(Door.API_POST),
    "api-commitments-period": Row(Door.API_POST),
    **{f"api-commitments-{act}": Row(Door.API_POST) for act in ("ask-public", "may-be-public", "no-longer-public")},
    "api-steps-list": API,
    "api-steps-detail": API,
    "api-papers-list": Row(Door.API_FORM, takes_nothing_from=SIGNED_IN - OFFICERS),
    "api-papers-detail": API,
    "api-papers-version": API,
    "api-papers-version-file": API,
    "api-papers-version-comments": Row(Door.API_POST),
    **{f"api-papers-{act}": Row(Door.API_POST) for act in ("say-anew", "circulate", "leave-on-file")},
    "api-views-list": Row(Door.API_FORM, takes_nothing_from=SPEAK_FOR_NO_MEMBER | OFFICERS),
    "api-views-detail": API,
    "api-views-widen": Row(Door.API_POST),
    "api-views-mistake": Row(Door.API_POST),
    "api-comments-list": API,
    "api-comments-detail": API,
    "api-comments-mistake": Row(Door.API_POST),
    "api-comments-take-up": Row(Door.API_POST),
    "api-comments-answer": Row(Door.API_POST),
    "api-experts-list": Row(Door.API_FORM, takes_nothing_from=SPEAK_FOR_NO_MEMBER | OFFICERS),
    "api-experts-detail": API,
    "api-experts-end": Row(Door.API_POST),
    "api-experts-mistake": Row(Door.API_POST),
    "api-attendance-list": Row(Door.API_FORM, takes_nothing_from=frozenset({SWG_CHAIR})),
    "api-attendance-detail": API,
    "api-attendance-amend": Row(Door.API_POST),
    "api-decisions-list": Row(Door.API_FORM, takes_nothing_from=SIGNED_IN - OFFICERS),
    "api-decisions-detail": API,
    "api-decisions-positions": Row(Door.API_POST),
    "api-decisions-follow-ups": Row(Door.API_POST),
    "api-decisions-carry-out": Row(Door.API_POST),
    "api-follow-ups-list": API,
    "api-follow-ups-detail": API,
    "api-follow-ups-report": Row(Door.API_POST),
    "api-follow-ups-mistake": Row(Door.API_POST),
    "api-approach-proposals-list": Row(Door.API_FORM, takes_nothing_from=SPEAK_FOR_NO_MEMBER | OFFICERS),
    "api-approach-proposals-detail": API,
    **{f"api-approach-proposals-{act}": Row(Door.API_POST) for act in ("settle", "mistake")},
    "api-group-seats-list": Row(Door.API_FORM, takes_nothing_from=SPEAK_FOR_NO_MEMBER | OFFICERS),
    "api-group-seats-detail": API,
    **{f"api-group-seats-{act}": Row(Door.API_POST) for act in ("leave", "mistake")},
    "api-meetings-propose-results": Row(Door.API_POST),
    "api-minutes-list": Row(Door.API_FORM, takes_nothing_from=SIGNED_IN - OFFICERS - {ASSISTANT}),
    "api-minutes-detail": API,
    **{f"api-minutes-{act}": Row(Door.API_POST) for act in ACTS_ON_MINUTES},
    "api-minutes-corrections-list": API,
    "api-minutes-corrections-detail": API,
    **{f"api-minutes-corrections-{act}": Row(Door.API_POST) for act in ("answer", "mistake")},
    "api-silence-procedures-list": Row(Door.API_FORM, takes_nothing_from=SIGNED_IN - XC - OFFICERS),
    "api-silence-procedures-detail": API,
    **{
        f"api-silence-procedures-{act}": Row(Door.API_POST)
        for act in (
            "acknowledge",
            "object",
            "enter-receipt",
            "enter-objection",
            "withdraw-objection",
            "enter-withdrawal",
            "take-up",
            "extend",
            "restart",
            "withdraw",
            "conclude",
        )
    },
    "api-sources-list": Row(Door.API_FORM, takes_nothing_from=SIGNED_IN - OFFICERS),
    "api-sources-detail": API,
    "api-sources-mistake": Row(Door.API_POST),
    "api-sources-add-file": Row(Door.API_POST),
    "api-sources-file": API,
    "api-correspondence-list": Row(Door.API_FORM, takes_nothing_from=SIGNED_IN - OFFICERS),
    "api-correspondence-enter-sent": Row(Door.API_POST, takes_nothing_from=SIGNED_IN - OFFICERS),
    "api-correspondence-detail": API,
    "api-correspondence-scan": API,
    **{
        f"api-correspondence-{act}": Row(Door.API_POST) for act in ("lay", "answers", "add-scan", "close", "mistake")
    },
    "api-outgoing-letters-list": Row(Door.API_FORM, takes_nothing_from=SIGNED_IN - OFFICERS),
    "api-outgoing-letters-detail": API,
    "api-outgoing-letters-file": API,
    **{
        f"api-outgoing-letters-{act}": Row(Door.API_POST)
        for act in ("revise", "annex", "take-off", "finish", "send", "give-up")
    },
    "api-activities-list": Row(Door.API_FORM, takes_nothing_from=SPEAK_FOR_NO_MEMBER | OFFICERS),
    "api-activities-detail": API,
    **{f"api-activities-{act}": Row(Door.API_POST) for act in ACTS_OF_ACTIVITIES},
    "api-activity-deeds-list": API,
    "api-activity-deeds-detail": API,
    "api-activity-deeds-mistake": Row(Door.API_POST),
    "api-photographs-list": API,
    "api-photographs-detail": API,
    "api-photographs-file": API,
    **{f"api-photographs-{act}": Row(Door.API_POST) for act in ACTS_OF_PHOTOGRAPHS},
    "api-publications-list": Row(Door.API_FORM, takes_nothing_from=SIGNED_IN - OFFICERS),
    "api-institutions-list": Row(Door.API_FORM, takes_nothing_from=SPEAK_FOR_NO_MEMBER | OFFICERS),
    "api-institutions-detail": API,
    **{f"api-institutions-{act}": Row(Door.API_POST) for act in ACTS_OF_INSTITUTIONS},
    "api-publications-detail": API,
    **{f"api-publications-{act}": Row(Door.API_POST) for act in ACTS_OF_PUBLICATIONS},
    "api-information-list": Row(Door.API_FORM, takes_nothing_from=SPEAK_FOR_NO_MEMBER | OFFICERS),
    "api-information-detail": API,
    **{f"api-information-{act}": Row(Door.API_POST) for act in ACTS_OF_INFORMATION},
    "api-information-replies-list": API,
    "api-information-replies-detail": API,
    "api-information-replies-mistake": Row(Door.API_POST),
    "api-progress-notes-list": Row(Door.API_FORM, takes_nothing_from=SPEAK_FOR_NO_MEMBER | OFFICERS),
    "api-progress-notes-detail": API,
    **{f"api-progress-notes-{act}": Row(Door.API_POST) for act in ("widen", "mistake")},
    "api-note-requests-list": Row(Door.API_FORM, takes_nothing_from=SIGNED_IN - OFFICERS),
    "api-note-requests-detail": API,
    "api-note-requests-mistake": Row(Door.API_POST),
    "api-deputyships-list": Row(Door.API_FORM, takes_nothing_from=frozenset({SWG_CHAIR})),
    "api-deputyships-detail": API,
    "api-deputyships-end": Row(Door.API_POST),
    "api-going-on-rules-list": Row(Door.API_FORM, takes_nothing_from=SIGNED_IN - OFFICERS),
    "api-going-on-rules-detail": API,
    "api-action-plans-list": Row(Door.API_FORM, takes_nothing_from=SPEAK_FOR_NO_MEMBER | OFFICERS),
    "api-action-plans-detail": API,
    **{f"api-action-plans-{act}": Row(Door.API_POST) for act in ("plan-row", "anew", "widen", "mistake")},
    "api-year-plans-list": Row(Door.API_FORM, takes_nothing_from=SIGNED_IN - OFFICERS - {ASSISTANT}),
    "api-year-plans-detail": API,
    **{f"api-year-plans-{act}": Row(Door.API_POST) for act in ("take-up", "put-before", "adopted", "mistake")},
    "api-imports-delegations": Row(Door.API_POST, takes_nothing_from=SIGNED_IN - OFFICERS),
    "api-entries": API,
    "api-workbooks-list": Row(Door.API_FORM, takes_nothing_from=OFFICERS | {SWG_CHAIR}),
    "api-workbooks-detail": API,
    "api-workbooks-file": API,
    **{f"api-workbooks-{act}": Row(Door.API_POST) for act in ("enter", "drop")},
    "api-desk-list": API,
    "api-desk-detail": API,
    "api-webhooks-list": Row(Door.API_FORM),
    "api-webhooks-detail": API,
    **{f"api-webhooks-{act}": Row(Door.API_POST) for act in ("try-again", "end")},
    "api-webhook-deliveries-list": API,
    "api-webhook-deliveries-detail": API,
    "api-requested-documents-list": Row(Door.API_FORM),
    "api-requested-documents-detail": API,
    "api-requested-documents-file": API,
    "api-requested-documents-cancel": Row(Door.API_POST),
    "api-saved-lists-list": Row(Door.API_FORM),
    "api-saved-lists-detail": API,
    **{f"api-saved-lists-{act}": Row(Door.API_POST) for act in ("rename", "share", "close", "take-away")},
    "api-desk-entries-list": API,
    "api-desk-entries-detail": API,
    **{f"api-desk-entries-{act}": Row(Door.API_POST) for act in ("set-aside", "add-word", "ask", "undo")},
    **{
        f"api-desk-entries-{act}": Row(Door.API_POST, takes_nothing_from=SIGNED_IN - OFFICERS)
        for act in ("assign", "take-over")
    },
    "api-corrections-list": Row(Door.API_FORM, takes_nothing_from=SIGNED_IN - OFFICERS),
    "api-corrections-detail": API,
    "api-imports-list": API,
    "api-imports-detail": API,
    **{f"api-{what}": Row(Door.API_POST) for what in (
        "corrections-confirm", "corrections-decline", "imports-mistake", "meetings-mistake", "decisions-mistake",
    )},
    # Nothing is there, whatever is asked; but a stranger doesn't learn so much.
    "api/v1/^.*/$": Row(Door.API_ALL, seen_by=NOBODY, path="/api/v1/nothing/"),
}  # fmt: skip

OFFICE = {
    **dict.fromkeys(
        (
            "admin:index", "admin:password_change", "admin:password_change_done", "admin:autocomplete", "admin:jsi18n",
            "admin:view_on_site", "admin:app_list",
        ),
        ADMIN,
    ),
    # The admin's own door is the portal's.
    "admin:login": ACCOUNT,
    "admin:logout": ACCOUNT,
    **{f"admin:{page}_{verb}": ADMIN for page, verbs in ADMIN_PAGES.items() for verb in verbs},
    # Where older links of the admin went.
    **{
        f"admin/{page.replace('_', '/', 1)}/<path:object_id>/": Row(Door.ADMIN, OFFICERS, shows=ADMIN.shows,
                                                                   path=f"/admin/{page.replace('_', '/', 1)}/1/")
        for page in ADMIN_PAGES
    },
    "admin/(?P<url>.*)$": Row(Door.ADMIN, OFFICERS, shows=ADMIN.shows, path="/admin/nothing"),
}  # fmt: skip

TABLE = {**PORTAL, **ACCOUNTS, **VOUCHED, **REST, **OFFICE}


# What somebody sends about themselves, whoever they are.
OF_ONESELF = frozenset(
    {
        "account", "account-confirm", "account-tokens", "calendar-feeds", "calendar-feed-revoke", "draft-keep", "invitation",
        "entrusted-invitation",
        "document-take", "entries-take", "notices-read", "person-act", "reminders-mine", "reminders-quiet", "token-act",
        "api-requested-documents-list", "api-requested-documents-cancel", "webhook-register", "webhook-act",
        "api-webhooks-list", "api-webhooks-try-again", "api-webhooks-end",
        "saved-list-keep", "saved-list-act", "api-saved-lists-list", "api-saved-lists-rename", "api-saved-lists-share",
        "api-saved-lists-close", "api-saved-lists-take-away",
    }
)  # fmt: skip
# What whoever does any work does with the lines of a desk.
AT_THE_DESK = frozenset(
    {
        "desk-entry-set-aside", "desk-entry-add-word", "desk-entry-ask", "desk-entry-act", "api-desk-entries-set-aside",
        "api-desk-entries-add-word", "api-desk-entries-ask", "api-desk-entries-undo",
    }
)  # fmt: skip
# Beside that, where each lesser role finds something that is its work: which act it is, the walk of acts says.
IS_THEIR_WORK: dict[str, frozenset[str]] = {
    ASSISTANT: frozenset(
        {
            *AT_THE_DESK, "desk-entry-assign", "desk-entry-take-over",
            "api-desk-entries-assign", "api-desk-entries-take-over",
            "agenda-item-act", "meeting-act", "meeting-plan", "meeting-propose", "source-register", "source-act",
            "api-agenda-items-list", "api-agenda-items-detail", "api-agenda-items-change", "api-agenda-items-reorder",
            "api-agenda-items-draft", "api-meetings-list", "api-sources-list", "api-sources-add-file",
            "outgoing-letter-begin", "outgoing-letter-act", "api-outgoing-letters-list", "api-outgoing-letters-revise",
            "api-outgoing-letters-annex", "api-outgoing-letters-take-off", "api-outgoing-letters-finish",
            "api-outgoing-letters-give-up", "paper-lay-down", "paper-act", "api-papers-list", "api-papers-say-anew",
            "api-papers-leave-on-file",
        }
    ),
    TRANSLATOR: frozenset(
        {
            *AT_THE_DESK, "agenda-item-act", "commitment-act", "api-commitments-other-languages", "reminders-wording",
            "reminders-wording-default", "wording-word", "wording-act", "form-of-address-set", "form-of-address-act",
        }
    ),
    STAFF_READER: NOBODY,
    STATE_READER: NOBODY,
}  # fmt: skip
# Letters on disk carry links by which somebody sets a password.
OFFICERS_ALONE = frozenset({"mailbox", "letter"})


def expected(row: Row, place: Place, persona: str, method: str, name: str = "") -> frozenset[Answer]:
    """What the table allows for an answer: of who reads as somebody else, that one's, and closed where it isn't their work."""
    if (whom := READS_AS.get(persona)) is None:
        return _expected(row, place, persona, method)
    theirs = _expected(row, place, whom, method)
    let_in = bool(theirs & TAKEN) and row.door not in (Door.ADMIN, Door.ACCOUNT) and not row.is_open
    if not let_in or method == "OPTIONS":
        return theirs
    if name in OF_ONESELF:
        return theirs | {Answer.CLOSED}  # somebody else's: an officer revokes anybody's token
    if name in OFFICERS_ALONE:
        return frozenset({Answer.CLOSED})
    if name in IS_THEIR_WORK[persona]:
        return theirs | {Answer.CLOSED}
    if method in {"POST", "PATCH"}:
        return frozenset({Answer.CLOSED})
    return theirs | ({Answer.CLOSED} if row.door is Door.FORM else frozenset())


def _expected(row: Row, place: Place, persona: str, method: str) -> frozenset[Answer]:
    door = row.door
    if door is Door.ADMIN:
        return row.shows if persona in place.seen_by else frozenset({Answer.SIGN_IN})
    if door.is_rest and persona in NOT_IN:
        return frozenset({Answer.SIGN_IN})
    if method not in door.methods:
        return frozenset({Answer.NO_METHOD})
    if door is Door.ACCOUNT:
        return row.shows | {Answer.SIGN_IN, Answer.CLOSED, Answer.NOT_THERE, Answer.NO_METHOD}
    if method == "OPTIONS":
        return frozenset({Answer.SHOWN, Answer.NOT_THERE})
    if not row.is_open:
        if persona in NOT_IN:
            return frozenset({Answer.SIGN_IN})
        if persona not in place.seen_by:
            return frozenset({Answer.NOT_THERE})
    if persona in place.closed_to or (method == "POST" and persona in place.takes_nothing_from):
        return row.refuses if method == "POST" else frozenset({Answer.CLOSED})
    return TAKEN if method == "POST" else row.shows
