"""For which period a commitment is undertaken, what happens before it ends, and a renewal with what was said before."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from commitments.actions import say_period
from commitments.kinds import COMMITMENT_PERIOD_ENDS, COMMITMENT_RENEWED, PERIOD_SAID
from commitments.models import Commitment
from commitments.tests.stories import Story
from desk.reminders import TABLE
from journal.models import Entry
from law.cica.states import State
from members.choices import Role
from members.models import User
from members.tests.factories import a_person_of, a_state
from notices.models import Notice
from record.dates import day_of_the_house
from record.refusals import StepRefused

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def story(authority, chair, officer) -> Story:
    """XA began and coordinates it; XB takes part."""
    return Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)


def said(client: Client, story: Story, **days: str) -> int:
    return client.post(f"/api/v1/commitments/{story.commitment.reference}/period/", days).status_code


def listed(client: Client, **asked: str) -> list[str | None]:
    rows = client.get("/api/v1/commitments/", asked).json()["results"]
    return [row["period_until"] for row in rows]


def test_those_who_lead_it_say_its_period_as_well_as_they_know_it_and_every_door_shows_it(
    story, authority, preparer, stranger, officer, sign_in
):
    story.take("join", stranger)
    client, page = sign_in(authority), story.commitment.get_absolute_url()
    assert said(sign_in(stranger), story, until="2028-12-31") == 403, "it takes part, and another coordinates"
    assert said(sign_in(preparer), story, until="2028-12-31") == 403, "its authority submits"
    assert said(client, story, since="2028-05-01", until="2028-01-01") == 422
    assert said(client, story, since="2027-03-01", until="2028-05-01", known="year") == 200
    told = client.get(f"/api/v1/commitments/{story.commitment.reference}/").json()
    assert (told["period_since"], told["period_until"], told["period_until_day"]) == ("2027", "2028", "2028-12-31")
    assert "2027 – 2028" in client.get(page).content.decode()
    assert "2027 – 2028" in client.get("/commitments/").content.decode()
    file = client.get("/api/v1/commitments/", {"format": "csv"})
    assert b"2028-12-31" in b"".join(file)  # type: ignore[call-overload]
    assert listed(client, period_ends_by="2028-12-31") == ["2028"]
    assert listed(client, period_ends_by="2028-12-30") == []
    assert set(Notice.objects.filter(kind=PERIOD_SAID).values_list("recipient__email", flat=True)) >= {stranger.email}
    # The Secretariat as well, and then it is open.
    assert said(sign_in(officer), story, since="2027-03-01", until="", known="exact") == 200
    assert "since 1 March 2027" in client.get(page).content.decode()
    changes = Entry.objects.filter(verb="said its period").order_by("-pk").first().changes
    assert changes["period"] == [["2027", "2028"], ["2027-03-01", ""]]


def test_of_what_has_ended_nobody_says_a_period(story, authority, officer, sign_in):
    story.take("withdraw", authority)
    assert said(sign_in(officer), story, until="2028-12-31") == 422
    with pytest.raises(StepRefused, match="has ended"):
        say_period(commitment=story.commitment, since=None, until=day_of_the_house(), by=officer)


def test_who_begins_to_carry_it_out_is_asked_for_which_period_and_what_was_said_stays_where_nothing_is(
    authority, chair, officer, sign_in
):
    story, client = Story(author=authority, chair=chair, officer=officer).to(State.APPROVED), sign_in(authority)
    step = f"/api/v1/commitments/{story.commitment.reference}/steps/begin-implementation/"
    form = client.get(f"{story.commitment.get_absolute_url()}steps/begin-implementation/").content.decode()
    assert "Period: first day" in form
    wrong = client.post(step, {"period_since": "2028-05-01", "period_until": "2028-01-01"})
    assert wrong.status_code == 422
    assert "period_until" in wrong.json()["errors"]
    days = {"period_since": "2027-03-01", "period_until": "2028-05-01", "period_known": "month"}
    assert client.post(step, days).status_code in {200, 201}
    begun = Commitment.objects.get()
    assert (begun.state, begun.period) == (State.IMPLEMENTING, "March 2027 – May 2028")
    assert [said.period for said in begun.said_periods.all()] == ["March 2027 – May 2028"]
    assert Entry.objects.filter(verb="said its period").get().changes["period"] == [["", ""], ["2027-03", "2028-05"]]


def test_a_step_that_says_nothing_of_the_period_leaves_it(authority, chair, officer, sign_in):
    story, client = Story(author=authority, chair=chair, officer=officer).to(State.APPROVED), sign_in(authority)
    assert said(client, story, until="2028-12-31") == 200
    step = f"/api/v1/commitments/{story.commitment.reference}/steps/begin-implementation/"
    assert client.post(step, {}).status_code in {200, 201}
    begun = Commitment.objects.get()
    assert (begun.state, begun.period_until) == (State.IMPLEMENTING, dt.date(2028, 12, 31))
    assert begun.said_periods.count() == 1


def test_a_day_gone_by_tells_the_period_as_it_was_said_by_then(authority, chair, officer, sign_in):
    with time_machine.travel(dt.datetime(2027, 2, 1, 9, tzinfo=dt.UTC)):
        story = Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)
    for month, until in ((3, "2028-12-31"), (5, "2030-12-31")):
        with time_machine.travel(dt.datetime(2027, month, 1, 9, tzinfo=dt.UTC)):
            assert said(sign_in(authority), story, since="2027-01-01", until=until) == 200
    with time_machine.travel(dt.datetime(2027, 6, 1, 9, tzinfo=dt.UTC)):
        client, reference = sign_in(authority), story.commitment.reference
        assert listed(client) == ["2030-12-31"]
        assert listed(client, as_of="2027-04-01") == ["2028-12-31"]
        assert listed(client, as_of="2027-02-15") == [None]
        assert listed(client, as_of="2027-04-01", period_ends_by="2029-01-01") == ["2028-12-31"]
        assert listed(client, period_ends_by="2029-01-01") == []
        assert listed(client, period_on="2029-06-01") == ["2030-12-31"]
        assert listed(client, period_on="2029-06-01", as_of="2027-04-01") == []
        one = client.get(f"/api/v1/commitments/{reference}/", {"as_of": "2027-04-01"}).json()
        assert one["period_until"] == "2028-12-31"
        told = b"".join(client.get("/api/v1/commitments/", {"format": "csv", "as_of": "2027-04-01"}))  # type: ignore[call-overload]
        assert b"2028-12-31" in told
        assert b"2030" not in told
        page = client.get("/commitments/", {"as_of": "2027-04-01"}).content.decode()
        assert "31 December 2028" in page
        assert "2030" not in page
        then = client.get(story.commitment.get_absolute_url(), {"as_of": "2027-04-01"}).content.decode()
        assert "31 December 2028" in then
        assert "2030" not in then
        history = f"/documents/history/{reference}/"
        assert "2030" not in client.get(history, {"as_of": "2027-04-01"}).content.decode()
        whole = client.get(history).content.decode().partition("Period, as it was said")[2]
        assert whole.index("2028") < whole.index("2030")
        review = f"/documents/review/{story.commitment.area.reference}/"
        assert "31 December 2030" in client.get(review).content.decode()
        assert "31 December 2028" in client.get(review, {"as_of": "2027-04-01"}).content.decode()


def on_the_desk(client: Client) -> list[str]:
    lines = client.get("/api/v1/desk/", {"page_size": 100}).json()["results"]
    return [line["desk"] for line in lines if line["kind"] == "commitment-periods"]


def reminded(until: dt.date) -> set[User]:
    """Whom the table of what reminds wants told, ninety days before."""
    at = dt.datetime.combine(until - dt.timedelta(days=91), dt.time(9), dt.UTC)
    row = next(row for row in TABLE if row.kind == COMMITMENT_PERIOD_ENDS)
    return {wanted.recipient for wanted in row(at, at + dt.timedelta(days=3), at)}


def renewed(client: Client, story: Story, **said_anew: str) -> str:
    """The form by the link on its page, sent as it stands but for what is said anew; the reference of the renewal."""
    link = {"renews": story.commitment.reference}
    form = client.get("/commitments/begin/", link).context["form"]
    begins = {name: form[name].value() for name in ("measure", "modality", "title", "statement", "audience", "renews")}
    sent = {name: value for name, value in begins.items() if value} | said_anew
    answer = client.post("/api/v1/commitments/", sent)
    assert answer.status_code == 201, answer.content
    return answer.json()["reference"]


def test_before_its_period_ends_who_leads_it_and_the_secretariat_know_until_it_is_renewed(
    story, authority, preparer, stranger, officer, sign_in
):
    story.take("join", stranger)
    until = day_of_the_house() + dt.timedelta(days=40)
    client, office = sign_in(authority), sign_in(officer)
    assert said(client, story, until=str(until)) == 200
    assert (on_the_desk(client), on_the_desk(office), on_the_desk(sign_in(stranger))) == (["XA"], ["secretariat"], [])
    assert reminded(until) == {authority.pk, preparer.pk, officer.pk}
    renewed(client, story)
    assert (on_the_desk(client), on_the_desk(office), reminded(until)) == ([], [], set())


def test_a_renewal_begins_with_what_was_said_before_and_takes_nothing_over_for_a_state(
    story, authority, stranger, sign_in
):
    story.take("join", stranger)
    outsider = a_person_of(a_state("XD"), Role.AUTHORITY, "authority@xd.example")
    client, earlier = sign_in(authority), story.commitment
    plan = {"commitment": earlier.reference, "since": "2027-01-01", "until": "2027-12-31"}
    body = {**plan, "rows-0-title": "Workshop on lists", "audience": "members"}
    answer = client.post("/api/v1/action-plans/", body, content_type="application/json")
    assert answer.status_code == 201, answer.content
    new = Commitment.objects.with_everything().get(reference=renewed(client, story, title="Corridors, further"))
    assert (new.title, new.statement, new.measure) == ("Corridors, further", earlier.statement, earlier.measure)
    assert [state.code for state in new.intending_states()] == ["XA"]
    assert new.coordinating_states() == []
    told = set(Notice.objects.filter(kind=COMMITMENT_RENEWED).values_list("recipient__email", flat=True))
    assert stranger.email in told
    assert outsider.email not in told
    there = client.get(new.get_absolute_url()).content.decode()
    assert "States that take part in that one, and may join this one as they wish:" in there
    assert "State XB" in there.partition("may join this one as they wish:")[2].partition("</p>")[0]
    assert new.reference in client.get(earlier.get_absolute_url()).content.decode()
    entry = Entry.objects.filter(verb="renewed").get()
    assert (entry.about_key, entry.changes["renewed_by"]) == (earlier.reference, [None, new.reference])
    # Its first action plan begins with what the last one of the earlier one said, days left open.
    form = client.get(f"{new.get_absolute_url()}steps/action-plan/").content.decode()
    assert "Workshop on lists" in form
