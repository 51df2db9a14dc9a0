"""Is this PDF only something to read?

1. It is one file: nothing stands before its header or after its end, and it is no ZIP archive at the same time.
2. It opens without a password and without repair, so that every reader sees the same objects in it. What all readers
   pass over alike (padding after the end, blanks before the list of objects) is no fault.
3. No object of it, used or not, acts by itself, carries a file, or fetches something.
4. What its streams unpack to is counted, never kept.
"""

import io
import re
import zipfile
from collections.abc import Iterator

import pikepdf
from pikepdf import Name
from pikepdf import settings as qpdf

from papers.inspection.links import check_link, leads_out
from papers.inspection.reasons import FileRefused, Reason
from papers.inspection.streams import MAX_STREAM, Streams

MB = 1024 * 1024
MAX_OBJECTS = 150_000
MAX_PAGES = 3_000

ACTIONS = {
    "/JavaScript": Reason.SCRIPT,
    "/Launch": Reason.ACTIVE_PARTS,
    "/SubmitForm": Reason.ACTIVE_PARTS,
    "/ImportData": Reason.ACTIVE_PARTS,
    "/GoToR": Reason.UNSAFE_LINK,
    "/GoToE": Reason.EMBEDDED,
    "/Rendition": Reason.MULTIMEDIA,
    "/Movie": Reason.MULTIMEDIA,
    "/Sound": Reason.MULTIMEDIA,
    "/GoTo3DView": Reason.MULTIMEDIA,
    "/RichMediaExecute": Reason.MULTIMEDIA,
}
KINDS = {
    "/RichMedia": Reason.MULTIMEDIA,
    "/Movie": Reason.MULTIMEDIA,
    "/Sound": Reason.MULTIMEDIA,
    "/Screen": Reason.MULTIMEDIA,
    "/3D": Reason.MULTIMEDIA,
    "/FileAttachment": Reason.EMBEDDED,
    "/EmbeddedFile": Reason.EMBEDDED,
    "/PS": Reason.ACTIVE_PARTS,
    "/OPI": Reason.FROM_ELSEWHERE,
    "/SpiderContentSet": Reason.FROM_ELSEWHERE,
}
KEYS = {"/JS", "/JavaScript", "/AA", "/OpenAction", "/EF", "/EmbeddedFiles", "/Collection", "/XFA", "/URI"}
# What stands for something in a file or at an address that isn't in this one.
KEYS_OF_FAR_THINGS = {"/OPI", "/SpiderInfo", "/DestOutputProfileRef", "/FS", "/URL", "/URLs"}
# Under these a name of a file may stand, in the words of one system or another.
FILES = {"/F", "/UF", "/DOS", "/Mac", "/Unix"}

# A quick look at an object as text: does it hold a word worth a closer look? qpdf has already undone "#" spellings.
WORDS = {*ACTIONS, *KINDS, *KEYS, *KEYS_OF_FAR_THINGS, "/Thread", "/Filespec"}
WORTH_A_LOOK = re.compile(
    rb"(?:%s)(?=[\x00\s/<>\[\](){}%%]|$)" % b"|".join(sorted(word.encode() for word in WORDS))
    + rb"|/(?:U?F|DOS|Mac|Unix)\s*(?:\(|<(?!<)|\d+ \d+ R)"
)
# What an earlier revision of the file still holds, where a reader that repairs files could find it again.
LEFT_BEHIND = re.compile(rb"/(?:S\s*/(JavaScript|Launch|SubmitForm|ImportData)|Type\s*/(EmbeddedFile))(?![A-Za-z0-9])")

PADDING = b"\x00\t\n\f\r "
WHERE_THE_LIST_IS = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF$")


