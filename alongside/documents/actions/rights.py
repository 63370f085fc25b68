"""What the room holds about a person, and what it does when they leave: their words go, what they changed stays."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Attribution, Member

from ..models import Editor, Reflection, Remark, SetAside, Signature, SigningRole

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class DocumentsRights:
    """What the rights registry asks of this room."""

    name = "documents"

    def export(self, account: "AbstractBaseUser") -> dict[str, Any]:
        """Everything about the member behind an account; empty for somebody without a member."""
        member = _member(account)
        return export_member(member) if member else {}

    def erase(self, account: "AbstractBaseUser", *, by: Actor) -> None:
        """Do what each field declares."""
        if member := _member(account):
            forget_member(member, by=by)

    def links(self, account: "AbstractBaseUser") -> list[dict[str, Any]]:
        """Where somebody changes how they are named, and takes back what they said."""
        return [{"label": _("What I said about texts"), "url": reverse("documents:my_remarks")}]


def _member(account: "AbstractBaseUser") -> Member | None:
    return Member.objects.filter(account_id=account.pk).first()


def export_member(member: Member) -> dict[str, Any]:
    """What a member said about texts, what they edit, and what they signed."""
    remarks = Remark.objects.filter(member=member).select_related("document", "version")
    reflections = Reflection.objects.filter(member=member).select_related("document", "version")
    signed = Signature.objects.filter(member=member).select_related("version")
    return {
        "remarks": [
            {
                "text": row.document.title, "version": row.version.number, "clause": row.number_then,
                "kind": row.kind, "words": [row.heading, row.text, row.second_text], "reason": row.reason,
                "how": row.how, "named": row.named, "said_at": row.created_at.isoformat(),
                "outcome": row.outcome, "answer": row.answer, "taken_back": row.withdrawn_at is not None,
                "held_back_because": row.held_back_because,
            }
            for row in remarks
        ],
        "reflections": [
            {
                "text": row.document.title, "version": row.version.number, "words": row.text, "how": row.how,
                "where": row.label, "named": row.named, "said_at": row.created_at.isoformat(),
                "taken_back": row.withdrawn_at is not None,
            }
            for row in reflections
        ],
        "edits": list(Editor.objects.filter(member=member).values_list("document__title", flat=True)),
        "set_aside": list(SetAside.objects.filter(member=member).values_list("text", flat=True)),
        "signs_as": list(SigningRole.objects.filter(member=member).values_list("name", flat=True)),
        "signed": [
            {
                "text": row.version.title, "version": row.version.number, "as": row.role_name, "how": row.how,
                "signed_on": row.signed_on.isoformat(),
            }
            for row in signed
        ],
    }  # fmt: skip


def forget_member(member: Member, *, by: Actor) -> None:
    """Blank and hide what a member said. What entered a text stays there, without whose it was."""
    with transaction.atomic():
        nameless: dict[str, Any] = {
            "role_text": "",
            "held_back_because": "",
            "named": Attribution.NONE,
            "member": None,
        }
        said, lived = Remark.objects.filter(member=member), Reflection.objects.filter(member=member)
        said.filter(withdrawn_at=None).update(withdrawn_at=clock.now())
        lived.filter(withdrawn_at=None).update(withdrawn_at=clock.now())
        count = said.update(text="", second_text="", heading="", reason="", **nameless)
        count += lived.update(text="", label="", url="", **nameless)
        SetAside.objects.filter(member=member).update(text="", heading="", member=None)
        SigningRole.objects.filter(member=member).update(member=None)
        Signature.objects.filter(member=member).update(member=None)
        Editor.objects.filter(member=member).delete()
        if count:
            record("documents.words_forgotten", None, by=by, count=count)
