"""What panels hold of a member, for "my data"."""

from __future__ import annotations

from typing import Any

from alongside.people.models import Member

from ..models import PanelMember


def panels_of(member: Member) -> list[dict[str, Any]]:
    """Each panel that they are or were on, with everything they gave it."""
    rows = PanelMember.objects.filter(member=member).select_related("panel__round")
    found = rows.prefetch_related(
        "declarations__bid", "sheets__bid", "sheets__scores__criterion", "papers__ballot"
    )
    return [_held(person) for person in found]


def _held(person: PanelMember) -> dict[str, Any]:
    return {
        "round": person.panel.round.title, "as_what": person.as_what, "remote": person.remote,
        "declared": [
            {
                "bid": row.bid.title, "answer": row.answer, "kind": row.kind, "words": row.words, "how": row.how,
                "on": row.created_at.isoformat(),
            }
            for row in person.declarations.all()
        ],
        "scores": [
            {
                "bid": sheet.bid.title, "comment": sheet.comment, "sent": sheet.sent_at is not None,
                "points": {row.criterion.name: row.points for row in sheet.scores.all()},
            }
            for sheet in person.sheets.all()
        ],
        "votes": [_voted(paper) for paper in person.papers.all()],
    }  # fmt: skip


def _voted(paper: Any) -> dict[str, Any]:
    titles = dict(paper.ballot.bids.values_list("code", "bid__title"))
    return {"how": paper.how, "approved": [titles[code] for code in paper.codes if code in titles]}
