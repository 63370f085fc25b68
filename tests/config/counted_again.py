"""Every figure of `/story.json`, counted a second time from the raw rows in plain SQL.

Written apart from the rooms' `figures.py`, from what each figure says that it means. Nothing of the house is imported
but the connections. `count` gives None for a figure that nobody has counted again: the test fails then.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connections

Number = float | None


def rows(statement: str, *given: Any, database: str = "default") -> list[tuple[Any, ...]]:
    """What a statement answers."""
    with connections[database].cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())


def one(statement: str, *given: Any) -> float:
    """The one number that a statement answers."""
    ((number,),) = rows(statement, *given)
    return float(number or 0)


PUBLIC_OUTCOMES = """
    SELECT o.id, v.expected, o.project_id FROM projects_outcome o
    JOIN projects_outcomeversion v ON v.outcome_id = o.id AND v.number = o.public_number
    JOIN projects_project p ON p.id = o.project_id
    WHERE o.withdrawn_at IS NULL AND o.held_back_at IS NULL AND o.for_everybody AND p.published_at IS NOT NULL
"""
STANDING_ITEMS = (
    "FROM learning_learningitem WHERE withdrawn_at IS NULL AND held_back_at IS NULL "
    "AND checked_at IS NOT NULL"
)
STANDING_IDEAS = (
    "FROM conversations_statement WHERE withdrawn_at IS NULL AND declined_at IS NULL AND merged_into_id IS NULL "
    "AND accepted_at IS NOT NULL"
)
SIGNED = """
    SELECT v.id, v.content FROM documents_version v JOIN documents_document d ON d.id = v.document_id
    WHERE d.kind = 'principles' AND d.opened_at IS NOT NULL AND v.signed_at IS NOT NULL
    ORDER BY v.signed_at DESC LIMIT 1
"""
SINCE = """
    FROM projects_sincethen s JOIN projects_project p ON p.id = s.project_id
    WHERE s.withdrawn_at IS NULL AND s.published_at IS NOT NULL AND p.published_at IS NOT NULL
