"""Commitments through the door of the admin: the Secretariat's own steps, and those a state sent by letter."""

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commitments.actions import nominate, share_view
from commitments.models import Commitment, ExpertNomination, StepTaken
from commitments.tests.stories import Story, a_measure
from journal.models import Entry
from law.choices import Modality
from law.cica.states import State
from members.choices import Audience
from members.models import Draft
from papers.tests.files.pdfs import a_pdf
from record.choices import Channel

pytestmark = pytest.mark.django_db
LIST = "/admin/commitments/commitment/"
BEGIN = f"{LIST}begin/"


def page_of(commitment) -> str:
    return reverse("admin:commitments_commitment_change", args=[commitment.pk])


def step_of(commitment, step: str) -> str:
    return reverse("admin:commitments_commitment_act", args=[commitment.pk, step])


def a_scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("note.pdf", a_pdf(), "application/pdf")


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


@pytest.fixture
def story(authority, chair, officer):
    return Story(author=authority, chair=chair, officer=officer)


def shown(office, address: str) -> dict[str, str]:
    """What the page's hidden fields hold, as a browser sends them back."""
    return kept_by(office.get(address))


def kept_by(page) -> dict[str, str]:
    return {field.name: str(field.value() or "") for field in page.context["hidden"]}


def openings(office, commitment) -> dict[str, list[str]]:
    found = office.get(page_of(commitment)).context["acts"]
    return {one.step.name: [str(problem) for problem in one.problems] for one, _address in found}


# -- What is offered.


def test_the_page_offers_the_secretariats_own_steps_and_those_that_states_send(office, story):
    story.to(State.DRAFTED)
    found = office.get(page_of(story.commitment))
    by_name = {one.step.name: one for one, _address in found.context["acts"]}
    assert by_name["circulate"].is_own
    assert not by_name["withdraw"].is_own
    assert by_name["withdraw"].states == (story.state,)
    for name in ("circulate", "withdraw", "join"):
        assert step_of(story.commitment, name) in found.content.decode()


def test_to_the_rest_of_the_staff_the_page_offers_no_step_and_none_opens(
    office, story, assistant, translator, staff_reader, sign_in
):
    story.to(State.DRAFTED)
    for person in (assistant, translator, staff_reader):
        client = sign_in(person)
        assert list(client.get(page_of(story.commitment)).context["acts"]) == []
        for name in ("circulate", "withdraw", "complete"):
            assert client.get(step_of(story.commitment, name)).status_code == 403, (person, name)


def test_a_blocked_step_is_shown_with_its_sentence_and_leads_nowhere(office, story):
    story.to(State.COORDINATED)
    [sentence] = openings(office, story.commitment)["ask-the-states"]
    answer = office.get(page_of(story.commitment)).content.decode()
    assert sentence in answer
    assert step_of(story.commitment, "ask-the-states") not in answer
    page = office.get(step_of(story.commitment, "ask-the-states"))
    assert sentence in page.content.decode()
    assert not page.context["may_submit"]


def test_what_is_not_offered_here_leads_back_to_the_commitment(office, story):
    assert office.get(step_of(story.commitment, "rest")).url == page_of(story.commitment)
    assert office.get(step_of(story.commitment, "nothing-like-this")).status_code == 404
    assert office.get(f"{LIST}999999/step/consult/").status_code == 302


def test_a_commitment_that_ended_offers_nothing(office, story):
    story.to(State.COMPLETED)
    assert openings(office, story.commitment) == {}


# -- Taking a step.


def test_an_officer_takes_a_step_of_the_secretariat(office, officer, story):
    story.to(State.DRAFTED)
    address = step_of(story.commitment, "circulate")
    form = {**shown(office, address), "audience": "members", "note": "For comment."}
    answer = office.post(address, form, follow=True)
    assert answer.redirect_chain == [(page_of(story.commitment), 302)]
    taken = StepTaken.objects.get(step="circulate")
    assert (taken.by, taken.on_behalf_of, taken.channel, taken.note) == (officer, None, Channel.PORTAL, "For comment.")
    assert taken.to_state == State.CIRCULATED
    assert [entry.verb for entry in Entry.objects.about(story.commitment).in_order()][-1] == "circulate"
    assert "For comment." in answer.content.decode()


def test_a_step_is_entered_on_a_states_behalf_with_the_note_verbale_that_said_so(office, officer, story, xb):
    address = step_of(story.commitment, "join")
    letter = {"on_behalf_of": "XB", "channel": "note-verbale", "letter_language": "en"}
    answer = office.post(address, {**shown(office, address), **letter, "letter": a_scan(), "note": "We join."})
    assert answer.url == page_of(story.commitment)
    taken = StepTaken.objects.get(step="join")
    assert (taken.by, taken.on_behalf_of, taken.channel) == (officer, xb, Channel.NOTE_VERBALE)
    assert taken.scan.file_type == "application/pdf"
    assert taken.scan.on_behalf_of == xb
    assert story.commitment.intentions.running().filter(participant=xb).exists()


