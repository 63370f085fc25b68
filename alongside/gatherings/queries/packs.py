"""The pack of a session: who may open what, and whether each item comes in more than one format."""

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from alongside.people.models import Member

from ..models import PackFormat, PackItem, PackPublication, Registration, Session

FORMATS_NEEDED = 2


def items(session: Session) -> list[PackItem]:
    """The items in order, each with its formats; the words themselves are left out. Two queries."""
    formats = Prefetch("formats", PackFormat.objects.defer("text"))
    return list(PackItem.objects.filter(session=session).prefetch_related(formats))


def last_sent(session: Session) -> PackPublication | None:
    """When the pack last went out."""
    return PackPublication.objects.filter(session=session).last()


def is_registered(session: Session, member: Member | None) -> bool:
    """Whether a member means to come, the waiting list too."""
    rows: QuerySet[Registration] = Registration.objects.standing().filter(session=session)
    return member is not None and rows.filter(member=member).exists()


def seen_by_readers(session: Session, *, registered: bool) -> list[PackItem]:
    """What a reader finds: everything for those who registered, the public part for everybody; once it is out."""
    if last_sent(session) is None:
        return []
    return [item for item in items(session) if registered or item.is_public]


def enough_formats(item: PackItem) -> bool:
    """Whether people have a choice, or are told that other formats are made for them."""
    many = len(item.formats.all())
    return many >= FORMATS_NEEDED or (many > 0 and item.on_request)


def too_few(found: list[PackItem]) -> list[PackItem]:
    """Items that come in one format only, or in none."""
    return [item for item in found if not enough_formats(item)]


def pack_comes_in_formats(session: Session) -> Iterator[str]:
    """A check of readiness: each item in two formats, or on request; and the pack is out."""
    found = items(session)
    for item in too_few(found):
        yield _(
            "“%(title)s” in the pack needs a second format. Add one, or say that others come on request."
        ) % {"title": item.title}
    if found and last_sent(session) is None:
        yield _("The pack is not out yet. Send it to the people who registered.")
