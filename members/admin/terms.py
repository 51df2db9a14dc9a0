"""Terms of which there is one at a time, in the admin: one that runs already is asked about, in forms and in files."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from import_export.forms import ImportForm

from journal.actions import Snapshot, difference, snapshot
from members.actions import end_earlier_terms, tell_of_post
from members.models import FocalPoint
from members.reads import END_EARLIER, question_about
from record.admin import ConfirmImportOfRecord, RecordAdmin
from record.exchange import RecordResource, RowOfAFile


class TermsResource(RecordResource):
    """Rows of terms: one that begins while another runs is refused with the question, unless the earlier ones are to end."""

    def __init__(self, *, ends_earlier: bool = False, **kwargs: Any):
        super().__init__(**kwargs)
        self.ends_earlier = ends_earlier

    def validate_instance(
        self, instance: Any, import_validation_errors: dict[str, Any] | None = None, validate_unique: bool = True
    ) -> None:
        super().validate_instance(instance, import_validation_errors, validate_unique)
        if question := question_about(instance, ends_earlier=self.ends_earlier):
            raise ValidationError({"since": question})

    def before_save_instance(self, instance: Any, row: RowOfAFile, **kwargs: Any) -> None:
        super().before_save_instance(instance, row, **kwargs)
        if self.ends_earlier:
            self.changed_beside(end_earlier_terms(term=instance, by=self.user), kwargs.get("row_number", 0))


class ImportOfTerms(ImportForm):
    """Where a term of the file begins while another runs, the earlier one ends if that is ticked."""

    ends_earlier = forms.BooleanField(label=END_EARLIER, required=False)


class ConfirmImportOfTerms(ConfirmImportOfRecord):
    ends_earlier = forms.BooleanField(required=False, widget=forms.HiddenInput)


class TermsAdmin(RecordAdmin):
    """A page with terms on it: what was ticked to end ends in the transaction of the save."""

    def has_terms(self) -> bool:
        """Whether its files hold terms: participants and people have some on their pages only."""
        return issubclass(self.resource_classes[0], TermsResource)

    def get_import_form_class(self, request: HttpRequest) -> type[forms.Form]:
        return ImportOfTerms if self.has_terms() else super().get_import_form_class(request)

    def get_confirm_form_class(self, request: HttpRequest) -> type[forms.Form]:
        return ConfirmImportOfTerms if self.has_terms() else super().get_confirm_form_class(request)

    def get_resource_kwargs(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        arguments = super().get_resource_kwargs(request, *args, **kwargs)
        if not self.has_terms():
            return arguments
        form = kwargs.get("form")
        ticked = form is not None and form.is_bound and form.is_valid() and form.cleaned_data.get("ends_earlier")
        return {**arguments, "ends_earlier": bool(ticked)}

    def get_confirm_form_initial(self, request: HttpRequest, import_form: forms.Form | None) -> dict[str, Any]:
        ticked = bool(import_form and import_form.cleaned_data.get("ends_earlier"))
        return {**super().get_confirm_form_initial(request, import_form), "ends_earlier": ticked}

    def journal(self, request: HttpRequest, thing: models.Model, before: Snapshot) -> None:
        """What an officer enters about who acts for a state is told to its people, at once."""
        if isinstance(thing, FocalPoint) and difference(before, snapshot(thing)):
            tell_of_post(thing, by=request.user, at=timezone.now())
        super().journal(request, thing, before)

    def save_model(self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool) -> None:
        if getattr(form, "ends_earlier", False):
            end_earlier_terms(term=obj, by=request.user)
        super().save_model(request, obj, form, change)

    def save_formset(
        self, request: HttpRequest, form: forms.ModelForm, formset: forms.BaseModelFormSet, change: bool
    ) -> None:
        for form_of_row in formset.forms:
            if getattr(form_of_row, "ends_earlier", False):
                end_earlier_terms(term=form_of_row.instance, by=request.user)
        super().save_formset(request, form, formset, change)
