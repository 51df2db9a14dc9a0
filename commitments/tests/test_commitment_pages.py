"""The list of commitments, the page of one, beginning one; views and experts."""

import datetime as dt
import re

import pytest

from commitments.actions import nominate, share_view
from commitments.models import Commitment, ExpertNomination, View
from commitments.tests.factories import (
    CommitmentFactory,
    CoordinatorAssignmentFactory,
    ExpertNominationFactory,
    IntentionFactory,
    StepTakenFactory,
    ViewFactory,
)
from commitments.tests.stories import PAPER, Story, a_measure
from law.cica.bodies import Body
from law.cica.states import State
from law.tags import cite
from meetings.actions.owned import widen
from meetings.choices import Status
from meetings.models import Meeting
from members.choices import Audience, Role
from members.models import Participant
from members.tests.factories import UserFactory, a_person_of, a_state
from members.tests.seeing import who_sees
from record.refusals import StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(authority, chair, officer):
    return Story(author=authority, chair=chair, officer=officer)


@pytest.fixture
def exchange(authority, chair, officer):
    return Story(author=authority, chair=chair, officer=officer, modality="b")


def words_of(client, url, status=200, **query):
    response = client.get(url, query)
    assert response.status_code == status
    return response.content.decode()


# -- The list.


def test_the_list_is_narrowed_by_whose_where_which_way_area_and_words(story, exchange, authority, stranger, sign_in):
    story.take("consult", story.chair, note="Consulting.")
    area = story.commitment.area.reference
    for query, expected in [
        ({}, 2),
        ({"whose": "ours"}, 2),
        ({"stands": "consulting"}, 1),
        ({"modality": "b"}, 1),
        ({"area": area}, 2),
        ({"q": "corridors"}, 2),
        ({"q": "nothing of the kind"}, 0),
    ]:
        response = sign_in(authority).get("/commitments/", query)
        assert len(response.context["rows"]) == expected, query
    assert len(sign_in(stranger).get("/commitments/", {"whose": "ours"}).context["rows"]) == 0


@pytest.mark.parametrize(
    ("asked", "titles", "sorted_as"),
    [
        ("", ["Bridges", "Corridors", "Airports"], ""),
        ("commitment", ["Airports", "Bridges", "Corridors"], "ascending"),
        ("-commitment", ["Corridors", "Bridges", "Airports"], "descending"),
        ("; DROP TABLE", ["Bridges", "Corridors", "Airports"], ""),
    ],
)
def test_a_list_stands_in_the_order_that_its_address_names(asked, titles, sorted_as, authority, sign_in):
    for title, day in [("Airports", 1), ("Corridors", 2), ("Bridges", 3)]:
        CommitmentFactory(title=title, moved_at=dt.datetime(2026, 11, day, tzinfo=dt.UTC))
    response = sign_in(authority).get("/commitments/", {"ordering": asked, "modality": "a"})
    assert [row["commitment"].title for row in response.context["rows"]] == titles
    words = response.content.decode()
    # The head says how it stands, turns it round when pressed, and keeps what else was asked.
    assert re.findall(r'aria-sort="(\w+)"', words) == ([sorted_as] if sorted_as else [])
    turned = "-commitment" if asked == "commitment" else "commitment"
    assert f'<a class="sort" href="?modality=a&amp;ordering={turned}">Commitment</a>' in words.replace(
        f"?ordering={turned}&amp;modality=a", f"?modality=a&amp;ordering={turned}"
    )


def test_on_a_telephone_the_same_orders_are_chosen_from_without_scripts(authority, sign_in):
    CommitmentFactory(title="Airports")
    words = sign_in(authority).get("/commitments/", {"ordering": "-commitment", "modality": "a"}).content.decode()
    heads = {name.removeprefix("-") for name in re.findall(r'class="sort" href="\?[^"]*ordering=([\w-]+)', words)}
    form = re.search(r'<form class="fields order-form.*?</form>', words, re.DOTALL)[0]
    options = set(re.findall(r'<option value="([\w-]+)"', form))
    assert options == heads | {f"-{name}" for name in heads}
    assert re.findall(r'<option value="([\w-]+)" selected', form) == ["-commitment"]
    # What else was asked goes along, and a button sends it.
    assert '<input type="hidden" name="modality" value="a">' in form
    assert 'name="ordering" value' not in form
    assert 'type="submit"' in form


