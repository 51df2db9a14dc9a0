"""Views, experts and comments by the REST door: shared with whom their state chooses."""

import datetime as dt
import json

import pytest
from django.test import Client

from commitments.models import Commitment, ExpertNomination, View
from commitments.tests.stories import Story
from law.choices import Modality
from law.cica.states import State
from papers.models import Comment, CommentAudience

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer, modality=Modality.B)


def send(client: Client, url: str, body: object = None, key: str | None = None):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(url, json.dumps(body or {}), content_type="application/json", headers=headers)


def share(client: Client, story: Story, key: str | None = None, **body: str):
    body = {"commitment": story.commitment.reference, "text": "Our view.", **body}
    return send(client, "/api/v1/views/", body, key)


def nominate(client: Client, story: Story, key: str | None = None, **body: str):
    body = {"commitment": story.commitment.reference, "name": "Dr Expert", **body}
    return send(client, "/api/v1/experts/", body, key)


def rows(client: Client, name: str, **query: str) -> list[dict]:
    response = client.get(f"/api/v1/{name}/", query)
    assert response.status_code == 200, response.content
    return response.json()["results"]


# -- Views.


def test_a_view_is_shared_once_a_key_and_found_by_its_uid(story, authority, sign_in):
    client = sign_in(authority)
    first, again = (share(client, story, key="k", text="Наше мнение.", language="ru") for _press in range(2))
    assert (first.status_code, again.status_code) == (201, 200), first.content
    assert first.json() == again.json()
    assert (first.json()["owner"], first.json()["audience"], first.json()["language"]) == ("XA", "members", "ru")
    assert client.get(first["Location"]).json() == first.json()
    assert View.objects.count() == 1


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [
        ("own", "authority preparer"),
        ("secretariat", "authority preparer chair officer"),
        ("members", "authority preparer chair officer stranger"),
        ("observers", "authority preparer chair officer stranger"),
    ],
)
def test_a_view_is_seen_by_whom_its_state_chose(audience, seen_by, story, request, authority, sign_in):
    uid = share(sign_in(authority), story, audience=audience).json()["uid"]
    none = "00000000-0000-4000-8000-000000000000"
    for name in ("authority", "preparer", "chair", "officer", "stranger", "observer"):
        client = sign_in(request.getfixturevalue(name))
        sees = name in seen_by.split()
        assert [row["uid"] for row in rows(client, "views")] == ([uid] if sees else []), name
        response = client.get(f"/api/v1/views/{uid}/")
        assert response.status_code == (200 if sees else 404), name
        if not sees:
            assert response.content == client.get(f"/api/v1/views/{none}/").content
            widened = send(client, f"/api/v1/views/{uid}/widen/", {"audience": "public"})
            assert widened.content == send(client, f"/api/v1/views/{none}/widen/", {"audience": "public"}).content
            assert widened.status_code == 404


def test_a_view_is_widened_by_its_state_and_never_narrowed(story, authority, stranger, sign_in):
    client = sign_in(authority)
    url = f"/api/v1/views/{share(client, story).json()['uid']}/widen/"
    for audience in ("members", "own", "planet", ""):
        response = send(client, url, {"audience": audience})
        assert (response.status_code, list(response.json()["errors"])) == (422, ["audience"]), audience
    response = send(sign_in(stranger), url, {"audience": "public"})
    assert (response.status_code, response.json()["detail"]) == (403, "You don't act for this state.")
    response = send(client, url, {"audience": "observers"})
    assert (response.status_code, response.json()["audience"]) == (200, "observers")


def test_a_view_on_what_one_does_not_see_is_refused_like_one_on_nothing(story, stranger, sign_in):
    Commitment.objects.filter(pk=story.commitment.pk).update(audience="own")
    client = sign_in(stranger)
    hidden = share(client, story)
    nothing = send(client, "/api/v1/views/", {"commitment": "CBM-2007-ECO-02-99", "text": "Our view."})
    assert (hidden.status_code, hidden.content) == (422, nothing.content)
    hidden = nominate(client, story)
    nothing = send(client, "/api/v1/experts/", {"commitment": "CBM-2007-ECO-02-99", "name": "Dr Expert"})
    assert (hidden.status_code, hidden.content) == (422, nothing.content)


@pytest.mark.parametrize("make", [share, nominate])
def test_only_members_share_and_nominate_and_under_two_keys_only_their_authority(
    make, story, preparer, observer, officer, authority, sign_in
):
    Commitment.objects.filter(pk=story.commitment.pk).update(audience="observers")
    for person, words in (
        (preparer, "authority submits"),
        (observer, "open to member states"),
        (officer, "act for a state"),
    ):
        response = make(sign_in(person), story)
        assert response.status_code == 403, person
        assert words in response.json()["detail"]
    response = make(sign_in(authority), story, on_behalf_of="XB")
    assert (response.status_code, list(response.json()["errors"])) == (422, ["on_behalf_of"])
    response = make(sign_in(authority), story, colour="blue")
    assert (response.status_code, list(response.json()["errors"])) == (422, ["colour"])
    assert make(sign_in(authority), story, on_behalf_of="XA").status_code == 201


def test_an_ended_commitment_takes_no_views(story, authority, sign_in):
    story.take("withdraw", authority)
    response = share(sign_in(authority), story)
    assert (response.status_code, response.json()["errors"]) == (
        422,
        {"non_field_errors": ["This commitment has ended."]},
    )


