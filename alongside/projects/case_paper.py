"""The case study on paper: PDF/UA-1, set by typst, in usual or large print. Words are data, not markup."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.utils import formats, translation
from django.utils.translation import gettext as _

from alongside.foundation import letters, money, typesetting

from .queries import outcomes
from .queries.case import Case

TYPESET = Path(__file__).parent / "typeset"
USUAL, LARGE = 11.5, 18
"""Points. Large print is 18 or more (UK Association for Accessible Formats)."""
Block = dict[str, Any]


def pdf(case: Case, *, large: bool = False) -> bytes:
    """The whole case study as PDF/UA-1, in the language of whoever asks for it. The same bytes for the same records."""
    language = translation.get_language() or "en"
    data = {
        "title": case.project.title, "kind": _("Case study"), "author": letters.centre_name(),
        "lang": language.split("-")[0], "dir": "rtl" if translation.get_language_bidi() else "ltr",
        "date": list(case.as_of.timetuple()[:3]), "size": LARGE if large else USUAL,
        "sections": [_section(head, blocks) for head, blocks in _parts(case) if blocks],
        "front": [_words(case.project.summary), _words(_as_of(case))],
    }  # fmt: skip
    import typst  # here, because few processes ever print and it weighs 7 MB

    made = typst.compile(
        (TYPESET / "case.typ").read_bytes(), format="pdf", pdf_standards=["ua-1"],
        timestamp=datetime.combine(case.as_of, time(12), UTC), font_paths=typesetting.fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made


def _parts(case: Case) -> list[tuple[str, list[Block]]]:
    """The sections in their order; those without anything to say are left out by the caller, or say so."""
    nothing = [_words(_("Nothing is written down yet."))]
    return [
        (_("What others can take from it"), [_words(case.lesson)] if case.lesson else []),
        (_("Who made it"), _made_by(case)),
        (_("What it set out to do"), _set_out(case) or nothing),
        (_("What happened"), _happened(case) or nothing),
        (_("What did not work"), [_words(one.what) for one in case.did_not_work] or nothing),
        (_("What changed in the plan, and why"), _turns(case) or [_words(_("The plan was not changed."))]),
        (_("Since then"), [_words(_as_of(case)), *(_since(case) or [_words(_("Not yet known."))])]),
        (_("How it went on to others"), [_words(f"{one.begins} – {one.reached}: {one.get_kind_display()}")
                                         for one in case.ripples]),
        (_("How to cite it"), [_words(case.cite)]),
        (_("What is not shown here"), [_words(one) for one in case.left_out]),
    ]  # fmt: skip


def _as_of(case: Case) -> str:
    return _("As of %(day)s.") % {"day": _day(case.as_of)}


def _made_by(case: Case) -> list[Block]:
    found = [_words(_("In the team:") + " " + ", ".join(case.roles))] if case.roles else []
    found += [_words(", ".join(case.names))] if case.names else []
    found += [_words(_("With:") + " " + ", ".join(case.partners))] if case.partners else []
    return found + (
        [_words(_("Funded by:") + " " + ", ".join(one.label for one in case.money))] if case.money else []
    )


def _set_out(case: Case) -> list[Block]:
    steps = [_words(f"{one.get_kind_display()}: {one.text}") for one in case.steps]
    return steps or ([_words(case.project.about)] if case.project.about else [])


def _happened(case: Case) -> list[Block]:
    found = [_words(case.closing.done)] if case.closing else []
    for one in case.outcomes:
        found.append(_head(one.version.what))
        found.append(_words(" · ".join(_tags(one))))
        found.append(_words(f"{one.version.who_changed} · {_day(one.version.happened_on)}"))
        if one.sentence:
            found.append(_words(f"{one.sentence} {one.contribution}".strip()))
        found += [_words(f"{said.row.get_kind_display()} ({said.row.get_strength_display()}): {said.row.words} "
                         f"{', '.join(part for part in (said.by, said.row.says_who) if part)}")
                  for said in one.evidence]  # fmt: skip
        found += [_words(line) for line in _other_views(one)]
    return found


def _other_views(one: outcomes.Shown) -> list[str]:
    """What those say who do not agree, or only in part; only words that were looked at."""
    team = [
        f"{said.get_role_display() or _('Somebody of the team')}: {said.words}"
        for said in one.viewpoints
        if said.stance != "agree" and said.checked_at
    ]
    outside = [
        f"{said.shown_as}: {said.words}"
        for said in one.confirmations
        if said.stance != "agree" and said.checked_at
    ]
    return team + outside


def _tags(one: outcomes.Shown) -> list[str]:
    tags = [one.version.get_expected_display(), one.version.get_valence_display()]
    if one.disputed:
        tags.append(_("Seen in different ways"))
    if one.reported:
        tags.append(_("Reported by the team"))
    if one.confirmed:
        tags.append(_("Confirmed from outside"))
    return tags


def _turns(case: Case) -> list[Block]:
    found: list[Block] = []
    for turn in case.turns:
        found += [_head(f"{turn.label}, {_day(turn.on)}"), _words(turn.what), _words(turn.why)]
    if case.closing and case.closing.changed:
        found.append(_words(case.closing.changed))
    return found


def _since(case: Case) -> list[Block]:
    found: list[Block] = []
    for one in case.since:
        row = one.row
        state = _("Confirmed") if row.confirmed_at else _("Claimed by the team")
        sum_of = f" {money.in_pounds(row.pence)}, {row.funder}." if row.pence else ""
        found += [
            _head(f"{row.get_kind_display()}, {_day(row.happened_on)}"),
            _words(f"{state}. {row.what}{sum_of}"),
        ]
    return found


def _words(text: str) -> Block:
    return {"kind": "words", "text": text, "dir": typesetting.direction(text)}


def _head(text: str) -> Block:
    return {"kind": "head", "text": text, "dir": typesetting.direction(text)}


def _section(head: str, blocks: list[Block]) -> dict[str, Any]:
    return {"head": head, "blocks": blocks}


def _day(day: date) -> str:
    return str(formats.date_format(day, "DATE_FORMAT"))
