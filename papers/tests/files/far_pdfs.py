"""PDFs that lead out of themselves by ways that few programs use; and honest ones that look a little like them."""

import base64
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from papers.inspection.reasons import Reason
from papers.tests.files.pdfs import Twist, a_pdf, with_a_link, with_an_annotation

SHARE = "\\\\x.example\\share\\x.pdf"
AS_THEY_ARE = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}


def in_the_catalog(**more: object) -> Twist:
    def twist(pdf: pikepdf.Pdf) -> None:
        for key, value in more.items():
            pdf.Root[f"/{key}"] = value

    return twist


def an_action(**action: object) -> Twist:
    return with_an_annotation(Subtype=Name.Link, A=Dictionary(**action))


def on_the_picture(**more: object) -> Twist:
    def twist(pdf: pikepdf.Pdf) -> None:
        a_scan(lambda data: data, [Name.DCTDecode])(pdf)
        for key, value in more.items():
            pdf.pages[0].Resources.XObject.Im1[f"/{key}"] = value

    return twist


def a_file_kept_apart(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Place = pdf.make_indirect(String(SHARE))
    pdf.Root.Far = Dictionary(F=pdf.Root.Place)


def a_scan(pack: Callable[[bytes], bytes], filters: list[Name], kind: Name = Name.Image) -> Twist:
    """A scanner's page: a picture in its own format, packed as the scanner packs it."""

    def twist(pdf: pikepdf.Pdf) -> None:
        picture = pdf.make_stream(
            pack(b"\xff\xd8\xff\xe0 a scanned page"),
            Type=Name.XObject,
            Subtype=kind,
            Width=40,
            Height=40,
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=Array(filters),
        )
        pdf.pages[0].Resources.XObject = Dictionary(Im1=picture)

    return twist


def ascii85(data: bytes) -> bytes:
    return base64.a85encode(data) + b"~>"


def run_length(data: bytes) -> bytes:
    pieces = [data[start : start + 128] for start in range(0, len(data), 128)]
    return b"".join(bytes([len(piece) - 1]) + piece for piece in pieces) + b"\x80"


SCANS = {
    "DCT": (lambda data: data, [Name.DCTDecode]),
    "Flate of DCT": (zlib.compress, [Name.FlateDecode, Name.DCTDecode]),
    "letters of DCT": (ascii85, [Name.ASCII85Decode, Name.DCTDecode]),
    "figures of DCT": (lambda data: data.hex().encode() + b">", [Name.ASCIIHexDecode, Name.DCTDecode]),
    "letters of Flate of DCT": (
        lambda data: ascii85(zlib.compress(data)),
        [Name.ASCII85Decode, Name.FlateDecode, Name.DCTDecode],
    ),
    "figures of Flate of fax": (
        lambda data: zlib.compress(data).hex().encode() + b">",
        [Name.ASCIIHexDecode, Name.FlateDecode, Name.CCITTFaxDecode],
    ),
    "letters of runs of DCT": (
        lambda data: ascii85(run_length(data)),
        [Name.ASCII85Decode, Name.RunLengthDecode, Name.DCTDecode],
    ),
    "runs of JBIG2": (run_length, [Name.RunLengthDecode, Name.JBIG2Decode]),
    "JPEG 2000": (lambda data: data, [Name.JPXDecode]),
    "short names": (lambda data: ascii85(zlib.compress(data)), [Name.A85, Name.Fl, Name.DCT]),
}


def near_pdfs() -> dict[str, bytes]:
    return {
        **{f"a scan: {name}": a_pdf(a_scan(*how), **AS_THEY_ARE) for name, how in SCANS.items()},
        "a thread of its own": a_pdf(an_action(S=Name.Thread, D=0)),
        "links with a base": a_pdf(in_the_catalog(URI=Dictionary(Base=String("https://www.s-cica.org/")))),
        "a host with its port": a_pdf(with_a_link("www.mfa.example:8080/cbm")),
        "fonts and pictures of any name": a_pdf(
            lambda pdf: pdf.pages[0].Resources.Font.update(
                {"/F": pdf.pages[0].Resources.Font.F1, "/FS": Name.Helvetica}
            )
        ),
        "a font called OPI": a_pdf(
            lambda pdf: pdf.pages[0].Resources.Font.update({"/OPI": pdf.pages[0].Resources.Font.F1})
        ),
        "an annotation that is printed": a_pdf(with_an_annotation(Subtype=Name.Text, Contents=String("see C:/a"))),
        "padding after its end": a_pdf() + bytes(5_000),
    }


def far_pdfs() -> dict[str, tuple[bytes, Reason]]:
    return {
        "a thread of another document": (a_pdf(an_action(S=Name.Thread, F=String(SHARE))), Reason.FROM_ELSEWHERE),
        "a thread of a document beside it": (a_pdf(an_action(S=Name.Thread, F=String("b.pdf"))), Reason.UNSAFE_LINK),
        "a thread of a file": (
            a_pdf(an_action(S=Name.Thread, F=Dictionary(Type=Name.Filespec, UF=String("b.pdf")))),
            Reason.UNSAFE_LINK,
        ),
        "a base that runs": (a_pdf(in_the_catalog(URI=Dictionary(Base=String("javascript:")))), Reason.UNSAFE_LINK),
        "a base on a share": (
            a_pdf(in_the_catalog(URI=Dictionary(Base=String("\\\\x.example\\")))),
            Reason.UNSAFE_LINK,
        ),
        "a file at an address": (
            a_pdf(in_the_catalog(Far=Dictionary(Type=Name.Filespec, FS=Name.URL, F=String("https://x.example/a")))),
            Reason.FROM_ELSEWHERE,
        ),
        "a file at an address, without its kind": (
            a_pdf(in_the_catalog(Far=Dictionary(FS=Name.URL, F=String("a")))),
            Reason.FROM_ELSEWHERE,
        ),
        "a file of a folder": (
            a_pdf(in_the_catalog(Far=Dictionary(Type=Name.Filespec, F=String("a")))),
            Reason.FROM_ELSEWHERE,
        ),
        "a file of a share": (a_pdf(in_the_catalog(Far=Dictionary(UF=String(SHARE)))), Reason.FROM_ELSEWHERE),
        "a file of a share, kept apart": (a_pdf(a_file_kept_apart), Reason.FROM_ELSEWHERE),
        "a file of an old system": (
            a_pdf(in_the_catalog(Far=Dictionary(DOS=String("C:\\a.exe")))),
            Reason.FROM_ELSEWHERE,
        ),
        "a file by PDF's own name": (
            a_pdf(in_the_catalog(Far=Dictionary(F=String("/x.example/a")))),
            Reason.FROM_ELSEWHERE,
        ),
        "a picture for the printer": (
            a_pdf(on_the_picture(OPI=Dictionary({"/2.0": Dictionary(Type=Name.OPI, F=String(SHARE))}))),
            Reason.FROM_ELSEWHERE,
        ),
        "a picture for the printer, by a file": (
            a_pdf(on_the_picture(OPI=Dictionary({"/1.3": Dictionary(F=Dictionary(F=String("a.tif")))}))),
            Reason.FROM_ELSEWHERE,
        ),
        "pages fetched anew": (
            a_pdf(in_the_catalog(SpiderInfo=Dictionary(V=1.0, C=Array([Dictionary(URL=String("https://x.example"))])))),
            Reason.FROM_ELSEWHERE,
        ),
        "colours from elsewhere": (
            a_pdf(in_the_catalog(OutputIntents=Array([Dictionary(DestOutputProfileRef=Dictionary(URLs=Array([])))]))),
            Reason.FROM_ELSEWHERE,
        ),
        "a page for certificates that runs": (
            a_pdf(in_the_catalog(Far=Dictionary(SV=Dictionary(Cert=Dictionary(URL=String("javascript:1")))))),
            Reason.UNSAFE_LINK,
        ),
        "a bomb around a picture": (
            a_pdf(
                a_scan(
                    lambda data: ascii85(zlib.compress(bytes(65 * 2**20), 1)),
                    [Name.ASCII85Decode, Name.FlateDecode, Name.DCTDecode],
                    Name.Form,
                ),
                **AS_THEY_ARE,
            ),
            Reason.EXPANDS,
        ),
        "a picture's format within": (
            a_pdf(a_scan(lambda data: data, [Name.DCTDecode, Name.RunLengthDecode]), **AS_THEY_ARE),
            Reason.CROOKED,
        ),
    }
