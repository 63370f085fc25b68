"""Promise: the public page says what the snapshot says, no more; and every snapshot is open data."""

import json
from copy import deepcopy
from datetime import date
from typing import Any

import jsonschema
import pytest
from django.test import Client

from alongside.config import demonstration
from alongside.monitoring import actions, open_data, presenting, queries
from alongside.monitoring.models import HeldTable, Snapshot
from tests.monitoring.people import BY, answers, crowd, on

pytestmark = pytest.mark.django_db
FEBRUARY, MARCH = date(2020, 2, 3), date(2020, 3, 1)


def published(how_many: int = 100, day: date = MARCH, start: int = 0) -> Snapshot:
    with on(FEBRUARY if day == MARCH else day.replace(month=day.month - 1, day=3)):
        crowd(how_many, start=start)
    with on(day):
        snapshot = actions.publish(day, by=BY)
    assert snapshot is not None
    return snapshot


def read(client: Client, path: str = "/who-takes-part/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return str(response.content.decode())


def cells(snapshot: Snapshot) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [
        (table, cell)
        for item in snapshot.data["questions"]
        for table in item["tables"]
        for cell in table["cells"]
    ]


def valid(client: Client, data: dict[str, Any]) -> bool:
    schema = client.get("/open-data/equality.schema.json").json()
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(data)
    return True


def test_before_the_first_figures_the_page_says_when_they_can_come(
    client: Client, our_centre: object
) -> None:
    with on(FEBRUARY):
        crowd(25)
        text = read(client)

    assert "No figures are published yet." in text
    assert "1 March 2020" in text
    assert "At least 40 people" in text
    assert '<svg class="al-bars' not in text
    assert " 25 " not in text


def test_figures_that_are_all_held_are_told(client: Client, our_centre: object) -> None:
    HeldTable.objects.create(on=MARCH, question="age", level="merged", reason="held", n=40)

    assert "They come when more people have answered." in read(client)


def test_page_shows_exactly_what_the_snapshot_says(client: Client, our_centre: object) -> None:
    snapshot = published()
    page = presenting.page(snapshot)
    bars = {
        (question.id, str(bar.label)): bar
        for question in page.questions
        for chart in (question.chart, question.detail)
        if chart
        for bar in chart.bars
    }

    assert len(bars) == len(cells(snapshot)) > 10
    for question in snapshot.data["questions"]:
        for table in question["tables"]:
            for cell in table["cells"]:
                bar = bars[question["id"], cell["label"]]
                assert (bar.status, bar.value) == (cell["status"], cell["percent"])
                assert (bar.baseline is None) == (cell["baseline"] is None)


def test_page_tells_base_response_months_wording_and_protection(client: Client, our_centre: object) -> None:
    published()
    text = read(client)

    for words in (
        "These figures count the answers of 100 people.",
        "We asked about 100 people, and about 100 answered.",
        "February 2020",
        "1 March 2020",
        "How old are you?",
        "Rounded so that nobody can be identified",
        "too few to show",
        "London, 2021",
        "ONS Census 2021, table TS021",
        "The Census asked the same question of everybody",
    ):
        assert words in text


def test_numbers_stand_in_the_page_in_picture_sentence_and_table(client: Client, our_centre: object) -> None:
    published()
    text = read(client)

    assert "40% identify as having a disability." in text
    assert '<text class="al-bars__words"' in text
    assert '<td class="govuk-table__cell govuk-table__cell--numeric" data-label="Our share">40%</td>' in text


def test_under_a_hundred_people_shares_are_said_in_ten(client: Client, our_centre: object) -> None:
    snapshot = published(40)
    text = read(client)
    shown = {
        cell["answer"]: presenting.display(table, cell) for table, cell in cells(snapshot) if cell["in_ten"]
    }

    assert "About 4 in 10 identify as having a disability." in text
    assert shown["yes"] == "about 4 in 10"
    assert "40%" not in text


def test_shares_that_do_not_sum_to_100_say_why(client: Client, our_centre: object) -> None:
    with on(FEBRUARY):
        for number in range(60):
            actions.answer_as(
                f"x:{number}", answers(number) | {"age": "25_to_34" if number < 50 else "35_to_55"}
            )
        crowd(40, start=500)
    with on(MARCH):
        snapshot = actions.publish(MARCH, by=BY)
    assert snapshot is not None
    sums = [table["sums_to_100"] for item in snapshot.data["questions"] for table in item["tables"]]

    assert (False in sums) == ("These do not sum to 100" in read(client))


def test_who_is_missing_compares_without_ranking(client: Client, our_centre: object) -> None:
    snapshot = published()
    page = presenting.page(snapshot)
    ethnicity = next(question for question in page.compared if question.id == "ethnicity")
    table = queries.lead_table(queries.question_in(snapshot, "ethnicity") or {})
    assert table is not None
    wanted = [cell["compared"] or "too_few" for cell in table["cells"] if cell["baseline"]]

    assert [one.code for one in ethnicity.beside] == wanted
    assert "More of us are from Black backgrounds than in London." in read(client)
    assert ethnicity.missing is not None
    assert [str(bar.label) for bar in ethnicity.missing.bars] == [
        cell["label"] for cell in table["cells"] if cell["baseline"]
    ]
    for bar in ethnicity.missing.bars:
        assert (bar.low is None) == (bar.status != "shown")


def test_nothing_is_compared_where_no_area_was_declared(client: Client, our_centre: object) -> None:
    with on(date(2020, 1, 2)):
        actions.choose_baseline("elsewhere", by=BY)
    published()

    assert "we cannot say who is missing" in read(client)


def test_held_and_small_questions_are_told(client: Client, our_centre: object) -> None:
    snapshot = published()
    snapshot.data["questions"][0] |= {"status": "held", "tables": []}
    snapshot.data["questions"][1] |= {"status": "too_small", "tables": []}
    held, small, *_others = presenting.page(snapshot).questions

    assert (held.status, held.chart, small.status, small.chart) == ("held", None, "too_small", None)


def test_new_question_waits_for_its_own_forty(client: Client, our_centre: object) -> None:
    published()
    rent = {
        "id": "rent", "title": "Rent", "text": "Do you rent?", "why": "Rents rise.",
        "answers": [["yes", "Yes"], ["no", "No"], ["prefer_not", "Prefer not to say"]],
    }  # fmt: skip
    with on(date(2020, 3, 2)):
        actions.add_question(rent, by=BY)
    published(20, date(2020, 4, 1), start=200)
    text = read(client)

    assert "Do you rent?" in text
    assert "Too few people have answered this question yet." in text


def test_several_answers_stand_in_one_chart(client: Client, our_centre: object) -> None:
    languages = {
        "id": "languages", "title": "Languages", "text": "Which do you speak?", "why": "To be understood.",
        "kind": "several", "answers": [["arabic", "Arabic"], ["hindi", "Hindi"], ["prefer_not", "Prefer not to say"]],
    }  # fmt: skip
    with on(date(2020, 1, 2)):
        actions.add_question(languages, by=BY)
    with on(FEBRUARY):
        for number in range(100):
            chosen = ["arabic", "hindi"] if number % 2 else ["hindi"]
            actions.answer_as(f"x:{number}", answers(number) | {"languages": chosen})
    with on(MARCH):
        snapshot = actions.publish(MARCH, by=BY)
    assert snapshot is not None
    (shown,) = [question for question in presenting.page(snapshot).questions if question.id == "languages"]

    assert read(client).count('id="languages"') == 1
    assert shown.chart is not None
    assert {str(bar.label) for bar in shown.chart.bars} <= {"Arabic", "Hindi", "Prefer not to say"}
    assert "Arabic" in {str(bar.label) for bar in shown.chart.bars}


def test_earlier_figures_stay_as_they_were(client: Client, our_centre: object) -> None:
    first = published()
    before = read(client, f"/who-takes-part/{first.slug}/")
    published(60, date(2020, 4, 1), start=200)
    latest, after = read(client), read(client, f"/who-takes-part/{first.slug}/")

    assert f"/who-takes-part/{first.slug}/" in latest
    assert "answers of 160 people" in latest
    assert "answers of 100 people" in after
    assert "They stay as they were published." in before
    assert (
        before.partition("<main")[2].partition("</main")[0]
        == after.partition("<main")[2].partition("</main")[0]
    )


def test_day_without_figures_is_not_found(client: Client, our_centre: object) -> None:
    assert client.get("/who-takes-part/network-1999-01-01/").status_code == 404


def test_page_can_be_read_in_arabic(client: Client, our_centre: object) -> None:
    published()

    assert 'dir="rtl"' in read(client, "/ar/who-takes-part/")


def test_open_data_of_an_empty_centre_is_as_its_schema_says(client: Client, our_centre: object) -> None:
    data = client.get("/open-data/equality.json").json()

    assert valid(client, data)
    assert data["snapshots"] == []


def test_open_data_has_every_snapshot_and_is_as_its_schema_says(client: Client, our_centre: object) -> None:
    for number, day in enumerate([MARCH, date(2020, 4, 1), date(2020, 5, 1)]):
        published(60, day, start=100 * number)
    data = client.get("/open-data/equality.json").json()

    assert valid(client, data)
    assert [item["id"] for item in data["snapshots"]] == [
        "network-2020-05-01", "network-2020-04-01", "network-2020-03-01",
    ]  # fmt: skip
    first = data["snapshots"][-1]
    assert (first["n"], first["scope"], first["months"]) == (60, "network", ["2020-02", "2020-02"])
    assert first["url"] == "http://testserver/who-takes-part/network-2020-03-01/"
    age = next(question for question in first["questions"] if question["id"] == "age")
    assert age["wording"] == "How old are you?"


def test_open_data_of_the_demonstration_is_as_its_schema_says(client: Client, db: None) -> None:
    demonstration.load(small=True)
    data = client.get("/open-data/equality.json").json()

    assert valid(client, data)
    assert len(data["snapshots"]) == queries.snapshots().count() > 0


def test_open_data_says_nothing_that_is_not_in_the_snapshot(client: Client, our_centre: object) -> None:
    snapshot = published()
    body = client.get("/open-data/equality.json").content.decode()
    told = json.dumps(snapshot.data)

    assert snapshot.tables, "the tables for the self-attack name their blocks, so they could leak"
    for secret in ("blocks", "000001", "give_or_take", snapshot.sha256):
        assert secret not in body
    for question in json.loads(body)["snapshots"][0]["questions"]:
        for table in question["tables"]:
            for category in table["categories"]:
                assert json.dumps(category["label"])[1:-1] in told
                assert (category["percent"] is None) == (category["status"] == "too_few")


def test_open_data_hides_a_number_that_slipped_into_a_hidden_cell(our_centre: object) -> None:
    data = deepcopy(published().data)
    cell = next(
        cell for item in data["questions"] for table in item["tables"] for cell in table["cells"]
        if cell["status"] == "too_few"
    )  # fmt: skip
    cell |= {"percent": 3, "count_rounded": 5}
    told = json.dumps(open_data._snapshot(data["id"], data))

    assert '"count_rounded": 5,' not in told


def test_schema_would_notice_a_number_that_may_not_be_shown(client: Client, our_centre: object) -> None:
    published()
    data = client.get("/open-data/equality.json").json()
    hidden = next(
        category
        for question in data["snapshots"][0]["questions"]
        for table in question["tables"]
        for category in table["categories"]
        if category["status"] == "too_few"
    )
    hidden["percent"] = 3

    with pytest.raises(jsonschema.ValidationError):
        valid(client, data)


@pytest.mark.parametrize("path", ["/open-data/equality.json", "/open-data/equality.schema.json"])
def test_pages_of_other_sites_may_read_it(client: Client, our_centre: object, path: str) -> None:
    response = client.get(path)

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Content-Type"].startswith("application/json")
