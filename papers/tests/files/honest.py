"""Papers as states send them, each of which must be taken."""

import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from papers.tests.files import docxs, pdfs
from papers.tests.files.docxs import a_docx, a_field, honest_parts, with_body, with_relationship, zipped
from papers.tests.files.pdfs import a_pdf, with_a_link, with_an_annotation


def in_ascii(pdf: pikepdf.Pdf) -> None:
    packed = zlib.compress(b"q Q").hex().encode() + b">"
    pdf.pages[0].Contents = pdf.make_stream(packed, Filter=Array([Name.ASCIIHexDecode, Name.FlateDecode]))


def with_an_empty_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.Resources
    del pdf.pages[0].obj.Contents


HONEST_PDFS = {
    "plain": a_pdf(),
    "with many pages": a_pdf(pages=60),
    "with objects in streams": a_pdf(pages=5, object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "for the web": a_pdf(pages=3, linearize=True),
    "of an old version": a_pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable, force_version="1.3"),
    "in ASCII": a_pdf(in_ascii, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none),
    "with an empty page": a_pdf(with_an_empty_page),
    "with a picture, and resources with odd names": a_pdf(pdfs.with_a_picture),
    "with a link": a_pdf(with_a_link("https://www.s-cica.org/page.php?page_id=6130")),
    "with an address": a_pdf(with_a_link("mailto:info@s-cica.org")),
    "with a link inside": a_pdf(with_an_annotation(Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=String("annex")))),
    "with a form": a_pdf(pdfs.with_a_form),
    "with an outline": a_pdf(pdfs.with_an_outline),
    "opening at a page": a_pdf(pdfs.opening_at_a_page),
    "opening at a place": a_pdf(pdfs.opening_at_a_place),
    "with blanks after its end": a_pdf() + b"\r\n\x00\x00",
}

HONEST_DOCXS = {
    "plain": a_docx(),
    "by a word processor": docxs.by_a_word_processor(),
    "with a link": with_relationship("hyperlink", "https://www.s-cica.org/"),
    "with an address": with_relationship("hyperlink", "mailto:info@s-cica.org"),
    "with a picture": a_docx({"word/media/image1.png": docxs.PIXEL, "word/fonts/font1.odttf": b"\x00\x01"}),
    "with comments": a_docx({"word/comments.xml": "<w:comments xmlns:w='w'><w:comment/></w:comments>"}),
    "with tracked changes": with_body("<w:p><w:ins w:author='XA'><w:r><w:t>new</w:t></w:r></w:ins></w:p>"),
    "with a table of contents": with_body(a_field("TOC \\o ", '"1-3"') + a_field("PAGE") + a_field("DATE")),
    "with a link as a field": with_body(a_field('HYPERLINK "https://dde.example.org/include"')),
    "that speaks of DDE": with_body("<w:p><w:r><w:t>DDEAUTO and LINK are fields.</w:t></w:r></w:p>"),
    "in UTF-16": a_docx({"word/header1.xml": '<?xml version="1.0" encoding="UTF-16"?><a>نهج</a>'.encode("utf-16")}),
    "with folders": zipped([("word/", ""), *honest_parts().items()]),
}
