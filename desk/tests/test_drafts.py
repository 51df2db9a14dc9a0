"""What somebody writes is kept: as they type, by a button, over a sign-out; for their own state and nobody else."""

import datetime as dt
import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from commitments.models import Commitment, View
from commitments.tests.stories import Story
from law.cica.states import State
from members.models import Draft
from members.tests.signing_in import let_in
from members.views.drafts import WAITING, hidden_fields
from notices.models import Notice
from papers.models import Comment
from record.acts.places import Place

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def story(authority, chair, officer):
    return Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)


def place_of(story, step="submit-draft"):
    return Place("commitment", step, story.commitment.reference, story.state)


def kept_fields(place, person):
    return dict(hidden_fields(place, person))


def keep(client, story, person, **given):
    return client.post("/drafts/", {**kept_fields(place_of(story), person), "text": "Half a paper", **given})


def url_of(story, step="submit-draft"):
    return f"{story.commitment.get_absolute_url()}steps/{step}/"


def test_a_draft_is_kept_and_is_there_again_for_the_whole_state(story, preparer, authority, sign_in):
    keep(sign_in(preparer), story, preparer, note="And a note")
    words = sign_in(authority).get(url_of(story)).content.decode()
    assert "Half a paper" in words
    assert "And a note" in words
    assert "last written by <bdi>preparer</bdi>" in words


def test_a_draft_is_its_states_alone_and_an_officers_their_own(
    story, authority, preparer, chair, stranger, observer, officer, sign_in
):
    keep(sign_in(preparer), story, preparer)
    people = {"authority": authority, "preparer": preparer, "chair": chair, "stranger": stranger}
    people |= {"observer": observer, "officer": officer}
    kept = {name: Draft.objects.visible_to(person).count() for name, person in people.items()}
    assert kept == {"authority": 1, "preparer": 1, "chair": 0, "stranger": 0, "observer": 0, "officer": 0}
    for name in ("chair", "stranger", "observer", "officer"):
        assert "Half a paper" not in sign_in(people[name]).get(url_of(story)).content.decode()
    Draft.objects.update(owner=None, by=officer)
    kept = {name: Draft.objects.visible_to(person).count() for name, person in people.items()}
    assert [name for name, drafts in kept.items() if drafts] == ["officer"]


def test_typing_on_keeps_one_draft_and_answers_with_the_time(story, authority, sign_in):
    client = sign_in(authority)
    for text in ("Half", "Half a", "Half a paper"):
        answer = client.post(
            "/drafts/", {**kept_fields(place_of(story), authority), "text": text}, HTTP_ACCEPT="application/json"
        )
        assert list(answer.json()) == ["kept_at", "seen"]
    assert [draft.answers["text"] for draft in Draft.objects.all()] == ["Half a paper"]


@pytest.mark.parametrize("name", ["kept-form", "kept-state", "kept-about", "once_key", "no\x00te"])
def test_a_nul_in_what_nobody_types_is_no_fault(name, story, authority, sign_in):
    given = {"once_key": "key", **kept_fields(place_of(story), authority)}
    answer = sign_in(authority).post("/drafts/", {**given, name: f"{given.get(name, '')}\x00"})
    assert answer.status_code == 302
    assert list(Draft.objects.values_list("answers", flat=True)) == [{}]


def test_a_draft_holds_what_was_written_and_no_keys(story, authority, sign_in):
    keep(sign_in(authority), story, authority, once_key="secret", seen="3", csrfmiddlewaretoken="x")
    assert Draft.objects.get().answers == {"text": "Half a paper"}


def test_another_state_neither_sees_nor_writes_it(story, authority, stranger, officer, xb, sign_in):
    keep(sign_in(authority), story, authority)
    before = Draft.objects.values_list("answers", "updated_at").get()
    assert keep(sign_in(stranger), story, stranger, text="Not yours").status_code == 404
    assert Draft.objects.values_list("answers", "updated_at").get() == before
    for person in (stranger, officer):
        assert "Half a paper" not in sign_in(person).get(story.commitment.get_absolute_url()).content.decode()
        assert "Half a paper" not in sign_in(person).get("/desk/").content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"kept-form": "fly"},
        {"kept-about": "CBM-1"},
        {"kept-state": "ZZ"},
        {"kept-form": "paper-version.comment", "kept-about": "CBM-1/CP/1"},
        {"kept-form": "paper-version.comment", "kept-about": "²"},
        {"kept-form": "commitment.begin"},
        {"kept-form": ""},
    ],
)
def test_a_draft_of_nothing_that_is_there_is_not_found(story, authority, sign_in, fields):
    assert keep(sign_in(authority), story, authority, **fields).status_code == 404
    assert not Draft.objects.exists()


