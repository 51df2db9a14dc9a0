"""Taking a step: the page on which somebody answers what it asks."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from commitments.access import Offer, capacities, offers, offers_of_states, states_that_may
from commitments.actions import take_step
from commitments.actions.answers import says_the_same
from commitments.actions.steps import MOVED_MEANWHILE, NOT_OFFERED
from commitments.forms import LetterForm, StepForm
from commitments.models import Commitment, StepTaken
from commitments.reports.suggested import suggested
from law.grammar.procedure import Step
from members.models import Participant
from members.views.drafts import KeptAnswers, Place, drop, hidden, keeps_text, kept
from record.refusals import StepRefused

may_be_sent = require_http_methods(["GET", "HEAD", "POST"])
WHO_WROTE = gettext_lazy("Say on whose behalf this is entered.")


@dataclass
class StepPage:
    """One step of one commitment, as it is offered to whoever looks."""

    request: HttpRequest
    commitment: Commitment
    step: Step
    offer: Offer | None = None
    # What the Secretariat may enter on behalf of: states, each with its own offer.
    states: list[tuple[Participant, Offer]] = field(default_factory=list)

    @property
    def shown_offer(self) -> Offer:
        """What the form is made of: one's own offer, else that of a state for which it is entered."""
        return self.offer or self.states[0][1]

    @property
    def owner(self) -> Participant | None:
        key = self.offer.capacity.participant_id if self.offer else None
        return Participant.objects.visible_to(self.request.user).get(pk=key) if key else None

    @property
    def place(self) -> Place:
        return Place(self.step.name, self.commitment, self.owner)


def seen_commitment(user: Any, reference: str) -> Commitment:
    return get_object_or_404(Commitment.objects.visible_to(user).with_everything(), reference=reference)


@may_be_sent
@keeps_text
def step_page(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """What the step asks, for those to whom it is offered; what still blocks it, in sentences."""
    page = _page(request, seen_commitment(request.user, reference), step)
    if request.method == "POST":
        return _submit(page)
    return _render(page, kept(request, page.place))


def _page(request: HttpRequest, commitment: Commitment, name: str) -> StepPage:
    step = commitment.workflow.step(name)
    if step is None or step == commitment.workflow.start:
        raise Http404
    own = capacities(request.user, commitment)
    found = StepPage(request, commitment, step)
    found.offer = next((one for one in offers(commitment, own) if one.step.name == name), None)
    if request.user.is_staff:
        found.states = offers_of_states(commitment, name, states_that_may(step, commitment, request.user))
    if found.offer or found.states:
        return found
    closed = [(one, relation) for one in own for relation in step.actor if relation in one.relations]
    if not closed and request.method != "POST":
        raise PermissionDenied
    # It was offered when the page was opened: what was written is shown again, with why it can't be sent.
    capacity, relation = closed[0] if closed else (own[0] if own else None, step.actor[0])
    if capacity is None:
        raise PermissionDenied
    found.offer = Offer(step, capacity, relation, (NOT_OFFERED,))
    return found


def _submit(page: StepPage) -> HttpResponse:
    request = page.request
    already = _taken_before(page)
    if already and says_the_same(already, **{name: hidden(request, name) for name in ("note", "consensus", "text")}):
        return redirect(_in_the_history(page.commitment, already))
    form, letter = _forms(page, request.POST, request.FILES)
    if already:
        form.renew_key()
    is_valid = form.is_valid()
    if letter is not None:
        is_valid = letter.is_valid() and is_valid
        if page.offer is None and not letter.cleaned_data.get("on_behalf_of") and not letter.errors:
            letter.add_error("on_behalf_of", WHO_WROTE)
            is_valid = False
    is_stale = request.POST.get("seen_version", "") not in ("", str(page.commitment.version))
    if is_stale:
        form.add_error(None, MOVED_MEANWHILE)
    elif is_valid:
        try:
            taken = _take(page, form, letter)
        except StepRefused as refusal:
            is_stale = refusal.is_stale
            form.refuse(refusal)
        except ValidationError as error:
            form.add_error("file" if "file" in form.fields else None, error)
        else:
            drop(request, page.place)
            messages.success(request, _("Done, and in the history: %(step)s.") % {"step": page.step.label})
            return redirect(_in_the_history(page.commitment, taken))
    fresh = _page(request, seen_commitment(request.user, page.commitment.reference), page.step.name)
    return _render(fresh, KeptAnswers(), form, letter, status=409 if is_stale else 422)


def _taken_before(page: StepPage) -> StepTaken | None:
    """The button was pressed before: the first press took the step."""
    key = hidden(page.request, "once_key")
    mine = StepTaken.objects.visible_to(page.request.user).filter(commitment=page.commitment, step=page.step.name)
    return mine.filter(once_key=key, by=page.request.user).first() if key else None


def _take(page: StepPage, form: StepForm, letter: LetterForm | None) -> StepTaken:
    entered = {}
    if letter is not None and letter.cleaned_data.get("on_behalf_of"):
        given = letter.cleaned_data
        entered = {"on_behalf_of": given["on_behalf_of"], "channel": given["channel"], "scan": letter.submitted()}
    return take_step(
        commitment=page.commitment,
        step=page.step.name,
        by=page.request.user,
        answers=form.answers(),
        seen_version=form.cleaned_data.get("seen_version"),
        once_key=form.once(),
        **entered,
    )


def _in_the_history(commitment: Commitment, taken: StepTaken) -> str:
    return f"{commitment.get_absolute_url()}#step-{taken.serial}"


def _forms(page: StepPage, data: Any = None, files: Any = None, text: KeptAnswers | None = None) -> Any:
    """The form of the step, and for officers that of the letter."""
    text = text or KeptAnswers()
    asked = {"offer": page.shown_offer, "commitment": page.commitment, "user": page.request.user}
    form = StepForm(
        data, files, initial=text.answers or suggested(page.request.user, page.commitment, page.step), **asked
    )
    letter = None
    if page.states:
        letter = letter_form(page.request, data, files, text)
        keys = [state.pk for state, _offer in page.states]
        letter.fields["on_behalf_of"].queryset = letter.fields["on_behalf_of"].queryset.filter(pk__in=keys)
    return form, letter


def letter_form(
    request: HttpRequest, data: Any = None, files: Any = None, text: KeptAnswers | None = None
) -> LetterForm:
    """On whose behalf an officer enters something: that first, then the letter."""
    initial = text.answers_of(LetterForm.prefix) if text else None
    form = LetterForm(data, files, user=request.user, initial=initial)
    form.order_fields(["on_behalf_of", "channel", "file", "language"])
    form.fields["on_behalf_of"].empty_label = _("Choose a state")
    return form


def _render(page: StepPage, text: KeptAnswers, form: Any = None, letter: Any = None, status: int = 200) -> HttpResponse:
    if form is None:
        form, letter = _forms(page, text=text)
    offer, commitment = page.shown_offer, page.commitment
    why_not_submit = offer.capacity.why_not_submit if page.offer else None
    context = {
        "commitment": commitment,
        "step": page.step,
        "offer": offer,
        "owner": page.owner,
        "is_own": page.offer is not None,
        "letter_is_needed": page.offer is None,
        "target": page.step.leads_to(commitment.stands).label,
        "form": form,
        "letter": letter,
        "text": text,
        "hidden": page.place.hidden(page.request.user),
        "why_not_submit": why_not_submit,
        "may_submit": offer.is_open and why_not_submit is None,
        "experts_are_asked": page.step.experts,
    }
    return render(page.request, "commitments/step_form.html", context, status=status)
