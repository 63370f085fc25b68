"""What we write to members who asked about their own data."""

from __future__ import annotations

from django.utils import formats, translation
from django.utils.translation import gettext as _

from alongside.foundation.actors import Actor
from alongside.foundation.letters import paragraphs, where_to_ask

from .emails import reach
from .models.rights_requests import RightsRequest


def asked(row: RightsRequest, *, by: Actor) -> None:
    """Tell a member that we have their request, and by when they hear from us."""
    if row.member is None:
        return
    with translation.override(row.member.language):
        subject = _("We have your request about your data")
        text = paragraphs(
            _("Hello %(name)s,") % {"name": row.member.called},
            _("You asked: %(what)s.") % {"what": row.get_right_display()},
            _("You hear from us by %(day)s. It costs you nothing.")
            % {"day": formats.date_format(row.due_on)},
            where_to_ask(),
        )
    reach(row.member, subject=subject, text=text, by=by, about=row)


def answered(row: RightsRequest, *, by: Actor) -> None:
    """Tell a member what became of their request, and where they can complain."""
    if row.member is None:
        return
    with translation.override(row.member.language):
        subject = _("Our answer about your data")
        text = paragraphs(
            _("Hello %(name)s,") % {"name": row.member.called},
            _("You asked: %(what)s.") % {"what": row.get_right_display()},
            f"{row.get_outcome_display()}.",
            row.answer,
            _("If you are not content with this, you can complain to the Information Commissioner: ico.org.uk, "
              "phone 0303 123 1113."),
            where_to_ask(),
        )  # fmt: skip
    reach(row.member, subject=subject, text=text, by=by, about=row)
