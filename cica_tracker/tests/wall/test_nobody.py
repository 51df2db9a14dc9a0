"""Nobody, with the public site switched on: what lies under `/public/` tells not a byte of what is anybody's own, and off
it is not there. A house full of private things tells nobody more than an empty one; only the seals say that something happened.
"""

import datetime as dt
import json

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, reverse

from activities.actions.public_information import ask_that_information_be_public
from activities.models import Information
from cica_tracker.tests.night import IS_NIGHT
from cica_tracker.tests.wall.asking import ask, compared, path_of
from cica_tracker.tests.wall.personas import ANONYMOUS, AUTHORITY, CHAIR, COORDINATOR, OFFICER, STRANGER
from cica_tracker.tests.wall.places import places
from cica_tracker.tests.wall.publications import DRAWN
from cica_tracker.tests.wall.table import TABLE, Door
from commitments.actions.public_commitments import ask_that_commitment_be_public, may_commitment_be_public
from commitments.choices import Fact
from commitments.models import Commitment, StepTaken
from commitments.tests.factories import (
    AreaFactory,
    CommitmentFactory,
    CoordinatorAssignmentFactory,
    EditionFactory,
    MeasureFactory,
)
from journal.actions import seal_the_day
from meetings.choices import Status
from meetings.tests.factories import MeetingFactory
from members.choices import Audience
from members.tests.factories import ParticipantFactory, ParticipationFactory
from papers.actions import withdraw_publication
from papers.choices import PublicationStage, PublishingSaid
from papers.models import Publication
from public_site import urls
from public_site.columns import TABLES, WITH_FEEDS
from public_site.middleware import is_of_the_public_site
from record.choices import Channel
from record.dates import day_of_the_house
from record.texts import LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]
# What stands behind each address of the public site besides a language: every one that there is, and one that isn't.
BEHIND = {
    "data-list": [{"name": name} for name in (*TABLES, "people")],
    "instrument": [
        {"key": key} for key in ("almaty-act", "cooperative-approach", "request-2007", "rules-of-procedure")
    ],
    "edition": [{"code": code} for code in ("2007", "2021", "2004")],
    "participants-on": [{"day": dt.date(2007, 3, 14)}, {"day": dt.date(2026, 1, 1)}],
    "published-file": [
        {"key": "kites"},
        *({"key": f"{drawn:08x}-0000-4000-8000-000000000000"} for drawn in DRAWN.values()),
    ],
    "feed": [{"name": name} for name in (*WITH_FEEDS, "people")],
}
# Of the seals alone: that something happened, by night, and never what (docs/security.md).
SEALED = "seals"
# Of the canaries: what every state concerned agreed to publish, its title and its text. What was said of it isn't.
AGREED = {"title of publication published", "publication published"}


def paths() -> list[str]:
    """Every address of the public site."""
    found: list[str] = []
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        languages = [{"language": code} for code in LANGUAGES] if "<language" in str(pattern.pattern) else [{}]
        asked = [{**behind, **language} for behind in BEHIND.get(pattern.name, [{}]) for language in languages]
        found += [reverse(pattern.name, "public_site.urls", kwargs=kwargs) for kwargs in asked]
    return found


def answers(client: Client) -> dict[str, tuple[int, dict[str, str], bytes]]:
    told = {}
    for path in paths():
        response = ask(client, "GET", path)
        headers = {name: value for name, value in response.headers.items() if not name.startswith("RateLimit")}
        told[path] = (response.status_code, headers, response.content)
    return told


def test_every_address_of_the_public_site_is_asked():
    assert set(BEHIND) <= {pattern.name for pattern in urls.urlpatterns}
    assert len(paths()) > 100
    assert {"/robots.txt", "/public/", "/public/ar/meetings/", "/public/en/meetings.atom"} <= set(paths())


def test_nobody_meets_no_canary_of_any_noun_or_audience(world, settings):
    settings.PUBLIC_SITE = True
    told = answers(world.client(ANONYMOUS))
    assert {status for status, _headers, _content in told.values()} == {200, 302, 404}
    carried = b"".join(content for _status, _headers, content in told.values())
    carried += "".join(str(headers) for _status, headers, _content in told.values()).encode()
    assert b"Almaty Act" in carried
    assert len(world.canaries) > 100
    assert {canary.place for canary in world.canaries if canary.text.encode() in carried} == AGREED
    people = [person for person in world.people.values() if person.email.encode() in carried]
    assert people == []


def test_what_all_who_sign_in_may_read_is_for_them_and_not_for_the_world(world, settings):
    """The widest audience that a state chooses is of the Conference: it makes nothing public."""
    Commitment.objects.update(audience=Audience.PUBLIC)
    Information.objects.update(audience=Audience.PUBLIC)
    settings.PUBLIC_SITE = True
    client = world.client(ANONYMOUS)
    listed = {
        name: json.loads(ask(client, "GET", f"/public/api/v1/{name}/").content)["results"]
        for name in ("commitments", "publications")
    }
    assert (listed["commitments"], len(listed["publications"])) == ([], 1)
    carried = b"".join(content for _status, _headers, content in answers(client).values())
    assert [commitment for commitment in Commitment.objects.all() if commitment.reference.encode() in carried] == []


