"""The agenda through every door: the portal, the admin and REST do the same, and show no more than one may see."""

import datetime as dt

import pytest
from django.urls import reverse

from commitments.tests.factories import PaperFactory, PaperVersionFactory
from commitments.tests.stories import Story
from decisions.actions.agenda import circulate_agenda, draft_agenda
from decisions.actions.items import add_item
from decisions.choices import AgendaStage
from decisions.models import AgendaItem, AgendaPaper, AgendaVersion
from decisions.reports.ripe import ripe_for
from law.cica.bodies import Body
from law.cica.states import State
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.choices import Audience
from papers.models import Paper

pytestmark = pytest.mark.django_db

AT = dt.datetime(2027, 6, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def soc() -> Meeting:
    return MeetingFactory(
        body=Body.SENIOR_OFFICIALS, reference="SOC-2027-1", starts_on=dt.date(2027, 6, 23), status=Status.PLANNED
    )


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer).to(State.BEFORE_SOC)


def draft(meeting, by):
    return draft_agenda(meeting=meeting, ripe=ripe_for(meeting, by), by=by)


def titles(meeting):
    return [item.title["en"] for item in AgendaItem.objects.filter(meeting=meeting).standing()]


def revision(meeting):
    return Meeting.objects.get(pk=meeting.pk).agenda_revision


def circulate(meeting, officer, audience=Audience.MEMBERS, stage=AgendaStage.PROVISIONAL):
    return circulate_agenda(meeting=meeting, stage=stage, audience=audience, by=officer, at=AT)


def page_of(act, about):
    """The portal's page of an act about an item, or a meeting."""
    is_item = isinstance(about, AgendaItem)
    return reverse(
        "agenda-item-act" if is_item else "meeting-act", args=[about.pk if is_item else about.reference, act]
    )


def lay_a_plan_before(item, story):
    symbol = f"{story.commitment.reference}/AP.{Paper.objects.count()}"
    paper = PaperFactory(commitment=story.commitment, kind="action-plan", symbol=symbol)
    AgendaPaper.objects.create(item=item, version=PaperVersionFactory(paper=paper))


# -- The portal.


def test_the_chair_drafts_orders_rewords_and_takes_off_in_the_portal(soc, story, chair, sign_in):
    page, client = reverse("agenda-draft", args=[soc.reference]), sign_in(chair)

    def press(act, item=None, **given):
        answer = client.post(page_of(act, item or soc), {"seen": revision(soc), **given})
        assert answer.status_code == 302, answer.content.decode()[:2000]
        assert answer["Location"].startswith(page)

    press("draft-agenda")
    corridors = f"Corridors ({story.commitment.reference})"
    assert titles(soc) == ["Adoption of the agenda", corridors, "Any other business"]
    item = AgendaItem.objects.get(meeting=soc, position=2)
    press("up", item)
    press("reword", item, title_en="Transport corridors", title_ar="الممرات", note="For decision.")
    press("add-item", title_en="Next meeting")
    press("take-off", AgendaItem.objects.get(meeting=soc, matter="standing:adoption"))
    assert titles(soc) == ["Transport corridors", "Any other business", "Next meeting"]
    press("number", AgendaItem.objects.get(meeting=soc, position=3), number="1")
    press("down", AgendaItem.objects.get(meeting=soc, position=1))
    assert titles(soc) == ["Transport corridors", "Next meeting", "Any other business"]
    version = story.commitment.latest_version()
    press("take-paper-off", item, paper=str(version))
    assert f'value="{version}"' in client.get(page_of("lay-paper", item)).content.decode()
    press("lay-paper", item, paper=str(version))
    assert AgendaPaper.objects.get(item=item, dropped=False).version == version
    shown = client.get(page).content.decode()
    assert "For decision." in shown
    assert "Put back" in shown


def test_whoever_works_from_an_older_page_is_told_and_keeps_their_words(soc, chair, officer, sign_in):
    item = add_item(meeting=soc, title={"en": "One"}, by=officer)
    seen = revision(soc)
    add_item(meeting=soc, title={"en": "Two"}, by=officer)
    client = sign_in(chair)
    assert client.post(page_of("down", item), {"seen": seen}).status_code == 409
    answer = client.post(page_of("reword", item), {"seen": seen, "title_en": "One, in my words"})
    assert answer.status_code == 409
    assert 'value="One, in my words"' in answer.content.decode()
    assert "Somebody changed this agenda meanwhile" in answer.content.decode()
    # Who has read that may send it again, about the draft as it is now.
    assert f'name="seen" value="{revision(soc)}"' in answer.content.decode()
    assert titles(soc) == ["One", "Two"]
    untitled = client.post(page_of("reword", item), {"seen": revision(soc)})
    assert untitled.status_code == 422
    assert "Give the item a title." in untitled.content.decode()
    assert client.post(page_of("nothing", item)).status_code == 404


