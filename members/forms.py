"""What a person chooses for themselves: how they read, and the password with which they come in."""

from typing import Any, Protocol

from allauth.account.forms import LoginForm, ResetPasswordForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from law.forum import FORUM
from members.actions import ask_for_a_link
from members.choices import TOKEN_DAYS, TOKEN_DAYS_AT_FIRST, Scope
from members.models import User
from members.reads import END_EARLIER, question_about
from record.acts.zones import LIKELY, OfferedZoneField
from record.forms import AsksForTheSource
from record.invisible import NothingHides
from record.zones import REGIONS, name_of_today, zone_in_words, zones


def time_zones() -> list[Any]:
    """UTC, where members and observers are, then every other place by region, Asia first."""
    offered = zones()
    likely = [pair for pair in offered if pair[0] in FORUM.zones]
    by_region = {region: [pair for pair in offered if _is_elsewhere(pair[0], region)] for region in REGIONS}
    return [("UTC", "UTC"), (LIKELY, likely), *by_region.items()]


def _is_elsewhere(name: str, region: str) -> bool:
    return name.startswith(f"{region}/") and name not in FORUM.zones


class PreferencesForm(forms.ModelForm):
    """In which language and in whose hours a person reads."""

    class Meta:
        model = User
        fields = ["language", "time_zone"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        current = name_of_today(self.instance.time_zone)
        choices = time_zones()
        listed = {name for _region, places in choices[1:] for name, _label in places} | {"UTC"}
        unlisted = [] if current in listed else [(current, zone_in_words(current))]
        self.fields["time_zone"] = OfferedZoneField(
            label=_("Time zone"),
            choices=[*unlisted, *choices],
            help_text=_("Hours are shown in this zone, with its name. Days of meetings are days at the host's place."),
        )


class TokenForm(NothingHides, forms.Form):
    """A token of one's own: what it is called, what it opens, how long it lasts."""

    name = forms.CharField(
        label=pgettext_lazy("of a thing", "Name"), max_length=60, help_text=_("For example: monthly table.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it opens"),
        choices=Scope.choices,
        initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(label=_("How long it lasts"), coerce=int, initial=TOKEN_DAYS_AT_FIRST)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        words = [(days, ngettext("%(count)s day", "%(count)s days", days) % {"count": days}) for days in TOKEN_DAYS]
        self.fields["days"].choices = words


class SignInForm(LoginForm):
    """The address and the password; who comes to sign in types at once."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autofocus"] = True


class AskForALinkForm(ResetPasswordForm):
    """An address for which a link to set a password is asked. It isn't looked up here: no answer depends on whose it is."""

    def clean_email(self) -> str:
        return self.cleaned_data["email"]

    def save(self, request: HttpRequest, **_kwargs: object) -> str:
        ask_for_a_link(address=self.cleaned_data["email"], at=timezone.now())
        return self.cleaned_data["email"]


class IsInvited(Protocol):
    """Whoever a letter invites: to an office, or to one paper."""

    email: str
    name: str


class FirstPasswordForm(forms.Form):
    """The password of an account that an invitation opens."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html(),
    )
    again = forms.CharField(
        label=_("The same again"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, invitation: IsInvited, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.person = User(email=invitation.email, name=invitation.name)

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"], self.person)
        return self.cleaned_data["password"]

    def clean(self) -> dict[str, Any]:
        passwords = super().clean() or {}
        if passwords.get("password") and passwords.get("again") != passwords["password"]:
            self.add_error("again", _("The two passwords differ."))
        return passwords


class TermForm(AsksForTheSource):
    """A term of which there is one at a time: one that runs already is asked about, and ended only where that is ticked."""

    end_earlier = forms.BooleanField(label=END_EARLIER, required=False, widget=forms.HiddenInput)

    ends_earlier = False
    # Whether a tick here may end the earlier one; of posts their own acts do, with a letter or a second officer.
    may_end_earlier = True

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.may_end_earlier and self.initial.get("end_earlier"):
            # From a link of the portal that says so already: whoever is to be followed is seen, and can be unticked.
            self.ask()

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors or not self.has_changed():
            return
        ticked = self.may_end_earlier and bool(self.cleaned_data.get("end_earlier"))
        if question := question_about(self.instance, ends_earlier=ticked):
            if self.may_end_earlier:
                self.ask()
            self.add_error("since", question)
        self.ends_earlier = ticked and not self.errors

    def ask(self) -> None:
        """Show the tick."""
        self.fields["end_earlier"].widget = forms.CheckboxInput()

    @property
    def asks(self) -> bool:
        return not self.fields["end_earlier"].widget.is_hidden


class TermRows(forms.BaseInlineFormSet):
    """Terms in a table, a line each: where one of them asks, the column with its heading is there for every line."""

    def full_clean(self) -> None:
        super().full_clean()
        if any(form.asks for form in self.forms):
            for form in self.forms:
                form.ask()

    @property
    def empty_form(self) -> forms.ModelForm:
        form = super().empty_form
        if isinstance(form, TermForm) and any(line.asks for line in self.forms):
            form.ask()
        return form
