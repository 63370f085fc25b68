"""Whether a session may be announced, is ready, or leaves loose ends. Each check says so in sentences.

Other parts of the room add a function to `CHECKS` (why it is not ready yet) or `LOOSE_ENDS` (what is still
open after the day). A function takes the session and gives sentences, each saying what to do next.
"""

from collections.abc import Callable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from alongside.foundation import clock

from ..models import Helper, HelperRole, Meeting, PlanItem, Session
from . import access, minutes, packs, themes, voices

Text = str | Promise
Check = Callable[[Session], Iterator[str]]


def facilitated(session: Session) -> Iterator[str]:
    """Somebody leads the group."""
    if not Helper.objects.filter(session=session, role=HelperRole.FACILITATOR).exists():
        yield _("Nobody is named to facilitate. Name somebody.")


def placed(session: Session) -> Iterator[str]:
    """People can get there, and join online or by phone."""
    if session.meeting != Meeting.ONLINE and not (session.venue and session.address):
        yield _("The place is not given. Write its name and address.")
    if session.meeting != Meeting.IN_PERSON and not (session.online_link or session.dial_in):
        yield _("Nobody can join online yet. Write the link, or the phone number.")


def planned(session: Session) -> Iterator[str]:
    """There is a plan for the day."""
    if not PlanItem.objects.filter(session=session).exists():
        yield _("There is no plan for the day. Write one.")


def offered(session: Session) -> Iterator[str]:
    """People know what is paid before they come."""
    if session.offer_id is None:
        yield _("Nobody knows what is paid. Say so, even when it is nothing.")


CHECKS: tuple[Check, ...] = (
    facilitated,
    placed,
    planned,
    offered,
    access.answered_for_all,
    packs.pack_comes_in_formats,
)
LOOSE_ENDS: tuple[Check, ...] = (minutes.not_agreed, voices.unanswered, themes.unanswered)


def blockers(session: Session) -> list[str]:
    """Every reason why a session is not ready."""
    return [sentence for check in CHECKS for sentence in check(session)]


def loose_ends(session: Session) -> list[str]:
    """Everything that is still open after a session."""
    return [sentence for check in LOOSE_ENDS for sentence in check(session)]


def before_announcing(session: Session) -> list[str]:
    """What is missing before everybody may see a session."""
    found = []
    if session.cancelled_at:
        found.append(_("This session was cancelled. Plan a new one."))
    if not session.strands:
        found.append(_("Choose at least one strand of the story that this session belongs to."))
    return found


def look_twice(session: Session, number: int) -> list[str]:
    """What somebody should know before this session gets this number."""
    found = []
    later = Session.objects.filter(series=session.series_id, starts_at__gt=session.starts_at)
    earlier = later.exclude(number=None).order_by("number").values_list("number", flat=True).last()
    if session.starts_at <= clock.now():
        found.append(
            _("This session started in the past. It becomes session %(number)d.") % {"number": number}
        )
    if earlier is not None:
        found.append(
            _("This session is earlier than session %(other)d. It becomes session %(number)d, and others keep theirs.")
            % {"other": earlier, "number": number}
        )  # fmt: skip
    return found