def test_nobody_is_told_what_states_agreed_to_and_nothing_that_lies_beside_it(world, settings):
    """Of information its title and text, of a commitment its title and statement: no paper, view, reply or answer."""
    settings.PUBLIC_SITE = True
    speaks = {"XA": AUTHORITY, "XB": STRANGER, "XC": CHAIR, "XD": COORDINATOR}
    information = world.kept["information shared"]
    information.refresh_from_db()
    ask_that_information_be_public(information=information, by=world.people[AUTHORITY])
    commitment = Commitment.objects.get(pk=world.kept["drafted"].pk)
    first, *others = commitment.intending_states()
    ask_that_commitment_be_public(commitment=commitment, on_behalf_of=first, by=world.people[speaks[first.code]])
    for state in others:
        by = world.people[speaks[state.code]]
        may_commitment_be_public(commitment=commitment, participant=state, answer=PublishingSaid.AGREED, by=by)
    key = str(information.uid)
    told = answers(world.client(ANONYMOUS))
    file = reverse("published-file", "public_site.urls", kwargs={"language": "en", "key": key})
    carried = b"".join(content for _status, _headers, content in told.values())
    carried += ask(world.client(ANONYMOUS), "GET", file).content
    agreed = {"title of information shared", "information shared", "title for members", "statement for members"}
    assert {canary.place for canary in world.canaries if canary.text.encode() in carried} == AGREED | agreed
    assert commitment.reference.encode() not in carried


def test_an_officer_is_given_what_nobody_is_and_nobody_is_looked_up(world, settings):
    settings.PUBLIC_SITE = True
    for path in ("/public/en/", "/public/api/v1/meetings/", "/public/ru/commitments.atom"):
        nobody, officer = (ask(world.client(who), "GET", path) for who in (ANONYMOUS, OFFICER))
        assert officer.content == nobody.content
        assert officer.headers["Cache-Control"] == nobody.headers["Cache-Control"] == "public, max-age=60"
        assert "Cookie" not in officer.headers.get("Vary", "")
        assert not officer.cookies
        with CaptureQueriesContext(
            connection,
        ) as asked:
            ask(world.client(OFFICER), "GET", path)
        assert [query for query in asked.captured_queries if "django_session" in query["sql"]] == []


def test_the_rest_of_the_house_answers_nobody_as_it_does_with_the_public_site_off(world, settings):
    """The door of the public site takes none of its addresses; by night each is asked, by day a tenth of them."""
    at, client = places(world), world.client(ANONYMOUS)
    addresses = {name: path_of(name, row, at.get(name, [row.place])[0].kwargs) for name, row in TABLE.items()}
    assert [path for path in addresses.values() if is_of_the_public_site(path)] == []
    asked = [path for name, path in addresses.items() if TABLE[name].door not in (Door.ADMIN, Door.ACCOUNT)]
    for path in asked[:: 1 if IS_NIGHT else 10]:
        said = []
        for settings.PUBLIC_SITE in (False, True):
            said.append(compared(ask(client, "GET", path), path))
        assert said[0] == said[1], path


def test_off_nothing_under_the_prefix_is_there(world):
    client = world.client(ANONYMOUS)
    nowhere = ask(client, "GET", "/nothing-of-this-name/")
    for path in (*paths(), "/public/api/", "/public/x/"):
        for method in ("GET", "POST"):
            response = ask(client, method, path)
            assert response.status_code == 404, path
        assert ask(client, "GET", path).content == nowhere.content
        assert sorted(ask(client, "GET", path).headers) == sorted(nowhere.headers)


def tell_in_public() -> None:
    """What public documents tell, a fact of each kind, as the record loads it."""
    told = {"source": "SCICA-PR2128", "confidence": "V"}
    participation = ParticipationFactory(participant=ParticipantFactory(code="XU"), record_key="XU 2001", **told)
    MeetingFactory(record_key="kite meeting", status=Status.HELD, starts_on=dt.date(2011, 5, 5), **told)
    edition = EditionFactory(code="1999", adopted_on=dt.date(1999, 1, 1), record_key="1999", **told)
    area = AreaFactory(edition=edition, record_key="1999 kites", letters="KIT", **told)
    measure = MeasureFactory(area=area, number=1, record_key="1999 kites 1", **told)
    commitment = CommitmentFactory(
        area=area, measure=measure, audience=Audience.PUBLIC, record_key="1999 kites 1 XU", **told
    )
    StepTaken.objects.create(
        commitment=commitment, serial=1, step="approve", to_state="approved", on=dt.date(2012, 1, 1),
        channel=Channel.RECORD, **told,
    )  # fmt: skip
    CoordinatorAssignmentFactory(
        fact=Fact.DESIGNATION, participant=participation.participant, edition=edition, area=area, measure=measure,
        commitment=commitment, record_key="1999 kites 1 XU co", **told,
    )  # fmt: skip


@pytest.mark.slow
def test_a_house_full_of_private_things_tells_nobody_what_an_empty_one_tells(worlds, settings):
    """Byte for byte and header for header: counts, entity tags, the map of the site, feeds. The seals are asked apart.

    What was published is withdrawn before: nothing is left of it.
    """
    settings.PUBLIC_SITE = True
    with transaction.atomic():
        tell_in_public()
        empty = answers(Client())
        transaction.set_rollback(True)
    with worlds() as full:
        tell_in_public()
        published = Publication.objects.get(stage=PublicationStage.PUBLISHED)
        withdraw_publication(publication=published, reason="Kites.", by=full.people[OFFICER])
        told = answers(full.client(ANONYMOUS))
        assert [path for path in empty if empty[path] != told[path]] == []
        seal_the_day(day_of_the_house())
        sealed = answers(full.client(ANONYMOUS))
    for name in ("meetings", "participations", "measures", "commitments", "areas", "editions"):
        _status, _headers, content = told[f"/public/api/v1/{name}/"]
        assert json.loads(content)["count"] == 1, name
    assert {path for path in empty if empty[path] != sealed[path]} == {path for path in paths() if SEALED in path}
