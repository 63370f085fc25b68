"""A small writer of Word files (Office Open XML, ECMA-376): paragraphs in named styles, a title and a language.

Real headings let a screen reader jump; a right-to-left paragraph says so. Words are data: markup in them is escaped.
"""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from . import typesetting

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PART = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; a line feed is a new line in it. `style` is Normal, Title or Heading1."""

    text: str
    style: str = "Normal"


def document(title: str, language: str, paragraphs: Iterable[Paragraph], day: date) -> bytes:
    """The file. The same words give the same bytes."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("officeDocument", f"{OFFICE}/officeDocument", "word/document.xml"),
            ("core", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _properties(title, language, day),
        "word/_rels/document.xml.rels": _relations(("styles", f"{OFFICE}/styles", "styles.xml")),
        "word/document.xml": _body(paragraphs),
        "word/styles.xml": _styles(language),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, words in parts.items():
            folder.writestr(zipfile.ZipInfo(name, (day.year, day.month, day.day, 12, 0, 0)), HEAD + words)
    return out.getvalue()


def _body(paragraphs: Iterable[Paragraph]) -> str:
    rows = "".join(map(_paragraph, paragraphs))
    edges = " ".join(f'w:{side}="1134"' for side in ("top", "right", "bottom", "left"))
    sheet = f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar {edges} w:header="708" w:footer="708" w:gutter="0"/>'
    page = f"<w:sectPr>{sheet}</w:sectPr>"
    return f'<w:document xmlns:w="{MAIN}"><w:body>{rows}{page}</w:body></w:document>'


def _paragraph(one: Paragraph) -> str:
    backwards = typesetting.direction(one.text) == "rtl"
    about = f'<w:pStyle w:val="{one.style}"/>' + ("<w:bidi/>" if backwards else "")
    run = "<w:rPr><w:rtl/></w:rPr>" if backwards else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in one.text.split("\n"))
    return f"<w:p><w:pPr>{about}</w:pPr><w:r>{run}{lines}</w:r></w:p>"


def _styles(language: str) -> str:
    font = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    spoken = f'<w:lang w:val="{escape(language)}" w:bidi="{escape(language)}"/>'
    kinds = [
        ("Normal", "Normal", "", 24, ""),
        ("Title", "Title", '<w:spacing w:after="240"/>', 44, "<w:b/><w:bCs/>"),
        ("Heading1", "heading 1", '<w:keepNext/><w:spacing w:before="320" w:after="80"/><w:outlineLvl w:val="0"/>',
         30, "<w:b/><w:bCs/>"),
    ]  # fmt: skip
    styles = "".join(_style(*kind) for kind in kinds)
    spacing = '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font}{spoken}</w:rPr></w:rPrDefault>{spacing}</w:docDefaults>"
    )
    return f'<w:styles xmlns:w="{MAIN}">{defaults}{styles}</w:styles>'


def _style(key: str, name: str, about: str, size: int, weight: str) -> str:
    normal = key == "Normal"
    default = ' w:default="1"' if normal else ""
    head = f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>'
    based = "" if normal else '<w:basedOn w:val="Normal"/>'
    run = f'<w:rPr>{weight}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    return f"{head}{based}<w:qFormat/><w:pPr>{about}</w:pPr>{run}</w:style>"


def _content_types() -> str:
    kinds = {
        "/word/document.xml": f"{PART}.document.main+xml", "/word/styles.xml": f"{PART}.styles+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }  # fmt: skip
    rows = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>{rows}</Types>'


def _relations(*rows: tuple[str, str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{there}"/>' for key, kind, there in rows
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def _properties(title: str, language: str, day: date) -> str:
    terms = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    spaces = f'xmlns:cp="{PACKAGE}/metadata/core-properties" {terms} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    made = f'<dcterms:created xsi:type="dcterms:W3CDTF">{day.isoformat()}T12:00:00Z</dcterms:created>'
    words = f"<dc:title>{escape(title)}</dc:title><dc:language>{escape(language)}</dc:language>{made}"
    return f"<cp:coreProperties {spaces}>{words}</cp:coreProperties>"
