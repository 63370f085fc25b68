"""The public figures of the hall: people not roles, frozen blocks, and nothing that gives anybody away."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.foundation import actors, clock, figures
from alongside.people import actions as people
from alongside.people import jobs
from alongside.people.models import CountedMember, Introduction, Member, NetworkBlock, NetworkTable
from tests.people.helpers import Make

BEFORE = datetime(2019, 5, 20, 12, tzinfo=UTC)
FIRST = datetime(2019, 6, 1, 12, tzinfo=UTC)
NEXT = datetime(2019, 7, 1, 12, tzinfo=UTC)


def join_many(make: Make, count: int, **more: Any) -> list[Member]:
    start = Member.objects.count()
    return [
        make(f"P{number}", reach_by="phone", phone="020 7946 0123", welcome=False, **more)
        for number in range(start, start + count)
    ]


def close(at: datetime) -> list[NetworkBlock]:
    with clock.at(at):
        return people.close_network_blocks(by=actors.SYSTEM)


def publish(at: datetime) -> list[NetworkTable]:
    with clock.at(at):
        return people.publish_network_tables(by=actors.SYSTEM)


def read(figure_id: str) -> figures.Figure:
    return figures.read([figure_id])[figure_id]


def test_members_are_people_not_roles(make: Make) -> None:
    make("Ada", brings=["carer", "researcher", "patient"])
    gone = make("Bo", brings=["carer"])
    people.leave(gone, by=actors.SYSTEM)
    figure = read("people.members")
    assert (figure.value, figure.display, figure.status, figure.as_of) == (1, "1", "shown", clock.today())


def test_every_figure_says_what_it_is_and_where_it_comes_from(make: Make) -> None:
    join_many(make, 60, brings=["carer"], languages=["English"])
    close(BEFORE)
    publish(FIRST)
    known = [figure_id for figure_id in figures.ids() if figure_id.startswith("people.")]
    assert len(known) == 12
    for figure in figures.read(known).values():
        assert str(figure.label)
        assert str(figure.definition)
        assert str(figure.rule)
        assert figure.as_of is not None
        assert [str(source.label) for source in figure.source] != []


def test_reading_takes_the_same_queries_however_many_are_asked_and_however_many_people(make: Make) -> None:
    every = [figure_id for figure_id in figures.ids() if figure_id.startswith("people.")]
    taken = []
    for more in (1, 59):
        join_many(make, more, brings=["carer"])
        close(BEFORE)
        publish(FIRST)
        with CaptureQueriesContext(connection) as seen:
            figures.read([*every, *every])
        taken.append(len(seen))
    assert taken[0] == taken[1] <= 6


def test_outreach_counts_what_has_a_result_on_the_base_of_all(our_centre: object) -> None:
    community = people.add_community(name="Carers", why="Busy.", by=actors.SYSTEM)
    for result in ("Ten came.", "", ""):
        people.add_outreach(community, on=clock.today(), what="A stall.", result=result, by=actors.SYSTEM)
    figure = read("people.outreach_with_result")
    assert (figure.value, figure.base) == (1, 3)
    assert read("people.outreach_actions").value == 3
    assert read("people.communities").value == 1


@pytest.mark.parametrize(
    ("count", "status", "value"), [(0, "too_few", None), (7, "too_few", None), (8, "shown", 8)]
)
def test_introductions_are_hidden_below_eight(make: Make, count: int, status: str, value: int | None) -> None:
    asker = make("Ada")
    for other in join_many(make, count):
        Introduction.objects.create(asker=asker, asked=other, message="m", share="s", accepted_at=clock.now())
    figure = read("people.introductions_made")
    assert (figure.status, figure.value, figure.row_count) == (status, value, value)


def test_a_block_closes_at_twenty_in_order_of_joining(make: Make) -> None:
    first = join_many(make, 19, brings=["carer"])
    assert close(BEFORE) == []
    later = join_many(make, 22, brings=["patient"])
    blocks = close(BEFORE)
    assert [block.number for block in blocks] == [1, 2]
    assert blocks[0].sums["brings=carer"] == {"yes": 19, "no": 1}
    assert set(CountedMember.objects.filter(block=blocks[0]).values_list("member", flat=True)) == {
        member.pk for member in [*first, later[0]]
    }
    assert close(BEFORE) == []


def test_a_closed_block_never_changes(make: Make) -> None:
    members = join_many(make, 20, brings=["carer"])
    (block,) = close(BEFORE)
    people.leave(members[0], by=actors.SYSTEM)
    people.change_brings(members[1], kinds=["patient"], own_words="", by=actors.SYSTEM)
    assert close(FIRST) == []
    block.refresh_from_db()
    assert block.sums["brings=carer"] == {"yes": 20, "no": 0}


def test_who_left_before_their_block_closed_is_not_counted(make: Make) -> None:
    members = join_many(make, 20, brings=["carer"])
    people.leave(members[0], by=actors.SYSTEM)
    assert close(BEFORE) == []


def test_nothing_is_published_before_forty_people_were_counted(make: Make) -> None:
    join_many(make, 20, brings=["carer"])
    close(BEFORE)
    assert publish(FIRST) == []
    assert read("people.brings.carer").status == "held"


def test_shares_come_out_on_the_first_of_a_month_rounded_and_about(make: Make) -> None:
    for kind, count in (("carer", 24), ("patient", 13), ("researcher", 3)):
        join_many(make, count, brings=[kind])
    with clock.at(BEFORE):
        assert len(people.close_network_blocks(by=actors.SYSTEM)) == 2
    assert read("people.brings.carer").status == "held"
    publish(FIRST)
    carer, researcher = read("people.brings.carer"), read("people.brings.researcher")
    assert (str(carer.display), carer.base, str(carer.as_of)) == ("about 6 in 10", 40, "2019-06-01")
    assert (researcher.status, researcher.value) == ("too_few", None)


def test_with_more_people_shares_are_percentages(make: Make) -> None:
    for block in range(6):
        join_many(make, 10, brings=["carer"])
        join_many(make, 10, brings=["patient"] if block % 2 else ["patient", "researcher"])
    close(BEFORE)
    publish(FIRST)
    assert (read("people.brings.carer").display, read("people.brings.carer").value) == ("50%", 50)
    assert read("people.brings.researcher").display == "25%"


def test_a_published_table_stays_as_it_came_out(make: Make) -> None:
    join_many(make, 40, brings=["carer"])
    close(BEFORE)
    tables = {row.pk: row.table for row in publish(FIRST)}
    assert publish(FIRST.replace(day=17)) == []
    join_many(make, 40, brings=["patient"])
    close(FIRST)
    publish(NEXT)
    for row in NetworkTable.objects.filter(pk__in=tables):
        assert row.table == tables[row.pk]


def test_a_block_counts_from_the_first_of_a_month_after_it_closed(make: Make) -> None:
    join_many(make, 40, brings=["carer"])
    close(FIRST)
    assert publish(FIRST) == []
    assert publish(NEXT) != []


def test_a_language_counts_once_eight_people_speak_it(make: Make) -> None:
    join_many(make, 26, languages=["English"])
    join_many(make, 7, languages=["Twi"])
    join_many(make, 7, languages=["welsh", "Welsh "])
    close(BEFORE)
    publish(FIRST)
    assert read("people.languages").value == 1


def test_a_block_keeps_no_words_of_anybodys_own(make: Make) -> None:
    join_many(make, 1, languages=["English", "Signing with Jane Roe of 1 High Street", "Yoruba"])
    join_many(make, 19, languages=["English"])
    (block,) = close(BEFORE)
    assert block.languages == {"english": 20, "yoruba": 1}


def test_the_jobs_count_and_publish(make: Make) -> None:
    join_many(make, 40, brings=["carer"])
    with clock.at(BEFORE):
        jobs.close_network_blocks()
    with clock.at(FIRST):
        jobs.publish_network_tables()
    assert NetworkBlock.objects.count() == 2
    assert NetworkTable.objects.filter(question="carer", held=False).exists()
