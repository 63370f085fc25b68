"""What a message says: its own words, or those of its mailing with the slots filled."""

from dataclasses import dataclass
from email.utils import formataddr
from html import escape

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from ..models import Mailing, Message
from . import slots


@dataclass(frozen=True)
class Words:
    subject: str
    text: str
    html: str
    language: str


def words_of(message: Message) -> Words:
    """The words as this recipient reads them. Raises KeyError where the version or a slot is not there."""
    if message.mailing is None:
        return Words(one_line(message.subject), message.text, message.html, message.language)
    version = message.mailing.versions[message.version]
    return Words(
        subject=subject_of(message),
        text=slots.filled(version["text"], message.fill),
        html=slots.filled(version["html"], message.fill, escape),
        language=version["language"],
    )


def subject_of(message: Message) -> str:
    """The subject as this recipient reads it, on one line."""
    if message.mailing is None:
        return one_line(message.subject)
    return one_line(slots.filled(message.mailing.versions[message.version]["subject"], message.fill))


def headers_of(message: Message) -> dict[str, str]:
    """Every header but sender, recipient, subject and date, with the slots filled."""
    own: dict[str, str] = {"Message-ID": message_id(message), "Content-Language": message.language}
    own |= message.headers
    if message.mailing is None:
        return own
    shared = of_mailing(message.mailing).items()
    return {name: one_line(slots.filled(value, message.fill)) for name, value in shared} | own


def of_mailing(mailing: Mailing) -> dict[str, str]:
    """The headers that all of a mailing have, slots open."""
    shared: dict[str, str] = {"List-Id": f"<{mailing.list_id}>"} if mailing.list_id else {}
    shared |= mailing.headers
    return shared


def message_id(message: Message) -> str:
    """Made from the row, so that a repeat is known as one."""
    return f"<{message.pk}@{site_domain()}>"


def site_domain() -> str:
    """The host under which people reach this house."""
    return str(settings.SITE_URL).partition("://")[2].partition("/")[0].partition(":")[0] or "localhost"


def one_line(text: str) -> str:
    """No line break, so that words never make a second header."""
    return " ".join(text.split()) if any(sign in text for sign in "\r\n\v\f\x85\u2028\u2029") else text


def as_mail(message: Message, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The email as Django writes it: for every way of sending but SMTP, and what the engine is held to."""
    words = words_of(message)
    mail = EmailMultiAlternatives(
        subject=words.subject,
        body=words.text,
        to=[formataddr((one_line(message.to_name), message.to)) if message.mailing else message.to],
        headers=headers_of(message),
        connection=connection,
    )
    if words.html:
        mail.attach_alternative(words.html, "text/html")
    if message.calendar:
        mail.attach_alternative(message.calendar, f"text/calendar; method={method_of(message.calendar)}")
    return mail


def method_of(calendar: str) -> str:
    """The METHOD of an iCalendar text; PUBLISH where it names none."""
    named = [line.partition(":")[2] for line in calendar.splitlines() if line.startswith("METHOD:")]
    return named[0].strip() if named else "PUBLISH"
