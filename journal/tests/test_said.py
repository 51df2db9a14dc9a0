"""What an entry seals of what was said, and how a change of the words is found, whoever made it."""

import datetime as dt
import io
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from commitments.actions.exchange import share_view
from commitments.models import View
from commitments.tests.stories import Story
from decisions.models import Decision
from journal.actions import record, seal_the_day, seal_what_stood
from journal.models import Entry, NightlySeal
from journal.said import digest_of
from journal.tests.tampering import triggers_lifted
from journal.verification import differs_from, faults_of_words, read_seals, verify
from law.cica.states import State
from meetings.actions.owned import widen
from members.actions.drafts import keep_draft
from members.choices import Role
from members.models import Draft, FocalPoint
from members.tests.factories import ParticipantFactory
from papers.actions import comment
from papers.models import Comment, PaperVersion

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TEXT = "We would begin with exchange of information."
NIGHT = dt.date(2027, 3, 14)


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer)


@pytest.fixture
def version(story) -> PaperVersion:
    story.to(State.BEFORE_SOC)
    return PaperVersion.objects.last()


@pytest.fixture
def view(story, authority, xa) -> View:
    return share_view(commitment=story.commitment, owner=xa, text=TEXT, audience="members", by=authority)


def _sealed() -> Entry:
    return Entry.objects.in_order().last()


def test_an_entry_seals_the_words_of_a_view(view):
    assert _sealed().said["rows"] == {f"view {view.uid}": {"text": digest_of("text", TEXT)}}
    assert verify().fault == ""
    assert faults_of_words() == []


def test_a_step_seals_its_note_and_the_text_of_its_paper(version):
    rows = {
        row: digests
        for entry in Entry.objects.filter(said__isnull=False)
        for row, digests in entry.said["rows"].items()
    }
    assert rows[f"paperversion {version.pk}"]["sha256"] == version.sha256
    assert {row.partition(" ")[0] for row in rows} >= {"commitment", "steptaken", "paper", "paperversion"}


@pytest.mark.parametrize("modality", ["a", "b"])
def test_whatever_a_commitment_passes_through_is_sealed(modality, authority, chair, officer):
    """To the end of its road: steps, papers, circulations, views, experts, agendas, decisions, positions."""
    story = Story(author=authority, chair=chair, officer=officer, modality=modality)
    seal_what_stood()
    story.to(State.COMPLETED)
    assert Decision.objects.exists()
    assert faults_of_words() == []


def test_words_changed_past_the_triggers_are_named_with_the_entry_that_sealed_them(view):
    number = _sealed().number
    with triggers_lifted(connection):
        View.objects.filter(pk=view.pk).update(text="We would begin with nothing.")
    assert faults_of_words() == [f"view {view.uid}: text is not what entry {number} sealed"]
    with pytest.raises(CommandError, match="text is not what entry"):
        call_command("verify_journal", stdout=io.StringIO())


def test_a_text_of_a_paper_changed_past_the_triggers_is_named(version):
    with triggers_lifted(connection):
        PaperVersion.objects.filter(pk=version.pk).update(text="Another text", sha256="0" * 64)
    assert {fault.partition(":")[0] for fault in faults_of_words()} == {f"paperversion {version.pk}"}


def test_words_taken_out_of_the_house_are_named(view):
    number = _sealed().number
    with triggers_lifted(connection):
        view.delete()
    assert faults_of_words() == [f"view {view.uid}: it is gone, and entry {number} tells of it"]


def test_an_entry_of_before_there_were_digests_is_as_sound_as_it_was(authority):
    entry = record(by=authority, verb="did", about=authority)
    with triggers_lifted(connection):
        old = Entry.objects.get(number=entry.number)
        old.said = None
        Entry.objects.filter(number=old.number).update(said=None, seal=old.computed_seal())
    record(by=authority, verb="did", about=authority)
    assert verify().fault == ""
    with triggers_lifted(connection):
        Entry.objects.filter(number=entry.number).update(said={"rows": {}, "salt": ""})
    assert verify().fault == f"entry {entry.number} was changed after it was written"


def test_what_was_said_before_is_sealed_once_and_what_comes_in_past_the_house_is_named(story, authority, xa):
    view = View.objects.create(commitment=story.commitment, owner=xa, text=TEXT, audience="members", by=authority)
    assert faults_of_words() == []
    assert f"view {view.uid}" in seal_what_stood().said["rows"]
    assert seal_what_stood() is None
    slipped_in = View.objects.create(commitment=story.commitment, owner=xa, text=TEXT, audience="members", by=authority)
    assert faults_of_words() == [f"view {slipped_in.uid}: it is there, and no entry tells of it"]


