"""An annual report on paper: PDF/UA-1, set by typst from the same content as the page; words are data, not markup."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.utils import formats, translation
from django.utils.translation import gettext as _

from alongside.foundation import typesetting

Data = dict[str, Any]
TEMPLATE = Path(__file__).parent / "typeset" / "report.typ"


def report_pdf(content: Data, seal: str) -> bytes:
    """The PDF of a report in one language; the same bytes for the same content.

    `seal` is its fingerprint, "" for a draft.
    """
    day = date.fromisoformat(content["as_of"])
    with translation.override(content["language"]):
        data = _data(content, seal)
    import typst  # here, because few processes ever print and it weighs 7 MB

    made = typst.compile(
        TEMPLATE.read_bytes(), format="pdf", pdf_standards=["ua-1"],
        timestamp=datetime.combine(day, time(12), UTC), font_paths=typesetting.fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made


def _data(content: Data, seal: str) -> Data:
    front = [
        _("From %(begins)s to %(ends)s") % {"begins": _day(content["begins"]), "ends": _day(content["ends"])},
        _("As it stood on %(day)s") % {"day": _day(content["as_of"])},
        _("Fingerprint: %(seal)s") % {"seal": seal} if seal else _("Draft: not published."),
        _("No figure in it was typed. Each is counted from records, and says how."),
    ]
    as_of = date.fromisoformat(content["as_of"])
    return {
        "title": content["title"], "author": content["centre"], "lang": content["language"].split("-")[0],
        "dir": "rtl" if translation.get_language_bidi() else "ltr", "date": list(as_of.timetuple()[:3]),
        "front": [content["centre"], *front],
        "chapters": [_chapter(one) for one in content["chapters"]],
    }  # fmt: skip


def _chapter(one: Data) -> Data:
    words = [part for part in one["words"].split("\n\n") if part.strip()]
    return {
        "title": one["title"], "note": one["note"],
        "paragraphs": [_said(part) for part in [*one["paragraphs"], *words]],
        "groups": [
            {"title": title, "figures": [_figure(each) for each in figures]}
            for title, figures in (
                (_("In these days"), one["period"]), (_("Published figures, as they stood"), one["stand"]),
            )
            if figures
        ],
        "hidden": one["hidden"],
        "lists": [_list(each) for each in one["lists"]],
    }  # fmt: skip


def _said(words: str) -> Data:
    return {"text": words, "dir": typesetting.direction(words)}


def _figure(one: Data) -> Data:
    parts = [one["definition"]]
    if one["base"]:
        parts.append(_("Base: %(base)s.") % {"base": one["base"]})
    if one["as_of"]:
        parts.append(_("Date: %(day)s.") % {"day": _day(one["as_of"])})
    parts.append(one["rule"])
    number = f"{one['qualifier']} {one['words']}".strip()
    return {"number": number, "label": one["label"], "about": " ".join(part for part in parts if part)}


def _list(one: Data) -> Data:
    rows = [
        _said(": ".join(part for part in (_day(row["on"]), row["state"], row["label"]) if part))
        for row in one["rows"]
    ]
    if one["more"]:
        rows.append(_said(_("And %(count)d more, on our pages.") % {"count": one["more"]}))
    return {
        "title": f"{one['title']} ({one['count']})", "definition": one["definition"], "rows": rows,
        "empty": "" if one["rows"] or one["missing"] else _("None on record in this period."),
        "missing": _("Missing: %(what)s.") % {"what": ", ".join(one["missing"])} if one["missing"] else "",
    }  # fmt: skip


def _day(iso: str) -> str:
    return str(formats.date_format(date.fromisoformat(iso), "DATE_FORMAT"))
