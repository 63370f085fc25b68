"""What is put into each kind of file: title, version, day, signatures, fingerprint and clauses."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from alongside.foundation import letters, typesetting, word

from ..models import Version
from ..queries import reading

TYPESET = Path(__file__).parents[1] / "typeset" / "text.typ"


def as_text(version: Version) -> bytes:
    """UTF-8, the very bytes that the fingerprint is taken from."""
    return reading.plain_text(version).encode()


def as_word(version: Version) -> bytes:
    """A Word file with headings, a language and a title."""
    front = _front(version)
    paragraphs = [word.Paragraph(version.title, "Title"), *(word.Paragraph(line) for line in front)]
    for one in version.content:
        head = f"{one['number']}. {one['heading']}".rstrip(". ") if one["heading"] else str(one["number"])
        paragraphs.append(word.Paragraph(head, "Heading1"))
        paragraphs += [word.Paragraph(part) for part in str(one["text"]).split("\n\n")]
    return word.document(version.title, version.document.language, paragraphs, _day(version))


def as_pdf(version: Version) -> bytes:
    """PDF/UA-1, set by typst. The words go in as data, never as markup."""
    data = {
        "title": version.title, "author": letters.centre_name(), "lang": version.document.language.split("-")[0],
        "dir": typesetting.direction(version.title), "front": _front(version),
        "date": list(_day(version).timetuple()[:3]),
        "clauses": [
            {
                "head": f"{one['number']}. {one['heading']}" if one["heading"] else str(one["number"]),
                "paragraphs": str(one["text"]).split("\n\n"), "dir": typesetting.direction(one["text"]),
            }
            for one in version.content
        ],
    }  # fmt: skip
    import typst  # here, because few processes ever print and it weighs 7 MB

    made = typst.compile(
        TYPESET.read_bytes(), format="pdf", pdf_standards=["ua-1"], timestamp=_second(version),
        font_paths=typesetting.fonts(), sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made


def _second(version: Version) -> datetime:
    assert version.frozen_at is not None
    return version.frozen_at.astimezone(UTC).replace(microsecond=0)


def _day(version: Version) -> date:
    assert version.frozen_at is not None
    return timezone.localtime(version.frozen_at).date()


def _front(version: Version) -> list[str]:
    """What stands between the title and the first clause, in the language of the text."""
    with translation.override(version.document.language):
        lines: list[Any] = [
            _("Version %(number)d, %(day)s")
            % {"number": version.number, "day": formats.date_format(_day(version), "DATE_FORMAT")},
            version.summary,
        ]
        lines += [
            _("Signed: %(role)s, %(day)s")
            % {"role": one.role_name, "day": formats.date_format(one.signed_on, "DATE_FORMAT")}
            for one in version.signatures.all()
        ]
        lines.append(_("Fingerprint of the plain text (SHA-256): %(code)s") % {"code": version.fingerprint})
        return [str(line) for line in lines if line]
