"""The rules of equality figures, each by a worked case that can be checked with a pencil."""

from collections.abc import Sequence
from datetime import date

import pytest

from alongside.methods import disclosure
from alongside.methods.disclosure import Group, InTen, Question, Waiting

DISABLED = Question("disabled", ("yes", "no", "prefer_not"), reference="no", declined="prefer_not")
ETHNICITY = Question(
    "ethnicity",
    ("asian_a", "asian_b", "black", "mixed", "white", "other", "prefer_not"),
    reference="white",
    declined="prefer_not",
    groups=(
        Group("asian", ("asian_a", "asian_b")),
        Group("black", ("black",)),
        Group("mixed", ("mixed",)),
        Group("white", ("white",)),
        Group("other", ("other",)),
        Group("prefer_not", ("prefer_not",)),
    ),
    merged=(
        Group("asian", ("asian_a", "asian_b")),
        Group("black", ("black",)),
        Group("mixed_or_other", ("mixed", "other")),
        Group("white", ("white",)),
        Group("prefer_not", ("prefer_not",)),
    ),
    detailed_from=300,
)


def blocks_of(question: Question, *rows: Sequence[int]) -> dict[str, dict[str, int]]:
    """Sums of blocks b1, b2, ...: one row for each block, in the order of the question's answers."""
    return {
        f"b{number}": dict(zip(question.answers, row, strict=True))
        for number, row in enumerate(rows, start=1)
    }


def table_of(question: Question, *rows: Sequence[int]) -> disclosure.Table:
    sums = blocks_of(question, *rows)
    level = question.levels_at(20 * len(rows))[0]
    return disclosure.tabulate(question, level.name, sums, blocks=sums)


def yes_of(count: int, *, blocks: int = 5) -> disclosure.Cell:
    """The published cell of so many who said yes, everybody else having said no."""
    rows = []
    for _ in range(blocks):
        here = min(20, count)
        rows.append((here, 20 - here, 0))
        count -= here
    return table_of(DISABLED, *rows).cell("yes")


# One count


@pytest.mark.parametrize("count", range(8))
def test_counts_under_eight_are_hidden_and_nought_is_one_of_them(count: int) -> None:
    cell = yes_of(count)
    assert (cell.status, cell.count_rounded, cell.percent, cell.in_ten) == ("too_few", None, None, None)


