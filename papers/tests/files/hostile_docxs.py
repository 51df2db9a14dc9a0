"""DOCX files that must not be taken, each with the reason."""

from papers.inspection.reasons import Reason
from papers.tests.files import docxs
from papers.tests.files.docxs import a_docx, a_field, types, with_body, with_relationship, with_type

DOCTYPE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
LAUGHS = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'
MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
HOSTILE_DOCXS = {
    "macros": (a_docx({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), Reason.MACROS),
    "a document that may have macros": (a_docx({"[Content_Types].xml": types(MACRO_MAIN)}), Reason.MACROS),
    "macros under another name": (with_relationship("vbaProject", "a.xml", "Internal"), Reason.MACROS),
    "a type of macros": (with_type("application/vnd.ms-office.vbaProject"), Reason.MACROS),
    "a template": (a_docx({"[Content_Types].xml": types(TEMPLATE_MAIN)}), Reason.NOT_WORD),
    "a workbook": (a_docx({"[Content_Types].xml": types(WORKBOOK)}), Reason.NOT_WORD),
    "no types": (a_docx(without="[Content_Types].xml"), Reason.NOT_WORD),
    "no relationships": (a_docx(without="_rels/.rels"), Reason.NOT_WORD),
    "no main document": (a_docx(without="word/document.xml"), Reason.NOT_WORD),
    "a main document of another kind": (a_docx({"word/document.xml": "<html/>"}), Reason.NOT_WORD),
    "a control": (a_docx({"word/activeX/activeX1.xml": "<a/>"}), Reason.ACTIVE_PARTS),
    "a control under another name": (with_relationship("control", "a.xml", "Internal"), Reason.ACTIVE_PARTS),
    "an add-in": (with_relationship("webextensiontaskpanes", "a.xml", "Internal"), Reason.ACTIVE_PARTS),
    "an embedded object": (a_docx({"word/embeddings/oleObject1.bin": b"a"}), Reason.EMBEDDED),
    "an object in the text": (with_body('<o:OLEObject xmlns:o="o"/>'), Reason.EMBEDDED),
    "an old file among the pictures": (a_docx({"word/media/a.png": b"\xd0\xcf\x11\xe0\xa1\xb1"}), Reason.EMBEDDED),
    "a program": (a_docx({"word/media/a.exe": b"a"}), Reason.EMBEDDED),
    "a program among the pictures": (a_docx({"word/media/a.png": b"MZ\x90\x00"}), Reason.EMBEDDED),
    "a chunk of another format": (with_relationship("aFChunk", "a.htm", "Internal"), Reason.EMBEDDED),
    "an archive": (a_docx({"word/media/a.zip": b"a"}), Reason.ARCHIVE_INSIDE),
    "an archive among the pictures": (a_docx({"word/media/a.png": docxs.a_docx()}), Reason.ARCHIVE_INSIDE),
    "an archive that calls itself text": (a_docx({"word/a.xml": b"\x1f\x8b\x08"}), Reason.ARCHIVE_INSIDE),
    "a film": (a_docx({"word/media/a.mp4": b"a"}), Reason.MULTIMEDIA),
    "a script in a drawing": (a_docx({"word/media/a.svg": "<svg><SCRIPT>1</SCRIPT></svg>"}), Reason.SCRIPT),
    "a template from elsewhere": (
        with_relationship("attachedTemplate", "https://x.org/a.dotm", of="settings"),
        Reason.FROM_ELSEWHERE,
    ),
    "a picture from elsewhere": (with_relationship("image", "https://x.org/a.png"), Reason.FROM_ELSEWHERE),
    "an object from elsewhere": (with_relationship("oleObject", "file:///a.xls"), Reason.EMBEDDED),
    "a picture drawn from elsewhere": (
        with_body('<v:imagedata xmlns:v="v" src="https://x.org/a.png"/>'),
        Reason.FROM_ELSEWHERE,
    ),
    "a mail merge": (with_body("<w:mailMerge/>"), Reason.FROM_ELSEWHERE),
    "a link to a share": (with_relationship("hyperlink", "\\\\host\\share"), Reason.UNSAFE_LINK),
    "a link to a computer": (with_relationship("hyperlink", "file:///C:/a.docx"), Reason.UNSAFE_LINK),
    "a link that runs": (with_relationship("hyperlink", "javascript:alert(1)"), Reason.UNSAFE_LINK),
    "a field to a share": (with_body(a_field('HYPERLINK "\\\\\\\\host\\\\share"')), Reason.UNSAFE_LINK),
    "a field that runs": (with_body(a_field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe")), Reason.ACTIVE_PARTS),
    "a field that runs, cut up": (with_body(a_field(" d", "D", "e ", "cmd.exe")), Reason.ACTIVE_PARTS),
    "a simple field that runs": (with_body('<w:fldSimple w:instr=" DDE cmd"/>'), Reason.ACTIVE_PARTS),
    "a field named by a field": (
        with_body('<w:fldChar w:fldCharType="begin"/>' + a_field("QUOTE 68 68 69")),
        Reason.ACTIVE_PARTS,
    ),
    "a field that fetches": (with_body(a_field('INCLUDEPICTURE "https://x.org/a.png" \\d')), Reason.FROM_ELSEWHERE),
    "a document type": (a_docx({"word/styles.xml": DOCTYPE}), Reason.DOCUMENT_TYPE),
    "a document type in a list": (a_docx({"word/_rels/a.xml.rels": DOCTYPE}), Reason.DOCUMENT_TYPE),
    "a document type in the types": (a_docx({"[Content_Types].xml": LAUGHS}), Reason.DOCUMENT_TYPE),
    "laughs": (a_docx({"word/document.xml": LAUGHS}), Reason.DOCUMENT_TYPE),
    "broken text": (a_docx({"word/document.xml": docxs.document()[:-9]}), Reason.DAMAGED),
    "text in an unknown alphabet": (
        a_docx({"word/a.xml": '<?xml version="1.0" encoding="UTF-7"?><a/>'}),
        Reason.DAMAGED,
    ),
    "a bomb": (a_docx({"word/media/a.png": b"\0" * 8_000_000}), Reason.EXPANDS),
    "too many parts": (a_docx({f"word/{number}.xml": "<a/>" for number in range(2_001)}), Reason.TOO_COMPLEX),
    "a way out": (a_docx({"word/../../a.xml": "<a/>"}), Reason.BAD_NAMES),
    "a place of its own": (a_docx({"/etc/a.xml": "<a/>"}), Reason.BAD_NAMES),
    "a place on a disk": (a_docx({"C:/a.xml": "<a/>"}), Reason.BAD_NAMES),
    "a part named twice": (a_docx({"word/DOCUMENT.xml": "<a/>"}), Reason.BAD_NAMES),
    "a link in the file system": (docxs.with_a_link_in_the_file_system(), Reason.BAD_NAMES),
    "encrypted parts": (docxs.with_every_part_marked_encrypted(), Reason.ENCRYPTED),
    "a gap": (docxs.with_a_gap(), Reason.MIXED),
    "another name inside": (docxs.with_another_name_inside(), Reason.DAMAGED),
    "words before it": (b"MZ" + a_docx(), Reason.MIXED),
    "words after it": (a_docx() + b"%PDF-1.7", Reason.MIXED),
    "cut short": (a_docx()[:-40], Reason.DAMAGED),
    "only an end": (b"PK\x05\x06" + bytes(18), Reason.MIXED),
    "no package": (b"{\\rtf1", Reason.NOT_AS_NAMED),
}
