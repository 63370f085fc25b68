"""What the demonstration tells: claims, quotes with living consent, milestones, and the edition."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from alongside.foundation import clock
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Session
from alongside.people import actions as people
from alongside.people.models import (
    AgeGuard,
    Attribution,
    Consent,
    ConsentChannel,
    Member,
    Mode,
    Purpose,
    ReachBy,
)
from alongside.story import actions as story

from . import reading

if TYPE_CHECKING:
    from . import Diary
    from .network import Cast
    from .sessions import Held

ARRANGED = date(2020, 2, 20)
CHANNELS = [ConsentChannel.WEB, ConsentChannel.PRINT, ConsentChannel.SOCIAL]
WORDING = "You may quote these words of mine, with my role and without my name, on the web and in print."


def write(diary: Diary, cast: Cast, held: Held) -> None:
    """Write down what was said and when, how it was arranged, and when the edition came out."""
    plan = reading.yaml_file("story.yaml")
    for claim in plan["claims"]:
        diary.on(ARRANGED, _claim, claim, diary)
    for quote in plan["quotes"]:
        diary.on(quote["said_on"], _quote, quote, held, diary)
    for milestone in plan["milestones"]:
        diary.on(milestone["day"], _milestone, milestone, diary)
    edition = plan["edition"]
    diary.on(edition["as_of"], story.publish_edition, **edition, by=diary.by)


def _claim(told: dict[str, Any], diary: Diary) -> None:
    """A claim, then the same in Easy Read and in Arabic. A machine drafted the Arabic, and the page says so."""
    words = dict(told)
    tellings = words.pop("tellings", [])
    claim = story.add_claim(**words, by=diary.by)
    for telling in tellings:
        story.tell(claim, **telling, machine=telling["language"] != "en", by=diary.by)


def _quote(told: dict[str, Any], held: Held, diary: Diary) -> None:
    """Somebody said it: at a session, where `at` names its day, or to somebody who wrote it down."""
    speaker = people.join(
        called=told["speaker"]["called"],
        reach_by=ReachBy.POST,
        address="1 Invented Street\nLondon",
        age_guard=AgeGuard.ADULT,
        mode=Mode.IN_PERSON,
        invented=True,
        by=diary.by,
    )
    words = {name: told[name] for name in ("text", "strands")}
    session = held.get(told["at"]) if "at" in told else None
    consent = _of_session(speaker, session, told, diary) if session else _of_nobody(speaker, told, diary)
    about = f"Session {session.number}" if session else told.get("about", "A co-production session")
    story.add_quote(**words, about=about, consent=consent, by=diary.by)


def _of_session(speaker: Member, session: Session, told: dict[str, Any], diary: Diary) -> Consent:
    """They were there, and said in their feedback that we may quote them."""
    gatherings.walk_in(session, speaker, coming=session.meeting, by=diary.by)
    return gatherings.let_quote(
        session, speaker, by=diary.by,
        may=gatherings.MayQuote(
            text=told["text"], wording=WORDING, channels=CHANNELS, attribution=Attribution.ROLE,
            role_text=told["speaker"]["role"],
        ),
    ).consent  # fmt: skip


def _of_nobody(speaker: Member, told: dict[str, Any], diary: Diary) -> Consent:
    return people.give_consent(
        speaker,
        purpose=Purpose.QUOTE,
        channels=CHANNELS,
        attribution=Attribution.ROLE,
        attribution_text=told["speaker"]["role"],
        wording=WORDING,
        how=Mode.IN_PERSON,
        given_on=clock.today(),
        by=diary.by,
    )


def _milestone(told: dict[str, Any], diary: Diary) -> None:
    words = dict(told)
    words["on"], words["source_label"] = words.pop("day"), words.pop("source")
    story.add_milestone(**words, by=diary.by)
