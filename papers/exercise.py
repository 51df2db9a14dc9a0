"""Scenes of an exercise: what states say of papers that were circulated, the letters that came in and went out, and one being drafted."""

from law.choices import PaperKind
from members.choices import Audience
from members.exercise import ON_PAPER
from members.models import Participant, User
from notices.choices import ServedThrough
from papers.choices import AddressedTo, LetterSeries, OutgoingKind, PublicationKind, PublishingSaid
from papers.models import Circulation, Comment, CommentAudience, CommentOutcome
from record.exercise import Days, Exercise, Scene, add_scenes

SAID = (
    ("xb", CommentAudience.MEMBERS, "State XB welcomes the paper, and would add the hours of border posts."),
    ("xg", CommentAudience.AUTHORS, "We would like to see the second paragraph shorter."),
    ("xo", CommentAudience.OBSERVERS, "State XO would be glad to send an expert, where members wish it."),
)

SETTLED = (CommentOutcome.TAKEN_UP, CommentOutcome.NOT_TAKEN_UP)
WHY = ("", "The hours of border posts are for each state to set.")


def _comments(exercise: Exercise) -> Days:
    """Papers of which comments are welcome have some, each for those whom its state chose; other states have said nothing."""
    yield -2
    asking = Circulation.objects.asking_for_comments(exercise.today).select_related("version").order_by("-at", "-pk")
    for circulation in list(asking)[:3]:
        for who, audience, text in SAID:
            if exercise.may(who, "paper-version.comment", circulation.version):
                said = {
                    "text": text,
                    "audience": audience,
                    "paragraph": 1 if audience == CommentAudience.MEMBERS else "",
                }
                exercise.does(who, "paper-version.comment", circulation.version, **said)
    yield -1
    shared = Comment.objects.filter(audience=CommentAudience.MEMBERS, version__in=[sent.version for sent in asking])
    for row, outcome, why in zip(shared.order_by("pk"), SETTLED, WHY, strict=False):
        exercise.does("officer", "comment.take-up", row, outcome=outcome, reason=why)
        exercise.does("officer", "comment.answer", row, text="Thank you. The paper says so from its next version on.")


def _letters(exercise: Exercise) -> Days:
    """A state on paper writes, and the room above enters what it says; another note waits for an officer, its answer went out."""
    yield -12
    note = exercise.does(
        "officer",
        "correspondence.register",
        series=LetterSeries.NOTES,
        participant=ON_PAPER[0],
        dated=exercise.day(-16),
        channel=ServedThrough.NOTE_VERBALE,
        subject="An offer to coordinate",
        own_number="3/114",
    )
    exercise.things["note of a state on paper"] = note
    # The same note says that its people are as they stand on their page: entered from it, on its own day.
    exercise.does(
        "officer", "participant.confirm-people", Participant.objects.get(code=ON_PAPER[0]), from_letter=str(note.uid)
    )
    yield -5
    waiting = exercise.does(
        "officer",
        "correspondence.register",
        series=LetterSeries.NOTES,
        participant=ON_PAPER[1],
        dated=exercise.day(-9),
        channel=ServedThrough.COURIER,
        subject="Visas for experts",
        own_number="88-N",
        officer=User.objects.get(pk=exercise.people["officer"].pk).email,
        until=exercise.day(4),
    )
    yield -4
    exercise.does(
        "officer",
        "correspondence.enter-sent",
        series=LetterSeries.NOTES,
        addressees=[ON_PAPER[1]],
        dated=exercise.day(-4),
        channel=ServedThrough.COURIER,
        subject="Receipt of your note on visas for experts",
        answers=str(waiting.uid),
    )


def _past_its_day(exercise: Exercise) -> Days:
    """A letter that was laid to an officer, and whose day has gone by."""
    yield -10
    exercise.does(
        "officer",
        "correspondence.register",
        series=LetterSeries.LETTERS,
        participant=ON_PAPER[1],
        dated=exercise.day(-13),
        channel=ServedThrough.POST,
        subject="A list of contact points",
        own_number="17-L",
        officer=User.objects.get(pk=exercise.people["officer"].pk).email,
        until=exercise.day(-7),
    )


def _letters_out(exercise: Exercise) -> Days:
    """One letter of the Secretariat went to all members, in two languages; another one is being drafted."""
    yield -6
    sent = exercise.does(
        "officer",
        "outgoing-letter.begin",
        kind=OutgoingKind.NOTE,
        subject="Hours of the Secretariat in the coming month",
        text="The Secretariat answers on working days from nine to six.\n\nComments are welcome at any time.",
        subject_ru="Часы работы Секретариата в следующем месяце",
        text_ru="Секретариат отвечает в рабочие дни с девяти до восемнадцати часов.",
        to=AddressedTo.MEMBERS,
    )
    exercise.does("officer", "outgoing-letter.send", sent, day=exercise.day(-6), channel=ServedThrough.NOTE_VERBALE)
    yield -1
    exercise.does(
        "officer",
        "outgoing-letter.begin",
        kind=OutgoingKind.INVITATION,
        subject="An exchange of experience on border posts",
        text="The Secretariat would be glad to know by whom the exchange will be attended.",
        to=AddressedTo.EVERYBODY,
    )


