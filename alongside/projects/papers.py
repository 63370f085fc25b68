"""Paper: a version of a theory of change. PDF/UA-1, set by typst; words are data, not markup."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from alongside.foundation import letters, typesetting

from .models import Assumption, Theory
from .queries.theory import Outline, Row

TYPESET = Path(__file__).parent / "typeset" / "theory.typ"


def theory_pdf(outline: Outline) -> bytes:
    """The outline of a theory as PDF/UA-1, in the language of the theory. The same bytes each time."""
    theory = outline.theory
    with translation.override(theory.language):
        day = timezone.localtime(theory.agreed_at or theory.created_at).date()
        title = _("Theory of change: %(title)s") % {"title": theory.project.title}
        sections: list[dict[str, Any]] = [
            {"head": str(group.label), "items": [_item(row) for row in group.rows]}
            for group in outline.groups
        ]
        data = {
            "title": title, "author": letters.centre_name(), "lang": theory.language.split("-")[0],
            "dir": typesetting.direction(title), "date": list(day.timetuple()[:3]),
            "front": list(_front(theory, day)), "sections": sections,
        }  # fmt: skip
        if outline.influences:
            others = [
                {"head": f"{one.key}. {one.text}", "lines": [one.get_how_far_display()]}
                for one in outline.influences
            ]
            sections.append({"head": _("What else could explain it"), "items": others})
    import typst  # here, because few processes ever print and it weighs 7 MB

    made = typst.compile(
        TYPESET.read_bytes(), format="pdf", pdf_standards=["ua-1"],
        timestamp=datetime.combine(day, time(12), UTC), font_paths=typesetting.fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made


def _front(theory: Theory, day: date) -> Iterator[str]:
    """What stands between the title and the first step."""
    shown = formats.date_format(day, "DATE_FORMAT")
    yield _("Version %(number)d, %(day)s") % {"number": theory.number, "day": shown}
    yield str(theory.get_status_display())
    if theory.what_changed:
        yield _("What changed: %(words)s") % {"words": theory.what_changed}
        yield _("Why: %(words)s") % {"words": theory.why}
    roles = sorted({str(row.get_role_display()) for row in theory.agreements.all()})
    if roles:
        yield _("Agreed by: %(roles)s") % {"roles": ", ".join(roles)}


def _item(row: Row) -> dict[str, Any]:
    element = row.element
    lines = []
    if element.who_changes:
        lines.append(_("Who changes: %(words)s") % {"words": element.who_changes})
    if element.by_when:
        lines.append(_("By when: %(words)s") % {"words": element.by_when})
    if element.reach:
        lines.append(str(element.get_reach_display()))
    for assumption in row.assumptions:
        lines += _assumed(assumption)
    for one in row.leads_to:
        lines.append(_("Leads to %(key)s: %(text)s") % {"key": one.target.key, "text": one.target.text})
        if one.link.because:
            lines.append(_("Because: %(words)s") % {"words": one.link.because})
        lines.append(_("How strong: %(strength)s") % {"strength": one.link.get_strength_display()})
        for assumption in one.assumptions:
            lines += _assumed(assumption)
    return {"head": f"{element.key}. {element.text}", "lines": lines}


def _assumed(one: Assumption) -> Iterator[str]:
    """What is taken for granted, with all that the page says of it."""
    yield _("Assumption %(key)s: %(text)s (%(status)s)") % {
        "key": one.key, "text": one.text, "status": one.get_status_display(),
    }  # fmt: skip
    yield f"{_('How much it matters:')} {one.get_importance_display()}"
    if one.looked_at_on:
        yield f"{_('Last looked at:')} {formats.date_format(one.looked_at_on, 'DATE_FORMAT')}"
    if one.evidence:
        yield f"{_('What shows it:')} {one.evidence}"
