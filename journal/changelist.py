"""A list of the admin that is asked for a number or a year that no column holds."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.utils.text import capfirst


class AskedWithSense(ChangeList):
    """Tells of it as of any other question without sense: Django lets the error of the database through.

    Its heading is what it lists: "Select %s to change" can't be said of every word in every language.
    """

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any):
        super().__init__(request, *args, **kwargs)
        if not self.is_popup:
            self.title = capfirst(str(self.opts.verbose_name_plural))

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
