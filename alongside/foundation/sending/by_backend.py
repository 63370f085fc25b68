"""Sending through one of Django's other ways: into files, into memory, onto the terminal."""

from smtplib import SMTPException

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from ..models import Message
from . import ledger, may_send
from .words import as_mail


def deliver(worker: str) -> int:
    """Send a batch at most, each claimed before and marked after. Returns how many were sent."""
    claimed = ledger.claim(worker)
    if not claimed:
        return 0
    reasons = may_send.refused(claimed)
    ledger.withhold(reasons)
    claimed = [message for message in claimed if message.pk not in reasons]
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as problem:
        ledger.wait_for_the_server(claimed, str(problem))
        return 0
    try:
        return sum(_deliver(message, connection) for message in claimed)
    finally:
        connection.close()


def _deliver(message: Message, connection: BaseEmailBackend) -> bool:
    try:
        as_mail(message, connection).send()
    except (SMTPException, OSError, ValueError) as problem:
        ledger.put_back(message, str(problem))
        return False
    except KeyError as missing:
        ledger.fail(message, f"Nothing is there for {missing}.")
        return False
    ledger.mark_sent([message])
    return True
