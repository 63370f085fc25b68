"""The files that platforms give, in the shapes, encodings and moods in which they arrive."""

from datetime import date, timedelta

import pytest

from alongside.outreach import reading_exports
from alongside.outreach.reading_exports import Sheet

LAST = date(2024, 12, 31)
OVERVIEW = (
    "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,"
    "Create Post,Video views,Media views"
)
CLASSIC = (
    "Tweet id,Tweet permalink,Tweet text,time,impressions,engagements,engagement rate,retweets,replies,{likes},"
    "user profile clicks,url clicks"
)


def read(text: str | bytes, day_first: bool | None = None) -> Sheet:
    content = text if isinstance(text, bytes) else text.encode()
    return reading_exports.read(content, last_day=LAST, day_first=day_first)


def values(sheet: Sheet) -> list[tuple[str, dict[str, int]]]:
    return [(line.day.isoformat(), line.values) for line in sheet.lines]


def test_the_overview_has_one_row_a_day() -> None:
    sheet = read(f'{OVERVIEW}\n"Fri, Dec 13, 2024","1,234",5,"67",0,0,3,1,0,2,9,1,0,0\n')
    assert sheet.shape == reading_exports.DAYS
    assert values(sheet) == [("2024-12-13", {"impressions": 1_234, "engagements": 67})]
    assert "New follows" in sheet.left_out
    assert sheet.measures == ["impressions", "engagements"]


@pytest.mark.parametrize("likes", ["favorites", "likes"])
def test_posts_have_one_row_each_with_either_heading(likes: str) -> None:
    row = '"1141","https://x","Hello, ""all""\nof you",2019-06-18 23:30 +0000,"1,050",12.0,0.011,1,0,3,0,1\n'
    sheet = read(CLASSIC.format(likes=likes) + "\n" + row)
    (line,) = sheet.lines
    assert (sheet.shape, line.post, line.text) == (reading_exports.POSTS, "1141", 'Hello, "all" of you')
    assert (line.day, line.values) == (date(2019, 6, 18), {"impressions": 1_050, "engagements": 12})
    assert likes in sheet.left_out


def test_newer_posts_files_write_the_day_in_words() -> None:
    head = "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,New follows"
    sheet = read(f'{head}\n1867,"Fri, Dec 13, 2024",Hi,https://x,40,1,2,0\n')
    assert (sheet.lines[0].post, sheet.lines[0].day) == ("1867", date(2024, 12, 13))


@pytest.mark.parametrize(
    "content",
    [
        "Date,Impressions\n2024-12-01,7\n".encode("utf-8-sig"),
        "Date,Impressions\r\n2024-12-01,7\r\n".encode("utf-16"),
        "Date,Impressions\n2024-12-01,7\n".encode("utf-16-le"),
        "Date,Impressions\n2024-12-01,7\n".encode("utf-16-be"),
        b"Date;Impressions\n2024-12-01;7\n",
        b"Date\tImpressions\n2024-12-01\t7\n",
        b"Date|Impressions\n2024-12-01|7\n",
        b"sep=;\r\nDate;Impressions\r\n2024-12-01;7\r\n",
        b'\n\n"DATE","  Post_Impressions "\n\n"2024/12/01","7"\n,\n',
        "Date,Impressions,caf\xe9\n2024-12-01T10:00:00Z,7,x\n".encode("cp1252"),
    ],
)
def test_encodings_separators_and_headings_make_no_difference(content: bytes) -> None:
    assert values(read(content)) == [("2024-12-01", {"impressions": 7})]


@pytest.mark.parametrize(
    ("said", "number"),
    [("1234", 1234), ("1,234", 1234), ("1.234", 1234), ("1 234", 1234), ("1\u202f234", 1234), ("1'234", 1234),
     ("1,234,567", 1234567), ("12.0", 12), ("0", 0), ("١٢٣", 123)],
)  # fmt: skip
def test_numbers_are_read_as_people_and_platforms_write_them(said: str, number: int) -> None:
    assert reading_exports.number_in(said) == number


@pytest.mark.parametrize("said", ["1.2K", "3M", "-4", "12.5", "many", "1,23", "1" * 40, "=1+1"])
def test_other_numbers_are_refused_with_a_sentence(said: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        reading_exports.number_in(said)


@pytest.mark.parametrize(
    "said",
    ["2019-10-31", "2019/10/31", "31/10/2019", "10/31/2019", "31.10.2019", "Thu, Oct 31, 2019", "October 31, 2019",
     "31 Oct 2019", "2019-10-31 12:34 +0000", "2019-10-31T12:34:56Z"],
)  # fmt: skip
def test_days_are_read_in_many_ways(said: str) -> None:
    assert read(f'Date,Reach\n"{said}",1\n').lines[0].day == date(2019, 10, 31)


def test_a_day_that_may_be_two_is_asked_about_and_never_guessed() -> None:
    text = "Date,Reach\n03/04/2020,1\n04/04/2020,2\n"
    with pytest.raises(reading_exports.UnclearDates, match=r"Say whether the day or the month comes first\."):
        read(text)
    assert read(text, day_first=True).lines[0].day == date(2020, 4, 3)
    assert read(text, day_first=False).lines[0].day == date(2020, 3, 4)
    assert read(text + "13/04/2020,3\n").lines[0].day == date(2020, 4, 3)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n \r\n", "is empty"),
        (b"\xff\xfe", "is empty"),
        (b"Date,Impressions\n", "headings and no lines"),
        (b"Impressions,Likes\n1,2\n", "called “Date”"),
        (b"Date,Likes\n2024-12-01,2\n", "No column holds"),
        (b"PK\x03\x04rest", "not a CSV file"),
        (b"\x89PNG\r\n\x1a\n", "No column|headings"),
    ],
)
def test_a_file_that_is_none_says_what_to_do(content: bytes, why: str) -> None:
    with pytest.raises(reading_exports.Unreadable, match=why):
        read(content)


def test_each_bad_line_is_named_and_the_others_are_read() -> None:
    sheet = read(
        "Date,Impressions\n2024-12-01,5\nTotal,5\n2024-12-02,1.2K\n2024-12-02,1,234\n2025-01-01,3\n"
        "2024-12-03,\n2024-12-01,5\n2024-12-01,6\n2024-02-30,1\n2024-12-04,8\n"
    )
    assert values(sheet) == [("2024-12-01", {"impressions": 5}), ("2024-12-04", {"impressions": 8})]
    assert [problem.number for problem in sheet.problems] == [3, 4, 5, 6, 7, 9, 10]
    assert all(problem.why.endswith(".") for problem in sheet.problems)
    assert "Line 2 says another number" in sheet.problems[5].why


def test_the_number_of_a_post_that_a_spreadsheet_shortened_is_named() -> None:
    sheet = read("Post id,Date,Impressions\n1.18E+18,2024-12-01,5\n")
    assert "A spreadsheet has shortened" in sheet.problems[0].why


def test_thousands_of_lines_are_read_and_too_many_are_refused() -> None:
    days = [date(1990, 1, 1) + timedelta(days=number) for number in range(12_000)]
    text = "Date,Impressions\n" + "".join(f"{day},{number}\n" for number, day in enumerate(days))
    sheet = read(text)
    assert (len(sheet.lines), sheet.problems) == (12_000, [])
    with pytest.raises(reading_exports.Unreadable, match="more than 20000 lines"):
        read("Date,Impressions\n" + "2024-12-01,1\n" * 20_001)
