"""Training packages: started, filled with modules, published in versions, taught; and who made them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from alongside.documents.models import Version
from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Attribution, Member

from ..models import (
    Author,
    Delivery,
    Licence,
    Module,
    ModuleKind,
    TrainingPackage,
    TrainingVersion,
)
from . import wording
from .refusals import CannotPublish

TAKEN = {"start"}
MOST_MINUTES = 600
MOST_TEXT = 20_000


def start_package(
    *, title: str, licence: str, by: Actor, language: str = "en", about: str = ""
) -> TrainingPackage:
    """Start a package; nobody else sees it until its first version. Raises ValidationError."""
    given = _described(title, licence, about)
    slug = slugify(given["title"])[:70] or f"training-{clock.now():%Y%m%d%H%M%S}"
    try:
        with transaction.atomic():
            row = TrainingPackage.objects.create(
                slug=f"training-{slug}" if slug in TAKEN else slug, language=language, **given
            )
            record("learning.package_started", row, by=by)
            return row
    except IntegrityError as taken:
        raise ValidationError(
            {"title": _("There is a training of this name. Choose another title.")}
        ) from taken


def change_package(
    package: TrainingPackage, *, title: str, licence: str, language: str, about: str, by: Actor
) -> None:
    """Change what a package is called, its licence, language or what it is about. Raises ValidationError."""
    given = _described(title, licence, about) | {"language": language}
    with transaction.atomic():
        for name, value in given.items():
            setattr(package, name, value)
        package.save(update_fields=list(given))
        record("learning.package_changed", package, by=by)


def _described(title: str, licence: str, about: str) -> dict[str, str]:
    return {
        "title": wording.line(title, "title", missing=_("Write a title."), most=160),
        "licence": wording.chosen(licence, Licence, "licence", _("Choose what people may do with it.")),
        "about": wording.plain(about, "about"),
    }


def add_module(
    package: TrainingPackage,
    *,
    kind: str,
    title: str,
    minutes: int,
    by: Actor,
    text: str = "",
    version: Version | None = None,
) -> Module:
    """Add a module at the end: a frozen version of a text that everybody may read, or an activity in words.

    Raises ValidationError when neither is given, and for minutes beyond 1 to 600.
    """
    given = _module(kind, title, minutes, text, version)
    with transaction.atomic():
        last = Module.objects.standing().filter(package=package).aggregate(last=Max("place"))["last"]
        row = Module.objects.create(package=package, place=(last or 0) + 1, **given)
        record("learning.module_added", row, by=by, package=package.pk, kind=str(kind))
        return row


def change_module(
    module: Module,
    *,
    kind: str,
    title: str,
    minutes: int,
    by: Actor,
    text: str = "",
    version: Version | None = None,
) -> None:
    """Change a module. Versions that were published stay as they are. Raises ValidationError as `add_module`."""
    given = _module(kind, title, minutes, text, version)
    with transaction.atomic():
        for name, value in given.items():
            setattr(module, name, value)
        module.save(update_fields=list(given))
        record("learning.module_changed", module, by=by, package=module.package_id)


def _module(kind: str, title: str, minutes: int, text: str, version: Version | None) -> dict[str, Any]:
    kind = wording.chosen(kind, ModuleKind, "kind", _("Choose what it is."))
    given = {"kind": kind, "title": wording.line(title, "title", missing=_("Write a title."), most=160)}
    if not 1 <= minutes <= MOST_MINUTES:
        raise ValidationError(
            {"minutes": _("Write how many minutes it takes, from 1 to %(most)d.") % {"most": MOST_MINUTES}}
        )
    if kind == ModuleKind.ACTIVITY:
        words = wording.plain(text, "text", missing=_("Write what people do."), most=MOST_TEXT)
        return given | {"minutes": minutes, "text": words, "version": None}
    if version is None or not version.is_frozen or version.document.opened_at is None:
        raise ValidationError({"version": _("Choose a version of a text that everybody can read.")})
    return given | {"minutes": minutes, "text": "", "version": version}


def move_module_up(module: Module, *, by: Actor) -> None:
    """Let a module change places with the one before. The first one stays."""
    with transaction.atomic():
        rows = list(Module.objects.standing().select_for_update().filter(package=module.package_id))
        at = next((at for at, row in enumerate(rows) if row.pk == module.pk), 0)
        if at:
            rows[at - 1], rows[at] = rows[at], rows[at - 1]
            for place, row in enumerate(rows, 1):
                Module.objects.filter(pk=row.pk).update(place=place)
            record("learning.module_moved", module, by=by, to=at)


def remove_module(module: Module, *, by: Actor) -> None:
    """Take a module out. Versions that were published keep it. Twice changes nothing."""
    with transaction.atomic():
        if Module.objects.filter(pk=module.pk, removed_at=None).update(removed_at=clock.now()):
            record("learning.module_removed", module, by=by, package=module.package_id)


def publish_package(package: TrainingPackage, *, by: Actor, summary: str = "") -> TrainingVersion:
    """Publish the modules as they are: a version that stays so. The first one opens the package to everybody.

    Raises CannotPublish without a module, and when nothing was changed since the last version.
    """
    words = wording.plain(summary, "summary", most=1000)
    with transaction.atomic():
        kept = TrainingPackage.objects.select_for_update().get(pk=package.pk)
        content = content_of(kept)
        newest = TrainingVersion.objects.newest(kept)
        if not content:
            raise CannotPublish(_("Add a module first."))
        if newest and (newest.content, newest.title) == (content, kept.title):
            raise CannotPublish(
                _("Nothing was changed since version %(number)d.") % {"number": newest.number}
            )
        row = TrainingVersion.objects.create(
            package=kept, number=newest.number + 1 if newest else 1, title=kept.title, summary=words,
            content=content, by=by.key,
        )  # fmt: skip
        if kept.opened_at is None:
            package.opened_at = kept.opened_at = clock.now()
            kept.save(update_fields=["opened_at"])
        record("learning.package_published", row, by=by, package=kept.pk, modules=len(content))
        return row


def content_of(package: TrainingPackage) -> list[dict[str, Any]]:
    """The modules now, as a version keeps them."""
    return [
        {
            "module": row.pk, "number": number, "kind": str(row.kind), "title": row.title,
            "minutes": row.minutes, "text": row.text, "version": row.version_id,
        }
        for number, row in enumerate(Module.objects.standing().filter(package=package), 1)
    ]  # fmt: skip


def add_author(package: TrainingPackage, member: Member, *, by: Actor) -> Author:
    """Say that a member made this with us. They stand without a name until they choose one. Twice changes nothing."""
    with transaction.atomic():
        row, made = Author.objects.get_or_create(package=package, member=member)
        if made:
            record("learning.author_added", row, by=by, package=package.pk)
        return row


def name_author(
    author: Author, *, named: str, by: Actor, role_text: str = "", told: people.Told | None = None
) -> None:
    """Change how somebody is named for a training that they made with us."""
    with transaction.atomic():
        author.named = named
        role = named == Attribution.ROLE
        author.role_text = wording.line(role_text, "role_text", most=120) if role else ""
        author.save(update_fields=["named", "role_text"])
        wording.written_down(author.member, "training", told, by)
        record("learning.author_named", author, by=by, named=str(named))


def remove_author(author: Author, *, by: Actor) -> None:
    """Somebody did not make this with us after all."""
    with transaction.atomic():
        record("learning.author_removed", author, by=by, package=author.package_id)
        author.delete()


def add_delivery(
    package: TrainingPackage,
    *,
    on: date,
    by: Actor,
    kind: str = "",
    key: str = "",
    label: str = "",
    url: str = "",
) -> Delivery:
    """Say when and where a package is taught. Raises ValidationError without a place, and for a session named twice."""
    where = wording.place(kind, key, label, url)
    if not where["label"]:
        raise ValidationError({"label": _("Write where it is taught.")})
    version = TrainingVersion.objects.newest(package)
    if version is None:
        raise CannotPublish(_("Publish a version first. Then it can be taught."))
    try:
        with transaction.atomic():
            row = Delivery.objects.create(package=package, version=version, on=on, by=by.key, **where)
            record("learning.delivery_added", row, by=by, package=package.pk, kind=row.kind, key=row.key)
            return row
    except IntegrityError as there:
        raise ValidationError({"thing": _("This is written down already.")}) from there


def remove_delivery(delivery: Delivery, *, by: Actor) -> None:
    """It was not taught there after all. What people completed stays."""
    with transaction.atomic():
        record("learning.delivery_removed", delivery, by=by, package=delivery.package_id)
        delivery.delete()
