"""What every page may say, whoever renders it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from cica_tracker.mailbox import mailbox_is_on_disk
from cica_tracker.places import menu_of
from desk.reports.number import number_to_do
from record.secrets import without_secrets


def every_page(request: HttpRequest) -> dict[str, Any]:
    """The menu is that of who asks, and of nobody where the session was never read: a page that says no stays the same."""
    context = {"mailbox_is_on_disk": mailbox_is_on_disk(), "is_demo": settings.DEMO}
    user = getattr(request, "user", None)  # what can't be read is refused before anybody is known
    if user is not None and user.is_authenticated:
        address = request.resolver_match
        context["menu"] = menu_of(user, address.view_name if address else "")
        # Asked where the menu is shown, and of a page that is made of pieces not again for each.
        context["number_to_do"] = lambda: number_to_do(user, timezone.now())
        # On paper a page says where it was read; the key of an address stays off it.
        context["printed_from"] = lambda: f"{request.scheme}://{request.get_host()}{_path_without_keys(request)}"
    return context


def _path_without_keys(request: HttpRequest) -> str:
    return without_secrets(request.get_full_path(), request.resolver_match)
