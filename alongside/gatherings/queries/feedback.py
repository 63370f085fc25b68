"""Questions about feedback: how it is worded, who may be asked, whose link this is, and what was said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.methods.disclosure.rules import SMALLEST_COUNT
from alongside.people.models import Member
from alongside.people.queries import asks, members

from ..models import Feedback, FeedbackQuestions, FeedbackRequest, Heard, Session

QUESTIONS = ("good", "differently", "heard", "anything_else")
USUAL: dict[str, str | Promise] = {
    "good": _("What was good?"),
    "differently": _("What should we do differently?"),
    "heard": _("Did you feel heard?"),
    "anything_else": _("Anything else?"),
}
SALT = "gatherings.feedback"
LINK_LASTS = timedelta(days=60)
ASKED_AFTER = timedelta(days=1)
ASKED_AT_MOST_AFTER = timedelta(days=30)
NEW_LINK_AFTER = timedelta(hours=12)


class LinkOverError(Exception):
    """The link was ours, and its time is over. `request` says whose it was."""

    def __init__(self, request: FeedbackRequest) -> None:
        super().__init__("over")
        self.request = request


def wording(session: Session, version: int | None = None) -> dict[str, str]:
    """The questions as they are asked: by default the latest wording. An empty one is not asked."""
    rows = FeedbackQuestions.objects.filter(session=session)
    row = rows.first() if version is None else rows.filter(version=version).first()
    if row is None:
        return {name: str(words) for name, words in USUAL.items()}
    return {name: getattr(row, name) for name in QUESTIONS}


def version(session: Session) -> int:
    """The number of the latest wording; 0 for the house's own."""
    latest = FeedbackQuestions.objects.filter(session=session).values_list("version", flat=True).first()
    return latest or 0


def is_closed(session: Session) -> bool:
    """Whether feedback is over: the session was completed or cancelled."""
    return session.completed_at is not None or session.cancelled_at is not None


def came(session: Session) -> QuerySet[Member]:
    """Members who were there, as marked."""
    return (
        Member.objects.here()
        .filter(registrations__session=session, registrations__attendance__isnull=False)
        .distinct()
    )


def to_ask(session: Session) -> list[Member]:
    """Those who were there, were not asked yet, and may be reached."""
    asked = FeedbackRequest.objects.filter(session=session).values("member")
    rows = came(session).exclude(pk__in=asked).exclude(feedback__session=session)
    return [member for member in rows.select_related("guardian") if members.may_be_reached(member)]


def sessions_to_ask() -> list[Session]:
    """Sessions that took place a day ago or more, and not so long ago that people would be puzzled."""
    now = clock.now()
    rows = Session.objects.filter(completed_at=None, cancelled_at=None).filter(
        delivered_at__lte=now - ASKED_AFTER, delivered_at__gt=now - ASKED_AT_MOST_AFTER
    )
    return list(rows.order_by("pk"))


def asked_often(people: list[Member]) -> int:
    """How many of these were already asked as often as the centre allows in 30 days."""
    return len(asks.asked_enough(member.pk for member in people))


def token_of(request: FeedbackRequest) -> str:
    """What stands in somebody's own link. It ends after `LINK_LASTS`, or when the session is completed."""
    return signing.dumps([request.pk, int(request.sent_at.timestamp())], salt=SALT)


def request_of(token: str) -> FeedbackRequest | None:
    """Whose link this is. None for a wrong one; raises LinkOverError when its time is over."""
    try:
        pk, _sent = signing.loads(token, salt=SALT)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    request = (
        FeedbackRequest.objects.select_related("session", "session__series", "member")
        .filter(pk=pk, member__leaving=None)
        .first()
    )
    if request is None:
        return None
    if clock.now().timestamp() - _sent > LINK_LASTS.total_seconds():
        raise LinkOverError(request)
    return request


def link_key(request: FeedbackRequest) -> str:
    """The keyed hash by which answers without a name are found again from their link."""
    return salted_hmac(SALT, str(request.pk), algorithm="sha256").hexdigest()


def given(request: FeedbackRequest) -> Feedback | None:
    """What was answered through this link, or by this member in another way."""
    rows = Feedback.objects.filter(session=request.session_id)
    return rows.filter(member=request.member_id).first() or rows.filter(link_key=link_key(request)).first()


@dataclass(frozen=True)
class Counted:
    """How one answer of a choice was chosen. `shown` is empty where the number could point to somebody."""

    label: str | Promise
    count: int | None


@dataclass(frozen=True)
class Summary:
    """What came back: how many were asked and answered, the choice counted, and words without names."""

    asked: int
    answered: int
    heard: list[Counted]
    heard_later: bool
    heard_hidden: bool
    words: list[tuple[str, list[str]]]


def heard_counts(answers: list[str]) -> dict[str, int] | None:
    """Yes and mostly together, not much and no together; None where one of the two could point to somebody.

    Both need at least eight answers, because each is what is left of the other. Where all said the same,
    everybody's answer would be known.
    """
    by_answer = Counter(answers)
    good = by_answer[Heard.YES] + by_answer[Heard.MOSTLY]
    bad = by_answer[Heard.LITTLE] + by_answer[Heard.NO]
    if min(good, bad) < SMALLEST_COUNT:
        return None
    return {"good": good, "bad": bad}


def numbers(session: Session) -> tuple[int, int]:
    """How many were asked, and how many answered."""
    asked = FeedbackRequest.objects.filter(session=session).count()
    return asked, Feedback.objects.filter(session=session).count()


def summary(session: Session) -> Summary:
    """For those who run the session. Words stand in the order of the alphabet, so that none tells who wrote.

    The choice is counted once, when answers can change no more: two looks would show what came in between.
    """
    rows = list(Feedback.objects.filter(session=session))
    counted = heard_counts([row.heard for row in rows if row.heard]) if session.completed_at else None
    words = [
        (question, sorted(text for row in rows if (text := getattr(row, name))))
        for name, question in wording(session).items()
        if name != "heard"
    ]
    return Summary(
        asked=FeedbackRequest.objects.filter(session=session).count(),
        answered=len(rows),
        heard=[
            Counted(_("Yes or mostly"), counted["good"]), Counted(_("Not much or no"), counted["bad"]),
        ]
        if counted
        else [],
        heard_later=session.completed_at is None,
        heard_hidden=session.completed_at is not None and counted is None and any(row.heard for row in rows),
        words=[(question, said) for question, said in words if said],
    )  # fmt: skip
