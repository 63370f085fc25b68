"""Who helps to run a session. Any member can do any of it."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from alongside.foundation.actors import Actor
from alongside.foundation.letters import paragraphs, where_to_ask
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member
from alongside.people.queries import members

from ..emails import words
from ..models import Helper, HelperRole, Session
from .refusals import NotNow


def add_helper(session: Session, *, member: Member, role: str, by: Actor) -> Helper:
    """Name somebody who helps. Naming them twice changes nothing.

    Raises NotNow for somebody who left or whose guardian has not agreed, and for a cancelled session.
    """
    if role not in HelperRole.values:
        raise NotNow(_("Choose one of the roles on this page."))
    if not members.may_be_reached(member):
        raise NotNow(_("This person left, or their parent or guardian has not agreed yet."))
    with transaction.atomic():
        if Session.objects.select_for_update().get(pk=session.pk).cancelled_at:
            raise NotNow(_("This session was cancelled."))
        helper, made = Helper.objects.get_or_create(session=session, member=member, role=role)
        if made:
            record("gatherings.helper_added", session, by=by, helper=helper.pk, member=member.pk, role=role)
            _tell(helper, by)
        return helper


def remove_helper(helper: Helper, *, by: Actor) -> None:
    """Somebody no longer helps with this."""
    with transaction.atomic():
        session, member, role = helper.session, helper.member_id, helper.role
        removed, _rows = Helper.objects.filter(pk=helper.pk).delete()
        if removed:
            record("gatherings.helper_removed", session, by=by, member=member, role=role)


def _tell(helper: Helper, by: Actor) -> None:
    """Tell somebody by their own channel that they are down to help, and how to say no."""
    member, session = helper.member, helper.session
    with translation.override(member.language):
        text = paragraphs(
            _("Hello %(name)s,") % {"name": member.called},
            _("You are down to help with a session. Your part: %(role)s.")
            % {"role": helper.get_role_display()},
            words.title(session),
            words.when(session),
            words.run_it(member, session),
            _("If this does not suit you, tell us, and we will find somebody else."),
            where_to_ask(),
        )
        subject = _("You help with a session: %(session)s") % {"session": words.title(session)}
        people.tell(member, subject=subject, text=text, by=by, about=session)
