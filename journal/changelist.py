"""A list of the admin that is asked for a number or a year that no column holds."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest


class AskedWithSense(ChangeList):
    """Tells of it as of any other question without sense: Django lets the error of the database through."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        try:
            return super().get_queryset(request, exclude_parameters)
        except OverflowError as too_large:
            raise IncorrectLookupParameters from too_large

    def get_results(self, request: HttpRequest) -> None:
        try:
            super().get_results(request)
        except OverflowError as too_large:
            raise IncorrectLookupParameters from too_large
