"""What a member's round-up says, who gets one on a day, and whether they want one at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone, translation

from alongside.foundation import clock, news
from alongside.people.models import Member

from ..models import Basis, Digest, DigestChoice, Opened, Purpose, Rhythm, Subscriber, SubscriberQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

LOOKS_BACK = {Rhythm.WEEKLY: timedelta(days=7), Rhythm.MONTHLY: timedelta(days=31)}


@dataclass(frozen=True)
class RoundUp:
    """What is new for a member after `since`, up to `until`, without what they did or opened."""

    member: Member
    since: datetime
    until: datetime
    rows: list[news.News]

    @property
    def groups(self) -> list[news.Group]:
        """By kind, the newest first."""
        return news.grouped(self.rows)


def wants_one(member: Member) -> bool:
    """Whether the newest row in the ledger says that a member wants round-ups."""
    return _willing().filter(member=member).exists()


def _willing() -> SubscriberQuerySet:
    return Subscriber.objects.here().granting(Purpose.DIGEST, Basis.CONSENT)


def choice_of(member: Member) -> DigestChoice | None:
    """On which day a member wants their round-up; None where they want none."""
    return DigestChoice.objects.filter(member=member).first() if wants_one(member) else None


def due_on(day: date) -> list[DigestChoice]:
    """Whose day this is: they want a round-up, are here, and none was written for them today."""
    theirs = Q(rhythm=Rhythm.WEEKLY, weekday=day.weekday()) | Q(rhythm=Rhythm.MONTHLY, month_day=day.day)
    rows = DigestChoice.objects.filter(theirs, member__leaving=None)
    rows = rows.filter(member__subscriber__in=_willing())
    return list(rows.exclude(member__digests__on=day).select_related("member").order_by("pk"))


def next_day(choice: DigestChoice, after: date) -> date:
    """The first day after a day on which the round-up comes."""
    day = after + timedelta(days=1)
    while not (
        day.weekday() == choice.weekday if choice.rhythm == Rhythm.WEEKLY else day.day == choice.month_day
    ):
        day += timedelta(days=1)
    return day


def round_up(member: Member, choice: DigestChoice | None, until: datetime | None = None) -> RoundUp:
    """What a round-up for a member says if it is written now, in their language.

    It begins where the last one that reached them ended; the first looks back by a week, or by a month. So what fell
    on a day that was missed comes with the next.
    """
    until = until or clock.now()
    since = _since(member, choice, until)
    with translation.override(member.language):
        rows = news.for_member(member, since, until)
    opened = _opened(member, since)
    fresh = [one for one in rows if not one.done and opened.get(news.page_of(one.url), one.at) <= one.at]
    return RoundUp(member, since, until, fresh)


def _since(member: Member, choice: DigestChoice | None, until: datetime) -> datetime:
    rhythm = Rhythm(choice.rhythm) if choice else Rhythm.WEEKLY
    begins = (choice.chosen_at if choice else until) - LOOKS_BACK[rhythm]
    last = Digest.objects.reached().filter(member=member).order_by("-until").first()
    return max(begins, last.until) if last else begins


def _opened(member: Member, since: datetime) -> dict[str, datetime]:
    return dict(Opened.objects.filter(member=member, at__gt=since).values_list("page", "at"))


def end_of(day: date) -> datetime:
    """The moment at which a day is over, where the centre is."""
    following = datetime.combine(day + timedelta(days=1), datetime.min.time())
    return timezone.make_aware(following)


def member_of(account: AbstractBaseUser) -> Member | None:
    """The member behind an account, who may be leaving at this moment."""
    return Member.objects.filter(account_id=account.pk).first()


def held_about(account: AbstractBaseUser) -> dict[str, Any]:
    """Everything that is kept for the round-ups of a member, JSON-able."""
    member = member_of(account)
    if member is None:
        return {}
    choice = DigestChoice.objects.filter(member=member).values(
        "rhythm", "weekday", "month_day", "easy_read", "chosen_at", "how"
    )
    written = Digest.objects.filter(member=member).values("on", "since", "until", "keys")
    opened = Opened.objects.filter(member=member).order_by("at").values("page", "at")
    return {"choice": list(choice), "written": list(written), "opened": list(opened)}
