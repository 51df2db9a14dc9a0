"""Drawings (SVG) in a document: honest ones as drawing programs write them, and others, each with its reason."""

from papers.inspection.reasons import Reason
from papers.tests.files.docxs import a_docx

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
PICTURE = "data:image/png;base64,iVBORw0KGgo="


def drawn(inside: str, attributes: str = "", before: str = "") -> str:
    return f'{before}<svg {SVG} viewBox="0 0 9 9" {attributes}>{inside}</svg>'


def with_a_drawing(drawing: str | bytes, name: str = "word/media/image1.svg") -> bytes:
    return a_docx({name: drawing})


def in_utf_16(drawing: str) -> bytes:
    return drawing.encode("utf-16")


# The border between two pieces that are read lies within the word.
ACROSS = "<!--" + "a" * (64 * 1024 - len(drawn("")) - 3) + "-->"
SCRIPT = drawn("<script>alert(1)</script>")

HONEST_DRAWINGS = {
    "an icon of Word": drawn('<path d="M1 1L2 2" fill="#00AA00" class="MsftOfcThm_Accent1_Fill"/>'),
    "with a gradient": drawn(
        '<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>'
        "<rect fill=\"url(#g)\" style=\"stroke:url('#g')\"/><use xlink:href='#g'/>"
    ),
    "with a style": drawn("<style>.a{fill:#123;font-family:'\\5FAE\\8F6F'} @media print{.a{fill:none}}</style>"),
    "with a picture in it": drawn(f'<image xlink:href="{PICTURE}"/>'),
    "with a font in it": drawn("<style>@font-face{font-family:a;src:url(data:font/woff2;base64,AA==)}</style>"),
    "of Inkscape": drawn(
        '<sodipodi:namedview xmlns:sodipodi="s" pagecolor="#fff"/><metadata><rdf:RDF xmlns:rdf="r"><cc:Work '
        'xmlns:cc="c" rdf:about=""><dc:type xmlns:dc="d" rdf:resource="http://purl.org/dc/dcmitype/StillImage"/>'
        "</cc:Work></rdf:RDF></metadata>",
        before='<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- made with a program -->\n',
    ),
    "in words of four scripts": drawn("<text>نهج 合作 Подход Approach, onload, javascript: &lt;script&gt;</text>"),
    "in UTF-16": in_utf_16(drawn("<title>合作</title>", before='<?xml version="1.0" encoding="UTF-16"?>')),
    "that moves": drawn('<circle r="1"><animate attributeName="r" values="1;2" dur="1s"/></circle>'),
}

