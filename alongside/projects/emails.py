"""What we write to people in teams, each by their own channel, in their language."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from alongside.foundation.actors import Actor
from alongside.foundation.letters import paragraphs, where_to_ask
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import Member

from .models import TeamMember, TeamRole


def asked_to_join(row: TeamMember, *, by: Actor) -> Message | None:
    """A lead asks somebody to be in a team. They answer themselves, by any way."""
    member = row.member
    with translation.override(member.language):
        text = paragraphs(
            _hello(member), _("You are asked to be in the team of a project:"), f"“{row.project.title}”",
            row.project.summary, _("You would be in it as: %(role)s") % {"role": TeamRole(row.role).label},
            _("You decide. You can say yes or no on our website, under “My projects”."),
            _("You can also tell us by phone, by post or in person."), where_to_ask(),
        )  # fmt: skip
        subject = _("Would you like to be in the team of a project?")
        return people.tell(member, subject=subject, text=text, by=by, about=row.project, asks=True)


def _hello(member: Member) -> str:
    return _("Hello %(name)s,") % {"name": member.called}
