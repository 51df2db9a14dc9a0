"""DOCX files that lead out of themselves by ways that few programs use; and honest ones that look a little like them."""

from papers.inspection.reasons import Reason
from papers.tests.files.docxs import a_docx, a_field, document, relationships, with_body, with_relationship

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'


def using(body: str, *rows: tuple[str, str, str]) -> bytes:
    """A document whose text uses its relationships, "r0" the first."""
    parts = {"word/document.xml": document(body), "word/_rels/document.xml.rels": relationships(*rows)}
    return a_docx(parts)


def a_link_to(target: str) -> tuple[str, str, str]:
    return ("hyperlink", target, "External")


def a_shape(attributes: str) -> bytes:
    return with_body(f"<w:p><w:r><w:pict><v:shape {VML} {attributes}/></w:pict></w:r></w:p>")


def a_picture(attributes: str) -> bytes:
    return with_body(f"<w:p><w:r><w:pict><v:shape {VML}><v:imagedata {attributes}/></v:shape></w:pict></w:r></w:p>")


def with_settings(inside: str, *rows: tuple[str, str, str]) -> bytes:
    settings = f'<w:settings xmlns:w="w" xmlns:r="{R}" xmlns:sl="sl">{inside}</w:settings>'
    return a_docx({"word/settings.xml": settings, "word/_rels/settings.xml.rels": relationships(*rows)})


def styled(sheet: str, part: str = "word/document.xml") -> bytes:
    content = document() if part == "word/document.xml" else "<a/>"
    beginning, sign, rest = content.rpartition("?>")
    return a_docx({part: f"{beginning}{sign}<?xml-stylesheet {sheet}?>{rest}"})


BLIP = f'<a:blip xmlns:a="a" xmlns:r="{R}" r:link="r0"/>'
WEB = "https://x.example/a"


def near_docxs() -> dict[str, bytes]:
    return {
        "a link used by a link": using(f'<w:hyperlink xmlns:r="{R}" r:id="r0"/>', a_link_to(WEB)),
        "a link of a picture": using(f'<a:hlinkClick xmlns:a="a" xmlns:r="{R}" r:id="r0"/>', a_link_to(WEB)),
        "a picture and a link": using(
            f'<a:blip xmlns:a="a" xmlns:r="{R}" r:embed="r1"/>', a_link_to(WEB), ("image", "media/a.png", "Internal")
        ),
        "a picture that is lost": using(BLIP, ("image", "NULL", "External")),
        "a host with its port": with_relationship("hyperlink", "www.mfa.example:8080/cbm"),
        "a link on a shape": a_shape('href="https://www.s-cica.org/"'),
        "a picture of a letter": a_picture('src="media/a.png" o:href="cid:image001.png@01D0"'),
        "a link with a hint": with_body(
            a_field('HYPERLINK "https://x.example" \\o "note: see javascript: there" \\t "_blank"')
        ),
        "a link to a heading": with_body(a_field('HYPERLINK \\l "1.Part: one|outline"')),
        "an instruction of SharePoint": a_docx({"customXml/item1.xml": "<?mso-contentType?><FormTemplates/>"}),
        "a blank field before another": with_body(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            + a_field(" PAGE ")
        ),
        "a field in what a field shows": with_body(f'<w:fldSimple w:instr="">{a_field(" PAGE ")}</w:fldSimple>'),
        "a day on which it was printed": with_body(a_field(" PRINTDATE ")),
        "core properties of .NET": a_docx({"package/services/metadata/core-properties/a.psmdcp": "<a/>"}),
    }


