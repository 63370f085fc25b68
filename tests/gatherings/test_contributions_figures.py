"""Promise: figures about what people said grow from records, and say what they count."""

from datetime import timedelta

from alongside.foundation import clock, figures
from alongside.gatherings import actions as gatherings
from alongside.gatherings.figures_words import CONTRIBUTIONS, IN_TIME, MAKERS, QUOTES
from alongside.gatherings.models import Session
from alongside.people import actions as people
from tests.gatherings.helpers import Make
from tests.gatherings.voices import BY


def test_only_what_everybody_may_read_is_counted(session: Session, make: Make) -> None:
    ada = make("Ada")
    rows = [gatherings.say(session, ada, text="Tea?", kind="question", by=BY) for _n in range(4)]
    assert MAKERS[CONTRIBUTIONS]({}).value == 0
    gatherings.check(rows, by=BY)
    gatherings.hold_back(rows[0], because="It names a nurse.", by=BY)
    gatherings.take_back(rows[1], by=BY)
    assert MAKERS[CONTRIBUTIONS]({}).value == 2


def test_answered_in_time_carries_its_base_and_is_no_number_before_there_is_one(
    session: Session, make: Make
) -> None:
    ada = make("Ada")
    assert MAKERS[IN_TIME]({}).status == "not_recorded"
    rows = [gatherings.say(session, ada, text="Tea?", kind="question", by=BY) for _n in range(3)]
    gatherings.answer(rows[:2], state="did", text="Yes.", by_role="Team", by=BY)
    with clock.at(clock.now() + timedelta(days=31)):
        figure = MAKERS[IN_TIME]({})
    assert (figure.display, figure.base) == ("67%", 3)


def test_the_house_knows_these_figures(session: Session) -> None:
    found = figures.read([CONTRIBUTIONS, IN_TIME, QUOTES])
    assert [figure.status for figure in found.values()] == ["shown", "not_recorded", "shown"]
    assert set(found) <= set(figures.ids())


def test_a_quote_counts_while_its_consent_lives(session: Session, make: Make) -> None:
    may = gatherings.MayQuote(text="I was heard.", wording="…", channels=["web"], attribution="none")
    quote = gatherings.let_quote(session, make("Ada"), may=may, by=BY)
    assert MAKERS[QUOTES]({}).value == 1
    people.withdraw_consent(quote.consent, by=BY)
    assert MAKERS[QUOTES]({}).value == 0
