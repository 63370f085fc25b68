"""Series and their sessions are planned and changed; people who registered hear of what matters to them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import signals
from ..models import PlanItem, Series, Session
from ..queries import sessions
from . import news, registering
from .refusals import NotNow

CHANGEABLE = frozenset({
    "title", "purpose", "what_difference", "language", "strands", "meeting", "starts_at", "ends_at", "venue",
    "address", "getting_there", "online_link", "dial_in", "places_in_person", "places_online",
    "registration_closes_at", "access_offer", "ground_rules",
})  # fmt: skip
HELD = frozenset({"starts_at", "ends_at", "meeting"})
"""What stays as it was once a session was delivered."""

ENDS_FIRST = _("The session ends before it starts. Write a later time for its end.")
CANCELLED = _("This session was cancelled. Plan a new one.")


def add_series(*, name: str, by: Actor, slug: str = "", about: str = "") -> Series:
    """Begin a series of numbered sessions. Raises NotNow when there is one of this name."""
    slug = slug or slugify(name)[:60] or "series"
    with transaction.atomic():
        if Series.objects.filter(name=name).exists() or Series.objects.filter(slug=slug).exists():
            raise NotNow(_("There is a series of this name already. Choose another name."))
        series = Series.objects.create(name=name, slug=slug, about=about)
        record("gatherings.series_added", series, by=by)
        return series


def change_series(series: Series, *, name: str, about: str, by: Actor) -> Series:
    """Correct the words. Raises NotNow when another series has this name."""
    with transaction.atomic():
        if Series.objects.filter(name=name).exclude(pk=series.pk).exists():
            raise NotNow(_("There is a series of this name already. Choose another name."))
        series.name, series.about = name, about
        series.save(update_fields=["name", "about"])
        record("gatherings.series_changed", series, by=by)
        return series


def draft_session(
    series: Series,
    *,
    title: str,
    purpose: str,
    meeting: str,
    starts_at: datetime,
    ends_at: datetime,
    by: Actor,
    **more: Any,
) -> Session:
    """Plan a session. It has no number and nobody sees it until it is announced.

    `more` may hold any other field that `change_session` takes, and `proposed_by`. Ground rules come from
    the last session of the series unless given. Raises NotNow when it ends before it starts.
    """
    _check_names(more.keys() - {"proposed_by"})
    _check_times(starts_at, ends_at)
    more.setdefault("ground_rules", sessions.last_ground_rules(series))
    with transaction.atomic():
        session = Session.objects.create(
            series=series, title=title, purpose=purpose, meeting=meeting, starts_at=starts_at,
            ends_at=ends_at, **more,
        )  # fmt: skip
        record("gatherings.session_drafted", session, by=by, series=series.pk)
        return session


def change_session(session: Session, *, by: Actor, **fields: Any) -> Session:
    """Change what is planned. After announcing, the revision goes up, and people hear of what matters to them.

    Raises NotNow for a cancelled session, for when and how a delivered one met, and for wrong times;
    ValueError for a field that is not changed here.
    """
    _check_names(fields)
    with transaction.atomic():
        kept = Session.objects.select_for_update().get(pk=session.pk)
        changed = sorted(name for name, value in fields.items() if getattr(kept, name) != value)
        if not changed:
            return session
        _check_change(kept, changed)
        for name in changed:
            setattr(kept, name, fields[name])
        _check_times(kept.starts_at, kept.ends_at)
        kept.revision += kept.announced_at is not None
        kept.save(update_fields=[*changed, "revision"])
        record("gatherings.session_changed", kept, by=by, fields=changed, revision=kept.revision)
        session.refresh_from_db()
        signals.session_news.send(Session, session=session, what="changed", by=by)
        news.changed(session, fields=changed, by=by)
        registering.fill_places(session, by=by)
        return session


def set_plan(session: Session, *, items: Iterable[Mapping[str, Any]], by: Actor) -> list[PlanItem]:
    """Write the plan for the day anew. Each item has `minutes` and `title`, and may have `notes`, `is_break`.

    Raises NotNow for a cancelled session.
    """
    with transaction.atomic():
        kept = Session.objects.select_for_update().get(pk=session.pk)
        _check_change(kept, ["plan"])
        PlanItem.objects.filter(session=kept).delete()
        made = PlanItem.objects.bulk_create(
            PlanItem(
                session=kept, order=order, minutes=item["minutes"], title=item["title"],
                notes=item.get("notes", ""), is_break=item.get("is_break", False),
            )
            for order, item in enumerate(items)
        )  # fmt: skip
        record("gatherings.plan_set", kept, by=by, items=len(made), minutes=sum(one.minutes for one in made))
        return made


def _check_names(names: Iterable[str]) -> None:
    unknown = sorted(set(names) - CHANGEABLE)
    if unknown:
        raise ValueError(f"Not to be changed here: {', '.join(unknown)}.")


def _check_change(session: Session, changed: Iterable[str]) -> None:
    if session.cancelled_at:
        raise NotNow(CANCELLED)
    if session.delivered_at and HELD & set(changed):
        raise NotNow(_("This session took place. When and how people met stays as it was."))


def _check_times(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at.timestamp() <= starts_at.timestamp():
        raise NotNow(ENDS_FIRST)
