"""A drawing (SVG) in a DOCX: shapes and words, and nothing that runs, listens or is fetched.

It is parsed as every text part is, so that no prefix, alphabet or border between two pieces hides a word.
"""

import re

from papers.inspection.links import plain, scheme_of
from papers.inspection.reasons import FileRefused, Reason
from papers.inspection.text import MAX_ELEMENTS, a_parser

MAX_STYLE = 1_000_000

ELEMENTS = {
    "script": Reason.SCRIPT,
    "handler": Reason.SCRIPT,
    "listener": Reason.SCRIPT,
    "foreignobject": Reason.SCRIPT,
    "iframe": Reason.SCRIPT,
    "object": Reason.EMBEDDED,
    "embed": Reason.EMBEDDED,
    "audio": Reason.MULTIMEDIA,
    "video": Reason.MULTIMEDIA,
}
# What changes an attribute of another element while the drawing is shown.
ANIMATIONS = {"set", "animate", "animatecolor", "animatemotion", "animatetransform"}
ADDRESSES = {"href", "src", "data", "action", "formaction", "base", "from", "to", "by", "values"}
WITHIN = re.compile(
    r"data:(?:image/(?:png|jpe?g|gif|webp|bmp|tiff?)|(?:font|application)/(?:x-)?(?:font-)?(?:woff2?|ttf|otf))[;,]",
    re.I,
)
RUNNING = {"javascript", "vbscript", "livescript", "data"}
ESCAPED = re.compile(r"\\([0-9a-f]{1,6})\s?|\\(.)", re.I | re.S)
URL = re.compile(r"url\(\s*[\"']?\s*([^\"')]*)", re.I)
FETCHING = re.compile(r"@import|@namespace|image-set\s*\(|(?<![\w-])(?:src|image)\s*\(", re.I)


class DrawingReader:
    """Follows one drawing, and gathers the words of its styles."""

    def __init__(self) -> None:
        self.elements = 0
        self.depth_in_style = 0
        self.style: list[str] = []
        self.style_length = 0
        self.parser = a_parser()
        self.parser.StartElementHandler = self.element
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words

    def element(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise FileRefused(Reason.TOO_COMPLEX)
        local = name.rpartition(":")[2].lower()
        if self.elements == 1 and local != "svg":
            # A web page, say, that calls itself a picture.
            raise FileRefused(Reason.EMBEDDED)
        if local in ELEMENTS:
            raise FileRefused(ELEMENTS[local])
        if self.depth_in_style or local == "style":
            self.depth_in_style += 1
        for key, value in attributes.items():
            self.attribute(local, key.rpartition(":")[2].lower(), value)

    def attribute(self, element: str, name: str, value: str) -> None:
        if name.startswith("on"):
            raise FileRefused(Reason.SCRIPT)
        if name == "attributename" and element in ANIMATIONS:
            changed = value.rpartition(":")[2].strip().lower()
            if changed in ADDRESSES or changed.startswith("on"):
                raise FileRefused(Reason.SCRIPT)
        if name in ("href", "src", "base") or (name in ADDRESSES and ":" in value):
            check_address(value)
        if name == "style" or "(" in value:
            check_style(value)

    def words(self, text: str) -> None:
        if not self.depth_in_style:
            return
        self.style_length += len(text)
        if self.style_length > MAX_STYLE:
            raise FileRefused(Reason.TOO_COMPLEX)
        self.style.append(text)

    def end(self, _name: str) -> None:
        self.depth_in_style = max(0, self.depth_in_style - 1)

    def finish(self) -> int:
        check_style("".join(self.style))
        return self.elements


def check_address(address: str) -> None:
    """Only a place in the drawing itself, or a picture or a font that is in it."""
    address = plain(address)
    if address and not address.startswith("#") and not WITHIN.match(address):
        raise FileRefused(Reason.SCRIPT if scheme_of(address) in RUNNING else Reason.FROM_ELSEWHERE)


def check_style(style: str) -> None:
    style = ESCAPED.sub(unescaped, style)
    if "expression(" in style.lower():
        raise FileRefused(Reason.SCRIPT)
    if FETCHING.search(style):
        raise FileRefused(Reason.FROM_ELSEWHERE)
    for address in URL.findall(style):
        check_address(address)


def unescaped(match: re.Match[str]) -> str:
    """What a sign stands for that is written by its number: r"\\75 rl(" is "url(" to whoever shows the drawing."""
    if match[2]:
        return match[2]
    number = int(match[1], 16)
    return chr(number) if 0 < number < 0x110000 else "\ufffd"
