"""The library: things added, changed, taken out; and other formats, asked for and answered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock, judging_files, sources
from alongside.foundation.actors import Actor
from alongside.foundation.models import Centre
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode

from .. import emails
from ..models import Form, FormatRequest, Licence, Resource, ResourceKind, Strand
from . import wording

USUAL_DAYS = 30
FORMS = {
    judging_files.PDF: Form.PDF, judging_files.DOCX: Form.WORD, judging_files.ODT: Form.WORD,
    judging_files.TEXT: Form.TEXT, judging_files.MP3: Form.AUDIO, judging_files.JPEG: Form.PICTURE,
    judging_files.PNG: Form.PICTURE,
}  # fmt: skip
"""In which form a file is, where nobody says otherwise."""


def add_resource(*, by: Actor, url: str = "", file: File[bytes] | None = None, **described: str) -> Resource:
    """Put a link or a file into the library. Raises ValidationError for neither, both, or a file that is not taken."""
    given = _described(**described)
    where = wording.link(url)
    if bool(where) == (file is not None):
        raise ValidationError({"url": _("Write a link, or choose a file: one of the two.")})
    kept = _judged(file) if file is not None else {"url": where}
    if not given["form"]:
        given["form"] = FORMS.get(str(kept.get("media_type", "")), Form.WEB)
    with transaction.atomic():
        row = Resource.objects.create(**given, **kept, by=by.key)
        record("learning.resource_added", row, by=by, kind=given["kind"], form=str(row.form))
        return row


def change_resource(resource: Resource, *, by: Actor, **described: str) -> None:
    """Change what is said about a thing in the library. Raises ValidationError."""
    given = _described(**described)
    given["form"] = given["form"] or resource.form
    with transaction.atomic():
        for name, value in given.items():
            setattr(resource, name, value)
        resource.save(update_fields=list(given))
        record("learning.resource_changed", resource, by=by)


def remove_resource(resource: Resource, *, by: Actor) -> None:
    """Take a thing out of the library. How often it was taken away stays counted. Twice changes nothing."""
    with transaction.atomic():
        if Resource.objects.filter(pk=resource.pk, removed_at=None).update(removed_at=clock.now()):
            record("learning.resource_removed", resource, by=by)


def _described(
    *, title: str, kind: str, licence: str, language: str = "en", form: str = "", about: str = "",
    made_by: str = "", strand: str = "",
) -> dict[str, Any]:  # fmt: skip
    return {
        "title": wording.line(title, "title", missing=_("Write a title."), most=160),
        "about": wording.plain(about, "about"), "made_by": wording.line(made_by, "made_by"),
        "kind": wording.chosen(kind, ResourceKind, "kind", _("Choose what it is.")),
        "licence": wording.chosen(licence, Licence, "licence", _("Choose what people may do with it.")),
        "form": wording.chosen(form, Form, "form", _("Choose a format.")) if form else "",
        "strand": wording.chosen(strand, Strand, "strand", _("Choose what it is about.")) if strand else "",
        "language": language,
    }  # fmt: skip


def _judged(file: File[bytes]) -> dict[str, Any]:
    if (file.size or 0) > judging_files.MOST_BYTES:
        raise ValidationError({"file": _("This file is too large. Make it smaller, or give a link.")})
    try:
        judged = judging_files.judge(file, file.name or "")
    except judging_files.NotWhatItSays as problem:
        raise ValidationError({"file": str(problem)}) from problem
    name = wording.line((file.name or "file").rpartition("/")[2], "file")[-120:]
    file.seek(0)
    return {"file": file, "file_name": name, "media_type": judged.media_type, "size": file.size or 0}


def ask_format(
    member: Member | None, *, kind: str, key: str, wanted: str, by: Actor, told: people.Told | None = None
) -> FormatRequest:
    """Ask for something of the library in another format. It is answered within the centre's time.

    Raises ValidationError without words and for a thing that is not there; CannotSay while a guardian has not agreed.
    """
    wording.may_speak(member)
    words = wording.plain(wanted, "wanted", missing=_("Write which format is needed."), most=1000)
    thing = sources.read([(kind, key)]).get((kind, key))
    if thing is None:
        raise ValidationError({"thing": _("We do not find this. Choose one from the library.")})
    with transaction.atomic():
        row = FormatRequest.objects.create(
            kind=kind, key=key, label=thing.label[:200], url=thing.url[:500], wanted=words, member=member,
            how=told.mode if told else Mode.WEB, due_on=_due(),
        )  # fmt: skip
        wording.written_down(member, "format", told, by)
        record("learning.format_asked", row, by=by, kind=kind, key=key, how=str(row.how))
        return row


def _due() -> date:
    centre = Centre.current()
    return clock.today() + timedelta(days=centre.answer_within_days if centre else USUAL_DAYS)


def answer_format(request: FormatRequest, *, answer: str, by: Actor) -> None:
    """Say where the other format is, or why there is none; whoever asked is told. Raises ValidationError."""
    words = wording.plain(answer, "answer", missing=_("Write the answer in words."), most=2000)
    with transaction.atomic():
        request.answer, request.answered_at, request.answered_by = words, clock.now(), by.key
        request.save(update_fields=["answer", "answered_at", "answered_by"])
        record("learning.format_answered", request, by=by)
        emails.format_answered(request, by=by)


def take_format_back(request: FormatRequest, *, by: Actor) -> None:
    """It is not needed any more. Twice changes nothing."""
    with transaction.atomic():
        if FormatRequest.objects.filter(pk=request.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
            record("learning.format_taken_back", request, by=by)
