"""After a session: whether each need was met, in the person's own words; then the details go, and sums stay."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, outbox
from alongside.foundation.actors import Actor
from alongside.foundation.record import key_of, record
from alongside.people import actions as people
from alongside.people.models import Mode

from ..emails import access as emails
from ..models import AccessCount, AccessNeed, Adjustment, Met, Registration, Session, Verdict
from ..queries import access as queries
from .refusals import NOT_BEFORE_SESSION, NotNow


def say_whether_met(
    adjustment: Adjustment, *, met: str, by: Actor, words: str = "", told: people.Told | None = None
) -> Verdict:
    """The person says whether their need was met. Saying it again puts it right.

    With `told`, the access role writes down what they said by phone, on paper or in person. Raises NotNow
    before the session has begun, and for an answer that is none; `people.CannotRecord` as Told may, and for a
    day before the session.
    """
    if met not in Met.values:
        raise NotNow(_("Choose whether it worked."))
    if adjustment.session.starts_at > clock.now():
        raise NotNow(_("The session has not begun yet. Come back afterwards."))
    with transaction.atomic():
        how = told.mode if told else Mode.WEB
        said = {"met": met, "words": words.strip(), "how": how, "looked_into_at": None}
        verdict, _made = Verdict.objects.update_or_create(adjustment=adjustment, defaults=said)
        if told:
            people.check_not_before(told, adjustment.session.day, NOT_BEFORE_SESSION)
            people.record_for(
                adjustment.registration.member, what="details", mode=told.mode, on=told.on, note=told.note,
                read_back_and_agreed=told.read_back_and_agreed, by=by, confidential=True,
            )  # fmt: skip
        record("gatherings.need_verdict", verdict, by=by)
        _ask_no_more(adjustment.registration, by)
        return verdict


def _ask_no_more(registration: Registration, by: Actor) -> None:
    """Once everything is answered, a letter, call or email that still asks does not go out."""
    rows = registration.adjustments.all()
    if rows.filter(ended_at=None, verdict=None).exists():
        return
    outbox.take_back_about(
        rows, by=by, only=lambda message: message.subject == emails.met_subject(registration)[:200]
    )


def look_into(verdict: Verdict, *, by: Actor) -> None:
    """Somebody looked into a need that was not met."""
    with transaction.atomic():
        if Verdict.objects.filter(pk=verdict.pk, looked_into_at=None).update(looked_into_at=clock.now()):
            record("gatherings.verdict_looked_into", verdict, by=by)


def ask_whether_met(registration: Registration, *, by: Actor) -> bool:
    """Ask somebody once whether what was arranged worked, by their own channel. True when they were asked."""
    with transaction.atomic():
        unasked = Adjustment.objects.select_for_update(of=("self",)).filter(
            registration=registration, ended_at=None, asked_at=None, verdict=None
        )
        ids = [adjustment.pk for adjustment in unasked]
        if not ids:
            return False
        Adjustment.objects.filter(pk__in=ids).update(asked_at=clock.now())
        emails.ask_whether_met(registration, by=by)
        record("gatherings.need_verdict_asked", registration, by=by)
        return True


def ask_about_past_sessions(*, by: Actor) -> int:
    """Ask everybody who had a place at a session that is over, once. Gives how many were asked."""
    return sum(ask_whether_met(registration, by=by) for registration in queries.to_ask())


def ask_to_review(*, by: Actor) -> int:
    """Ask people whose needs were said a year ago whether they are still right, once. Gives how many."""
    asked = 0
    due = AccessNeed.objects.to_review(clock.today()).filter(review_asked_at=None, member__leaving=None)
    for member_id in sorted(set(due.values_list("member", flat=True))):
        with transaction.atomic():
            theirs = list(due.filter(member=member_id).select_related("member"))
            AccessNeed.objects.filter(pk__in=[need.pk for need in theirs]).update(review_asked_at=clock.now())
            emails.ask_to_review(theirs[0].member, by=by)
            record("gatherings.need_review_asked", theirs[0], by=by)
            asked += 1
    return asked


def delete_old_details(*, by: Actor) -> int:
    """Delete what is 30 days past its session. Gives the number of sessions; for the job that runs each day."""
    sessions = queries.to_forget()
    for session in sessions:
        forget_session(session, by=by)
    return len(sessions)


def forget_session(session: Session, *, by: Actor) -> None:
    """Add up what was needed at a session, delete every detail, and empty what was written about it.

    Needs that their person keeps stay on the profile; those for this session only go.
    """
    with transaction.atomic():
        rows = list(Adjustment.objects.of_session(session).select_related("verdict", "registration__session"))
        count(rows)
        forget(rows)
        AccessNeed.objects.filter(only_for__session=session).delete()
        record("gatherings.access_details_deleted", session, by=by, adjustments=len(rows))


def count(rows: Iterable[Adjustment]) -> None:
    """Add adjustments that go to the sums of their sessions. What was taken back in time is not counted."""
    sums: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        tally = sums[row.registration.session_id, row.kind]
        tally["cost_pence"] += row.cost_pence
        if row.ended_at or row.registration.cancelled_at or row.session.cancelled_at:
            continue
        tally["shared"] += 1
        tally["arranged"] += row.arranged_at is not None
        verdict = getattr(row, "verdict", None)
        if verdict is not None:
            tally[verdict.met] += 1
    for (session, kind), tally in sums.items():
        kept, _made = AccessCount.objects.select_for_update().get_or_create(session_id=session, kind=kind)
        for name, number in tally.items():
            setattr(kept, name, getattr(kept, name) + number)
        kept.save()


def forget(rows: Iterable[Adjustment]) -> None:
    """Delete adjustments with their verdicts, and empty every message about them."""
    gone = list(rows)
    outbox.forget_words(key_of(row) for row in gone)
    Adjustment.objects.filter(pk__in=[row.pk for row in gone]).delete()