def test_a_step_of_states_asks_on_whose_behalf_and_by_which_way(office, story, xb):
    address = step_of(story.commitment, "join")
    form = {**shown(office, address), "note": "Somebody joins."}
    nobody = office.post(address, form)
    assert nobody.status_code == 422
    assert "Say on whose behalf" in nobody.content.decode()
    no_way = office.post(address, {**form, "on_behalf_of": "XB"})
    assert "by which way it reached" in no_way.content.decode()
    assert "Somebody joins." in no_way.content.decode()
    assert not StepTaken.objects.filter(step="join").exists()


def test_only_states_to_which_a_step_is_offered_can_be_named(office, story, xb):
    address = step_of(story.commitment, "withdraw")
    form = {**shown(office, address), "on_behalf_of": "XB", "channel": "email"}
    answer = office.post(address, form)
    assert answer.status_code == 422
    assert not StepTaken.objects.filter(step="withdraw").exists()


def test_a_letter_without_a_state_is_not_lost_in_silence(office, story):
    story.to(State.IMPLEMENTING)
    address = step_of(story.commitment, "rest")
    form = {**shown(office, address), "note": "A pause.", "channel": "email", "letter": a_scan()}
    answer = office.post(address, form)
    assert answer.status_code == 422
    assert "Files have to be chosen again" in answer.content.decode()
    assert Commitment.objects.get().state == State.IMPLEMENTING


def test_a_refused_step_says_why_and_keeps_the_text(office, story):
    story.to(State.CIRCULATED)
    address = step_of(story.commitment, "return-for-revision")
    answer = office.post(address, {**shown(office, address), "note": "Say more on rail."})
    assert answer.status_code == 422
    assert "Say more on rail." in answer.content.decode()
    assert answer.context["adminforms"][-1].form.errors.keys() == {"meeting"}
    assert Commitment.objects.get().state == State.CIRCULATED


def test_a_file_that_is_no_paper_is_refused_at_its_field(office, story, xb):
    address = step_of(story.commitment, "join")
    file = SimpleUploadedFile("note.exe", b"MZ")
    letter = {"on_behalf_of": "XB", "channel": "email", "letter": file}
    answer = office.post(address, {**shown(office, address), **letter, "note": "We join."})
    assert answer.status_code == 422
    assert answer.context["adminforms"][0].form.errors.keys() == {"letter"}
    assert "We join." in answer.content.decode()


def test_whoever_was_overtaken_sees_it_with_the_text_kept_and_may_send_it_again(office, story, authority, stranger, xb):
    story.take("join", stranger)
    address = step_of(story.commitment, "withdraw")
    letter = {"on_behalf_of": "XA", "channel": "email", "letter_reference": "No. 12"}
    form = {**shown(office, address), **letter, "note": "Our priorities changed."}
    story.take("offer-to-coordinate", authority)
    answer = office.post(address, form)
    assert answer.status_code == 409
    assert "moved on while you were writing" in answer.content.decode()
    assert "Our priorities changed." in answer.content.decode()
    again = {**form, **kept_by(answer)}
    assert office.post(address, again).status_code == 302
    assert Commitment.objects.with_everything().get().intending_states() == [xb]


def test_the_secretariat_looks_twice_at_the_letter_by_which_the_last_state_withdraws(office, story):
    address = step_of(story.commitment, "withdraw")
    letter = {"on_behalf_of": "XA", "channel": "email", "letter_reference": "No. 12"}
    looked = office.post(address, {**shown(office, address), **letter})
    assert looked.status_code == 200
    assert "You are the last state; the commitment ends." in looked.content.decode()
    assert office.post(address, {**letter, **kept_by(looked)}).status_code == 302
    assert Commitment.objects.get().state == State.WITHDRAWN


def test_a_step_that_is_no_longer_offered_keeps_the_text_too(office, story):
    story.to(State.DRAFTED)
    address = step_of(story.commitment, "circulate")
    form = {**shown(office, address), "audience": "members", "note": "A long note."}
    story.to(State.CONSIDERED)
    answer = office.post(address, form)
    assert answer.status_code == 409
    assert "A long note." in answer.content.decode()
    assert not answer.context["may_submit"]


def test_two_presses_take_one_step(office, story):
    story.to(State.DRAFTED)
    address = step_of(story.commitment, "circulate")
    form = {**shown(office, address), "audience": "members"}
    assert [office.post(address, form).url for _press in range(2)] == [page_of(story.commitment)] * 2
    assert StepTaken.objects.filter(step="circulate").count() == 1
    assert Entry.objects.about(story.commitment).filter(verb="circulate").count() == 1


