"""What pages and letters say of the forum, and how an article that is cited opens its words."""

import re
from dataclasses import dataclass, field
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language, pgettext_lazy

from law.choices import Modality
from law.editions import editions
from law.forum import FORUM
from law.grammar.editions import LawEdition
from law.grammar.words import CitedWords
from law.texts import address_of, citations
from record.sources import CitedSource, in_words
from record.templatetags.signs import semicolon
from record.texts import in_language

register = template.Library()

# Of a unit, beside its link: enough to know it again. The whole of it is a press away.
AT_A_GLANCE = 140


# The words among the numbers of a citation, as each language has them: "CoA (annex)", "AA 2; proposed".
IN_A_CITATION = {
    "annex": pgettext_lazy("in a citation", "annex"),
    "areas": pgettext_lazy("in a citation", "areas"),
    "intro": pgettext_lazy("in a citation", "intro"),
    "last": pgettext_lazy("in a citation", "last"),
    "letter": pgettext_lazy("in a citation", "letter"),
    "modalities": pgettext_lazy("in a citation", "modalities"),
    "preamble": pgettext_lazy("in a citation", "preamble"),
    "proposed": pgettext_lazy("in a citation", "proposed"),
}
_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(IN_A_CITATION)})(?![\w-])")


def as_cited(words: str) -> str:
    """A citation with its words, and the sign between them, in the reader's language; numbers, letters and keys stay."""
    said, number = _WORD.subn(lambda word: str(IN_A_CITATION[word[0]]), words)
    return said.replace("; ", semicolon()) if number else words


@register.simple_tag
def forum(name: str, **words: Any) -> str:
    """What the forum's own row says under a name, with words filled in: `{% forum "invitation" participant=name %}`."""
    text = str(getattr(FORUM, name))
    return text % words if words else text


@register.filter
def modality_short(key: str) -> str:
    """ "Modality (a)", with the letter of the reader's language."""
    return Modality(key).short


def cite(article: Any) -> SafeString:
    """An article as it is cited, each reference a link to its words in the reader's language."""
    return KEPT_CITATIONS.of(str(article)) if article else SafeString("")


@register.simple_tag(name="cite", takes_context=True)
def cite_for_the_reader(context: template.Context, article: Any) -> SafeString:
    """The same on a page: `{% cite step.article %}`. It leads nowhere where the instruments aren't there for its reader."""
    reads_none = getattr(getattr(context, "request", None), "reads_no_instruments", False)
    return format_html("<bdi>{}</bdi>", as_cited(str(article))) if article and reads_none else cite(article)


# Articles are cited by hundreds of rows of the tables, and by what the record says of a few rows more.
MOST_CITATIONS = 5_000


@dataclass
class KeptCitations:
    """Citations as they were drawn, by their words and the language of the reader; anew with every edition that is taken in."""

    editions: tuple[LawEdition, ...] = ()
    drawn: dict[tuple[str, str | None], SafeString] = field(default_factory=dict)

    def of(self, words: str) -> SafeString:
        every = editions()
        if [*map(id, every)] != [*map(id, self.editions)] or len(self.drawn) >= MOST_CITATIONS:
            self.editions, self.drawn = every, {}
        # What is drawn here is kept with the editions that it was drawn by, whatever another thread takes in meanwhile.
        drawn, name = self.drawn, (words, get_language())
        if name not in drawn:
            stretches = ((_opening(stretch),) for stretch in citations(words))
            drawn[name] = format_html("<bdi>{}</bdi>", format_html_join("", "{}", stretches))
        return drawn[name]


KEPT_CITATIONS = KeptCitations()


def _in_the_readers_words(words: str) -> str:
    """What stands between references and keys, where it is such a word by itself; a sentence of the record stays."""
    return as_cited(words) if words.strip("; ") in IN_A_CITATION else words


def _of_a_source(cited: CitedSource) -> SafeString:
    if not cited.key:
        return conditional_escape(_in_the_readers_words(cited.words))
    return format_html('<a class="cited" href="{}">{}</a>', cited.address, cited.words)


def _opening(stretch: CitedWords) -> SafeString:
    if not stretch.instrument:
        return format_html_join("", "{}", ((_of_a_source(words),) for words in in_words(stretch.words)))
    words = in_language(stretch.unit.text) if stretch.unit else str(stretch.instrument.title)
    glance = Truncator(words).chars(AT_A_GLANCE)
    return format_html(
        '<a class="cited" href="{}" title="{}">{}</a>', address_of(stretch), glance, as_cited(stretch.words)
    )
