"""What may be done about how letters are worded, and how participants are addressed in them."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from journal.staff import Work, does, is_of_staff
from members.models import Participant, Person
from papers.actions import set_form_of_address, take_back_form, take_back_wording, word_letters_anew
from papers.acts.correspondence import ARTICLE, participants
from papers.choices import LetterSeries, OutgoingKind
from papers.models import FormOfAddress, LetterWording, SaidAnew
from papers.reports.wordings import how_it_reads
from papers.words import PARTS, PLACEHOLDERS, WordingsOfLetters, wrong_in
from record.acts import Act, Choice, Noun, Offer, Pick, Setting, VersionSeen, Words

WORDS = frozenset({Work.WORD})
KINDS, LANGUAGES = OutgoingKind.values, [code for code, _name in settings.LANGUAGES]


def offered_to_who_words(user: Person, said: SaidAnew | None, at: dt.datetime) -> Offer | None:
    if not does(user, *WORDS):
        return None
    return Offer() if said is None or said.taken_back_at is None else Offer.not_now()


def _of_key(key: str) -> tuple[str, str]:
    """ "note.en": of what, in which language."""
    first, _sign, language = key.rpartition(".")
    return first, language


def wording_to_change(setting: Setting, key: str) -> Mapping[str, Any]:
    """The words that hold, as the form begins with them."""
    kind, language = _of_key(key)
    if kind not in KINDS or language not in LANGUAGES:
        return {}
    holds = WordingsOfLetters().of(kind, language)
    parts = {part: getattr(holds, part) for part in PARTS}
    return {"kind": kind, "language": language, "series": holds.series, "seen": holds.number, **parts}


def form_to_change(setting: Setting, key: str) -> Mapping[str, Any]:
    code, language = _of_key(key)
    participant = Participant.objects.visible_to(setting.user).filter(code=code).first()
    if participant is None or language not in LANGUAGES:
        return {}
    wordings = WordingsOfLetters()
    row, words = wordings.form_of(participant, language), wordings.addressed(participant, language)
    return {"participant": code, "language": language, "text": words, "seen": row.number if row else 0}


def what_may_not_stand(setting: Setting, answers: dict[str, Any]) -> dict[str, list[Any]]:
    return {part: wrong for part in PARTS if (wrong := wrong_in(answers[part]))}


def as_it_would_read(setting: Setting, answers: dict[str, Any]) -> dict[str, Any]:
    return {"reads": how_it_reads(answers), "language": answers["language"]}


LANGUAGE = Choice("language", _("Language"), choices=settings.LANGUAGES)
SEEN = VersionSeen("seen", _("The wording that was shown"))
WORDING = Noun(
    name="wording",
    model=LetterWording,
    key="uid",
    converter="uuid",
    seen_by=LetterWording.objects.visible_to,
    list_address="wording-list",
    label_plural=_("Wordings of letters"),
    prefix="wordings/",
    is_there=is_of_staff,
)
WORDING_ACTS = (
    Act(
        name="word",
        label=_("Word letters anew"),
        submit_label=_("Keep this wording"),
        preview_label=_("See how it reads"),
        article=ARTICLE,
        lead=_("Letters that were sent stay as they went."),
        offered=offered_to_who_words,
        works=WORDS,
        asks=(
            Choice("kind", _("Kind"), choices=OutgoingKind.choices),
            LANGUAGE,
            Choice("series", _("Series"), choices=LetterSeries.choices),
            Words("letterhead", _("Letterhead"), rows=3, most=500),
            Words("opening", _("Opening"), rows=4, most=2000),
            Words("closing", _("Closing"), rows=4, most=2000),
            Words("signature", _("Signature"), rows=3, most=500),
            SEEN,
        ),
        check=what_may_not_stand,
        copies=wording_to_change,
        beside=lambda setting: {"places": PLACEHOLDERS.items()},
        beside_template="papers/partials/placeholders.html",
        preview=as_it_would_read,
        preview_template="papers/partials/wording_preview.html",
        do=word_letters_anew,
        begins=True,
        once_in=LetterWording,
        done=_("The wording is kept. Letters written from now on read so."),
        open_to=_("the Secretariat"),
        in_api=False,
    ),
    Act(
        name="take-back",
        label=_("Back to the wording before"),
        article=ARTICLE,
        lead=_("The wording before it holds again, or, where there is none, the one that the house proposes."),
        offered=offered_to_who_words,
        works=WORDS,
        do=take_back_wording,
        done=_("The wording before it holds again."),
        open_to=_("the Secretariat"),
        in_api=False,
    ),
)
FORM_OF_ADDRESS = Noun(
    name="form-of-address",
    model=FormOfAddress,
    key="uid",
    converter="uuid",
    seen_by=lambda user: FormOfAddress.objects.visible_to(user).select_related("participant"),
    list_address="form-of-address-list",
    label_plural=_("Forms of address"),
    prefix="forms-of-address/",
    is_there=is_of_staff,
)
FORM_OF_ADDRESS_ACTS = (
    Act(
        name="set",
        label=_("Set a form of address"),
        submit_label=_("Keep it"),
        article=ARTICLE,
        lead=_(
            "To whom the letter is, as it stands within a sentence: in the case that the sentence needs, where a language has cases."
        ),
        offered=offered_to_who_words,
        works=WORDS,
        asks=(
            Pick("participant", _("Participant"), rows=participants, key="code"),
            LANGUAGE,
            Words("text", _("Form of address"), rows=2, most=300),
            SEEN,
        ),
        copies=form_to_change,
        do=set_form_of_address,
        begins=True,
        once_in=FormOfAddress,
        done=_("It is kept. Letters written from now on read so."),
        open_to=_("the Secretariat"),
        in_api=False,
    ),
    Act(
        name="take-back",
        label=_("Back to the form before"),
        article=ARTICLE,
        lead=_("The form before it holds again, or, where there is none, the neutral one."),
        offered=offered_to_who_words,
        works=WORDS,
        do=take_back_form,
        done=_("The form before it holds again."),
        open_to=_("the Secretariat"),
        in_api=False,
    ),
)
