"""Commitments in the admin: who comes to what, how they are found, and what a page costs."""

import pytest
from django.urls import reverse

from commitments.actions import share_view
from commitments.models import Commitment, StepTaken, View
from commitments.tests.factories import CommitmentFactory, IntentionFactory, PaperFactory, StepTakenFactory
from commitments.tests.stories import PAPER, Story
from commitments.tests.test_admin_commitments import a_scan, page_of, shown, step_of
from law.cica.states import State
from members.choices import Audience
from papers.actions import comment
from papers.models import Comment

pytestmark = pytest.mark.django_db
LIST = "/admin/commitments/commitment/"
BEGIN = f"{LIST}begin/"


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


@pytest.fixture
def story(authority, chair, officer):
    return Story(author=authority, chair=chair, officer=officer)


# -- Isolation.


def test_what_a_state_keeps_to_itself_is_not_there_for_an_officer(office, story, authority):
    story.to(State.DRAFTED)
    version = story.commitment.latest_version()
    given = {"owner": story.state, "by": authority, "text": "CANARY"}
    kept = [
        share_view(commitment=story.commitment, audience=Audience.OWN, **given),
        comment(version=version, audience=Audience.OWN, **given),
    ]
    seen = [
        share_view(commitment=story.commitment, audience=Audience.SECRETARIAT, **{**given, "text": "For you."}),
        comment(version=version, audience=Audience.SECRETARIAT, **{**given, "text": "For you."}),
    ]
    for model, hidden, open_one in zip((View, Comment), kept, seen, strict=True):
        path = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        assert list(office.get(path).context["cl"].result_list) == [open_one]
        assert office.get(f"{path}{hidden.pk}/change/").status_code == 302
        assert "For you." in office.get(f"{path}{open_one.pk}/change/").content.decode()
    page = office.get(f"/admin/papers/paperversion/{version.pk}/change/").content.decode()
    assert "For you." in page
    assert "CANARY" not in page


def test_staff_without_the_rights_of_the_secretariat_take_no_step_here(officer, sign_in, story):
    story.to(State.DRAFTED)
    officer.groups.clear()
    outside = sign_in(officer)
    assert outside.get(BEGIN).status_code == 403
    assert outside.post(step_of(story.commitment, "circulate"), {"audience": "members"}).status_code == 403
    assert Commitment.objects.get().state == State.DRAFTED


def test_nobody_but_officers_comes_to_a_step(story, authority, sign_in, client):
    for visitor in (client, sign_in(authority)):
        for address in (BEGIN, step_of(story.commitment, "withdraw")):
            assert reverse("admin:login") in visitor.get(address).url
            assert reverse("admin:login") in visitor.post(address, {}).url


# -- Finding, and the price of it.


def test_commitments_are_found_by_who_is_awaited_by_state_and_by_words(office, story, xa):
    other = CommitmentFactory(state=State.DRAFTED, title="Tourism")
    for query, expected in (
        ({}, {story.commitment, other}),
        ({"awaits": "chair"}, {story.commitment}),
        ({"awaits": "secretariat"}, {other}),
        ({"awaits": "nonsense"}, set()),
        ({"state__exact": "drafted"}, {other}),
        ({"modality__exact": "b"}, set()),
        ({"q": "tourism"}, {other}),
        ({"q": story.commitment.reference}, {story.commitment}),
    ):
        assert set(office.get(LIST, query).context["cl"].result_list) == expected, query


def test_the_page_of_a_commitment_costs_the_same_with_one_row_of_each_kind_and_with_three(
    office, xc, django_assert_num_queries
):
    commitment = CommitmentFactory()
    office.get(page_of(commitment))  # Django looks up once a process how the link to the portal is made
    for rows in (1, 2):
        for _row in range(rows):
            StepTakenFactory(commitment=commitment)
            IntentionFactory(commitment=commitment)
            PaperFactory(commitment=commitment)
        # Session and person; the Chair of today, one's offices, the groups one chairs; the commitment; rights, own and
        # the group's; history, states and papers as the lists beside it show them; the commitment with everything that
        # guards read (8); groups, the Chair and the next meetings, for who is awaited; the keys of what is beside it
        # (3) and the last entry of the journal about all of it; area and measure by name; the steps, for the last one's day.
        with django_assert_num_queries(30):
            assert office.get(page_of(commitment)).status_code == 200


def test_a_paper_leads_to_its_file_as_the_portal_hands_it_out(office, story, xb):
    address = step_of(story.commitment, "join")
    letter = {"on_behalf_of": "XB", "channel": "email", "letter": a_scan()}
    office.post(address, {**shown(office, address), **letter})
    scan = StepTaken.objects.get(step="join").scan
    link = reverse("paper-file", args=[scan.paper.symbol, 1])
    assert link in office.get(f"/admin/papers/paper/{scan.paper.pk}/change/").content.decode()
    assert link in office.get("/admin/papers/paperversion/").content.decode()
    assert office.get(link)["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_of_steps_hold_nothing_that_the_policy_refuses(language, office, officer, story):
    officer.language = language
    officer.save()
    story.take("consult", story.chair, note="Consulting.").take("offer-to-coordinate", story.author)
    for name in ("designate-coordinator", "join", "withdraw"):
        text = office.get(step_of(story.commitment, name)).content.decode()
        for refused in (" style=", "<style", " onclick=", " onchange="):
            assert refused not in text
        assert ('dir="rtl"' in text.split("<head>")[0]) == (language == "ar")
    assert PAPER.text not in text
