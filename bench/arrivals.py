"""People who arrive at a web server whether or not those before them have been answered: an open model.

One process with one loop and plain sockets, so that it takes little of the cores that it shares with the server. What a
person waits is counted from the moment at which they meant to arrive; so a server that falls behind is seen to.
"""

import asyncio
import contextlib
import multiprocessing
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

PATIENCE = 10.0  # seconds after which somebody gives up, and it counts as an error
LEAVE = 60.0  # seconds that the last ones may take, at most


@dataclass(frozen=True)
class Page:
    """A page that is opened by somebody: `cookie` is of who is signed in, "" for a visitor."""

    name: str
    path: str
    cookie: str = ""


@dataclass
class Answered:
    """How long each good answer took, in seconds, how many were none, and how many bytes the last one had."""

    times: list[float] = field(default_factory=list)
    errors: int = 0
    bytes: int = 0


def arrive(port: int, pages: Sequence[Page], *, rate: int, seconds: float) -> Mapping[str, Answered]:
    """Let people open these pages by turns, so many in a second, for so long; what they saw, by name of page."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_arrive, (port, list(pages), rate, seconds))


def _arrive(port: int, pages: list[Page], rate: int, seconds: float) -> dict[str, Answered]:
    return asyncio.run(_all(port, pages, rate, seconds))


async def _all(port: int, pages: list[Page], rate: int, seconds: float) -> dict[str, Answered]:
    found = {page.name: Answered() for page in pages}
    began, people = time.perf_counter(), []
    for number in range(int(rate * seconds)):
        meant = began + number / rate
        await asyncio.sleep(max(0.0, meant - time.perf_counter()))
        page = pages[number % len(pages)]
        people.append(asyncio.create_task(_open(port, page, meant, found[page.name])))
    await asyncio.wait(people, timeout=LEAVE)
    return found


async def _open(port: int, page: Page, meant: float, answered: Answered) -> None:
    try:
        status, length = await asyncio.wait_for(_ask(port, page), PATIENCE)
    except (OSError, TimeoutError, ValueError, IndexError):
        answered.errors += 1
        return
    if status != 200:
        answered.errors += 1
        return
    answered.times.append(time.perf_counter() - meant)
    answered.bytes = length


async def _ask(port: int, page: Page) -> tuple[int, int]:
    """The status and how many bytes came. One connection for each, as a phone on a bad line makes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        cookie = f"Cookie: {page.cookie}\r\n" if page.cookie else ""
        writer.write(
            f"GET {page.path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept-Encoding: gzip\r\nAccept-Language: en\r\n"
            f"{cookie}Connection: close\r\n\r\n".encode()
        )
        answer = await reader.read(-1)
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
    return int(answer.split(b" ", 2)[1]), len(answer)
