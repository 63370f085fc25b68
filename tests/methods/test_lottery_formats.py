"""The exchange files of the Sortition Foundation, read and written."""

import pytest

from alongside.methods import lottery
from tests.methods.pools import quotas_of

FEATURES = "feature,value,min,max\nage,young,1,2\nage,old,2,3\n"
PEOPLE = "id,age,street,town,phone\nP001,old,1 Mill Lane,Leeds,07700\nP002,young,1 MILL  lane,leeds,\nP003,old,,,\n"


def reasons(text: str) -> list[str]:
    with pytest.raises(lottery.BadFile) as found:
        lottery.read_features(text)
    return str(found.value).splitlines()


def test_features_are_read_and_written_alike() -> None:
    read = lottery.read_features(FEATURES)
    assert read.quotas == tuple(quotas_of("age young 1 2", "age old 2 3"))
    assert read.flex == {}
    assert lottery.write_features(read.quotas) == FEATURES


def test_features_with_flex_are_read_and_written_alike() -> None:
    text = "feature,value,min,max,min_flex,max_flex\nage,young,1,2,0,4\nage,old,2,3,2,3\n"
    read = lottery.read_features(text)
    assert read.flex == {("age", "young"): (0, 4), ("age", "old"): (2, 3)}
    assert lottery.write_features(read.quotas, read.flex) == text


def test_older_headings_and_a_byte_order_mark_are_understood() -> None:
    old = "\ufeffcategory,name,min,max\r\nage,young,1,2\r\nage,old,2,3\r\n"
    assert lottery.read_features(old) == lottery.read_features(FEATURES)


def test_every_bad_line_of_a_features_file_is_named_with_its_reason() -> None:
    text = (
        "feature,value,min,max,min_flex,max_flex\n"
        "age,young,3,2,,\n"
        "age,,1,2,,\n"
        "age,old,x,-1,,\n"
        "age,middle,1\n"
        "\n"
        "age,young,1,2,,\n"
        "age,elder,1,2,2,1\n"
    )
    assert reasons(text) == [
        "Line 2: the smallest number of people is above the largest (3 > 2).",
        "Line 3: 'value' is empty.",
        "Line 4: 'min' is 'x', which is not a whole number.",
        "Line 4: 'max' is '-1', which is below 0.",
        "Line 5: the line does not have as many cells as the first line has columns.",
        "Line 7: 'age young' stood in an earlier line.",
        "Line 8: 'min_flex' is '2', which is narrower than the quota itself.",
        "Line 8: 'max_flex' is '1', which is narrower than the quota itself.",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Line 1: the file is empty: its first line must name the columns."),
        ("feature,value,min\n", "Line 1: the column 'max' is missing."),
        ("feature,value,min,max,min\n", "Line 1: the column 'min' is there twice."),
    ],
)
def test_a_heading_that_is_wrong_is_said_first(text: str, reason: str) -> None:
    assert reasons(text) == [reason]


def test_people_who_agree_in_all_address_columns_share_a_household() -> None:
    quotas = lottery.read_features(FEATURES).quotas
    read = lottery.read_people(PEOPLE, quotas, household_columns=["street", "town"])
    assert [person.household for person in read.candidates] == ["1 mill lane | leeds"] * 2 + [""]
    assert [person.values for person in read.candidates] == [{"age": "old"}, {"age": "young"}, {"age": "old"}]


def test_people_are_written_with_the_columns_kept_for_them() -> None:
    quotas = lottery.read_features(FEATURES).quotas
    read = lottery.read_people(PEOPLE, quotas)
    assert lottery.write_people(read.candidates, quotas, kept=read.kept) == PEOPLE


def test_every_bad_line_of_a_people_file_is_named_with_its_reason() -> None:
    text = "id,age\nP001,old\nP001,young\n,old\nP002,elder\nP003,\n"
    with pytest.raises(lottery.BadFile) as found:
        lottery.read_people(text, lottery.read_features(FEATURES).quotas)
    assert [(line.line, line.problem, line.value) for line in found.value.lines] == [
        (3, "double", "P001"),
        (4, "empty", ""),
        (5, "unknown_value", "elder"),
        (6, "empty", ""),
    ]
