"""The doors of a silence procedure: the portal, the admin, programs."""

import datetime as dt

import pytest
from django.utils import timezone

from decisions.actions.silence import fresh, open_silence
from decisions.actions.silence_ends import settle_due
from decisions.lines import texts_under_silence
from decisions.models import SilenceMatter
from decisions.tests.silence_stories import DAY, ENDS, OPENED, SECOND, opened_by, read_by
from law.choices import SilenceState
from meetings.tests.factories import MeetingFactory
from members.choices import Keys, Role
from members.models import Draft, FocalPoint

pytestmark = pytest.mark.django_db


# -- The portal.


def test_a_member_opens_the_text_and_that_is_its_proof(before_soc, authority, stranger, chair, sign_in, now, xa):
    made = opened_by(open_silence, chair, commitments=[before_soc])
    client = sign_in(authority)
    client.head(made.get_absolute_url())
    client.get(made.get_absolute_url(), headers={"Sec-Purpose": "prefetch"})
    # A link, a window or a picture on somebody else's page; and a browser that doesn't say where it comes from.
    for site in ("cross-site", "same-site", ""):
        assert (
            "nothing shows yet that the text reached you"
            in client.get(made.get_absolute_url(), headers={"Sec-Fetch-Site": site}).content.decode()
        )
    assert fresh(made).proofs == {}
    page = client.get(made.get_absolute_url()).content.decode()
    assert fresh(made).proofs[xa.pk].reached_at == OPENED + 3 * DAY
    assert "15 March 2027, 18:00 (Almaty, UTC+5)" in page
    assert before_soc.reference in page
    # Nothing of the others: neither who was notified nor who was not.
    assert "State XB" not in page
    assert "Who was notified" not in page
    client.post(f"{made.get_absolute_url()}acknowledge/")
    assert "receipt acknowledged" in client.get(made.get_absolute_url()).content.decode()


def test_the_chair_reads_who_was_reached_without_their_people(procedure, authority, chair, officer, sign_in, now):
    page = sign_in(chair).get(procedure.get_absolute_url()).content.decode()
    assert "Who was notified" in page
    assert authority.email not in page
    assert authority.email in sign_in(officer).get(procedure.get_absolute_url()).content.decode()


def test_an_observer_and_a_stranger_find_nothing(procedure, observer, client, sign_in, now):
    for address in (
        "/silence/",
        "/silence/open/",
        procedure.get_absolute_url(),
        f"{procedure.get_absolute_url()}object/",
    ):
        assert sign_in(observer).get(address).status_code == 404
        assert client.get(address).status_code == 302
    assert sign_in(observer).get("/api/v1/silence-procedures/").json()["count"] == 0


def test_a_preparer_drafts_the_objection_and_the_authority_submits_it(procedure, preparer, authority, sign_in, now, xa):
    address = f"{procedure.get_absolute_url()}object/"
    client = sign_in(preparer)
    page = client.get(address)
    assert "An objection ends the procedure at once." in page.content.decode()
    refused = client.post(address, {"text": "Not so."})
    assert refused.status_code == 422
    assert "Not so." in refused.content.decode()
    kept = {**dict(page.context["hidden"]), "text": "Not so.", "ready": "1"}
    assert client.post("/drafts/", kept).status_code == 302
    draft = Draft.objects.get(owner=xa)
    assert draft.get_absolute_url() == address
    assert "Not so." in sign_in(authority).get(address).content.decode()
    assert sign_in(authority).post(address, {"text": "Not so."}).status_code == 302
    assert fresh(procedure).state == SilenceState.BROKEN
    assert not Draft.objects.exists()


