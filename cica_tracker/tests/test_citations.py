"""Every citation on every screen opens the words that it cites."""

import re
from pathlib import Path

from django.conf import settings

from desk.reminders import TABLE as REMINDERS
from law.texts import citations, text_of, units_cited
from record.acts import TABLE

BASE = Path(settings.BASE_DIR)
# What is ours, to be confirmed by the Secretariat, says so; what practice shows names its source.
RESTS_ON_NO_TEXT = ("proposed", "SCICA-")


def articles() -> dict[str, str]:
    """What every act and every reminder rests on."""
    acts = {
        f"act {act.name} of a {noun}": str(act.article)
        for noun in TABLE.nouns
        for begins in (True, False)
        for act in TABLE.acts(noun, begins=begins)
    }
    reminders = {f"reminder {row.kind}": str(row.source_text) for row in REMINDERS}
    return {**acts, **reminders}


def test_every_act_and_every_reminder_opens_what_it_rests_on():
    rest = articles()
    assert len(rest) > 50
    opens_nothing = {
        name: article
        for name, article in rest.items()
        if not any(stretch.instrument for stretch in citations(article)) and not article.startswith(RESTS_ON_NO_TEXT)
    }
    assert opens_nothing == {}
    half_open = {
        name: article
        for name, article in rest.items()
        for stretch in citations(article)
        if stretch.instrument
        and not stretch.unit
        and text_of(stretch.instrument.key).units
        and re.search(rf"{re.escape(stretch.words)} [^;,]", article)
    }
    assert half_open == {}
    assert units_cited(rest["act begin of a commitment"])


def test_no_page_shows_an_article_that_opens_nothing():
    """An article is shown by `cite` and by nothing else: as it stands in a template, it would be mere letters.

    The basis of a meeting is its article; that of an act, a row or a condition of the procedure says how surely it is known.
    """
    article = r"article|source_text|(?<!\bact\.)(?<!\brow\.)(?<!\bcondition\.)basis"
    bare = re.compile(rf"\{{\{{[^}}]*\.(?:{article})(?:\|[^}}]*)?\s*\}}\}}|<bdi>(?:AA|CoA|RoP)\b")
    pages = [path for path in (BASE / "templates").rglob("*.html") if bare.search(path.read_text(encoding="utf-8"))]
    assert [str(path.relative_to(BASE)) for path in pages] == []
