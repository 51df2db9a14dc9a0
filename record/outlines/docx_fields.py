"""Places in a DOCX that other paragraphs lead to, and fields that a word processor fills in."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


def name_place(paragraph: Paragraph, number: int) -> None:
    """Give the paragraph a name by which the contents lead to it."""
    begin, end = (
        _element("w:bookmarkStart", id=str(number), name=_place(number)),
        _element("w:bookmarkEnd", id=str(number)),
    )
    paragraph.runs[0]._r.addprevious(begin)
    paragraph.runs[-1]._r.addnext(end)


def link_to_place(paragraph: Paragraph, number: int) -> None:
    """Make the words of the paragraph lead to a place."""
    run = paragraph.runs[-1]._r
    link = _element("w:hyperlink", anchor=_place(number), history="1")
    run.addprevious(link)
    link.append(run)


def begin_field(paragraph: Paragraph, instruction: str) -> None:
    """A field begins here; it is marked as one to be filled in when the document is opened."""
    told = OxmlElement("w:instrText")
    told.set(qn("xml:space"), "preserve")
    told.text = instruction
    parts: tuple[Any, ...] = (
        _element("w:fldChar", fldCharType="begin", dirty="true"),
        told,
        _element("w:fldChar", fldCharType="separate"),
    )
    for part in parts:
        paragraph.add_run()._r.append(part)


def end_field(paragraph: Paragraph) -> None:
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType="end"))


def field_of(paragraph: Paragraph, instruction: str, until_then: str) -> None:
    """A whole field, and what stands there until it is filled in."""
    begin_field(paragraph, instruction)
    paragraph.add_run(until_then)
    end_field(paragraph)


def _place(number: int) -> str:
    return f"_Toc{number:08d}"


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
