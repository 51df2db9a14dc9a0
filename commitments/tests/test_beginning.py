"""Beginning a commitment: one question, the modality suggested with its reason, a look at the answers, the register."""

import html
import re

import pytest
from django.utils import timezone

from commitments.models import Commitment
from commitments.tests.stories import Story, a_measure
from commitments.tests.test_commitment_pages import begin_with, pressed_twice
from law.choices import PaperKind, SubjectKind
from law.cica.states import State
from law.editions import edition_on, editions
from members.actions import keep_draft
from members.models import Draft
from notices.models import Notice
from papers.models import Paper, PaperVersion
from record.dates import day_of_the_house

pytestmark = pytest.mark.django_db
BEGIN = "/commitments/begin/"
SUGGESTS = "Suggested: Modality ({})"


@pytest.fixture
def story(authority, chair, officer):
    return Story(author=authority, chair=chair, officer=officer)


def text_of(answer) -> str:
    return answer.content.decode()


def test_one_question_comes_before_the_form_with_the_catalogue_as_its_answers(authority, sign_in):
    measure = a_measure()
    answer = sign_in(authority).get(BEGIN)
    words = text_of(answer)
    assert answer.status_code == 200
    for reference in (measure.reference, measure.area.reference):
        assert f'href="?about={reference}"' in words
        assert 'name="statement"' in text_of(sign_in(authority).get(f"{BEGIN}?about={reference}"))
    assert 'name="statement"' not in words


def test_what_a_link_named_besides_goes_along_with_the_answer(story, authority, sign_in):
    link = f"{BEGIN}?title=Ports&audience=observers"
    measure, client = a_measure(), sign_in(authority)
    [address] = set(re.findall(rf'href="(\?[^"]*about={measure.reference})"', text_of(client.get(link))))
    form = client.get(BEGIN + html.unescape(address)).context["form"]
    assert (form["title"].value(), form["audience"].value()) == ("Ports", "observers")
    assert form["measure"].value() == measure.reference


def test_who_goes_on_without_an_answer_or_with_one_that_is_none_is_asked_again(authority, sign_in):
    client = sign_in(authority)
    for asked in ("", "CBM-2007-NO-99"):
        answer = client.get(BEGIN, {"about": asked})
        assert answer.status_code == 422
        assert "Choose a measure, or an area." in text_of(answer)


def test_of_a_measure_an_intention_is_suggested_and_of_an_area_an_exchange_with_the_reason(authority, sign_in):
    measure, client = a_measure(), sign_in(authority)
    for reference, letter, article in (
        (measure.reference, "a", "CoA (a) 1"),
        (measure.area.reference, "b", "CoA (b) 1"),
    ):
        words = text_of(client.get(BEGIN, {"about": reference}))
        assert SUGGESTS.format(letter) in words
        assert article.replace(" ", "\xa0") in words or article in words
        assert "checked" not in words.partition('name="modality"')[2].partition("</fieldset>")[0]


def test_what_it_is_about_stands_in_words_and_its_fields_are_folded_up_until_one_is_wrong(authority, sign_in):
    measure, client = a_measure(), sign_in(authority)
    words = text_of(client.get(BEGIN, {"about": measure.reference}))
    assert '<details class="form-section form-answered">' in words
    assert f'<option value="{measure.reference}" selected' in words
    wrong = text_of(client.post(BEGIN, {"measure": measure.reference, "topic": "Ports", "title": "Kept as typed"}))
    assert '<details class="form-section form-answered">' not in wrong
    assert "A topic in its own words goes with an area, not with a measure." in wrong
    assert 'value="Kept as typed"' in wrong


def test_the_answers_are_looked_at_before_anything_is_registered(authority, sign_in):
    client = sign_in(authority)
    asked = {"modality": "a", "measure": a_measure().reference, "title": "Corridors", "statement": "We intend it."}
    asked |= {"audience": "members", "once_key": "key"}
    looked_at = client.post(BEGIN, asked)
    assert looked_at.status_code == 200
    told = dict(looked_at.context["form"].told)
    assert (told["Title"], told["Statement"]) == ("Corridors", "We intend it.")
    assert str(told["Modality"]).startswith("Modality (a)")
    assert not Commitment.objects.exists()
    # Whoever changes an answer looks again.
    previewed = looked_at.context["form"]["previewed"].value()
    assert client.post(BEGIN, {**asked, "title": "Ports", "previewed": previewed}).status_code == 200
    assert not Commitment.objects.exists()
    assert pressed_twice(client, {**asked, "title": "Ports"}).status_code == 302
    assert Commitment.objects.get().title == "Ports"


def test_an_officer_with_the_letter_at_hand_registers_at_once(officer, xa, sign_in):
    asked = {"modality": "a", "measure": a_measure().reference, "title": "T", "statement": "S", "audience": "members"}
    asked |= {"on_behalf_of": "XA", "channel": "note-verbale", "letter_reference": "No. 12", "once_key": "key"}
    assert sign_in(officer).post(BEGIN, asked).status_code == 302


