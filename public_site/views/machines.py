"""What machines ask a site for: where they may go, and which pages there are."""

from xml.sax.saxutils import escape, quoteattr

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from law.texts import instruments
from public_site.absolute import absolute
from public_site.columns import OF_SHELVES
from public_site.reads import PublicRecord
from record.dates import day_of_the_house
from record.texts import LANGUAGES

# Pages that need no more than a language to be named.
PLAIN = (
    "front",
    "instruments",
    "catalogue",
    "participants",
    "meetings",
    "commitments",
    "sources",
    "seals",
    "for-programs",
)


def robots(request: HttpRequest) -> HttpResponse:
    """The house is nothing for crawlers; the public site is."""
    lines = ["User-agent: *", "Allow: /public/", "Disallow: /", f"Sitemap: {absolute(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page, with the same page in the other languages. It names no day: a page changes when its public facts do."""
    record = PublicRecord(day_of_the_house())
    pages: list[tuple[str, list[str]]] = [(name, []) for name in PLAIN]
    pages += [(table.name, []) for shelf, table in OF_SHELVES.items() if record.on_shelf(shelf)]
    pages += [("instrument", [instrument.key]) for instrument in instruments()]
    pages += [("edition", [edition.code]) for edition in record.editions]
    entries = [_entry(name, args, language) for name, args in pages for language in LANGUAGES]
    opened = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    )
    return HttpResponse(opened + "".join(entries) + "</urlset>\n", content_type="application/xml; charset=utf-8")


def _entry(name: str, args: list[str], language: str) -> str:
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(_address(name, args, code))}/>'
        for code in LANGUAGES
    )
    return f"<url><loc>{escape(_address(name, args, language))}</loc>{others}</url>\n"


def _address(name: str, args: list[str], language: str) -> str:
    return absolute(reverse(name, args=[language, *args]))
