"""From a request to a verb: who acts for whom, what was answered, and why it can't be done."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from commitments.access import Capacity, Offer, capacities, capacity_of_state, offers
from commitments.actions import begin, take_step
from commitments.actions.steps import NOT_OFFERED
from commitments.forms import BeginForm, LetterForm, StepForm
from commitments.models import Commitment, StepTaken
from law.choices import Relation
from law.grammar.procedure import Step
from members.access import NOT_YOURS, own_participants
from record.api.parameters import Problems
from record.api.writing import (
    NO_FIELD,
    MovedOn,
    SentBody,
    Unprocessable,
    body_of,
    form_of,
    once_key,
    problems_of,
    seen_version,
)
from record.choices import Channel
from record.dates import day_of_the_house
from record.refusals import StepRefused

# What the Secretariat adds when it enters what a state sent: our names, and those of the form.
LETTER = {"on_behalf_of": "letter-on_behalf_of", "channel": "letter-channel", "letter": "letter-file"}
LETTER["letter_language"] = "letter-language"
OURS = {"on_behalf_of": "on_behalf_of", "channel": "channel", "file": "letter", "language": "letter_language"}


def begin_from(request: Request) -> tuple[Commitment, bool]:
    """Begin what the body says; the second value is False where the same key had begun it before."""
    user, key, body = request.user, once_key(request), body_of(request)
    if key and (already := Commitment.objects.visible_to(user).filter(steps__once_key=key, steps__by=user).first()):
        return already, False
    entered = _entered(user, body)
    _require(_acting(user, None, entered), frozenset({Relation.MEMBER}))
    form = form_of(lambda texts, files: BeginForm(texts, files, user=user), body)
    problems = {**problems_of(form), **body.strange_to(form, *LETTER)}
    if problems:
        raise Unprocessable(problems)
    at = timezone.now()
    try:
        made = begin(by=user, once_key=key, at=at, **form.values(), **entered)
    except StepRefused as refusal:
        form.refuse(refusal)
        raise Unprocessable(problems_of(form)) from refusal
    except ValidationError as error:
        raise Unprocessable({"letter": error.messages}) from error
    return made, made.began_at == at


def take_from(request: Request, commitment: Commitment, step: Step) -> tuple[StepTaken, bool]:
    """Take a step as the body answers it; the second value is False where the same key had taken it before."""
    user, key, seen = request.user, once_key(request), seen_version(request)
    mine = StepTaken.objects.visible_to(user).filter(commitment=commitment, step=step.name, by=user)
    if key and (already := mine.filter(once_key=key).first()):
        return already, False
    body = body_of(request)
    entered = _entered(user, body)
    acting = _require(_acting(user, commitment, entered), frozenset(step.actor))
    if seen is not None and seen != commitment.version:
        raise MovedOn(was_guarded=True)
    offer = _offer(commitment, step, acting)
    form = form_of(lambda texts, files: StepForm(texts, files, offer=offer, commitment=commitment, user=user), body)
    problems = {**problems_of(form), **body.strange_to(form, *LETTER)}
    if problems:
        raise Unprocessable(problems)
    at = timezone.now()
    taken = _take(form, {"by": user, "seen_version": seen, "once_key": key, "at": at, **entered})
    return taken, taken.at == at


def _take(form: StepForm, circumstances: dict[str, Any]) -> StepTaken:
    answers, step = form.answers(), form.offer.step.name
    try:
        return take_step(commitment=form.commitment, step=step, answers=answers, **circumstances)
    except StepRefused as refusal:
        if refusal.is_stale:
            raise MovedOn(was_guarded=circumstances["seen_version"] is not None) from refusal
        form.refuse(refusal)
        raise Unprocessable(problems_of(form)) from refusal
    except ValidationError as error:
        raise Unprocessable({"file" if "file" in form.fields else "letter": error.messages}) from error


def _offer(commitment: Commitment, step: Step, acting: list[Capacity]) -> Offer:
    """The step as it is offered. Raises Unprocessable with what blocks it, before it looks at any answer."""
    offer = next((one for one in offers(commitment, acting) if one.step == step), None)
    problems = offer.problems if offer else (NOT_OFFERED,)
    if offer is None or problems:
        raise Unprocessable({NO_FIELD: problems})
    return offer


# -- For whom.


def _entered(user: Any, body: SentBody) -> dict[str, Any]:
    """For which state something is done, and by which way it came. Raises Unprocessable where that makes no sense."""
    code = body.text("on_behalf_of")
    own = own_participants(user, day_of_the_house())
    said = [name for name in LETTER if name in body.texts or name in body.files]
    state = own.filter(code=code).first() if code else None
    if user.is_staff and state is None:
        return _by_letter(user, body) if said else {"channel": Channel.API}
    problems: Problems = {name: [_("This is for the Secretariat.")] for name in said if name != "on_behalf_of"}
    if code and state is None:
        problems["on_behalf_of"] = [str(NOT_YOURS)]
    if problems:
        raise Unprocessable(problems)
    return {"channel": Channel.API, "on_behalf_of": state}


def _by_letter(user: Any, body: SentBody) -> dict[str, Any]:
    letter = form_of(lambda texts, files: LetterForm(texts, files, user=user), body.renamed(LETTER))
    problems = {OURS[name]: sentences for name, sentences in problems_of(letter).items()}
    if not body.text("on_behalf_of"):
        problems["on_behalf_of"] = [_("Say on whose behalf this is entered.")]
    if not body.text("channel"):
        problems["channel"] = [_("Say by which way it reached the Secretariat.")]
    if body.text("letter"):
        problems["letter"] = [_("Send a file, as multipart/form-data.")]
    if problems:
        raise Unprocessable(problems)
    given = letter.cleaned_data
    return {"on_behalf_of": given["on_behalf_of"], "channel": given["channel"], "scan": letter.submitted()}


def _acting(user: Any, commitment: Commitment | None, entered: dict[str, Any]) -> list[Capacity]:
    """The capacities in which this is done: one's own, or that of the state for which the Secretariat enters it."""
    own, state = capacities(user, commitment), entered.get("on_behalf_of")
    if state is None:
        return own
    if entered["channel"] == Channel.API:
        return [one for one in own if one.participant_id == state.pk]
    return [capacity_of_state(state, commitment)]


def _require(acting: list[Capacity], actors: frozenset[Relation]) -> list[Capacity]:
    """The capacities with the right. Raises PermissionDenied with the sentence where there is none."""
    found = [one for one in acting if one.relations & actors]
    if not found:
        who = ", ".join(str(relation.label) for relation in Relation if relation in actors)
        raise PermissionDenied(_("This is open to: %(who)s.") % {"who": who})
    if able := [one for one in found if one.why_not_submit is None]:
        return able
    raise PermissionDenied(str(found[0].why_not_submit))
