"""Promise: nobody can type a figure into the story; every figure is a placeholder that a room fills."""

import pytest
from django.core.exceptions import ValidationError

from alongside.story import wording
from alongside.story.wording import Part

TYPED = [
    "39% identify as having a disability.",
    "We met 14 times.",
    "Over 700 followers in six months.",
    "Five projects were funded.",
    "Half of us are carers.",
    "A third of us are carers.",
    "A dozen people came.",
    "Hundreds of people came.",
    "Twenty-one people came.",
    "THREE people came.",
    "It was the 14th session.",
    "Up to £5K for each.",
    "It started in 2017.",
    "٣٩ من الناس",
    "½ of the people",
    "Ⅷ sessions",
    "th\u200bree people",
    "Many per cent of us",
    "Phase 1000 began.",
    "Phase 2% of us",
    "Phase 1.5 began",
    "[[people.members|39%]] people",
    "[[people.members|about £500]] people",
]
PLAIN = [
    "Many of us often attend; someone is always there.",
    "Pilots Phase 1 taught us what Phase 2 needed.",
    "COVID-19 moved us online.",
    "[[people.members]] people make up the network.",
    "[[greenhouse.age.35_to_55 with label]] came.",
    "[[funding.phase_1.cap|most for each project of Phase 1]] for each.",
    "One of us wrote it; none is alone.",
    "",
]


@pytest.mark.parametrize("text", TYPED)
def test_typed_figure_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        wording.refuse_typed_figures(text)

    assert "Use a figure from the list" in refusal.value.messages[0]


@pytest.mark.parametrize("text", PLAIN)
def test_sentence_without_typed_figures_may_stay(text: str) -> None:
    assert wording.refuse_typed_figures(text) is None  # type: ignore[func-returns-value]


@pytest.mark.parametrize(
    "text", ["[[people]] came", "[[people.members came", "people.members]]", "[[A b.c]] came"]
)
def test_placeholder_that_is_ill_made_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        wording.refuse_typed_figures(text)

    assert "[[people.members]]" in refusal.value.messages[0]


def test_sentence_is_read_in_pieces() -> None:
    text = "We are [[people.members]], and [[age.under_35 with label|aged under 35]]."

    assert wording.parse(text) == [
        Part(text="We are "),
        Part(figure="people.members"),
        Part(text=", and "),
        Part(figure="age.under_35", counts="aged under 35", with_label=True),
        Part(text="."),
    ]


def test_figures_named_twice_are_listed_once_with_their_words() -> None:
    found = wording.figure_ids(["[[a.b]] and [[c.d]]", "[[a.b|apples]]"])

    assert found == {"a.b": "apples", "c.d": ""}