def inspect_pdf(data: bytes) -> None:
    """Return if the PDF may be kept; raise FileRefused otherwise."""
    check_it_is_one_file(data)
    # qpdf's limits hold for the whole process; nothing else in the house uses qpdf.
    qpdf.set_qpdf_limits(
        parser_max_nesting=100,
        parser_max_container_size=1_000_000,
        max_stream_filters=4,
        flate_max_memory=MAX_STREAM,
        run_length_max_memory=MAX_STREAM,
        png_max_memory=16 * MB,
        tiff_max_memory=16 * MB,
    )
    limits_met = qpdf.qpdf_limit_errors()
    data = as_readers_take_it(data)
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, inherit_page_attributes=False) as pdf:
            check_document(pdf, len(data))
    except pikepdf.PasswordError:
        raise FileRefused(Reason.ENCRYPTED) from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError, KeyError, RuntimeError) as error:
        # Whatever qpdf stumbles over is damage; Python's own errors here are values of a kind that has no place there.
        if qpdf.qpdf_limit_errors() > limits_met:
            raise FileRefused(Reason.EXPANDS) from error
        raise FileRefused(Reason.CROOKED if can_be_repaired(data) else Reason.DAMAGED) from error


def check_it_is_one_file(data: bytes) -> None:
    if not data.startswith((b"%PDF-1.", b"%PDF-2.")):
        raise FileRefused(Reason.MIXED if b"%PDF-" in data[:1024] else Reason.NOT_AS_NAMED)
    if not data.rstrip(PADDING).endswith(b"%%EOF"):
        raise FileRefused(Reason.MIXED if b"%%EOF" in data else Reason.DAMAGED)
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise FileRefused(Reason.MIXED)
    if match := LEFT_BEHIND.search(data):
        raise FileRefused(ACTIONS["/" + match[1].decode()] if match[1] else Reason.EMBEDDED)


def as_readers_take_it(data: bytes) -> bytes:
    """Without padding after its end, and where blanks stand before the list of objects, with the list's own place."""
    data = data.rstrip(PADDING)
    if match := WHERE_THE_LIST_IS.search(data[-60:]):
        said = int(match[1])
        beginning = data[said : said + 20]
        place = said + len(beginning) - len(beginning.lstrip(PADDING))
        if place != said and data[place : place + 4] == b"xref":
            end = len(data) - len(data[-60:]) + match.start(1)
            return data[:end] + str(place).encode() + data[end + len(match[1]) :]
    return data