def test_a_preparer_says_ready_and_the_authority_is_told_once(story, preparer, authority, sign_in):
    for _press in range(2):
        assert keep(sign_in(preparer), story, preparer, ready="1").url == url_of(story)
    assert Draft.objects.get().is_ready
    notice = Notice.objects.get(kind="draft-ready")
    assert (notice.recipient, notice.url) == (authority, url_of(story))
    client = sign_in(authority)
    desk = client.get("/desk/").content.decode()
    assert "A draft is ready for you to look at and submit: Submit the draft concept paper." in desk
    assert "ready for the authority" in client.get(url_of(story)).content.decode()


def test_who_writes_on_takes_ready_back_and_each_ready_is_told(story, preparer, authority, sign_in):
    client = sign_in(preparer)
    told = Notice.objects.filter(kind="draft-ready", recipient=authority)
    keep(client, story, preparer, ready="1")
    keep(client, story, preparer, text="More of a paper")
    assert not Draft.objects.get().is_ready
    assert told.count() == 1
    keep(client, story, preparer, text="More of a paper", ready="1")
    assert Draft.objects.get().is_ready
    assert told.count() == 2
    keep(client, story, preparer, text="All of a paper", ready="1")
    assert told.count() == 3, "it is another text"
    keep(client, story, preparer, text="All of a paper", ready="1")
    assert told.count() == 3, "the button pressed twice"


def test_a_submitted_form_leaves_no_draft_and_late_keystrokes_bring_none_back(story, authority, sign_in):
    client = sign_in(authority)
    keep(client, story, authority)
    once = {"once_key": "key", "seen": story.commitment.version}
    assert client.post(url_of(story), {"text": "A whole paper", **once}).status_code == 302
    assert not Draft.objects.exists()
    late = {**kept_fields(place_of(story), authority), "text": "Half a paper", "once_key": "key"}
    answer = client.post("/drafts/", late, HTTP_ACCEPT="application/json")
    assert (answer.status_code, list(answer.json())) == (409, ["detail"])
    assert not Draft.objects.exists()


def test_who_goes_back_after_sending_and_saves_a_draft_has_one(story, authority, sign_in):
    client = sign_in(authority)
    client.post(url_of(story), {"text": "A whole paper", "once_key": "key"})
    assert keep(client, story, authority, text="A second thought", once_key="key").status_code == 302
    assert Draft.objects.get().answers == {"text": "A second thought"}


# -- Two colleagues in one form.


def shown(client, story):
    """When the draft that the page shows was written, as the page says it."""
    return re.search(r'name="kept_seen" value="([^"]*)"', client.get(url_of(story)).content.decode())[1]


def type_in(client, story, person, **given):
    fields = {**kept_fields(place_of(story), person), **given}
    return client.post("/drafts/", fields, HTTP_ACCEPT="application/json")


def test_keystrokes_write_over_no_text_that_a_colleague_wrote_meanwhile(story, preparer, authority, sign_in):
    first, second = sign_in(preparer), sign_in(authority)
    seen = {"first": shown(first, story), "second": shown(second, story)}
    answer = type_in(first, story, preparer, text="The preparer's", kept_seen=seen["first"])
    assert type_in(first, story, preparer, text="The preparer's.", kept_seen=answer.json()["seen"]).status_code == 200
    refused = type_in(second, story, authority, text="The authority's", kept_seen=seen["second"])
    assert refused.status_code == 409
    assert preparer.get_full_name() in refused.json()["detail"]
    assert Draft.objects.get().answers == {"text": "The preparer's."}
    # Whoever has seen it may write on.
    assert type_in(second, story, authority, text="Ours", kept_seen=shown(second, story)).status_code == 200
    assert Draft.objects.get().answers == {"text": "Ours"}


def test_the_button_shows_both_texts_and_lets_their_writer_choose(story, preparer, authority, sign_in):
    keep(sign_in(preparer), story, preparer, text="The preparer's half")
    client = sign_in(authority)
    answer = keep(client, story, authority, text="The authority's half", kept_seen="")
    words = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "The preparer's half" in words
    assert "The authority's half" in words
    again = {field: html.unescape(value) for field, value in HIDDEN.findall(answer.content.decode()) if field != "next"}
    assert client.post("/drafts/", again).status_code == 302
    assert Draft.objects.get().answers == {"text": "The authority's half"}


