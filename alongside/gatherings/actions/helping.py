"""Who helps to run a session. Any member can do any of it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Member
from alongside.people.queries import members

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
        return helper


def remove_helper(helper: Helper, *, by: Actor) -> None:
    """Somebody no longer helps with this."""
    with transaction.atomic():
        session, member, role = helper.session, helper.member_id, helper.role
        removed, _rows = Helper.objects.filter(pk=helper.pk).delete()
        if removed:
            record("gatherings.helper_removed", session, by=by, member=member, role=role)
