"""An issue on paper: letters in large print, labels for envelopes, a copy to hand out. PDF/UA-1, set by typst."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from alongside.foundation import typesetting
from alongside.foundation.letters import centre_name

from ..queries.pieces import Content, Piece
from .words import Reader, frame, on_the_web

TYPESET = Path(__file__).parents[1] / "typeset"


@dataclass(frozen=True)
class Letter:
    """One copy: its content, for whom; `to` is the address, "" for a copy that is handed out."""

    content: Content
    reader: Reader
    to: str = ""


def letters(copies: Sequence[Letter], moment: datetime) -> bytes:
    """All these copies as one PDF, each beginning on a page of its own. The same in gives the same out."""
    first = copies[0].content
    with translation.override(first.language):
        title = f"{centre_name()}: {first.subject}"
    data = _about(title, moment, first.language) | {"letters": [_letter(copy, moment) for copy in copies]}
    return _set("issue.typ", data, moment)


def labels(addresses: Iterable[str], moment: datetime, language: str) -> bytes:
    """Addresses to cut out or stick on, 24 to a page (70 by 37 mm)."""
    with translation.override(language):
        data = _about(_("Labels"), moment, language) | {
            "labels": [{"text": one, "dir": typesetting.direction(one)} for one in addresses]
        }
    return _set("labels.typ", data, moment)


def _letter(copy: Letter, moment: datetime) -> dict[str, Any]:
    content = copy.content
    with translation.override(content.language):
        around = frame(content, copy.reader)
        return {
            "centre": around.centre, "number": around.title, "day": date_format(localtime(moment)),
            "to": copy.to, "head": content.subject, "lang": content.language.split("-")[0], "dir": around.direction,
            "size": 18 if content.easy else 16, "hello": around.hello if copy.to else "",
            "notes": around.notes, "intro": _paragraphs(content.intro),
            "pieces": [_piece(one) for one in content.pieces],
            "web": _("On our website: %(link)s") % {"link": on_the_web(content.number, easy=content.easy)},
            "end": [part for part in (around.why, around.ask, around.post) if part],
        }  # fmt: skip


def _piece(one: Piece) -> dict[str, Any]:
    quoted = one["kind"] == "quote" and bool(one["answer"])
    said = one["text"] if quoted else "\n\n".join(part for part in (one["text"], one["answer"]) if part)
    return {
        "head": one["heading"], "facts": one["facts"], "paragraphs": _paragraphs(said),
        "quote": f"“{one['answer']}”" if quoted else "", "by": one["by"], "note": one["note"],
        "link": f"{one['link']}:" if one["url"] else "", "url": one["url"],
        "dir": typesetting.direction(one["heading"] or one["text"] or one["note"]),
    }  # fmt: skip


def _paragraphs(words: str) -> list[str]:
    return [part for part in words.split("\n\n") if part.strip()]


def _about(title: str, moment: datetime, language: str) -> dict[str, Any]:
    day = localtime(moment).date()
    return {
        "title": title, "author": centre_name(), "lang": language.split("-")[0],
        "dir": typesetting.direction(title), "date": list(day.timetuple()[:3]),
    }  # fmt: skip


def _set(template: str, data: dict[str, Any], moment: datetime) -> bytes:
    made = typst.compile(
        (TYPESET / template).read_bytes(), format="pdf", pdf_standards=["ua-1"],
        timestamp=moment.astimezone(UTC).replace(microsecond=0), font_paths=typesetting.fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made
