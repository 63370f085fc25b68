"""Minutes: who was there, what is open, and which names may stand in public."""

import re
from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.people.models import Attribution, Consent, ConsentChannel, Member, Purpose

from ..models import Attendance, Correction, Item, Minutes, MinutesVersion, Session


def of(session: Session) -> Minutes | None:
    """The minutes of a session, drafts too."""
    return Minutes.objects.filter(session=session).first()


def newest(minutes: Minutes) -> MinutesVersion | None:
    """The words as they stand."""
    return minutes.versions.order_by("number").last()


def as_opened(minutes: Minutes) -> MinutesVersion | None:
    """The words as they were when they were opened to those who were there."""
    if minutes.opened_at is None:
        return None
    return minutes.versions.filter(created_at__lte=minutes.opened_at).order_by("number").last()


def was_there(session: Session, member: Member | None) -> bool:
    """Whether a member came to a session."""
    rows = Attendance.objects.filter(registration__session=session)
    return member is not None and rows.filter(registration__member=member).exists()


def who_may_correct(session: Session) -> QuerySet[Member]:
    """Everybody who came, and everybody who helped."""
    came = Q(registrations__session=session, registrations__attendance__isnull=False)
    here = Member.objects.here().filter(came | Q(session_roles__session=session))
    return here.distinct().order_by("called", "pk")


def may_correct(session: Session, member: Member | None) -> bool:
    """Whether a member was there, or helped."""
    return member is not None and who_may_correct(session).filter(pk=member.pk).exists()


def unanswered(minutes: Minutes) -> QuerySet[Correction]:
    """Corrections that wait for an answer, oldest first."""
    return minutes.corrections.filter(answered_at=None).select_related("member")


def items(session: Session) -> list[Item]:
    """What came of a session: decisions, then actions by their day."""
    rows = Item.objects.filter(session=session).select_related("owner")
    return sorted(
        rows, key=lambda item: (item.kind != "decision", item.due is None, item.due or clock.today(), item.pk)
    )


def not_agreed(session: Session) -> Iterator[str]:
    """A loose end: minutes that were begun and are not agreed."""
    minutes = of(session)
    if minutes is not None and minutes.agreed_at is None:
        yield _("The minutes are not agreed yet.")


def people_in(*sessions: Session) -> list[Member]:
    """Everybody whose name could stand in the minutes: who registered, and who helped."""
    registered = Q(registrations__session__in=sessions)
    near = registered | Q(session_roles__session__in=sessions) | Q(items__session__in=sessions)
    return list(Member.objects.filter(near).distinct())


ENDS = ".!?\n؟۔।"
"""What ends a sentence or a line before the next begins."""


def may_be_named(members: Iterable[Member]) -> set[int]:
    """Those who said that they may be named for what they contributed, on the web, and still say so.

    Nobody under 18 is named in public.
    """
    adults = [member.pk for member in members if not member.is_young]
    given = Consent.objects.in_force(clock.today()).filter(
        member__in=adults,
        purpose=Purpose.CREDIT,
        attribution__in=[Attribution.FIRST_NAME, Attribution.FULL_NAME],
    )
    return {row.member_id for row in given if ConsentChannel.WEB in row.channels}


def unnamed(*sessions: Session) -> list[Member]:
    """Those whose names stay out of the public minutes of these sessions. Asked anew at every showing."""
    near = people_in(*sessions)
    named = may_be_named(near)
    return [member for member in near if member.pk not in named]


def without_names(text: str, members: Iterable[Member]) -> str:
    """A text in which nobody of these is named: each name reads "a member", or "A member" where a sentence begins."""
    names = {name.strip() for member in members for name in (member.full_name, member.called)}
    known = sorted((name for name in names if len(name) > 1), key=len, reverse=True)
    if not known:
        return text
    found = "|".join(re.escape(name) for name in known)

    def somebody(name: re.Match[str]) -> str:
        before = text[: name.start()].rstrip(" \t\r“\"'*-")
        begins = not before or before[-1] in ENDS
        return capfirst(_("a member")) if begins else _("a member")

    return re.sub(rf"(?<!\w)(?:{found})(?!\w)", somebody, text)


def names_found(text: str, members: Iterable[Member]) -> list[str]:
    """Which of these names stand in a text."""
    return sorted({
        member.called for member in members if without_names(text, [member]) != text
    })  # fmt: skip
