"""Conversations: voting one statement at a time, an answer that comes back, and a stack of paper ballots.

Given a question is put to the community
When Marek votes without scripts, says something of his own and changes his mind
Then the last vote counts, and he can take it all back.

Given Zara said something by phone, and Marek on the web
When Ayo gathers it into a theme and answers it
Then both are told once, by their own way, and everybody reads what was said and done.

Given Ayo prints ballots, in English and in Arabic
When she types the code of each
Then the right ballot opens, is counted once, and she goes on to the next.
"""

from typing import Any

import pytest

from alongside.conversations import actions as conversations
from alongside.conversations.models import Ballot, Conversation, Statement, Theme, Vote
from alongside.foundation.models import Message
from tests.journeys.conftest import Walk, Walker, member
from tests.journeys.reading import Reader
from tests.journeys.rooms import conversations as samples

SHORTER = "اجتماعات أقصر."
SMALL = {"width": 320, "height": 640, "javascript": False}
DESK = {"width": 1280, "height": 800}
BOTH = pytest.mark.parametrize(
    "browser", [pytest.param(SMALL, id="320px-without-scripts"), pytest.param(DESK, id="desktop")]
)


def given_a_question() -> Conversation:
    """An open conversation with seven statements, two of them in Arabic too."""
    found = samples.the_conversation()
    for row, words in zip(
        Statement.objects.order_by("pk"), ("اجتماعات أقصر.", "أرسلوا الأوراق قبل أسبوع."), strict=False
    ):
        conversations.word(row, language="ar", text=words, by=samples.BY)
    return found


@BOTH
def test_voting_one_statement_at_a_time(centre: None, walk: Walk, browser: dict[str, Any]) -> None:
    found = given_a_question()
    marek = walk("Marek", **browser)
    marek.go("/conversations/")
    marek.follow("What would make our meetings better?")
    marek.follow("Vote on what people say")
    for number, answer in enumerate(("Agree", "Disagree", "Pass", "Agree", "Agree"), start=1):
        assert marek.reads(f"Statement {number} of 5")
        marek.press(answer)
    assert marek.heading() == "Thank you. More?"
    assert marek.reads("There are 2 more statements.")
    marek.follow("Five more")
    assert marek.reads("Statement 1 of 2")
    marek.follow("Say something of my own")
    marek.press("Say it")
    assert marek.reads("Write your idea.")
    marek.write("Your idea", "Let us bring a friend.")
    marek.press("Say it")
    assert marek.reads("Somebody reads it", "Statement 1 of 2")
    when_he_changes_his_mind(marek, found)


def when_he_changes_his_mind(marek: Walker, found: Conversation) -> None:
    """The last vote counts; then everything is taken back."""
    marek.go(f"/conversations/{found.pk}/my-part/")
    assert marek.reads("Only you see this page.", "Disagree")
    before = Vote.objects.filter(value=-1).get().statement
    marek.enter(marek.page.get_by_role("link", name="Change it").filter(has_text=before.text))
    marek.look()
    marek.press("Agree")
    assert marek.reads("Changed. The last vote counts.")
    assert sorted(Vote.objects.values_list("value", flat=True)) == [0, 1, 1, 1, 1]
    marek.press("Delete my votes")
    assert marek.reads("Your votes are deleted.")
    assert Vote.objects.count() == 0


@BOTH
def test_declaring_a_community_by_own_choice(centre: None, walk: Walk, browser: dict[str, Any]) -> None:
    found = given_a_question()
    marek = walk("Marek", **browser)
    marek.go(f"/conversations/{found.pk}/")
    marek.follow("Say as what I take part")
    assert marek.reads("You need not say.", "I can take it back.")
    assert not marek.page.get_by_label("a carer", exact=True).is_checked()
    marek.choose("a carer")
    marek.press("I agree, save this")
    assert marek.reads("Saved.", "a carer")


