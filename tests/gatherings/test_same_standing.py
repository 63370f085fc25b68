"""The matrix: whatever members can do online in this room, staff can write down for somebody without email.

Each row names a page on which a member changes something, and the page on which staff do the same for somebody
who told them by phone, by post or in person. A page of members without a row here fails.
"""

import pytest
from django.urls import URLPattern

from alongside.foundation import doors
from tests.architecture.checks import all_patterns
from tests.journeys.rooms import gatherings as samples

# What members do online → where staff write it down.
SAME: dict[str, str] = {
    "register": "register_for",
    "change_my_coming": "change_coming_for",
    "cancel_my_registration": "cancel_for",
    "i_am_here": "check_somebody_in",
    "say_my_need": "say_need_for",
    "change_my_need": "change_need_for",
    "forget_my_need": "forget_need_for",
    "share_my_needs": "share_needs_for",
    "withdraw_my_need": "withdraw_need_for",
    "keep_my_need": "say_need_for",
    "need_is_still_right": "change_need_for",
    "say_whether_met": "record_verdict",
    "say_whether_met_by_link": "record_verdict",
    "propose_session": "record_proposal",
    "how_was_it": "record_feedback",
    "say_something": "record_said",
    "change_naming": "change_naming_for",
    "take_back": "take_back_for",
    "suggest_correction": "record_correction",
    "finish_item": "minutes_items",
}
# What somebody without email has no use for, and why.
NO_USE: dict[str, str] = {
    "new_calendar_address": "an address for the calendar of a phone; letters and calls say when and where",
    "end_calendar_address": "ends that address",
    "new_feedback_link": "a fresh link by email; feedback is given by phone or on paper without one",
    "check_in_by_code": "for whoever is at the door",
    "type_code": "for whoever keys in paper",
}
# Pages that change nothing.
READ = {
    "all_sessions", "minutes", "my_access", "my_calendar", "my_items", "my_session", "my_sessions", "my_words",
    "own_sessions", "pack", "pack_format", "session", "session_entry", "sessions", "thank_you",
    "thank_you_for_verdict", "you_said",
}  # fmt: skip


def pages() -> dict[str, tuple[str, URLPattern]]:
    """Every page of this room by its name."""
    return {
        pattern.name: (route, pattern)
        for route, pattern in all_patterns()
        if pattern.name and pattern.callback.__module__.startswith("alongside.gatherings.")
    }


def is_of_members(route: str, pattern: URLPattern) -> bool:
    """Whether any member finds this page; those who only run a session are listed with the samples."""
    door: doors.Door = pattern.callback.door  # type: ignore[attr-defined]  # `open_to` set it
    running = samples.NOT_FOR_EVERYBODY.keys() - set(samples.OWN)
    return door.admits(frozenset({doors.Role.MEMBER}), "POST") and route not in running


def test_every_page_of_members_is_in_the_matrix_or_changes_nothing() -> None:
    found = {name for name, page in pages().items() if is_of_members(*page)}
    assert sorted(found - SAME.keys() - NO_USE.keys() - READ) == []


@pytest.mark.parametrize("mine", SAME)
def test_staff_write_the_same_down_for_somebody_without_email(mine: str) -> None:
    known = pages()
    assert mine in known, "the row is about a page that is there"
    assert not is_of_members(*known[SAME[mine]])