@pytest.mark.parametrize("query", [{"stands": "flying"}, {"area": "NOWHERE"}, {"whose": "theirs"}, {"q": "a " * 20}])
def test_a_question_that_makes_no_sense_is_answered_with_a_sentence(story, authority, sign_in, query):
    response = sign_in(authority).get("/commitments/", query)
    assert response.status_code == 400
    assert "errorlist" in response.content.decode()


def test_a_page_that_is_not_there_is_not_found(authority, sign_in):
    assert sign_in(authority).get("/commitments/", {"page": "9"}).status_code == 404


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(
    how_many, authority, chair, officer, sign_in, django_assert_num_queries
):
    for _one in range(how_many):
        Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)
    client = sign_in(authority)
    client.get("/commitments/")
    # Session and person (2); seats (2), groups chaired (1); areas of the filter (1); count, rows (2); states that intend
    # them (2), that coordinate (2); the Chair, planned meetings (2).
    with django_assert_num_queries(14):
        client.get("/commitments/")


# -- One commitment.


def test_the_page_says_where_it_stands_who_is_awaited_and_what_one_may_do(story, authority, stranger, sign_in):
    story.to(State.COORDINATED)
    words = words_of(sign_in(authority), story.commitment.get_absolute_url())
    for said in (
        "Coordinator designated",
        "the coordinator (State XA)",
        "Submit the draft concept paper",
        "You are here",
    ):
        assert said in words
    of_stranger = words_of(sign_in(stranger), story.commitment.get_absolute_url())
    assert "/steps/join/" in of_stranger
    assert "/steps/submit-draft/" not in of_stranger


def test_whose_turn_it_is_finds_the_form_itself_and_what_will_happen_beside_it(
    story, authority, stranger, officer, observer, sign_in
):
    """The others read who is awaited; nobody is given a form that isn't theirs."""
    story.to(State.DRAFTED)
    address = f'action="{story.commitment.get_absolute_url()}steps/circulate/"'
    words = words_of(sign_in(officer), story.commitment.get_absolute_url())
    assert address in words
    box = words.split('id="next"')[1].split("</section>")[0]
    assert "from “Paper drafted” to “Paper circulated”" in box
    # The authority of XA, and the Chair's, to which the observer does not belong; XO has somebody, so nobody is served on paper.
    assert "3 people are told." in box
    for other in (authority, stranger):
        words = words_of(sign_in(other), story.commitment.get_absolute_url())
        assert address not in words
        assert "<b>the Secretariat</b>: Circulate the paper" in words


def test_states_with_nobody_in_the_portal_are_named_before_a_paper_goes(story, officer, sign_in):
    story.to(State.DRAFTED)
    a_state("XN")
    box = words_of(sign_in(officer), story.commitment.get_absolute_url()).split('id="next"')[1].split("</section>")[0]
    assert "1 state has nobody in the portal, and is to be served on paper." in box
    assert "Nobody in the portal yet: State XN; to be reached by letter." in box


@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        (State.INDICATED, ["here", *["ahead"] * 9]),
        (State.DRAFTED, [*["past"] * 3, "here", *["ahead"] * 6]),
        (State.COMPLETED, [*["past"] * 9, "here"]),
    ],
)
def test_the_stages_stand_in_a_row_with_where_it_is(state, kinds, story, stranger, sign_in):
    story.to(state)
    words = words_of(sign_in(stranger), story.commitment.get_absolute_url())
    row = words.split('<ol class="steps">')[1].split("</ol>")[0]
    assert re.findall(r'class="steps-(\w+)"', row) == kinds
    assert row.count('aria-current="step"') == 1


def test_a_blocked_step_is_shown_with_its_sentence_and_without_a_button(story, chair, sign_in):
    story.to(State.COORDINATED)
    words = words_of(sign_in(chair), story.commitment.get_absolute_url())
    assert "A coordinator is designated already." in words
    assert '<span class="offer-closed">Designate a coordinator in the vacant place</span>' in words


def test_a_preparer_under_two_keys_is_offered_to_prepare(story, preparer, sign_in):
    story.to(State.COORDINATED)
    assert "Prepare: Submit the draft concept paper" in words_of(sign_in(preparer), story.commitment.get_absolute_url())


