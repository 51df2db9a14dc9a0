"""A view or a comment that a state entered by mistake: its state takes it back, and it counts for nothing from then on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments.actions import begin, nominate, share_view
from commitments.models import Commitment, View
from commitments.tests.stories import Story, a_measure
from journal.models import Entry
from law.choices import Modality
from law.cica.states import State
from members.actions import enter_for
from members.choices import Audience, Role
from members.models import Participant
from members.tests.factories import a_person_of
from notices.kinds import ENTRY_CORRECTED
from notices.models import Notice
from papers.actions import comment
from papers.kinds import COMMENT_MADE, PAPER_CIRCULATED
from papers.models import Comment
from record.actions import ask_correction
from record.models import Correction
from record.refusals import Refused

pytestmark = pytest.mark.django_db
WHY = "Sent to the wrong commitment."


@pytest.fixture
def commitment(authority, chair) -> Commitment:
    measure = a_measure()
    return begin(
        modality=Modality.B, area=measure.area, measure=measure, title="Tourism", statement="So.", by=authority
    )


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer).to(State.CIRCULATED)


def shared(commitment, by, text="Our view.", audience=Audience.MEMBERS, owner="XA") -> View:
    state = Participant.objects.get(code=owner)
    return share_view(commitment=commitment, owner=state, text=text, audience=audience, by=by)


def told_of_it() -> set[str]:
    return set(Notice.objects.filter(kind=ENTRY_CORRECTED).values_list("recipient__email", flat=True))


def fresh(commitment: Commitment) -> Commitment:
    return Commitment.objects.with_everything().get(pk=commitment.pk)


def test_a_state_takes_its_view_back_on_the_page_of_the_commitment_and_nothing_is_compiled_of_it(
    commitment, authority, stranger, officer, sign_in
):
    view = shared(commitment, authority)
    Notice.objects.all().delete()
    assert fresh(commitment).has_views()
    client, page = sign_in(authority), reverse("view-share", args=[commitment.reference])
    act = reverse("view-act", args=[view.uid, "mistake"])
    assert act in client.get(page).content.decode()
    assert act not in sign_in(stranger).get(page).content.decode()
    answer = client.post(act, {"reason": WHY, "language": "en"}, follow=True)
    assert answer.status_code == 200
    assert not fresh(commitment).has_views()
    for reader in (authority, stranger, officer):
        shown = sign_in(reader).get(page).content.decode()
        assert "<s>Our view.</s>" in shown
        assert WHY in shown
        assert act not in shown


def test_whoever_was_told_of_a_view_is_told_and_nobody_else(commitment, authority, chair, stranger, officer):
    """XB's people, who don't intend it, weren't told of the view."""
    view = shared(commitment, authority)
    told = set(Notice.objects.filter(occurrence=f"view {view.uid}").values_list("recipient__email", flat=True))
    assert told
    other = shared(commitment, stranger, "Another.", owner="XB")
    assert Notice.objects.filter(occurrence=f"view {other.uid}", recipient=authority).exists()
    ask_correction(thing=view, reason=WHY, by=authority)
    assert told_of_it() == told


def test_a_view_is_its_states_own_to_take_back(commitment, authority, stranger, chair, officer, xa):
    view, reader = shared(commitment, authority), a_person_of(xa, Role.READER, "reads@xa.example")
    for person in (stranger, chair, officer, reader):
        with pytest.raises(Refused):
            ask_correction(thing=view, reason=WHY, by=person)
    assert View.objects.filter(pk=view.pk).exists()


def test_of_two_keys_the_preparer_takes_back_only_what_its_state_keeps_to_itself(commitment, authority, preparer, xa):
    kept, others_see = shared(commitment, authority, audience=Audience.OWN), shared(commitment, authority)
    with pytest.raises(Refused):
        ask_correction(thing=others_see, reason=WHY, by=preparer)
    ask_correction(thing=kept, reason=WHY, by=preparer)
    assert list(View.objects.all()) == [others_see]


def test_what_the_secretariat_entered_in_a_states_name_both_take_back(commitment, authority, officer, xa):
    for person in (officer, authority):
        view = shared(commitment, authority)
        enter_for(state=xa, about=view, what={"en": "A view."}, url="/", by=officer, at=view.at, letter="No. 7")
        correction = ask_correction(thing=view, reason=WHY, by=person)
        assert correction.has_effect
        assert not View.objects.filter(pk=view.pk).exists()


def test_the_journal_and_the_list_of_corrections_are_silent_of_what_a_state_keeps_to_itself(
    commitment, authority, officer, sign_in
):
    own, seen = shared(commitment, authority, "Ours alone.", Audience.OWN), shared(commitment, authority)
    for view in (own, seen):
        ask_correction(thing=view, reason=f"Reason of {view.text}", by=authority)
    keys = set(Entry.objects.visible_to(officer).filter(verb="corrected").values_list("about_key", flat=True))
    assert keys == {str(seen.uid)}
    assert [row.key for row in Correction.objects.visible_to(officer)] == [str(seen.uid)]
    client = sign_in(officer)
    addresses = (
        reverse("correction-list"),
        reverse("api-corrections-list"),
        reverse("admin:record_correction_changelist"),
        reverse("admin:journal_entry_changelist"),
        reverse("admin:commitments_view_changelist") + "?mistaken=only",
        reverse("api-views-list") + "?with_corrected=true",
        reverse("view-share", args=[commitment.reference]),
    )
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "Ours alone." not in answer.content.decode(), address


