"""Minutes: written, opened to those who were there, corrected, answered and agreed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode

from .. import emails
from ..models import Correction, Item, Minutes, MinutesVersion, Session
from ..queries import minutes as queries
from .refusals import Clash, NotNow

USUAL_DAYS, FEWEST_DAYS, MOST_DAYS = 14, 3, 60
HOW_MANY_DAYS = _("Leave people 3 days at least, and 60 at most.")
NOT_BEFORE_MINUTES = _("The minutes were opened on {day}. Write that day or a later one.")
AGREED = _("These minutes are agreed. They stay as they are.")


def write_minutes(session: Session, *, text: str, by: Actor, base: int | None = None) -> Minutes:
    """Write the minutes, or write them anew: every version is kept. The same words again change nothing.

    `base` is the number of the version that the words grew from, 0 for none. Raises Clash when another has been
    saved since; NotNow without words, for a session that has not begun, and once they are agreed.
    """
    if not text.strip():
        raise NotNow(_("Write the minutes first."))
    with transaction.atomic():
        kept = Session.objects.select_for_update().get(pk=session.pk)
        if kept.cancelled_at or clock.now() < kept.starts_at:
            raise NotNow(_("Minutes can be written once the session has begun."))
        minutes, _made = Minutes.objects.get_or_create(session=kept)
        if minutes.agreed_at:
            raise NotNow(AGREED)
        _new_version(minutes, text, by, base)
        return minutes


def open_minutes(minutes: Minutes, *, by: Actor, days: int = USUAL_DAYS) -> Minutes:
    """Open the minutes for correction to everybody who was there or helped. Each is told by their own channel.

    Opening twice changes nothing. Raises NotNow before the session took place, and for too few or many days.
    """
    if not FEWEST_DAYS <= days <= MOST_DAYS:
        raise NotNow(HOW_MANY_DAYS)
    with transaction.atomic():
        kept = _locked(minutes)
        if kept.opened_at:
            return kept
        if kept.session.delivered_at is None:
            raise NotNow(_("Say first that the session took place."))
        now = clock.now()
        kept.opened_at, kept.open_until = now, _end_of_day(now + timedelta(days=days))
        kept.save(update_fields=["opened_at", "open_until"])
        record("gatherings.minutes_opened", kept, by=by, days=days)
        for member in queries.who_may_correct(kept.session):
            emails.minutes_open(kept, member, by=by)
        for item in Item.objects.to_do().filter(session=kept.session).select_related("owner", "session"):
            emails.your_item(item, by=by)
        minutes.refresh_from_db()
        return kept


def suggest_correction(
    minutes: Minutes, member: Member, *, words: str, by: Actor, told: people.Told | None = None
) -> Correction:
    """Somebody who was there suggests a change. With `told`, staff write it down; it has the same standing.

    What was said in time counts, also when it is written down later. Raises NotNow when the minutes are not
    open or the member was not there, and `people.CannotRecord` when what was told cannot be recorded, or was told
    before the minutes were opened.
    """
    if not words.strip():
        raise NotNow(_("Write what should change."))
    with transaction.atomic():
        kept = _locked(minutes)
        if not _in_time(kept, told):
            raise NotNow(AGREED if kept.agreed_at else _("The minutes are not open for correction now."))
        if not queries.may_correct(kept.session, member):
            raise NotNow(_("Only people who were there can correct the minutes."))
        if told and kept.opened_at:
            people.check_not_before(told, timezone.localtime(kept.opened_at).date(), NOT_BEFORE_MINUTES)
            people.record_for(
                member, what="minutes_correction", mode=told.mode, on=told.on, note=told.note,
                read_back_and_agreed=told.read_back_and_agreed, by=by,
            )  # fmt: skip
        correction = Correction.objects.create(
            minutes=kept, member=member, words=words.strip(), how=told.mode if told else Mode.WEB
        )
        record("gatherings.correction_suggested", correction, by=by, how=str(correction.how))
        return correction


def answer_correction(
    correction: Correction, *, accepted: bool, by: Actor, reason: str = "", text: str = "", base: int | None = None
) -> Correction:  # fmt: skip
    """Say yes, with the minutes as they now read, or no with a reason. Whoever suggested it is told.

    Raises NotNow when it has its answer, or when neither a change nor a reason is given; Clash as `write_minutes`.
    """
    with transaction.atomic():
        minutes = _locked(correction.minutes)
        kept = (
            Correction.objects.select_for_update(of=("self",)).select_related("member").get(pk=correction.pk)
        )
        if kept.answered_at:
            raise NotNow(_("This correction has its answer already."))
        if not accepted and not reason.strip():
            raise NotNow(_("Write why not. The person who suggested it will read it."))
        version = _new_version(minutes, text, by, base) if accepted and text.strip() else None
        if accepted and version is None and not reason.strip():
            raise NotNow(_("Change the minutes below, or write why they need no change."))
        kept.accepted, kept.reason, kept.version = accepted, reason.strip(), version
        kept.answered_at, kept.answered_by = clock.now(), by.key
        kept.save()
        record("gatherings.correction_answered", kept, by=by, accepted=accepted)
        kept.minutes = minutes
        emails.correction_answered(kept, by=by)
        correction.refresh_from_db()
        return kept


def agree_minutes(minutes: Minutes, *, by: Actor) -> Minutes:
    """The final version: everybody can read it, without the names of those who did not say that they may be named.

    Agreeing twice changes nothing. Raises NotNow while people may still correct it, or wait for an answer.
    """
    with transaction.atomic():
        kept = _locked(minutes)
        if kept.agreed_at:
            return kept
        if kept.opened_at is None:
            raise NotNow(_("Open the minutes first to those who were there."))
        if kept.is_open:
            raise NotNow(_("People can still suggest corrections. Wait until the last day has passed."))
        if queries.unanswered(kept).exists():
            raise NotNow(_("Some corrections have no answer yet. Answer them first."))
        kept.agreed_at = clock.now()
        kept.save(update_fields=["agreed_at"])
        record("gatherings.minutes_agreed", kept, by=by)
        minutes.refresh_from_db()
        return kept


def _locked(minutes: Minutes) -> Minutes:
    rows = Minutes.objects.select_for_update(of=("self",)).select_related("session")
    return rows.get(pk=minutes.pk)


def _new_version(minutes: Minutes, text: str, by: Actor, base: int | None) -> MinutesVersion | None:
    """None when the words are the same."""
    before = queries.newest(minutes)
    words = text.replace("\r\n", "\n").strip()
    if before is not None and before.text == words:
        return None
    last = before.number if before else 0
    if base not in (None, last):
        raise Clash
    number = last + 1
    made = MinutesVersion.objects.create(minutes=minutes, number=number, text=words, written_by=by.key)
    record("gatherings.minutes_written", minutes, by=by, version=number)
    return made


def _in_time(minutes: Minutes, told: people.Told | None) -> bool:
    """Whether a correction was said while the minutes were open: a letter counts by the day that it says."""
    if minutes.is_open:
        return True
    if minutes.agreed_at or minutes.open_until is None or told is None:
        return False
    return told.on <= timezone.localtime(minutes.open_until).date()


def _end_of_day(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(hour=23, minute=59, second=59, microsecond=0)
