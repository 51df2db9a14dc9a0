"""The form of this room whose text is kept while it is written: a comment on a version of a paper."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.drafts import KeptForm
from papers.models import Comment, PaperVersion
from record.forms import number_in


def _page(key: str) -> str:
    symbol, _sign, number = key.rpartition("/")
    return reverse("paper-version", args=[symbol, int(number)])


def _version(user: Any, key: str) -> PaperVersion:
    symbol, _sign, number = key.rpartition("/")
    versions = PaperVersion.objects.visible_to(user).select_related("paper")
    return get_object_or_404(versions, paper__symbol=symbol, number=number_in(number, 8) or 0)


COMMENT = KeptForm(
    "comment",
    _("a comment on a paper"),
    _page,
    kind="paperversion",
    find=_version,
    key_of=lambda version: f"{version.paper.symbol}/{version.number}",
    made=(Comment,),
)