"""
QUOTABLE = "c.withdrawn_at IS NULL AND (c.expires_on IS NULL OR c.expires_on > CURRENT_DATE)"

PLAIN = {
    "people.members":
        "SELECT COUNT(*) FROM people_member m "
        "WHERE NOT EXISTS (SELECT 1 FROM people_leaving l WHERE l.member_id = m.id)",
    "people.organisations": "SELECT COUNT(*) FROM people_organisation",
    "people.communities": "SELECT COUNT(*) FROM people_prioritycommunity",
    "people.outreach_actions": "SELECT COUNT(*) FROM people_outreachaction",
    "people.outreach_with_result": "SELECT COUNT(*) FROM people_outreachaction WHERE result <> ''",
    "gatherings.sessions_delivered": "SELECT COUNT(*) FROM gatherings_session WHERE delivered_at IS NOT NULL",
    "gatherings.contributions":
        "SELECT COUNT(*) FROM gatherings_contribution WHERE checked_at IS NOT NULL AND withdrawn_at IS NULL "
        "AND held_back_at IS NULL",
    "conversations.held": "SELECT COUNT(*) FROM conversations_publication",
    "conversations.statements": f"SELECT COUNT(*) {STANDING_IDEAS}",
    "conversations.votes":
        f"SELECT COUNT(*) FROM conversations_vote WHERE statement_id IN (SELECT id {STANDING_IDEAS})",
    "learning.items": f"SELECT COUNT(*) {STANDING_ITEMS}",
    "learning.items.did_not": f"SELECT COUNT(*) {STANDING_ITEMS} AND how_it_went = 'did_not'",
    "learning.changes.adopted":
        "SELECT COUNT(*) FROM learning_designchange WHERE verdict IN ('adopted', 'adapted')",
    "learning.training.packages":
        "SELECT COUNT(DISTINCT t.id) FROM learning_trainingpackage t JOIN learning_author a ON a.package_id = t.id "
        "WHERE t.opened_at IS NOT NULL",
    "learning.training.deliveries": "SELECT COUNT(*) FROM learning_delivery WHERE \"on\" <= CURRENT_DATE",
    "learning.training.downloads": "SELECT COUNT(*) FROM learning_download WHERE kind = 'training'",
    "opportunities.published": "SELECT COUNT(*) FROM opportunities_publication",
    "opportunities.open":
        "SELECT COUNT(*) FROM opportunities_opportunity o JOIN opportunities_publication p ON p.opportunity_id = o.id "
        "WHERE o.closes_on >= CURRENT_DATE "
        "AND NOT EXISTS (SELECT 1 FROM opportunities_closing x WHERE x.opportunity_id = o.id) "
        "AND NOT EXISTS (SELECT 1 FROM opportunities_filling x WHERE x.opportunity_id = o.id) "
        "AND NOT EXISTS (SELECT 1 FROM opportunities_taking x WHERE x.opportunity_id = o.id)",
    "opportunities.filled": "SELECT COUNT(*) FROM opportunities_filling",
    "opportunities.draws": "SELECT COUNT(*) FROM opportunities_draw",
    "opportunities.took_up":
        "SELECT 5 * ((COUNT(DISTINCT i.member_id) + 2) / 5) FROM opportunities_place p "
        "JOIN opportunities_interest i ON i.id = p.interest_id "
        "WHERE p.accepted_at IS NOT NULL AND p.ended_at IS NULL",
    "projects.count": "SELECT COUNT(*) FROM projects_project WHERE published_at IS NOT NULL",
    "projects.outcomes": f"SELECT COUNT(*) FROM ({PUBLIC_OUTCOMES}) seen",
    **{
        f"projects.outcomes.{kind}": f"SELECT COUNT(*) FROM ({PUBLIC_OUTCOMES}) seen WHERE expected = '{kind}'"
        for kind in ("expected", "partly", "unexpected")
    },
    "projects.outcomes.confirmed":
        f"SELECT COUNT(*) FROM ({PUBLIC_OUTCOMES}) seen WHERE id IN (SELECT outcome_id FROM projects_confirmation "
        "WHERE answered_at IS NOT NULL AND withdrawn_at IS NULL AND stance = 'agree')",
    "projects.since.confirmed": f"SELECT COALESCE(SUM(pence), 0) / 100.0 {SINCE} AND confirmed_at IS NOT NULL",
    "projects.since.claimed": f"SELECT COALESCE(SUM(pence), 0) / 100.0 {SINCE} AND confirmed_at IS NULL",
    "outreach.followers":
        "SELECT SUM(value) FROM outreach_reading r WHERE measure = 'followers' AND ended_at IS NULL AND since = "
        "(SELECT MAX(since) FROM outreach_reading n WHERE n.channel_id = r.channel_id AND n.measure = 'followers' "
        "AND n.ended_at IS NULL)",
    "outreach.impressions":
        "SELECT SUM(value) FROM outreach_reading WHERE measure = 'impressions' AND post = '' AND ended_at IS NULL",
    "outreach.newsletters_sent": "SELECT COUNT(*) FROM outreach_issue WHERE started_at IS NOT NULL",
    "outreach.recipients":
        "SELECT (SELECT COUNT(*) FROM foundation_message m JOIN outreach_issue i ON i.mailing_id = m.mailing_id "
        "WHERE m.sent_at IS NOT NULL AND i.started_at IS NOT NULL) "
        "+ (SELECT COUNT(*) FROM outreach_handcopy c JOIN foundation_message m ON m.id = c.message_id "
        "WHERE m.sent_at IS NOT NULL) "
        "+ (SELECT COALESCE(SUM(count), 0) FROM outreach_handout WHERE removed_at IS NULL)",
    "story.editions": "SELECT COUNT(*) FROM story_edition",
}  # fmt: skip

OF_A_PROJECT = {
    "theories_of_change": "SELECT COUNT(*) FROM projects_theory WHERE agreed_at IS NOT NULL AND project_id = %s",
    "evaluation_plans": "SELECT COUNT(*) FROM projects_plan WHERE agreed_at IS NOT NULL AND project_id = %s",
    "follow_ups": "SELECT COUNT(*) FROM projects_followup WHERE answered_at IS NOT NULL AND project_id = %s",
    "unexpected_outcomes":
        f"SELECT COUNT(*) FROM ({PUBLIC_OUTCOMES}) seen WHERE expected = 'unexpected' AND project_id = %s",
}  # fmt: skip
ENTRIES = {
    "offered": "('offered')", "granted": "('granted', 'written_back')", "paid": "('paid', 'returned')",
}  # fmt: skip


def count(figure_id: str) -> Number:
    """The figure from the raw rows, or None when this module does not know how."""
    room, *rest = figure_id.split(".")
    if figure_id in PLAIN:
        return one(PLAIN[figure_id])
    if figure_id in ODD:
        return ODD[figure_id]()
    if room == "projects" and rest[-1] in OF_A_PROJECT:
        ((key,),) = rows("SELECT id FROM projects_project WHERE slug = %s", rest[0].replace("_", "-"))
        return one(OF_A_PROJECT[rest[-1]], key)
    if room == "funding":
        where, given = (
            ("g.slug = %s", rest[1]) if rest[0] == "programme" else ("r.slug = %s", rest[0].replace("_", "-"))
        )
        return _of_rounds(rest[-1], where, given)
    if room == "monitoring":
        return _of_blocks(*rest)
    return None


def _of_rounds(name: str, where: str, given: str) -> Number:
    joined = "FROM funding_round r JOIN funding_programme g ON g.id = r.programme_id"
    bids = f"""SELECT COUNT(*) {joined} JOIN funding_bid b ON b.round_id = r.id WHERE {where}
        AND b.submitted_at IS NOT NULL AND b.withdrawn_at IS NULL"""
    awarded = f"{joined} JOIN funding_bid b ON b.round_id = r.id JOIN funding_award a ON a.bid_id = b.id"
    awards = f"SELECT COUNT(*) {awarded} WHERE {where} AND a.agreed_at IS NOT NULL"
    if name in ENTRIES:
        sums = f"""SELECT SUM(e.pence) / 100.0 {awarded} JOIN funding_ledgerentry e ON e.award_id = a.id
            WHERE {where} AND a.agreed_at IS NOT NULL AND e.kind IN {ENTRIES[name]}"""
        return one(sums, given)
    asked: dict[str, Callable[[], float]] = {
        "awards": lambda: one(awards, given),
        "bids": lambda: one(bids, given),
        "cap": lambda: one(f"SELECT r.cap_pence / 100.0 {joined} WHERE {where}", given),
        "months": lambda: one(f"SELECT r.months {joined} WHERE {where}", given),
        "success": lambda: (200 * one(awards, given) + one(bids, given)) // (2 * one(bids, given)),
    }
    return asked[name]() if name in asked else None


def _lived() -> float:
    every = rows("SELECT people, with_lived_experience FROM conversations_decision")
    led = sum(2 * (lived or 0) > people for people, lived in every)
    return float((200 * led + len(every)) // (2 * len(every)))


def _in_time(table: str, standing: str) -> float:
    told = rows(f"SELECT due_on, answered_at FROM {table} WHERE {standing}")
    ((today,),) = rows("SELECT CURRENT_DATE")
    today = _day(today)
    days = [(_day(due), _day(answered) if answered else None) for due, answered in told]
    fallen = [(due, answered) for due, answered in days if answered or due < today]
    kept = sum(answered is not None and answered <= due for due, answered in fallen)
    return (200 * kept + len(fallen)) // (2 * len(fallen))


def _day(told: Any) -> date:
    return told if type(told) is date else date.fromisoformat(str(told)[:10])


def _content(told: Any) -> list[Any]:
    found: list[Any] = json.loads(told) if isinstance(told, str) else told
    return found


def _clauses() -> float:
    ((_key, content),) = rows(SIGNED)
    return len(_content(content))


def _signers() -> float:
    ((key, _content_of),) = rows(SIGNED)
    return one("SELECT COUNT(*) FROM documents_signature WHERE version_id = %s", key)


def _sessions_of_principles() -> float:
    ((_key, content),) = rows(SIGNED)
    clauses: set[Any] = {clause["clause"] for clause in _content(content)}
    named = rows("SELECT clause_id, \"key\" FROM documents_source WHERE kind = 'session' AND \"key\" <> ''")
    return len({key for clause, key in named if clause in clauses})


def _modules() -> float:
    newest = {}
    for package, content in rows("SELECT package_id, content FROM learning_trainingversion ORDER BY number"):
        newest[package] = len(_content(content))
    return sum(newest.values())


def _quotes(table: str, more: str) -> Callable[[], float]:
    def counted() -> float:
        found = rows(
            f"SELECT c.channels FROM {table} q JOIN people_consent c ON c.id = q.consent_id WHERE {QUOTABLE} {more}"
        )
        return sum("web" in _content(channels) for (channels,) in found)

    return counted


def _followers_gained() -> float:
    told = rows(
        "SELECT channel_id, since, value FROM outreach_reading WHERE measure = 'followers' AND ended_at IS NULL "
        "ORDER BY since"
    )
    first = _day(told[0][1])
    until = date(first.year + (first.month + 5) // 12, (first.month + 5) % 12 + 1, first.day)
    seen: dict[int, list[int]] = {}
    for channel, day, value in told:
        if _day(day) <= until:
            seen.setdefault(channel, []).append(value)
    return float(sum(values[-1] - values[0] for values in seen.values() if len(values) > 1))


def _reach() -> float:
    told = rows(
        "SELECT since, until, value FROM outreach_reading WHERE measure = 'reach' AND ended_at IS NULL"
    )
    first = min(_day(since) for since, _until, _value in told)
    until = date(first.year + (first.month + 5) // 12, (first.month + 5) % 12 + 1, first.day)
    return float(sum(value for _since, end, value in told if _day(end) <= until))


def _subscribers() -> float:
    newest = dict(
        rows(
            "SELECT subscriber_id, granted FROM outreach_consentevent WHERE purpose = 'newsletter' ORDER BY id"
        )
    )
    here = {
        key
        for (key,) in rows(
            "SELECT id FROM outreach_subscriber WHERE erased_at IS NULL AND confirmed_at IS NOT NULL"
        )
    }
    return float(sum(bool(granted) for key, granted in newest.items() if key in here))


ODD: dict[str, Callable[[], float]] = {
    "outreach.followers_gained": _followers_gained,
    "outreach.reach": _reach,
    "outreach.subscribers": _subscribers,
    "conversations.lived_experience": _lived,
    "conversations.answered_in_time": lambda: _in_time(
        "conversations_statement", "withdrawn_at IS NULL AND declined_at IS NULL"
    ),
    "gatherings.answered_in_time": lambda: _in_time(
        "gatherings_contribution", "withdrawn_at IS NULL AND held_back_at IS NULL"
    ),
    "gatherings.quotes": _quotes("gatherings_sessionquote", "AND q.text <> ''"),
    "story.quotes": _quotes("story_quote", "AND q.removed_at IS NULL"),
    "documents.principles.clauses": _clauses,
    "documents.principles.signers": _signers,
    "documents.principles.sessions": _sessions_of_principles,
    "learning.training.modules": _modules,
}

# How answers roll up into the cells that are published, and which cell of a question is never counted.
GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "age": {
        "under_35": ("under_25", "25_to_34"), "35_to_55": ("35_to_55",), "over_55": ("56_to_64", "65_and_over"),
    },
    "disability": {"disabled": ("a_lot", "a_little"), "not_disabled": ("not_at_all", "no")},
    "disability_identify": {"yes": ("yes",), "no": ("no",)},
    "caring": {"yes": ("up_to_19", "20_to_49", "50_or_more"), "no": ("no",)},
    "ethnicity": {
        group: (group,) for group in ("asian", "black", "mixed", "white", "other")
    },
}  # fmt: skip
REFERENCE = {"disability": "not_disabled", "disability_identify": "no", "caring": "no"}
HIDDEN_BELOW, TO = 8, 5


def _of_blocks(question: str, cell: str = "") -> Number:
    """The rule of the blocks again: hidden below 8, rounded, and the reference answer from what the others leave."""
    ((base,),) = rows("SELECT SUM(size) FROM monitoring_block", database="monitoring")
    if question == "answered":
        return float(base)
    sums = dict(
        rows(
            "SELECT answer, SUM(count) FROM monitoring_blocksum WHERE question = %s GROUP BY answer", question,
            database="monitoring",
        )
    )  # fmt: skip
    if question not in GROUPS or cell not in GROUPS[question]:
        return None
    if cell != REFERENCE.get(question):
        return _percent(_rolled(sums, GROUPS[question][cell]), base)
    others = [*(parts for name, parts in GROUPS[question].items() if name != cell), ("prefer_not",)]
    counts = [_rolled(sums, parts) for parts in others]
    hidden = sum(number < HIDDEN_BELOW for number in counts)
    shown = sum(_percent(number, base) for number in counts if number >= HIDDEN_BELOW)
    return float(100 - shown - (200 * 4 * hidden + base) // (2 * base))


def _rolled(sums: dict[str, int], parts: tuple[str, ...]) -> int:
    """Answers whose code is one of these, or begins with one of them, as "asian_indian" does with "asian"."""
    return sum(
        number
        for answer, number in sums.items()
        if any(answer == part or answer.startswith(f"{part}_") for part in parts)
    )


def _percent(number: int, base: int) -> int:
    assert number >= HIDDEN_BELOW
    return (200 * (TO * ((number + 2) // TO)) + base) // (2 * base)
