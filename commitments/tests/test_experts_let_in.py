"""An expert is let in to one paper: asked for by one of the two, agreed to by the other, accepted, drafted, taken over, ended."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from commitments.acts.letting_in import let_in
from commitments.tests.factories import ExpertNominationFactory, PaperVersionFactory
from commitments.tests.letting_in import A_DAY, MAIL, an_expert_let_in, asked_by_the_office, invited
from journal.models import Entry
from members.models import ApiToken, FocalPoint, User
from members.tests.factories import a_person_of, a_state
from notices.models import Notice
from papers.actions import accept_entrusted, agree_to_let_in, end_entrusted, hand_in_draft
from papers.models import EntrustedPaper, ExpertDraft, PaperVersion
from papers.uploads import Submitted
from record.refusals import Refused

pytestmark = pytest.mark.django_db


def the_link(letters):
    return re.search(r"/entrusted/accept/[^\s]+", letters[-1].body)[0]


def test_an_officer_asks_the_state_agrees_and_a_letter_with_a_link_opens_an_account(
    officer, authority, xa, sign_in, client, delivered
):
    version = PaperVersionFactory(text="What is drafted of kites.")
    expert = ExpertNominationFactory(owner=xa, name="Expert of Kites", email=MAIL)
    today = timezone.localdate()
    asked = sign_in(officer).post(
        f"/experts/{expert.uid}/let-in/",
        {"paper": version.paper.symbol, "email": MAIL, "language": "en", "since": today, "until": today + 9 * A_DAY},
    )
    entrusted = EntrustedPaper.objects.get()
    assert (asked.status_code, entrusted.stage, entrusted.state_at) == (302, "asked", None)
    desk = sign_in(authority).get("/desk/").content.decode()
    assert "Say whether an expert is let in to a paper" in desk
    page = sign_in(authority).post(f"/entrusted/{entrusted.uid}/agree/")
    entrusted.refresh_from_db()
    assert (page.status_code, entrusted.stage) == (302, "invited")
    link = the_link(delivered())
    assert client.get(link).status_code == 200
    client.post(link, {"password": "twelve quiet herons", "again": "twelve quiet herons"})
    entrusted.refresh_from_db()
    assert (entrusted.stage, entrusted.guest.is_guest, entrusted.guest.email) == ("open", True, MAIL)
    assert client.get(link).status_code == 410
    assert Entry.objects.filter(verb="came in as an expert").exists()


def test_a_state_asks_and_an_officer_agrees(officer, authority, xa, sign_in):
    version = PaperVersionFactory(on_behalf_of=xa, by=authority)
    expert = ExpertNominationFactory(owner=xa, email=MAIL)
    today = timezone.localdate()
    said = {"paper": version.paper.symbol, "email": MAIL, "language": "ru", "since": today, "until": today + A_DAY}
    sign_in(authority).post(f"/experts/{expert.uid}/let-in/", said)
    entrusted = EntrustedPaper.objects.get()
    assert (entrusted.office_at, entrusted.state_by) == (None, authority)
    sign_in(officer).post(f"/entrusted/{entrusted.uid}/agree/")
    entrusted.refresh_from_db()
    assert (entrusted.stage, entrusted.office_by) == ("invited", officer)


def test_a_state_that_answers_on_paper_agrees_by_its_letter(officer, xa, sign_in):
    entrusted = asked_by_the_office(officer, xa)
    said = {"on_behalf_of": "XA", "channel": "note-verbale", "letter_reference": "NV 7"}
    page = sign_in(officer).post(f"/entrusted/{entrusted.uid}/agree/", said)
    entrusted.refresh_from_db()
    assert (page.status_code, entrusted.stage, entrusted.channel) == (302, "invited", "note-verbale")


def test_neither_agrees_in_the_others_place(officer, authority, preparer, stranger, xa):
    entrusted = asked_by_the_office(officer, xa)
    for by, participant in ((officer, None), (officer, xa), (preparer, xa), (stranger, xa), (stranger, None)):
        with pytest.raises(Refused):
            agree_to_let_in(entrusted=entrusted, by=by, participant=participant)
    for by in (preparer, stranger):
        with pytest.raises(PermissionDenied):
            end_entrusted(entrusted=entrusted, by=by)
    entrusted.refresh_from_db()
    assert entrusted.stage == "asked"


def test_an_expert_reads_drafts_and_finds_nothing_else(officer, authority, xa, sign_in):
    entrusted = an_expert_let_in(officer, authority, xa)
    client = sign_in(entrusted.guest)
    assert client.get("/")["Location"] == "/entrusted/"
    page = client.get(entrusted.get_absolute_url()).content.decode()
    assert "What is drafted of kites." in page
    assert 'action="/search/"' not in page
    form = client.get(f"/entrusted/{entrusted.uid}/hand-in/").content.decode()
    assert "CoA (b)" in form
    assert "/instruments/" not in form, "the article is cited, and leads nowhere"
    assert "/instruments/" in sign_in(officer).get(f"/experts/{entrusted.nomination}/let-in/").content.decode()
    client.post(f"/entrusted/{entrusted.uid}/hand-in/", {"text": "Kites, anew.", "language": "en"})
    draft = ExpertDraft.objects.get()
    assert (draft.number, draft.text, draft.by) == (1, "Kites, anew.", entrusted.guest)
    assert PaperVersion.objects.count() == 1
    assert Notice.objects.filter(kind="expert-in-a-paper", recipient=officer, values__what="drafted").exists()
    for address in (
        "/commitments/",
        f"/papers/{entrusted.paper.symbol}/1/",
        "/desk/nothing/",
        "/admin/",
        "/search/?q=a",
    ):
        assert client.get(address).content == client.get("/nothing/is/here/").content
        assert client.get(address).status_code == 404
    assert client.get("/api/v1/papers/").content == client.get("/api/v1/nothing/").content


def test_those_whose_paper_it_is_take_a_draft_over_and_nobody_else(officer, authority, stranger, xa, sign_in):
    version = PaperVersionFactory(on_behalf_of=xa, by=authority)
    entrusted = an_expert_let_in(officer, authority, xa, version=version)
    draft = hand_in_draft(entrusted=entrusted, document=Submitted(text="Kites, anew."), by=entrusted.guest)
    address = f"/entrusted/drafts/{draft.uid}/take-over/"
    assert sign_in(stranger).post(address).status_code == 404
    assert sign_in(entrusted.guest).post(address).status_code == 404
    assert sign_in(authority).post(address)["Location"] == f"/papers/{version.paper.symbol}/2/"
    taken = PaperVersion.objects.get(number=2)
    draft.refresh_from_db()
    assert (taken.text, taken.on_behalf_of, taken.by, draft.taken_as) == ("Kites, anew.", xa, authority, taken)
    assert sign_in(authority).post(address).status_code in {409, 422}
    assert PaperVersion.objects.count() == 2


def test_a_nominating_state_whose_paper_it_isnt_reads_no_draft(officer, authority, xa, sign_in):
    other = PaperVersionFactory(on_behalf_of=a_state("XD"), text="Of XD alone.")
    entrusted = an_expert_let_in(officer, authority, xa, version=other)
    hand_in_draft(entrusted=entrusted, document=Submitted(text="Kites, anew."), by=entrusted.guest)
    page = sign_in(authority).get(entrusted.get_absolute_url()).content.decode()
    assert entrusted.paper.symbol in page
    assert "Of XD alone." not in page
    assert "Kites, anew." not in page


@pytest.mark.parametrize("who", ["officer", "authority"])
def test_either_of_the_two_ends_it_at_once(who, officer, authority, xa, sign_in, request):
    entrusted = an_expert_let_in(officer, authority, xa)
    client = sign_in(entrusted.guest)
    assert client.get(entrusted.get_absolute_url()).status_code == 200
    sign_in(request.getfixturevalue(who)).post(f"/entrusted/{entrusted.uid}/end/")
    assert client.get(entrusted.get_absolute_url()).status_code == 404
    assert entrusted.paper.symbol not in client.get("/entrusted/").content.decode()
    with pytest.raises(Refused):
        hand_in_draft(entrusted=entrusted, document=Submitted(text="More."), by=entrusted.guest)


def test_it_begins_with_its_first_day_and_ends_with_its_last(officer, authority, xa):
    today = timezone.localdate()
    entrusted = an_expert_let_in(officer, authority, xa, since=today + A_DAY, until=today + 3 * A_DAY)
    at = timezone.now()
    for days, is_open in ((0, False), (1, True), (3, True), (4, False)):
        day = today + days * A_DAY
        assert EntrustedPaper.objects.all().open_on(day).exists() is is_open
        if not is_open:
            with pytest.raises(Refused):
                hand_in_draft(
                    entrusted=entrusted, document=Submitted(text="A."), by=entrusted.guest, at=at + days * A_DAY
                )


def test_an_address_that_has_an_account_is_no_guests(officer, authority, stranger, xa, sign_in):
    entrusted = invited(officer, authority, xa, email=stranger.email)
    with pytest.raises(Refused):
        accept_entrusted(entrusted=entrusted, person=stranger, at=timezone.now())
    stranger.refresh_from_db()
    assert not stranger.is_guest


def test_a_guest_comes_into_no_office_and_makes_no_token(officer, authority, xa):
    guest = an_expert_let_in(officer, authority, xa).guest
    from members.actions import make_token

    with pytest.raises(PermissionDenied):
        make_token(by=guest, name="a program")
    with pytest.raises(Exception, match="one paper alone"):
        FocalPoint(user=guest, participant=xa).full_clean()
    assert not ApiToken.objects.exists()


def test_a_paper_that_ended_or_that_nobody_drafts_is_entrusted_to_nobody(officer, xa):
    today = timezone.localdate()
    expert = ExpertNominationFactory(owner=xa)
    letter = PaperVersionFactory(paper__kind="note").paper
    said = {"email": MAIL, "language": "en", "since": today, "by": officer, "expert": expert}
    with pytest.raises(Refused):
        let_in(paper=letter, until=today + A_DAY, **said)
    paper = PaperVersionFactory().paper
    for until in (today - A_DAY, today + dt.timedelta(days=400)):
        with pytest.raises(Refused):
            let_in(paper=paper, until=until, **said)


def test_the_list_costs_the_same_for_one_and_for_three(officer, xa, sign_in, django_assert_num_queries):
    client = sign_in(officer)
    client.get(reverse("entrusted-list"))
    for count in (1, 2):
        for number in range(count):
            asked_by_the_office(officer, a_state(f"X{count}{number}"), email=f"e{count}{number}@x.example")
        with django_assert_num_queries(4):
            assert client.get(reverse("entrusted-list")).status_code == 200


def test_the_state_and_those_whose_paper_it_is_are_told(officer, authority, xa):
    coordinator = a_person_of(a_state("XD"), "authority", "d@xd.example")
    version = PaperVersionFactory(on_behalf_of=coordinator.focal_points.get().participant)
    entrusted = invited(officer, authority, xa, version=version)
    told = set(
        Notice.objects.filter(kind="expert-in-a-paper", values__what="invited").values_list("recipient", flat=True)
    )
    assert {coordinator.pk, officer.pk} <= told
    assert not User.objects.filter(pk__in=told, is_guest=True).exists()
    assert entrusted.stage == "invited"