def test_the_history_says_the_article_who_on_whose_behalf_and_how(story, stranger, officer, xb, sign_in):
    from commitments.actions import Answers, take_step

    take_step(
        commitment=story.commitment,
        step="join",
        by=officer,
        on_behalf_of=xb,
        channel="note-verbale",
        answers=Answers(note="By note verbale."),
    )
    words = words_of(sign_in(stranger), story.commitment.get_absolute_url())
    for said in (
        # Each reference of it opens its words.
        cite(story.commitment.workflow.step("join").article),
        "State XB, a member state",
        "note verbale",
        "entered by the Secretariat",
    ):
        assert said in words


def test_what_the_public_record_does_not_show_is_said_and_never_invented(record_loaded, sign_in):
    found = Commitment.objects.filter(reference="CBM-2007-ENV-02-01").first()
    if found is None:
        pytest.skip("the record holds no commitments here")
    words = words_of(sign_in(UserFactory()), found.get_absolute_url())
    assert "Not in the public record:" in words
    assert "Indicate an intention; Open consultations" in words
    assert "July 2022" in words
    assert "Next steps open to its states:" in words


def test_an_unknown_and_an_invisible_commitment_answer_alike(story, observer, sign_in):
    client = sign_in(observer)
    for rest in ("", "steps/join/", "views/"):
        seen = client.get(f"/commitments/{story.commitment.reference}/{rest}")
        unknown = client.get(f"/commitments/CBM-2007-ECO-99-99/{rest}")
        assert (seen.status_code, seen.content) == (unknown.status_code, unknown.content)
        assert seen.status_code == 404


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_page_costs_the_same_however_much_happened(
    how_many, exchange, authority, stranger, officer, sign_in, django_assert_num_queries
):
    for number in range(how_many):
        share_view(
            commitment=exchange.commitment,
            owner=exchange.state,
            text=f"View {number}",
            audience="members",
            by=authority,
        )
        nominate(owner=exchange.state, name=f"Expert {number}", commitment=exchange.commitment, by=authority)
    exchange.to(State.CIRCULATED)
    for _time in range(how_many):
        exchange.take("revise", officer, document=PAPER).take("circulate", officer)
    client = sign_in(authority)
    client.get(exchange.commitment.get_absolute_url())
    # Session and person (2); seats (2), groups chaired (1); the commitment with everything (11); steps, with experts (2);
    # the Chair, planned meetings (2); drafts (1); readable versions (1); coordinators (1); papers, versions,
    # circulations (2); views (1), experts (1); what renews it (1); how many members there are (1); own states (1);
    # what a state says was not its own (1), from which letters something was entered (1),
    # activities (1), action plans (1), progress notes (1).
    with django_assert_num_queries(36):
        client.get(exchange.commitment.get_absolute_url())


# -- Beginning one.


def begin_with(client, **given):
    """Send the form, look at the answers, and register."""
    asked = {"modality": "a", "measure": a_measure().reference, "title": "Corridors", "statement": "We intend it."}
    return pressed_twice(client, {**asked, "audience": "members", "once_key": "key", **given})


def pressed_twice(client, asked):
    looked_at = client.post("/commitments/begin/", asked)
    if looked_at.status_code != 200:
        return looked_at
    return client.post("/commitments/begin/", {**asked, "previewed": looked_at.context["form"]["previewed"].value()})


def test_a_member_begins_one_and_is_led_to_it(authority, sign_in):
    client = sign_in(authority)
    response = begin_with(client)
    made = Commitment.objects.get()
    assert response.url == f"{made.get_absolute_url()}?begun=1"
    assert begin_with(client).url == response.url
    assert Commitment.objects.count() == 1


def test_a_renewal_names_the_old_one_and_the_old_one_names_it(story, authority, sign_in):
    client = sign_in(authority)
    asked = {"renews": story.commitment.reference, "measure": story.commitment.measure.reference}
    words = words_of(client, "/commitments/begin/", **asked)
    assert f'<option value="{story.commitment.reference}" selected' in words
    begin_with(client, renews=story.commitment.reference)
    made = Commitment.objects.get(renews=story.commitment)
    assert made.reference in words_of(client, story.commitment.get_absolute_url())
    assert story.commitment.reference in words_of(client, made.get_absolute_url())


def test_what_is_missing_is_said_at_its_field_and_the_text_is_kept(authority, sign_in):
    response = begin_with(sign_in(authority), measure="", statement="Our own careful words")
    words = response.content.decode()
    assert response.status_code == 422
    assert "Choose a measure, or an area." in words
    assert "Our own careful words" in words
    assert not Commitment.objects.exists()


