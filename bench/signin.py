"""Asking for a sign-in code: can the time of the answer tell whether an address is known here?

Two kinds of addresses, each asked for many times, in turn and in an order drawn anew: those of members, and those of
nobody. Nobody is on the way in between: the requests go through the whole house in one process, so that a difference
shows that a network would hide. `ours` is the median of known addresses and `peer` that of unknown ones, in seconds,
so `ratio` is unknown ÷ known and should be 1.

`told apart` is how often somebody is right who guesses from the time alone, by the best limit that they learnt from
the first half, tried on the second; `chance` is the range in which whoever tosses a coin lies, 99 times of 100. The
benchmark ends with an error when the guesses are better than that.
"""

import argparse
import gc
import logging
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from typing import Any

from bench import inside, runner

WARM = 40
QUANTILES = (5, 25, 50, 75, 95)
SURE = 2.576  # standard deviations within which 99 of 100 tosses of a coin lie


def main(words: list[str] | None = None) -> None:
    """Measure in a house of its own, in a temporary folder."""
    parser = argparse.ArgumentParser(prog="./run bench signin")
    parser.add_argument("--times", type=int, default=1_000, help="how often each kind is asked for")
    asked = parser.parse_args(words)
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        start(folder)
        known, unknown = measure(asked.times)
    print_side_by_side(known, unknown)
    right, tries = told_apart(known, unknown)
    most = 0.5 + SURE * 0.5 / tries**0.5
    middle = statistics.median(known), statistics.median(unknown)
    extra: runner.Extra = {
        "told apart": right,
        "chance": f"{1 - most:.3f} to {most:.3f}",
        "difference_ms": (middle[1] - middle[0]) * 1000,
    }
    runner.report("signin", [runner.Case("a code for a known address", *middle, 0.0, extra)])
    if right > most:
        sys.exit("The time of the answer tells known addresses from unknown ones better than chance does.")


def start(folder: str) -> None:
    """An empty house in a folder, with one centre in it."""
    inside.begin(folder)
    from django.core.management import call_command

    from alongside.foundation import actors, centre

    for database in ("default", "monitoring"):
        call_command("migrate", verbosity=0, database=database)
    call_command("createcachetable", verbosity=0)
    centre.set_up(
        name="Centre",
        short_name="C",
        purpose="To measure.",
        area="england",
        languages=["en"],
        by=actors.SYSTEM,
    )


def measure(times: int) -> tuple[list[float], list[float]]:
    """Seconds of each answer, for known addresses and for unknown ones; each address is asked for once."""
    from django.test import Client

    from alongside.foundation import actors
    from alongside.people import actions as people

    chance, count = random.Random(1), times + WARM
    people.join_many([_person(2 * n) for n in range(count)], by=actors.SYSTEM)
    numbers = list(range(2 * count))
    chance.shuffle(numbers)
    found: tuple[list[float], list[float]] = ([], [])
    client = Client()
    gc.collect()
    gc.freeze()
    gc.disable()
    for turn, number in enumerate(numbers):
        took = _ask(client, number, turn)
        if turn >= 2 * WARM:
            found[number % 2].append(took)
        if turn % 200 == 0:
            gc.collect()
    return found


def _address(number: int) -> str:
    """Even ones are those of members, odd ones those of nobody; all are equally long."""
    return f"person{number:06}@example.org"


def _person(number: int) -> dict[str, Any]:
    return {
        "called": f"Person {number:06}", "reach_by": "email", "email": _address(number), "age_guard": "adult",
        "invented": True,
    }  # fmt: skip


def _ask(client: Any, number: int, turn: int) -> float:
    """Ask for one code from a place that nobody asked from before."""
    client.cookies.clear()
    place = f"10.{turn >> 8 & 255}.{turn & 255}.1"
    began = time.perf_counter()
    answer = client.post("/accounts/sign-in/", {"email": _address(number)}, REMOTE_ADDR=place)
    took = time.perf_counter() - began
    if answer.status_code != 302:
        sys.exit(f"No code was sent: {answer.status_code}.")
    return took


def told_apart(known: Sequence[float], unknown: Sequence[float]) -> tuple[float, int]:
    """How often a guess from the time alone is right, learnt from the first half; and how many guesses were made."""
    half = min(len(known), len(unknown)) // 2
    rows = sorted([(took, 1) for took in known[:half]] + [(took, -1) for took in unknown[:half]])
    best, limit, slower, sum_so_far = -1, rows[0][0], 1, 0
    for took, kind in rows:
        sum_so_far += kind
        if abs(sum_so_far) > best:
            best, limit, slower = abs(sum_so_far), took, -1 if sum_so_far > 0 else 1
    right = sum((took > limit) == (slower == 1) for took in known[half:])
    right += sum((took > limit) == (slower == -1) for took in unknown[half:])
    tries = len(known) + len(unknown) - 2 * half
    return right / tries, tries


def print_side_by_side(known: Sequence[float], unknown: Sequence[float]) -> None:
    """Both distributions, in milliseconds."""
    print(f"{'of 100 answers':>16}  {'known':>9}  {'unknown':>9}")
    for share in QUANTILES:
        both = [statistics.quantiles(times, n=100)[share - 1] * 1000 for times in (known, unknown)]
        print(f"{share:>10} within  {both[0]:>6.2f} ms  {both[1]:>6.2f} ms")
    print()


if __name__ == "__main__":
    main()