def test_the_last_of_ones_own_windows_writes_over_nothing_unasked(story, authority, sign_in):
    client = sign_in(authority)
    seen = shown(client, story)  # by both windows
    first = type_in(client, story, authority, text="In the first window", kept_seen=seen)
    again = type_in(client, story, authority, text="In the first window", kept_seen=seen)
    assert (first.status_code, again.status_code) == (200, 200), "the very words again, where an answer got lost"
    refused = type_in(client, story, authority, text="In the second window", kept_seen=seen)
    assert (refused.status_code, "in another window" in refused.json()["detail"]) == (409, True)
    assert Draft.objects.get().answers == {"text": "In the first window"}
    # The button asks, and shows both; the first window, which has seen its own, writes on.
    asked = keep(client, story, authority, text="In the second window", kept_seen=seen)
    words = html.unescape(asked.content.decode())
    assert asked.status_code == 409
    assert "In the first window" in words
    assert "In the second window" in words
    on = type_in(client, story, authority, text="In the first window, on", kept_seen=again.json()["seen"])
    assert on.status_code == 200
    chosen = {field: html.unescape(value) for field, value in HIDDEN.findall(asked.content.decode()) if field != "next"}
    assert client.post("/drafts/", chosen).status_code == 409, "the other was written on while it was read"
    chosen["kept_seen"] = on.json()["seen"]
    assert client.post("/drafts/", chosen).status_code == 302
    assert Draft.objects.get().answers == {"text": "In the second window"}


def test_who_submits_from_a_page_of_before_leaves_a_colleagues_newer_draft(story, preparer, authority, sign_in):
    client, address = sign_in(authority), f"{story.commitment.get_absolute_url()}views/"
    place = Place("commitment", "share-view", story.commitment.reference, story.state)

    def page():
        return {name: html.unescape(value) for name, value in HIDDEN.findall(client.get(address).content.decode())}

    def share(seen, text):
        given = {"text": text, "language": "en", "audience": "members", "kept_seen": seen, "once_key": text}
        return client.post(address, {**kept_fields(place, authority), **given}).status_code

    before = page().get("kept_seen", "")
    newer = {**kept_fields(place, preparer), "text": "The preparer's newer words"}
    assert sign_in(preparer).post("/drafts/", newer).status_code == 302
    assert share(before, "The authority's view") == 302
    assert View.objects.get().text == "The authority's view"
    assert Draft.objects.get().answers == {"text": "The preparer's newer words"}
    # Whoever has seen it submits it, and it is no longer needed.
    assert share(page()["kept_seen"], "The preparer's newer words, and more") == 302
    assert not Draft.objects.exists()


@pytest.mark.parametrize("seen", ["x", "0001-01-01", "2026-01-01T00:00:00", "\x00"])
def test_a_time_that_is_none_is_no_fault(seen, story, authority, sign_in):
    assert type_in(sign_in(authority), story, authority, text="Words", kept_seen=seen).status_code == 200


def test_the_links_of_drafts_lead_to_their_forms(story, authority, stranger, xa, sign_in):
    story.to(State.CIRCULATED)
    version = story.commitment.latest_version()
    client = sign_in(authority)
    key, other = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed", "2b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"
    for place, url in [
        (Place("commitment", "begin", key, xa), f"/commitments/begin/?draft={key}"),
        (Place("expert", "nominate", other, xa), f"/experts/nominate/?draft={other}"),
        (
            Place("commitment", "share-view", story.commitment.reference, xa),
            f"{story.commitment.get_absolute_url()}views/",
        ),
        (Place("paper-version", "comment", version.designation, xa), version.get_absolute_url()),
        (place_of(story, "revise"), url_of(story, "revise")),
    ]:
        answer = client.post("/drafts/", {**kept_fields(place, authority), "text": "Words", "statement": "Words"})
        assert answer.url == url
        assert Draft.objects.get(form=place.form).get_absolute_url() == url
        assert "Words" in client.get(url).content.decode() or place.form == "expert.nominate"
    assert client.get("/desk/").status_code == 200


# -- A lost sign-in.


def sign_in_again(client, person):
    let_in(client, person)


def test_text_sent_after_the_session_ended_waits_and_is_there_after_signing_in(story, authority):
    browser = Client()
    fields = {**kept_fields(place_of(story), authority), "text": "Written for an hour", "once_key": "key"}
    answer = browser.post(url_of(story), fields)
    assert answer.url == f"/accounts/login/?next={url_of(story)}"
    assert stands(story) == State.COORDINATED
    sign_in_again(browser, authority)
    words = browser.get(url_of(story)).content.decode()
    assert "Written for an hour" in words
    assert "You were signed out while you wrote." in words
    assert WAITING not in browser.session
    assert Draft.objects.get().answers["text"] == "Written for an hour"
    assert browser.post(url_of(story), {**fields, "seen": story.commitment.version}).status_code == 302
    assert stands(story) == State.DRAFTED