def test_observers_do_not_begin_one_and_officers_enter_it_for_a_state(observer, officer, xa, sign_in):
    assert sign_in(observer).get("/commitments/begin/").status_code == 403
    client = sign_in(officer)
    refused = begin_with(client)
    assert refused.status_code == 422
    assert "Say on whose behalf this is entered." in refused.content.decode()
    response = begin_with(client, on_behalf_of="XA", channel="note-verbale", letter_reference="No. 12")
    assert response.status_code == 302
    [step] = Commitment.objects.get().steps.all()
    assert (step.on_behalf_of, step.by, step.channel) == (xa, officer, "note-verbale")


def test_a_preparer_under_two_keys_has_no_button_to_begin(preparer, sign_in):
    client = sign_in(preparer)
    words = words_of(client, "/commitments/begin/", about=a_measure().reference)
    assert "Ready for the authority" in words
    assert "Register" not in words
    assert begin_with(client).status_code == 422
    assert not Commitment.objects.exists()


# -- Views.


def share(client, exchange, **given):
    asked = {"text": "Our view.", "language": "en", "audience": "members", "once_key": "key", **given}
    return client.post(f"{exchange.commitment.get_absolute_url()}views/", asked)


def test_a_view_is_shared_once_and_seen_by_whom_its_owner_chose(exchange, authority, stranger, chair, officer, sign_in):
    client = sign_in(authority)
    share(client, exchange, text="For the Secretariat and the Chair.", audience="secretariat")
    share(client, exchange, text="For the Secretariat and the Chair.", audience="secretariat")
    view = View.objects.get()
    for person, sees in [(authority, True), (chair, True), (officer, True), (stranger, False)]:
        for url in (exchange.commitment.get_absolute_url(), f"{exchange.commitment.get_absolute_url()}views/"):
            assert ("For the Secretariat and the Chair." in words_of(sign_in(person), url)) is sees
    stranger_client = sign_in(stranger)
    unseen = stranger_client.get(f"/views/{view.uid}/widen/")
    unknown = stranger_client.get("/views/00000000-0000-4000-8000-000000000000/widen/")
    assert (unseen.status_code, unseen.content) == (unknown.status_code, unknown.content)


def test_the_owner_widens_a_view_and_nobody_else_and_never_narrows(exchange, authority, chair, stranger, sign_in):
    share(sign_in(authority), exchange, audience="secretariat")
    view = View.objects.get()
    url = f"/views/{view.uid}/widen/"
    assert sign_in(chair).get(url).status_code == 403
    owner = sign_in(authority)
    assert 'value="own"' not in words_of(owner, url)
    assert owner.post(url, {"audience": "own"}).status_code == 422
    assert owner.post(url, {"audience": "members"}).status_code == 302
    assert "Our view." in words_of(sign_in(stranger), exchange.commitment.get_absolute_url())


def test_who_widens_a_view_that_was_widened_meanwhile_is_told_and_narrows_nothing(exchange, authority, sign_in):
    share(sign_in(authority), exchange, audience="own")
    seen_before = View.objects.get()
    widen(item=View.objects.get(), audience="public", by=authority)
    with pytest.raises(StepRefused, match="meanwhile"):
        widen(item=seen_before, audience="secretariat", by=authority)
    assert View.objects.get().audience == "public"


def test_an_empty_view_is_refused_with_a_sentence(exchange, authority, sign_in):
    assert share(sign_in(authority), exchange, text="   ").status_code == 422
    assert not View.objects.exists()


# -- Experts.


def test_a_link_from_the_meeting_begins_with_the_commitment_that_called_it(exchange, authority, sign_in):
    exchange.to(State.COMPILED)
    meeting = exchange.meetings[Body.SPECIALISED]
    page = f"/experts/nominate/?meeting={meeting.reference}"
    assert sign_in(authority).get(page).context["form"]["commitment"].initial is None
    exchange.take("convene", meeting=meeting)
    assert sign_in(authority).get(page).context["form"]["commitment"].initial == exchange.commitment.reference