def test_a_compilation_begins_as_the_views_that_were_shared(authority, chair, officer, office):
    story = Story(author=authority, chair=chair, officer=officer, modality=Modality.B)
    given = {"commitment": story.commitment, "owner": story.state, "by": authority}
    share_view(**given, text="Rail first.", audience=Audience.MEMBERS)
    share_view(**given, text="Kept to ourselves.", audience=Audience.OWN)
    text = office.get(step_of(story.commitment, "compile")).content.decode()
    assert "Rail first." in text
    assert "Kept to ourselves." not in text


# -- Beginning.


def test_a_commitment_is_entered_for_a_state_once_however_often_the_button_is_pressed(office, officer, xa):
    measure = a_measure()
    assert BEGIN in office.get(LIST).content.decode()
    letter = {"on_behalf_of": "XA", "channel": "note-verbale", "letter_language": "en"}
    words = {"modality": "a", "measure": measure.reference, "title": "Corridors", "statement": "We intend it."}
    form = {**shown(office, BEGIN), **letter, **words, "audience": "members"}
    first = office.post(BEGIN, {**form, "letter": a_scan()})
    second = office.post(BEGIN, {**form, "letter": a_scan()})
    made = Commitment.objects.get()
    assert first.url == second.url == page_of(made)
    assert made.intending_states() == [xa]
    [taken] = made.steps.all()
    assert (taken.by, taken.on_behalf_of, taken.channel) == (officer, xa, Channel.NOTE_VERBALE)
    assert taken.scan is not None


def test_nobody_is_taken_to_have_begun_anything(office, xa, xo):
    measure = a_measure()
    words = {"modality": "a", "measure": measure.reference, "title": "Corridors", "statement": "We intend it."}
    for state in ({}, {"on_behalf_of": "XO", "channel": "email"}):
        answer = office.post(BEGIN, {**shown(office, BEGIN), **words, **state, "audience": "members"})
        assert answer.status_code == 422
        assert "We intend it." in answer.content.decode()
    assert not Commitment.objects.exists()


# -- What is read only.


def test_the_state_and_what_a_state_said_are_not_written_by_a_crafted_form(office, story):
    path = page_of(story.commitment)
    form = {
        "_version": office.get(path).context["version"],
        "note": "Our own note.",
        "state": "approved",
        "title": "Another",
        "statement": "Another",
        "audience": "public",
        "version": "99",
        "source": "Nowhere",
    }
    context = office.get(path).context
    for one in context["inline_admin_formsets"]:
        management = one.formset.management_form.initial
        form |= {f"{one.formset.prefix}-{key}": value for key, value in management.items()}
        form |= {f"{one.formset.prefix}-0-note": "Forged", f"{one.formset.prefix}-0-to_state": "approved"}
    before = story.commitment
    assert office.post(path, form).status_code == 302
    row = Commitment.objects.get()
    assert row.note == "Our own note."
    for name in ("state", "title", "statement", "audience", "version", "source"):
        assert getattr(row, name) == getattr(before, name), name
    assert [taken.note for taken in row.steps.all()] == ["We intend it."]
    [entry] = Entry.objects.about(row).filter(verb="changed")
    assert entry.changes == {"note": ["", "Our own note."]}


def test_a_note_kept_while_a_step_is_taken_never_takes_the_step_back(office, story, chair):
    path = page_of(story.commitment)
    form = {"_version": office.get(path).context["version"], "note": "Late."}
    for one in office.get(path).context["inline_admin_formsets"]:
        management = one.formset.management_form.initial
        form |= {f"{one.formset.prefix}-{key}": value for key, value in management.items()}
    story.take("consult", chair, note="Consulting.")
    assert office.post(path, form).status_code == 200
    row = Commitment.objects.get()
    assert (row.state, row.note) == (State.CONSULTING, "")


def test_what_the_public_record_told_can_be_corrected(office, record_loaded):
    loaded = Commitment.objects.filter(record_key__isnull=False).first()
    names = set(office.get(page_of(loaded)).context["adminform"].form.fields)
    assert names == {"title", "statement", "source", "confidence", "note"}


@pytest.mark.parametrize("name", ["steptaken", "intention", "paperversion", "circulation", "comment", "view"])
def test_what_was_written_once_is_only_read(name, office, story):
    story.to(State.CONSIDERED)
    model = next(one for one in admin.site._registry if one._meta.model_name == name)
    path = f"/admin/{model._meta.app_label}/{name}/"
    assert office.get(f"{path}add/").status_code == 403
    for row in model.objects.all():
        assert office.post(f"{path}{row.pk}/change/", {}).status_code == 403


def test_a_nomination_is_ended_by_its_state_and_not_edited_here(office, story, authority):
    nominate(owner=story.state, name="Dr Expert", commitment=story.commitment, by=authority)
    path = f"/admin/commitments/expertnomination/{ExpertNomination.objects.get().pk}/change/"
    assert office.get(path).status_code == 200
    assert office.post(path, {"name": "Dr Nobody"}).status_code == 403


def test_drafts_are_not_in_the_admin_at_all(office):
    assert not admin.site.is_registered(Draft)
    assert office.get("/admin/members/draft/").status_code == 404
