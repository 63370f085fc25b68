"""A text of 200 clauses with 2,000 suggestions, and a clause with 1,000 comments: every page under half a second.

Each page is asked for as a coordinator, who sees the most, and the text as a visitor. Queries and bytes are counted,
beside those of a text with a hundredth of the remarks. Comparing and the three files of a version are measured too.
There is no peer: the drafting tools that were looked at need a browser with scripts, or services of their own.
"""

import logging
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

from bench import inside, runner

CLAUSES, SUGGESTIONS, COMMENTS = 200, 2_000, 1_000
MOST_SECONDS, MOST_BYTES = 0.5, 100 * 1024
WORDS = "We listen first, and we make sure that everybody is heard before we decide anything together. " * 3


def main() -> None:
    """Measure in a house of its own, in a temporary folder; ends with 1 when a page is too slow or too heavy."""
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        inside.begin_with_demonstration(folder)
        _write("small", SUGGESTIONS // 100, COMMENTS // 100)
        _write("large", SUGGESTIONS, COMMENTS)
        cases = list(_measure())
    runner.report("documents", cases)
    broken = [
        case.case for case in cases if case.ours > MOST_SECONDS or int(case.extra["bytes"] or 0) > MOST_BYTES
    ]
    if broken:
        sys.exit("Slower than 0.5 seconds, or heavier than 100 KiB: " + ", ".join(broken))


def _write(slug: str, suggestions: int, comments: int) -> None:
    """A text with two versions; suggestions all over it, comments on its first clause. Remarks are written in bulk."""
    from alongside.documents import actions as documents
    from alongside.documents.models import Clause, Remark
    from alongside.documents.queries import reading
    from alongside.foundation import actors, clock

    by = actors.SYSTEM
    document = documents.start_document(
        kind="principles", title=f"A {slug} text", slug=slug, by=by,
        text="\n\n".join(f"{WORDS} {number}" for number in range(1, CLAUSES + 1)),
    )  # fmt: skip
    documents.open_document(document, by=by)
    documents.freeze(document, by=by)
    rows = list(Clause.objects.standing().filter(document=document))
    for row in rows[::4]:
        documents.reword(row, text=f"{WORDS} Reworded, and a little longer.", base=1, by=by)
    documents.freeze(document, by=by)
    about: dict[str, Any] = {
        "document": document, "version": reading.working(document), "revision": 1, "due_on": clock.today(),
    }  # fmt: skip
    said = [
        Remark(
            clause=one, number_then=1, kind="replace", text=f"{WORDS} Other {at}.", reason="Plainer", **about
        )
        for at in range(suggestions)
        for one in [rows[at % CLAUSES]]
    ]
    said += [
        Remark(clause=rows[0], number_then=1, kind="comment", text=f"{WORDS} {at}", **about)
        for at in range(comments)
    ]
    Remark.objects.bulk_create(said, batch_size=500)


def _measure() -> Iterator[runner.Case]:
    from django.test import Client

    from alongside.documents.models import Clause
    from alongside.people.models import Account

    staff, visitor = Client(), Client()
    staff.force_login(Account.objects.get(email="ayo@centre.example"))
    for slug, size in (("small", SUGGESTIONS // 100), ("large", SUGGESTIONS)):
        first = Clause.objects.get(document__slug=slug, place=1).pk
        text, clause = f"/texts/{slug}/", f"/texts/{slug}/clauses/{first}/"
        pages = [
            ("the text", visitor, text),
            ("the text, for staff", staff, text),
            ("page 5 of it", staff, f"{text}?page=5"),
            ("a clause and its comments", staff, clause),
            ("page 9 of them", staff, f"{clause}?page=9"),
            ("what waits for an answer", staff, f"{text}edit/said/"),
            ("the desk of editors", staff, f"{text}edit/"),
            ("two versions compared", visitor, f"{text}compare/?before=1&after=2"),
            ("a version", visitor, f"{text}versions/2/"),
        ]
        for name, client, path in pages:
            yield _page(client, f"{name}, {size:,} suggestions", path)
    for kind in ("text", "word", "pdf"):
        yield _page(visitor, f"200 clauses as {kind}", f"/texts/large/versions/2/file/{kind}/", is_page=False)


def _page(client: Any, case: str, path: str, is_page: bool = True) -> runner.Case:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert response.status_code == 200, path
    weight = len(response.content) if is_page else 0
    return runner.compare(case, lambda: client.get(path), extra={"queries": len(asked), "bytes": weight})


if __name__ == "__main__":
    main()
