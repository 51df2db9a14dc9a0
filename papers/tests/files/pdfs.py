"""PDFs: `a_pdf()` is honest; a twist makes it something else before it is saved."""

import io
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Twist = Callable[[pikepdf.Pdf], None]


def a_pdf(*twists: Twist, pages: int = 1, **saving: object) -> bytes:
    pdf = pikepdf.new()
    for _number in range(pages):
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(b"BT /F1 12 Tf 72 720 Td (Concept paper, with /JS and /Launch as words) Tj ET")
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    for twist in twists:
        twist(pdf)
    saved = io.BytesIO()
    pdf.save(saved, **saving)
    return saved.getvalue()


# -- What honest papers have.


def with_a_picture(pdf: pikepdf.Pdf) -> None:
    picture = pdf.make_stream(
        zlib.compress(b"\x80" * 300 * 300),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=300,
        Height=300,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
        Filter=Name.FlateDecode,
    )
    pdf.pages[0].Resources.XObject = Dictionary(Im1=picture, AA=picture, EF=picture)


def with_a_link(uri: str) -> Twist:
    return with_an_annotation(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(uri)))


def with_an_annotation(**more: object) -> Twist:
    def twist(pdf: pikepdf.Pdf) -> None:
        annotation = Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], F=4, **more)
        pdf.pages[0].Annots = Array([pdf.make_indirect(annotation)])

    return twist


def with_a_form(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, Rect=[0, 0, 99, 20], FT=Name.Tx, T=String("state"), V=String("XA")
        )
    )
    pdf.pages[0].Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DA=String("/Helv 0 Tf 0 g"))


def with_an_outline(pdf: pikepdf.Pdf) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("Opening/Launch of the centre (بناء الثقة)")))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))
    item.Parent = pdf.Root.Outlines
    item.Dest = Array([pdf.pages[0].obj, Name.Fit])


def opening_at_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))


def opening_at_a_place(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.XYZ, 0, 0, 1])


# -- What hostile papers have.


def opening_with(**action: object) -> Twist:
    def twist(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(**action)

    return twist


def a_script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def a_named_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), pdf.make_indirect(a_script())])))


def a_script_in_a_stream(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Hidden = pdf.make_indirect(Dictionary(JS=pdf.make_stream(b"app.alert(1)")))


def a_script_that_nothing_uses(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lost = Array([Array([Array([Dictionary(Next=a_script())])])])


def a_page_that_acts(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))


def a_kind_kept_apart(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Kind = pdf.make_indirect(Name.Launch)
    with_an_annotation(Subtype=Name.Link, A=Dictionary(S=pdf.Root.Kind, F=String("calc.exe")))(pdf)


def an_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"attached"


def a_portfolio(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Collection = Dictionary(View=Name.D)


def a_dynamic_form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))


def a_stream_from_elsewhere(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Far = pdf.make_stream(b"", F=String("\\\\host\\share\\file"))


def a_bomb(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(zlib.compress(b" " * 70 * 2**20), Filter=Name.FlateDecode)


def a_bomb_packed_twice(pdf: pikepdf.Pdf) -> None:
    packed = zlib.compress(zlib.compress(b" " * 10_000))
    pdf.pages[0].Contents = pdf.make_stream(packed, Filter=Array([Name.FlateDecode, Name.FlateDecode]))


def a_picture_of_a_continent(pdf: pikepdf.Pdf) -> None:
    with_a_picture(pdf)
    pdf.pages[0].Resources.XObject.Im1.Width = 60_000
    pdf.pages[0].Resources.XObject.Im1.Height = 60_000


def a_broken_stream(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"this was never packed", Filter=Name.FlateDecode)


def a_stream_of_an_unknown_kind(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"?", Filter=Name.SecretDecode)


def without_pages(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[:]


def an_earlier_revision_with(words: bytes) -> bytes:
    """An object that the list of objects no longer names, as an incremental update leaves it."""
    return a_pdf().replace(b"%\xbf\xf7\xa2\xfe\n", b"%\xbf\xf7\xa2\xfe\n" + words + b"\n", 1)
