"""Promise: a claim that two translators agreed on is told so in the story, with the figures that it has."""

import pytest
from django.core.exceptions import ValidationError

from alongside.foundation import actors, translating
from alongside.people import actions as people
from alongside.people.models import Consent, Member
from alongside.people.queries import translating as questions
from alongside.story.models import Claim, Telling

ARABIC = "[[greenhouse.plants]] من نباتاتنا تزهر."


def test_what_two_people_agreed_on_becomes_a_telling(told: Consent) -> None:
    claim = Claim.objects.get(heading="Flowers")
    source = translating.read("claim", str(claim.pk))
    assert source is not None
    reader: Member = told.member
    with pytest.raises(ValidationError, match="figures"):
        people.write_translation(
            source, language="ar", texts={"heading": "زهور", "text": "نباتات"}, writer=None, by=actors.VISITOR
        )
    row = people.write_translation(
        source, language="ar", texts={"heading": "زهور", "text": ARABIC}, writer=None, by=actors.VISITOR
    )
    assert not Telling.objects.filter(claim=claim).exists()
    people.agree_translation(row, reader=reader, by=actors.SYSTEM)
    telling = Telling.objects.get(claim=claim, language="ar", easy=False)
    assert (telling.text, telling.machine, telling.unchecked) == (ARABIC, False, False)
    states = {one.source.key: one.state for one in questions.work("ar") if one.source.kind == "claim"}
    assert states[str(claim.pk)] == "agreed"
