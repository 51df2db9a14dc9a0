"""Beginning a commitment: what it is about, the modality that suits it, its words, a look at the answers, and the register."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogue.models import Area, Measure
from commitments.access import offered_to_begin
from commitments.actions import begin
from commitments.letters import LETTER
from commitments.models import SHARED_WITH, Commitment, StepTaken
from commitments.reports.subjects import (
    already_about,
    areas_to_choose,
    kind_of_subject,
    modality_suited,
    subject_called,
)
from law.choices import Modality, Relation
from members.choices import Audience
from record.acts import (
    LONG,
    Act,
    ActForm,
    Choice,
    Group,
    Need,
    OtherLanguages,
    Pick,
    Setting,
    Texts,
    Whom,
    Words,
    WrittenIn,
    open_to,
)
from record.acts.first import AnsweredFirst, FirstQuestion
from record.dates import day_of_the_house
from record.texts import in_language

# In the link of its page: whoever registered it is told who was told, and what may come next.
BEGUN = "begun"

# -- What it is about.


def rows_of(model: Any, *related: str) -> Callable[[Setting], Any]:
    """The rows of a catalogue that the person sees, in its order."""
    return lambda setting: model.objects.visible_to(setting.user).select_related(*related).in_order()


# A commitment among others to choose from.
CALLED = attrgetter("called")


def commitments_seen(setting: Setting) -> Any:
    return Commitment.objects.visible_to(setting.user).select_related("measure", "area").order_by("reference")


def measure_shown(measure: Measure) -> str:
    """With the letters and number by which it is spoken of, and its edition's year."""
    return f"{measure.area.edition.code} · {measure.area.letters} {measure.number}. {measure}"


@dataclass(frozen=True)
class Subject(Group):
    """What a commitment is about: a measure, an area, or a topic in its own words in an area."""

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        return super().answers(cleaned, setting)[self.name]

    def optional(self, fields: Mapping[str, Any]) -> Sequence[str]:
        """A measure or an area is wanted; a topic may stay empty."""
        return TOPIC.optional(fields)

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Any]]:
        measure, area = cleaned.get("measure"), cleaned.get("area")
        if not measure and not area:
            return {"measure": [_("Choose a measure, or an area.")]}
        problems: dict[str, list[Any]] = {}
        if measure and area and measure.area_id != area.pk:
            problems["area"] = [_("This measure lies in another area.")]
        if measure and cleaned.get("topic"):
            problems["topic"] = [_("A topic in its own words goes with an area, not with a measure.")]
        return problems


MEASURE = Pick(
    "measure", _("Measure"), Need.MAY, rows=rows_of(Measure, "area__edition"), key="reference", shown=measure_shown
)
AREA = Pick(
    "area",
    _("Or an area"),
    Need.MAY,
    rows=rows_of(Area, "edition"),
    shown=attrgetter("among_others"),
)
TOPIC = Texts(
    "topic",
    _("Topic, in your own words"),
    Need.MAY,
    labels={},
    most=200,
    help_text=_("With an area, where no measure of the catalogue covers it."),
)


# -- The question that comes first.

ABOUT = "about"
NAMES = ("measure", "area")
TOPICS = frozenset({TOPIC.name})


def catalogue_to_choose(setting: Setting) -> dict[str, Any]:
    return {"areas": areas_to_choose(setting.user, day_of_the_house(setting.at))}


def begun_about(setting: Setting, reference: str) -> dict[str, Any]:
    """A measure alone, or an area alone, whatever a copied one was about."""
    subject = subject_called(setting.user, reference)
    if subject is None:
        return {}
    name = "measure" if isinstance(subject, Measure) else "area"
    return {**dict.fromkeys([*NAMES, *TOPICS], ""), name: subject.reference}


def told_about(form: ActForm) -> AnsweredFirst | None:
    """The measure or the area that stands in the form, with what suits it and what is there already."""
    setting = form.setting
    references = [value for name in NAMES if (value := form[name].value())]
    subject = subject_called(setting.user, str(references[0])) if len(references) == 1 else None
    if subject is None:
        return None
    on = day_of_the_house(setting.at)
    kind = kind_of_subject(subject, has_topic=any(form[name].value() for name in TOPICS))
    is_measure = isinstance(subject, Measure)
    beside = {
        "subject": subject,
        "suited": modality_suited(kind, on),
        "there": already_about(setting.user, subject, on),
    }
    words = measure_shown(subject) if isinstance(subject, Measure) else subject.among_others
    return AnsweredFirst(words, frozenset(NAMES) | (TOPICS if is_measure else frozenset()), beside)