def test_a_draft_is_shown_and_no_question_comes_before_it(authority, xa, sign_in):
    answers = {"title": "Half a title", "statement": "Half a sentence"}
    draft = keep_draft(by=authority, form="commitment.begin", answers=answers, owner=xa)
    words = text_of(sign_in(authority).get(draft.get_absolute_url()))
    assert 'value="Half a title"' in words
    assert "?about=" not in words


def typed(client, page, **given):
    """Keep what is typed on a page of the form, as its script does."""
    hidden = dict(page.context["hidden"])
    answer = client.post("/drafts/", {**hidden, "kept_seen": "", **given}, HTTP_ACCEPT="application/json")
    assert answer.status_code == 200
    return hidden


def test_a_new_commitment_begins_anew_and_names_the_drafts_that_wait(authority, xa, sign_in):
    client, measure = sign_in(authority), a_measure()
    about = {"about": measure.reference}
    for title in ("Training of rescue teams", "Investment days"):
        page = client.get(BEGIN, about)
        assert not page.context["form"]["title"].value(), "it begins anew"
        typed(client, page, title=title, measure=measure.reference)
    assert sorted(Draft.objects.values_list("answers__title", flat=True)) == [
        "Investment days",
        "Training of rescue teams",
    ]
    for page in (client.get(BEGIN), client.get(BEGIN, {"about": measure.area.reference})):
        assert [other.draft.called for other in page.context["waiting"]] == [
            "Investment days",
            "Training of rescue teams",
        ]
    assert page.context["form"]["area"].value() == measure.area.reference, "what the link is about is heeded"
    first = Draft.objects.get(answers__title="Training of rescue teams")
    again = client.get(first.get_absolute_url())
    assert again.context["form"]["title"].value() == "Training of rescue teams"
    assert "Training of rescue teams" in text_of(client.get("/desk/"))


def test_a_draft_that_waits_is_discarded_and_the_others_stay(authority, preparer, stranger, xa, sign_in):
    client, about = sign_in(authority), {"about": a_measure().reference}
    for title in ("Given up", "Kept"):
        typed(client, client.get(BEGIN, about), title=title)
    [given_up] = [other for other in client.get(BEGIN).context["waiting"] if other.draft.called == "Given up"]
    press = {**dict(given_up.hidden), "discard": "1"}
    assert sign_in(stranger).post("/drafts/", press).status_code in (302, 404)
    assert Draft.objects.count() == 2, "another state discards nothing"
    assert client.post("/drafts/", press).url == BEGIN
    assert [draft.called for draft in Draft.objects.all()] == ["Kept"]


def test_the_key_of_another_states_draft_opens_and_writes_nothing(authority, stranger, xb, sign_in):
    theirs = keep_draft(by=stranger, form="commitment.begin", answers={"title": "Theirs"}, owner=xb)
    client = sign_in(authority)
    link = {"about": a_measure().reference, "draft": str(theirs.uid)}
    page = client.get(BEGIN, link)
    assert "Theirs" not in text_of(page)
    hidden = dict(page.context["hidden"])
    assert client.post("/drafts/", {**hidden, "title": "Mine"}).status_code == 404
    assert [draft.called for draft in Draft.objects.all()] == ["Theirs"]


def test_registering_takes_its_own_draft_away_and_no_other(authority, xa, sign_in):
    client, about = sign_in(authority), {"about": a_measure().reference}
    keep_draft(by=authority, form="commitment.begin", answers={"title": "Another"}, owner=xa)
    hidden = typed(client, client.get(BEGIN, about), title="Corridors")
    assert begin_with(client, **hidden).status_code == 302
    assert [draft.called for draft in Draft.objects.all()] == ["Another"]


def test_a_copy_begins_with_the_words_of_the_other_and_leads_there_from_its_page(story, authority, sign_in):
    client, earlier = sign_in(authority), story.commitment
    Commitment.objects.filter(pk=earlier.pk).update(statement="As we said.", title_in={"ru": "Коридоры"})
    link = f"{BEGIN}?like={earlier.reference}"
    assert f'href="{link}"' in text_of(client.get(earlier.get_absolute_url()))
    form = client.get(link).context["form"]
    begun = {
        name: form[name].value() for name in ("title", "statement", "title_in_ru", "measure", "modality", "renews")
    }
    assert begun == {
        "title": earlier.title,
        "statement": "As we said.",
        "title_in_ru": "Коридоры",
        "measure": earlier.measure.reference,
        "modality": earlier.modality,
        "renews": None,
    }
    begin_with(client, title="Another")
    assert Commitment.objects.get(title="Another").renews is None


def test_nothing_is_copied_of_what_counts_no_more_and_it_reads_as_what_is_not_there(story, authority, sign_in):
    Commitment.objects.filter(pk=story.commitment.pk).update(title="Struck out", mistaken_at=timezone.now())
    client, keys = sign_in(authority), (story.commitment.reference, "CBM-2007-ECO-99-01")
    pages = (text_of(client.get(BEGIN, {"like": key})).replace(key, "") for key in keys)
    struck, unknown = (re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page) for page in pages)
    assert "Struck out" not in struck
    assert struck == unknown