def test_an_objection_after_the_end_keeps_its_text_and_says_when_that_was(procedure, authority, sign_in, now):
    now.move_to(ENDS + SECOND)
    answer = sign_in(authority).post(f"{procedure.get_absolute_url()}object/", {"text": "Not so."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "The period ended on 15 March 2027, 18:00 (Almaty, UTC+5)" in page
    assert ">\nNot so.</textarea>" in page


def test_the_chair_opens_extends_and_withdraws(before_soc, authority, chair, sign_in, now):
    client = sign_in(chair)
    form = {"title": "A plan", "text": "Adopted.", "body": "soc", "days": "14", "hour": "18:00", "zone": "Asia/Almaty"}
    assert client.post("/silence/open/", {**form, "text": ""}).status_code == 422
    answer = client.post("/silence/open/", {**form, "commitments": [before_soc.reference]})
    assert answer.url == "/silence/SP-2027-1/"
    assert client.get("/silence/").status_code == 200
    assert client.post("/silence/SP-2027-1/extend/", {"days": "7", "hour": "18:00", "seen": "9"}).status_code == 409
    assert client.post("/silence/SP-2027-1/extend/", {"days": "7", "hour": "18:00", "seen": "0"}).status_code == 302
    assert sign_in(authority).get("/silence/SP-2027-1/extend/").status_code == 403
    assert client.post("/silence/SP-2027-1/withdraw/", {"reason": "Not ripe."}).status_code == 302
    assert SilenceMatter.objects.get().commitment == before_soc


def test_an_hour_that_comes_twice_is_remarked_on_at_either_door(chair, officer, sign_in, now):
    # Clocks in Jerusalem go back over 01:30 on the last Sunday of October.
    now.move_to("2027-10-17T09:00Z")
    meeting = MeetingFactory(starts_on=dt.date(2027, 10, 1))
    form = {
        "title": "A plan",
        "text": "Adopted.",
        "body": "soc",
        "days": "14",
        "hour": "01:30",
        "zone": "Asia/Jerusalem",
    }
    by_the_chair = sign_in(chair).post("/silence/open/", form, follow=True)
    address = "/admin/decisions/silenceprocedure/open/"
    by_the_office = sign_in(officer).post(address, {**form, "meeting": meeting.reference}, follow=True)
    for page in (by_the_chair, by_the_office):
        assert "under the reference SP-2027-" in page.content.decode()
        assert "comes twice on that day" in page.content.decode()


def test_of_the_chair_s_people_with_two_keys_the_authority_opens_and_extends(procedure, xc, chair, sign_in, now):
    xc.keys = Keys.TWO
    xc.save()
    FocalPoint.objects.filter(user=chair).update(role=Role.PREPARER)
    client, address = sign_in(chair), f"{procedure.get_absolute_url()}extend/"
    for page in ("/silence/open/", address):
        shown = client.get(page).content.decode()
        assert "two keys" in shown
        assert "btn-primary" not in shown
    assert client.post(address, {"days": "7", "hour": "18:00", "seen": "0"}).status_code == 422
    by_program = client.post(f"/api/v1{address.replace('/silence/', '/silence-procedures/')}", {"days": "7"})
    assert by_program.status_code == 403
    assert "two keys" in by_program.json()["detail"]
    assert fresh(procedure).ends_at == ENDS


# Session and person; the reader's offices and the Chair of today; what there is, and a page of it.
def test_the_list_is_read_at_one_price(procedure, authority, chair, sign_in, now, django_assert_num_queries):
    client = sign_in(authority)
    for more in (0, 2):
        for _one in range(more):
            opened_by(open_silence, chair)
        with django_assert_num_queries(6):
            client.get("/silence/")


# Session and person; offices and Chair; the procedure, its periods, notifications, objections and the states in both;
# what it decided, and its commitments.
def test_the_page_is_read_at_one_price_for_any_number_of_members(
    procedure, authority, chair, sign_in, now, django_assert_max_num_queries
):
    client = sign_in(authority)
    with django_assert_max_num_queries(16):
        client.get(procedure.get_absolute_url())


# -- The admin.


def test_an_officer_records_one_of_a_meeting_and_enters_what_came_on_paper(
    before_soc, officer, authority, sign_in, now, xa
):
    client, meeting = sign_in(officer), before_soc.steps.filter(meeting__isnull=False).last().meeting
    form = {"title": "A plan", "text": "Adopted.", "body": "soc", "days": "14", "hour": "18:00", "zone": "Asia/Almaty"}
    address = "/admin/decisions/silenceprocedure/"
    assert client.post(f"{address}open/", form).status_code == 422
    way_there = f"/admin/meetings/meeting/{meeting.pk}/open-silence/"
    assert way_there in client.get(way_there.replace("open-silence", "change")).content.decode()
    assert client.get(way_there).url == f"{address}open/?meeting={meeting.reference}"
    named = client.get(f"{address}open/?meeting={meeting.reference}").content.decode()
    assert f'value="{meeting.reference}" selected' in named
    made = client.post(f"{address}open/", {**form, "meeting": meeting.reference})
    assert made.status_code == 302
    page = client.get(made.url)
    assert page.status_code == 200
    act = made.url.replace("change/", "")
    assert f"{act}enter-receipt/" in page.content.decode()
    assert client.get(f"{act}enter-receipt/").status_code == 200
    receipt = {"owner": "XA", "way": "note-verbale", "proof": "receipt", "evidence": "No. 17"}
    late = {**receipt, "reached_at": "2027-03-30T18:00:00"}
    assert client.post(f"{act}enter-receipt/", late).status_code == 422
    assert client.post(f"{act}enter-receipt/", {**receipt, "reached_at": "2027-03-04T14:00:00"}).status_code == 302
    objection = {
        "owner": "XA",
        "way": "note-verbale",
        "text": "Not so.",
        "made_at": "2027-03-04T14:00:00",
        "letter": "No. 9",
    }
    assert client.post(f"{act}enter-objection/", objection).status_code == 302
    over = client.get(f"{act}extend/").content.decode()
    assert "done here now" in over
    assert 'type="submit" class="default"' not in over
    section = client.get(meeting.get_absolute_url()).content.decode()
    assert "SP-2027-1" in section


# -- REST.


def test_programs_read_it_and_act_by_the_same_rules(procedure, authority, stranger, chair, officer, sign_in, now):
    address = f"/api/v1/silence-procedures/{procedure.reference}/"
    row = sign_in(authority).get(address).json()
    assert (row["state"], row["ends_at_local"], row["proofs"]) == ("open", "2027-03-15T18:00:00+05:00", None)
    assert [one["state"] for one in row["own"]] == ["XA"]
    assert {one["proof"] for one in sign_in(chair).get(address).json()["proofs"]} == {"opened"}
    json = {"content_type": "application/json"}
    assert sign_in(authority).post(f"{address}acknowledge/", {}, **json).json()["own"][0]["proof"] == "acknowledged"
    assert sign_in(authority).post(f"{address}extend/", {"days": "7"}, **json).status_code == 403
    etag = sign_in(chair).get(address)["ETag"]
    longer = sign_in(chair).post(f"{address}extend/", {"days": "7"}, headers={"If-Match": etag}, **json)
    assert longer.json()["ends_at"] == "2027-03-22T13:00:00Z"
    stale = sign_in(chair).post(f"{address}extend/", {"days": "7"}, headers={"If-Match": etag}, **json)
    assert stale.status_code == 412
    assert sign_in(stranger).post(f"{address}object/", {"text": " "}, **json).status_code == 422
    broken = sign_in(stranger).post(f"{address}object/", {"text": "Not so.", "on_behalf_of": "XB"}, **json).json()
    assert (broken["state"], [one["state"] for one in broken["objections"]]) == ("broken", ["XB"])
    opened = {"title": "A plan", "text": "Adopted.", "days": "14"}
    once = {"headers": {"Idempotency-Key": "one"}, **json}
    made = []
    for _press in range(2):
        made.append(sign_in(chair).post("/api/v1/silence-procedures/", opened, **once).status_code)
        now.shift(1)
    assert made == [201, 200]
    assert sign_in(authority).post("/api/v1/silence-procedures/", opened, **json).status_code == 403
    assert sign_in(officer).get("/api/v1/silence-procedures/?format=csv").status_code == 200
    assert dt.datetime.fromisoformat(row["settled_at"] or row["ends_at"]) == ENDS


def test_programs_read_what_they_may_do_next(procedure, authority, chair, officer, sign_in, now):
    address = f"/api/v1/silence-procedures/{procedure.reference}/"
    told = {
        person: {act["name"]: act for act in sign_in(person).get(address).json()["next_acts"]}
        for person in (authority, chair, officer)
    }
    assert list(told[authority]) == ["acknowledge", "object"]
    assert list(told[chair]) == ["acknowledge", "object", "extend", "restart", "withdraw"]
    assert list(told[officer]) == ["enter-receipt", "enter-objection", "extend", "restart"]
    objection = told[authority]["object"]
    assert (objection["article"], objection["on_behalf_of"], objection["open"]) == ("AA 2", "XA", True)
    asked = {ask["name"]: (ask["kind"], ask["required"]) for ask in told[officer]["enter-receipt"]["asks"]}
    assert asked == {
        "from_letter": ("text", False),
        "owner": ("choice", True),
        "way": ("choice", True),
        "proof": ("choice", True),
        "reached_at": ("instant", True),
        "addressed_to": ("text", False),
        "evidence": ("text", True),
    }


def test_an_officers_program_enters_what_came_on_paper_and_concludes(
    before_soc, authority, stranger, chair, officer, sign_in, now
):
    held = read_by(opened_by(open_silence, chair, commitments=[before_soc]), authority, chair)
    settle_due(at=ENDS)
    now.move_to(ENDS + DAY)
    address, json = f"/api/v1/silence-procedures/{held.reference}/", {"content_type": "application/json"}
    receipt = {"owner": "XB", "way": "note-verbale", "proof": "receipt", "evidence": "No. 17"}
    for person in (chair, stranger):
        refused = sign_in(person).post(f"{address}enter-receipt/", receipt, **json)
        assert (refused.status_code, refused.json()["detail"]) == (403, "This is open to: the Secretariat.")
    client = sign_in(officer)
    assert list(client.post(f"{address}enter-receipt/", receipt, **json).json()["errors"]) == ["reached_at"]
    late = client.post(f"{address}enter-receipt/", {**receipt, "reached_at": "2027-03-15T13:00:00Z"}, **json)
    assert (late.status_code, list(late.json()["errors"])) == (422, ["reached_at"])
    assert client.post(f"{address}conclude/", {}, **json).status_code == 422
    # On the clocks of the procedure, five hours before UTC.
    reached = client.post(f"{address}enter-receipt/", {**receipt, "reached_at": "2027-03-15T17:59:59"}, **json)
    proofs = {proof["state"]: proof["reached_at"] for proof in reached.json()["proofs"]}
    assert (reached.status_code, proofs["XB"]) == (200, "2027-03-15T12:59:59Z")
    adopted = client.post(f"{address}conclude/", {}, headers={"If-Match": reached["ETag"]}, **json)
    assert (adopted.status_code, adopted.json()["state"]) == (200, "adopted")
    # What was adopted stays adopted, and the letter that came in time is answered by what it says.
    objection = {
        "owner": "XA",
        "way": "note-verbale",
        "text": "Not so.",
        "made_at": "2027-03-14T10:00:00",
        "letter": "No. 9",
    }
    too_late = client.post(f"{address}enter-objection/", objection, **json)
    assert too_late.status_code == 422
    assert "can take a new decision" in str(too_late.json())


def test_receipts_of_several_members_are_entered_in_one_act_from_the_line_of_the_desk(
    before_soc, officer, authority, stranger, chair, sign_in, now
):
    made = opened_by(open_silence, chair, commitments=[before_soc])
    client, address = sign_in(officer), f"{made.get_absolute_url()}enter-receipts/"
    [line] = [line for line in texts_under_silence(officer, timezone.now()) if line.press]
    assert (str(line.press.label), line.press.address) == ("Enter receipts", address)
    waiting = [state.code for state in fresh(made).not_reached]
    assert len(waiting) > 1
    form = {"owners": waiting[:2], "way": "note-verbale", "proof": "receipt", "reached_at": "2027-03-02T10:00:00"}
    refused = client.post(address, {**form, "evidence": "No. 17", "reached_at": "2027-01-02T10:00:00"})
    assert (refused.status_code, fresh(made).proofs) == (422, {})
    assert client.post(address, {**form, "evidence": "No. 17"}).status_code == 302
    assert [state.code for state in fresh(made).not_reached] == waiting[2:]
    assert {proof.evidence for proof in fresh(made).proofs.values()} == {"No. 17"}
    assert sign_in(authority).post(address, {**form, "evidence": "No. 17"}).status_code == 403


def test_the_list_of_what_is_served_offers_no_kind_that_is_proved_on_the_page_of_its_procedure(officer, sign_in):
    offered = dict(sign_in(officer).get("/served/").context["form"].fields["kind"].choices)
    assert ("silence-opened" in offered, "silence-ended" in offered) == (False, True)
