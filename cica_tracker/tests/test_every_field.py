"""Every field of every form, ask, admin page and filter: no day beyond 2100, none read month first, no text cut unsaid."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone, translation
from django_filters import FilterSet

from notices.filters import ThingToldFilter
from record.acts.asks import Ask, Day, Instant, Words
from record.acts.offers import Offer
from record.acts.table import TABLE, Act, Setting
from record.filters import KeyFilter
from record.forms import IsoDayField

pytestmark = pytest.mark.django_db
OURS = {config.name for config in apps.get_app_configs() if Path(config.path).parent == Path(settings.BASE_DIR)}
TOO_FAR = ("9999-12-31", "2101-01-02")
Named = tuple[str, forms.Field]


def below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def is_ours(kind: type) -> bool:
    return kind.__module__.partition(".")[0] in OURS and ".tests." not in kind.__module__


def of_acts(user) -> Iterator[Named]:
    """The asks that are a text, a day or an instant."""
    for noun in TABLE.nouns.values():
        for begins in (True, False):
            for act in TABLE.acts(noun.name, begins=begins):
                yield from of_asks(act, user)


def of_asks(act: Act, user) -> Iterator[Named]:
    for ask in act.asks if not callable(act.asks) else ():
        if isinstance(ask, Day | Instant | Words) and type(ask).field in (Day.field, Instant.field, Words.field):
            zone_known = not isinstance(ask, Instant)
            yield f"{act.name}: {ask.name}", made(ask, user, act) if zone_known else instant(ask)


def made(ask: Ask, user, act: Act) -> forms.Field:
    return ask.field(Setting(user=user, thing=None, at=timezone.now(), act=act, offer=Offer()))


def instant(ask: Instant) -> forms.Field:
    return type(ask)(ask.name, ask.label, zone=lambda setting: None).field(None)


def of_forms() -> Iterator[Named]:
    for kind in below(forms.BaseForm):
        # A class that is only mixed into forms has no fields.
        if is_ours(kind) and hasattr(kind, "base_fields"):
            yield from (
                (f"{kind.__module__}.{kind.__name__}: {name}", field) for name, field in kind.base_fields.items()
            )


def of_the_admin(officer) -> Iterator[Named]:
    request = HttpRequest()
    request.user, request.method = officer, "GET"
    pages = {model: page for model, page in admin.site._registry.items() if page.has_change_permission(request)}
    for model, page in pages.items():
        for name, field in page.get_form(request).base_fields.items():
            yield f"admin {model._meta.label}: {name}", field


def of_filters() -> Iterator[Named]:
    for kind in below(FilterSet):
        if is_ours(kind):
            # What these offer hangs on whoever asks.
            of_whoever_asks = KeyFilter | ThingToldFilter
            asked = {name: row for name, row in kind.base_filters.items() if not isinstance(row, of_whoever_asks)}
            yield from ((f"{kind.__name__}: {name}", row.field) for name, row in asked.items())


@pytest.fixture
def every(officer) -> list[Named]:
    found = [*of_acts(officer), *of_forms(), *of_the_admin(officer), *of_filters()]
    assert len(found) > 250
    return found


def taken(field: forms.Field, text: str) -> object:
    """What becomes of a text; None where it is refused."""
    value = [text, "10:00"] if isinstance(field, forms.MultiValueField) else text
    try:
        return field.clean(value)
    except ValidationError:
        return None


def days(every: list[Named]) -> list[Named]:
    kinds = (forms.DateField, forms.DateTimeField, forms.SplitDateTimeField)
    return [(name, field) for name, field in every if isinstance(field, kinds)]


def test_no_day_beyond_2100_is_taken(every):
    # A filter only looks: of a day that far it finds nothing, and no calendar is counted from it.
    asked = [(name, field) for name, field in days(every) if not isinstance(field, IsoDayField)]
    assert len(asked) > 25
    texts = {text + hour for text in TOO_FAR for hour in ("", "T10:00", " 10:00:00")}
    assert [(name, text) for name, field in asked for text in sorted(texts) if taken(field, text)] == []


def test_no_day_is_read_month_first_in_any_language(every):
    wrong = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for name, field in days(every):
                for text in ("03/04/2002", "03/04/2002 10:00", "03-04-2002", "03/04/02"):
                    read = taken(field, text)
                    if isinstance(read, dt.date) and (read.month, read.day) == (3, 4):
                        wrong.append((language, name, text, read))
    assert wrong == []


def test_no_text_is_cut_without_a_word(every):
    texts = [(name, field) for name, field in every if type(field).to_python is forms.CharField.to_python]
    assert len(texts) > 100
    cut = []
    for name, field in texts:
        long = "x" * ((getattr(field, "max_length", None) or 25_000) + 1)
        if (read := taken(field, long)) is not None and read != long:
            cut.append(name)
    assert cut == []
