"""Lists of people: every line is judged before anything happens, and nothing is half-done."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.foundation import actors, clock, spreadsheet
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people import reading_files
from alongside.people.models import Member, MemberImport
from alongside.people.queries import imports
from tests.people.helpers import Make, signed_in

TOLD: dict[str, Any] = {"mode": "in_person", "read_back_and_agreed": False, "note": "From a list."}


def upload(text: str) -> MemberImport:
    return people.upload_members(
        reading_files.read(text.encode(), "list.csv"), file_name="list.csv", by=actors.SYSTEM
    )


def take_in(uploaded: MemberImport, **more: Any) -> dict[str, int]:
    return people.apply_import(uploaded, told=people.Told(on=clock.today(), **TOLD), by=actors.SYSTEM, **more)


def states(uploaded: MemberImport) -> list[str]:
    return [outcome.state for outcome in imports.preview(uploaded).outcomes]


def xlsx(rows: list[list[Any]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_is_read_in_the_encodings_that_spreadsheets_write(encoding: str, sign: str) -> None:
    text = f"First name{sign}Email\r\nZoë{sign}zoe@example.org\r\n"
    sheet = reading_files.read(text.encode(encoding), "list.csv")
    assert [line.cells for line in sheet.lines] == [{"called": "Zoë", "email": "zoe@example.org"}]


def test_headings_are_known_by_many_names_and_others_are_said() -> None:
    sheet = reading_files.read(b"KNOWN_AS,Mobile Number,Shoe size\nBo,020 7946 0123,9\n", "list.csv")
    assert sheet.lines[0].cells == {"called": "Bo", "phone": "020 7946 0123"}
    assert sheet.not_understood == ["Shoe size"]


def test_blank_lines_are_passed_over_and_lines_keep_their_numbers() -> None:
    sheet = reading_files.read(b"\n\nName,Email\n\n ,  \nBo,bo@example.org\n", "list.csv")
    assert [(line.number, line.cells["called"]) for line in sheet.lines] == [(6, "Bo")]


def test_xlsx_is_read_with_dates_and_numbers() -> None:
    from datetime import datetime

    content = xlsx([["Name", "Phone", "Joined"], ["Bo", 2079460123.0, datetime(2019, 5, 31)]])  # noqa: DTZ001
    sheet = reading_files.read(content, "list.XLSX")
    assert sheet.lines[0].cells == {"called": "Bo", "phone": "2079460123", "joined_on": "2019-05-31"}


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "list.csv", "empty"),
        (b"\n\n", "list.csv", "empty"),
        (b"Name,Email\n", "list.csv", "no people"),
        (b"Shoe size\n9\n", "list.csv", "must be"),
        (b"Name,Email,Email\nBo,a,b\n", "list.csv", "Two columns mean the same"),
        (b"\x00\x01\x02", "list.csv", "not a CSV file"),
        (b"PK\x03\x04 not really", "list.xlsx", "not a spreadsheet"),
        (b"Name,Email\nBo,bo@example.org", "list.xlsx", "not a spreadsheet"),
        (b"Name\n" + b"x\n" * 5001, "list.csv", "more than 5,000"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(content: bytes, name: str, words: str) -> None:
    with pytest.raises(reading_files.Unreadable, match=words):
        reading_files.read(content, name)


def read_or_sentence(content: bytes, name: str) -> object:
    """The lines that were read, or why not; anything else fails the test."""
    try:
        return reading_files.read(content, name).lines
    except reading_files.Unreadable as refusal:
        return str(refusal)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx"]))
def test_no_file_breaks_the_reader(content: bytes, name: str) -> None:
    for start in (b"", b"Name,Email\n"):
        assert read_or_sentence(start + content, name)


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t=", "\r", "\n=", " =", "\u00a0=", "＝", "\ufeff@", "\v+"]
)
def test_formulas_are_quoted_on_the_way_out(start: str) -> None:
    cell = next(
        csv.reader(io.StringIO(spreadsheet.as_csv([f"{start}cmd|' /C calc'!A0"], []).decode("utf-8-sig")))
    )[0]
    assert cell == f"{start[:-1]}'{start[-1]}cmd|' /C calc'!A0" or cell.startswith("'")
    assert spreadsheet.defused("Bo Smith") == "Bo Smith"


def test_the_preview_says_of_each_line_what_would_happen(make: Make) -> None:
    make("Ada")
    gone = make("Gone")
    people.leave(gone, by=actors.SYSTEM)
    before = Member.objects.count()
    uploaded = upload(
        "Name,Email,Phone\nBo,bo@example.org,\nAda,ADA@example.org,\nGone,gone@example.org,\n"
        "Cy,not an address,\n"
        "Di,,\nBo again,bo@example.org,\n,x@example.org,\n"
    )
    assert states(uploaded) == ["new", "here", "left", "problem", "problem", "here", "problem"]
    assert all(str(outcome.why) for outcome in imports.preview(uploaded).outcomes)
    assert Member.objects.count() == before


def test_people_without_email_are_known_by_name_and_phone(make: Make) -> None:
    make("Bo", reach_by="phone", phone="020 7946 0123")
    uploaded = upload("Name,Phone\nBo,(020) 79460123\nCy,020 7946 0123\n")
    assert states(uploaded) == ["here", "new"]


def test_people_are_known_again_however_their_name_is_written(make: Make) -> None:
    make("McDonald", reach_by="phone", phone="020 7946 0123")
    assert states(upload("Name,Phone\nmcdonald,020 7946 0123\nMCDONALD,+44 20 7946 0123\n")) == [
        "here",
        "here",
    ]


def test_taking_in_adds_everybody_through_joining(make: Make) -> None:
    uploaded = upload(
        "Name,Surname,Email,Brings,Languages,Age,Joined\n"
        'Bo,Smith,bo@example.org,Carer; researcher; juggler,"English, Twi",34,31/05/2019\n'
    )
    assert take_in(uploaded) == {"new": 1, "here": 0, "left": 0, "problem": 0}
    bo = Member.objects.get(called="Bo")
    assert (bo.full_name, bo.age_guard, str(bo.joined_on)) == ("Bo Smith", "adult", "2019-05-31")
    assert bo.account is not None
    assert bo.account.email == "bo@example.org"
    assert {row.kind for row in bo.brings.all()} == {"carer", "researcher"}
    assert (bo.brings_in_own_words, bo.languages) == ("juggler", ["English", "Twi"])
    recording = bo.recordings.get()
    assert (recording.what, recording.mode, recording.read_back_and_agreed) == ("import", "in_person", False)
    assert Message.objects.count() == 0


def test_welcoming_writes_to_each_new_person_by_their_channel(our_centre: object) -> None:
    take_in(upload("Name,Email,Phone\nBo,bo@example.org,\nCy,,020 7946 0123\n"), welcome=True)
    assert sorted(Message.objects.values_list("channel", "to")) == [
        ("call", "020 7946 0123"), ("email", "bo@example.org"),
    ]  # fmt: skip


def test_a_list_with_a_problem_adds_nobody(our_centre: object) -> None:
    uploaded = upload("Name,Email\nBo,bo@example.org\nCy,broken\n")
    with pytest.raises(people.CannotImport, match="Line 3"):
        take_in(uploaded)
    assert Member.objects.count() == 0


def test_a_failure_half_way_leaves_nobody_behind(our_centre: object) -> None:
    """The second address belongs to an account without a member: found out only while joining."""
    from allauth.account.models import EmailAddress

    from alongside.people.models import Account

    account = Account.objects.create_user("other@example.org")
    EmailAddress.objects.create(user=account, email="cy@example.org")
    uploaded = upload("Name,Email\nBo,bo@example.org\nCy,cy@example.org\n")
    with pytest.raises(people.CannotImport, match="Line 3"):
        take_in(uploaded)
    assert Member.objects.count() == 0
    uploaded.refresh_from_db()
    assert uploaded.applied_at is None


def test_taking_in_twice_adds_once_and_the_list_is_not_kept(our_centre: object) -> None:
    uploaded = upload("Name,Email\nBo,bo@example.org\n")
    assert take_in(uploaded)["new"] == 1
    assert take_in(uploaded)["new"] == 0
    assert take_in(upload("Name,Email\nBo,bo@example.org\nCy,cy@example.org\n"))["new"] == 1
    assert Member.objects.count() == 2
    uploaded.refresh_from_db()
    assert uploaded.rows == []


def test_who_left_is_not_brought_back_by_any_address(make: Make) -> None:
    gone = make("Gone", phone="020 7946 0123")
    people.leave(gone, by=actors.SYSTEM)
    assert states(upload("Name,Email,Phone\nGone,,020 7946 0123\nGone,gone@example.org,\n")) == [
        "left",
        "left",
    ]


@pytest.mark.parametrize(
    "phone", ["020-7946-0123", "+44 20 7946 0123", "(020) 79460123", "0044 (0)20 7946 0123 ext 5"]
)
def test_who_left_is_not_brought_back_by_their_phone_written_differently(make: Make, phone: str) -> None:
    gone = make("Gone", reach_by="phone", phone="020 7946 0123")
    people.leave(gone, by=actors.SYSTEM)
    assert states(upload(f"Name,Phone\nGone,{phone}\nOther,020 7946 0124\n")) == ["left", "new"]


def test_people_under_16_are_added_one_by_one(our_centre: object) -> None:
    uploaded = upload("Name,Email,Age\nKid,kid@example.org,12\nTeen,teen@example.org,16\n")
    assert states(uploaded) == ["problem", "new"]


def test_the_preview_takes_few_queries_for_many_lines(
    our_centre: object, django_assert_max_num_queries: Any
) -> None:
    lines = "".join(f"Person {number},person{number}@example.org\n" for number in range(1000))
    uploaded = upload("Name,Email\n" + lines)
    with django_assert_max_num_queries(15):
        assert len(imports.preview(uploaded).in_state("new")) == 1000


def test_a_coordinator_uploads_looks_and_takes_in(coordinator: Member) -> None:
    client = signed_in(coordinator)
    file = SimpleUploadedFile("list.csv", b"Name,Email\nBo,bo@example.org\n=cmd(),eve@example.org\n")
    response = client.post("/members/import/", {"file": file})
    uploaded = MemberImport.objects.get()
    assert response["Location"] == f"/members/import/{uploaded.pk}/"
    assert "2 people will be added" in client.get(response["Location"]).content.decode()
    day = clock.today()
    form = {"mode": "post", "on_day": day.day, "on_month": day.month, "on_year": day.year, "welcome": "no"}
    refused = client.post(f"/members/import/{uploaded.pk}/apply/", form)
    assert "Tick the box when everybody agreed" in refused.content.decode()
    assert not Member.objects.filter(called="Bo").exists()
    assert client.post(f"/members/import/{uploaded.pk}/apply/", form | {"agreed": "on"}).status_code == 302
    assert Member.objects.filter(called__in=["Bo", "=cmd()"]).count() == 2
    assert client.post(f"/members/import/{uploaded.pk}/apply/", form | {"agreed": "on"}).status_code == 302
    assert Member.objects.count() == 3


def test_a_bad_upload_says_what_to_do(coordinator: Member) -> None:
    client = signed_in(coordinator)
    for name, content in (
        ("list.pdf", b"%PDF"),
        ("list.csv", b"\x00\x00"),
        ("list.xlsx", b"nope"),
        ("list.csv", b""),
    ):
        page = client.post("/members/import/", {"file": SimpleUploadedFile(name, content)})
        assert page.status_code == 200
        assert page.context["form"].errors
    assert MemberImport.objects.count() == 0


def test_a_list_is_thrown_away_with_its_rows(coordinator: Member) -> None:
    uploaded = upload("Name,Email\nBo,bo@example.org\n")
    client = signed_in(coordinator)
    client.post(f"/members/import/{uploaded.pk}/discard/")
    uploaded.refresh_from_db()
    assert (uploaded.rows, uploaded.discarded_at is None) == ([], False)
    assert client.get(f"/members/import/{uploaded.pk}/").status_code == 404
    assert take_in(uploaded)["new"] == 0


def test_the_example_file_can_be_read_back(coordinator: Member) -> None:
    response = signed_in(coordinator).get("/members/import/people.csv")
    sheet = reading_files.read(response.content, "people.csv")
    assert sheet.not_understood == []
    uploaded = people.upload_members(sheet, file_name="people.csv", by=actors.SYSTEM)
    assert states(uploaded) == ["new", "new"]
