"""Three hundred hostile uploads are refused, and two hundred clean ones taken: one of each kind by day, all by night."""

import random

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from papers import uploads
from papers.inspection.reasons import Reason
from papers.tests.files.clean import clean_uploads
from papers.tests.files.hostile import hostile_uploads
from papers.tests.files.libreoffice import by_libreoffice
from papers.tests.files.uploads import Sent
from papers.tests.test_inspection import verdict

# Of these it is said that something is wrong with the whole of the file, and not what it does.
ABOUT_THE_WHOLE = {Reason.DAMAGED, Reason.TOO_MUCH_WORK}
MAY_BE_WHOLLY_WRONG = {
    "a PDF of the house's own list",
    "a DOCX of the house's own list",
    "a drawing",
    "a PDF leading out",
    "a PDF that is more than one",
}


def one_of_each_kind(sent: list[Sent]) -> list[Sent]:
    """The same ones each time."""
    by_kind: dict[str, list[Sent]] = {}
    for one in sent:
        by_kind.setdefault(one.kind, []).append(one)
    return [random.Random(kind).choice(rows) for kind, rows in by_kind.items()]


def at_the_door(sent: Sent) -> str:
    """What the person is told; "" where the file is taken."""
    try:
        uploads.check_upload(SimpleUploadedFile(f"paper.{sent.extension}", sent.make()))
    except ValidationError as refused:
        return str(refused.messages[0])
    return ""


def test_of_each_kind_of_hostile_upload_one_is_refused():
    sent = hostile_uploads()
    assert len({one.heading for one in sent}) == len(sent) >= 300
    verdicts = {one: verdict(one.extension, one.make()) for one in one_of_each_kind(sent)}
    assert [one.heading for one, reason in verdicts.items() if reason is None] == []
    blamed = [one.heading for one, reason in verdicts.items() if reason in ABOUT_THE_WHOLE]
    assert {heading.partition(":")[0] for heading in blamed} <= MAY_BE_WHOLLY_WRONG


def test_of_each_kind_of_clean_upload_one_is_taken():
    sent = clean_uploads()
    assert len({one.heading for one in sent}) == len(sent) >= 200
    verdicts = {one.heading: verdict(one.extension, one.make()) for one in one_of_each_kind(sent)}
    assert verdicts == dict.fromkeys(verdicts)


@pytest.mark.night
@pytest.mark.timeout(1800)
def test_every_hostile_upload_is_refused_at_the_door_and_told_what_to_do():
    told = {one.heading: at_the_door(one) for one in hostile_uploads()}
    assert [heading for heading, sentence in told.items() if "Please " not in sentence] == []


@pytest.mark.night
@pytest.mark.timeout(1800)
def test_every_clean_upload_is_taken_at_the_door(tmp_path):
    told = {one.heading: at_the_door(one) for one in [*clean_uploads(), *by_libreoffice(tmp_path)]}
    assert told == dict.fromkeys(told, "")
