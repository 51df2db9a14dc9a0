"""Taking a step, and beginning a commitment, from the admin: the portal's own forms, and beside them the letter.

The Secretariat takes its own steps here, and enters those of a state that answers by note verbale or e-mail.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import helpers
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.access import Capacity, Offer, capacities, offers, offers_of_states, states_that_may
from commitments.actions import begin, take_step
from commitments.actions.answers import says_the_same
from commitments.actions.steps import MOVED_MEANWHILE, NOT_OFFERED
from commitments.forms import BeginForm, LetterForm, StepForm
from commitments.models import Commitment, StepTaken
from commitments.reports.standing import states_of, surroundings
from commitments.reports.suggested import suggested
from law.choices import Relation
from law.grammar.procedure import Step
from members.models import Participant, User
from record.dates import day_of_the_house
from record.refusals import StepRefused

OF_STATES = frozenset(
    {Relation.MEMBER, Relation.INTENDING_STATE, Relation.COORDINATOR, Relation.CO_COORDINATOR, Relation.CHAIR}
)
ON_WHOSE_BEHALF = gettext_lazy("Say on whose behalf this is entered.")
BY_WHICH_WAY = gettext_lazy("Say by which way it reached the Secretariat.")
NO_STATE_IS_THAT = gettext_lazy("No state stands to this commitment in that way today.")


@dataclass(frozen=True)
class Opening:
    """A step that may be taken from where a commitment stands: by the officer, or for a state by its letter."""

    step: Step
    is_own: bool
    by_letter: bool
    states: tuple[Participant, ...]
    problems: tuple[Any, ...]

    @property
    def for_any_member(self) -> bool:
        return self.by_letter and Relation.MEMBER in self.step.actor


def openings(user: User, commitment: Commitment) -> list[Opening]:
    """Every step from here that concerns the Secretariat or a state, with what still blocks it."""
    own = {offer.step.name for offer in offers(commitment, capacities(user, commitment))}
    around = surroundings(user)
    found = []
    for step in commitment.workflow.from_state(commitment.state):
        by_letter = bool(OF_STATES & set(step.actor))
        if not by_letter and step.name not in own:
            continue
        states = tuple(states_of(commitment, step.actor, around))
        problems = [why for guard in step.guards if (why := guard(commitment)) is not None]
        if step.name not in own and not states and Relation.MEMBER not in step.actor:
            problems.append(NO_STATE_IS_THAT)
        found.append(Opening(step, step.name in own, by_letter, states, tuple(problems)))
    return found


@dataclass
class StepPage:
    """One step of one commitment: as it is offered to the officer, and to states whose letters may be entered."""

    commitment: Commitment
    step: Step
    offer: Offer | None
    states: list[tuple[Participant, Offer]]

    @property
    def shown_offer(self) -> Offer:
        """What the form is made of; where nobody is offered the step any more, that is what it says."""
        if self.offer or self.states:
            return self.offer or self.states[0][1]
        return Offer(self.step, Capacity(None, frozenset()), self.step.actor[0], (NOT_OFFERED,))


def step_page(user: User, commitment: Commitment, name: str) -> StepPage:
    step = commitment.workflow.step(name)
    if step is None or step == commitment.workflow.start:
        raise Http404
    own = next((one for one in offers(commitment, capacities(user, commitment)) if one.step.name == name), None)
    states = offers_of_states(commitment, name, states_that_may(step, commitment, user))
    return StepPage(commitment, step, own, states)


class EnteredLetter(LetterForm):
    """The letter, where it has to be one: whoever names a state says by which way it wrote, and the other way round."""

    def __init__(self, *args: Any, states: list[Participant], is_needed: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.is_needed = is_needed
        self.order_fields(["on_behalf_of", "channel", "file", "language"])
        state = self.fields["on_behalf_of"]
        state.queryset = state.queryset.filter(pk__in=[one.pk for one in states])
        state.required, state.empty_label = is_needed, _("Choose a state") if is_needed else _("None: our own step")
        state.error_messages["required"] = ON_WHOSE_BEHALF

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("file") and not found.get("on_behalf_of") and not self.is_needed:
            self.add_error("on_behalf_of", ON_WHOSE_BEHALF)
        if found.get("on_behalf_of") and not found.get("channel") and "channel" not in self.errors:
            self.add_error("channel", BY_WHICH_WAY)
        return found

    def entered(self) -> dict[str, Any]:
        """What the actions want to know; nothing where the officer acts for the Secretariat."""
        given = self.cleaned_data
        if not given.get("on_behalf_of"):
            return {}
        return {"on_behalf_of": given["on_behalf_of"], "channel": given["channel"], "scan": self.submitted()}


class StepPages:
    """The pages beside the stock ones of `CommitmentAdmin`: a step, and the beginning of a commitment."""

    def get_urls(self) -> list[Any]:
        view, name = self.admin_site.admin_view, "commitments_commitment"  # type: ignore[attr-defined]
        ours = [
            path("begin/", view(self.begin_view), name=f"{name}_begin"),
            path("<path:object_id>/step/<slug:step>/", view(self.step_view), name=f"{name}_step"),
        ]
        return [*ours, *super().get_urls()]  # type: ignore[misc]

    # -- A step.

    def step_view(self: Any, request: HttpRequest, object_id: str, step: str) -> HttpResponse:
        """What the step asks; sent, it is taken by the same action as in the portal."""
        found = self.get_object(request, unquote(object_id))
        if found is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_change_permission(request, found):
            raise PermissionDenied
        page = step_page(request.user, _whole(request.user, found), step)
        if request.method == "POST":
            return self._submit_step(request, page)
        if page.offer is None and not page.states:
            messages.warning(request, NOT_OFFERED)
            return HttpResponseRedirect(self._address(found))
        return self._render_step(request, page, *_step_forms(request.user, page))

    def _submit_step(self: Any, request: HttpRequest, page: StepPage) -> HttpResponse:
        form, letter = _step_forms(request.user, page, request.POST, request.FILES)
        are_valid = form.is_valid() & letter.is_valid()
        if already := _taken_before(request.user, page, form.cleaned_data.get("once_key", "")):
            if says_the_same(
                already, **{name: form.cleaned_data.get(name, "") for name in ("note", "consensus", "text")}
            ):
                return HttpResponseRedirect(self._address(page.commitment))
            form.renew_key()
        is_stale = form.cleaned_data.get("seen_version") not in (None, page.commitment.version)
        if is_stale:
            form.add_error(None, MOVED_MEANWHILE)
        elif are_valid:
            try:
                _take(request.user, page, form, letter)
            except StepRefused as refusal:
                is_stale = refusal.is_stale
                form.refuse(refusal)
            except ValidationError as error:
                form.add_error("file" if "file" in form.fields else None, error)
            else:
                messages.success(request, _("Done, and in the history: %(step)s.") % {"step": page.step.label})
                return HttpResponseRedirect(self._address(page.commitment))
        fresh = step_page(request.user, _whole(request.user, page.commitment), page.step.name)
        return self._render_step(request, fresh, form, letter, status=409 if is_stale else 422)

    def _render_step(
        self: Any, request: HttpRequest, page: StepPage, form: StepForm, letter: EnteredLetter, status: int = 200
    ) -> HttpResponse:
        title = _("On whose behalf") if page.offer is None else _("On whose behalf, where a state's letter says so")
        shown = [(letter, title)] if page.states or letter.errors else []
        context = {
            "title": page.step.label,
            "subtitle": str(page.commitment),
            "commitment": page.commitment,
            "step": page.step,
            "offer": page.shown_offer,
            "is_own": page.offer is not None,
            "target": page.step.leads_to(page.commitment.stands).label,
            "may_submit": page.shown_offer.may_submit,
            "submit_label": page.step.label,
            "seen_version": page.commitment.version,
            "original": page.commitment,
            "back": self._address(page.commitment),
        }
        return self._render(request, context, [*shown, (form, None)], status)

    # -- The beginning.

    def begin_view(self: Any, request: HttpRequest) -> HttpResponse:
        """A member state indicates an intention, or opens an exchange of views, by letter."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        user, data, files = request.user, request.POST or None, request.FILES or None
        states = list(Participant.objects.visible_to(user).members_on(day_of_the_house()))
        form = BeginForm(data, user=user)
        letter = EnteredLetter(data, files, user=user, states=states, is_needed=True)
        status = 200
        if request.method == "POST":
            status = 422
            if form.is_valid() & letter.is_valid():
                try:
                    made = begin(by=user, once_key=form.once(), **form.values(), **letter.entered())
                except StepRefused as refusal:
                    form.refuse(refusal)
                except ValidationError as error:
                    form.add_error(None, error)
                else:
                    said = _("It is begun, under the reference %(reference)s.") % {"reference": made.reference}
                    messages.success(request, said)
                    return HttpResponseRedirect(self._address(made))
        context = {
            "title": _("Enter a commitment on a state's behalf"),
            "may_submit": True,
            "submit_label": _("Enter"),
            "back": reverse("admin:commitments_commitment_changelist", current_app=self.admin_site.name),
        }
        return self._render(request, context, [(letter, _("On whose behalf")), (form, _("What it undertakes"))], status)

    # -- Both.

    def _address(self: Any, commitment: Commitment) -> str:
        name = "admin:commitments_commitment_change"
        return reverse(name, args=[commitment.pk], current_app=self.admin_site.name)

    def _render(
        self: Any, request: HttpRequest, context: dict[str, Any], shown: list[tuple[Any, Any]], status: int
    ) -> HttpResponse:
        forms_shown = [one for one, _title in shown]
        context = {
            **self.admin_site.each_context(request),
            **context,
            "opts": self.opts,
            "once_key": forms_shown[-1]["once_key"],
            "errors": any(one.errors for one in forms_shown),
            "complaints": [complaint for one in forms_shown for complaint in one.non_field_errors()],
            "adminforms": [_as_stock(one, title, self) for one, title in shown],
            "had_files": bool(request.FILES),
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, "admin/commitment_step.html", context, status=status)


