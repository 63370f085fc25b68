"""Pages: five statements and then "more?", double clicks that count once, light lists, and words that stay harmless."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.conversations import actions as conversations
from alongside.conversations.models import Conversation, MapResult, Statement, Vote
from alongside.foundation import clock
from alongside.people.models import Member
from tests.conversations.helpers import (
    AGREE,
    BY,
    day_form,
    later,
    nobody_votes,
    queries_of,
    text_of,
    told_form,
    votes_of,
)

Make = Callable[..., Member]
Say = Callable[..., Statement]
Browser = Callable[[Member], Client]
MANY = 1000
LIGHT = 100 * 1024
LONG = "We should write down, before each meeting, who decides what and when, in plain words. "


@pytest.fixture
def cora(coordinator: Member, browser_of: Browser) -> Client:
    return browser_of(coordinator)


def crowd(conversation: Conversation, count: int) -> list[Statement]:
    """So many long statements that can be voted on."""
    now = clock.now()
    return Statement.objects.bulk_create(
        Statement(
            conversation=conversation, text=f"{number}. {LONG * 3}"[:280], due_on=clock.today(), accepted_at=now,
            accepted_by=BY.key,
        )
        for number in range(count)
    )  # fmt: skip


def with_themes(conversation: Conversation, rows: Sequence[Statement], each: int = 20) -> None:
    """Every so many of them in a theme of their own, every other one answered."""
    for number, start in enumerate(range(0, len(rows), each)):
        theme = conversations.make_theme(conversation, title=f"Theme {number}", by=BY)
        Statement.objects.filter(pk__in=[row.pk for row in rows[start : start + each]]).update(theme=theme)
        if number % 2:
            conversations.respond(theme, state="did", text=LONG * 5, by_role="The coordinator", by=BY)


PAGES = ["", "statements/", "results/", "you-said/", "look/", "gather/", "run/", "ballots/"]


def test_lists_are_light_and_take_as_many_queries_for_a_thousand_as_for_a_hundred(
    conversation: Conversation, cora: Client
) -> None:
    urls = [f"/conversations/{conversation.pk}/{page}" for page in PAGES]

    def grown(count: int) -> dict[str, int]:
        with_themes(conversation, crowd(conversation, count))
        crowd(conversation, 60)
        for _number in range(8):
            nobody_votes(conversation, {row.pk: AGREE for row in Statement.objects.all()[:7]})
        conversations.work_out(conversation)
        return {url: queries_of(cora, url) for url in urls}

    few = grown(100)
    assert grown(MANY - 100) == few
    assert {url: len(cora.get(url).content) for url in urls if len(cora.get(url).content) > LIGHT} == {}


def test_my_votes_and_the_next_statement_take_the_same_queries_for_many(
    conversation: Conversation, make: Make, browser_of: Browser
) -> None:
    ada = make()
    me = browser_of(ada)
    pages = [f"/conversations/{conversation.pk}/{name}/" for name in ("vote", "my-part")]
    for row in crowd(conversation, 60)[:55]:
        conversations.vote(row, ada, value=AGREE, by=BY)
    few = [queries_of(me, url) for url in pages]
    for row in crowd(conversation, 200)[:150]:
        conversations.vote(row, ada, value=AGREE, by=BY)
    assert [queries_of(me, url) for url in pages] == few
    assert len(me.get(pages[1]).content) < LIGHT


def test_five_statements_and_then_more(
    conversation: Conversation, said: Say, make: Make, browser_of: Browser
) -> None:
    for number in range(7):
        said(f"Statement {number}.")
    ada = make()
    me, url = browser_of(ada), f"/conversations/{conversation.pk}/vote/"
    where = url
    for number in range(5):
        page = me.get(where)
        assert f"Statement {number + 1} of 5" in page.content.decode()
        data = {"statement": page.context["said"].pk, "done": number, "value": "1"}
        where = me.post(url, data).headers["Location"]
    assert "There are 2 more statements." in text_of(me, where)
    assert len(votes_of(conversation, ada)) == 5
    assert "Statement 1 of 2" in text_of(me, url)


def test_a_double_click_counts_once_and_skips_nothing(
    conversation: Conversation, said: Say, make: Make, browser_of: Browser
) -> None:
    row, me, url = said(), browser_of(make()), f"/conversations/{conversation.pk}/vote/"
    said("B")
    key = me.get(url).context["once_key"]
    data = {"statement": row.pk, "done": "0", "value": "1", "once": key}
    led = [me.post(url, data).headers["Location"] for _click in range(2)]
    assert led == [f"{url}?done=1"] * 2
    assert Vote.objects.count() == 1


@pytest.mark.parametrize("value", ["", "2", "agree", "١"])
def test_a_vote_that_is_none_is_refused_and_the_statement_stays(
    conversation: Conversation, said: Say, make: Make, browser_of: Browser, value: str
) -> None:
    row, me = said(), browser_of(make())
    answer = me.post(
        f"/conversations/{conversation.pk}/vote/",
        {"statement": row.pk, "done": "0", "value": value},
        follow=True,
    )
    assert "Choose agree, disagree or pass." in answer.content.decode()
    assert Vote.objects.count() == 0


def test_changing_and_deleting_my_votes(
    conversation: Conversation, said: Say, make: Make, browser_of: Browser
) -> None:
    row, ada = said(), make()
    conversations.vote(row, ada, value=AGREE, by=BY)
    me, one = browser_of(ada), f"/conversations/{conversation.pk}/"
    me.post(f"{one}vote/{row.pk}/", {"value": "-1"})
    assert votes_of(conversation, ada) == {row.text: -1}
    assert "Disagree" in text_of(me, f"{one}my-part/")
    me.post(f"{one}withdraw/")
    assert Vote.objects.count() == 0


def test_nobody_sees_how_somebody_votes(
    conversation: Conversation, said: Say, make: Make, cora: Client
) -> None:
    row, ada = said(), make()
    conversations.vote(row, ada, value=-1, by=BY)
    page = text_of(cora, f"/conversations/{conversation.pk}/write-down/{ada.reference}/")
    assert "How they voted is not shown." in page
    assert "Disagree" not in page


PASTED = '"><script>alert(1)</script> \u202efdp.exe https://example.org/?a=1&b=2'


def test_scripts_links_and_hidden_signs_are_shown_as_harmless_words(
    conversation: Conversation, make: Make, browser_of: Browser, cora: Client, client: Client
) -> None:
    browser_of(make()).post(f"/conversations/{conversation.pk}/say/", {"text": PASTED, "language": "en"})
    row = Statement.objects.get()
    conversations.accept([row], by=BY)
    for browser, page in ((client, "statements/"), (client, ""), (cora, "look/"), (cora, "gather/")):
        shown = text_of(browser, f"/conversations/{conversation.pk}/{page}")
        assert "&lt;script&gt;alert(1)&lt;/script&gt; fdp.exe https://example.org/?a=1&amp;b=2" in shown
        assert "<script>alert" not in shown
        assert 'href="https://example.org' not in shown
        assert "\u202e" not in shown


def test_fifty_thousand_letters_come_back_with_a_reason(
    conversation: Conversation, make: Make, browser_of: Browser
) -> None:
    me = browser_of(make())
    page = me.post(f"/conversations/{conversation.pk}/say/", {"text": "x" * 50_000, "language": "en"})
    assert "Make this shorter. It may have 280 letters, and it has 50000." in page.content.decode()
    assert "x" * 50_000 in page.content.decode(), "nothing typed is lost"


def test_a_question_is_written_published_and_closed(cora: Client, client: Client) -> None:
    day = clock.today()
    typed: dict[str, Any] = {
        "title": "Better meetings", "question": "What would make them better?", "why": "People left.",
        "what_happens": "We change them.", "policy": "Read first.", "looked_after_by": "The coordinator",
        "language": "en", "languages": ["ar", "so"], **day_form("opens_on", day),
        **day_form("closes_on", day - timedelta(days=1)),
    }  # fmt: skip
    again = cora.post("/conversations/add/", typed).content.decode()
    assert "The last day comes before the first." in again
    cora.post("/conversations/add/", typed | day_form("closes_on", day + timedelta(days=9)))
    row = Conversation.objects.get()
    one = f"/conversations/{row.pk}/"
    assert client.get(one).status_code == 404
    cora.post(f"{one}publish/")
    page = text_of(client, one)
    assert all(
        words in page for words in ("People left.", "We change them.", "Read first.", "within 30 days")
    )
    changed = typed | day_form("closes_on", day + timedelta(days=12)) | {"question": "Something else?"}
    assert "so it stays" in cora.post(f"{one}change/", changed).content.decode()
    cora.post(f"{one}close/", {"because": "Everybody has spoken."})
    assert "Everybody has spoken." in text_of(client, one)


def test_what_is_overdue_everybody_can_see(
    conversation: Conversation, said: Say, client: Client, cora: Client
) -> None:
    row = said()
    url = f"/conversations/{conversation.pk}/you-said/"
    assert "We are late." not in text_of(client, url)
    with later(31):
        assert "1 statement should have had an answer by now. We are late." in text_of(client, url)
        assert "Gather what people said into themes" in text_of(cora, "/desk/")
        theme = conversations.make_theme(conversation, title="Shorter", by=BY)
        conversations.gather(theme, [row], by=BY)
        page = text_of(client, url)
        assert "Not answered yet" in page
        assert "It was due on" in page
        assert "Overdue" in text_of(cora, "/desk/")


def test_gathering_without_a_title_keeps_what_was_ticked(
    conversation: Conversation, said: Say, cora: Client
) -> None:
    row, url = said(), f"/conversations/{conversation.pk}/gather/"
    page = cora.post(url, {"said": [row.pk], "theme": "new", "title": ""}).content.decode()
    assert "Write what the theme is, in one sentence." in page
    assert "checked" in page
    cora.post(url, {"said": [row.pk], "theme": "new", "title": "Shorter"})
    row.refresh_from_db()
    assert row.theme is not None
    cora.post(f"{url}{row.pk}/release/")
    row.refresh_from_db()
    assert row.theme is None


def test_a_twin_is_put_together_by_its_number(conversation: Conversation, said: Say, cora: Client) -> None:
    kept, twin = said("Meetings should be shorter."), said("Meetings should be much shorter.")
    url = f"/conversations/{conversation.pk}/look/{twin.pk}/merge/"
    assert f"<strong>{kept.pk}</strong>" in text_of(cora, url)
    assert "We show no statement with this number." in cora.post(url, {"into": twin.pk}).content.decode()
    cora.post(url, {"into": kept.pk})
    twin.refresh_from_db()
    assert twin.merged_into == kept


def test_what_is_said_in_the_room_without_a_name_is_kept(conversation: Conversation, cora: Client) -> None:
    cora.post(
        f"/conversations/{conversation.pk}/write-down-without-name/", {"text": "Tea.", "language": "en"}
    )
    row = Statement.objects.get()
    assert (row.member, row.how) == (None, "in_person")


def test_reading_out_keeps_what_was_chosen_when_something_is_missing(
    conversation: Conversation, said: Say, make: Make, cora: Client
) -> None:
    row, other, grace = said(), said("B"), make("Grace", reach_by="post", address="1 High Street")
    url = f"/conversations/{conversation.pk}/write-down/{grace.reference}/vote/"
    page = cora.post(url, {f"vote_{row.pk}": "1", f"vote_{other.pk}": ""} | told_form() | {"mode": ""})
    assert "Choose how they told you." in page.content.decode()
    assert page.context["form"][f"vote_{row.pk}"].value() == "1"
    assert Vote.objects.count() == 0


def test_a_vote_never_waits_for_the_map(conversation: Conversation, make: Make, browser_of: Browser) -> None:
    row = crowd(conversation, 1)[0]
    me = browser_of(make())
    me.post(f"/conversations/{conversation.pk}/vote/", {"statement": row.pk, "done": "0", "value": "1"})
    assert Vote.objects.count() == 1
    assert MapResult.objects.count() == 0


def test_somebody_new_joins_and_comes_back_to_the_question(
    conversation: Conversation, said: Say, client: Client
) -> None:
    said()
    assert "I am new: join" in text_of(client, f"/conversations/{conversation.pk}/")
    led = client.post(f"/conversations/{conversation.pk}/join-first/")
    assert led.headers["Location"] == "/join/"
    assert client.session["way_back"] == f"/conversations/{conversation.pk}/vote/"


def waiting(client: Client) -> str:
    """What the desk says is waiting; what is new stands below it."""
    return text_of(client, "/desk/").partition("What is new")[0]


def test_an_open_question_waits_on_the_desk_until_somebody_takes_part(
    conversation: Conversation, said: Say, make: Make, browser_of: Browser
) -> None:
    ada = make()
    me, question = browser_of(ada), "What would make our meetings better?"
    assert question not in waiting(me), "there is nothing to vote on yet"
    row = said()
    assert question in waiting(me)
    conversations.vote(row, ada, value=AGREE, by=BY)
    assert question not in waiting(me)


def test_what_waits_takes_the_same_queries_for_many(
    draft: Callable[..., Conversation], coordinator: Member, browser_of: Browser
) -> None:
    cora = browser_of(coordinator)

    def grown(count: int) -> int:
        for number in range(count):
            found = conversations.publish(draft(title=f"Question {number}"), by=BY)
            rows = [conversations.say(found, None, text=f"Idea {name}.", by=BY) for name in "ABC"]
            conversations.accept(rows[:2], by=BY)
            theme = conversations.make_theme(found, title="A theme", by=BY)
            conversations.gather(theme, rows[:1], by=BY)
        return queries_of(cora, "/desk/")

    with later(20):
        few = grown(3)
        assert grown(10) == few


def test_a_theme_of_a_thousand_is_read_to_the_end_in_light_pages(
    client: Client, conversation: Conversation, cora: Client
) -> None:
    theme = conversations.make_theme(conversation, title="Meetings", by=BY)
    one, page = f"/conversations/{conversation.pk}/", f"/themes/{theme.pk}/"
    urls = [page, f"{page}answer/", f"{one}you-said/", f"{one}gather/"]

    def grown(count: int) -> dict[str, int]:
        rows = crowd(conversation, count)
        Statement.objects.filter(pk__in=[row.pk for row in rows]).update(theme=theme)
        return {url: queries_of(cora, url) for url in urls}

    few = grown(100)
    assert grown(MANY - 100) == few
    assert "and 990 more statements" in text_of(client, f"{one}you-said/")
    assert page in text_of(client, f"{one}you-said/")
    assert "1000 statements stand in this theme." in text_of(client, page)
    first, last = (text_of(client, f"{page}?page={number}") for number in (1, 20))
    assert Statement.objects.all()[0].text in first
    assert Statement.objects.order_by("-pk")[0].text in last
    assert max(len(cora.get(url).content) for url in urls) < LIGHT
    assert "Take it out" in text_of(cora, page)
    assert "Take it out" not in first


def test_a_theme_of_a_draft_is_for_those_who_look_after_it(
    client: Client, draft: Callable[..., Conversation], cora: Client
) -> None:
    page = f"/themes/{conversations.make_theme(draft(), title='Not yet', by=BY).pk}/"
    assert [one.get(page).status_code for one in (client, cora)] == [404, 200]