WHAT_ABOUT = FirstQuestion(
    name=ABOUT,
    label=_("What is it about?"),
    template="commitments/partials/what_about.html",
    offers=catalogue_to_choose,
    begins_with=begun_about,
    fields=frozenset(NAMES),
    answered=told_about,
    is_missing=_("Choose a measure, or an area."),
)


# -- As a copy of an earlier one.


def copied(setting: Setting, reference: str) -> Mapping[str, Any]:
    """What the form of a copy begins with, of a commitment that the person sees: no part of who did what with it."""
    rows = Commitment.objects.visible_to(setting.user).select_related("measure", "area")
    commitment = rows.filter(reference=reference).first()
    if commitment is None:
        return {}
    about = {"measure": commitment.measure.reference} if commitment.measure else {"area": commitment.area.reference}
    topic = {TOPIC.name: in_language(commitment.topic)}
    titles = {TITLE_IN.name_in(language): words for language, words in commitment.title_in.items()}
    statements = {STATEMENT_IN.name_in(language): words for language, words in commitment.statement_in.items()}
    own = {"modality": commitment.modality, "title": commitment.title, "statement": commitment.statement}
    shared = {"language": commitment.language, "audience": commitment.audience}
    return {**about, **topic, **own, **titles, **statements, **shared}


def brought(setting: Setting, named: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of the commitment that the link says is renewed: what it said before."""
    reference = str(named.get("renews") or "")
    return copied(setting, reference) if reference else {}


# -- The act.

TITLE_IN = OtherLanguages("title_in", _("Title in other languages"), Need.MAY, most=200)
STATEMENT_IN = OtherLanguages("statement_in", _("Statement in other languages"), Need.MAY, most=LONG, rows=4)
BEGIN = Act(
    name="begin",
    label=_("New commitment"),
    submit_label=_("Register"),
    draft_label=_("a new commitment"),
    article="AA 24; CoA (a), (b)",
    lead=_(
        "Voluntary, and in your state's own words. Other members may join it; you may let it rest or withdraw at any time."
    ),
    offered=offered_to_begin,
    whom=open_to(Whom.MEMBERS),
    open_to=Relation.MEMBER.label,
    asks=(
        Subject("subject", _("What is it about?"), parts=(MEASURE, AREA, TOPIC)),
        Choice("modality", _("Modality"), choices=Modality.choices, as_circles=True),
        Words("title", _("Title"), most=200),
        Words(
            "statement",
            _("Statement"),
            most=LONG,
            rows=6,
            help_text=_("What your state intends, in its own words."),
        ),
        WrittenIn("language", _("Language"), Need.MAY, texts=("title", "statement")),
        TITLE_IN,
        STATEMENT_IN,
        Choice("audience", _("Who sees it"), choices=SHARED_WITH, initial=Audience.MEMBERS),
        Pick("renews", _("Renews an earlier commitment"), Need.MAY, rows=commitments_seen, shown=CALLED),
    ),
    letter=LETTER,
    do=begin,
    begins=True,
    first=WHAT_ABOUT,
    copies=copied,
    brings=brought,
    preview=lambda setting, answers: {},
    # Whoever enters a letter has it beside them; and a browser would ask for its scan again.
    previewed_by=lambda setting: not setting.offer.takes_letters,
    preview_template="acts/partials/answers.html",
    preview_label=_("Check your answers"),
    straight_label=_("Register at once"),
    folds_when_shown=True,
    speaks_as="on_behalf_of",
    once_in=StepTaken,
    made_with=lambda step: step.commitment,
    was_made=lambda made, at: made.began_at == at,
    keeps_channel=True,
    keeps=True,
    beside=lambda setting: {},
    beside_template="commitments/partials/two_ways.html",
    done=lambda setting, made: _now("The commitment was registered as %(reference)s.") % {"reference": made.reference},
    leads_to=lambda setting, made: f"{made.get_absolute_url()}?{BEGUN}=1",
    order=10,
)
