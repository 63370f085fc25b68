"""What the room holds about a person, and what it does when they leave: their words go, what they changed stays."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Attribution, Member

from ..models import Author, Feedback, FormatRequest, LearningItem, Taking

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class LearningRights:
    """What the rights registry asks of this room."""

    name = "learning"

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
        return [{"label": _("What I learnt and told you"), "url": reverse("learning:my_learning")}]


def _member(account: "AbstractBaseUser") -> Member | None:
    return Member.objects.filter(account_id=account.pk).first()


def export_member(member: Member) -> dict[str, Any]:
    """What a member told us, what was decided because of it, and the training that they took or made."""
    rows = LearningItem.objects.filter(member=member).prefetch_related("changes")
    return {
        "items": [
            {
                "what": row.what, "so_what": row.so_what, "now_what": row.now_what, "how_it_went": row.how_it_went,
                "strand": row.strand, "where": row.label, "how": row.how, "named": row.named,
                "role": row.role_text, "said_at": row.created_at.isoformat(),
                "public_since": row.checked_at.isoformat() if row.checked_at else None,
                "taken_back": row.withdrawn_at is not None, "held_back_because": row.held_back_because,
                "changes": [{"what": one.what, "verdict": one.verdict} for one in row.changes.all()],
            }
            for row in rows
        ],
        "trainings": [
            {
                "title": row.version.title, "version": row.version.number, "how": row.how,
                "begun_at": row.created_at.isoformat(),
                "completed_on": row.completed_on.isoformat() if row.completed_on else None,
                "modules_done": row.modules_done.count(),
            }
            for row in Taking.objects.filter(member=member).select_related("version")
        ],
        "feedback": list(
            Feedback.objects.filter(member=member).values("package__title", "how", "helped", "hindered", "wanted")
        ),
        "formats_asked": list(
            FormatRequest.objects.filter(member=member).values("label", "wanted", "how", "answer")
        ),
        "made_with_us": list(Author.objects.filter(member=member).values("package__title", "named", "role_text")),
    }  # fmt: skip


def forget_member(member: Member, *, by: Actor) -> None:
    """Blank and hide what a member told us. What was changed because of it stays, without whose it was."""
    with transaction.atomic():
        rows = LearningItem.objects.filter(member=member)
        rows.filter(withdrawn_at=None).update(withdrawn_at=clock.now())
        count = rows.update(
            what="", so_what="", now_what="", label="", url="", role_text="", held_back_because="",
            named=Attribution.NONE, member=None,
        )  # fmt: skip
        said = Feedback.objects.filter(member=member)
        count += said.update(helped="", hindered="", wanted="", member=None, taking=None, item=None)
        asked = FormatRequest.objects.filter(member=member)
        asked.filter(withdrawn_at=None).update(withdrawn_at=clock.now())
        count += asked.update(wanted="", answer="", member=None)
        Author.objects.filter(member=member).update(member=None, named=Attribution.NONE, role_text="")
        Taking.objects.filter(member=member).update(member=None)
        if count:
            record("learning.words_forgotten", None, by=by, count=count)
