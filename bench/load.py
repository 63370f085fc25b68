"""People at a web server: so many clients that ask for one page as often as they can, or one evening of many people."""

import http.client
import multiprocessing
import statistics
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

ANOTHER = "{another}"  # in a path: a word that no request had before
QUIET = 10.0  # seconds until a request counts as failed


@dataclass(frozen=True)
class Load:
    """What clients saw: how many good answers, how many others, and how long each good one took, in seconds."""

    seconds: float
    times: Sequence[float]
    errors: int

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds

    @property
    def p95(self) -> float:
        """Nineteen answers of twenty came within this many seconds."""
        return percentile(self.times, 95)


def percentile(times: Sequence[float], share: int) -> float:
    """The time within which `share` of a hundred answers came; infinite where there was none."""
    if len(times) < 2:
        return times[0] if times else float("inf")
    return statistics.quantiles(times, n=100, method="inclusive")[share - 1]


def ask_often(port: int, path: str, *, clients: int, seconds: float) -> Load:
    """Let clients, each a process of its own, ask for one page again and again over a kept connection."""
    with multiprocessing.get_context("fork").Pool(clients) as pool:
        parts = pool.starmap(_client, [(port, path, seconds)] * clients)
    return Load(
        seconds, [took for times, _errors in parts for took in times], sum(errors for _times, errors in parts)
    )


def _client(port: int, path: str, seconds: float) -> tuple[list[float], int]:
    times, errors, until = [], 0, time.monotonic() + seconds
    connection = http.client.HTTPConnection("localhost", port, timeout=QUIET)
    while time.monotonic() < until:
        began = time.perf_counter()
        try:
            asked = path.replace(ANOTHER, uuid.uuid4().hex)
            connection.request("GET", asked, headers={"Accept-Encoding": "gzip", "Accept-Language": "en"})
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            errors += 1
            continue
        if answer.status == 200:
            times.append(time.perf_counter() - began)
        else:
            errors += 1
    connection.close()
    return times, errors