def test_what_a_kind_said_before_it_was_one_that_is_sealed_is_sealed_when_it_is(view, monkeypatch):
    seal_what_stood()
    people = FocalPoint.objects.count()
    assert people > 0
    monkeypatch.setattr(FocalPoint, "seals", ("role",), raising=False)
    assert faults_of_words() == []
    assert len(seal_what_stood().said["rows"]) == people
    assert seal_what_stood() is None
    FocalPoint.objects.update(role=Role.PREPARER)
    assert {fault.partition(" ")[0] for fault in faults_of_words()} == {"focalpoint"}


# -- Seals kept outside.


@pytest.fixture
def kept() -> dict[int, str]:
    thing = ParticipantFactory(code="XD")
    for number in range(1, 6):
        record(by="a test", verb=f"did {number}", about=thing)
    return dict(Entry.objects.filter(number__in=[2, 5]).values_list("number", "seal"))


def _rewrite(number: int) -> None:
    """Somebody with the keys of the database tells entry `number` otherwise and seals all that follow anew."""
    previous = Entry.objects.get(number=number).previous
    for entry in Entry.objects.in_order().filter(number__gte=number):
        if entry.number == number:
            entry.by_label = "somebody else"
        entry.previous = previous
        previous = entry.seal = entry.computed_seal()
        Entry.objects.filter(number=entry.number).update(
            by_label=entry.by_label, previous=entry.previous, seal=entry.seal
        )


def test_a_chain_written_anew_and_sealed_again_is_found_by_the_seals_that_were_kept(kept, tmp_path):
    seals = tmp_path / "seals.txt"
    seals.write_text("".join(f"{number} {seal} 2027-03-14\n" for number, seal in kept.items()))
    call_command("verify_journal", against=str(seals), stdout=io.StringIO())
    with triggers_lifted(connection):
        _rewrite(4)
    assert verify().fault == ""
    with pytest.raises(CommandError, match="after entry 2, up to entry 5") as refusal:
        call_command("verify_journal", against=str(seals), stdout=io.StringIO())
    assert refusal.value.returncode == 1


def test_a_tail_that_was_cut_is_found_by_the_seals_that_were_kept(kept):
    with triggers_lifted(connection):
        Entry.objects.filter(number=5).delete()
    assert verify().fault == ""
    assert differs_from(kept) == "it was cut: it ends at entry 4, and a seal of entry 5 was kept"


def test_seals_are_read_from_lines_from_the_published_json_and_from_nothing_else(kept, client):
    seal_the_day(NIGHT)
    head = {5: kept[5]}
    assert read_seals(client.get("/journal/seals.txt").content.decode()) == head
    assert read_seals(client.get("/journal/seals.json").content.decode()) == head
    with pytest.raises(ValueError, match="no line"):
        read_seals("Dear Sir or Madam")
    with pytest.raises(ValueError, match="two seals"):
        read_seals(f"5 {kept[5]}\n5 {kept[2]}")


def test_anybody_reads_the_nightly_seals_and_nothing_else(kept, client):
    night = seal_the_day(NIGHT)
    record(by="a test", verb="did more", about=ParticipantFactory())
    assert seal_the_day(NIGHT) == night
    assert client.get("/journal/seals.txt").content.decode() == f"5 {kept[5]} 2027-03-14\n"
    assert client.get("/journal/seals.json").json() == {"seals": [{"number": 5, "seal": kept[5], "day": "2027-03-14"}]}


@pytest.mark.parametrize("attempt", ["update", "delete"])
def test_a_night_that_was_sealed_stays_so(kept, attempt):
    seal_the_day(NIGHT)
    rows = NightlySeal.objects.all()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(seal="0" * 64) if attempt == "update" else rows.delete()


def test_sqlite_refuses_to_replace_an_entry(kept):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL knows no REPLACE")
    columns = ", ".join(field.column for field in Entry._meta.concrete_fields)
    forged = columns.replace("by_label", "'somebody else'")
    replace = f"INSERT OR REPLACE INTO journal_entry ({columns}) SELECT {forged} FROM journal_entry"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers")
        assert cursor.fetchone() == (1,)
        # By another program, too, which knows nothing of that setting.
        for pragma in ("OFF", "ON"):
            cursor.execute(f"PRAGMA recursive_triggers = {pragma}")
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                cursor.execute(replace)
    assert verify().sound == 5


# -- What a state takes along.


def _checked(tmp_path, journal: str, seals: str, *files: str) -> subprocess.CompletedProcess:
    (tmp_path / "journal.jsonl").write_text(journal)
    (tmp_path / "seals.txt").write_text(seals)
    program = settings.BASE_DIR / "static" / "journal" / "check_entries.py"
    words = [sys.executable, "-I", str(program), "journal.jsonl", "seals.txt", *files]
    return subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)


