"""Requests by who makes them."""

from django.http import HttpRequest

from members.models import User


class AuthenticatedHttpRequest(HttpRequest):
    """A request of somebody who signed in: all that comes through `login_required`, and all that the admin sees."""

    user: User
