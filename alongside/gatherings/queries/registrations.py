"""Questions about registrations: how many places there are, who waits where, and why somebody cannot register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.people.models import BringsKind, Member
from alongside.people.queries import listing as people
from alongside.people.queries import members

from ..models import Attendance, Coming, Meeting, Registration, RolePlaces, Session

Text = str | Promise

MODES: dict[str, tuple[str, ...]] = {
    Meeting.IN_PERSON: (Coming.IN_PERSON.value,),
    Meeting.ONLINE: (Coming.ONLINE.value,),
    Meeting.HYBRID: (Coming.IN_PERSON.value, Coming.ONLINE.value),
}


@dataclass
class Places:
    """How many places a session has, and how many are taken. A limit of None means that there is none."""

    limits: dict[str, int | None]
    by_role: dict[str, int]
    taken: Counter[str] = field(default_factory=Counter)
    taken_by_role: Counter[str] = field(default_factory=Counter)
    waiting: Counter[str] = field(default_factory=Counter)

    def left(self, coming: str) -> int | None:
        """Free places of one way of coming; None where there is no limit."""
        limit = self.limits.get(coming, 0)
        return None if limit is None else max(0, limit - self.taken[coming])

    def left_for_role(self, brings: str) -> int | None:
        """Free places for those who bring one thing; None where there is no limit."""
        limit = self.by_role.get(brings)
        return None if limit is None else max(0, limit - self.taken_by_role[brings])

    def fits(self, coming: str, brings: str = "") -> bool:
        """Whether there is a place for one more who comes so and brings that."""
        return self.left(coming) != 0 and self.left_for_role(brings) != 0

    def only_by_role(self, coming: str) -> bool:
        """Whether whoever waits to come so waits for the places of their role, while others are free."""
        return self.left(coming) != 0

    def take(self, coming: str, brings: str = "", places: int = 1) -> None:
        """Count somebody in; out with `places=-1`."""
        self.taken[coming] += places
        self.taken_by_role[brings] += places


@dataclass(frozen=True)
class ModePlaces:
    """One way of coming, as pages show it."""

    coming: str
    label: Text
    limit: int | None
    left: int | None
    waiting: int

    @property
    def full(self) -> bool:
        """Whether one more would wait."""
        return self.left == 0


def modes(session: Session) -> tuple[str, ...]:
    """The ways in which people can come to a session."""
    return MODES[session.meeting]


def places_of(session: Session) -> Places:
    """Places of a session as they are now. Two queries at most, however many have registered."""
    limits = {Coming.IN_PERSON.value: session.places_in_person, Coming.ONLINE.value: session.places_online}
    places = Places({mode: limits[mode] for mode in modes(session)}, _limits_by_role(session))
    standing = Registration.objects.filter(session=session).standing().order_by()
    counted = standing.values_list("coming", "brings").annotate(
        placed=Count("pk", filter=Q(placed_at__isnull=False)), waits=Count("pk", filter=Q(placed_at=None))
    )
    for coming, brings, placed, waits in counted:
        places.take(coming, brings, placed)
        places.waiting[coming] += waits
    return places


def _limits_by_role(session: Session) -> dict[str, int]:
    if not getattr(session, "has_role_places", True):
        return {}
    return dict(RolePlaces.objects.filter(session=session).values_list("brings", "places"))


def shown_places(session: Session, places: Places | None = None) -> list[ModePlaces]:
    """What a page says about places, one line for each way of coming."""
    known = places or places_of(session)
    return [
        ModePlaces(mode, Coming(mode).label, known.limits[mode], known.left(mode), known.waiting[mode])
        for mode in modes(session)
    ]


def limits_in_words(session: Session, places: Places | None = None) -> list[tuple[Text, int]]:
    """The limits by role: what people bring, and how many places there are."""
    known = places.by_role if places else _limits_by_role(session)
    return [(BringsKind(kind).label, limit) for kind, limit in known.items()]


def of_member(session: Session, member: Member | None) -> Registration | None:
    """The registration of a member that stands, or None."""
    if member is None:
        return None
    return Registration.objects.standing().filter(session=session, member=member).first()


def why_not(session: Session, member: Member | None) -> Text:
    """Why registration is shut, in a sentence for whoever wants to come; "" when it is open."""
    if session.cancelled_at is not None:
        return _("This session was cancelled, so nobody can register for it.")
    if session.announced_at is None:
        return _("This session is not announced yet. Come back when it is.")
    if session.starts_at <= clock.now():
        return _("This session has begun or is over, so nobody can register for it any more.")
    if not session.is_open:
        return _("Registration is closed. Call or write to us if you still want to come.")
    if member is not None and not members.may_be_reached(member):
        return _(
            "Your parent or guardian must agree first. We have asked them. Come back when they said yes."
        )
    return ""


def position(registration: Registration) -> int:
    """The position on the waiting list of one's own way of coming; 0 for who does not wait."""
    if not registration.is_waiting:
        return 0
    before = Q(queued_at__lt=registration.queued_at) | Q(
        queued_at=registration.queued_at, pk__lt=registration.pk
    )
    waiting = Registration.objects.waiting().filter(
        session_id=registration.session_id, coming=registration.coming
    )
    return waiting.filter(before).count() + 1


