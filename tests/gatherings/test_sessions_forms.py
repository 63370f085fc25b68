"""Times as people write them, days when clocks change, sessions at the same time, plans with breaks."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from alongside.foundation import actors, clock
from alongside.gatherings import actions as gatherings
from alongside.gatherings.forms import plans as plan_forms
from alongside.gatherings.forms.people import HelperForm
from alongside.gatherings.forms.plans import PlanForm
from alongside.gatherings.forms.sessions import DraftForm, RegistrationClosesForm, WhenForm, WhereForm
from alongside.gatherings.forms.times import TimeField, moment
from alongside.gatherings.models import Registration, Series, Session
from alongside.gatherings.queries import plans
from tests.gatherings.helpers import Make, Plan

BY = actors.SYSTEM
FORWARD, BACK = date(2027, 3, 28), date(2027, 10, 31)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("14:30", time(14, 30)), ("14.30", time(14, 30)), ("1430", time(14, 30)), ("9", time(9)),
        ("2:30 pm", time(14, 30)), ("12am", time(0)), ("12 pm", time(12)), ("١٤:٣٠", time(14, 30)),
        ("٢ م", time(14)), (" 09:05 ", time(9, 5)),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(written: str, read: time) -> None:
    assert TimeField(label="When?").clean(written) == read


@pytest.mark.parametrize("written", ["25:00", "14:60", "noon", "13 pm", "0 am", "14:3", "-1:00", "14:30:00"])
def test_a_wrong_time_gets_a_sentence(written: str) -> None:
    with pytest.raises(ValidationError, match="hours and minutes"):
        TimeField(label="When?").clean(written)


def when(day: date, begins: str, ends: str, **more: Any) -> dict[str, Any]:
    return {
        "on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year), "begins": begins,
        "ends": ends,
    } | more  # fmt: skip


def test_a_time_that_clocks_jump_over_is_refused_with_a_sentence(series: Series) -> None:
    form = WhenForm(when(FORWARD, "01:30", "03:30"), series=series)
    assert not form.is_valid()
    assert form.errors["begins"] == [
        "Clocks go forward on 28 March 2027, and 01:30 never happens. Write an earlier or a later time."
    ]


def test_a_time_that_happens_twice_is_asked_about_and_the_first_is_taken(series: Series) -> None:
    form = WhenForm(when(BACK, "01:30", "03:30"), series=series)
    assert not form.is_valid()
    assert form.errors["go_on"] == [
        "Clocks go back on 31 October 2027, and 01:30 happens twice. We take the first."
    ]
    settled = WhenForm(when(BACK, "01:30", "03:30", go_on="on"), series=series)
    assert settled.is_valid()
    assert settled.changes()["starts_at"].astimezone(UTC) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(("day", "hours"), [(FORWARD, 2), (BACK, 4), (date(2027, 5, 2), 3)])
def test_a_session_across_a_change_of_clocks_lasts_as_long_as_it_lasts(
    plan: Plan, day: date, hours: int
) -> None:
    session = plan(starts_at=moment(day, time(0, 30)), ends_at=moment(day, time(3, 30)))
    assert plans.length(session) == hours * 60


def test_the_plan_shows_the_times_on_the_wall_when_clocks_change(plan: Plan) -> None:
    from django.utils import timezone

    session = plan(starts_at=moment(FORWARD, time(0, 30)), ends_at=moment(FORWARD, time(3)))
    gatherings.set_plan(session, items=[{"minutes": 30, "title": "A"}, {"minutes": 60, "title": "B"}], by=BY)
    shown = [
        f"{timezone.localtime(item.starts_at):%H:%M}" for item in plans.timed(session, session.plan.all())
    ]
    assert shown == ["00:30", "02:00"]


def test_an_end_before_the_start_is_refused(series: Series) -> None:
    form = WhenForm(when(date(2027, 5, 2), "14:00", "13:00"), series=series)
    assert not form.is_valid()
    assert form.errors["ends"] == ["Write a time after the session begins."]
    with pytest.raises(gatherings.NotNow, match="before it starts"):
        now = clock.now()
        gatherings.draft_session(
            series, title="T", purpose="P", meeting="online", starts_at=now, ends_at=now, by=BY
        )


def test_a_day_in_the_past_is_asked_about(series: Series) -> None:
    assert WhenForm(when(date(2019, 5, 2), "14:00", "15:00"), series=series).errors["go_on"] == [
        "This day and time are in the past."
    ]
    assert WhenForm(when(date(2019, 5, 2), "14:00", "15:00", go_on="on"), series=series).is_valid()


def test_a_session_at_the_same_time_is_asked_about(session: Session, series: Series) -> None:
    starts = session.starts_at + timedelta(minutes=30)
    data = when(session.day, f"{starts:%H:%M}", "23:00")
    assert (
        "Another session of this series is at the same time: Care at home."
        in (WhenForm(data, series=series).errors["go_on"])
    )
    other = gatherings.add_series(name="Another", by=BY)
    assert WhenForm(data, series=other).is_valid()
    assert WhenForm(data, session=session).is_valid(), "not with itself"
    gatherings.cancel(session, because="Rain.", by=BY)
    assert WhenForm(data, series=series).is_valid(), "a cancelled one is in nobody's way"


def test_a_helper_who_is_elsewhere_is_asked_about(session: Session, plan: Plan, make: Make) -> None:
    member = make("Ada")
    gatherings.add_helper(session, member=member, role="scribe", by=BY)
    other = plan(title="Another", series=gatherings.add_series(name="Another", by=BY))
    data = {"member": member.reference, "role": "chair"}
    form = HelperForm(data, session=other)
    assert form.errors["go_on"] == ["They help with another session at the same time: Care at home."]
    assert HelperForm(data | {"go_on": "on"}, session=other).is_valid()


def test_a_name_that_several_have_asks_for_the_reference(session: Session, make: Make) -> None:
    first = make("Ada")
    assert HelperForm({"member": " ada ", "role": "chair"}, session=session).is_valid()
    make("ADA", email="other@example.org")
    wrong = HelperForm({"member": "Ada", "role": "chair"}, session=session)
    assert "Several members have this name" in wrong.errors["member"][0]
    assert HelperForm({"member": first.reference.lower(), "role": "chair"}, session=session).is_valid()
    assert (
        "know nobody" in HelperForm({"member": "Zed", "role": "chair"}, session=session).errors["member"][0]
    )


def test_a_draft_asks_for_a_strand(series: Series) -> None:
    form = DraftForm(
        when(date(2027, 5, 2), "14:00", "15:00", title="T", purpose="P", meeting="online"),
        all_series=[series],
    )
    assert set(form.errors) == {"strands"}


def test_a_written_plan_is_read_with_breaks_and_notes() -> None:
    text = "10 Welcome\n- names are up to you\n- tea\n٣٠ min: Groups\n10 Break\n40 استراحة"
    items = plan_forms.read(text)
    assert [(item.minutes, item.title, item.is_break) for item in items] == [
        (10, "Welcome", False), (30, "Groups", False), (10, "Break", True), (40, "استراحة", True),
    ]  # fmt: skip
    assert items[0].notes == "names are up to you\ntea"
    assert plan_forms.read(plan_forms.written(items)) == items


@pytest.mark.parametrize("line", ["Welcome", "0 Welcome", "10", "- a note with nothing above it"])
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(ValidationError, match="this"):
        plan_forms.read(line)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("90 Talk", None),
        ("80 Talk", "Some time is free"),
        ("95 Talk", "Make the plan shorter"),
    ],
)
def test_the_plan_is_compared_with_the_length(plan: Plan, text: str, said: str | None) -> None:
    form = PlanForm({"plan": text}, session=plan())
    assert form.is_valid() is (said is None)
    if said:
        assert said in form.errors["go_on"][0]
        assert PlanForm({"plan": text, "go_on": "on"}, session=plan()).is_valid()


def test_more_than_ninety_minutes_without_a_break_is_asked_about(plan: Plan) -> None:
    session = plan()
    gatherings.change_session(session, ends_at=session.starts_at + timedelta(minutes=120), by=BY)
    without = PlanForm({"plan": "60 Talk\n60 Act"}, session=session)
    assert "without a break" in without.errors["go_on"][0]
    assert PlanForm({"plan": "60 Talk\n10 Break\n50 Act"}, session=session).is_valid()


def test_the_plan_to_start_from_fits_ninety_minutes_and_has_a_break_when_longer() -> None:
    usual = plans.to_start_from(90)
    assert plans.remarks(90, usual) == []
    longer = plans.to_start_from(120)
    assert [item.is_break for item in longer].count(True) == 1
    assert plans.longest_without_break(longer) <= 90


def test_places_are_not_made_fewer_than_are_taken(session: Session, make: Make) -> None:
    Registration.objects.create(session=session, member=make(), coming="online", placed_at=clock.now())
    form = WhereForm({"meeting": "hybrid", "places_online": "0"}, session=session)
    assert form.errors["places_online"] == ["1 places are taken already. Write 1 or more."]
    assert WhereForm({"meeting": "hybrid", "places_online": "١"}, session=session).is_valid()


def test_registration_closes_when_its_last_day_is_over(session: Session) -> None:
    day = session.day - timedelta(days=3)
    data = {"last_day_day": str(day.day), "last_day_month": str(day.month), "last_day_year": str(day.year)}
    form = RegistrationClosesForm(data, session=session)
    assert form.is_valid()
    assert form.changes() == {"registration_closes_at": moment(day + timedelta(days=1), time(0))}
    after = session.day + timedelta(days=1)
    late = {
        "last_day_day": str(after.day),
        "last_day_month": str(after.month),
        "last_day_year": str(after.year),
    }
    assert "or an earlier day" in RegistrationClosesForm(late, session=session).errors["last_day"][0]