@BOTH
def test_a_theme_is_answered_and_everybody_who_said_it_is_told(
    centre: None, walk: Walk, browser: dict[str, Any]
) -> None:
    found = given_a_question()
    conversations.say(found, member("Marek"), text="Begin with tea.", by=samples.BY)
    ayo = walk("Ayo", **browser)
    when_somebody_phones(ayo, found)
    ayo.go(f"/conversations/{found.pk}/look/")
    ayo.choose("Begin with tea.", "Tea before we start.")
    ayo.press("Let everybody vote on those that I ticked")
    assert ayo.reads("2 statements can be voted on.")
    ayo.go(f"/conversations/{found.pk}/gather/")
    ayo.choose("Begin with tea.", "Tea before we start.")
    ayo.press("Gather them")
    assert ayo.reads("Write what the theme is, in one sentence.")
    ayo.write("A new theme in one sentence", "People would like tea first")
    ayo.press("Gather them")
    ayo.follow("Answer it")
    ayo.choose("We did it")
    ayo.write("The answer in words", "There is tea from half past nine.")
    ayo.write("Who answers?", "The coordinator")
    ayo.press("Give this answer")
    assert ayo.reads("Everybody who said it is told", "There is tea from half past nine.")
    then_they_are_told(walk, found, browser)


def when_somebody_phones(ayo: Walker, found: Conversation) -> None:
    """Zara phones; Ayo writes down what she says."""
    ayo.go(f"/conversations/{found.pk}/write-down/")
    ayo.write("Name, reference, phone or email", "Zara")
    ayo.press("Find")
    ayo.follow("Zara")
    ayo.follow("Write down what they said")
    ayo.write("Your idea", "Tea before we start.")
    ayo.choose("By phone", "I read this back, and they agreed that it is right")
    ayo.press("Save")
    assert ayo.reads("It is on record, and they get an answer.")


def then_they_are_told(walk: Walk, found: Conversation, browser: dict[str, Any]) -> None:
    """Each once, by their own way; and everybody can read it."""
    told = Message.objects.filter(subject="An answer to what you said: People would like tea first")
    assert sorted(told.values_list("to_name", flat=True)) == ["Marek", "Zara"]
    marek = walk("Marek", **browser)
    marek.go("/me/conversations/")
    assert marek.reads("Begin with tea.", "We did it", "There is tea from half past nine.")
    anybody = walk(**browser)
    anybody.go(f"/conversations/{found.pk}/you-said/")
    assert anybody.reads(
        "People would like tea first", "Tea before we start.", "We did it", "The coordinator"
    )
    assert not anybody.reads("Zara")


@BOTH
@pytest.mark.parametrize(("language", "words"), [("English", samples.SAID[0]), ("Arabic", SHORTER)])
def test_a_stack_of_ballots_is_printed_and_keyed_in(
    centre: None, walk: Walk, browser: dict[str, Any], language: str, words: str
) -> None:
    found = given_a_question()
    ayo = walk("Ayo", **browser)
    ayo.go(f"/conversations/{found.pk}/ballots/")
    ayo.write("How many without a name?", "2")
    ayo.write("How many statements on each?", "3")
    ayo.choose(language)
    ayo.press("Make the ballots")
    assert ayo.heading() == "2 ballots to print"
    assert ayo.reads(words)
    first, second = Ballot.objects.all()
    for ballot, answer in ((first, "Agree"), (second, "Disagree")):
        ayo.go("/ballots/")
        assert ayo.page.evaluate("document.activeElement.id") == "id_code", "typing begins at once"
        ayo.write("Code on the ballot", ballot.code.lower())
        ayo.press("Open the ballot")
        ayo.page.get_by_role("group", name=words).get_by_label(answer, exact=True).press("Space")
        ayo.press("Save, and the next one")
        assert ayo.reads("is keyed in. Next one?")
        assert ayo.heading() == "Key in a ballot"
    assert sorted(Vote.objects.values_list("value", flat=True)) == [-1, 1]
    ayo.go(f"/ballots/{first.code}/")
    assert ayo.reads("Keyed in already", "Ayo")


