"""People who sign in, and the group of the Secretariat."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import ManyToManyField, Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from members.actions import send_password_link
from members.admin.participants import PostForm
from members.admin.terms import TermsAdmin
from members.choices import StaffRole
from members.forms import TermRows
from members.models import Deputyship, EnteredForState, FocalPoint, Invitation, SecondOfficerRequest, User
from members.models.users import STAFF_COLUMNS, of_staff
from members.requests import AuthenticatedHttpRequest
from record.admin import JournalledAdmin, ReadOnlyAdmin
from record.admin_fields import InlineRows
from record.doors.admin import ActPages
from record.exchange import RecordResource, resource_for
from record.templatetags.signs import colon, comma, semicolon


class NewAccountForm(forms.ModelForm):
    """Opens an account without a password: its person sets one, by the link of a letter."""

    send_link = forms.BooleanField(
        label=_("Send a link to set the password"),
        required=False,
        initial=True,
        help_text=_("A letter goes to the address as soon as the account is saved."),
    )

    class Meta:
        model = User
        fields = ("email", "name", "title", "language", "time_zone")

    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        return super().save(commit)


class AccountChangeForm(forms.ModelForm):
    """Who a person is. What they may do is changed by acts, none of them about oneself."""

    class Meta:
        model = User
        fields = ("email", "name", "title", "language", "time_zone")


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


class StaffFilter(admin.SimpleListFilter):
    """By their role at the Secretariat."""

    title = _("role at the Secretariat")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return list(StaffRole.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(of_staff(), staff_role=self.value()) if self.value() in StaffRole.values else queryset


@admin.register(User)
class PersonAdmin(ActPages, TermsAdmin, UserAdmin):
    form = AccountChangeForm
    add_form = NewAccountForm
    add_form_template = "admin/person_add_form.html"
    list_display = ("email", "name", "title", "offices_today", "is_active", "role_shown", "is_demo", "last_login")
    list_display_links = ("email", "name")
    list_filter = ("is_active", StaffFilter, "is_demo", "language")
    search_fields = ("email", "name", "focal_points__participant__words", "focal_points__participant__code")
    search_help_text = _("Name, address, or the state they act for, in any of the four languages.")
    ordering = ("name", "pk")
    filter_horizontal = ()
    autocomplete_fields = ("groups",)
    inlines = (OfficesInline,)
    # An officer is made, released and helped by acts; with an account's end everything that came of it ends.
    actions = ()
    readonly_fields = ("is_active", "role_shown", "is_demo", "last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "name", "title", ("language", "time_zone"))}),
        (_("What they may do"), {"fields": (("is_active", "role_shown"),)}),
        (_("Account"), {"fields": ("is_demo", "last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "name", "title", ("language", "time_zone"))}),
        (_("Password"), {"fields": ("send_link",)}),
    )
    resource_classes = (
        resource_for(
            User,
            key=("email",),
            columns=("email", "name", "title", "language", "time_zone", "is_active", *STAFF_COLUMNS),
            only_out=("is_active", *STAFF_COLUMNS),
            base=PersonResource,
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        """Without the stock page on which somebody's password is set: officers send links."""
        return [page for page in super().get_urls() if page.name != "auth_user_password_change"]

    def get_queryset(self, request: AuthenticatedHttpRequest) -> QuerySet:
        offices = FocalPoint.objects.in_office().select_related("participant")
        return super().get_queryset(request).prefetch_related(Prefetch("focal_points", offices, to_attr="held_today"))

    @admin.display(description=_("role at the Secretariat"))
    def role_shown(self, row: User) -> str:
        role = row.role_at_the_secretariat
        return str(role.label) if role else "–"

    @admin.display(description=_("state and office"))
    def offices_today(self, row: User) -> str:
        return semicolon().join(
            f"{office.participant}{colon()}{office.get_role_display()}{comma()}{office.get_rank_display()}"
            for office in getattr(row, "held_today", ())
        )

    def get_inlines(self, request: AuthenticatedHttpRequest, obj: User | None) -> Sequence[type[InlineModelAdmin]]:
        return self.inlines if obj else ()

    def get_fieldsets(self, request: AuthenticatedHttpRequest, obj: User | None = None) -> Sequence[Any]:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not request.user.is_superuser:
            return fieldsets
        everything = (_("Beyond the Secretariat's rights"), {"fields": ("is_superuser", "groups", "user_permissions")})
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


@admin.register(SecondOfficerRequest)
class SecondOfficerAdmin(ActPages, ReadOnlyAdmin):
    """What one officer asked about a person; confirmed by another, or declined."""

    list_display = ("what", "person", "stage", "by", "at", "settled_by", "settled_at")
    list_select_related = ("person", "by", "settled_by")
    list_filter = ("stage", "what")
    search_fields = ("person__email", "person__name", "reason")
    autocomplete_fields = ()
    date_hierarchy = "at"
    fields = (
        *("what", "person", "office", "until", "reason", "stage", "by", "at"),
        *("settled_by", "settled_at", "settled_note"),
    )


@admin.register(EnteredForState)
class EnteredForStateAdmin(ActPages, ReadOnlyAdmin):
    """What officers entered in a state's name; where the state says that it was not its own, it is answered here, too."""

    list_display = ("about_label", "participant", "by", "at", "contested_at", "answer", "answered_at")
    list_select_related = ("participant", "by")
    list_filter = ("answer",)
    search_fields = ("about_key", "about_label", "letter", "participant__code")
    autocomplete_fields = ()
    date_hierarchy = "at"
    fields = (
        *("participant", "about_label", "what", "letter", "by", "at", "contested_by", "contested_at"),
        *("answer", "answered_by", "answered_at", "answer_note"),
    )


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


@admin.register(Deputyship)
class DeputyshipAdmin(ActPages, ReadOnlyAdmin):
    """Who stands in for whom: read here, named and ended in the portal by those whom it is about."""

    list_display = ("since", "until", "person", "deputy", "participant", "ended_at")
    list_filter = ("participant",)
    list_select_related = ("person", "deputy", "participant")
    search_fields = ("person__name", "deputy__name")
    fields = ("person", "deputy", "participant", "since", "until", "reason", "at", "ended_by", "ended_at")
