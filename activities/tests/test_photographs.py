"""Photographs: bare of what a camera writes into them, shown to others only with consent, and no longer than it lasts."""

import datetime as dt
import hashlib
import struct

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.choices import ActivityCourse, Consent, Deed
from activities.kinds import PHOTOGRAPH_SHOWN, PHOTOGRAPH_WAITS, PHOTOGRAPH_WITHDRAWN
from activities.models import Photograph
from activities.tests.factories import ActivityFactory, ActivityTurnFactory, PhotographFactory
from journal.models import Entry
from journal.verification import verify
from members.choices import Audience
from notices.models import Notice
from papers.inspection.bare import bare_jpeg, bare_png
from papers.inspection.pictures import inspect_jpeg, inspect_png
from record.tests.test_source_files import a_jpeg, a_png, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOW = dt.datetime(2027, 6, 1, 9, tzinfo=dt.UTC)
API = "/api/v1/photographs/"
SAID = {"consent_by": "The two people at the table", "consent_how": "On a form", "consent_on": "2027-05-05"}
PLACE = b"N 51 10 E 71 26"


@pytest.fixture(autouse=True)
def in_june():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def activity(xa, authority):
    return ActivityFactory(owner=xa, course=ActivityCourse.HELD, by=authority, audience=Audience.MEMBERS)


def exif(turned: int) -> bytes:
    """What a camera writes: which way up, and where."""
    tiff = b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, 0x0112, 3, 1, turned, 0, 0) + PLACE
    return b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff


def written_into(jpeg: bytes, *more: bytes) -> bytes:
    return jpeg[:2] + b"".join(more) + jpeg[2:]


def added(client, activity, data=None, name="table.png", **more):
    file = SimpleUploadedFile(name, data or a_png(part(b"tEXt", b"GPS\0" + PLACE)))
    return client.post(
        f"/api/v1/activities/{activity.uid}/add-photograph/", {"file": file, "alt": "Two at a table.", **more}
    )


def a_photograph(client, activity) -> Photograph:
    answer = added(client, activity, caption="The first morning", taken_on="2027-05-04", photographer="A. Clerk")
    assert answer.status_code in (200, 201), answer.content
    return Photograph.objects.get()


def do(client, photograph, act, **body):
    return client.post(f"{API}{photograph.uid}/{act}/", body, content_type="application/json")


def pictures(client, photograph) -> list[int]:
    """What its two addresses and its resource answer."""
    places = (
        f"/activities/photographs/{photograph.uid}/picture/",
        f"{API}{photograph.uid}/file/",
        f"{API}{photograph.uid}/",
    )
    return [client.get(place).status_code for place in places]


# -- The file.


def test_nothing_of_place_device_or_author_is_left_in_a_jpeg_and_it_stays_known_which_way_up_it_is():
    comment, other = b"\xff\xfe\x00\x07by me", b"\xff\xed\x00\x0cPhotoshop\0"
    bare = bare_jpeg(written_into(a_jpeg(), exif(6), comment, other))
    inspect_jpeg(bare)
    assert PLACE not in bare
    assert b"by me" not in bare
    assert b"Photoshop" not in bare
    assert b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, 6, 0, 0) in bare
    assert bare.endswith(a_jpeg()[8:])
    assert b"Exif" not in bare_jpeg(written_into(a_jpeg(), exif(1)))
    assert bare_jpeg(bare) == bare


def test_nothing_is_left_in_a_png_but_its_points_and_how_they_are_read():
    kept = part(b"sRGB", b"\0")
    remarks = [part(name, PLACE) for name in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"iCCP")]
    bare = bare_png(a_png(kept, *remarks))
    inspect_png(bare)
    assert bare == a_png(kept)


