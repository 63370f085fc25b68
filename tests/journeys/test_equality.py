"""Answering the equality questions, and taking the answers back.

Given Lin is asked, and told that her answers are added up with nineteen others and then deleted
When she answers some, prefers not to say others, and then changes her mind
Then her answers wait, are changed, are withdrawn, and nobody else ever saw them.
"""

from alongside.monitoring import queries
from alongside.people.models import Account
from tests.journeys.conftest import ADDRESSES, Walk, Walker
from tests.monitoring.people import request_of


def test_answering_and_withdrawing(centre: None, walk: Walk) -> None:
    lin = walk("Lin", width=320, javascript=False)
    waiting = queries.waiting()
    given_she_is_told_why(lin)
    when_she_answers_what_she_likes(lin)
    assert queries.waiting() == waiting + 1
    assert state().code == "waiting"
    when_she_takes_it_back(lin)
    assert queries.waiting() == waiting
    assert state().code == "not_asked"


def state() -> queries.State:
    return queries.my_state(request_of(Account.objects.get(email=ADDRESSES["Lin"])))


def given_she_is_told_why(lin: Walker) -> None:
    lin.go("/about-you/")
    assert lin.reads("Once 20 people have answered, we add the answers up and delete yours")


def when_she_answers_what_she_likes(lin: Walker) -> None:
    lin.enter(lin.page.locator("main form button, main a.govuk-button").first)
    lin.look()
    for _page in range(20):
        if "check" in lin.page.url:
            break
        first = lin.page.locator("main input[type=radio]").first
        if first.count():
            first.press("Space")
        lin.enter(lin.page.locator("main form button").last)
        lin.look()
    lin.enter(lin.page.locator("main form button").last)
    lin.look()


def when_she_takes_it_back(lin: Walker) -> None:
    lin.go("/about-you/withdraw/")
    lin.enter(lin.page.locator("main form button").last)
    lin.look()
