"""The page of a step: what it asks becomes fields; refusals are sentences, and the text stays."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.formats import date_format

from commitments.actions import nominate, share_view
from commitments.models import Commitment, StepTaken
from commitments.tests.stories import Story, a_measure, members_attend
from commitments.tests.test_commitment_pages import pressed_twice
from journal.models import Entry
from law.cica.bodies import Body
from law.cica.states import State
from members.actions import keep_draft
from record.dates import day_of_the_house

pytestmark = pytest.mark.django_db
DECIDED = {
    "title": "Corridors", "text": "The Committee approves.", "outcome": "adopted", "consensus": "No objection.",
    "audience": "members",
}  # fmt: skip


@pytest.fixture
def story(authority, chair, officer):
    return Story(author=authority, chair=chair, officer=officer)


def url_of(story, step):
    return f"{story.commitment.get_absolute_url()}steps/{step}/"


def post(client, story, step, **given):
    return client.post(url_of(story, step), {"seen": story.commitment.version, "once_key": f"key {step}", **given})


def stands(story):
    return Commitment.objects.get(pk=story.commitment.pk).state


def test_a_step_is_taken_and_leads_to_the_top_of_its_page_where_it_is_told(story, chair, sign_in):
    client = sign_in(chair)
    response = post(client, story, "consult", note="The Chair consults.")
    assert response.status_code == 302
    assert response.url == story.commitment.get_absolute_url()
    assert stands(story) == State.CONSULTING
    page = client.get(response.url).content.decode()
    assert "The Chair consults." in page
    told = page.split('<ul class="messages" role="status">')[1].split("</ul>")[0]
    assert re.sub(r"<[^>]+>|\s+", " ", told).split() == [
        "The",
        "Chair",
        "opened",
        "consultations.",
        "2",
        "people",
        "were",
        "told.",
    ]


def test_the_button_pressed_twice_takes_one_step_and_leads_to_it_both_times(story, chair, sign_in):
    client = sign_in(chair)
    answers = [post(client, story, "consult", note="Once.") for _press in range(3)]
    assert {answer.url for answer in answers} == {story.commitment.get_absolute_url()}
    assert StepTaken.objects.filter(step="consult").count() == 1


def test_what_is_missing_is_said_at_the_field_and_nothing_is_written(story, authority, sign_in):
    story.to(State.COORDINATED)
    before = (StepTaken.objects.count(), Entry.objects.count())
    response = post(sign_in(authority), story, "submit-draft", title="Our title", note="Our careful note")
    words = response.content.decode()
    assert response.status_code == 422
    for said in ("Write the paper here, or choose its file.", "Our title", "Our careful note"):
        assert said in words
    assert (StepTaken.objects.count(), Entry.objects.count()) == before


def test_a_commitment_that_moved_meanwhile_refuses_and_keeps_the_text(story, chair, authority, sign_in):
    seen = story.commitment.version
    story.take("offer-to-coordinate", authority)
    story.commitment.version = seen
    response = post(sign_in(chair), story, "consult", note="A long and careful note")
    assert response.status_code == 409
    words = response.content.decode()
    assert "moved on while you were writing" in words
    assert "A long and careful note" in words
    fresh = Commitment.objects.get(pk=story.commitment.pk)
    assert f'name="seen" value="{fresh.version}"' in words
    assert stands(story) == State.INDICATED
    story.commitment.version = fresh.version
    assert post(sign_in(chair), story, "consult", note="A long and careful note").status_code == 302


def test_a_step_that_somebody_else_took_meanwhile_shows_the_text_and_why_not(story, chair, sign_in):
    seen = story.commitment.version
    story.take("consult", chair, note="First.")
    story.commitment.version = seen
    response = post(sign_in(chair), story, "consult", note="My own careful note")
    assert response.status_code == 409
    assert "My own careful note" in response.content.decode()
    assert StepTaken.objects.filter(step="consult").count() == 1


def test_a_step_that_a_colleague_took_meanwhile_says_so_and_gives_the_text_back(story, chair, sign_in):
    client, seen = sign_in(chair), str(story.commitment.version)
    story.take("consult", chair, note="First.")
    answer = client.post(url_of(story, "consult"), {"note": "My words", "seen": seen})
    words = answer.content.decode()
    assert "It was taken already; the stage is now" in words
    assert "Copy my text" in words
    assert "My words" in words
    assert "Save draft" not in words


def test_a_note_that_is_asked_for_says_what_may_stand_in_it(story, chair, sign_in):
    words = sign_in(chair).get(url_of(story, "consult")).content.decode()
    assert "whom you consult, and by when you would like to hear" in words


def test_a_step_that_can_t_be_taken_any_more_says_who_did_what_and_gives_the_text_back(
    story, chair, authority, xa, xc, sign_in
):
    keep_draft(by=chair, form="commitment.consult", answers={"note": "A long letter"}, owner=xc,
               about_kind="commitment", about_key=story.commitment.reference)  # fmt: skip
    client, seen = sign_in(chair), str(story.commitment.version)
    assert len(client.get("/desk/").context["drafts"]) == 1
    story.take("withdraw", authority)
    day = date_format(day_of_the_house())
    for answer in (
        client.get(url_of(story, "consult")),
        client.post(url_of(story, "consult"), {"note": "My words", "seen": seen}),
    ):
        words = answer.content.decode()
        assert f"State XA: “Withdraw”, {day}. The stage is now “Withdrawn”, and nothing more can be done here." in words
        assert "You may write already" not in words
        assert 'type="submit">Open consultations' not in words
        assert "Copy my text" in words
    assert "My words" in words
    page = client.get("/desk/")
    assert page.context["drafts"] == []
    assert "A draft is waiting" not in client.get(story.commitment.get_absolute_url()).content.decode()


def test_a_blocked_step_shows_why_and_is_refused_with_the_same_sentence(story, chair, sign_in):
    story.to(State.COORDINATED)
    client, why = sign_in(chair), "A coordinator is designated already."
    words = client.get(url_of(story, "designate-another-coordinator")).content.decode()
    assert why in words
    assert 'type="submit">Designate a coordinator' not in words
    refused = post(client, story, "designate-another-coordinator", party="XA")
    assert refused.status_code == 422
    assert why in refused.content.decode()


def test_who_can_be_designated_is_told_with_whether_it_offered(story, chair, stranger, sign_in):
    client, nobody_offered = sign_in(chair), "No state has offered to coordinate here yet"
    story.take("join", stranger).take("consult", chair, note="Consulting.")
    assert nobody_offered in client.get(url_of(story, "designate-coordinator")).content.decode()
    story.take("offer-to-coordinate", story.author)
    words = client.get(url_of(story, "designate-coordinator")).content.decode()
    assert "State XA (offered to coordinate)" in words
    assert nobody_offered not in words
    assert ">State XB<" in words
    refused = post(client, story, "designate-coordinator", party="XB")
    assert refused.status_code == 422
    assert "say how it agreed" in refused.content.decode()
    answer = post(client, story, "designate-coordinator", party="XB", note="It agreed by telephone.", once_key="again")
    assert answer.status_code == 302


def test_the_page_of_a_step_says_how_surely_it_rests_on_its_article(story, chair, authority, sign_in):
    assert "from the instrument" in sign_in(chair).get(url_of(story, "consult")).content.decode()
    story.to(State.DRAFTED)
    words = sign_in(authority).get(url_of(story, "call-back")).content.decode()
    assert "ours, to be confirmed by the Secretariat" in words
    assert "no article" in words


def test_an_insider_without_the_right_is_refused_and_a_stranger_finds_nothing(story, stranger, observer, sign_in):
    assert sign_in(stranger).get(url_of(story, "consult")).status_code == 403
    assert post(sign_in(stranger), story, "consult", note="No.").status_code in (403, 422)
    client = sign_in(observer)
    unseen, unknown = client.get(url_of(story, "consult")), client.get("/commitments/CBM-1-1/steps/consult/")
    assert (unseen.status_code, unseen.content) == (404, unknown.content)
    assert client.post(url_of(story, "consult"), {"note": "No."}).status_code == 404
    assert stands(story) == State.INDICATED


@pytest.mark.parametrize("step", ["fly", "indicate", "open-exchange"])
def test_what_is_no_step_of_the_table_is_not_found(story, chair, sign_in, step):
    assert sign_in(chair).get(url_of(story, step)).status_code == 404


def test_a_preparer_under_two_keys_may_write_and_say_ready_and_is_refused_to_submit(story, preparer, sign_in):
    story.to(State.COORDINATED)
    client = sign_in(preparer)
    words = client.get(url_of(story, "submit-draft")).content.decode()
    assert "Ready for the authority" in words
    assert 'type="submit">Submit the draft concept paper' not in words
    refused = post(client, story, "submit-draft", text="A paper.")
    assert refused.status_code == 422
    assert "its authority submits" in refused.content.decode()
    assert stands(story) == State.COORDINATED


def test_a_file_that_is_refused_says_why_at_its_field(story, authority, sign_in):
    story.to(State.COORDINATED)
    for name, content in [("paper.pdf", b"no pdf at all"), ("paper.exe", b"MZ"), ("paper.docx", b"")]:
        file = SimpleUploadedFile(name, content)
        response = post(sign_in(authority), story, "submit-draft", file=file, note="Kept note")
        assert response.status_code == 422
        assert "errorlist" in response.content.decode()
        assert "Kept note" in response.content.decode()
    assert stands(story) == State.COORDINATED


@pytest.mark.parametrize(
    "given",
    [
        {"seen": "x"},
        {"note": "\x00"},
        {"once_key": "k" * 100},
        {"once_key": "\x00"},
        {"seen": "9" * 30},
    ],
)
def test_nonsense_is_answered_with_a_page(story, chair, sign_in, given):
    response = sign_in(chair).post(url_of(story, "consult"), {"note": "A note.", **given})
    assert response.status_code in (302, 409, 422)


def test_an_officer_enters_a_step_on_a_state_s_behalf(story, officer, xb, stranger, sign_in):
    client = sign_in(officer)
    words = client.get(url_of(story, "join")).content.decode()
    assert 'value="XB"' in words
    assert 'value="XA"' not in words, "XA intends it already"
    assert post(client, story, "join", note="By letter.").status_code == 422
    entered = {"on_behalf_of": "XB", "channel": "email", "letter_reference": "No. 12"}
    assert post(client, story, "join", note="By letter.", **entered).status_code == 302
    taken = StepTaken.objects.get(step="join")
    assert (taken.on_behalf_of, taken.by, taken.channel) == (xb, officer, "email")


def test_a_compilation_begins_with_the_views_shared_with_the_members(authority, chair, officer, stranger, xb, sign_in):
    story = Story(author=authority, chair=chair, officer=officer, modality="b")
    shared = {"commitment": story.commitment, "by": authority, "owner": story.state}
    share_view(text="Seen by the members.", audience="members", **shared)
    share_view(text="For the Chair alone.", audience="secretariat", **shared)
    words = sign_in(officer).get(url_of(story, "compile")).content.decode()
    assert "State XA (" in words
    assert "Seen by the members." in words
    assert "For the Chair alone." not in words


def test_a_new_version_begins_with_the_one_before(story, authority, sign_in):
    story.to(State.CIRCULATED)
    words = sign_in(authority).get(url_of(story, "revise")).content.decode()
    assert "First paragraph." in words


def test_the_whole_of_modality_a_is_walked_by_its_forms(story, authority, stranger, chair, officer, xb, sign_in):
    a, b, c, o = (sign_in(person) for person in (authority, stranger, chair, officer))
    members_attend(story.meetings[Body.SENIOR_OFFICIALS], officer)
    swg, soc = story.meetings[Body.WORKING_GROUP].reference, story.meetings[Body.SENIOR_OFFICIALS].reference
    for client, step, given in [
        (b, "join", {}),
        (a, "offer-to-coordinate", {}),
        (b, "offer-to-coordinate", {"once_key": "other"}),
        (c, "consult", {"note": "Consulting."}),
        (c, "designate-coordinator", {"party": "XA"}),
        (c, "designate-co-coordinator", {"party": "XB"}),
        (a, "submit-draft", {"text": "Text."}),
        (o, "circulate", {"audience": "members"}),
        (o, "return-for-revision", {"meeting": swg, "note": "More."}),
        (a, "submit-draft", {"text": "Text two.", "once_key": "second"}),
        (o, "circulate", {"audience": "observers", "once_key": "second circulation"}),
        (o, "consider", {"meeting": swg}),
        (o, "put-before-soc", {"meeting": soc}),
        (o, "decide", {"meeting": soc, "on": day_of_the_house().isoformat(), **DECIDED}),
        (a, "begin-implementation", {}),
        (a, "rest", {"note": "A pause."}),
        (a, "resume", {"note": "Again."}),
        (a, "complete", {"note": "Done."}),
    ]:
        response = post(client, story, step, **given)
        assert response.status_code == 302, (step, response.content.decode())
        story.commitment = Commitment.objects.with_everything().get(pk=story.commitment.pk)
    assert story.commitment.state == State.COMPLETED
    words = a.get(story.commitment.get_absolute_url()).content.decode()
    assert "It is completed. No action is pending." in words


def test_the_last_state_is_told_that_the_commitment_ends_and_looks_twice(story, authority, stranger, sign_in):
    client, last = sign_in(authority), "You are the last state; the commitment ends."
    story.take("join", stranger)
    assert "You are the last state" not in client.get(url_of(story, "withdraw")).content.decode()
    assert post(client, story, "withdraw").status_code == 302, "another state stays"
    story.commitment = Commitment.objects.get(pk=story.commitment.pk)
    client = sign_in(stranger)
    assert "with your withdrawal the commitment ends" in client.get(url_of(story, "withdraw")).content.decode()
    looked = post(client, story, "withdraw", note="We leave.", once_key="last")
    assert looked.status_code == 200
    assert last in looked.content.decode()
    assert stands(story) == State.INDICATED
    carried = {name: looked.context["form"][name].value() for name in ("seen", "once_key", "previewed")}
    assert client.post(url_of(story, "withdraw"), {"note": "We leave.", **carried}).status_code == 302
    assert stands(story) == State.WITHDRAWN


def test_what_may_stay_empty_says_so_and_the_paper_that_may_be_left_out_is_named(story, authority, chair, sign_in):
    words = sign_in(chair).get(url_of(story, "consult")).content.decode()
    assert ">Note<" in words, "the Chair says something here"
    story.to(State.COORDINATED)
    words = sign_in(authority).get(url_of(story, "submit-draft")).content.decode()
    assert "<legend>Concept paper</legend>" in words
    for label in (">Title of the paper (optional)<", ">Text of the paper<", ">File of the paper<", ">Note (optional)<"):
        assert label in words
    story.to(State.APPROVED)
    words = sign_in(authority).get(url_of(story, "begin-implementation")).content.decode()
    assert "<legend>Action plan (optional)</legend>" in words
    assert ">Title of the paper<" in words


def test_of_a_measure_or_an_area_neither_is_called_optional(authority, sign_in):
    words = sign_in(authority).get("/commitments/begin/", {"about": a_measure().area.reference}).content.decode()
    for label in (">Measure<", ">Or an area<", ">Topic, in your own words (optional)<", ">Title<", ">Statement<"):
        assert label in words


def test_where_a_meeting_is_chosen_a_way_leads_to_planning_one_for_whoever_may(authority, chair, officer, sign_in):
    story = Story(author=authority, chair=chair, officer=officer, modality="b").to(State.COMPILED)
    page = sign_in(officer).get(url_of(story, "convene")).content.decode()
    assert 'href="/meetings/plan/?body=specialised"' in page
    assert sign_in(officer).get("/meetings/plan/?body=specialised").context["form"]["body"].value() == "specialised"


def test_experts_are_chosen_from_those_nominated(authority, chair, officer, sign_in):
    story = Story(author=authority, chair=chair, officer=officer, modality="b")
    expert = nominate(owner=story.state, name="Dr Expert", commitment=story.commitment, by=authority)
    story.to(State.CONVENED)
    response = post(sign_in(officer), story, "entrust", experts=[str(expert.uid)])
    assert response.status_code == 302
    assert [one.name for one in StepTaken.objects.get(step="entrust").experts.all()] == ["Dr Expert"]


def test_other_words_under_the_key_of_a_step_that_was_taken_are_shown_again_and_not_swallowed(story, chair, sign_in):
    client, seen = sign_in(chair), story.commitment.version
    once = {"note": "Consulting.", "seen": seen, "once_key": "key"}
    assert [client.post(url_of(story, "consult"), once).status_code for _press in range(2)] == [302, 302]
    answer = client.post(url_of(story, "consult"), {**once, "note": "On second thoughts."})
    assert answer.status_code == 409
    assert "On second thoughts." in answer.content.decode()
    assert answer.context["form"]["once_key"].value() != "key"


def test_a_key_that_somebody_else_used_begins_nothing_and_is_no_fault(story, authority, stranger, sign_in):
    area = story.commitment.area.reference
    asked = {"modality": "a", "area": area, "topic": "T", "title": "T", "statement": "S", "audience": "members"}
    asked["once_key"] = "key"
    first = sign_in(authority)
    assert [pressed_twice(first, asked).status_code for _press in range(2)] == [302, 302]
    for client, given in [(sign_in(stranger), {}), (first, {"statement": "Another"})]:
        answer = pressed_twice(client, {**asked, **given})
        assert answer.status_code == 422
        assert "This form was sent already" in answer.content.decode()
    assert Commitment.objects.filter(steps__once_key="key").count() == 1
    assert Commitment.objects.count() == 2


def test_as_many_are_told_of_a_circulation_as_its_form_said_beforehand(story, officer, authority, stranger, sign_in):
    story.to(State.DRAFTED)
    client = sign_in(officer)
    form = client.get(url_of(story, "circulate")).content.decode()
    [ahead] = re.findall(r"(\d+) people are told", form)
    page = client.get(post(client, story, "circulate", audience="members").url).content.decode()
    [behind] = re.findall(r"(\d+) people were told", page)
    assert (ahead, int(behind) > 2) == (behind, True)
