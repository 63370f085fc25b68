"""What the access part of the room registers with the house: rights, jobs, navigation, what waits on desks."""

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation import actors, clock, doors, jobs, navigation, record, rights, waiting
from alongside.foundation.models import Message
from alongside.people.models import Member

from . import actions as gatherings
from . import figures, figures_access
from .emails import words
from .models import AccessNeed, Adjustment, HelperRole
from .queries import access as queries
from .queries import my_access

EVERY_HOUR = jobs.every(timedelta(hours=1))


def prepare() -> None:
    """Called once, when the house starts."""
    record.keep_apart("gatherings.need_")
    rights.register(gatherings.AccessRights())
    figures.MORE |= figures_access.MAKERS
    waiting.register("gatherings.access", waits)
    navigation.add(
        gettext_lazy("Access needs"), "gatherings:access", 55, navigation.Group.SESSIONS, doors.ACCESS
    )
    jobs.register("gatherings.ask_whether_needs_were_met", ask_whether_met, EVERY_HOUR)
    jobs.register("gatherings.ask_to_review_needs", ask_to_review, EVERY_HOUR)
    jobs.register("gatherings.delete_access_details", delete_details, EVERY_HOUR)


def ask_whether_met() -> None:
    """Ask people once, after each session, whether what they needed was there."""
    gatherings.ask_about_past_sessions(by=actors.SYSTEM)


def ask_to_review() -> None:
    """Ask people once a year whether what we know of their needs is still right."""
    gatherings.ask_to_review(by=actors.SYSTEM)


def delete_details() -> None:
    """Delete what was arranged 30 days ago; sums stay."""
    gatherings.delete_old_details(by=actors.SYSTEM)


def waits(request: HttpRequest) -> Iterator[waiting.Waiting]:
    """What waits for the person of a request: their own verdicts, or what they arrange for others."""
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return
    yield from waiting.mine(_mine(member), minutes=1)
    roles = doors.roles_of(request)
    if roles & doors.ACCESS:
        yield from waiting.ours(_open(queries.open_needs()), minutes=15)
        yield from waiting.ours(_afterwards(), minutes=15)
    else:
        helped = member.session_roles.filter(role=HelperRole.ACCESS_SUPPORT).values_list("session", flat=True)
        if mine := set(helped):
            yield from waiting.ours(
                _open(row for row in queries.open_needs() if row.session.pk in mine), minutes=15
            )
    if roles & doors.COORDINATORS and _is_stuck():
        yield waiting.Waiting(
            title=_("Give somebody the access role"), url=reverse("people:list_roles"),
            hint=_("People told us what they need. Nobody may read it yet."), status=_("To do"),
            kind="attention", minutes=5, ours=True,
        )  # fmt: skip


def _mine(member: Member) -> Iterator[waiting.Waiting]:
    for registration in my_access.to_tell(member):
        yield waiting.Waiting(
            title=_("Did it work for you? %(session)s") % {"session": words.title(registration.session)},
            url=reverse("gatherings:say_whether_met", args=[registration.pk]),
            hint=_("One short question about what you needed. It takes a minute."), status=_("To do"),
            kind="attention",
        )  # fmt: skip
    if AccessNeed.objects.to_review(clock.today()).filter(member=member).exists():
        yield waiting.Waiting(
            title=_("Is what you need still the same?"), url=reverse("gatherings:my_access"),
            hint=_("You told us some time ago. Look at it once more."), status=_("To do"), kind="attention",
        )  # fmt: skip


def _open(rows: "Iterator[Adjustment] | list[Adjustment]") -> Iterator[waiting.Waiting]:
    """Needs without an answer, by book-by date. No names: the desk is no look at who needs what."""
    for row in rows:
        status = _("Overdue") if row.is_late else _("Being arranged") if row.owner_id else _("No owner yet")
        yield waiting.Waiting(
            title=str(row.get_kind_display()),
            url=reverse("gatherings:adjustment", args=[row.session.pk, row.pk]),
            hint=_("Access need for %(session)s") % {"session": words.title(row.session)},
            due=row.book_by, status=status,
            kind="stopped" if row.is_late else "waiting" if row.owner_id else "attention",
        )  # fmt: skip


def _afterwards() -> Iterator[waiting.Waiting]:
    for verdict in queries.not_met():
        row = verdict.adjustment
        yield waiting.Waiting(
            title=_("A need was not met, or only partly: look into it"),
            url=reverse("gatherings:adjustment", args=[row.session.pk, row.pk]),
            hint=words.title(row.session), status=_("To do"), kind="attention",
        )  # fmt: skip
    for row in queries.to_call_off():
        yield waiting.Waiting(
            title=_("Call off a booking"), due=row.session.day,
            url=reverse("gatherings:adjustment", args=[row.session.pk, row.pk]),
            hint=_("%(kind)s for %(session)s")
            % {"kind": row.get_kind_display(), "session": words.title(row.session)},
            status=_("To do"), kind="attention",
        )  # fmt: skip


def _is_stuck() -> bool:
    if not queries.nobody_holds_the_role():
        return False
    letters = Message.objects.by_hand().filter(confidential=True)
    return letters.exists() or Adjustment.objects.standing().unanswered().exists()