def can_be_repaired(data: bytes) -> bool:
    """Whether a reader that repairs files shows pages all the same: the file isn't damaged to whoever opens it so."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return all(isinstance(page.obj, pikepdf.Dictionary) for page in pdf.pages) and len(pdf.pages) > 0
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError, KeyError, RuntimeError):
        return False


def check_document(pdf: pikepdf.Pdf, size: int) -> None:
    if pdf.is_encrypted:
        raise FileRefused(Reason.ENCRYPTED)
    if len(pdf.objects) > MAX_OBJECTS:
        raise FileRefused(Reason.TOO_COMPLEX)
    streams = Streams(size)
    check_object(pdf.trailer)
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            check_object(thing.stream_dict)
            streams.count(thing)
        elif isinstance(thing, pikepdf.Object):
            check_object(thing)
    # A warning means that readers may disagree on what the file says.
    if pdf.get_warnings():
        raise pikepdf.PdfError("readers may disagree on this file")
    pages = len(pdf.pages)
    if not pages:
        raise FileRefused(Reason.DAMAGED)
    if pages > MAX_PAGES:
        raise FileRefused(Reason.TOO_COMPLEX)


# -- What an object does.


def check_object(thing: pikepdf.Object) -> None:
    """Look at one object of the table and what stands directly in it; what it refers to has its own turn."""
    if not WORTH_A_LOOK.search(thing.unparse(True)):
        return
    if isinstance(thing, pikepdf.Name):
        # A name kept apart, to be referred to as the kind of an action: nobody writes so who has nothing to hide.
        check_name(str(thing), {**KINDS, **ACTIONS})
    for dictionary in dictionaries_in(thing):
        check_dictionary(dictionary)


def dictionaries_in(thing: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    waiting = [thing]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Dictionary):
            yield node
            inside = [value for _key, value in node.items()]
        elif isinstance(node, pikepdf.Array):
            inside = list(node)
        else:
            continue
        waiting += [value for value in inside if isinstance(value, pikepdf.Object) and not value.is_indirect]


def check_name(name: str, meanings: dict[str, Reason]) -> None:
    if name in meanings:
        raise FileRefused(meanings[name])


def check_dictionary(dictionary: pikepdf.Dictionary) -> None:
    for key, meanings in (("/S", ACTIONS), ("/Subtype", KINDS), ("/Type", KINDS)):
        if isinstance(name := dictionary.get(key), pikepdf.Name):
            check_name(str(name), meanings)
    keys = set(dictionary.keys())
    for key in KEYS & keys:
        check_key(key, dictionary[key])
    for key in KEYS_OF_FAR_THINGS & keys:
        check_far_thing(key, dictionary[key])
    for key in FILES & keys:
        check_file_named(dictionary[key])
    if "/F" in keys and Name.Thread in (dictionary.get("/S"), dictionary.get("/Type")):
        raise FileRefused(Reason.UNSAFE_LINK)
    if dictionary.get("/Type") == Name.Filespec:
        raise FileRefused(Reason.EMBEDDED if "/EF" in keys else Reason.FROM_ELSEWHERE)


def check_key(key: str, value: object) -> None:
    """What a key means depends on its value too: fonts and pictures may bear any name."""
    if key == "/JavaScript" or (key == "/JS" and isinstance(value, pikepdf.String | pikepdf.Stream)):
        raise FileRefused(Reason.SCRIPT)
    if key == "/XFA" and isinstance(value, pikepdf.Array | pikepdf.Stream):
        raise FileRefused(Reason.DYNAMIC_FORM)
    if key in ("/EmbeddedFiles", "/Collection") or (key == "/EF" and holds(value, pikepdf.Stream)):
        raise FileRefused(Reason.EMBEDDED)
    if key == "/AA" and holds(value, pikepdf.Dictionary, with_key="/S"):
        raise FileRefused(Reason.BY_ITSELF)
    if key == "/OpenAction" and isinstance(value, pikepdf.Dictionary) and value.get("/S") != "/GoTo":
        raise FileRefused(Reason.BY_ITSELF)
    if key == "/URI" and isinstance(value, pikepdf.String):
        check_link(str(value))
    if key == "/URI" and isinstance(value, pikepdf.Dictionary) and isinstance(value.get("/Base"), pikepdf.String):
        # What every link of the document that has no scheme is a part of.
        check_link(str(value["/Base"]))


def check_far_thing(key: str, value: object) -> None:
    """A picture that a printer would fetch, pages that a reader would fetch anew, an address that a reader would ask."""
    if key == "/FS":
        is_far = isinstance(value, pikepdf.Name) and value == Name.URL
    elif key == "/URL":
        is_far = False
        if isinstance(value, pikepdf.String):
            check_link(str(value))
    else:
        # A font or a picture may bear any name.
        is_font_or_picture = isinstance(value, pikepdf.Stream) or (
            isinstance(value, pikepdf.Dictionary) and value.get("/Type") == Name.Font
        )
        is_far = isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not is_font_or_picture
    if is_far:
        raise FileRefused(Reason.FROM_ELSEWHERE)


def check_file_named(value: object) -> None:
    """The name of a file elsewhere. Beyond its own actions, a PDF may name one of its own folder, and opens none."""
    if isinstance(value, pikepdf.String) and (leads_out(str(value)) or str(value).strip().startswith("/")):
        raise FileRefused(Reason.FROM_ELSEWHERE)


def holds(value: object, kind: type, with_key: str = "") -> bool:
    """A dictionary with a value of this kind in it."""
    return isinstance(value, pikepdf.Dictionary) and any(
        isinstance(inside, kind) and (not with_key or with_key in inside) for _key, inside in value.items()
    )