def test_an_expert_is_nominated_and_the_roster_shows_the_term(exchange, authority, stranger, sign_in, today):
    client = sign_in(authority)
    last_day = today + dt.timedelta(days=100)
    asked = {"commitment": exchange.commitment.reference, "name": "Dr Expert", "audience": "members", "once_key": "key"}
    for _press in range(2):
        assert client.post("/experts/nominate/", {**asked, "last_day": last_day.isoformat()}).status_code == 302
    expert = ExpertNomination.objects.get()
    words = words_of(sign_in(stranger), "/experts/")
    assert "Dr Expert" in words
    # Kept with the first day after it; asked for and shown by its last.
    assert expert.until == last_day + dt.timedelta(days=1)
    assert f'<time datetime="{last_day}">' in words
    assert f"/experts/{expert.uid}/end/" not in words
    assert sign_in(stranger).get(f"/experts/{expert.uid}/end/").status_code == 403
    assert client.post(f"/experts/{expert.uid}/end/").status_code == 302
    assert ExpertNomination.objects.get().until == today + dt.timedelta(days=1)


def test_a_term_in_the_past_is_refused_at_its_field(exchange, authority, sign_in):
    asked = {"commitment": exchange.commitment.reference, "name": "Dr Expert", "audience": "members"}
    response = sign_in(authority).post("/experts/nominate/", {**asked, "last_day": "2020-01-01"})
    assert response.status_code == 422
    assert "A term ends on a day to come." in response.content.decode()


def test_an_expert_kept_to_the_secretariat_is_on_no_other_roster(exchange, authority, stranger, officer, sign_in):
    nominate(owner=exchange.state, name="Dr Hidden", commitment=exchange.commitment, by=authority)
    for person, sees in [(stranger, False), (officer, True), (authority, True)]:
        for url in ("/experts/", exchange.commitment.get_absolute_url()):
            assert ("Dr Hidden" in words_of(sign_in(person), url)) is sees


def test_a_nomination_is_never_kept_to_its_own_state(exchange, authority, sign_in):
    asked = {"commitment": exchange.commitment.reference, "name": "Dr Expert", "audience": Audience.OWN}
    assert sign_in(authority).post("/experts/nominate/", asked).status_code == 422


def test_the_page_says_whether_it_is_carried_by_one_state_by_two_or_by_all(story, stranger, chair, sign_in):
    def said() -> str:
        return sign_in(chair).get(story.commitment.get_absolute_url()).content.decode()

    a_state("XG")
    assert "one participating state so far" in said()
    story.take("join", stranger)
    assert "bilateral" in said()
    story.take("join", chair)
    assert "multilateral" in said()
    story.take("join", a_person_of(Participant.objects.get(code="XG"), Role.AUTHORITY, "g@xg.example"))
    assert "all member states take part" in said()


def test_of_a_commitment_for_the_members_observers_see_nothing(db, stranger, observer):
    commitment = CommitmentFactory(audience=Audience.MEMBERS)
    shared = {"commitment": commitment, "audience": Audience.PUBLIC}
    for row in (
        commitment,
        IntentionFactory(commitment=commitment),
        StepTakenFactory(commitment=commitment),
        CoordinatorAssignmentFactory(commitment=commitment),
        ViewFactory(**shared),
        ExpertNominationFactory(measure=None, **shared),
    ):
        assert who_sees(row, stranger, observer) == {stranger.name}, row


@pytest.mark.parametrize(
    ("audience", "says_so"), [(Audience.MEMBERS, True), (Audience.OBSERVERS, False)], ids=["members", "observers too"]
)
def test_the_form_of_a_view_says_where_observers_see_nothing_of_it(exchange, authority, sign_in, audience, says_so):
    commitment = exchange.commitment
    Commitment.objects.filter(pk=commitment.pk).update(audience=audience)
    view = ViewFactory(commitment=commitment, owner=exchange.state, audience=Audience.MEMBERS)
    for address in (f"/commitments/{commitment.reference}/views/", f"/views/{view.uid}/widen/"):
        page = words_of(sign_in(authority), address)
        assert "all who sign in" in page
        assert "everyone<" not in page
        assert ("no observer sees a view of it" in page) is says_so


def test_where_no_meeting_can_be_named_yet_the_form_says_what_is_waited_for(story, officer, sign_in):
    story.to(State.CIRCULATED)
    address = f"{story.commitment.get_absolute_url()}steps/consider/"
    waits = "No meeting of this body has begun since the last step"
    assert waits not in sign_in(officer).get(address).content.decode()
    Meeting.objects.filter(body=Body.WORKING_GROUP).update(status=Status.CANCELLED)
    assert waits in sign_in(officer).get(address).content.decode()
