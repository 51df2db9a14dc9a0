"""A commitment begun by a program: once a key, by members, or by the Secretariat for one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commitments.models import Commitment
from commitments.tests.stories import a_measure
from commitments.tests.test_api_steps import A_PDF, send
from record.choices import Channel

pytestmark = pytest.mark.django_db


def begin(client: Client, **body: object):
    key = body.pop("key", None)
    told = {"modality": "a", "title": "Corridors", "statement": "We intend it.", **body}
    return send(client, "/api/v1/commitments/", told, **({"Idempotency_Key": key} if key else {}))


def test_a_member_begins_a_commitment_once_a_key(authority, sign_in):
    measure, client = a_measure(), sign_in(authority)
    first = begin(client, measure=measure.reference, key="k")
    again = begin(client, measure=measure.reference, key="k")
    assert (first.status_code, again.status_code) == (201, 200), first.content
    assert first.json()["reference"] == again.json()["reference"] == f"{measure.reference}-01"
    assert (first.json()["state"], first.json()["intending_states"]) == ("indicated", ["XA"])
    assert first["ETag"].startswith('"v1-')
    assert client.get(first["Location"]).json() == first.json()
    assert Commitment.objects.get().steps.get().channel == Channel.API
    other = begin(client, measure=measure.reference, modality="b", renews=first.json()["reference"])
    assert (other.json()["state"], other.json()["renews"]) == ("views", first.json()["reference"])


def test_another_title_under_a_used_key_is_refused_and_begins_nothing(authority, sign_in):
    measure, client = a_measure(), sign_in(authority)
    assert begin(client, measure=measure.reference, key="k").status_code == 201
    for other in ({"title": "Ports"}, {"statement": "We intend something else."}):
        refused = begin(client, measure=measure.reference, key="k", **other)
        assert (refused.status_code, list(refused.json()["errors"])) == (422, ["non_field_errors"]), other
    assert [row.title for row in Commitment.objects.all()] == ["Corridors"]


def test_what_is_missing_to_begin_is_named(authority, sign_in):
    response = begin(sign_in(authority), statement="", audience="own")
    assert response.status_code == 422
    assert set(response.json()["errors"]) == {"statement", "audience", "measure"}
    assert not Commitment.objects.exists()


def test_only_members_begin_and_under_two_keys_only_their_authority(preparer, observer, officer, sign_in):
    reference = a_measure().reference
    for person, words in (
        (preparer, "authority submits"),
        (observer, "a member state"),
        (officer, "a member state"),
    ):
        response = begin(sign_in(person), measure=reference)
        assert response.status_code == 403
        assert words in response.json()["detail"]


def test_the_secretariat_begins_one_on_behalf_of_a_state_with_its_letter(xa, officer, sign_in):
    client, measure = sign_in(officer), a_measure()
    body = {"modality": "a", "measure": measure.reference, "title": "Corridors", "statement": "By note verbale."}
    body |= {"on_behalf_of": "XA", "channel": "note-verbale", "letter": SimpleUploadedFile("n.pdf", A_PDF)}
    response = client.post("/api/v1/commitments/", body)
    assert response.status_code == 201, response.content
    step = Commitment.objects.get().steps.get()
    assert (step.on_behalf_of, step.by, step.channel) == (xa, officer, Channel.NOTE_VERBALE)
    assert step.scan.file_type == "application/pdf"
