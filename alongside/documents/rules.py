"""Who may: predicates, true or false."""

from django.http import HttpRequest

from alongside.foundation import doors
from alongside.foundation.doors import Role
from alongside.people.models import Member
from alongside.people.queries import members

from .models import Document, Editor

Who = HttpRequest | frozenset[Role]


def _roles(who: Who) -> frozenset[Role]:
    return who if isinstance(who, frozenset) else doors.roles_of(who)


def starts(who: Who) -> bool:
    """Whether somebody starts documents, and says who edits and signs them."""
    return bool(_roles(who) & doors.COORDINATORS)


def edits(who: Who, member: Member | None, document: Document) -> bool:
    """Whether somebody edits a document: a coordinator, or a member who is one of its editors."""
    return starts(who) or (
        member is not None and Editor.objects.filter(document=document, member=member).exists()
    )


def reads(who: Who, member: Member | None, document: Document) -> bool:
    """Whether somebody may read a document: everybody once it is open; before, those who edit it, and auditors."""
    return document.opened_at is not None or Role.AUDITOR in _roles(who) or edits(who, member, document)


def may_take_part(member: Member) -> bool:
    """Whether a member may say something: under 16 only once a parent or guardian agreed."""
    return members.may_be_reached(member)
