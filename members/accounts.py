"""How people are let in: by an address the Secretariat or their state entered, never by signing up alone."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class NobodySignsUpAlone(DefaultAccountAdapter):
    """Accounts are opened by the Secretariat, or by a state's authority for its own people."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def login_of(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """What the lock-out counts by: the address as typed, in lower case, wherever the form put it.

    Without this, axes looks for a field the form of allauth doesn't have, and lets the right password in during a lock-out.
    """
    given = credentials or {}
    typed = given.get("email") or given.get("username") or given.get("login") or request.POST.get("login") or ""
    return str(typed).strip().lower()[:254]


def locked_out(request: HttpRequest, original: Any = None, credentials: Any = None) -> HttpResponse:
    """After too many wrong passwords: a calm page that says when to come back, the same for every password."""
    return render(request, "account/locked_out.html", status=429)
