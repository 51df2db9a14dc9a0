"""Imports in the portal: which lists were imported, what each added and changed, and taking one back."""

from django.apps import apps
from django.contrib.admin import site
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from import_export.admin import ImportMixin

from journal.staff import Work, require_work
from record.doors.portal import act_links, begin_links
from record.forms import page_of
from record.models import Import, ImportedRow, with_corrections

ON_A_PAGE, ROWS_ON_A_PAGE = 50, 200


@require_safe
@login_required
def imports_page(request: HttpRequest) -> HttpResponse:
    """Every list that was imported, the last one first; for those who keep the record."""
    require_work(request.user, Work.READ)
    rows = Import.everything.visible_to(request.user).select_related("by").order_by("-at", "-pk")
    page = page_of(rows, request.GET, ON_A_PAGE)
    context = {"page": page, "imports": with_corrections(page.object_list), "lists": _lists_imported(request)}
    context["begins"] = begin_links(request.user, "import")
    return render(request, "record/import_list.html", context)


@require_safe
@login_required
def import_page(request: HttpRequest, key: int) -> HttpResponse:
    """One of them, row by row: what it added, what it changed, and, once it was taken back, which rows stayed and why."""
    rows = Import.everything.visible_to(request.user).select_related("by")
    imported = with_corrections([get_object_or_404(rows, pk=key)])[0]
    written = ImportedRow.objects.visible_to(request.user).filter(imported=imported).select_related("entry")
    context = {
        "imported": imported,
        "page": page_of(written, request.GET, ROWS_ON_A_PAGE),
        "links": act_links(request.user, imported),
    }
    return render(request, "record/import_detail.html", context)


def _lists_imported(request: HttpRequest) -> list[tuple[str, str]]:
    """What each list is called that the person may import, and the page of the admin on which its file is chosen."""
    registered = (site.get_model_admin(model) for model in apps.get_models() if site.is_registered(model))
    taken = [page for page in registered if isinstance(page, ImportMixin) and page.has_import_permission(request)]
    return sorted(
        (str(page.opts.verbose_name_plural), reverse(f"admin:{page.opts.app_label}_{page.opts.model_name}_import"))
        for page in taken
    )
