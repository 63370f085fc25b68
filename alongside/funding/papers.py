"""The decision pack on paper: PDF/UA-1, set by typst; words are data, not markup."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from django.utils import formats, translation
from django.utils.translation import gettext as _

from alongside.foundation import clock, letters, money, typesetting

from .models import Panel
from .queries.reading import Pack, Page
from .queries.scoring import Standing

TYPESET = Path(__file__).parent / "typeset"


def pack_pdf(panel: Panel, pack: Pack) -> bytes:
    """The pack in the language of whoever asks for it. The same bytes all day for the same content."""
    title = _("Decision pack: %(round)s") % {"round": panel.round.title}
    day = clock.today()
    data: dict[str, Any] = {
        "title": title, "author": letters.centre_name(), "date": list(day.timetuple()[:3]),
        "lang": (translation.get_language() or "en").split("-")[0], "dir": typesetting.direction(title),
        "front": _front(panel, pack), "sections": [_criteria(panel), *(_bid(*row) for row in pack.rows)],
    }  # fmt: skip
    import typst  # here, because few processes ever print and it weighs 7 MB

    made = typst.compile(
        (TYPESET / "pack.typ").read_bytes(), format="pdf", pdf_standards=["ua-1"],
        timestamp=datetime.combine(day, time(12), UTC), font_paths=typesetting.fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made


def _front(panel: Panel, pack: Pack) -> list[str]:
    day, currency = formats.date_format(panel.meets_on, "DATE_FORMAT"), panel.round.programme.currency
    return [
        _("For the meeting on %(day)s. Confidential: only for people on the panel.") % {"day": day},
        _("The pot: %(sum)s") % {"sum": money.in_currency(pack.pot, currency)},
        _("All bids together ask for: %(sum)s") % {"sum": money.in_currency(pack.asked, currency)},
        _("Access costs outside the pot: %(sum)s") % {"sum": money.in_currency(pack.access, currency)},
    ]


def _criteria(panel: Panel) -> dict[str, Any]:
    lines = [f"{row.name}: {row.means} (0–{row.most}, ×{row.weight})" for row in panel.round.criteria.all()]
    return _section(_("What bids are judged by"), lines or ["–"])


def _bid(page: Page, standing: Standing) -> dict[str, Any]:
    bid, currency = page.bid, page.bid.round.programme.currency
    lines = [
        f"{bid.reference}. {page.who}",
        _("Asks for %(sum)s") % {"sum": money.in_currency(bid.asked_pence or 0, currency)},
        _("Access costs: %(sum)s") % {"sum": money.in_currency(bid.access_pence, currency)}
        if bid.access_pence
        else "",
        _scores(standing),
        bid.summary,
        *(f"{question}\n{answer}" for question, answer in page.answers),
        "\n".join(f"{line.what}: {money.in_currency(line.pence, currency)}" for line in page.lines),
    ]
    return _section(bid.title, [line for line in lines if line])


def _scores(standing: Standing) -> str:
    if standing.average is None:
        return ""
    return _("Average %(average)s of %(most)d, from scores: %(count)d") % {
        "average": standing.shown, "most": standing.most, "count": standing.scores,
    }  # fmt: skip


def _section(head: str, paragraphs: list[str]) -> dict[str, Any]:
    return {
        "head": head,
        "paragraphs": paragraphs,
        "dir": typesetting.direction("".join(paragraphs[-1:]) or head),
    }