def far_docxs() -> dict[str, tuple[bytes, Reason]]:
    return {
        "a sheet of style": (styled(f'href="{WEB}.xsl" type="text/xsl"'), Reason.FROM_ELSEWHERE),
        "a sheet of style in a header": (styled(f"href='{WEB}'", "word/header1.xml"), Reason.FROM_ELSEWHERE),
        "a sheet of style on a share": (
            styled('href="\\\\x.example\\a"', "customXml/item1.xml"),
            Reason.FROM_ELSEWHERE,
        ),
        "a shape that runs": (a_shape('href="javascript:alert(1)"'), Reason.UNSAFE_LINK),
        "a shape that runs, cut up": (a_shape('href="java&#9;script:alert(1)"'), Reason.UNSAFE_LINK),
        "a shape that opens a file": (a_shape('href="file:///c:/windows/system32/calc.exe"'), Reason.UNSAFE_LINK),
        "a shape that opens a share": (a_shape('o:href="\\\\x.example\\a"'), Reason.UNSAFE_LINK),
        "a picture's place elsewhere": (a_picture(f'o:href="{WEB}"'), Reason.FROM_ELSEWHERE),
        "a picture's other place": (a_picture('o:althref="//x.example/a"'), Reason.FROM_ELSEWHERE),
        "a picture by a link": (using(BLIP, a_link_to(WEB)), Reason.FROM_ELSEWHERE),
        "a picture by a link of another prefix": (
            using(f'<b:blip xmlns:b="b" xmlns:q="{R}" q:link="r0"/>', a_link_to(WEB)),
            Reason.FROM_ELSEWHERE,
        ),
        "an embedded picture by a link": (
            using(f'<a:blip xmlns:a="a" xmlns:r="{R}" r:embed="r0"/>', a_link_to(WEB)),
            Reason.FROM_ELSEWHERE,
        ),
        "a drawn picture by a link": (
            using(f'<v:imagedata xmlns:v="v" xmlns:r="{R}" r:href="r0"/>', a_link_to(WEB)),
            Reason.FROM_ELSEWHERE,
        ),
        "a template by a link": (
            with_settings('<w:attachedTemplate r:id="r0"/>', a_link_to(WEB)),
            Reason.FROM_ELSEWHERE,
        ),
        "a frame by a link": (with_settings('<w:sourceFileName r:id="r0"/>', a_link_to(WEB)), Reason.FROM_ELSEWHERE),
        "a style for saving by a link": (
            with_settings('<w:saveThroughXslt r:id="r0"/>', a_link_to(WEB)),
            Reason.FROM_ELSEWHERE,
        ),
        "a pack of solutions": (
            with_settings(f'<sl:schemaLibrary><sl:schema sl:manifestLocation="{WEB}"/></sl:schemaLibrary>'),
            Reason.FROM_ELSEWHERE,
        ),
        "a template that says it is inside": (
            with_settings("", ("attachedTemplate", WEB, "Internal")),
            Reason.FROM_ELSEWHERE,
        ),
        "a picture that says it is inside": (
            using(BLIP, ("image", "\\\\x.example\\a", "Internal")),
            Reason.FROM_ELSEWHERE,
        ),
        "a link that says it is inside": (
            using("", ("hyperlink", "javascript:alert(1)", "Internal")),
            Reason.UNSAFE_LINK,
        ),
        "a list of frames": (with_relationship("frame", WEB), Reason.FROM_ELSEWHERE),
        "a link that starts a program": (
            with_body('<a:hlinkClick xmlns:a="a" action="ppaction://program"/>'),
            Reason.ACTIVE_PARTS,
        ),
        "a field without quotes": (with_body(a_field("HYPERLINK javascript:alert(1)")), Reason.UNSAFE_LINK),
        "a field with its switch first": (with_body(a_field('HYPERLINK \\h "file:///c:/a"')), Reason.UNSAFE_LINK),
        "a field in one element": (
            with_body("<w:fldSimple w:instr='HYPERLINK \"vbscript:a\"'/>"),
            Reason.UNSAFE_LINK,
        ),
        "a field after its end": (
            with_body(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
                "<w:r><w:instrText>DDE cmd</w:instrText></w:r>"
            ),
            Reason.ACTIVE_PARTS,
        ),
        "a field for the printer": (with_body(a_field('PRINT "27 E"')), Reason.ACTIVE_PARTS),
    }
