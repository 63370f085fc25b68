"""What this room tells of a period: what was learnt, what it changed, what did not work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import reporting
from alongside.foundation.reporting import Listed, Part, Row

from .queries import own_evidence
from .queries.evidence import Found


def tell(begins: date, ends: date) -> Iterator[Part]:
    """Chapters "learnt", "did_not_work" and "reach". A constant number of queries."""
    learnt = _listed(
        _("What we learnt"), _("Learning items of these days that somebody looked at, whichever way it went."),
        own_evidence.worked(begins, ends),
    )  # fmt: skip
    changed = _listed(
        _("What changed because of it"),
        _("Design changes that were adopted in these days, as they were or in another form."),
        own_evidence.changed(begins, ends),
    )  # fmt: skip
    taught = _listed(
        _("Training that was taught"), _("Times at which a training was taught in these days."),
        own_evidence.taught(begins, ends),
    )  # fmt: skip
    items, changes = reverse("learning:items"), reverse("learning:changes")
    yield Part(
        "learnt",
        [
            reporting.of_records(
                "period.learnt", _("things that we learnt"), len(learnt.rows), learnt.definition, ends, items,
                _("What we learnt"),
            ),
            reporting.of_records(
                "period.changes", _("changes made because of it"), len(changed.rows), changed.definition, ends,
                changes, _("What changed because of what we learnt"),
            ),
        ],
        [learnt, changed, taught],
    )  # fmt: skip
    did_not = own_evidence.did_not(begins, ends)
    yield Part(
        "did_not_work",
        lists=[
            _listed(
                _("What did not work, or only in part"),
                _("Learning items of these days that say so."),
                did_not,
            )
        ],
    )
    yield Part(
        "reach",
        lists=[
            _listed(
                _("What was done to reach communities, and what came of it"),
                _("Actions of these days for the communities that we named as a priority."),
                own_evidence.reached(begins, ends),
            )
        ],
    )


def _listed(title: str | Promise, definition: str | Promise, found: Iterable[Found]) -> Listed:
    rows = [Row(one.on, one.label, one.url) for one in found]
    return Listed(title, definition, sorted(rows, key=lambda row: row.on, reverse=True))