def test_the_same_in_arabic(centre: None, walk: Walk) -> None:
    """Right to left, at 320 pixels, without scripts: voting, the results, and a ballot keyed in."""
    found = given_a_question()
    marek = walk("Marek", **SMALL)
    marek.go(f"/ar/conversations/{found.pk}/vote/")
    for _number in range(5):
        marek.enter(marek.page.locator(".talk-vote button").first)
        marek.look()
    assert Vote.objects.count() == 5
    marek.go(f"/ar/conversations/{found.pk}/my-part/")
    samples.crowd(found)
    conversations.work_out(found)
    marek.go(f"/ar/conversations/{found.pk}/results/")
    assert marek.page.locator(".talk-map svg").count() == 1
    batch = conversations.print_ballots(
        found, statements=list(Statement.objects.accepted()[:3]), language="ar", blank=2, by=samples.BY
    )
    ayo = Reader(walk("Ayo", **SMALL), "ar")
    ayo.go(f"/conversations/{found.pk}/ballots/{batch.pk}/")
    for ballot in batch.ballots.all():
        ayo.go("/ballots/")
        ayo.write("Code on the ballot", ballot.code.lower())
        ayo.press("Open the ballot")
        ayo.walker.page.locator("input[type=radio][value='1']").first.press("Space")
        ayo.press("Save, and the next one")
        assert ayo.walker.heading() == ayo.says("Key in a ballot")
    assert not Ballot.objects.filter(batch=batch, keyed_at=None).exists()


def test_a_theme_is_answered_in_arabic_and_who_said_it_is_told(centre: None, walk: Walk) -> None:
    """Right to left, at 320 pixels, without scripts: look at it, gather it, answer it, and read the answer."""
    found = given_a_question()
    conversations.say(found, member("Marek"), text="نبدأ بالشاي.", language="ar", by=samples.BY)
    ayo = Reader(walk("Ayo", **SMALL), "ar")
    ayo.go(f"/conversations/{found.pk}/look/")
    ayo.walker.choose("نبدأ بالشاي.")
    ayo.press("Let everybody vote on those that I ticked")
    ayo.go(f"/conversations/{found.pk}/gather/")
    ayo.walker.choose("نبدأ بالشاي.")
    ayo.write("A new theme in one sentence", "الشاي أولا")
    ayo.press("Gather them")
    ayo.follow("Answer it")
    ayo.choose("We did it")
    ayo.write("The answer in words", "هناك شاي من التاسعة والنصف.")
    ayo.write("Who answers?", "المنسقة")
    ayo.press("Give this answer")
    assert ayo.walker.reads("هناك شاي من التاسعة والنصف.")
    assert Message.objects.filter(to_name="Marek", text__contains="هناك شاي من التاسعة والنصف.").count() == 1
    marek = Reader(walk("Marek", **SMALL), "ar")
    marek.go("/me/conversations/")
    assert marek.reads("We did it")
    assert marek.walker.reads("هناك شاي من التاسعة والنصف.")
    marek.go(f"/themes/{Theme.objects.get().pk}/")
    assert marek.walker.reads("الشاي أولا", "نبدأ بالشاي.", "هناك شاي من التاسعة والنصف.")


def test_anybody_takes_the_result_and_ayo_checks_it(centre: None, walk: Walk) -> None:
    """When it is over: the data for everybody, and the file of votes for who looks after it."""
    found = given_a_question()
    samples.crowd(found)
    samples.crowd(found)
    conversations.work_out(found)
    conversations.close(found, because="Everybody has spoken.", by=samples.BY)
    anybody = walk(**SMALL)
    anybody.go(f"/conversations/{found.pk}/results/")
    link = anybody.page.get_by_role("link", name="Take the results as data (JSON)", include_hidden=True)
    data = anybody.page.request.get(anybody.home + str(link.get_attribute("href"))).json()
    assert (data["status"], len(data["statements"])) == ("shown", 7)
    ayo = walk("Ayo", **SMALL)
    ayo.go(f"/conversations/{found.pk}/run/")
    with ayo.page.expect_download() as taken:
        ayo.page.get_by_role("button", name="Take the file of votes").press("Enter")
    assert taken.value.suggested_filename == f"votes-{found.pk}.json"
