"""Publishing: on the first of a month, only what the publisher's own attack found safe, and for ever the same."""

from datetime import date
from typing import Any

import pytest

from alongside.config.demonstration import Diary, equality
from alongside.foundation import actors, figures
from alongside.monitoring import actions, queries
from alongside.monitoring.first_questions import WORDING_NOTES
from alongside.monitoring.models import Baseline, BaselineChoice, FrozenError, HeldTable, Snapshot
from tests.monitoring.people import BY, FEBRUARY, crowd, on, questions_are_here

pytestmark = pytest.mark.django_db
MARCH = date(2020, 3, 1)


@pytest.fixture(autouse=True)
def questions() -> None:
    with on(date(2017, 10, 1)):
        questions_are_here()


def publish(day: date = MARCH) -> Snapshot | None:
    with on(day):
        return actions.publish(day, by=BY)


def test_tables_come_out_on_the_first_of_a_month_only() -> None:
    with pytest.raises(actions.NotAPublicationDateError):
        publish(date(2020, 3, 2))


def test_nothing_comes_out_before_forty_have_answered() -> None:
    with on(FEBRUARY):
        crowd(39)
    assert publish() is None
    assert figures.read(["monitoring.age.under_35"])["monitoring.age.under_35"].status == "held"


def test_a_table_says_what_it_is_about() -> None:
    with on(FEBRUARY):
        crowd(100)
        for number in range(30):
            actions.mark_asked_as(f"left:{number}")
        actions.hand_out_paper(12, by=BY)
    snapshot = publish()
    assert snapshot is not None
    data = snapshot.data
    assert (data["id"], data["n"], data["months"]) == ("network-2020-03-01", 100, ["2020-02", "2020-02"])
    assert data["response"] == {"asked": 140, "answered": 100}
    age = queries.question_in(snapshot, "age")
    assert age is not None
    assert age["text"] == "How old are you?"


def test_people_asked_long_before_their_block_closed_count_as_asked() -> None:
    with on(date(2019, 1, 10)):
        for number in range(200):
            actions.mark_asked_as(f"asked:{number}")
    with on(FEBRUARY):
        crowd(40)
    snapshot = publish()
    assert snapshot is not None
    assert snapshot.data["response"] == {"asked": 240, "answered": 40}


def test_no_count_under_eight_and_no_exact_count_is_published() -> None:
    with on(FEBRUARY):
        crowd(100)
    snapshot = publish()
    assert snapshot is not None
    cells = [
        cell for item in snapshot.data["questions"] for table in item["tables"] for cell in table["cells"]
    ]
    counts = [cell["count_rounded"] for cell in cells if cell["count_rounded"] is not None]
    assert len(counts) > 3
    assert [count for count in counts if count < 10 or count % 5] == []
    assert all(cell["percent"] is None for cell in cells if cell["status"] == "too_few")


def test_published_twice_on_one_day_the_first_stands() -> None:
    with on(FEBRUARY):
        crowd(40)
    first = publish()
    with on(FEBRUARY):
        crowd(40, start=100)
    assert publish() == first
    assert Snapshot.objects.count() == 1


def test_what_was_published_can_be_neither_changed_nor_deleted() -> None:
    with on(FEBRUARY):
        crowd(40)
    snapshot = publish()
    assert snapshot is not None
    assert snapshot.is_whole
    snapshot.n = 60
    with pytest.raises(FrozenError):
        snapshot.save()
    with pytest.raises(FrozenError):
        snapshot.delete()


def test_a_baseline_chosen_later_does_not_touch_what_was_published() -> None:
    with on(FEBRUARY):
        crowd(100)
    before = publish()
    assert before is not None
    with on(date(2020, 3, 2)):
        actions.choose_baseline("england_and_wales", by=BY)
    after = publish(date(2020, 4, 1))
    assert after is not None
    assert (before.data["baseline_area"], after.data["baseline_area"]) == ("london", "england_and_wales")
    assert _white(before)["baseline"]["percent"] == 53.76
    assert _white(after)["baseline"]["percent"] == 81.71
    assert BaselineChoice.objects.count() == 2


def _white(snapshot: Snapshot) -> dict[str, Any]:
    question = queries.question_in(snapshot, "ethnicity")
    assert question is not None
    table = queries.lead_table(question)
    assert table is not None
    return next(cell for cell in table["cells"] if cell["answer"] == "white")


def test_the_nineteen_ethnic_groups_of_the_census_roll_up_to_five_exactly() -> None:
    """ONS adds small perturbations to each table; a roll-up may differ from the sum of its parts by a few people."""
    for area in ("london", "england_and_wales"):
        counts = {
            row.category: row.count or 0 for row in Baseline.objects.filter(variable="ethnicity", area=area)
        }
        for group in ("asian", "black", "mixed", "white", "other"):
            parts = [count for code, count in counts.items() if code.startswith(f"{group}_")]
            assert sum(parts) == counts[group], (area, group)
        assert len(counts) == 24


def test_every_note_beside_a_baseline_can_be_translated() -> None:
    notes = set(Baseline.objects.values_list("wording_note", flat=True))
    assert notes == set(WORDING_NOTES)


def test_a_new_question_makes_a_new_version_and_old_blocks_do_not_answer_it() -> None:
    with on(FEBRUARY):
        crowd(60)
        question = {"id": "tea", "title": "Tea", "text": "Do you take tea?", "why": "We buy some.",
                    "answers": [["yes", "Yes"], ["no", "No"], ["prefer_not", "Prefer not to say"]]}  # fmt: skip
        assert actions.add_question(question, by=BY).version == 2
        crowd(20, start=100)
    snapshot = publish()
    assert snapshot is not None
    tea = queries.question_in(snapshot, "tea")
    assert tea is not None
    assert (tea["n"], tea["status"], tea["tables"]) == (20, "too_small", [])


def test_the_five_figures_of_the_leaflet_come_from_five_hundred_answers() -> None:
    diary = Diary(actors.SYSTEM, small=False)
    equality.write(diary)
    diary.live()
    ids = ["disability_identify.yes", "ethnicity.white", "age.under_35", "age.35_to_55", "age.over_55"]
    found = figures.read(f"monitoring.{name}" for name in ids)
    assert [figure.display for figure in found.values()] == ["39%", "54%", "33%", "34%", "33%"]
    assert {(figure.base, figure.as_of, figure.status) for figure in found.values()} == {
        (500, MARCH, "shown")
    }
    assert queries.waiting() == 12
    assert HeldTable.objects.count() > 0, "some tables were held on the way, so the self-attack ran"


def test_figures_are_read_with_one_question_to_the_database(django_assert_num_queries: Any) -> None:
    with on(FEBRUARY):
        crowd(60)
    publish()
    with django_assert_num_queries(1, using="monitoring"):
        figures.read(["monitoring.age.under_35", "monitoring.ethnicity.white", "monitoring.answered"])