def _publications(exercise: Exercise) -> Days:
    """Three states are asked whether a collection may be public, one of them answers by its note; it is published. Another waits."""
    yield -20
    said = {"kind": PublicationKind.BOOK, "audience": Audience.SECRETARIAT, "states": ["XA", "XB", ON_PAPER[0]]}
    studies = exercise.things["institution of studies"]
    named = {"contributors-0-institution": str(studies.uid)}
    book = exercise.does("officer", "publication.begin", title_en="Confidence at the border", **said, **named)
    exercise.does(
        "officer", "publication.hand-in", book, title="Confidence at the border", text="What three states learnt."
    )
    yield -19
    exercise.does("officer", "publication.ask", book, until=exercise.day(-10))
    yield -18
    exercise.does("xa", "publication.may-be-public", book, answer=PublishingSaid.AGREED)
    exercise.does("xb", "publication.may-be-public", book, answer=PublishingSaid.AGREED)
    yield -17
    exercise.does(
        "officer", "publication.may-be-public", book, answer=PublishingSaid.AGREED, on_behalf_of=ON_PAPER[0],
        channel=ServedThrough.NOTE_VERBALE, dated=exercise.day(-18), letter_reference="3/120",
    )  # fmt: skip
    yield -16
    exercise.does("officer", "publication.publish", book)
    yield -6
    leaflet = {**said, "kind": PublicationKind.BROCHURE, "states": ["XA", "XG"]}
    waits = exercise.does("officer", "publication.begin", title_en="A leaflet on early warning", **leaflet)
    exercise.does("officer", "publication.hand-in", waits, title="A leaflet", text="Whom to call, and when.")
    exercise.does("officer", "publication.ask", waits, until=exercise.day(14))
    yield -4
    exercise.does(
        "xg", "publication.may-be-public", waits, answer=PublishingSaid.CHANGES, words="The second page may be shorter."
    )


def _institutions(exercise: Exercise) -> Days:
    """A state nominates an institution that gives a report; another state nominates one by its note."""
    yield -24
    said = {"audience": Audience.MEMBERS, "states": ["XA"], "name_ru": "Институт пограничных исследований"}
    studies = exercise.does("xa", "institution.nominate", name_en="Institute of Border Studies", **said)
    yield -22
    exercise.does(
        "officer", "institution.nominate", name_en="Academy of Early Warning", states=[ON_PAPER[0]],
        audience=Audience.MEMBERS, on_behalf_of=ON_PAPER[0], channel=ServedThrough.NOTE_VERBALE,
        dated=exercise.day(-23), letter_reference="3/118",
    )  # fmt: skip
    exercise.things["institution of studies"] = studies


add_scenes(Scene("papers: comments", _comments, order=80), Scene("papers: letters", _letters, order=90))


def _any_papers(exercise: Exercise) -> Days:
    """A paper of the Secretariat's own went to some members under its letter; another one waits to be circulated."""
    yield -8
    paper = exercise.does(
        "officer",
        "paper.lay-down",
        kind=PaperKind.DRAFT_DECISION,
        title="Draft decision on an archive of the exercise",
        text="The Committee takes note of the archive.\n\nIt invites members to name whom the archive may ask.",
    )
    sent = exercise.does(
        "officer", "paper.circulate", paper, to=AddressedTo.NAMED, participants=["XA", "XB", *ON_PAPER[:1]],
        comments_by=exercise.day(9),
    )  # fmt: skip
    letter = exercise.does(
        "officer",
        "outgoing-letter.begin",
        kind=OutgoingKind.COVER,
        subject="Draft decision on an archive of the exercise",
        text="The Secretariat has the honour to circulate the draft decision. Comments are welcome.",
        to=AddressedTo.NAMED,
        participants=["XA", "XB", *ON_PAPER[:1]],
        annexes=[sent.version.designation],
        about=f"paper-version:{sent.version.designation}",
    )
    exercise.does("officer", "outgoing-letter.send", letter, day=exercise.day(-8), channel=ServedThrough.NOTE_VERBALE)
    yield -7
    exercise.does("xb", "paper-version.comment", sent.version, text="State XB would name two.", audience="authors")
    yield -2
    exercise.does(
        "officer",
        "paper.lay-down",
        kind=PaperKind.INVITATION,
        title="Invitation to a visit to the archive",
        text="The Secretariat has the honour to invite experts of members to visit the archive.",
    )


add_scenes(
    Scene("papers: of the Secretariat", _any_papers, order=93),
    Scene("papers: institutions", _institutions, order=87),
    Scene("papers: publications", _publications, order=88),
    Scene("papers: letters out", _letters_out, order=91),
    Scene("papers: a letter whose day is gone", _past_its_day, order=92),
)
