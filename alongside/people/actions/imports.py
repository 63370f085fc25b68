"""Lists of people are uploaded, looked at line by line, and then taken in whole or not at all."""

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.lists import Outcome, Preview
from alongside.foundation.record import record

from ..models import MemberImport
from ..queries import imports
from ..reading_files import Sheet
from . import joining, on_behalf


class CannotImport(Exception):
    """Nobody was added; the message is a sentence for the page."""


def upload_members(sheet: Sheet, *, file_name: str, by: Actor) -> MemberImport:
    """Keep a list for looking at. Nobody is added yet."""
    with transaction.atomic():
        uploaded = MemberImport.objects.create(
            file_name=file_name[:200],
            rows=[{"number": line.number, "cells": line.cells} for line in sheet.lines],
            uploaded_by=by.key,
        )
        record("people.import_uploaded", uploaded, by=by, lines=len(sheet.lines))
        return uploaded


def apply_import(
    uploaded: MemberImport, *, told: on_behalf.Told, by: Actor, welcome: bool = False
) -> dict[str, int]:
    """Add everybody on the list who is new, all or nobody. Returns how many lines were in each state.

    A second time changes nothing and returns no new people. Raises CannotImport, with the line, when
    anything on the list is wrong; then nobody was added. The list itself is not kept afterwards.
    """
    with transaction.atomic():
        locked = MemberImport.objects.select_for_update().get(pk=uploaded.pk)
        if locked.applied_at or locked.discarded_at:
            return {"new": 0, "here": 0, "left": 0, "problem": 0}
        judged = imports.preview(locked)
        _check(judged)
        for outcome in judged.in_state("new"):
            _add(outcome, locked, told, by, welcome)
        locked.applied_at, locked.rows = clock.now(), []
        locked.save(update_fields=["applied_at", "rows"])
        record("people.import_applied", locked, by=by, **judged.counts)
        return judged.counts


def forget_old_imports(*, by: Actor) -> int:
    """Throw lists away that nobody took in within their days. Gives how many."""
    old = list(imports.too_old(clock.now()))
    for uploaded in old:
        discard_import(uploaded, by=by)
    return len(old)


def discard_import(uploaded: MemberImport, *, by: Actor) -> None:
    """Throw a list away unread. Doing it twice changes nothing."""
    with transaction.atomic():
        waiting = MemberImport.objects.filter(pk=uploaded.pk, applied_at=None, discarded_at=None)
        if waiting.update(discarded_at=clock.now(), rows=[]):
            record("people.import_discarded", uploaded, by=by)


def _check(judged: Preview) -> None:
    problems = judged.in_state("problem")
    if problems:
        raise CannotImport(format_lazy(_("Line {line}: {why}"), line=problems[0].number, why=problems[0].why))


def _add(outcome: Outcome, uploaded: MemberImport, told: on_behalf.Told, by: Actor, welcome: bool) -> None:
    try:
        member = joining.join(mode=told.mode, by=by, welcome=welcome, **outcome.details)
    except joining.CannotJoin as refusal:
        raise CannotImport(
            format_lazy(_("Line {line}: {why}"), line=outcome.number, why=str(refusal))
        ) from refusal
    on_behalf.record_for(
        member, what="import", mode=told.mode, on=told.on, by=by, note=told.note,
        read_back_and_agreed=told.read_back_and_agreed,
    )  # fmt: skip
