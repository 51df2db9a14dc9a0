"""What every test may ask for: the house in test dress, the true record, and THE CAST.

The cast, so that tests of who sees what read like stories:

- `officer`    of the Secretariat: keeps the record, in the admin;
- `authority`  and `preparer` of XA, a member state: one approves, one prepares;
- `stranger`   the authority of XB, another member state: must not see what XA keeps to itself;
- `chair`      the authority of XC, which holds the Chair;
- `observer`   the authority of XO, an observer state;
- `client`     nobody: not signed in. `sign_in(person)` gives a client of that person's.
"""

import datetime as dt
import gc
import itertools
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import connections, transaction
from django.test import Client
from django.utils import timezone, translation

from activities.tests import factories as of_activities
from cica_tracker.tests import night
from cica_tracker.tests.copying import CopiesOfTheRecord, as_load_record_loads_it
from cica_tracker.tests.databases import database_of_a_worker, emptied_quickly, made_once, migrated_file
from commitments.tests import factories as of_commitments
from meetings.tests import factories as of_meetings
from members.actions import grant_the_secretariat
from members.choices import Role, StaffRole, Standing
from members.models import Participant, User
from members.tests import factories as of_members
from members.tests.factories import ChairmanshipFactory, UserFactory, a_person_of, a_state
from members.tests.granting import an_officer, secretariat
from members.tests.signing_in import let_in
from notices.actions import send_due
from papers.tests import factories as of_papers

# Playwright runs a loop of its own in the thread of the test; the ORM is called between its steps, never within.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# What validates data files builds the grammar of a kind of address that no file of ours has, a second and a half in each
# worker, where it finds the package: the tools of the tests bring it along, and a house without them has none.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

WALL = Path(__file__).parent / "cica_tracker" / "tests" / "wall"

# Before any test is read: each takes its effort from what holds then.
night.choose_effort()

# -- The house in test dress.


@pytest.fixture
def delivered(mailoutbox: list[EmailMessage]) -> Callable[[], list[EmailMessage]]:
    """Nothing is sent inside a request: what stands in mailboxes once the ledger has sent what is due."""

    def deliver() -> list[EmailMessage]:
        send_due()
        return mailoutbox

    return deliver


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """On SQLite every run, and every worker of a run, has a file of its own, which need not survive a power cut."""
    told = connections["default"].settings_dict
    if connections["default"].vendor == "sqlite":
        told["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        told["OPTIONS"]["init_command"] = told["OPTIONS"]["init_command"].replace("synchronous=FULL", "synchronous=OFF")
        # A statement that sets triggers off is a program of some thousand steps: each is made once, as long as it is kept.
        told["OPTIONS"]["cached_statements"] = 1000


@pytest.fixture(scope="session")
def kept_between_runs(request: pytest.FixtureRequest) -> Path:
    """A folder of pytest's cache; `--cache-clear` empties it."""
    return Path(request.config.cache.mkdir("databases"))  # type: ignore[union-attr]


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
    kept_between_runs: Path,
) -> Iterator[None]:
    """A copy of a database that was migrated once: to migrate takes every worker eight seconds."""
    with django_db_blocker.unblock(), database_of_a_worker(kept_between_runs), django_db_blocker.block():
        yield


@pytest.fixture(scope="session")
def migrated(django_db_setup: None, kept_between_runs: Path) -> Path | None:
    """To be copied by who starts a house of its own: to migrate takes eight seconds. None on PostgreSQL."""
    return migrated_file(kept_between_runs)


DRESSES = itertools.count()