def test_the_draft_is_closed_to_members_and_observers_and_what_was_sent_is_theirs(
    soc, story, officer, stranger, observer, sign_in
):
    draft(soc, officer)
    bench = reverse("agenda-draft", args=[soc.reference])
    for person in (stranger, observer):
        client = sign_in(person)
        assert client.get(bench).status_code == 403
        for act in ("draft-agenda", "add-item", "circulate-agenda"):
            assert client.post(page_of(act, soc)).status_code == 403
        item = AgendaItem.objects.filter(meeting=soc).first()
        assert client.post(page_of("take-off", item)).status_code == 404
        page = client.get(soc.get_absolute_url()).content.decode()
        # A member reads what stands before the meeting; of the draft and its items neither reads a word.
        assert ("Corridors" in page, "Adoption of the agenda" in page) == (person == stranger, False)
    version = circulate(soc, officer)
    add_item(meeting=soc, title={"en": "Not sent yet"}, by=officer)
    member, guest = sign_in(stranger), sign_in(observer)
    for address in ("agenda-version", "agenda-difference"):
        page = reverse(address, args=[soc.reference, version.number])
        shown = member.get(page).content.decode()
        assert "Not sent yet" not in shown
        assert guest.get(page).status_code == 404
    shown = member.get(soc.get_absolute_url()).content.decode()
    assert "Corridors" in shown
    assert "Not sent yet" not in shown
    assert "Corridors" not in guest.get(soc.get_absolute_url()).content.decode()


def test_no_door_tells_observers_of_an_item_for_the_members(soc, story, officer, observer, stranger, sign_in):
    draft(soc, officer)
    version = circulate(soc, officer, Audience.OBSERVERS)
    pages = [
        soc.get_absolute_url(),
        reverse("agenda-version", args=[soc.reference, version.number]),
        reverse("agenda-file", args=[soc.reference, version.number, "csv"]),
        reverse("api-agendas-detail", args=[f"{soc.reference}.{version.number}"]),
        reverse("api-agendas-list") + "?format=csv",
    ]
    for person, is_told in ((observer, False), (stranger, True)):
        client = sign_in(person)
        for page in pages:
            answer = client.get(page)
            assert answer.status_code == 200
            text = b"".join(answer).decode()
            assert ("Corridors" in text or story.commitment.reference in text) is is_told, page


def test_the_file_of_an_agenda_counts_as_an_export(soc, officer, stranger, sign_in, settings):
    draft(soc, officer)
    version = circulate(soc, officer, Audience.OBSERVERS)
    settings.LIMITS = {"export": (1, 86400)}
    file, client = reverse("agenda-file", args=[soc.reference, version.number, "csv"]), sign_in(stranger)
    assert [client.get(file).status_code for _time in range(2)] == [200, 429]


# The meeting; one's offices and standing, the Chair; the versions, whether one chairs a group, papers one may read.
# Two are about what is known of its arrival: the states to which it went, and their receipts.
def test_the_page_of_a_version_has_one_price(soc, story, officer, stranger, sign_in, django_assert_num_queries):
    client, prices = sign_in(stranger), []
    for count in (1, 2):
        draft(soc, officer)
        item = AgendaItem.objects.get(meeting=soc, position=2)
        for _each in range(count):
            lay_a_plan_before(item, story)
            add_item(meeting=soc, title={"en": "More"}, by=officer)
        version = circulate(soc, officer)
        with django_assert_num_queries(11):
            prices.append(client.get(reverse("agenda-version", args=[soc.reference, version.number])).status_code)
    assert prices == [200, 200]


# As above, and what is ripe: commitments with all that hangs on them, offers, terms, reviews, follow-ups, minutes, what
# is proposed about the Approach; then the items
# with their matters and papers.
def test_the_bench_has_one_price(soc, story, officer, chair, sign_in, django_assert_num_queries):
    client, page = sign_in(chair), reverse("agenda-draft", args=[soc.reference])
    draft(soc, officer)
    for count in (1, 2):
        for _each in range(count):
            add_item(meeting=soc, title={"en": "More"}, by=officer)
        with django_assert_num_queries(32):
            assert client.get(page).status_code == 200


# -- The admin.


def test_the_secretariat_sees_what_would_go_out_and_circulates_it_in_the_admin(soc, story, officer, stranger, sign_in):
    client = sign_in(officer)
    assert client.post(page_of("draft-agenda", soc), {"seen": revision(soc)}).status_code == 302
    bench = client.get(reverse("admin:meetings_meeting_agenda", args=[soc.pk]), follow=True).content.decode()
    assert "Any other business" in bench
    assert page_of("circulate-agenda", soc) in bench
    send = reverse("admin:meetings_meeting_circulate-agenda", args=[soc.pk])
    shown = client.get(send).content.decode()
    assert "(for the members; observers see its number)" in shown
    assert (
        "(for the members; observers see its number)" in client.get(page_of("circulate-agenda", soc)).content.decode()
    )
    given = {"seen": revision(soc), "audience": "members", "note": ""}
    early = client.post(send, {**given, "stage": "adopted"})
    assert early.status_code == 422
    assert "its first day has not come yet" in early.content.decode()
    assert client.post(send, {**given, "stage": "provisional"}).status_code == 302
    assert client.post(send, {**given, "stage": "provisional"}).status_code == 302
    assert AgendaVersion.objects.count() == 1
    stale = client.post(send, {**given, "stage": "provisional", "note": "Again."})
    assert stale.status_code == 409