def test_the_bare_file_is_kept_with_its_digest_and_what_is_no_picture_is_refused(authority, activity, sign_in):
    client = sign_in(authority)
    photograph = a_photograph(client, activity)
    with photograph.file.open("rb") as file:
        data = file.read()
    assert data == a_png()
    assert (photograph.size, photograph.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert added(client, activity).status_code == 422
    refused = added(client, activity, b"%PDF-1.7", "table.pdf")
    assert refused.status_code == 422
    assert "JPEG or PNG" in refused.content.decode()
    assert Photograph.objects.count() == 1


# -- Who sees it.


def test_without_consent_its_state_and_the_secretariat_see_it_with_consent_whoever_sees_the_activity(
    authority, stranger, observer, officer, activity, sign_in
):
    photograph = a_photograph(sign_in(authority), activity)
    assert pictures(sign_in(authority), photograph) == pictures(sign_in(officer), photograph) == [200, 200, 200]
    assert pictures(sign_in(stranger), photograph) == [404, 404, 404]
    assert "Two at a table." not in sign_in(stranger).get(activity.get_absolute_url()).content.decode()
    assert do(sign_in(authority), photograph, "consent", **SAID).status_code == 200
    assert pictures(sign_in(stranger), photograph) == [200, 200, 200]
    # Nobody sees it who doesn't see the activity.
    assert pictures(sign_in(observer), photograph) == [404, 404, 404]
    page = sign_in(stranger).get(activity.get_absolute_url()).content.decode()
    assert f'src="/activities/photographs/{photograph.uid}/picture/" alt="Two at a table."' in page
    assert "The first morning" in page
    assert SAID["consent_by"] not in page
    assert SAID["consent_by"] in sign_in(authority).get(activity.get_absolute_url()).content.decode()
    listed = sign_in(stranger).get(f"{API}{photograph.uid}/").json()
    assert (listed["consent"], listed["consent_by"]) == ("given", "")


def test_once_consent_is_withdrawn_officers_alone_know_of_it_and_nobody_is_given_its_file(
    authority, stranger, officer, activity, sign_in
):
    photograph = a_photograph(sign_in(authority), activity)
    do(sign_in(authority), photograph, "consent", **SAID)
    assert do(sign_in(stranger), photograph, "withdraw").status_code == 403
    assert do(sign_in(authority), photograph, "withdraw").status_code == 200
    photograph.refresh_from_db()
    assert (photograph.consent, photograph.withdrawn_at) == (Consent.WITHDRAWN, NOW)
    for user in (authority, stranger):
        assert pictures(sign_in(user), photograph) == [404, 404, 404]
        assert "Two at a table." not in sign_in(user).get(activity.get_absolute_url()).content.decode()
    assert pictures(sign_in(officer), photograph) == [404, 404, 200]
    page = sign_in(officer).get(activity.get_absolute_url()).content.decode()
    assert "Not shown any more" in page
    assert "<img" not in page.partition('id="photographs"')[2].partition("</section>")[0]
    verbs = list(Entry.objects.filter(verb__startswith="photograph").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["photograph: added", "photograph: consent", "photograph: withdrawn"]
    assert verify().fault == ""


def test_an_officer_withdraws_consent_in_the_secretariat_s_own_name_or_from_a_letter(xa, officer, sign_in):
    client = sign_in(officer)
    own, written = (PhotographFactory(activity__owner=xa) for _ in range(2))
    assert do(client, own, "withdraw").status_code == 200
    letter = {"on_behalf_of": "XA", "channel": "note-verbale", "letter_reference": "12/2027"}
    page = client.post(f"/activities/photographs/{written.uid}/withdraw/", letter, follow=True)
    assert page.status_code == 200
    written.refresh_from_db()
    assert written.consent == Consent.WITHDRAWN


# -- In search, in notices, in the review of its area.


def found(client, words: str) -> list[str]:
    rows = client.get("/api/v1/search/", {"q": words, "kind": "photographs"}).json()["results"]
    return [row["path"] for row in rows]


def test_a_photograph_is_found_by_its_words_by_those_who_see_it_and_by_nobody_once_consent_is_withdrawn(
    authority, stranger, observer, officer, activity, sign_in
):
    photograph = a_photograph(sign_in(authority), activity)
    assert len(found(sign_in(authority), "morning")) == len(found(sign_in(officer), "Clerk")) == 1
    assert found(sign_in(stranger), "morning") == []
    do(sign_in(authority), photograph, "consent", **SAID)
    (address,) = found(sign_in(stranger), "morning")
    assert address.endswith(f"/activities/{activity.uid}/#photograph-{photograph.uid}")
    assert found(sign_in(observer), "morning") == []
    assert found(sign_in(stranger), "people at the table") == [], "who gave consent names people"
    do(sign_in(officer), photograph, "withdraw")
    for person in (authority, stranger, officer):
        assert found(sign_in(person), "morning") == []


def told_of(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("recipient__email", flat=True))


def test_its_state_is_told_that_it_waits_those_near_that_it_is_shown_and_those_who_saw_it_that_it_is_shown_no_longer(
    xb, authority, preparer, stranger, officer, activity, sign_in
):
    activity.organisers.add(xb)
    photograph = a_photograph(sign_in(authority), activity)
    assert told_of(PHOTOGRAPH_WAITS) == {preparer.email, officer.email}
    do(sign_in(preparer), photograph, "withdraw")
    do(sign_in(authority), photograph, "consent", **SAID)
    assert told_of(PHOTOGRAPH_SHOWN) == {preparer.email, officer.email, stranger.email}
    do(sign_in(officer), photograph, "withdraw")
    assert told_of(PHOTOGRAPH_WITHDRAWN) == {authority.email, preparer.email, stranger.email}
    (notice,) = Notice.objects.filter(kind=PHOTOGRAPH_WITHDRAWN, recipient=stranger)
    assert notice.url == activity.get_absolute_url()
    assert "Two at a table." not in str(notice.values)


def test_of_one_that_was_never_shown_others_are_not_told_that_it_is_shown_no_longer(
    xb, authority, stranger, officer, activity, sign_in
):
    activity.organisers.add(xb)
    do(sign_in(officer), a_photograph(sign_in(authority), activity), "withdraw")
    assert stranger.email not in told_of(PHOTOGRAPH_WITHDRAWN) | told_of(PHOTOGRAPH_WAITS)


def test_the_review_of_its_area_names_it_in_words_while_consent_lasts(authority, stranger, activity, sign_in):
    place, held = f"/documents/review/{activity.area.reference}/", ActivityCourse.HELD
    ActivityTurnFactory(activity=activity, deed=Deed.HELD, course=held, starts_on=NOW.date() - dt.timedelta(days=20),
                        at=NOW - dt.timedelta(days=19))  # fmt: skip
    photograph = a_photograph(sign_in(authority), activity)
    assert "The first morning" not in sign_in(authority).get(place).content.decode()
    do(sign_in(authority), photograph, "consent", **SAID)
    page = sign_in(stranger).get(place).content.decode()
    assert "Two at a table." in page
    assert "The first morning" in page
    assert "The first morning" not in sign_in(stranger).get(place, {"as_of": "2027-05-31"}).content.decode()
    do(sign_in(authority), photograph, "withdraw")
    assert "The first morning" not in sign_in(stranger).get(place).content.decode()


def test_consent_is_said_once_and_never_for_a_day_to_come(authority, activity, sign_in):
    client = sign_in(authority)
    photograph = a_photograph(client, activity)
    shown = f'src="/activities/photographs/{photograph.uid}/picture/" alt="Two at a table."'
    assert shown in client.get(f"/activities/photographs/{photograph.uid}/consent/").content.decode()
    assert do(client, photograph, "consent", **{**SAID, "consent_on": "2027-06-02"}).status_code == 422
    assert do(client, photograph, "consent", **SAID).status_code == 200
    assert do(client, photograph, "consent", **SAID).status_code == 422


def test_a_photograph_without_consent_stands_on_the_desk_of_its_state(authority, stranger, activity, sign_in):
    a_photograph(sign_in(authority), activity)
    waits = "A photograph waits for consent"
    assert waits in sign_in(authority).get("/desk/", follow=True).content.decode()
    assert waits not in sign_in(stranger).get("/desk/", follow=True).content.decode()


def test_a_photograph_is_added_once_the_activity_was_held(xa, authority, sign_in):
    activity = ActivityFactory(owner=xa)
    answer = added(sign_in(authority), activity)
    assert answer.status_code == 422
    assert "once it was held" in answer.content.decode()


def test_what_was_entered_by_mistake_is_struck_out_and_its_file_given_to_nobody(authority, activity, sign_in):
    client = sign_in(authority)
    photograph = a_photograph(client, activity)
    assert do(client, photograph, "mistake", reason="The wrong picture.").status_code in (200, 201)
    assert pictures(client, photograph)[:2] == [404, 404]


def test_the_page_of_an_activity_costs_the_same_however_many_photographs_it_has(officer, activity, sign_in):
    client, costs = sign_in(officer), []
    for more in (1, 2):
        PhotographFactory.create_batch(more, activity=activity, file="aa/bb/picture.png")
        client.get(activity.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            page = client.get(activity.get_absolute_url()).content.decode()
        costs.append((page.count("/picture/"), len(asked)))
    assert [shown for shown, _cost in costs] == [1, 3]
    assert costs[0][1] == costs[1][1]
