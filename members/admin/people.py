"""People who sign in, and the group of the Secretariat."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import ManyToManyField, Prefetch, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from journal.actions import record
from members.actions import forget_second_factor, send_password_link
from members.admin.participants import PostForm
from members.admin.terms import TermsAdmin
from members.forms import TermRows
from members.models import FocalPoint, Invitation, User
from members.models.users import UserQuerySet
from members.requests import AuthenticatedHttpRequest
from record.admin import LONGEST_KEY, InlineRows, JournalledAdmin, ReadOnlyAdmin
from record.doors.admin import ActPages
from record.exchange import RecordResource, resource_for
from record.forms import number_in
from record.templatetags.signs import colon, comma, semicolon


class NewAccountForm(AdminUserCreationForm):
    """Opens an account: with a password told by other means, or with none and a link to set it."""

    send_link = forms.BooleanField(
        label=_("Send a link to set the password"),
        required=False,
        help_text=_("A letter goes to the address as soon as the account is saved."),
    )

    class Meta:
        model = User
        fields = ("email", "name", "title", "language", "time_zone")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choice = self.fields["usable_password"]
        choice.label = _("Password")
        choice.choices = [("true", _("Set one now")), ("false", _("None yet: the person sets it by a link"))]
        choice.help_text = ""


class AccountChangeForm(UserChangeForm):
    """Nobody shuts themself out: whoever may still sign in then has to do it."""

    asked_by: User

    class Meta:
        model = User
        fields = "__all__"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.instance.pk == self.asked_by.pk:
            for name in ("is_active", "is_staff"):
                if name in self.fields and getattr(self.asked_by, name) and not given.get(name):
                    self.add_error(name, _("You would shut yourself out: another officer can do this for you."))
        return given


class PersonResource(RecordResource):
    """People in and out, without what decides who they are to the site: that is granted by hand."""

    def after_init_instance(self, instance: User, new: bool, row: dict[str, Any], **kwargs: Any) -> None:
        super().after_init_instance(instance, new, row, **kwargs)
        if new:
            instance.set_unusable_password()

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        super().before_import_row(row, **kwargs)
        row["email"] = User.objects.normalize_email(str(row.get("email") or ""))

    def get_queryset(self) -> QuerySet:
        people = super().get_queryset()
        return people if self.user is None or self.user.is_superuser else people.filter(is_superuser=False)


class OfficesInline(InlineRows):
    model = FocalPoint
    form = PostForm
    formset = TermRows
    fields = ("participant", "role", "rank", "since", "until", "end_earlier")
    autocomplete_fields = ("participant",)
    verbose_name_plural = _("offices")

    def get_queryset(self, request: AuthenticatedHttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("participant")


@admin.register(User)
class PersonAdmin(ActPages, TermsAdmin, UserAdmin):
    form = AccountChangeForm
    add_form = NewAccountForm
    add_form_template = "admin/person_add_form.html"
    list_display = ("email", "name", "title", "offices_today", "is_active", "is_staff", "is_demo", "last_login")
    list_display_links = ("email", "name")
    list_filter = ("is_active", "is_staff", "is_demo", "language")
    search_fields = ("email", "name", "focal_points__participant__search_text", "focal_points__participant__code")
    search_help_text = _("Name, address, or the state they act for, in any of the four languages.")
    ordering = ("name", "pk")
    filter_horizontal = ()
    autocomplete_fields = ("groups",)
    inlines = (OfficesInline,)
    actions = ("send_links", "forget_second_factors")
    readonly_fields = ("is_demo", "last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "password", "name", "title", ("language", "time_zone"))}),
        (_("What they may do"), {"fields": (("is_active", "is_staff"), "groups")}),
        (_("Account"), {"fields": ("is_demo", "last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "name", "title", ("language", "time_zone"))}),
        (_("Password"), {"fields": ("usable_password", "password1", "password2", "send_link")}),
    )
    resource_classes = (
        resource_for(
            User,
            key=("email",),
            columns=("email", "name", "title", "language", "time_zone", "is_active", "is_staff"),
            only_out=("is_active", "is_staff"),
            base=PersonResource,
        ),
    )

    def get_queryset(self, request: AuthenticatedHttpRequest) -> QuerySet:
        offices = FocalPoint.objects.in_office().select_related("participant")
        return super().get_queryset(request).prefetch_related(Prefetch("focal_points", offices, to_attr="held_today"))

    @admin.display(description=_("state and office"))
    def offices_today(self, row: User) -> str:
        return semicolon().join(
            f"{office.participant}{colon()}{office.get_role_display()}{comma()}{office.get_rank_display()}"
            for office in getattr(row, "held_today", ())
        )

    def get_form(
        self, request: AuthenticatedHttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"asked_by": request.user, "__module__": form.__module__})

    def get_inlines(self, request: AuthenticatedHttpRequest, obj: User | None) -> Sequence[type[InlineModelAdmin]]:
        return self.inlines if obj else ()

    def get_fieldsets(self, request: AuthenticatedHttpRequest, obj: User | None = None) -> Sequence[Any]:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not request.user.is_superuser:
            return fieldsets
        everything = (_("Beyond the Secretariat's rights"), {"fields": ("is_superuser", "user_permissions")})
        return (*fieldsets, everything)

    def get_autocomplete_fields(self, request: AuthenticatedHttpRequest) -> Sequence[str]:
        return self.autocomplete_fields

    def has_change_permission(self, request: AuthenticatedHttpRequest, obj: User | None = None) -> bool:
        """Only one who may do everything changes one who may do everything."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or not obj.is_superuser or request.user.is_superuser)

    def save_related(
        self,
        request: AuthenticatedHttpRequest,
        form: forms.ModelForm,
        formsets: list[forms.BaseModelFormSet],
        change: bool,
    ) -> None:
        super().save_related(request, form, formsets, change)
        if form.cleaned_data.get("send_link"):
            send_password_link(by=request.user, to=form.instance)

    def user_change_password(self, request: AuthenticatedHttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """Setting somebody's password is told in the journal, the password never."""
        with transaction.atomic():
            before = User.objects.filter(pk=number_in(id, LONGEST_KEY)).values_list("password", flat=True).first()
            response = super().user_change_password(request, id, form_url)
            person = User.objects.filter(pk=id).first() if before is not None else None
            if person is not None and person.password != before:
                record(by=request.user, verb="password set", about=person)
        return response

    @admin.action(description=_("Send a link to set the password"), permissions=["change"])
    def send_links(self, request: AuthenticatedHttpRequest, queryset: UserQuerySet) -> None:
        people = [person for person in queryset if person.is_active and self.has_change_permission(request, person)]
        with transaction.atomic():
            for person in people:
                send_password_link(by=request.user, to=person)
        sentence = ngettext("A link was sent to %(count)d person.", "A link was sent to %(count)d people.", len(people))
        messages.success(request, sentence % {"count": len(people)})

    @admin.action(description=_("Forget the second factor of whoever lost it"), permissions=["change"])
    def forget_second_factors(self, request: AuthenticatedHttpRequest, queryset: UserQuerySet) -> None:
        """Everybody chosen is signed out everywhere and sets up another factor at the next sign-in."""
        people = [
            person
            for person in queryset
            if person.pk != request.user.pk and self.has_change_permission(request, person)
        ]
        with transaction.atomic():
            count = sum(forget_second_factor(person=person, by=request.user) for person in people)
        sentence = ngettext("%(count)d person sets it up again.", "%(count)d people set it up again.", count)
        messages.success(request, sentence % {"count": count})


@admin.register(Invitation)
class InvitationAdmin(ActPages, ReadOnlyAdmin):
    """Read, sent again and withdrawn; the person invited accepts."""

    list_display = ("email", "participant", "role", "rank", "sent_at", "accepted_at", "withdrawn_at")
    list_filter = ("role", "rank")
    list_select_related = ("participant",)
    search_fields = ("email", "name", "participant__code")
    autocomplete_fields = ()
    date_hierarchy = "sent_at"
    fields = (
        *("participant", "email", "name", "title", "language", "role", "rank", "invited_by"),
        *("sent_at", "accepted_at", "withdrawn_at"),
    )


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(JournalledAdmin):
    list_display = ("name",)
    search_fields = ("name",)
    autocomplete_fields = ()
    filter_horizontal = ("permissions",)

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: AuthenticatedHttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name == "permissions":
            kwargs["queryset"] = db_field.related_model.objects.select_related("content_type")
        return super().formfield_for_manytomany(db_field, request, **kwargs)
