"""The table of acts as a document, for whoever would lay it beside the instruments."""

import datetime as dt
from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from record.acts.asks import Ask, Need
from record.acts.offers import Offer
from record.acts.table import Act, ActTable, Noun, Setting

HEAD = """# What may be done

Made from the tables of acts by `manage.py write_acts`; a test holds it fresh. Each act has a page in the portal, a page
in the admin and an address in the API (`POST /api/v1/…`) unless its row says otherwise, all made from the one
declaration (`docs/recipes.md`). An ask in brackets may be left out. Steps of commitments are acts as well:
`docs/procedure.md` lists them with where they lead.
"""
A_DAY = dt.datetime(2027, 3, 1, tzinfo=dt.UTC)


def document(table: ActTable) -> str:
    """docs/acts.md, in English."""
    with override("en"):
        return "\n".join([HEAD, *(line for noun in table.nouns.values() for line in _of_noun(table, noun))]) + "\n"


def _of_noun(table: ActTable, noun: Noun) -> Iterator[str]:
    acts = [*table.acts(noun.name, begins=True), *table.acts(noun.name, begins=False)]
    if not acts:
        return
    label = str(noun.label_plural)
    yield f"## {label[:1].upper()}{label[1:]} (`{noun.name}`)\n"
    yield "| act | what | article | asks | keeps to |"
    yield "|---|---|---|---|---|"
    yield from (_row(noun, act) for act in acts)
    yield ""


def _row(noun: Noun, act: Act) -> str:
    asks = ", ".join(name for ask in (*act.asks, *act.letter_asks) for name in _names(act, ask)) or "–"
    return f"| `{act.name}` | {act.heading} | {act.article} | {asks} | {', '.join(_promises(act)) or '–'} |"


def _names(act: Act, ask: Ask) -> Iterator[str]:
    setting = Setting(act, AnonymousUser(), None, A_DAY, Offer())
    for name, field in ask.fields(setting).items():
        yield f"`{name}`" if field.required and ask.need is Need.MUST else f"[`{name}`]"


def _promises(act: Act) -> Iterator[str]:
    """What the grammar keeps for the act, in a word each."""
    if act.begins:
        yield "begins one"
    if act.speaks_as:
        yield "for a state"
    if act.once_in:
        yield "once a key"
    if act.guard:
        yield "refuses the stale"
    if act.preview:
        yield "shown first"
    if act.keeps:
        yield "kept as typed"
    for door, is_there in (("portal", act.in_portal), ("admin", act.in_admin), ("API", act.in_api)):
        if not is_there:
            yield f"not in the {door}"
