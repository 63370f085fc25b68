"""How far the demonstration reaches: channels with readings, files of a platform, and who gets the newsletter."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from alongside.foundation import clock
from alongside.outreach import actions as outreach
from alongside.outreach.actions import blocks, issue_sending, issues, reach, reach_imports
from alongside.outreach.models import ReachChannel, Way
from alongside.outreach.queries import wording
from alongside.people import actions as people
from alongside.people.models import Mode

from . import reading

if TYPE_CHECKING:
    from . import Diary

Channels = dict[str, ReachChannel]
SMALL_SHARE = 10
LANGUAGES = ["en", "en", "en", "en", "ar"]
TOLD = {Way.POST: Mode.POST, Way.PHONE: Mode.PHONE, Way.EMAIL: Mode.IN_PERSON}


def write(diary: Diary) -> None:
    """Write down which channels open, what they show on which day, and who asks for the newsletter by which way."""
    plan = reading.yaml_file("outreach.yaml")
    channels: Channels = {}
    for told in plan["channels"]:
        diary.on(told["opened_on"], _opens, told, channels, diary)
        for measure, read in told["readings"].items():
            _readings(told["key"], measure, read, channels, diary)
    for file in plan["files"]:
        diary.on(file["exported_on"], _import, file, channels, diary)
    _subscribers(plan["subscribers"], diary)
    for told in plan["issues"]:
        diary.on(told["sent_on"], _issue, told, diary)


def _opens(told: dict[str, Any], channels: Channels, diary: Diary) -> None:
    words = {name: told[name] for name in ("kind", "name", "opened_on")}
    channels[told["key"]] = reach.add_channel(**words, by=diary.by)


def _readings(key: str, measure: str, read: dict[str, Any], channels: Channels, diary: Diary) -> None:
    rows = [{"since": day, "value": value} for day, value in read.get("counted", {}).items()] + read.get(
        "over", []
    )
    for row in rows:
        given = row | {
            "measure": measure,
            "definition": read["definition"],
            "source_note": read["source_note"],
        }
        diary.on(row.get("until", row["since"]), _reading, key, given, channels, diary)


def _reading(key: str, given: dict[str, Any], channels: Channels, diary: Diary) -> None:
    reach.add_reading(channels[key], **given, by=diary.by)


def _import(file: dict[str, Any], channels: Channels, diary: Diary) -> None:
    """As a coordinator does: look at the file, then take it in. The second one revises days of the first."""
    uploaded = reach_imports.upload_readings(
        channels[file["channel"]], (reading.FOLDER / file["file"]).read_bytes(), file_name=file["file"],
        exported_on=file["exported_on"], by=diary.by,
    )  # fmt: skip
    reach_imports.take_in_readings(uploaded, by=diary.by)


def _issue(told: dict[str, Any], diary: Diary) -> None:
    """A newsletter, sent to those who agreed by that day. It is counted as delivered in the end, and never sent."""
    by = diary.by
    issue = issues.start_issue(languages=["en"], by=by)
    issues.write_issue(
        issue, language="en", subject=told["subject"], intro=told["intro"], base=issue.revision, by=by
    )
    block = blocks.add_block(issue, kind="words", by=by)
    blocks.write_block(block, language="en", heading="", text=told["text"], base=block.revision, by=by)
    issues.approve_issue(issue, alone_because="Invented for the demonstration", by=by)
    sent = issue_sending.send_issue(issue, by=by)
    if "handed_out" in told:
        issue_sending.add_hand_out(sent, **told["handed_out"], on=told["sent_on"], by=by)


def _subscribers(plan: dict[str, Any], diary: Diary) -> None:
    """Invented people who are no members; by email most ask on the web and confirm, the others tell somebody."""
    chance = random.Random(plan["seed"])
    span = (plan["until"] - plan["from"]).days
    for way in (Way.EMAIL, Way.POST, Way.PHONE):
        count = plan[way.value]
        for number in range(count // SMALL_SHARE + 1 if diary.small else count):
            day = plan["from"] + timedelta(days=chance.randint(1, span))
            on_the_web = way == Way.EMAIL and number % 5 != 0
            happens = _asks_on_the_web if on_the_web else _tells
            diary.on(day, happens, way, number, diary)


def _asks_on_the_web(way: Way, number: int, diary: Diary) -> None:
    asked = outreach.subscribe(
        email=_place(way, number)["email"], called=f"Reader {number + 1}", wording=wording.newsletter(),
        language=LANGUAGES[number % 5], by=diary.by,
    )  # fmt: skip
    outreach.confirm(asked, by=diary.by)


def _tells(way: Way, number: int, diary: Diary) -> None:
    told = people.Told(TOLD[way], clock.today(), True, "")
    outreach.record_subscriber(
        told=told, way=way.value, called=f"Reader {number + 1}", wording=wording.newsletter(),
        easy_read=number % 7 == 6, language=LANGUAGES[number % 5], by=diary.by,
        **_place(way, number),
    )  # fmt: skip


def _place(way: Way, number: int) -> dict[str, Any]:
    places: dict[Way, dict[str, Any]] = {
        Way.EMAIL: {"email": f"reader{number + 1}@invented.example"},
        Way.POST: {"address": f"{number + 1} Reader’s Row\nLondon"},
        Way.PHONE: {"phone": f"020 7946 9{number:03}"},
    }
    return places[way]