@pytest.mark.parametrize(
    ("count", "published"),
    [(8, 10), (10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (22, 20), (39, 40), (97, 95), (98, 100)],
)
def test_other_counts_are_rounded_to_the_nearest_five(count: int, published: int) -> None:
    assert yes_of(count).count_rounded == published


@pytest.mark.parametrize(
    ("count", "blocks", "percent"),
    [(15, 2, 38), (25, 2, 63), (35, 2, 88), (20, 3, 33), (40, 3, 67), (195, 25, 39), (270, 25, 54)],
)
def test_percentages_are_of_the_rounded_count_and_halves_go_up(count: int, blocks: int, percent: int) -> None:
    """15 of 40 are 37.5, and print as 38."""
    assert yes_of(count, blocks=blocks).percent == percent


def test_people_asked_and_answered_are_rounded_but_not_hidden() -> None:
    assert [disclosure.rounded(count) for count in (0, 2, 3, 7, 8, 138)] == [0, 0, 5, 5, 10, 140]
    with pytest.raises(ValueError, match="cannot be negative"):
        disclosure.rounded(-1)


# The reference answer


def test_the_reference_answer_is_what_the_others_leave() -> None:
    """39 print as 40; nobody is hidden except 'prefer not to say', which counts as 4 of 100."""
    table = table_of(DISABLED, (19, 1, 0), (5, 15, 0), (5, 15, 0), (5, 15, 0), (5, 14, 1))
    assert [cell.percent for cell in table.cells] == [40, 56, None]
    no = table.cell("no")
    assert (no.derived, no.about, no.count_rounded) == (True, True, None)


def test_the_reference_answer_depends_on_nothing_but_what_is_shown() -> None:
    one = table_of(DISABLED, (20, 0, 0), (18, 0, 2), (0, 20, 0), (0, 20, 0), (0, 15, 5))
    other = table_of(DISABLED, (20, 0, 0), (20, 0, 0), (2, 18, 0), (0, 20, 0), (0, 20, 0))
    assert one.cells == other.cells


def test_a_reference_answer_of_fewer_than_eight_people_is_hidden_too() -> None:
    """100 - 95 - 4 leave one in a hundred: that is one person, and fewer than eight."""
    table = table_of(DISABLED, (20, 0, 0), (20, 0, 0), (20, 0, 0), (20, 0, 0), (15, 5, 0))
    assert table.cell("no").status == "too_few"
    assert (table.cell("no").percent, table.cell("no").count_rounded) == (None, None)


def test_percentages_rounded_each_by_itself_need_not_add_up() -> None:
    exact = table_of(DISABLED, *[(8, 8, 4)] * 5)
    hidden = table_of(DISABLED, *[(8, 11, 1)] * 5)
    assert ([cell.percent for cell in exact.cells], exact.sums_to_100) == ([40, 40, 20], True)
    assert ([cell.percent for cell in hidden.cells], hidden.sums_to_100) == ([40, 56, None], False)


# Small bases


def test_below_a_hundred_people_figures_are_led_in_tens() -> None:
    table = table_of(DISABLED, (8, 12, 0), (8, 12, 0), (8, 12, 0), (0, 20, 0))
    assert (table.n, table.lead) == (80, "in_ten")
    assert (table.cell("yes").in_ten, table.cell("yes").about) == (InTen("about", 3), True)


def test_from_a_hundred_people_figures_are_led_by_percentages() -> None:
    table = table_of(DISABLED, *[(8, 12, 0)] * 5)
    assert (table.n, table.lead, table.cell("yes").about) == (100, "percent", False)


def test_nobody_is_said_to_be_nought_or_ten_in_ten() -> None:
    found = [disclosure.in_ten(count, 80) for count in (3, 4, 34, 75, 76, 80)]
    assert [share.tenths for share in found] == [0, 1, 4, 9, 10, 10]
    assert [share.code for share in found] == ["fewer_than_1", *["about"] * 3, *["nearly_all"] * 2]


def test_levels_roll_up_first_and_come_apart_as_people_come() -> None:
    names = [[level.name for level in ETHNICITY.levels_at(n)] for n in (40, 180, 200, 280, 300)]
    assert names == [["merged"], ["merged"], ["groups"], ["groups"], ["groups", "detailed"]]


def test_rolled_up_cells_count_what_their_parts_count() -> None:
    """Seven and six are each too few; together they are thirteen, and print as fifteen."""
    rows = [(1, 1, 4, 1, 11, 1, 1)] * 6 + [(1, 0, 4, 2, 11, 1, 1)] + [(0, 0, 5, 0, 15, 0, 0)] * 8
    groups, detailed = disclosure.publish(
        ETHNICITY, blocks_of(ETHNICITY, *rows), [], blocks=blocks_of(ETHNICITY, *rows)
    ).tables
    assert [detailed.cell(part).status for part in ("asian_a", "asian_b")] == ["too_few", "too_few"]
    assert groups.cell("asian").count_rounded == 15
    assert groups.cell("white").derived
    assert detailed.cell("white").derived


def test_five_answers_on_few_people_are_refused_until_they_are_merged() -> None:
    with pytest.raises(ValueError, match="declare how they merge into 4 or fewer"):
        Question("age", ("a", "b", "c", "d", "e"), reference="a")
    assert Question("age", ("a", "b", "c", "d", "x"), reference="a", declined="x").answers[-1] == "x"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (lambda: Question("q", ("a",), reference="a"), "at least two answers"),
        (lambda: Question("q", ("a", "b"), reference="c"), "'c' is not one of its answers"),
        (lambda: Question("q", ("a", "b"), reference="a", declined="z"), "'z' is not one of its answers"),
        (lambda: Question("q", ("a", "b", "a"), reference="a"), "name a more than once"),
        (
            lambda: Question("q", ("a", "b", "c"), reference="a", groups=(Group("ab", ("a", "b")),)),
            "hold every answer once",
        ),
        (lambda: Question("q", ("a", "b"), reference="a", detailed_from=100), "200 people at the earliest"),
        (
            lambda: Question(
                "q",
                ("a", "b", "c"),
                reference="a",
                groups=(Group("ab", ("a", "b")), Group("c", ("c",))),
                merged=(Group("a", ("a",)), Group("bc", ("b", "c"))),
            ),
            "split between merged groups",
        ),
    ],
)
def test_a_question_that_does_not_fit_together_says_so(question: object, sentence: str) -> None:
    assert callable(question)
    with pytest.raises(ValueError, match=sentence):
        question()


