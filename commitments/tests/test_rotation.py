"""Coordination goes round: who follows whom, who stands beside meanwhile, who holds several, and what is handed over."""

import datetime as dt

import pytest
from django.urls import reverse

from commitments.actions import designate_coordinator
from commitments.choices import Fact
from commitments.models import CoordinatorAssignment
from commitments.reads import About
from commitments.reports.rotation import rotation
from commitments.tests.factories import (
    CommentFactory,
    CommitmentFactory,
    CoordinatorAssignmentFactory,
    IntentionFactory,
    MeasureFactory,
    PaperFactory,
    PaperVersionFactory,
)
from members.choices import Audience
from papers.models import CommentOutcome
from record.refusals import Refused

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def measure():
    return MeasureFactory(area__edition__code="2007")


def a_term(measure, state, since, until, **more):
    return CoordinatorAssignmentFactory(
        fact=Fact.DESIGNATION, role="coordinator", participant=state, measure=measure, since=since, until=until, **more
    )


def test_a_term_that_ends_is_told_with_who_follows_and_stands_beside_as_of_any_day(measure, xa, xb, authority, today):
    ends = today + 90 * DAY
    first = a_term(measure, xa, today - 300 * DAY, ends)
    second = a_term(measure, xb, ends, ends + 400 * DAY, shadows_from=today + 60 * DAY)
    told = rotation(authority, [measure.area.edition], today)["turns"]
    assert [(turn.term, turn.following, turn.stands_beside) for turn in told] == [(first, second, True)]
    earlier = rotation(authority, [measure.area.edition], today - 299 * DAY)["turns"]
    assert earlier == []


def test_a_state_that_holds_several_is_told_with_how_many_and_leads_to_them(measure, xa, xb, authority, sign_in, today):
    for about in (measure, MeasureFactory(area=measure.area, number=9)):
        a_term(about, xa, today - DAY, None)
    a_term(measure, xb, today - DAY, None)
    assert rotation(authority, [measure.area.edition], today)["several"] == [(xa, 2)]
    page = sign_in(authority).get(reverse("coordinator-list")).content.decode()
    assert '?state=XA&amp;fact=designation">2 terms</a>' in page


def test_the_page_of_coordinators_leads_to_the_hand_over_list(measure, xa, authority, sign_in, today):
    term = a_term(measure, xa, today - DAY, today + 30 * DAY)
    body = sign_in(authority).get(reverse("coordinator-list")).content.decode()
    assert "who follows: no entry yet" in body
    assert reverse("coordinator-hand-over", args=[term.pk]) in body


def test_the_list_holds_papers_open_comments_and_contacts_that_the_reader_sees(
    measure, xa, xb, authority, observer, sign_in, today
):
    commitment = CommitmentFactory(measure=measure, area=measure.area, audience=Audience.MEMBERS)
    IntentionFactory(commitment=commitment, participant=xb)
    version = PaperVersionFactory(paper=PaperFactory(folder=commitment.folder), on_behalf_of=xa)
    said = CommentFactory(version=version, owner=xa, text="canaryOpen")
    CommentFactory(version=version, owner=xa, text="canaryDone", outcome=CommentOutcome.TAKEN_UP)
    term = a_term(measure, xa, today - DAY, today + 30 * DAY)
    address = reverse("coordinator-hand-over", args=[term.pk])
    response = sign_in(authority).get(address)
    assert response.status_code == 200
    context = response.context
    assert context["commitments"] == [commitment]
    assert context["papers"] == [version]
    assert context["comments"] == [said]
    assert xb in context["contacts"]
    seen = sign_in(observer).get(address).context
    assert (seen["commitments"], seen["papers"], seen["comments"], seen["contacts"]) == ([], [], [], [])


def test_a_shadow_period_lies_before_the_term(measure, xa, chair, today):
    given = {"about": About(measure=measure), "party": xa, "since": today + 30 * DAY, "note": "Agreed.", "by": chair}
    with pytest.raises(Refused):
        designate_coordinator(shadows_from=today + 31 * DAY, **given)
    designate_coordinator(shadows_from=today + 10 * DAY, **given)
    assert CoordinatorAssignment.objects.get().shadows_from == today + 10 * DAY
