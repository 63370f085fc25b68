"""Promise: what is said about data is written from what the house does, and nothing that it does is left out."""

import io
import zipfile
from collections import Counter

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from alongside.desk import data_protection as papers
from alongside.foundation import clock, processing, retention
from alongside.people.models import Member
from tests.furniture import Browser, browser_of, coordinator, make, our_centre, without_staff_passkeys

__all__ = ["browser_of", "coordinator", "make", "our_centre", "without_staff_passkeys"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("our_centre")]


def test_every_table_about_people_belongs_to_one_activity() -> None:
    covered = Counter(model for activity in processing.activities() for model in activity.models)
    about_people = {model for model in apps.get_models() if processing.tells_of_people(model)}
    assert set(covered) == about_people
    assert set(covered.values()) == {1}
    assert len(about_people) > 150


def test_special_data_has_a_condition_and_other_data_none() -> None:
    for activity in processing.activities():
        assert bool(activity.special) == processing.is_special(activity), activity.key
    assert any(processing.is_special(one) for one in processing.activities())


def test_every_limit_of_days_is_told() -> None:
    told = [timer for activity in processing.activities() for timer in activity.limits]
    assert set(told) == set(retention.timers())


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_everybody_reads_what_is_kept_and_why(client: Client, prefix: str) -> None:
    page = client.get(f"{prefix}/privacy/")
    assert page.status_code == 200
    words = page.content.decode()
    assert reverse("people:ask_right") in words
    if not prefix:
        for words_of_limit in ("30 days after the session", "730 days after the message was written"):
            assert words_of_limit in words
        assert words.count("What stays after that") == len(list(processing.activities()))


@pytest.mark.parametrize("name", list(papers.PAPERS))
def test_each_paper_reads_the_same_on_the_page_and_in_word(
    coordinator: Member, browser_of: Browser, name: str
) -> None:
    staff = browser_of(coordinator)
    paper = papers.PAPERS[name][1]()
    page = staff.get(reverse("desk:paper", args=[name])).content.decode()
    file = staff.get(reverse("desk:paper_word", args=[name]))
    with zipfile.ZipFile(io.BytesIO(file.content)) as parts:
        text = parts.read("word/document.xml").decode()
    assert paper.to_add
    for section in paper.sections:
        assert section.title in page
        assert section.title in text
    assert papers.as_word(paper, clock.today()) == papers.as_word(paper, clock.today())
    assert staff.get(reverse("desk:paper", args=["nothing"])).status_code == 404


def test_the_papers_name_every_special_activity() -> None:
    special = [str(one.title) for one in processing.activities() if processing.is_special(one)]
    for paper in (papers.impact_assessment, papers.policy_document):
        titles = [str(row.key) for section in paper().sections for row in section.rows]
        assert set(special) <= set(titles)