def test_what_was_taken_back_is_widened_to_nobody_and_a_second_press_finds_it_done(commitment, authority, sign_in):
    view, client = shared(commitment, authority, audience=Audience.SECRETARIAT), sign_in(authority)
    ask_correction(thing=view, reason=WHY, by=authority)
    answer = client.post(reverse("view-act", args=[view.uid, "widen"]), {"audience": Audience.PUBLIC})
    assert answer.status_code != 500
    assert View.everything.get(pk=view.pk).audience == Audience.SECRETARIAT
    again = client.get(reverse("view-act", args=[view.uid, "mistake"]))
    assert again.status_code == 200
    with pytest.raises(Refused):
        ask_correction(thing=view, reason=WHY, by=authority)


def test_a_program_takes_a_comment_back_and_finds_it_struck_where_it_asks(story, authority, stranger, sign_in, xa):
    version = story.commitment.folder.papers.get().versions.get()
    first = comment(version=version, owner=xa, text="One.", audience=Audience.MEMBERS, by=authority)
    comment(version=version, owner=xa, text="Two.", audience=Audience.MEMBERS, by=authority)
    client, address = sign_in(authority), reverse("api-comments-mistake", args=[first.uid])
    assert sign_in(stranger).post(address, {"reason": WHY}, content_type="application/json").status_code == 403
    answer = client.post(address, {"reason": WHY}, content_type="application/json")
    assert answer.status_code == 201, answer.content
    listed = client.get(reverse("api-comments-list")).json()["results"]
    assert [(row["text"], row["paper"], row["owner"]) for row in listed] == [("Two.", version.paper.symbol, "XA")]
    every = client.get(reverse("api-comments-list"), {"with_corrected": "true"}).json()["results"]
    assert [bool(row["mistaken_at"]) for row in every] == [True, False]
    key = version.paper.symbol.replace("/", "_")
    whole = client.get(reverse("api-papers-version", args=[key, version.number])).json()
    assert [row["text"] for row in whole["comments"]] == ["Two."]
    page = client.get(version.get_absolute_url()).content.decode()
    assert "<s>One.</s>" in page


def test_of_a_comment_taken_back_those_hear_who_were_told_of_it_and_not_those_of_a_circulation_of_that_number(
    story,
    authority,
    stranger,
    observer,
    xa,
):
    version = story.commitment.folder.papers.get().versions.get()
    made = comment(version=version, owner=xa, text="Ours.", audience=Audience.MEMBERS, by=authority)
    Notice.objects.create(
        kind=PAPER_CIRCULATED, about_kind="paperversion", about_key=str(version.pk), about_label="It", url="/desk/",
        occurrence=str(made.pk), recipient=observer,
    )  # fmt: skip
    told = set(Notice.objects.filter(kind=COMMENT_MADE).values_list("recipient__email", flat=True))
    assert stranger.email in told
    ask_correction(thing=made, reason=WHY, by=authority)
    assert told_of_it() == told
    assert not Comment.objects.filter(pk=made.pk).exists()


def test_a_person_whose_view_was_taken_back_has_acted_here_all_the_same(commitment, authority, stranger, officer):
    view = shared(commitment, stranger, owner="XB")
    ask_correction(thing=view, reason=WHY, by=stranger)
    stranger.focal_points.all().delete()
    with pytest.raises(Refused):
        ask_correction(thing=stranger, reason="Opened by mistake.", by=officer)


def test_the_page_of_views_asks_as_often_with_one_taken_back_as_with_three(commitment, authority, officer, sign_in):
    client, page = sign_in(officer), reverse("view-share", args=[commitment.reference])
    counts = []
    for _number in range(3):
        ask_correction(thing=shared(commitment, authority), reason=WHY, by=authority)
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        counts.append(len(asked))
    assert counts[0] == counts[2]


def test_a_nomination_that_was_a_mistake_is_of_nobody_and_stays_struck_out_for_those_who_saw_it(
    commitment, authority, stranger, officer, sign_in, xa
):
    said = {"owner": xa, "commitment": commitment, "audience": Audience.MEMBERS, "by": authority}
    expert, kept = nominate(name="Dr Wrong", **said), nominate(name="Dr Right", **said)
    act, page = reverse("expert-act", args=[expert.uid, "mistake"]), reverse("expert-list")
    assert act in sign_in(authority).get(page).content.decode()
    assert act not in sign_in(stranger).get(page).content.decode()
    assert sign_in(stranger).post(act, {"reason": WHY}).status_code == 403
    assert sign_in(authority).post(act, {"reason": WHY, "language": "en"}).status_code == 302
    assert [row.name for row in fresh(commitment).nominated_experts()] == [kept.name]
    client = sign_in(stranger)
    assert "Dr Wrong" not in client.get(page).content.decode()
    shown = client.get(page, {"with_corrected": "true"}).content.decode()
    assert '<s dir="auto">Dr Wrong</s>' in shown
    assert WHY in shown
    listed = client.get("/api/v1/experts/", {"with_corrected": "true"}).json()["results"]
    assert {row["name"]: row["mistaken_at"] is not None for row in listed} == {"Dr Wrong": True, "Dr Right": False}


def test_an_expert_who_was_entrusted_is_no_mistake_before_that_step_is(authority, chair, officer):
    story = Story(author=authority, chair=chair, officer=officer, modality=Modality.B).to(State.ENTRUSTED)
    expert = story.commitment.nominated_experts()[0]
    with pytest.raises(Refused) as refused:
        ask_correction(thing=expert, reason=WHY, by=authority)
    assert story.commitment.reference in str(refused.value.problems)
    assert expert in story.commitment.nominated_experts()
