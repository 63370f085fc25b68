"""Reading one mail that came back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message as Mail
from enum import StrEnum

from . import signs
from .fields import Fields, after_type, groups, status_in, text_of

REPORTS = {"message/delivery-status", "message/global-delivery-status"}
COMPLAINT = "message/feedback-report"
RECEIPTS = {"message/disposition-notification", "message/global-disposition-notification"}
ORIGINALS = {
    "message/rfc822",
    "message/global",
    "message/rfc822-headers",
    "text/rfc822-headers",
    "message/global-headers",
}
NOT_UNWANTED = {"not-spam", "auth-failure", "dkim", "dmarc"}
WORST_FIRST = ("failed", "delayed", "expanded", "relayed", "delivered")
QMAIL = "this is the qmail-send program"
ORIGINAL_BELOW = re.compile(
    r"^(-+ ?this is a copy of|-+ ?original message|--- below this line|------ this is a copy)",
    re.IGNORECASE | re.MULTILINE,
)
MOST_DEEP = 30


class Kind(StrEnum):
    """What came: a report that mail was not delivered, or not yet, or was; a complaint; a machine's answer; or else."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    COMPLAINT = "complaint"
    AUTOMATIC = "automatic"
    OTHER = "other"


@dataclass(frozen=True)
class Arrived:
    """What a mail says. `status` is as RFC 3463 has it, `action` as RFC 3464; both may be empty.

    `original_sender` is the envelope sender of our own mail where a complaint names it.
    """

    kind: Kind
    status: str = ""
    action: str = ""
    diagnostic: str = ""
    subject: str = ""
    text: str = ""
    original_sender: str = ""


def read(raw: bytes, *, null_sender: bool = True) -> Arrived:
    """What a mail says. Never raises: bytes that make no sense are `Kind.OTHER`.

    `null_sender`: whether its envelope sender was empty, as that of every report must be (RFC 5321).
    """
    try:
        return _read(message_from_bytes(raw), null_sender)
    except Exception:  # bytes from anywhere: whatever the parser makes of them, they are only unread
        return Arrived(Kind.OTHER)


def _read(mail: Mail, null_sender: bool) -> Arrived:
    parts = list(_parts(mail))
    kinds = {part.get_content_type() for part in parts}
    if COMPLAINT in kinds:
        return _complaint(next(part for part in parts if part.get_content_type() == COMPLAINT), parts)
    if kinds & RECEIPTS:
        return Arrived(Kind.AUTOMATIC, subject=_subject(mail))
    reports = [part for part in parts if part.get_content_type() in REPORTS]
    if not reports and null_sender and not signs.answers_by_itself(mail):
        reports = [part for part in mail.walk() if part.get_content_type() in REPORTS]
    told = _told(reports) or (_without_fields(mail, parts, null_sender) if not reports else None)
    if told:
        return told
    kind = Kind.AUTOMATIC if signs.answers_by_itself(mail) and not reports else Kind.OTHER
    return Arrived(kind, subject=_subject(mail), text=_words(parts)[:2000])


def _parts(mail: Mail, depth: int = 0) -> Iterator[Mail]:
    """The parts of a mail, without looking into copies of other mails."""
    yield mail
    if depth > MOST_DEEP or not mail.is_multipart() or mail.get_content_type() in ORIGINALS | REPORTS:
        return
    inner = mail.get_payload()
    for part in inner if isinstance(inner, list) else []:
        if isinstance(part, Mail):
            yield from _parts(part, depth + 1)


def _told(reports: list[Mail]) -> Arrived | None:
    """What the worst group of the reports says; None where no group says anything."""
    found = [one for part in reports for group in groups(text_of(part)) if (one := _of_group(group))]
    order = {action: place for place, action in enumerate(WORST_FIRST)}
    return min(found, key=lambda one: order.get(one.action, len(order)), default=None)


def _of_group(group: Fields) -> Arrived | None:
    """One recipient's group. The Status decides what an Action leaves open, and a failure is never assumed."""
    action = group.get("action", "").partition(" ")[0].strip().lower()
    diagnostic = after_type(group.get("diagnostic-code", ""))
    status = status_in(group.get("status", ""), diagnostic)
    if action not in WORST_FIRST:
        if not status or not ("final-recipient" in group or "original-recipient" in group):
            return None
        action = {"5": "failed", "4": "delayed", "2": "delivered"}[status[0]]
    if action == "failed" and not status:
        return None
    kinds = {"failed": Kind.FAILED, "delayed": Kind.DELAYED}
    kind = kinds.get(action, Kind.DELIVERED)
    return Arrived(Kind.DELIVERED if status.startswith("2") else kind, status, action, diagnostic[:500])


def _without_fields(mail: Mail, parts: list[Mail], null_sender: bool) -> Arrived | None:
    """Reports of qmail and Exim, known by their marks; the status is the first number before the copy of our mail."""
    words = _words(parts)
    marked = QMAIL in words[:2000].lower() or "X-Failed-Recipients" in mail
    if not marked or not (null_sender or signs.from_a_mail_system(mail)):
        return None
    ours = ORIGINAL_BELOW.search(words)
    said = words[: ours.start()] if ours else words
    status = status_in(said)
    if status[:1] not in ("4", "5"):
        return None
    delayed = re.search(r"warning|delayed", signs.header(mail, "Subject"), re.IGNORECASE) and status[0] == "4"
    kind = Kind.DELAYED if delayed else Kind.FAILED
    return Arrived(kind, status, str(kind), " ".join(said.split())[-500:])


def _complaint(report: Mail, parts: list[Mail]) -> Arrived:
    told: Fields = {}
    for group in groups(text_of(report)):
        told = group | told
    kind = Kind.AUTOMATIC if told.get("feedback-type", "abuse").lower() in NOT_UNWANTED else Kind.COMPLAINT
    sender = told.get("original-mail-from", "") or _return_path(parts)
    return Arrived(kind, diagnostic=told.get("feedback-type", "")[:100], original_sender=sender)


def _return_path(parts: list[Mail]) -> str:
    """The envelope sender of our own mail, from the copy of it that a complaint carries."""
    for part in parts:
        if part.get_content_type() in ORIGINALS:
            for group in groups(text_of(part)):
                if "return-path" in group:
                    return group["return-path"]
    return ""


def _words(parts: list[Mail]) -> str:
    """The first plain text of a mail."""
    for part in parts:
        if part.get_content_type() == "text/plain" and not part.is_multipart():
            return text_of(part)
    return ""


def _subject(mail: Mail) -> str:
    return " ".join(signs.header(mail, "Subject").split())[:200]
