"""Two people change the same words: whoever saves second reads both texts and chooses, and nothing typed is lost.

A form that is watched carries a mark of the words that it was filled with (`seen_first`, sent by `_once.html`). Where
others stand when it comes back, it is shown once more: what was saved first above, what was typed in the form.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, NamedTuple, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .plain_text import clean

MARK = "seen_first"
Watched = TypeVar("Watched")


class Other(NamedTuple):
    """Words of one field that somebody else saved first."""

    label: str | Promise
    text: str


def watch(form: Watched) -> Watched:
    """Put the mark on a form whose `initial` is what stands now, and look at the one that came back; gives the form.

    A form without a mark is let through. One that comes back after its session ran out keeps the mark that it had.
    """
    seen: Any = form
    now = {name: value for name, value in seen.initial.items() if name != MARK}
    mark = _mark(now)
    seen.seen_first = seen.initial.get(MARK) or mark
    sent = seen.data.get(MARK, "") if seen.is_bound else ""
    if sent and sent != mark:
        seen.is_valid()
        others = [
            Other(seen.fields[name].label or name, _shown(seen.fields[name], now[name]))
            for name in _other(seen, now)
        ]
        if others:
            seen.saved_first = others
            seen.add_error(
                None, _("Somebody saved other words while you were writing. Save what should stand.")
            )
    return form


def _other(form: Any, now: dict[str, Any]) -> list[str]:
    """The fields in which something else stands than what was sent."""
    return [
        name
        for name, value in now.items()
        if name in form.fields
        and not form.fields[name].widget.is_hidden
        and _words(form.cleaned_data.get(name, form.data.get(name))) != _words(value)
    ]


def _shown(field: Any, value: Any) -> str:
    words = None if isinstance(value, list) else dict(getattr(field, "choices", ())).get(value)
    return _words(field.prepare_value(value) if words is None else words)


def _words(value: object) -> str:
    return "" if value is None else clean(str(value))


def _mark(now: dict[str, Any]) -> str:
    words = json.dumps([[name, _words(value)] for name, value in sorted(now.items())])
    return hashlib.sha256(words.encode()).hexdigest()[:16]