def test_several_answers_are_one_yes_or_no_table_each() -> None:
    caring = Question("caring", ("child", "parent"), reference="", several=True)
    people = [{"caring": ["child", "parent"]}] * 3 + [{"caring": ["child"]}] * 9 + [{"caring": []}] * 8
    assert disclosure.add_up([caring], people) == {
        "caring=child": {"yes": 12, "no": 8},
        "caring=parent": {"yes": 3, "no": 17},
    }
    assert [part.reference for part in disclosure.questions_to_table([caring, DISABLED])] == ["no"] * 3


# Blocks


def test_a_block_waits_for_twenty_people() -> None:
    waiting = [Waiting(number) for number in range(20)]
    assert disclosure.choose_block(waiting[:19], seed=1) is None
    assert disclosure.choose_block(waiting, seed=1) == frozenset(range(20))


def test_not_more_than_half_of_a_block_come_from_one_event_when_others_wait() -> None:
    alike = [Waiting(f"event-{number}", "event") for number in range(25)]
    alone = [Waiting(f"alone-{number}") for number in range(10)]
    for seed in range(50):
        block = disclosure.choose_block(alike + alone, seed=seed)
        assert block is not None
        assert (len(block), sum(str(key).startswith("event") for key in block)) == (20, 10)


def test_when_others_cannot_fill_the_block_the_event_gives_the_rest() -> None:
    waiting = [Waiting(number, "event") for number in range(18)] + [
        Waiting(number) for number in range(18, 25)
    ]
    for seed in range(50):
        block = disclosure.choose_block(waiting, seed=seed)
        assert block is not None
        assert set(range(18, 25)) < block
        assert len(block) == 20


def test_who_is_chosen_does_not_depend_on_the_order_of_answering() -> None:
    waiting = [Waiting(number, "event" if number % 3 else None) for number in range(60)]
    assert disclosure.choose_block(waiting, seed=4) == disclosure.choose_block(waiting[::-1], seed=4)
    assert len({disclosure.choose_block(waiting, seed=seed) for seed in range(20)}) == 20


def test_somebody_waiting_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="waiting twice"):
        disclosure.choose_block([Waiting(1), Waiting(1)], seed=1)


@pytest.mark.parametrize("people", [0, 11, 19, 21, 40])
def test_blocks_of_another_size_are_not_added_up(people: int) -> None:
    with pytest.raises(ValueError, match="exactly 20 people"):
        disclosure.add_up([DISABLED], [{"disabled": "no"}] * people)


