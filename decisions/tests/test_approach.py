"""The review of the Approach: proposed by members, on the Committee's agenda, decided, and the edition that it brought."""

import datetime as dt
from dataclasses import replace

import pytest
from django.urls import reverse

from decisions.actions.approach import settle_proposal
from decisions.models import ApproachProposal
from decisions.reports.ripe import ripe_for
from decisions.tests.factories import ApproachProposalFactory
from law.cica.editions import EDITION_2007
from law.editions import registered
from meetings.tests.factories import DecisionFactory, MeetingFactory
from members.models import EnteredForState
from notices.models import Notice
from record.refusals import Refused

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
SAID = {"title": "Another order", "unit": "CoA (a)", "text": "The steps come in another order.", "language": "en"}
PROPOSE = "approach-proposal-propose"


def test_a_member_proposes_the_members_read_it_and_observers_find_nothing(
    stranger, authority, observer, officer, sign_in, today
):
    assert sign_in(observer).get(reverse(PROPOSE)).status_code == 403
    assert sign_in(authority).post(reverse(PROPOSE), SAID).status_code == 302
    proposal = ApproachProposal.objects.get()
    assert SAID["text"] in sign_in(stranger).get(proposal.get_absolute_url()).content.decode()
    assert sign_in(observer).get(proposal.get_absolute_url()).status_code == 404
    assert Notice.objects.filter(kind="approach-proposed", recipient=stranger).exists()
    meeting = MeetingFactory(starts_on=today + 9 * DAY, status="planned")
    assert f"approach:{proposal.pk}" in {ripe.matter for ripe in ripe_for(meeting, officer)}


def test_it_comes_by_letter_and_its_state_is_told(officer, xb, stranger, sign_in):
    letter = {"on_behalf_of": "XB", "channel": "note-verbale", "letter_reference": "No. 9"}
    assert sign_in(officer).post(reverse(PROPOSE), {**SAID, **letter}).status_code == 302
    assert ApproachProposal.objects.get().owner == xb
    assert EnteredForState.objects.get().participant == xb


def test_an_edition_rests_on_a_decision_by_consensus_of_a_day_before_it_holds(officer, sign_in, today):
    proposal = ApproachProposalFactory()
    flows = tuple(replace(flow, edition="2099") for flow in EDITION_2007.workflows)
    holds_from = dt.date(2099, 1, 1)
    newer = replace(EDITION_2007, key="2099", holds_from=holds_from, adopted_by="SOC-2098-1", workflows=flows)
    deferred, decision = DecisionFactory(outcome="deferred"), DecisionFactory()
    with registered(newer):
        for of_it, edition in ((deferred, "2099"), (decision, "2007")):
            with pytest.raises(Refused):
                settle_proposal(proposal=proposal, decision=of_it, law_edition=edition, by=officer)
        address = reverse("approach-proposal-act", args=[proposal.uid, "settle"])
        client = sign_in(officer)
        assert client.post(address, {"decision": decision.symbol, "law_edition": "2099"}).status_code == 302
        assert "2099" in client.get(proposal.get_absolute_url()).content.decode()
        assert "2099" in client.get(reverse("approach-proposal-list")).content.decode()
    with pytest.raises(Refused):
        settle_proposal(proposal=proposal, decision=decision, by=officer)


def test_the_list_has_one_price_for_one_and_for_three(authority, sign_in, django_assert_num_queries):
    # Session and person; offices and the Chair; how many, which.
    client = sign_in(authority)
    for rows in (1, 2):
        ApproachProposalFactory.create_batch(rows)
        with django_assert_num_queries(6):
            client.get("/api/v1/approach-proposals/")
