"""What came of a session: decisions, and actions that somebody does by a day."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Member

from .. import emails
from ..models import Item, ItemKind, Session
from ..queries import minutes as queries
from .refusals import NotNow


def add_item(
    session: Session,
    *,
    kind: str,
    words: str,
    by: Actor,
    owner: Member | None = None,
    due: date | None = None,
) -> Item:
    """Write down a decision or an action. Once the minutes are open, the owner of an action is told at once.

    Raises NotNow without words, and for an action that nobody is named for.
    """
    if not words.strip():
        raise NotNow(_("Write what was decided, or what will be done."))
    if kind == ItemKind.ACTION and owner is None:
        raise NotNow(_("Name who will do this."))
    with transaction.atomic():
        by_day = due if kind == ItemKind.ACTION else None
        item = Item.objects.create(session=session, kind=kind, words=words.strip(), owner=owner, due=by_day)
        record("gatherings.item_added", item, by=by, session=session.pk, kind=str(kind))
        minutes = queries.of(session)
        if kind == ItemKind.ACTION and minutes is not None and minutes.opened_at:
            emails.your_item(item, by=by)
        return item


def remove_item(item: Item, *, by: Actor) -> None:
    """Take back what was written by mistake. Raises NotNow once the minutes are agreed."""
    with transaction.atomic():
        minutes = queries.of(item.session)
        if minutes is not None and minutes.agreed_at:
            raise NotNow(_("These minutes are agreed. They stay as they are."))
        record("gatherings.item_removed", item, by=by, session=item.session_id)
        item.delete()


def finish_item(item: Item, *, by: Actor) -> Item:
    """An action is done. Saying so twice changes nothing."""
    with transaction.atomic():
        done = Item.objects.to_do().filter(pk=item.pk).update(done_at=clock.now(), done_by=by.key)
        if done:
            record("gatherings.item_done", item, by=by, session=item.session_id)
        item.refresh_from_db()
        return item
