"""The door for mail that comes back: an SMTP server on this machine alone, to which the centre's mail server hands it.

It takes mail only to addresses that we signed (`foundation.sending.verp`), one recipient at a time, up to a size, and
sends none: whoever writes to it gets no answer but that of SMTP. Mail counts as taken only once it is in the database.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import close_old_connections, transaction

from alongside.foundation import actors, signals
from alongside.foundation.models import Message
from alongside.foundation.sending import verp

from . import actions as outreach
from . import incoming
from .incoming import Arrived, Kind

log = logging.getLogger(__name__)

MOST_BYTES = 1_000_000
NULL = ("", "<>", None)
COMPLAINTS = "complaints"
"""The box to name to mail providers for their complaints (feedback loops)."""


class Server(SMTP):
    """Some reports arrive without line breaks, or with long lines: they are taken."""

    line_length_limit = MOST_BYTES


class Door:
    """What an SMTP server asks of us for each mail."""

    async def handle_RCPT(  # noqa: N802  # the name that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Only addresses that we made, and only one for each mail."""
        if envelope.rcpt_tos:
            return "452 4.5.3 One recipient at a time, please"
        if verp.message_of(address) is None and not _is_for_complaints(address):
            return "550 5.1.1 Nobody reads mail to this address"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd calls it so
        """Read it and keep what it says; whatever goes wrong with us, it is to be tried again later."""
        raw = envelope.original_content or b""
        try:
            taken = await asyncio.to_thread(
                _in_a_thread, raw, envelope.rcpt_tos[0], envelope.mail_from in NULL
            )
        except Exception:
            log.exception("Mail that came back could not be kept")
            return "451 4.3.0 Try again later, please"
        return "250 2.0.0 Taken" if taken else "550 5.7.1 This says nothing about mail of ours"


def _in_a_thread(raw: bytes, to: str, null_sender: bool) -> bool:
    close_old_connections()
    try:
        return take_in(raw, to, null_sender=null_sender)
    finally:
        close_old_connections()


def take_in(raw: bytes, to: str, *, null_sender: bool) -> bool:
    """Read a mail to one of our addresses and tell the house. False for a complaint about no mail of ours."""
    arrived = incoming.read(raw, null_sender=null_sender)
    named = verp.message_of(to)
    if _is_for_complaints(to):
        named = verp.message_of(arrived.original_sender)
        if named is None or arrived.kind != Kind.COMPLAINT:
            return False
    message = Message.objects.filter(pk=named).first() if named else None
    with transaction.atomic():
        _tell(message, arrived)
    return True


def _tell(message: Message | None, arrived: Arrived) -> None:
    if message is not None and arrived.kind == Kind.COMPLAINT:
        signals.mail_was_unwanted.send(sender=Message, message=message)
    elif message is not None and arrived.kind in (Kind.FAILED, Kind.DELAYED):
        signals.mail_came_back.send(
            sender=Message,
            message=message,
            status=arrived.status,
            action=arrived.action,
            diagnostic=arrived.diagnostic,
        )
    else:
        outreach.keep_unread(message, arrived, by=actors.SYSTEM)


def _is_for_complaints(address: str) -> bool:
    box, _at, domain = address.strip().strip("<>").lower().rpartition("@")
    return box == COMPLAINTS and domain == verp.domain().lower()


async def serve(host: str, port: int, ready: Any = None) -> None:
    """Receive until cancelled. Raises ValueError for an address that other machines could reach."""
    if not ipaddress.ip_address(host).is_loopback:
        raise ValueError(
            f"{host} can be reached from other machines. Let the mail server hand mail to 127.0.0.1."
        )

    def one() -> SMTP:
        return Server(
            Door(), data_size_limit=MOST_BYTES, enable_SMTPUTF8=True, hostname=verp.domain(), ident="Alongside",
            timeout=60, loop=asyncio.get_running_loop(),
        )  # fmt: skip

    server = await asyncio.get_running_loop().create_server(one, host, port)
    async with server:
        if ready is not None:
            ready(server.sockets[0].getsockname()[1])
        await server.serve_forever()
