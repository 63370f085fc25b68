"""Changing clauses: writing, rewording, splitting, joining, moving, taking out. Nothing that was written is lost."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Member

from .. import cleaning
from ..models import Clause, Descent, DescentKind, Document, Remark, SetAside, Settled, Version, Wording
from ..models.clauses import MOST_LETTERS
from . import holding
from .refusals import CannotChange, Clash

MOST_HEADING, MOST_REASON = 160, 2000
CHANGED = gettext_lazy("This clause was changed a moment ago. Look at it again, then decide.")


def words(text: str, field: str = "text") -> str:
    """The words of a clause, made harmless. Raises ValidationError for none, and for what is refused."""
    try:
        plain = cleaning.clean(text, most=MOST_LETTERS)
    except ValidationError as refusal:
        raise ValidationError({field: refusal.messages}) from refusal
    if not plain:
        raise ValidationError({field: _("Write the words of the clause.")})
    return plain


def line(text: str, field: str, most: int = MOST_HEADING) -> str:
    """One line, made harmless; it may be empty."""
    try:
        return cleaning.clean_line(text, most=most)
    except ValidationError as refusal:
        raise ValidationError({field: refusal.messages}) from refusal


def add_clause(
    document: Document,
    *,
    text: str,
    by: Actor,
    heading: str = "",
    after: Clause | None = None,
    because: str = "",
    remark: Remark | None = None,
) -> Clause:
    """Write a new clause, after another one or at the beginning. Raises ValidationError, SignedOff, CannotChange."""
    text, heading = words(text), line(heading, "heading")
    with transaction.atomic():
        kept, version = holding.to_change(document)
        place = 1 + (_standing(after).place or 0) if after else 1
        holding.make_room(kept, place)
        clause = Clause.objects.create(document=kept, place=place)
        _write(clause, version, heading, text, by=by, because=because, remark=remark)
        record("documents.clause_added", clause, by=by, document=kept.pk, place=place)
        return clause


def reword(
    clause: Clause,
    *,
    text: str,
    base: int,
    by: Actor,
    heading: str | None = None,
    because: str = "",
    member: Member | None = None,
    remark: Remark | None = None,
) -> Wording:
    """Give a clause other words. `base` is the revision that the writer saw. The same words again change nothing.

    Without a `heading` it keeps its own; "" takes it away.

    Raises Clash when somebody saved other words since: what was sent is set aside, and the writer chooses.
    Raises ValidationError for what cannot be read, SignedOff and CannotChange.
    """
    text = words(text)
    with transaction.atomic():
        now, version = holding.clause_to_change(clause)
        saved = holding.current(now)
        heading = saved.heading if heading is None else line(heading, "heading")
        if (saved.heading, saved.text) == (heading, text):
            return saved
        if base == now.revision:
            return _reworded(now, version, heading, text, by=by, because=because, remark=remark)
        aside = set_aside(now, base, heading, text, member=member, by=by)
    raise Clash(aside, saved)


def settle(
    aside: SetAside,
    *,
    choice: str,
    by: Actor,
    text: str = "",
    heading: str = "",
    because: str = "",
    member: Member | None = None,
) -> Wording:
    """The writer chose between their words, those that were saved first, and both put together.

    Raises Clash when somebody saved yet again; ValidationError for no choice; SignedOff and CannotChange.
    """
    if choice not in Settled.values:
        raise ValidationError({"choice": _("Choose which words should stand.")})
    with transaction.atomic():
        kept = (
            SetAside.objects.select_for_update(of=("self",))
            .select_related("clause__document")
            .get(pk=aside.pk)
        )
        saved = holding.current(kept.clause)
        if choice == Settled.THEIRS:
            return _settled(kept, choice, saved, by)
    if choice == Settled.MINE:
        text, heading = kept.text, kept.heading
    reworded = reword(
        kept.clause, text=text, heading=heading, base=kept.met, by=by, because=because, member=member
    )
    with transaction.atomic():
        return _settled(kept, choice, reworded, by)


def _settled(aside: SetAside, choice: str, wording: Wording, by: Actor) -> Wording:
    SetAside.objects.filter(pk=aside.pk, settled="").update(settled=choice, settled_at=clock.now())
    record("documents.clash_settled", aside, by=by, choice=choice, revision=wording.revision)
    return wording


def split(
    clause: Clause,
    *,
    first: str,
    second: str,
    base: int,
    by: Actor,
    second_heading: str = "",
    because: str = "",
    member: Member | None = None,
    remark: Remark | None = None,
) -> Clause:
    """Make two clauses of one. Gives the new one, which stands after it and knows where it came from."""
    first, second = words(first, "first"), words(second, "second")
    second_heading = line(second_heading, "second_heading")
    with transaction.atomic():
        now, version = holding.clause_to_change(clause)
        saved = holding.current(now)
        if base == now.revision:
            place = (now.place or 0) + 1
            holding.make_room(now.document, place)
            made = Clause.objects.create(document=now.document, place=place)
            about: dict[str, Any] = {"by": by, "because": because, "remark": remark}
            _write(made, version, second_heading, second, **about)
            if first != saved.text:
                _reworded(now, version, saved.heading, first, **about)
            Descent.objects.create(source=now, target=made, kind=DescentKind.SPLIT, version=version)
            record("documents.clause_split", now, by=by, into=made.pk)
            return made
        aside = set_aside(now, base, saved.heading, f"{first}\n\n{second}", member=member, by=by)
    raise Clash(aside, saved)


def merge(
    clause: Clause,
    *,
    other: Clause,
    text: str,
    base: int,
    by: Actor,
    other_base: int | None = None,
    because: str = "",
    member: Member | None = None,
    remark: Remark | None = None,
) -> Clause:
    """Join another clause to this one. The other is taken out; what people said about it is kept, and shown here."""
    text = words(text)
    with transaction.atomic():
        now, version = holding.clause_to_change(clause)
        gone = _standing(other)
        if gone.pk == now.pk or gone.document_id != now.document_id:
            raise ValidationError({"other": _("Choose another clause of this text.")})
        saved = holding.current(now)
        if base == now.revision and other_base in (None, gone.revision):
            if text != saved.text:
                _reworded(now, version, saved.heading, text, by=by, because=because, remark=remark)
            _take_out(gone, because)
            Descent.objects.create(source=gone, target=now, kind=DescentKind.MERGE, version=version)
            record("documents.clauses_joined", now, by=by, other=gone.pk)
            return Clause.objects.get(pk=now.pk)
        aside = set_aside(now, base, saved.heading, text, member=member, by=by)
    raise Clash(aside, saved)


def move(clause: Clause, *, after: Clause | None, by: Actor) -> Clause:
    """Move a clause behind another one, or to the beginning. Staying where it is changes nothing."""
    with transaction.atomic():
        now, _version = holding.clause_to_change(clause)
        target = _standing(after) if after else None
        if target and (target.pk == now.pk or target.document_id != now.document_id):
            raise ValidationError({"after": _("Choose another clause of this text.")})
        before = now.place or 0
        holding.close_gap(now.document, before)
        reached = Clause.objects.get(pk=target.pk).place or 0 if target else 0
        holding.make_room(now.document, reached + 1)
        now.place = reached + 1
        now.save(update_fields=["place"])
        if now.place != before:
            record("documents.clause_moved", now, by=by, before=before, now=now.place)
        return now


def remove_clause(clause: Clause, *, because: str, by: Actor, base: int | None = None) -> None:
    """Take a clause out. It stays to be read with everything that people said about it.

    Raises ValidationError without a reason, CannotChange when it was changed since `base`.
    """
    because = line(because, "because", MOST_REASON)
    if not because:
        raise ValidationError({"because": _("Write why. Everybody can read your reason.")})
    with transaction.atomic():
        now, _version = holding.clause_to_change(clause)
        if base not in (None, now.revision):
            raise CannotChange(CHANGED)
        _take_out(now, because)
        record("documents.clause_removed", now, by=by)


def set_aside(
    clause: Clause, base: int, heading: str, text: str, *, member: Member | None, by: Actor
) -> SetAside:
    """Keep words that met somebody else's change. The same words again are kept once."""
    aside, _made = SetAside.objects.update_or_create(
        clause=clause, heading=heading, text=text, by=by.key, settled="",
        defaults={"base": base, "met": clause.revision, "member": member},
    )  # fmt: skip
    record("documents.words_set_aside", aside, by=by, clause=clause.pk, base=base)
    return aside


def _standing(clause: Clause) -> Clause:
    now = Clause.objects.get(pk=clause.pk)
    if now.removed_at:
        raise CannotChange(_("The other clause was taken out of the text. Choose another one."))
    return now


def _take_out(clause: Clause, because: str) -> None:
    place = clause.place or 0
    clause.place, clause.removed_at, clause.removed_because = None, clock.now(), because
    clause.save(update_fields=["place", "removed_at", "removed_because"])
    holding.close_gap(clause.document, place)


def _reworded(
    clause: Clause, version: Version, heading: str, text: str, *, by: Actor, because: str, remark: Remark | None
) -> Wording:  # fmt: skip
    clause.revision += 1
    clause.save(update_fields=["revision"])
    wording = _write(clause, version, heading, text, by=by, because=because, remark=remark)
    record("documents.clause_reworded", clause, by=by, revision=clause.revision)
    return wording


def _write(
    clause: Clause, version: Version, heading: str, text: str, *, by: Actor, because: str, remark: Remark | None
) -> Wording:  # fmt: skip
    return Wording.objects.create(
        clause=clause, revision=clause.revision, heading=heading, text=text, version=version,
        because=line(because, "because", MOST_REASON), remark=remark, by=by.key,
    )  # fmt: skip