@pytest.fixture(autouse=True)
def test_dress(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Quick passwords, style sheets under their plain names, a mailbox that goes away.

    Files and letters have a folder for whoever keeps some: few tests do, and `tmp_path` makes one for each that asks.
    """
    where = tmp_path_factory.getbasetemp() / f"dress-{next(DRESSES)}"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(where / "uploads")},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MAILBOX_DIR = where / "mailbox"
    # The number of things to do is counted on pages where a test asks for it, and not on each of the others.
    settings.DESK_COUNT_AGE = 0
    # Tests write rows as they need them, past the journal.
    settings.COUNTS_STAND_STILL = False
    # Tests move the clock by weeks while somebody stays signed in; how long that lasts has tests of its own.
    settings.SESSION_IDLE_AGE = settings.SESSION_WHOLE_AGE = 10**10
    # A request leaves its reader's language behind in the thread; the next request sets its own, a test need not.
    translation.activate("en")
    timezone.deactivate()
    # People of other tests had the same keys, and what was counted of them isn't theirs.
    cache.clear()
    for one in (
        *of_members.FACTORIES,
        *of_meetings.FACTORIES,
        *of_commitments.FACTORIES,
        *of_activities.FACTORIES,
        *of_papers.FACTORIES,
    ):
        one.reset_sequence(0)


@pytest.fixture
def today() -> dt.date:
    """The day of the test, and not of whoever collected it before midnight."""
    return timezone.localdate()


@pytest.fixture
def tomorrow(today: dt.date) -> str:
    """As a form or a program writes it."""
    return (today + dt.timedelta(days=1)).isoformat()


@pytest.fixture
def mailbox_on_disk(settings: Any) -> None:
    """Letters go where they go with no mail server; without this, into `mailoutbox`."""
    settings.EMAIL_BACKEND = "cica_tracker.mailbox.MailboxOnDisk"


def pytest_collection_finish() -> None:
    """All that was read so far stays until the end: Python need not look through it for rubbish, test after test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test with transactions of its own is about locks, threads or triggers, which are other ones on PostgreSQL.

    The slow ones come first: at the end, one worker would run one of them and the others would wait. Then the wall, one
    module after another, though modules come in any order: its world is built for the package, and stays while it does.
    """
    for item in items:
        if any(mark.kwargs.get("transaction") for mark in item.iter_markers("django_db")):
            item.add_marker("both")
    items.sort(key=_place_in_line)


def _place_in_line(item: pytest.Item) -> tuple[bool, bool]:
    is_slow, is_of_the_wall = item.get_closest_marker("slow") is not None, WALL in item.path.parents
    return not is_slow, is_of_the_wall is is_slow


@pytest.fixture(scope="session", autouse=True)
def tables_are_emptied_quickly() -> Iterator[None]:
    with emptied_quickly():
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The Chromium of the machine; as root it can't have a sandbox of its own."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    return {"args": ["--no-sandbox"], **({"executable_path": found} if found else {})}


@pytest.fixture(scope="module")
def once_a_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What is written under it stays for the tests of a module, and is undone after the last of them.

    For people and things that a module only reads: each of its tests undoes what it does itself.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


# -- The true record, as `load_record` loads it: read from the files once a run, then copied in.


@pytest.fixture(scope="session")
def copies_of_the_record(django_db_setup: None, django_db_blocker: Any, kept_between_runs: Path) -> CopiesOfTheRecord:
    with django_db_blocker.unblock():
        return CopiesOfTheRecord(made_once(kept_between_runs, as_load_record_loads_it))


@pytest.fixture
def record_loaded(db: None, copies_of_the_record: CopiesOfTheRecord) -> None:
    """The whole true record is there, with the journal of its loading and the Secretariat's rights."""
    with transaction.atomic():
        copies_of_the_record.put_in()
        grant_the_secretariat()


# -- The cast.


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """A client of that person's, signed in with password and second factor."""

    def signed_in(person: User) -> Client:
        # As browsers say of an address that was followed on a page of ours.
        client = Client(headers={"Sec-Fetch-Site": "same-origin"})
        let_in(client, person)
        return client

    return signed_in


@pytest.fixture
def officer(db: None) -> User:
    """Keeps the record for the Secretariat."""
    return an_officer()


def of_the_staff(role: StaffRole) -> User:
    """Somebody of the Secretariat's staff in that role."""
    person = UserFactory(email=f"{role}@secretariat.example", name=str(role.label))
    person.take_role(role)
    person.groups.add(secretariat(role))
    return person


@pytest.fixture
def assistant(db: None) -> User:
    """Prepares at the Secretariat, and sends nothing."""
    return of_the_staff(StaffRole.ASSISTANT)


@pytest.fixture
def translator(db: None) -> User:
    """Writes wordings and translations at the Secretariat."""
    return of_the_staff(StaffRole.TRANSLATOR)


@pytest.fixture
def staff_reader(db: None) -> User:
    """Reads at the Secretariat what its officers read."""
    return of_the_staff(StaffRole.READER)


@pytest.fixture
def xa(db: None) -> Participant:
    """A member state."""
    return a_state("XA")


@pytest.fixture
def xb(db: None) -> Participant:
    """Another member state."""
    return a_state("XB")


@pytest.fixture
def xc(db: None) -> Participant:
    """The member state that holds the Chair."""
    state = a_state("XC")
    ChairmanshipFactory(participant=state)
    return state


@pytest.fixture
def xo(db: None) -> Participant:
    """An observer state."""
    return a_state("XO", Standing.OBSERVER)


@pytest.fixture
def authority(xa: Participant) -> User:
    """Approves and submits for XA."""
    return a_person_of(xa, Role.AUTHORITY, "authority@xa.example")


@pytest.fixture
def reader(xa: Participant) -> User:
    """Reads for XA what its people read, and does nothing for it."""
    return a_person_of(xa, Role.READER, "reader@xa.example")


@pytest.fixture
def preparer(xa: Participant) -> User:
    """Prepares for XA; a colleague of the authority."""
    return a_person_of(xa, Role.PREPARER, "preparer@xa.example")


@pytest.fixture
def stranger(xb: Participant) -> User:
    """Approves for XB, and has no business with what XA keeps to itself."""
    return a_person_of(xb, Role.AUTHORITY, "stranger@xb.example")


@pytest.fixture
def chair(xc: Participant) -> User:
    """Acts for the state in the Chair."""
    return a_person_of(xc, Role.AUTHORITY, "chair@xc.example")


@pytest.fixture
def observer(xo: Participant) -> User:
    """Reads for XO what was released to observers."""
    return a_person_of(xo, Role.AUTHORITY, "observer@xo.example")