def test_a_copy_stands_beside_a_draft_that_is_kept(story, authority, xa, sign_in):
    keep_draft(by=authority, form="commitment.begin", answers={"title": "Half a title"}, owner=xa)
    client, link = sign_in(authority), {"like": story.commitment.reference}
    page = client.get(BEGIN, link)
    assert page.context["form"]["title"].value() == story.commitment.title
    assert [other.draft.called for other in page.context["waiting"]] == ["Half a title"]


def test_every_kind_of_subject_has_one_modality_that_suits_it_and_says_why() -> None:
    for edition in editions():
        for kind in SubjectKind:
            [flow] = [flow for flow in edition.workflows if kind in flow.suits]
            assert flow.why_it_suits
            assert flow.suits_by
    assert edition_on(day_of_the_house()) in editions()


# -- A paper that begins as another.


@pytest.fixture
def two(authority, chair, officer):
    """A commitment whose paper was circulated, and one whose paper is still to be written."""
    people = {"author": authority, "chair": chair, "officer": officer}
    return Story(**people).to(State.CIRCULATED), Story(**people).to(State.COORDINATED)


def test_a_paper_begins_as_another_of_its_kind_where_one_may_hand_one_in(two, authority, stranger, sign_in):
    written, waiting = two
    version = PaperVersion.objects.get(paper__folder__commitment=written.commitment)
    link = f"/commitments/{waiting.commitment.reference}/steps/submit-draft/?like={str(version).replace('/', '%2F')}"
    client = sign_in(authority)
    assert f'href="{link}"' in text_of(client.get(version.get_absolute_url()))
    form = client.get(link).context["form"]
    assert (form["title"].value(), form["text"].value()) == (version.paper.title, version.text)
    # Who reads the paper and may hand in none is offered none.
    assert "/steps/submit-draft/?like=" not in text_of(sign_in(stranger).get(version.get_absolute_url()))


def test_of_a_paper_that_one_does_not_read_or_of_another_kind_nothing_is_copied(two, authority, sign_in):
    written, waiting = two
    version = PaperVersion.objects.get(paper__folder__commitment=written.commitment)
    page = f"/commitments/{waiting.commitment.reference}/steps/submit-draft/"
    for key in ("CBM-2007-ECO-99-01/CP/1/1", "nonsense", "/"):
        assert not sign_in(authority).get(page, {"like": key}).context["form"]["text"].value()
    Paper.objects.filter(pk=version.paper_id).update(kind=PaperKind.WORKING)
    assert not sign_in(authority).get(page, {"like": str(version)}).context["form"]["text"].value()


# -- Two keys: the preparer says that it is ready, the authority looks at it and registers.


def ready(client, **given):
    """Press "Ready for the authority" on the page of a new commitment."""
    hidden = dict(client.get(BEGIN, {"about": a_measure().reference}).context["hidden"])
    return client.post(BEGIN, {**hidden, "kept_seen": "", "ready": "1", "statement": "We intend it.", **given})


def test_ready_says_what_is_missing_and_keeps_the_draft_all_the_same(preparer, authority, sign_in):
    answer = ready(sign_in(preparer), title="Investment days")
    words = text_of(answer)
    assert answer.status_code == 422
    assert "Choose a measure, or an area." in words or "Choose: Modality." in words
    assert 'value="Investment days"' in words
    draft = Draft.objects.get()
    assert (draft.called, draft.is_ready) == ("Investment days", False)
    assert not Notice.objects.filter(kind="draft-ready").exists(), "the authority isn't called for nothing"


def test_what_is_ready_the_authority_finds_as_answers_to_check_and_registers_with_the_next_press(
    preparer, authority, sign_in
):
    complete = {"modality": "a", "measure": a_measure().reference, "title": "Corridors", "audience": "members"}
    assert ready(sign_in(preparer), **complete).status_code == 302
    draft = Draft.objects.get()
    assert draft.is_ready
    client = sign_in(authority)
    page = client.get(draft.get_absolute_url())
    assert "Check your answers" in text_of(page)
    assert not Commitment.objects.exists(), "to look at it registers nothing"
    form = page.context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, "")}
    assert client.post(BEGIN, {**sent, **dict(page.context["hidden"])}).status_code == 302
    assert Commitment.objects.get().title == "Corridors"
    assert not Draft.objects.exists()


def test_whoever_registers_is_told_who_was_told_and_what_may_come_next(authority, chair, officer, stranger, sign_in):
    client = sign_in(authority)
    page = client.get(begin_with(client).url)
    words = text_of(page)
    assert "Who was told" in words
    assert (page.context["begun"].secretariat, [state.code for state in page.context["begun"].states]) == (
        True,
        ["XB", "XC"],
    )
    assert "The Chair may consult on a coordinator." in words
    assert "Who was told" not in text_of(sign_in(stranger).get(page.request["PATH_INFO"], {"begun": "1"}))
    assert "Who was told" not in text_of(client.get(page.request["PATH_INFO"]))
