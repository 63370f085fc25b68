"""Printing forms with codes, and keying in what came back: each form once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.foundation import clock, draws
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Member
from alongside.people.queries.listing import names_of_actors

from ..models import PaperBatch, PaperForm, PaperKind, PrintSize, Session
from ..queries import feedback, paper

MOST_AT_ONCE = 200
Row = TypeVar("Row")


class CannotPrint(Exception):
    """Nothing was printed; the message is a sentence for the page."""


class KeyedAlready(Exception):
    """This form was keyed in before; the message says by whom and when."""


def print_forms(
    session: Session,
    *,
    kind: str,
    by: Actor,
    blank: int = 0,
    members: Sequence[Member] = (),
    size: str = PrintSize.LARGE,
) -> PaperBatch:
    """Make forms with codes: some blank, and one for each of these members. Raises CannotPrint for none."""
    count = blank + len(members)
    if count < 1:
        raise CannotPrint(_("Say how many forms you need, or choose whose forms to print."))
    if count > MOST_AT_ONCE:
        raise CannotPrint(_("Print at most %(most)d forms at once.") % {"most": MOST_AT_ONCE})
    with transaction.atomic():
        version = feedback.version(session) if kind == PaperKind.FEEDBACK else 0
        batch = PaperBatch.objects.create(
            session=session, kind=kind, size=size, version=version, printed_by=by.key
        )
        for member in [*members, *[None] * blank]:
            _new_form(batch, member)
        record("gatherings.paper_printed", batch, by=by, kind=str(kind), blank=blank, named=len(members))
        return batch


def _new_form(batch: PaperBatch, member: Member | None) -> PaperForm:
    return draws.until_free(
        lambda code: PaperForm.objects.create(batch=batch, member=member, code=code), paper.new_code
    )


def close_batch(batch: PaperBatch, *, by: Actor) -> None:
    """Say that the rest of these forms will not come back. A late one can still be keyed in."""
    with transaction.atomic():
        if PaperBatch.objects.filter(pk=batch.pk, closed_at=None).update(closed_at=clock.now()):
            record("gatherings.paper_closed", batch, by=by)


def key_in_form(form: PaperForm, *, write: Callable[[], Row], by: Actor) -> Row:
    """Do what a form says, once: `write` is the action that keeps it.

    Two people at two desks may hold the same form; the second is refused with KeyedAlready.
    """
    with transaction.atomic():
        mine = PaperForm.objects.filter(pk=form.pk, keyed_at=None)
        if not mine.update(keyed_at=clock.now(), keyed_by=by.key):
            raise KeyedAlready(keyed_words(PaperForm.objects.get(pk=form.pk)))
        kept = write()
        record("gatherings.paper_keyed_in", form, by=by, kind=str(form.batch.kind))
        return kept


def keyed_words(form: PaperForm) -> str:
    """Who keyed a form in, and when, in a sentence."""
    who = names_of_actors([form.keyed_by])[form.keyed_by]
    moment = timezone.localtime(form.keyed_at) if form.keyed_at else None
    return _("Form %(code)s was keyed in on %(when)s by %(who)s. Put it aside.") % {
        "code": paper.as_printed(form.code),
        "when": date_format(moment, "DATETIME_FORMAT") if moment else "",
        "who": who,
    }
