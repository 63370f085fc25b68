"""What a mail server answered, and what that means for a message (RFC 5321, RFC 3463)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

STATUS = re.compile(r"([245]\.\d{1,3}\.\d{1,3})\b")
NO_SUCH_MAILBOX = {"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"}
LONGEST = 64 * 1024


class Fate(Enum):
    SENT = "sent"
    LATER = "later"
    FAILED = "failed"
    LOST = "lost"


@dataclass(frozen=True)
class Reply:
    """A reply: its code and its words. `ok` is yes; 354, "go on", is not."""

    code: int
    text: str

    @property
    def ok(self) -> bool:
        return 200 <= self.code < 300

    @property
    def status(self) -> str:
        """The enhanced status code; "5.0.0" or "4.0.0" where the server gives none."""
        found = STATUS.match(self.text)
        return found[1] if found else f"{self.code // 100}.0.0"

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


@dataclass(frozen=True)
class Verdict:
    """What became of a message, and the reply that says so. `at` is the command it answered."""

    fate: Fate
    reply: Reply
    at: str

    @property
    def refused_address(self) -> bool:
        """The server said that there is no such mailbox: not that it dislikes us, or this mail."""
        return self.fate is Fate.FAILED and self.at == "RCPT" and self.reply.status in NO_SUCH_MAILBOX

    def __str__(self) -> str:
        return f"The mail server answered {self.reply}" if self.reply.code else self.reply.text


def judge(reply: Reply, at: str) -> Verdict:
    """2xx sent, 421 connection lost, other 4xx later, 5xx failed. The sender being refused is nobody's fault
    among the recipients: later.
    """
    if reply.code == 421:
        return Verdict(Fate.LOST, reply, at)
    if reply.ok:
        return Verdict(Fate.SENT, reply, at)
    if at == "MAIL" or reply.code < 500:
        return Verdict(Fate.LATER, reply, at)
    return Verdict(Fate.FAILED, reply, at)


class Reader:
    """Cuts what the server says into replies; one of several lines is one reply."""

    def __init__(self) -> None:
        self._rest = b""
        self._lines: list[str] = []

    def read(self, data: bytes) -> Iterator[Reply]:
        """The replies that are complete. Raises ValueError for what is no SMTP."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > LONGEST or len(self._lines) > 1_000:
            raise ValueError("The mail server does not stop talking.")
        for raw in lines:
            line = raw.decode("utf-8", "replace").rstrip("\r")
            if not line[:3].isdigit():
                raise ValueError(f"This is no reply of a mail server: {line[:80]}")
            self._lines.append(line[4:])
            if line[3:4] != "-":
                text, self._lines = " ".join(self._lines), []
                yield Reply(int(line[:3]), text)
