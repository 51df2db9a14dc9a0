"""Addresses with the name of the site, as the settings say it: no header of a request has a say in them."""

from django.conf import settings


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