# -- Experts.


def test_an_expert_is_nominated_once_a_key_and_the_term_is_ended_by_the_same_state(
    story, authority, stranger, preparer, sign_in, today, tomorrow
):
    client = sign_in(authority)
    first, again = (
        nominate(client, story, key="k", audience="members", last_day=today.isoformat()) for _press in range(2)
    )
    assert (first.status_code, again.status_code) == (201, 200), first.content
    expert = first.json()
    assert expert == again.json()
    assert (expert["owner"], expert["measure"], expert["until"]) == (
        "XA",
        story.commitment.measure.reference,
        tomorrow,
    )
    url = f"/api/v1/experts/{expert['uid']}/end/"
    assert send(sign_in(stranger), url).status_code == 403
    assert "authority submits" in send(sign_in(preparer), url).json()["detail"]
    assert send(client, url, {"why": "x"}).status_code == 422
    assert send(client, url).status_code == 200
    ExpertNomination.objects.update(since=dt.date(2020, 1, 1), until=dt.date(2021, 1, 1))
    response = send(client, url)
    assert (response.status_code, response.json()["errors"]) == (
        422,
        {"non_field_errors": ["This term has ended already."]},
    )


def test_the_roster_is_about_a_day(story, authority, sign_in):
    client = sign_in(authority)
    nominate(client, story, audience="members")
    ExpertNomination.objects.update(since=dt.date(2020, 1, 1), until=dt.date(2021, 1, 1))
    assert rows(client, "experts") == []
    assert len(rows(client, "experts", as_of="2020-12-31")) == 1
    assert rows(client, "experts", as_of="2021-01-01") == []
    for query in ({"search": "expert"}, {"participant": "XA"}, {"commitment": story.commitment.reference}):
        assert len(rows(client, "experts", standing="any", **query)) == 1, query


def test_what_is_missing_in_a_nomination_is_named(story, authority, sign_in):
    client = sign_in(authority)
    for body, names in (
        ({"name": ""}, ["name"]),
        ({"email": "nobody"}, ["email"]),
        ({"last_day": "2020-01-01"}, ["last_day"]),
        ({"last_day": "soon"}, ["last_day"]),
        ({"commitment": ""}, ["measure"]),
    ):
        response = nominate(client, story, **body)
        assert (response.status_code, list(response.json()["errors"])) == (422, names), body
    assert not ExpertNomination.objects.exists()


# -- Comments.


def test_a_comment_is_kept_with_its_version_and_seen_by_whom_its_state_chose(
    story, authority, stranger, chair, officer, observer, sign_in
):
    story.to(State.CIRCULATED)
    [working] = rows(sign_in(stranger), "papers", kind="working-paper")
    url = f"/api/v1/papers/{working['key']}/versions/1/"
    client = sign_in(stranger)
    first, again = (send(client, f"{url}comments/", {"text": "More on safety."}, "k") for _press in range(2))
    assert (first.status_code, again.status_code) == (201, 200), first.content
    assert first.json() == again.json()
    assert (first.json()["owner"], first.json()["audience"]) == ("XB", CommentAudience.AUTHORS)
    assert Comment.objects.count() == 1
    for person, sees in ((stranger, True), (officer, True), (chair, True), (authority, False)):
        told = sign_in(person).get(url).json()["comments"]
        assert [one["text"] for one in told] == (["More on safety."] if sees else []), person
    assert send(sign_in(observer), f"{url}comments/", {"text": "Ours."}).status_code == 404
    response = send(sign_in(officer), f"{url}comments/", {"text": "Ours."})
    assert (response.status_code, "act for a state" in response.json()["detail"]) == (403, True)
    response = send(client, f"{url}comments/", {"text": "", "audience": "planet"})
    assert (response.status_code, list(response.json()["errors"])) == (422, ["text", "audience"])


def test_a_preparer_under_two_keys_comments_for_its_own_state_and_widens_nothing(story, authority, preparer, sign_in):
    story.to(State.CIRCULATED)
    client = sign_in(preparer)
    [working] = rows(client, "papers", kind="working-paper")
    url = f"/api/v1/papers/{working['key']}/versions/1/comments/"
    response = send(client, url, {"text": "For all.", "audience": "members"})
    assert response.status_code == 403
    assert "authority submits" in response.json()["detail"]
    assert send(client, url, {"text": "For us.", "audience": "own"}).status_code == 201
    [view] = rows(client, "views")
    response = send(client, f"/api/v1/views/{view['uid']}/widen/", {"audience": "public"})
    assert response.status_code == 403
    assert "authority submits" in response.json()["detail"]


def test_what_is_said_of_an_expert_keeps_the_language_that_its_author_named(story, authority, sign_in):
    client = sign_in(authority)
    said = {
        "commitment": story.commitment.reference,
        "name": "Dr Expert",
        "affiliation": "ESCWA, 2027",
        "audience": "members",
    }
    answer = send(client, "/api/v1/experts/", {**said, "language": "ar", "language_kept": "ar"})
    assert (answer.status_code, answer.json()["language"]) == (201, "ar"), answer.content
    assert 'lang="ar" dir="rtl">ESCWA, 2027' in client.get("/experts/").content.decode()
    asked = send(client, "/api/v1/experts/", {**said, "affiliation": "Институт", "language": "ar"}, "k2")
    assert (asked.status_code, list(asked.json()["errors"])) == (422, ["language"])
