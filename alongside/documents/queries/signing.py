"""Who signs a version, who has not yet, and what stands in the way."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.people.models import Member

from ..models import Remark, Signature, SigningRole, Version
from . import reading


class CannotSign(ValueError):
    """A version cannot be signed now; the message says why, and what to do."""


def missing(version: Version) -> list[SigningRole]:
    """The roles in which nobody signed this version yet."""
    signed = version.signatures.values("role")
    open_roles = SigningRole.objects.filter(document=version.document_id, ended_at=None)
    return list(open_roles.exclude(pk__in=signed).select_related("member", "document"))


def to_sign(member: Member) -> list[tuple[SigningRole, Version]]:
    """What somebody can sign today, in which role. Five queries, however many roles they have."""
    mine = SigningRole.objects.filter(member=member, ended_at=None, document__signed=None)
    roles = [role for role in mine.select_related("document") if role.document.opened_at]
    documents = {role.document_id for role in roles}
    newest = reading.newest_of([role.document for role in roles])
    signed = set(Signature.objects.filter(role__in=roles).values_list("version", "role"))
    waiting = set(
        Remark.objects.unanswered()
        .suggestions()
        .filter(document__in=documents)
        .values_list("document", flat=True)
    )
    changed = reading.changed_since(newest.values())
    return [
        (role, newest[role.document_id])
        for role in roles
        if role.document_id in newest.keys() - waiting - changed
        and (newest[role.document_id].pk, role.pk) not in signed
    ]


def check_signable(version: Version) -> None:
    """Raises CannotSign when this version is not the text as it stands, with everything answered."""
    document = version.document
    newest = reading.newest_frozen(document)
    if newest is None or newest.pk != version.pk:
        raise CannotSign(_("There is a newer version. Sign that one."))
    if reading.differs(document, version):
        raise CannotSign(
            _("The text was changed since this version. Freeze a new version, and sign that one.")
        )
    if document.opened_at is None:
        raise CannotSign(_("Open the text to everybody first."))
    if not SigningRole.objects.filter(document=document, ended_at=None).exists():
        raise CannotSign(_("Nobody is named to sign. Say first who signs, and in which role."))
    waiting = Remark.objects.unanswered().suggestions().filter(document=document).count()
    if waiting:
        raise CannotSign(
            ngettext(
                "%(count)d suggestion has no answer yet. Answer it first.",
                "%(count)d suggestions have no answer yet. Answer them first.",
                waiting,
            )
            % {"count": waiting}
        )