def stands(story):
    return Commitment.objects.get(pk=story.commitment.pk).state


def test_the_real_sign_in_brings_the_text_back(story, authority, settings):
    settings.DEMO = True
    authority.is_demo = True
    authority.save()
    browser = Client()
    answer = browser.post(url_of(story), {**kept_fields(place_of(story), authority), "text": "Written for an hour"})
    answer = browser.post(answer.url, {"login": authority.email, "password": "twelve quiet herons"}, follow=True)
    assert answer.request["PATH_INFO"] == url_of(story)
    assert "Written for an hour" in answer.content.decode()


def test_it_waits_for_nobody_else_even_of_the_same_state(story, authority, preparer, stranger):
    for other in (preparer, stranger):
        browser = Client()
        browser.post(url_of(story), {**kept_fields(place_of(story), authority), "text": "For me alone"})
        sign_in_again(browser, other)
        assert "For me alone" not in browser.get(url_of(story)).content.decode()
    assert not Draft.objects.exists()


def test_it_waits_an_hour(story, authority):
    browser = Client()
    browser.post(url_of(story), {**kept_fields(place_of(story), authority), "text": "For an hour"})
    session = browser.session
    session[WAITING] = {**session[WAITING], "at": (timezone.now() - dt.timedelta(hours=2)).isoformat()}
    session.save()
    sign_in_again(browser, authority)
    assert "For an hour" not in browser.get(url_of(story)).content.decode()


def test_without_the_seal_of_its_page_nothing_waits(story, authority):
    browser = Client()
    for sealed in ("", "forged", "1:forged:forged"):
        fields = {**kept_fields(place_of(story), authority), "kept-for": sealed, "text": "Anything"}
        assert browser.post(url_of(story), fields).url.startswith("/accounts/login/")
        assert WAITING not in browser.session


def test_what_is_typed_without_a_sign_in_is_told_so(story, authority):
    answer = Client().post("/drafts/", kept_fields(place_of(story), authority), HTTP_ACCEPT="application/json")
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "names",
    [("paper-version.comment", "x"), ("../evil", "//evil.example"), ("commitment.share-view", ""), ("", "")],
)
def test_names_that_fit_no_page_lead_to_the_desk_or_back(story, authority, names):
    fields = dict(zip(("kept-form", "kept-about"), names, strict=True))
    sealed = kept_fields(place_of(story), authority)["kept-for"]
    answer = Client().post("/drafts/", {**fields, "kept-for": sealed, "text": "x"})
    assert answer.url.startswith("/accounts/login/?next=/")
    assert "evil.example" not in answer.url


def test_a_comment_and_a_view_survive_a_lost_sign_in(story, authority, stranger, xb):
    story.to(State.CIRCULATED)
    version = story.commitment.latest_version()
    places = [
        (
            Place("paper-version", "comment", version.designation, xb),
            f"{version.get_absolute_url()}comments/",
            version.get_absolute_url(),
        ),
        (
            Place("commitment", "share-view", story.commitment.reference, xb),
            *[f"{story.commitment.get_absolute_url()}views/"] * 2,
        ),
    ]
    for place, action, page in places:
        browser = Client()
        answer = browser.post(
            action, {**kept_fields(place, stranger), "text": "Our careful words", "audience": "members"}
        )
        assert answer.url == f"/accounts/login/?next={page}"
        sign_in_again(browser, stranger)
        assert "Our careful words" in browser.get(page).content.decode()
    assert not Comment.objects.exists()


def test_a_page_of_an_earlier_sign_in_submits_nothing_and_brings_the_text_back(story, authority, stranger):
    browser = Client(enforce_csrf_checks=True)
    fields = {**kept_fields(place_of(story), authority), "text": "Written before signing in elsewhere"}
    sign_in_again(browser, authority)
    answer = browser.post(url_of(story), {**fields, "csrfmiddlewaretoken": "x" * 64})
    assert answer.url == url_of(story)
    assert "Written before signing in elsewhere" in browser.get(url_of(story)).content.decode()
    assert stands(story) == State.COORDINATED
    for person, sealed in [(stranger, fields["kept-for"]), (authority, "forged")]:
        browser = Client(enforce_csrf_checks=True)
        sign_in_again(browser, person)
        assert browser.post(url_of(story), {**fields, "kept-for": sealed}).status_code == 403
        assert WAITING not in browser.session
