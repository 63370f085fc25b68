"""Awards as 360Giving data: complete, without anybody's name, and refused while anything in it may not leave."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import flattentool
import pytest
from django.test import Client
from django.urls import reverse
from jsonschema import Draft202012Validator

from alongside.funding import actions as funding
from alongside.funding import open_data
from alongside.funding.models import Award, Bid, Publication, Round
from alongside.funding.queries import publishing
from alongside.people.models import Member, Organisation
from tests.funding.conftest import Make
from tests.funding.money import rows, threesixty
from tests.funding.money.rows import BY
from tests.funding.panel import rows as panel

FUNDER = open_data.Funder(
    "360G-TestCentre",
    "GB-CHC-1234567",
    "Centre for Testing",
    "https://c.example/",
    "https://c.example/f.json",
)
TODAY = date(2020, 3, 1)
SHE = open_data.Recipient(True, "individual-1")
GRANT = open_data.Grant(
    reference="K7FD-3MXA", title="Boxing", description="A wellbeing programme for young people.", currency="GBP",
    applied_pence=500_000, awarded_pence=480_050, paid_pence=0, awarded_on=date(2019, 7, 3),
    planned=open_data.Event(date(2019, 7, 3), date(2020, 2, 3)), actual=None, programme_code="phase-2",
    programme_title="Pilots: Phase 2", programme_url="https://c.example/awards/",
    recipient=open_data.Recipient(False, "org-1", "Boxing Club"), page_url="https://c.example/awards/K7FD-3MXA/",
    modified="2019-07-03T10:00:00+00:00",
)  # fmt: skip


def refused(*grants: open_data.Grant, funder: open_data.Funder = FUNDER) -> list[tuple[str, str]]:
    return [(one.reference, one.field) for one in open_data.refusals(grants, funder, today=TODAY)]


def test_a_good_grant_may_leave_and_follows_the_standard() -> None:
    assert refused(GRANT) == []
    data = open_data.package([GRANT], FUNDER, issued=TODAY)
    assert threesixty.problems(data) == []
    assert data["grants"][0]["amountAwarded"] == 4800.5
    assert data["grants"][0]["plannedDates"] == [
        {"startDate": "2019-07-03", "endDate": "2020-02-03", "duration": 7}
    ]
    assert open_data.as_json(data) == open_data.as_json(json.loads(open_data.as_json(data)))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"description": "Write to zara@example.org for more."}, "description"),
        ({"description": "zara (at) example.org"}, "description"),
        ({"title": "Call 020 7946 0018"}, "title"),
        ({"title": "Call +44 (0)20 7946 0018"}, "title"),
        ({"description": "Call ٠٢٠ ٧٩٤٦ ٠٠١٨ today"}, "description"),
        ({"description": "Boxing"}, "description"),
        ({"title": " "}, "title"),
        ({"title": "x" * 141}, "title"),
        ({"awarded_pence": 0}, "amountAwarded"),
        ({"paid_pence": 480_051}, "amountDisbursed"),
        ({"awarded_on": date(2020, 3, 2)}, "awardDate"),
        ({"currency": "pounds"}, "currency"),
        ({"reference": "K7 FD/3"}, "id"),
        ({"planned": open_data.Event(date(2020, 1, 2), date(2020, 1, 1))}, "plannedDates"),
        ({"recipient": open_data.Recipient(False, "org-1", " ")}, "recipientOrganization/name"),
        ({"recipient": open_data.Recipient(True, "individual-1", "Zara")}, "recipientIndividual/name"),
        (
            {"recipient": open_data.Recipient(True, "individual-1"), "description": "She lives in E1 6AN."},
            "description",
        ),
    ],
)
def test_what_may_not_leave_is_refused_with_award_and_field(change: dict[str, Any], field: str) -> None:
    wrong = replace(GRANT, **change)
    assert (wrong.reference, field) in refused(wrong)


ALONE = replace(
    GRANT, recipient=SHE, awarded_on=date(2019, 7, 1), planned=None, programme_title="Phase 2", modified=""
)


def test_an_award_to_one_person_may_leave_with_its_month_alone() -> None:
    assert refused(ALONE) == []
    data = open_data.package([ALONE], FUNDER, issued=TODAY)
    assert threesixty.problems(data) == []
    (grant,) = data["grants"]
    assert grant["awardDate"] == "2019-07-01"
    assert not {"plannedDates", "actualDates", "dateModified"} & set(grant)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"awarded_on": date(2019, 7, 3)}, "awardDate"),
        ({"planned": GRANT.planned}, "plannedDates"),
        ({"actual": GRANT.planned}, "actualDates"),
        ({"modified": GRANT.modified}, "dateModified"),
    ],
)
def test_the_exact_days_of_an_award_to_one_person_are_refused(change: dict[str, Any], field: str) -> None:
    assert refused(replace(ALONE, **change)) == [(GRANT.reference, field)]
    assert refused(replace(GRANT, **change)) == []


def test_two_grants_with_one_reference_and_a_funder_without_a_prefix_are_refused() -> None:
    assert refused(GRANT, GRANT) == [(GRANT.reference, "id")]
    assert refused(GRANT, funder=replace(FUNDER, prefix="")) == [("", "id")]


@pytest.mark.parametrize(
    "words",
    [
        "For 120 people, 2019-2020, £4,000 each.", "Phase 2 of 2, 14 sessions in 2019 and 2020.",
        "A group in E1 6AN that meets @ 5pm.", "ISBN 978-3-16-148410-0",
    ],
)  # fmt: skip
def test_ordinary_words_of_an_organisation_are_let_through(words: str) -> None:
    assert refused(replace(GRANT, description=words)) == []


def test_the_checker_of_these_tests_bites() -> None:
    data = open_data.package([GRANT], FUNDER, issued=TODAY)
    for spoilt in (
        {"awardDate": "3 July 2019"}, {"amountAwarded": "4800"}, {"colour": "red"}, {"fromOpenCall": "yes"},
        {"recipientIndividual": {"id": "360G-x", "name": "Individual Recipient"}}, {"currency": "XYZ"},
        {"title": "A wellbeing programme for young people."},
    ):  # fmt: skip
        copy = json.loads(json.dumps(data))
        copy["grants"][0].update(spoilt)
        assert threesixty.problems(copy) != []


@pytest.fixture
def two_phases(our_centre: Any, make: Make) -> list[Award]:
    """Five awards of phase 1 and four of phase 2: one of each to a person and a group, two that build on others."""
    first = panel.closed_round(pot_pence=2_500_000)
    made = [_award(first, make, number) for number in range(5)]
    second = panel.closed_round(pot_pence=6_000_000, cap_pence=1_500_000, number=2)
    Round.objects.filter(pk=second.pk).update(months=7)
    return [
        *made, _award(second, make, 5, builds_on=made[0]), _award(second, make, 6, builds_on=made[1]),
        _award(second, make, 7), _award(second, make, 8),
    ]  # fmt: skip


def _award(one_round: Round, make: Make, number: int, **more: Any) -> Award:
    bid = rows.new_bid(one_round, make(f"Person{number}"), f"Project {number}", 400_000 + number)
    kinds: dict[int, dict[str, Any]] = {3: {"recipient_kind": "person", "group_name": ""}, 4: {}}
    organisation = {
        "recipient_kind": "organisation", "group_name": "",
        "organisation": Organisation.objects.create(name=f"Charity {number}", kind="charity"),
    }  # fmt: skip
    Bid.objects.filter(pk=bid.pk).update(**kinds.get(number, organisation))
    return rows.agreed(Bid.objects.get(pk=bid.pk), **more)


def published() -> dict[str, Any]:
    funding.set_publisher(
        prefix=FUNDER.prefix, organisation_id=FUNDER.organisation_id, name=FUNDER.name, by=BY
    )
    funding.publish_awards(by=BY)
    answer = Client().get("/open-data/360giving.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    found: dict[str, Any] = json.loads(answer.content)
    return found


def test_two_phases_follow_the_standard_and_name_nobody(two_phases: list[Award], finance: Member) -> None:
    rows.pay(two_phases[0].instalments.get(), finance)
    data = published()
    assert threesixty.problems(data) == []
    assert len(data["grants"]) == 9
    assert "Person" not in json.dumps(data)
    (person,) = [grant for grant in data["grants"] if "recipientIndividual" in grant]
    assert person["recipientIndividual"]["name"] == "Individual Recipient"
    assert person["toIndividualsDetails"] == {"primaryGrantReason": "GTIR120", "grantPurpose": ["GTIP160"]}
    assert "Project 3" not in json.dumps(person)
    row = two_phases[3]
    assert row.agreed_on is not None
    assert person["awardDate"] == row.agreed_on.replace(day=1).isoformat()
    assert not {"plannedDates", "actualDates", "dateModified"} & set(person)
    assert all({"plannedDates", "dateModified"} <= set(grant) for grant in data["grants"] if grant != person)
    by_title = {grant["title"]: grant for grant in data["grants"]}
    assert by_title["Project 5"]["relatedActivity"] == [by_title["Project 0"]["id"]]
    assert by_title["Project 0"]["amountDisbursed"] == by_title["Project 0"]["amountAwarded"] == 4000
    assert by_title["Project 4"]["recipientOrganization"][0]["id"].startswith("360G-TestCentre-group-")
    assert {grant["grantProgramme"][0]["code"] for grant in data["grants"]} == {"phase-1", "phase-2"}


def test_neither_the_order_of_the_file_nor_the_page_of_the_award_gives_the_day_away(
    two_phases: list[Award],
) -> None:
    for number, award in enumerate(two_phases):
        Award.objects.filter(pk=award.pk).update(agreed_on=date(2020, 1, 2 + number))
    alone = two_phases[3]
    Award.objects.filter(pk=alone.pk).update(
        agreed_on=date(2020, 1, 28), starts_on=date(2020, 1, 30), planned_end_on=date(2020, 8, 29)
    )
    grants = published()["grants"]
    assert "recipientIndividual" in grants[0], "it stands first in its month, whatever its day"
    page = Client().get(reverse("funding:award", args=[alone.reference])).content.decode()
    assert "January 2020" in page
    assert "30 January" not in page
    assert "2020-01-30" not in page


def test_the_official_schema_agrees(two_phases: list[Award]) -> None:
    folder = threesixty.official_folder()
    if folder is None:
        pytest.skip(threesixty.HOW_TO_GIVE_IT)
    assert threesixty.official_problems(published(), folder) == []


DRAFTS = [
    ("definitions", "http://json-schema.org/draft-04/schema#"),
    ("$defs", "https://json-schema.org/draft/2020-12/schema"),
]


@pytest.mark.parametrize(("place", "draft"), DRAFTS)
def test_an_official_schema_is_read_in_the_draft_it_is_written_in(
    tmp_path: Path, place: str, draft: str
) -> None:
    day = {"oneOf": [{"format": "date-time"}, {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}]}
    page = {"type": "string", "format": "uri"}
    ways = {
        "awardDate": {"$ref": f"#/{place}/Day"},
        "dateModified": {"format": "date-time"},
        "dataSource": page,
    }
    item = {"$schema": draft, place: {"Day": day}, "type": "object", "properties": ways}
    grants = {"items": {"$ref": "https://standard.example/1.4/item.json"}}
    whole = {"$schema": draft, "type": "object", "properties": {"grants": grants}}
    (tmp_path / threesixty.ITEM).write_text(json.dumps(item))
    (tmp_path / threesixty.WHOLE).write_text(json.dumps(whole))
    data = open_data.package([GRANT], FUNDER, issued=TODAY)
    assert threesixty.official_problems(data, tmp_path) == []
    for name in ways:
        copy = json.loads(json.dumps(data))
        copy["grants"][0][name] = "3 July 2019"
        (found,) = threesixty.official_problems(copy, tmp_path)
        assert found.startswith(f"$.grants[0].{name}: ")


def test_the_spreadsheet_holds_the_same_grants(two_phases: list[Award]) -> None:
    data = published()
    text = Client().get("/open-data/360giving.csv").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [line["id"] for line in lines] == [grant["id"] for grant in data["grants"]]
    assert [threesixty.from_line(line) for line in lines] == data["grants"]


def test_the_spreadsheet_goes_through_flatten_tool_and_back(two_phases: list[Award], tmp_path: Path) -> None:
    data = published()
    folder, back = tmp_path / "sheets", tmp_path / "back.json"
    folder.mkdir()
    (folder / "grants.csv").write_bytes(Client().get("/open-data/360giving.csv").content)
    flattentool.unflatten(
        str(folder), input_format="csv", root_list_path="grants", root_id="", output_name=str(back),
        encoding="utf-8-sig",
    )  # fmt: skip
    grants = json.loads(back.read_text())["grants"]
    assert [threesixty.from_tool(grant) for grant in grants] == data["grants"]


def test_nothing_is_published_without_a_prefix_or_with_a_phone_number(award: Award) -> None:
    assert Client().get("/open-data/360giving.json").status_code == 404
    with pytest.raises(funding.CannotPublish, match="how 360Giving knows"):
        funding.publish_awards(by=BY)
    published()
    row = funding.ask_variation(award, kind="purpose", to="Call 020 7946 0018", reason="x", by=BY)
    lead = award.bid.applicants.get().member
    funding.agree_variation(row, by=rows.doing(lead), member=lead)
    with pytest.raises(funding.CannotPublish, match="may not be published"):
        funding.publish_awards(by=BY)
    assert Publication.objects.count() == 1


def test_what_was_published_stays_until_the_next_time(award: Award, lead: Member) -> None:
    before = published()
    row = funding.ask_variation(
        award, kind="extension", to=award.ends_on + timedelta(days=60), reason="x", by=BY
    )
    funding.agree_variation(row, by=rows.doing(lead), member=lead)
    assert json.loads(Client().get("/open-data/360giving.json").content) == before
    funding.publish_awards(by=BY)
    after = json.loads(Client().get("/open-data/360giving.json").content)["grants"][0]
    assert after["plannedDates"] == before["grants"][0]["plannedDates"]
    assert after["actualDates"][0]["endDate"] == (award.ends_on + timedelta(days=60)).isoformat()


def test_the_page_says_what_to_do_and_lists_what_may_not_leave(
    award: Award, coordinator: Member, make: Make, browser_of: Callable[[Member], Client]
) -> None:
    centre, path = browser_of(coordinator), "/funding/open-data/"
    assert "Ask 360Giving for a prefix" in centre.get(path).content.decode()
    assert centre.get(f"{path}publisher/").status_code == 403
    admin = browser_of(make("Ada", role="administrator"))
    given = {"given_prefix": "TestCentre", "organisation_id": "GB-CHC-1", "name": "Centre"}
    assert "A prefix begins with 360G-" in admin.post(f"{path}publisher/", given).content.decode()
    assert admin.post(f"{path}publisher/", given | {"given_prefix": "360G-TestCentre"}).status_code == 302
    Award.objects.filter(pk=award.pk).update(purpose="Write to a@b.example")
    page = centre.get(path).content.decode()
    assert ("something like an email address" in page, award.reference in page) == (True, True)
    assert centre.post(f"{path}publish/").status_code == 302
    Award.objects.filter(pk=award.pk).update(purpose="A garden.")
    assert centre.post(f"{path}publish/").status_code == 302
    assert "SHA-256" in centre.get(path).content.decode()
    assert publishing.latest() is not None


def test_our_own_schema_is_one() -> None:
    Draft202012Validator.check_schema(threesixty.PACKAGE)
