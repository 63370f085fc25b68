"""Words that were written about somebody's access needs: the sweep of doors looks for them in all that it reads."""

from typing import Any

from alongside.foundation import actors
from alongside.foundation.doors import Role
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Adjustment
from alongside.people.models import Member
from tests.journeys.rooms import gatherings_access as samples

ANSWER, SUPPLIER, WORDS = "planted-damson", "planted-bullace", "planted-sloe"
PLANTED = ["planted-quince", "planted-medlar", ANSWER, SUPPLIER, WORDS]
"""The first two are what Marek asked for, in the samples of the sweeps; the others are answers to it."""
MAY_READ = (Role.ACCESS, Role.MEMBER)
"""The access role, and Marek, who is the member of the sweeps. A test of the gatherings looks as another member."""
TOKENS = ("did-it-work/",)
"""Addresses with a secret that only Marek was sent: whoever has it, is he."""


def plant() -> None:
    """In the world of the sweeps: Marek asked, Ife arranged it, he was told by a call, and it did not work."""
    ife, marek = (Member.objects.get(called=name) for name in ("Ife", "Marek"))
    Member.objects.filter(pk=marek.pk).update(reach_by="phone", phone="020 7946 0199")
    for row in Adjustment.objects.all():
        gatherings.take_on(row, owner=ife, by=actors.SYSTEM)
        gatherings.arrange(row, what=ANSWER, supplier=SUPPLIER, cost_pence=100, by=actors.SYSTEM)
    over = Adjustment.objects.get(registration__session__title=samples.PAST)
    gatherings.say_whether_met(over, met="not_met", words=WORDS, by=actors.SYSTEM)


def words_in(route: str, answer: Any) -> list[str]:
    """Those of the words that an answer holds; none in what is streamed, and in what a token opens."""
    if answer.streaming or route.startswith(TOKENS):
        return []
    text = answer.content.decode(errors="replace")
    return [word for word in PLANTED if word in text]