def _whole(user: User, commitment: Commitment) -> Commitment:
    return Commitment.objects.visible_to(user).with_everything().get(pk=commitment.pk)


def _step_forms(user: User, page: StepPage, data: Any = None, files: Any = None) -> tuple[StepForm, EnteredLetter]:
    begun = suggested(user, page.commitment, page.step)
    form = StepForm(data, files, initial=begun, offer=page.shown_offer, commitment=page.commitment, user=user)
    states = [state for state, _offer in page.states]
    needed = page.offer is None and bool(states)
    return form, EnteredLetter(data, files, user=user, states=states, is_needed=needed)


def _taken_before(user: User, page: StepPage, key: str) -> StepTaken | None:
    """The button was pressed before: the first press took the step."""
    mine = StepTaken.objects.visible_to(user).filter(commitment=page.commitment, step=page.step.name, by=user)
    return mine.filter(once_key=key).first() if key else None


def _take(user: User, page: StepPage, form: StepForm, letter: EnteredLetter) -> StepTaken:
    return take_step(
        commitment=page.commitment,
        step=page.step.name,
        by=user,
        answers=form.answers(),
        seen_version=form.cleaned_data.get("seen_version"),
        once_key=form.once(),
        **letter.entered(),
    )


def _as_stock(form: forms.Form, title: Any, model_admin: Any) -> helpers.AdminForm:
    """A form in the stock admin's dress."""
    for field in form.visible_fields():
        is_words = isinstance(field.field.widget, (forms.Textarea, forms.TextInput))
        if is_words and not isinstance(field.field.widget, forms.DateInput):
            field.field.widget.attrs.setdefault("class", "vLargeTextField")
    names = [field.name for field in form.visible_fields()]
    return helpers.AdminForm(form, [(title, {"fields": names})], {}, (), model_admin=model_admin)