def can_change(registration: Registration) -> bool:
    """Whether a registration can still be changed or cancelled by who made it."""
    session = registration.session
    begun = session.cancelled_at is not None or session.starts_at <= clock.now()
    return registration.cancelled_at is None and not begun


def coming_up(member: Member) -> QuerySet[Registration]:
    """A member's registrations for sessions that are still to come, soonest first."""
    mine = Registration.objects.standing().filter(member=member, session__ends_at__gt=clock.now())
    with_session = mine.select_related("session", "session__series", "session__offer", "member")
    return with_session.order_by("session__starts_at", "pk")


def earlier(member: Member) -> QuerySet[Registration]:
    """A member's registrations for sessions that are over, and those that were cancelled; newest first."""
    over = Q(session__ends_at__lte=clock.now()) | Q(cancelled_at__isnull=False)
    mine = Registration.objects.filter(over, member=member).select_related(
        "session", "session__series", "attendance"
    )
    return mine.order_by("-session__starts_at", "-pk")


STATES = {
    "placed": Q(cancelled_at=None, placed_at__isnull=False),
    "waiting": Q(cancelled_at=None, placed_at=None),
    "cancelled": Q(cancelled_at__isnull=False),
    "attended": Q(attendance__isnull=False),
}


def listing(session: Session, *, state: str = "", words: str = "") -> QuerySet[Registration]:
    """Registrations of a session for those who run it, in the order in which they came."""
    found = Registration.objects.filter(session=session).select_related("member", "attendance", "session")
    found = found.filter(STATES[state]) if state in STATES else found.filter(cancelled_at=None)
    for word in words.split()[:8]:
        found = found.filter(
            Q(member__called__icontains=word)
            | Q(member__full_name__icontains=word)
            | Q(member__reference__icontains=word)
            | Q(code__iexact=word)
        )
    return found.order_by("queued_at", "pk")


def counts(session: Session) -> dict[str, int]:
    """How many registrations are in each state. One query."""
    counted = {name: Count("pk", filter=condition) for name, condition in STATES.items()}
    found: dict[str, int] = Registration.objects.filter(session=session).aggregate(**counted)
    return found


def attendance_of(session: Session) -> QuerySet[Attendance]:
    """Who came: published attendance is the number of these rows."""
    return Attendance.objects.filter(registration__session=session)


def by_code(code: str) -> Registration | None:
    """The registration with this code, however it was typed; where it was cancelled, the one that they have now.

    A person who was in our list twice had two codes for one place. Either finds it.
    """
    found = Registration.objects.select_related("session", "session__offer", "member", "attendance")
    row = found.filter(code=plain_code(code)).first()
    if row is None or row.cancelled_at is None:
        return row
    return found.standing().filter(session=row.session, member=row.member).first() or row


def held_about(member: Member) -> list[dict[str, Any]]:
    """Everything of ours about a member, JSON-able."""
    rows = Registration.objects.filter(member=member).select_related("session", "attendance")
    return [_as_data(row) for row in rows.order_by("pk")]


def _as_data(row: Registration) -> dict[str, Any]:
    moments = ("created_at", "placed_at", "promoted_at", "cancelled_at")
    attendance = getattr(row, "attendance", None)
    return {
        "session": row.session.title, "code": row.code, "coming": row.coming, "how": row.how,
        "brings": row.brings, "supporter_comes": row.supporter_comes, "message": row.message,
        "attended": attendance.coming if attendance else "", "checked_in": attendance.how if attendance else "",
        **{name: moment.isoformat() for name in moments if (moment := getattr(row, name))},
    }  # fmt: skip


def find_members(words: str, *, everybody: bool) -> Sequence[Member]:
    """Members to register. Coordinators find by any word; who only runs a session, by the exact name or reference."""
    asked = " ".join(words.split())
    if not asked:
        return []
    if everybody:
        return list(people.find(words=asked)[:10])
    return list(Member.objects.here().filter(members.exactly(asked)).order_by("called", "pk")[:10])


def on_the_list(session: Session, word: str) -> Registration | None:
    """Whose registration of a session this code or reference is; a reference reads with or without its dash."""
    plain = plain_code(word)
    found = Registration.objects.standing().filter(session=session).select_related("member", "session")
    if row := found.filter(Q(code=plain) | members.known_as(word, "member__")).first():
        return row
    before = Registration.objects.filter(session=session, code=plain).values("member")
    return found.filter(member__in=before).first()


def why_not_on_the_list(session: Session, word: str) -> Text:
    """Why a word on a paper list checks nobody in."""
    plain = plain_code(word)
    if members.by_reference(word).exists():
        return _("not registered for this session")
    if Registration.objects.filter(session=session, code=plain).exists():
        return _("cancelled their registration")
    if Registration.objects.filter(code=plain).exists():
        return _("the code of another session")
    return _("nobody has this reference")


def plain_code(word: str) -> str:
    """Letters and digits of a code or reference, however it was typed."""
    return "".join(sign for sign in word.upper() if sign.isalnum())
