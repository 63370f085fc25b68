"""Writing to a member from any room, by the member's own channel; and remembering what was asked of them."""

from collections.abc import Mapping
from datetime import datetime

from django.db import models, transaction

from alongside.foundation.actors import Actor
from alongside.foundation.models import Message
from alongside.foundation.record import key_of

from .. import emails
from ..models import Ask, Member


def tell(
    member: Member,
    *,
    subject: str,
    text: str,
    by: Actor,
    about: models.Model | None = None,
    html: str = "",
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    calendar: str = "",
    asks: bool = False,
    confidential: bool = False,
    forget: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Message | None:
    """Write to a member as they chose: email, letter, call, or through their supporter or guardian.

    None when nobody may be reached. After `not_after` it shows as missed. `calendar` is an iCalendar text for
    an email. With `asks` it is remembered that we asked something of them (see `queries.asks`). Of the staff,
    only the access role sees what is `confidential`. With `forget` an email is emptied once it was sent: for links
    that let somebody answer. `headers` go with an email to the member themselves.
    """
    with transaction.atomic():
        if asks:
            note_ask(member, about=about or member)
        return emails.reach(
            member, subject=subject, text=text, by=by, about=about, html=html, not_before=not_before,
            not_after=not_after, calendar=calendar, confidential=confidential, forget=forget,
            headers=headers,
        )  # fmt: skip


def note_ask(member: Member, *, about: models.Model) -> Ask:
    """Remember that something was asked of a member, however they were asked."""
    return Ask.objects.create(member=member, about=key_of(about))
