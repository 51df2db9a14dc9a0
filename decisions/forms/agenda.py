"""What is asked of whoever works on a draft agenda: items in four languages, papers by their symbol, whom it goes to."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from decisions.actions.agenda import CIRCULATED_TO
from decisions.choices import AgendaStage
from decisions.models import AgendaItem
from members.choices import Audience
from members.models import User
from papers.models import PaperVersion
from record.forms import OnceForm

LONGEST_TITLE = 300
SYMBOL = re.compile(r"(?P<symbol>\S{1,60})/(?P<number>[0-9]{1,6})")


def name_of(code: str) -> str:
    """The field of a title in a language: title_zh_hans."""
    return f"title_{code.replace('-', '_')}"


TITLES = {name_of(code): code for code, _name in settings.LANGUAGES}


class ItemForm(OnceForm):
    """An item's title, in one language at least, and a note beside it."""

    seen_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, item: AgendaItem | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, code in TITLES.items():
            language = dict(settings.LANGUAGES)[code]
            field = forms.CharField(max_length=LONGEST_TITLE, required=False, label=_("Title"))
            field.label = _("Title (%(language)s)") % {"language": language}
            field.widget.attrs |= {"lang": code, "dir": "rtl" if code == "ar" else "ltr"}
            field.initial = item.title.get(code, "") if item else ""
            self.fields[name] = field
        self.fields["note"] = forms.CharField(
            label=_("Note"),
            max_length=2000,
            required=False,
            widget=forms.Textarea({"rows": 2}),
            initial=item.note if item else "",
            help_text=_("Goes out with the agenda."),
        )
        if item:
            del self.fields["once_key"]

    def title(self) -> dict[str, str]:
        given = {code: self.cleaned_data.get(name, "").strip() for name, code in TITLES.items()}
        return {code: text for code, text in given.items() if text}

    def refuse(self, refusal: Any) -> None:
        """Why it was refused; of a title, at the first of its fields."""
        at_fields = {"title": next(iter(TITLES))}
        for name, sentences in refusal.problems.items():
            field = at_fields.get(name, name)
            for sentence in sentences:
                self.add_error(field if field in self.fields else None, sentence)


class PaperSymbolForm(forms.Form):
    """A version of a paper by its symbol, of those that the person may read."""

    seen_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    paper = forms.CharField(
        label=_("Version of a paper"), max_length=80, help_text=_("Its symbol and number: CBM-2007-ECO-02-01/CP/1.")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_paper(self) -> PaperVersion:
        named = SYMBOL.fullmatch(self.cleaned_data["paper"].strip())
        rows = PaperVersion.objects.visible_to(self.user).defer("text").select_related("paper")
        found = rows.filter(paper__symbol=named["symbol"], number=int(named["number"])).first() if named else None
        if found is None:
            raise forms.ValidationError(_("There is no such version of a paper that you may read."))
        return found


class CirculateForm(forms.Form):
    """As what the agenda goes out, and to whom."""

    seen_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    stage = forms.ChoiceField(label=_("As"), choices=AgendaStage.choices, initial=AgendaStage.PROVISIONAL)
    audience = forms.ChoiceField(
        label=_("Send to"),
        choices=CIRCULATED_TO,
        initial=Audience.MEMBERS,
        help_text=_("Before observers, items about what is shared with the members alone keep their numbers only."),
    )
    note = forms.CharField(label=_("Note"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))

    def refuse(self, refusal: Any) -> None:
        for name, sentences in refusal.problems.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)
