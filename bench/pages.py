"""Every kind of page at 10,000 members: fifty people a second, on two cores, beside pretix.

The house is served as deploy/ serves it, with two workers, and holds a centre of the volume generator, on PostgreSQL;
or, with `--database sqlite`, in the files in which a house begins.
The model is open: somebody opens a page every fiftieth of a second whether or not the one before has had an answer, so
that a slow page makes a queue, as it would. Public pages are opened by visitors, the others by one member and one
coordinator who are signed in. Each page has to answer nineteen of twenty within 200 ms.

The peer is pretix with 1,000 events, on PostgreSQL, in the same run: two public pages of it, at the same rate
of arrivals. Clients share the two cores with whichever server is asked.
"""

import argparse
import logging
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter

from bench import runner, session
from bench.arrivals import Answered, Page, arrive
from bench.load import percentile
from bench.servers import Ours, Postgres, wait_for

RATE, SECONDS, MEMBERS = 50, 60.0, 10_000
TARGET = 0.200  # seconds within which nineteen of twenty answers come
WARM = 5.0
PEER_PAGES = [Page("the list of events", "/centre/"), Page("an event", "/centre/s1/")]


def main(words: list[str] | None = None) -> None:
    """Measure, print, and end with 1 where a page misses its target."""
    parser = argparse.ArgumentParser(prog="./run bench pages")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long people arrive (default 60)")
    parser.add_argument("--rate", type=int, default=RATE, help="how many arrive in a second (default 50)")
    parser.add_argument(
        "--members", type=int, default=MEMBERS, help="how large the centre is (default 10000)"
    )
    parser.add_argument(
        "--keep", type=Path, help="keep the filled house in this folder, and use it the next time"
    )
    parser.add_argument(
        "--database", choices=["postgres", "sqlite"], default="postgres", help="where ours keeps its data"
    )
    parser.add_argument("--no-peer", action="store_true", help="leave pretix out")
    asked = parser.parse_args(words)
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="alongside-bench-", ignore_cleanup_errors=True) as name:
        folder = (asked.keep or Path(name)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        postgres = Postgres(folder)
        try:
            missed = measure(folder, Path(name), postgres, asked)
        finally:
            postgres.stop()
    sys.exit(1 if missed else 0)


def measure(folder: Path, scratch: Path, postgres: Postgres, asked: argparse.Namespace) -> list[str]:
    """Fill the house, let people come, and name what missed its target."""
    env = session.house(folder, postgres if asked.database == "postgres" else None)
    fill(asked.members)
    pages = pages_of_the_house()
    counted = sizes()
    ours = Ours(scratch, env, workers=2)
    try:
        wait_for(ours.port, pages[0].path, patience=120)
        arrive(ours.port, pages, rate=asked.rate, seconds=WARM)  # unmeasured, so that it is warm
        found = arrive(ours.port, pages, rate=asked.rate, seconds=asked.seconds)
    finally:
        ours.stop()
    peer = None if asked.no_peer else _peer(scratch, postgres, asked)
    runner.report("pages", [_case(page, found[page.name], peer) for page in pages], house=counted)
    return say_targets(found, peer)


def fill(members: int) -> None:
    """A centre of the volume generator, where there is none yet. Ends with a sentence where the house holds another."""
    from alongside.config import volume

    began = perf_counter()
    try:
        made = volume.make(volume.Size(members), seed=7, say=print)
    except volume.NotOursError as other:
        sys.exit(f"{other} Here that is --keep and another folder.")
    print(
        f"The house was filled in {perf_counter() - began:.0f} s." if made else "The house was kept filled."
    )
    print(f"It holds {', '.join(f'{count:,} {name}' for name, count in sizes().items())}.")


def sizes() -> dict[str, int]:
    """How many of what there are most of, counted in the house."""
    from alongside.conversations.models import Vote
    from alongside.foundation.models import Event, Message
    from alongside.gatherings.models import Registration, Session
    from alongside.people.models import Member

    counted = {
        "members": Member, "sessions": Session, "registrations": Registration, "votes": Vote, "messages": Message,
        "events on record": Event,
    }  # fmt: skip
    return {name: table._default_manager.count() for name, table in counted.items()}


def pages_of_the_house() -> list[Page]:
    """The pages that are opened by turns, each with the cookie of who opens it."""
    from alongside.conversations.models import Conversation
    from alongside.documents.models import Document
    from alongside.funding.models import Round
    from alongside.gatherings.models import Session
    from alongside.people.models import Member

    delivered = Session.objects.exclude(delivered_at=None).order_by("-starts_at")[0]
    busiest = Conversation.objects.order_by("-pk")[0]
    text, one_round = Document.objects.order_by("-pk")[0], Round.objects.order_by("pk")[0]
    reference = Member.objects.get(called="Invented Cora").reference
    public = {
        "story": "/", "sessions": "/sessions/", "a session": f"/sessions/{delivered.pk}/",
        "conversations": "/conversations/", "a conversation": f"/conversations/{busiest.pk}/",
        "texts": "/texts/", "a text": f"/texts/{text.slug}/", "opportunities": "/opportunities/",
        "projects": "/projects/", "outcomes": "/outcomes/", "learning": "/learning/", "library": "/library/",
        "rounds": "/funding/", "a round": f"/funding/rounds/{one_round.slug}/", "what was decided": "/funding/decided/",
        "who takes part": "/who-takes-part/", "communities": "/communities/", "awards": "/funding/awards/",
    }  # fmt: skip
    member = {
        "my desk": "/desk/", "my sessions": "/me/sessions/", "my details": "/me/", "directory": "/directory/",
        "my payments": "/me/payments/", "vote": f"/conversations/{busiest.pk}/vote/",
    }  # fmt: skip
    staff = {
        "desk": "/desk/", "week": "/desk/week/", "members": "/members/", "members, searched": "/members/?words=rowan",
        "a member": f"/members/{reference}/", "run a session": f"/sessions/{delivered.pk}/run/",
        "organisations": "/organisations/", "subscribers": "/subscribers/", "record": "/desk/record/",
        "letters and calls": "/desk/messages/", "bids": f"/funding/rounds/{one_round.slug}/run/bids/",
        "remarks": f"/texts/{text.slug}/edit/said/", "payments": "/payments/",
    }  # fmt: skip
    return [
        Page(f"{who}: {name}", path, cookie)
        for who, cookie, paths in (
            ("visitor", "", public),
            ("member", _cookie(_somebody()), member),
            ("coordinator", _cookie("cora@volume.example"), staff),
        )
        for name, path in paths.items()
    ]


def _somebody() -> str:
    """The address of the member who registered for most sessions."""
    from django.db.models import Count

    from alongside.people.models import Member

    rows = Member.objects.exclude(email="").filter(appointments=None).annotate(came=Count("registrations"))
    return rows.order_by("-came", "pk")[0].email


def _cookie(email: str) -> str:
    from alongside.people.models import Account
    from bench.house.rows import cookie_of

    return cookie_of(Account.objects.get(email=email))


def _peer(folder: Path, postgres: Postgres, asked: argparse.Namespace) -> Mapping[str, Answered] | None:
    """The pages of pretix at the same rate; None, with the reason printed, where it cannot be had."""
    peer = session.make_peer(folder, postgres)
    if peer is None:
        return None
    try:
        arrive(peer.port, PEER_PAGES, rate=asked.rate // 5 or 1, seconds=WARM)
        return arrive(peer.port, PEER_PAGES, rate=asked.rate, seconds=asked.seconds)
    finally:
        peer.stop()


PEER_OF = {"visitor: sessions": "the list of events", "visitor: a session": "an event"}


def _case(page: Page, found: Answered, peer: Mapping[str, Answered] | None) -> runner.Case:
    """`ours` and `peer` are medians in seconds; the peer has a page of its kind for two of ours."""
    theirs = peer[PEER_OF[page.name]] if peer and page.name in PEER_OF else None
    extra: dict[str, float | int | str] = {
        "p95 ms": _ms(found.times, 95), "p99 ms": _ms(found.times, 99), "answers": len(found.times),
        "errors": found.errors, "KiB": found.bytes // 1024,
        "peer p95 ms": _ms(theirs.times, 95) if theirs else "-", "peer errors": theirs.errors if theirs else "-",
    }  # fmt: skip
    return runner.Case(
        page.name, percentile(found.times, 50), percentile(theirs.times, 50) if theirs else None, 0.0, extra
    )


def _ms(times: Sequence[float], share: int) -> float:
    return round(1000 * percentile(times, share), 1)


def say_targets(found: Mapping[str, Answered], peer: Mapping[str, Answered] | None) -> list[str]:
    """What missed the target, slowest first, in sentences; and how the peer did."""
    missed = {name: one for name, one in found.items() if one.errors or percentile(one.times, 95) > TARGET}
    for name, one in sorted(missed.items(), key=lambda entry: -percentile(entry[1].times, 95)):
        print(
            f"{name}: p95 {_ms(one.times, 95)} ms, {one.errors} errors, target 200 ms and none: NOT reached"
        )
    print(f"{len(found) - len(missed)} of {len(found)} pages within 200 ms.")
    for name, one in (peer or {}).items():
        print(
            f"pretix, {name}: p50 {_ms(one.times, 50)} ms, p95 {_ms(one.times, 95)} ms, {one.errors} errors."
        )
    return list(missed)


if __name__ == "__main__":
    main()