def test_a_state_checks_its_own_entries_away_from_the_house(view, authority, stranger, sign_in, client, tmp_path):
    seal_the_day(NIGHT)
    (tmp_path / "view.txt").write_text(TEXT)
    seals = client.get("/journal/seals.txt").content.decode()
    own = b"".join(sign_in(authority).get("/journal/own.jsonl")).decode()
    theirs = b"".join(sign_in(stranger).get("/journal/own.jsonl")).decode()
    done = _checked(tmp_path, own, seals, "view.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"sealed by entry {_sealed().number} (view {view.uid})" in done.stdout
    # Another state's file tells nothing of it, and is of the same chain.
    assert str(view.uid) not in theirs
    assert authority.email not in theirs
    assert _checked(tmp_path, theirs, seals).returncode == 0
    # Told otherwise, one of the own entries is found; so is a chain that was cut.
    lines = own.splitlines(keepends=True)
    assert "is not what was sealed" in _checked(tmp_path, own.replace("shared a view", "kept silent"), seals).stderr
    assert _checked(tmp_path, "".join(lines[:-1]), seals).returncode == 1
    assert "is missing" in _checked(tmp_path, "".join([*lines[:2], *lines[3:]]), seals).stderr


def test_the_digest_of_what_another_state_said_cannot_be_guessed_from(view):
    entry = _sealed()
    first = entry.digest()
    entry.said["salt"] = "0" * 32
    assert entry.digest() != first
    assert len(_sealed().said["salt"]) == 32


# -- What a state keeps to itself.


def _told(officer, sign_in) -> str:
    return sign_in(officer).get("/admin/journal/entry/").content.decode()


def test_an_officer_learns_nothing_of_what_a_state_keeps_to_itself(story, version, authority, xa, officer, sign_in):
    said = {"owner": xa, "audience": "own", "by": authority}
    share_view(commitment=story.commitment, text=TEXT, **said)
    comment(version=version, text=TEXT, **said)
    lines = Entry.objects.filter(about_kind__in=["view", "comment"])
    assert lines.count() == 2
    office = sign_in(officer)
    page = office.get("/admin/journal/entry/").content.decode()
    for entry in lines:
        assert f"/admin/journal/entry/{entry.number}/" not in page
        assert office.get(f"/admin/journal/entry/{entry.number}/change/").status_code in {302, 404}
    assert "shared a view" not in "".join(entry.verb for entry in Entry.objects.visible_to(officer))
    assert verify().fault == ""
    assert faults_of_words() == []


def test_what_a_state_opens_later_is_told_from_then_on(story, authority, xa, officer):
    view = share_view(commitment=story.commitment, owner=xa, text=TEXT, audience="own", by=authority)
    assert not Entry.objects.visible_to(officer).about(view).exists()
    widen(item=view, audience="members", by=authority)
    assert Entry.objects.visible_to(officer).about(view).count() == 2


def test_a_comment_of_before_that_a_state_keeps_to_itself_is_not_told_either(version, authority, xa, officer):
    made = [
        Comment.objects.create(version=version, owner=xa, text=TEXT, audience=audience, by=authority)
        for audience in ("own", "members")
    ]
    old = [record(by=authority, verb="commented", about=version, changes={"comment": [None, one.pk]}) for one in made]
    with triggers_lifted(connection):
        Entry.objects.filter(number__in=[entry.number for entry in old]).update(said=None)
    told = Entry.objects.visible_to(officer).filter(verb="commented").values_list("number", flat=True)
    assert list(told) == [old[1].number]


def test_what_is_written_while_the_words_are_looked_at_is_no_fault(story, authority, xa):
    """Between the reading of entries and that of rows somebody shares a view."""
    seal_what_stood()
    said = {"commitment": story.commitment, "owner": xa, "text": TEXT, "audience": "members", "by": authority}
    writing = iter([lambda: share_view(**said)])

    def meanwhile(execute, sql, params, many, context):
        if 'FROM "commitments_view"' in sql and (write := next(writing, None)):
            write()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        assert faults_of_words() == []
    assert View.objects.count() == 1


def test_a_draft_that_is_kept_is_no_entry_at_all(story, preparer, xa):
    before = Entry.objects.count()
    keep_draft(by=preparer, form="view-share", answers={"text": TEXT}, owner=xa)
    assert Draft.objects.count() == 1
    assert Entry.objects.count() == before


def test_more_rows_than_a_database_takes_in_one_question_are_sealed_all_the_same(story, authority, xa, monkeypatch):
    monkeypatch.setattr("journal.said.BATCH", 2)
    said = {"commitment": story.commitment, "owner": xa, "text": TEXT, "audience": "members", "by": authority}
    keys = {f"view {View.objects.create(**said).uid}" for _time in range(5)}
    assert keys <= set(seal_what_stood().said["rows"])