def test_the_pages_of_the_admin_are_closed_to_others(soc, chair, sign_in):
    for act in ("agenda", "circulate-agenda"):
        answer = sign_in(chair).get(reverse(f"admin:meetings_meeting_{act}", args=[soc.pk]))
        assert answer.status_code == 302


# -- REST.


def test_rest_drafts_orders_and_circulates_with_if_match(soc, story, officer, sign_in):
    client = sign_in(officer)

    def send(method, address, body, **headers):
        return getattr(client, method)(address, body, content_type="application/json", headers=headers)

    items = reverse("api-agenda-items-list")
    drafted = send("post", reverse("api-agenda-items-draft"), {"meeting": soc.reference})
    assert [row["number"] for row in drafted.json()] == [1, 2, 3]
    made = send("post", items, {"meeting": soc.reference, "title_en": "Next meeting"}, **{"Idempotency-Key": "k"})
    assert made.status_code == 201
    again = send("post", items, {"meeting": soc.reference, "title_en": "Next meeting"}, **{"Idempotency-Key": "k"})
    assert (again.status_code, again.json()["id"]) == (200, made.json()["id"])
    one, tag = made["Location"], made["ETag"]
    patch = {"number": "1", "title_ru": "Следующая встреча", "papers": [str(story.commitment.latest_version())]}
    changed = send("patch", one, patch, **{"If-Match": tag})
    assert changed.status_code == 200, changed.content
    assert (changed.json()["number"], changed.json()["papers"]) == (1, patch["papers"])
    assert changed.json()["title"]["en"] == "Next meeting"
    assert send("patch", one, {"note": "Late."}, **{"If-Match": tag}).status_code == 412
    keys = [str(row["id"]) for row in client.get(items, {"meeting": soc.reference}).json()["results"]]
    order = reverse("api-agenda-items-reorder")
    body = {"meeting": soc.reference, "order": keys[::-1]}
    assert send("post", order, body, **{"If-Match": tag}).status_code == 412
    ordered = send("post", order, body, **{"If-Match": f'"v{revision(soc)}-"'})
    assert [str(row["id"]) for row in ordered.json()] == keys[::-1]
    assert send("post", order, {"meeting": soc.reference, "order": keys[:1]}).status_code == 422
    assert send("patch", one, {"taken_off": "true"}).json()["taken_off"] is True
    assert send("patch", one, {"strange": "x"}).status_code == 422
    sent = send("post", reverse("api-agendas-list"), {"meeting": soc.reference, "audience": "members"})
    assert sent.status_code == 201, sent.content
    assert sent.json()["key"] == "SOC-2027-1.1"
    assert [item["label"][:2] for item in sent.json()["items"]] == ["1.", "2.", "3."]


def test_rest_shows_drafts_to_who_prepares_and_lets_only_officers_circulate(soc, officer, chair, stranger, sign_in):
    item = add_item(meeting=soc, title={"en": "Ours"}, by=officer)
    one, many = reverse("api-agenda-items-detail", args=[item.pk]), reverse("api-agenda-items-list")
    assert sign_in(chair).get(one).status_code == 200
    member = sign_in(stranger)
    assert member.get(one).status_code == 404
    assert member.get(many).json()["results"] == []
    body = {"meeting": soc.reference, "title_en": "Theirs"}
    assert member.post(many, body, content_type="application/json").status_code == 403
    for person in (chair, stranger):
        sent = sign_in(person).post(
            reverse("api-agendas-list"), {"meeting": soc.reference}, content_type="application/json"
        )
        assert sent.status_code == 403
    assert titles(soc) == ["Ours"]


# Who asks; one's offices, standing and the Chair, the groups one chairs; the count, the rows; the papers one may read.
@pytest.mark.parametrize(("name", "price"), [("agendas", 8), ("agenda-items", 7)])
def test_a_list_has_one_price(name, price, soc, story, officer, chair, sign_in, django_assert_num_queries):
    client = sign_in(chair)
    for count in (1, 2):
        for _each in range(count):
            item = add_item(meeting=soc, title={"en": "More"}, by=officer)
            lay_a_plan_before(item, story)
            circulate(soc, officer)
        with django_assert_num_queries(price):
            assert client.get(reverse(f"api-{name}-list")).status_code == 200