@pytest.mark.parametrize("size", [11, 19, 21])
def test_blocks_of_another_size_are_not_tabled(size: int) -> None:
    with pytest.raises(ValueError, match="do not add up to 20"):
        table_of(DISABLED, (5, 15, 0), (5, size - 5, 0))


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"disabled": "perhaps"}, "no answer perhaps"),
        ({"disabled": ["yes", "no"]}, "exactly one answer, not 2"),
        ({}, "give the code of 'prefer not to say'"),
        ({"disabled": "no", "shoe": "44"}, "not part of the block: shoe"),
    ],
)
def test_an_answer_that_cannot_be_counted_is_refused(answers: dict[str, str], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        disclosure.add_up([DISABLED], [{"disabled": "no"}] * 19 + [answers])


# When, and which blocks


def test_a_window_counts_whole_blocks_of_the_last_24_months_oldest_first() -> None:
    days = {
        "long ago": date(2018, 2, 28),
        "today": date(2020, 3, 1),
        "yesterday": date(2020, 2, 29),
        "first day": date(2018, 3, 1),
    }
    closed = [disclosure.ClosedBlock(name, day) for name, day in days.items()]
    assert disclosure.window(closed, on=date(2020, 3, 1)) == ("first day", "yesterday")


def test_a_window_of_one_block_counts_nobody() -> None:
    closed = [disclosure.ClosedBlock("only", date(2020, 2, 1))]
    assert disclosure.window(closed, on=date(2020, 3, 1)) == ()
    assert disclosure.window(closed, on=date(2020, 3, 1), at_least=1) == ()


def test_a_window_that_starts_on_a_day_that_is_not_there_starts_on_the_last_of_the_month() -> None:
    closed = [disclosure.ClosedBlock("a", date(2019, 2, 28)), disclosure.ClosedBlock("b", date(2019, 5, 1))]
    assert disclosure.window(closed, on=date(2020, 2, 29), months=12) == ("a", "b")


def test_tables_come_out_on_the_first_of_a_month() -> None:
    assert disclosure.is_publication_date(date(2020, 3, 1))
    assert not disclosure.is_publication_date(date(2020, 2, 29))
    assert disclosure.next_publication_date(date(2020, 1, 31)) == date(2020, 2, 1)
    assert disclosure.next_publication_date(date(2020, 12, 1)) == date(2021, 1, 1)


def test_a_part_of_the_network_needs_forty_people_inside_and_forty_outside() -> None:
    network = {"b1", "b2", "b3", "b4"}
    assert disclosure.scope_allowed({"b1", "b2"}, network)
    assert not disclosure.scope_allowed({"b1"}, network)
    assert not disclosure.scope_allowed({"b1", "b2", "b3"}, network)
    with pytest.raises(ValueError, match="not in the network"):
        disclosure.scope_allowed({"b1", "elsewhere"}, network)


# Publishing


def test_nothing_is_published_before_forty_people() -> None:
    sums = blocks_of(DISABLED, (9, 11, 0), (9, 11, 0))
    assert disclosure.publish(DISABLED, sums, [], blocks=["b1"]).status == "too_small"
    with pytest.raises(ValueError, match="at least 40 people"):
        disclosure.tabulate(DISABLED, "detailed", sums, blocks=["b1"])
    found = disclosure.publish(DISABLED, sums, [], blocks=sums)
    assert (found.status, [table.n for table in found.tables], found.held) == ("published", [40], ())


def test_a_part_of_the_network_is_published_only_beside_a_large_enough_rest() -> None:
    sums = blocks_of(DISABLED, *[(9, 11, 0)] * 4)
    small = disclosure.publish(DISABLED, sums, [], blocks=["b1"], scope="training", network=sums)
    large = disclosure.publish(DISABLED, sums, [], blocks=["b1", "b2"], scope="training", network=sums)
    assert (small.status, large.status) == ("too_small", "published")
    with pytest.raises(ValueError, match="name the network's blocks"):
        disclosure.publish(DISABLED, sums, [], blocks=["b1", "b2"], scope="training")


def test_a_table_is_held_when_three_known_answers_would_give_somebody_away() -> None:
    """38 of 40 said yes: 40 is printed, which is 38 at least. Who knows both others is certain of everybody."""
    trained = Question("trained", ("yes", "no"), reference="no")
    sums = blocks_of(trained, (20, 0), (18, 2))
    found = disclosure.publish(trained, sums, [], blocks=sums)
    assert (found.status, found.tables) == ("held", ())
    assert found.held == (disclosure.Hold("trained", "detailed", "network", 40),)
    table = disclosure.tabulate(trained, "detailed", sums, blocks=sums)
    assert disclosure.attack(trained, sums, [table], known=1) == ()
    assert [finding.known for finding in disclosure.attack(trained, sums, [table], known=2)] == [2]


def test_a_table_with_one_doubt_left_comes_out() -> None:
    """39 of 40 said yes: there may be one more who did not, and anybody may be that one."""
    trained = Question("trained", ("yes", "no"), reference="no")
    sums = blocks_of(trained, (20, 0), (19, 1))
    assert disclosure.publish(trained, sums, [], blocks=sums).status == "published"


def test_what_was_held_is_made_again_with_the_next_block() -> None:
    trained = Question("trained", ("yes", "no"), reference="no")
    sums = blocks_of(trained, (20, 0), (18, 2), (15, 5))
    first = disclosure.publish(trained, sums, [], blocks=["b1", "b2"])
    second = disclosure.publish(trained, sums, first.tables, blocks=sums)
    assert (first.status, second.status) == ("held", "published")
    assert [(table.n, table.cell("yes").count_rounded) for table in second.tables] == [(60, 55)]


def test_sums_changed_after_publication_are_refused() -> None:
    before = disclosure.publish(
        DISABLED, blocks_of(DISABLED, (9, 11, 0), (9, 11, 0)), [], blocks=["b1", "b2"]
    )
    changed = blocks_of(DISABLED, (9, 11, 0), (19, 1, 0), (9, 11, 0))
    with pytest.raises(ValueError, match="contradict a table"):
        disclosure.publish(DISABLED, changed, before.tables, blocks=changed)
