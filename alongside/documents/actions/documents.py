"""Starting a document, saying what it is, who edits it, and opening it to everybody."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Member

from .. import cleaning
from ..models import Clause, Document, Editor, Version, Wording
from ..models.clauses import MOST_LETTERS
from . import holding
from .clauses import line, words
from .refusals import CannotChange

CHANGEABLE = frozenset({"kind", "title", "language", "about"})
MOST_PASTED = 400_000
HEAD = "# "


def start_document(
    *,
    kind: str,
    title: str,
    by: Actor,
    slug: str = "",
    language: str = "en",
    about: str = "",
    text: str = "",
    editor: Member | None = None,
) -> Document:
    """Start a document. Each paragraph of `text` becomes a clause; a line that begins with "# " is its heading.

    Raises ValidationError, with the field, for an empty title, a name that is taken, or a paragraph that is too long.
    """
    title = line(title, "title")
    if not title:
        raise ValidationError({"title": _("Write a title.")})
    clauses = read_clauses(text)
    try:
        with transaction.atomic():
            document = Document.objects.create(
                kind=kind, title=title, slug=slug or slugify(title)[:80] or f"text-{clock.now():%Y%m%d%H%M%S}",
                language=language, about=cleaning.clean(about, most=MOST_LETTERS),
            )  # fmt: skip
            version = Version.objects.create(document=document, number=1)
            _write_all(document, version, clauses, by)
            if editor:
                Editor.objects.create(document=document, member=editor)
            record("documents.document_started", document, by=by, kind=str(kind), clauses=len(clauses))
            return document
    except IntegrityError as taken:
        raise ValidationError({"title": _("There is a text of this name. Choose another title.")}) from taken


def read_clauses(text: str) -> list[tuple[str, str]]:
    """Heading and words of each clause of a pasted text. Raises ValidationError, which names the paragraph."""
    try:
        plain = cleaning.clean(text, most=MOST_PASTED)
    except ValidationError as refusal:
        raise ValidationError({"text": refusal.messages}) from refusal
    found: list[tuple[str, str]] = []
    heading = ""
    for number, part in enumerate(cleaning.paragraphs(plain), 1):
        if part.startswith(HEAD):
            first, _newline, part = part.partition("\n")
            heading = line(first.removeprefix(HEAD), "text")
        if len(part) > MOST_LETTERS:
            raise ValidationError({
                "text": _("Paragraph %(number)d has %(size)d letters. Split it: one clause may have %(most)d.")
                % {"number": number, "size": len(part), "most": MOST_LETTERS}
            })  # fmt: skip
        if part.strip():
            found.append((heading, words(part)))
            heading = ""
    return found


def change_document(document: Document, *, by: Actor, **fields: Any) -> Document:
    """Change what a document is called, its kind, language or what it is about."""
    if unknown := sorted(fields.keys() - CHANGEABLE):
        raise ValueError(f"Not to be changed here: {', '.join(unknown)}.")
    if "title" in fields:
        fields["title"] = line(fields["title"], "title")
        if not fields["title"]:
            raise ValidationError({"title": _("Write a title.")})
    with transaction.atomic():
        kept, _version = holding.to_change(document)
        changed = sorted(name for name, value in fields.items() if getattr(kept, name) != value)
        for name in changed:
            setattr(kept, name, fields[name])
        if changed:
            kept.save(update_fields=changed)
            record("documents.document_changed", kept, by=by, fields=changed)
        return kept


def open_document(document: Document, *, by: Actor) -> Document:
    """Let everybody read a document, and members say something about it. Twice changes nothing."""
    with transaction.atomic():
        kept = holding.held(document)
        if kept.opened_at:
            return kept
        if not Clause.objects.standing().filter(document=kept).exists():
            raise CannotChange(_("There is no clause yet. Write one first."))
        kept.opened_at = clock.now()
        kept.save(update_fields=["opened_at"])
        record("documents.document_opened", kept, by=by)
        return kept


def add_editor(document: Document, *, member: Member, by: Actor) -> Editor:
    """Let a member edit a document. Twice changes nothing."""
    with transaction.atomic():
        editor, made = Editor.objects.get_or_create(document=document, member=member)
        if made:
            record("documents.editor_added", document, by=by, member=member.pk)
        return editor


def remove_editor(editor: Editor, *, by: Actor) -> None:
    """A member edits a document no more."""
    with transaction.atomic():
        record("documents.editor_removed", editor.document, by=by, member=editor.member_id)
        editor.delete()


def _write_all(document: Document, version: Version, clauses: list[tuple[str, str]], by: Actor) -> None:
    """Many clauses at once."""
    made = Clause.objects.bulk_create(
        [Clause(document=document, place=number) for number in range(1, len(clauses) + 1)]
    )
    Wording.objects.bulk_create(
        [
            Wording(clause=clause, revision=1, heading=heading, text=text, version=version, by=by.key)
            for clause, (heading, text) in zip(made, clauses, strict=True)
        ]
    )
