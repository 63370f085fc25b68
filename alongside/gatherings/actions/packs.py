"""The pack: items, their formats, and sending it out."""

import uuid
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from alongside.foundation import judging_files
from alongside.foundation.actors import Actor
from alongside.foundation.models import Channel
from alongside.foundation.record import record

from .. import emails
from ..models import PackFormat, PackItem, PackPublication, Session, Variant
from ..queries import packs
from .refusals import NotNow

CHANGEABLE = frozenset({"title", "is_public", "on_request"})


def add_pack_item(
    session: Session, *, title: str, by: Actor, is_public: bool = False, on_request: bool = False
) -> PackItem:
    """Add one thing to the pack, at its end. Raises NotNow for a cancelled session."""
    _check(session)
    with transaction.atomic():
        last = PackItem.objects.filter(session=session).aggregate(last=Max("order"))["last"] or 0
        item = PackItem.objects.create(
            session=session, title=title.strip(), is_public=is_public, on_request=on_request, order=last + 1
        )
        record("gatherings.pack_item_added", item, by=by, session=session.pk)
        return item


def change_pack_item(item: PackItem, *, by: Actor, **fields: Any) -> PackItem:
    """Change an item's title, who may open it, and whether other formats come on request."""
    if not fields.keys() <= CHANGEABLE:
        raise ValueError(f"Not to be changed here: {', '.join(sorted(fields.keys() - CHANGEABLE))}.")
    with transaction.atomic():
        changed = sorted(name for name, value in fields.items() if getattr(item, name) != value)
        for name in changed:
            setattr(item, name, fields[name])
        if changed:
            item.save(update_fields=changed)
            record("gatherings.pack_item_changed", item, by=by, fields=changed)
        return item


def remove_pack_item(item: PackItem, *, by: Actor) -> None:
    """Take an item out of the pack, with all its formats."""
    with transaction.atomic():
        for one in item.formats.all():
            _forget_file(one)
        record("gatherings.pack_item_removed", item, by=by, session=item.session_id)
        item.delete()


def add_words(item: PackItem, *, text: str, by: Actor, variant: str = Variant.STANDARD) -> PackFormat:
    """Add words that are read on the page, listened to with a screen reader, or printed."""
    with transaction.atomic():
        made = PackFormat.objects.create(item=item, variant=variant, text=text.strip())
        record("gatherings.pack_format_added", item, by=by, variant=str(variant), media_type="")
        return made


def add_file(
    item: PackItem, *, file: "UploadedFile[Any]", by: Actor, variant: str = Variant.STANDARD
) -> PackFormat:
    """Add a file, judged by what is in it. Raises NotNow with a sentence when it is not what it says."""
    if (file.size or 0) > judging_files.MOST_BYTES:
        raise NotNow(_("This file is too big. Choose one of 20 MB at most."))
    try:
        judged = judging_files.judge(file, file.name or "")
    except judging_files.NotWhatItSays as problem:
        raise NotNow(str(problem)) from problem
    with transaction.atomic():
        made = PackFormat(
            item=item, variant=variant, file_name=(file.name or "")[-120:], media_type=judged.media_type,
            size=file.size or 0,
        )  # fmt: skip
        file.seek(0)
        made.file.save(f"{uuid.uuid4().hex}{judged.ending}", file, save=False)
        made.save()
        record(
            "gatherings.pack_format_added", item, by=by, variant=str(variant), media_type=judged.media_type
        )
        return made


def remove_format(one: PackFormat, *, by: Actor) -> None:
    """Take one format out; its file goes too."""
    with transaction.atomic():
        _forget_file(one)
        record("gatherings.pack_format_removed", one.item, by=by, variant=one.variant)
        one.delete()


def send_pack(session: Session, *, by: Actor) -> PackPublication:
    """Tell those with a place that the pack is out; those who are written to by post get it on paper.

    Raises NotNow for a session that is not announced or cancelled, an empty pack, or an item in one format.
    """
    _check(session)
    if session.announced_at is None:
        raise NotNow(_("Announce this session first."))
    with transaction.atomic():
        found = packs.items(Session.objects.select_for_update().get(pk=session.pk))
        if not found:
            raise NotNow(_("There is nothing in the pack yet. Add what people should read."))
        if few := packs.too_few(found):
            raise NotNow(*(_needs_another(item) for item in few))
        told = emails.pack_is_out(session, by=by)
        sent = PackPublication.objects.create(
            session=session, sent_by=by.key, told=len(told),
            paper_copies=sum(message.channel == Channel.LETTER for message in told),
        )  # fmt: skip
        record("gatherings.pack_sent", session, by=by, told=sent.told, paper_copies=sent.paper_copies)
        return sent


def _needs_another(item: PackItem) -> str:
    return _("“%(title)s” needs a second format, or say that others come on request.") % {"title": item.title}


def _check(session: Session) -> None:
    if session.cancelled_at:
        raise NotNow(_("This session was cancelled."))


def _forget_file(one: PackFormat) -> None:
    """The file goes once the row is gone for good."""
    if one.file:
        name, storage = one.file.name, one.file.storage
        transaction.on_commit(lambda: storage.delete(name or ""))
