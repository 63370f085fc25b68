"""Issues are written in parts, which show what rooms know today; nothing typed is lost."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from alongside.foundation import clock, figures
from alongside.foundation.actors import Actor
from alongside.foundation.models import Centre
from alongside.gatherings.models import Meeting, Session
from alongside.outreach import actions as outreach
from alongside.outreach.actions import blocks, issues
from alongside.outreach.models import Block, Issue, IssueState
from alongside.outreach.newsletter import html, text
from alongside.outreach.newsletter.words import Reader
from alongside.outreach.queries import issue_checks, pieces, pulling
from alongside.outreach.queries import issues as questions
from alongside.people.models import Member
from tests.furniture import Browser

from .writing import BY, issue_of, pulled, write

OTHER = Actor("account:999")


@pytest.fixture
def desk(coordinator: Member, browser_of: Browser) -> Client:
    return browser_of(coordinator)


def url(name: str, *args: Any) -> str:
    return reverse(f"outreach:{name}", args=args)


def facts(found: pulling.Found) -> tuple[str, ...]:
    assert isinstance(found, pulling.Pulled), found
    return found.facts


def test_issues_are_numbered_and_a_number_is_never_used_again(our_centre: Centre) -> None:
    first = issue_of()
    issues.cancel_issue(first, by=BY)

    assert issue_of().number == 2
    assert questions.state_of(first) == IssueState.DRAFT or first.number == 1
    assert questions.state_of(Issue.objects.get(number=1)) == IssueState.CANCELLED


def test_parts_are_added_written_moved_and_taken_out_without_scripts(
    desk: Client, our_centre: Centre
) -> None:
    desk.post(url("start_issue"), {"languages": ["en", "ar"], "basis": "consent"})
    issue = Issue.objects.get()
    for kind in ("heading", "words"):
        desk.post(url("add_block", 1, kind), {})
    heading, words = issue.blocks.all()
    desk.post(url("write_block", 1, words.pk, "ar"), {"base": "0", "text": "اجتمعنا في المكتبة."})
    desk.post(url("write_block", 1, heading.pk, "en"), {"base": "0", "heading": "News"})
    desk.post(url("move_block_up", 1, words.pk))

    assert list(issue.blocks.values_list("kind", flat=True)) == ["words", "heading"]
    page = desk.get(url("edit_issue", 1)).content.decode()
    assert "اجتمعنا في المكتبة." in page
    assert "News" in page

    desk.post(url("remove_block", 1, heading.pk))
    assert [row.kind for row in issue.blocks.all()] == ["words"]


def test_whoever_saves_second_sees_both_texts_and_loses_nothing(desk: Client, our_centre: Centre) -> None:
    part = issue_of().blocks.get()
    seen = part.revision
    blocks.write_block(part, language="en", text="The first words.", base=seen, by=OTHER)

    answer = desk.post(url("write_block", 1, part.pk, "en"), {"base": str(seen), "text": "The second words."})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The first words." in page
    assert "The second words." in page
    part.refresh_from_db()
    assert part.said("text", "en") == "The first words."
    desk.post(url("write_block", 1, part.pk, "en"), {"base": str(part.revision), "text": "Both words."})
    part.refresh_from_db()
    assert part.said("text", "en") == "Both words."


def test_bad_words_are_named_beside_their_field(desk: Client, our_centre: Centre) -> None:
    issue_of()
    answer = desk.post(url("write_issue", 1, "en"), {"base": "1", "subject": " ", "intro": "Kept words"})

    assert "Write the subject" in answer.content.decode()
    assert "Kept words" in answer.content.decode()


def test_it_cannot_be_approved_while_a_language_lacks_its_words(our_centre: Centre) -> None:
    issue = issue_of()
    issues.change_issue(issue, languages=["en", "ar"], basis="consent", by=BY)

    wrong = [one.sentence for one in issue_checks.checks(Issue.objects.get()) if one.stops]
    assert wrong == ["Arabic: the subject is missing.", "Arabic: part 1 (Our own words) has no words."]
    with pytest.raises(ValidationError):
        issues.approve_issue(issue, by=OTHER)


def test_whoever_wrote_last_asks_somebody_else_or_says_why_not(our_centre: Centre) -> None:
    issue = issue_of()
    with pytest.raises(ValidationError, match="Ask somebody else"):
        issues.approve_issue(issue, by=BY)

    issues.approve_issue(issue, by=OTHER)

    assert questions.state_of(Issue.objects.get()) == IssueState.APPROVED
    write(Issue.objects.get(), intro="Other words.")
    assert questions.state_of(Issue.objects.get()) == IssueState.DRAFT


def test_easy_read_that_is_missing_is_said(our_centre: Centre) -> None:
    issue = issue_of()
    blocks.write_block(issue.blocks.get(), language="en", text="We met.", base=1, by=BY)

    said = [one.sentence for one in issue_checks.checks(issue) if not one.good]
    assert said == ["English: 1 part has no Easy Read words. Readers of Easy Read get the usual words there."]
    easy = pieces.content(Issue.objects.get(), "en", easy=True)
    assert easy.gaps == 1
    assert "Some parts are not in Easy Read yet" in text.render(easy, Reader())


def test_the_beginning_is_no_part(our_centre: Centre) -> None:
    issue = issue_of()
    write(issue, easy="")
    issue = Issue.objects.get()

    said = [one.sentence for one in issue_checks.checks(issue) if not one.good]
    assert said == [
        "English: the beginning has no Easy Read words. Readers of Easy Read get the usual words."
    ]
    write(issue, intro="", easy="")
    assert all(one.good for one in issue_checks.checks(Issue.objects.get())), (
        "nothing is there that could be missing"
    )


def test_what_is_gone_is_said_and_shows_nothing(our_centre: Centre) -> None:
    issue = issue_of()
    Block.objects.create(issue=issue, kind="session", source="session", key="404", position=5)

    said = [one.sentence for one in issue_checks.checks(issue) if one.stops]
    assert said == [
        "A session: What this showed is not there for everybody any more. It is left out. "
        "Take it out, or choose something else."
    ]
    assert len(pieces.content(issue, "en").pieces) == 1


def test_only_a_charity_chooses_a_basis(our_centre: Centre, desk: Client) -> None:
    assert "To whom does it go?" not in desk.get(url("start_issue")).content.decode()
    desk.post(url("start_issue"), {"languages": ["en"]})
    assert Issue.objects.get().basis == "consent"
    number = Issue.objects.get().number
    for page in ("edit_issue", "change_issue"):
        shown = desk.get(url(page, number)).content.decode()
        assert "Languages" in shown
        assert "basis" not in shown
    outreach.say_charity(number="1234567", by=BY)
    for page in ("edit_issue", "change_issue"):
        assert "Languages and basis" in desk.get(url(page, number)).content.decode()
    assert "To whom does it go?" in desk.get(url("start_issue")).content.decode()


def test_an_issue_on_another_basis_can_be_changed_by_who_is_no_charity_now(
    our_centre: Centre, desk: Client
) -> None:
    issue = issue_of(basis="soft_opt_in")
    assert "To whom does it go?" in desk.get(url("change_issue", issue.number)).content.decode()


def test_a_figure_is_pulled_with_its_day_and_never_typed(our_centre: Centre, coordinator: Member) -> None:
    issue = issue_of()
    pulled(issue, "figure", "people.members")

    (figure,) = [one for one in pieces.content(issue, "en").pieces if one["kind"] == "figure"]
    assert figure["heading"] == "1"
    assert figure["url"].endswith("/story/figures/people.members/")
    assert any("As of" in fact for fact in figure["facts"])


def test_a_figure_says_what_it_counts_before_of_how_many() -> None:
    said = figures.Figure(
        "x.y", "of what people said was answered", "0%", base=1200, base_note="ideas that fell due"
    )
    counted = figures.Figure("x.y", "said where they live", "70%", base=20, base_note="9 did not answer.")

    assert facts(pulling._figure(said)) == (
        "of what people said was answered",
        "Base: 1,200 ideas that fell due",
    )
    assert facts(pulling._figure(counted)) == ("said where they live", "Base: 20. 9 did not answer.")


def test_the_day_of_a_session_is_written_as_its_language_writes_it() -> None:
    hours = [datetime(2027, 1, 8, hour, tzinfo=timezone.get_current_timezone()) for hour in (18, 19)]
    session = Session(
        pk=15, number=15, title="X", starts_at=hours[0], ends_at=hours[1], meeting=Meeting.ONLINE
    )

    assert facts(pulling._session(session))[0] == "Friday 8 January 2027, from 18:00 to 19:00"
    with translation.override("pl"):
        assert " 8 stycznia 2027, " in facts(pulling._session(session))[0]


def test_nobody_is_asked_to_come_to_a_session_that_is_over() -> None:
    begins = datetime(2027, 1, 8, 18, tzinfo=timezone.get_current_timezone())
    session = Session(
        pk=15, number=15, title="X", starts_at=begins, ends_at=begins + timedelta(hours=1),
        meeting=Meeting.ONLINE, announced_at=begins - timedelta(days=9),
    )  # fmt: skip
    said = {}
    for day in (-1, 1):
        with clock.at(begins + timedelta(days=day)):
            found = pulling._session(session)
            assert isinstance(found, pulling.Pulled)
            said[day] = found.link
    assert said == {-1: "Read about this session, and say that you come", 1: "Read about this session"}


def test_a_source_that_not_everybody_may_see_is_refused(our_centre: Centre) -> None:
    issue = issue_of()
    with pytest.raises(ValidationError):
        pulled(issue, "session", 12345)


def test_mail_says_its_language_and_fetches_nothing(our_centre: Centre) -> None:
    issue = issue_of("en", "ar", subject="ما الجديد")
    with translation.override("ar"):
        made = html.render(pieces.content(issue, "ar"), Reader(stop="https://x.example/stop"))

    assert '<html lang="ar" dir="rtl">' in made
    assert "<img" not in made
    assert "<table" not in made
    assert "url(" not in made
    assert "<script" not in made
    assert 'href="https://x.example/stop"' in made


def test_text_is_76_columns_wide_with_links_spelled_out(our_centre: Centre) -> None:
    issue = issue_of()
    blocks.write_block(issue.blocks.get(), language="en", heading="News", text="word " * 200, base=1, by=BY)

    made = text.render(pieces.content(issue, "en"), Reader(hello="Hello Ada,", stop="https://x.example/stop"))

    lines = made.splitlines()
    assert max(len(line) for line in lines if "://" not in line) <= 76
    assert "Hello Ada," in lines
    assert "https://x.example/stop" in lines


def test_the_list_of_issues_asks_as_often_for_many_as_for_one(
    desk: Client, our_centre: Centre, django_assert_max_num_queries: Any
) -> None:
    issue_of()
    desk.get(url("run_issues"))
    for _number in range(9):
        issue_of()
    with django_assert_max_num_queries(12):
        desk.get(url("run_issues"))