HOSTILE_DRAWINGS = {
    "a script": (SCRIPT, Reason.SCRIPT),
    "a script with a prefix": (drawn('<s:script xmlns:s="http://www.w3.org/2000/svg">1</s:script>'), Reason.SCRIPT),
    "a script in capitals": (drawn("<SCRIPT>1</SCRIPT>"), Reason.SCRIPT),
    "a script in UTF-16": (in_utf_16(SCRIPT), Reason.SCRIPT),
    "a script in UTF-16, the other way": (b"\xfe\xff" + SCRIPT.encode("utf-16-be"), Reason.SCRIPT),
    "a script across a border": (drawn(f"{ACROSS}<script>1</script>"), Reason.SCRIPT),
    "a script elsewhere": (drawn('<script href="https://x.example/a.js"/>'), Reason.SCRIPT),
    "a handler of Tiny": (drawn('<handler type="application/ecmascript">1</handler>'), Reason.SCRIPT),
    "onload": (drawn("", 'onload="alert(1)"'), Reason.SCRIPT),
    "onload by numbers": (drawn("<path ONLOAD='&#97;lert(1)'/>"), Reason.SCRIPT),
    "onbegin of an animation": (drawn('<animate onbegin="alert(1)" attributeName="x"/>'), Reason.SCRIPT),
    "a link that runs": (drawn('<a href="javascript:alert(1)"><text>a</text></a>'), Reason.SCRIPT),
    "a link that runs, with blanks": (drawn('<a xlink:href=" java&#10;script:alert(1)"/>'), Reason.SCRIPT),
    "a link that an animation makes": (
        drawn('<a><animate attributeName="xlink:href" to="javascript:alert(1)"/></a>'),
        Reason.SCRIPT,
    ),
    "a handler that is set": (drawn('<set attributeName="onmouseover" to="alert(1)"/>'), Reason.SCRIPT),
    "a page in it": (drawn("<foreignObject><body xmlns='h'/></foreignObject>"), Reason.SCRIPT),
    "a page in a prefix": (drawn('<x:foreignObject xmlns:x="http://www.w3.org/2000/svg"/>'), Reason.SCRIPT),
    "a frame": (drawn('<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://x.example"/>'), Reason.SCRIPT),
    "a page as a picture's data": (drawn('<image href="data:text/html,&lt;script>1"/>'), Reason.SCRIPT),
    "a drawing as a picture's data": (drawn('<image href="data:image/svg+xml,%3Csvg/%3E"/>'), Reason.SCRIPT),
    "a picture elsewhere": (drawn('<image href="https://x.example/a.png"/>'), Reason.FROM_ELSEWHERE),
    "a picture of a share": (drawn('<image xlink:href="\\\\x.example\\a.png"/>'), Reason.FROM_ELSEWHERE),
    "a picture without a scheme": (drawn('<feImage href="//x.example/a.png"/>'), Reason.FROM_ELSEWHERE),
    "a shape elsewhere": (drawn('<use href="https://x.example/a.svg#b"/>'), Reason.FROM_ELSEWHERE),
    "a file beside it": (drawn('<use href="other.svg#b"/>'), Reason.FROM_ELSEWHERE),
    "a base elsewhere": (drawn('<use href="#b"/>', 'xml:base="https://x.example/"'), Reason.FROM_ELSEWHERE),
    "a filling elsewhere": (drawn('<rect fill="url(https://x.example/a#b)"/>'), Reason.FROM_ELSEWHERE),
    "a style elsewhere": (drawn("<rect style=\"fill:url( '//x.example/a')\"/>"), Reason.FROM_ELSEWHERE),
    "a style imported": (drawn('<style>@import "https://x.example/a.css";</style>'), Reason.FROM_ELSEWHERE),
    "a style imported by numbers": (drawn("<style>@\\69mport '//x.example';</style>"), Reason.FROM_ELSEWHERE),
    "a style of pieces": (drawn("<style>a{b:u<![CDATA[rl(https:]]>//x.example)}</style>"), Reason.FROM_ELSEWHERE),
    "a set of pictures": (drawn("<style>a{b:image-set('https://x.example/a' 1x)}</style>"), Reason.FROM_ELSEWHERE),
    "a style that runs": (drawn('<rect style="width:expression(alert(1))"/>'), Reason.SCRIPT),
    "a sheet of style": (
        drawn("", before='<?xml-stylesheet href="https://x.example/a.css"?>'),
        Reason.FROM_ELSEWHERE,
    ),
    "a document type": (
        drawn("", before='<!DOCTYPE svg SYSTEM "file:///etc/passwd">'),
        Reason.DOCUMENT_TYPE,
    ),
    "entities": (
        drawn("&x;", before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        Reason.DOCUMENT_TYPE,
    ),
    "a film": (drawn('<video href="#a"/>'), Reason.MULTIMEDIA),
    "an object": (drawn('<object data="a"/>'), Reason.EMBEDDED),
    "a web page": ("<html><script>1</script></html>", Reason.EMBEDDED),
    "no drawing": ("<svg", Reason.DAMAGED),
    "packed": (b"\x1f\x8b\x08", Reason.ARCHIVE_INSIDE),
}
