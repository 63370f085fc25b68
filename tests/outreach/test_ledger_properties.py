"""Whatever happens, in whichever order: a sending goes to those whose newest line grants it, and to nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.foundation import actors, clock
from alongside.foundation.models import Centre
from alongside.outreach import actions as outreach
from alongside.outreach.models import Basis, Purpose, Subscriber, SuppressionReason
from alongside.outreach.queries.recipients import is_suppressed, recipients, sendable
from alongside.people import actions as people
from alongside.people.models import Consent, Member
from alongside.people.models import Purpose as Agreed
from tests.outreach.conftest import WORDS, told

BY = actors.SYSTEM
ADDRESSES = [f"p{number}@example.org" for number in range(4)]
MEMBERS = ADDRESSES[:2]
"""The first two are members; what they say among their consents counts too."""

WHO = st.sampled_from(ADDRESSES)
EVENTS = st.one_of(
    st.tuples(st.just("grant"), WHO, st.sampled_from(Purpose.values), st.sampled_from(Basis.values)),
    st.tuples(st.just("take_back"), WHO, st.sampled_from(Purpose.values)),
    st.tuples(st.just("ask"), WHO),
    st.tuples(st.just("confirm"), WHO),
    st.tuples(st.just("consent"), st.sampled_from(MEMBERS)),
    st.tuples(st.just("withdraw"), st.sampled_from(MEMBERS)),
    st.tuples(st.just("forget"), st.sampled_from(ADDRESSES[2:])),
    st.tuples(st.just("suppress"), WHO),
)


class World:
    """What should be so, kept in plain dictionaries beside the rows."""

    def __init__(self) -> None:
        self.latest: dict[tuple[str, str], tuple[bool, str]] = {}
        self.pending: dict[str, Any] = {}
        self.suppressed: set[str] = set()

    def subscriber(self, who: str) -> Subscriber | None:
        theirs = Subscriber.objects.here().filter(member__email=who) | Subscriber.objects.here().filter(
            email=who
        )
        return theirs.first()

    def grant(self, who: str, purpose: str, basis: str) -> None:
        if subscriber := self.subscriber(who):
            outreach.grant(subscriber, purpose=purpose, basis=basis, wording=WORDS, how="phone", by=BY)
            self.latest[who, purpose] = (True, basis)

    def take_back(self, who: str, purpose: str) -> None:
        if subscriber := self.subscriber(who):
            outreach.take_back(subscriber, purpose=purpose, how="web", by=BY)
            if (who, purpose) in self.latest:
                self.latest[who, purpose] = (False, self.latest[who, purpose][1])

    def ask(self, who: str) -> None:
        self.pending[who] = outreach.subscribe(email=who, wording=WORDS, by=actors.VISITOR)

    def confirm(self, who: str) -> None:
        if who not in self.pending:
            return
        sign_up = self.pending.pop(who)
        if who in self.suppressed:
            with pytest.raises(outreach.CannotSubscribe):
                outreach.confirm(sign_up, by=actors.VISITOR)
            return
        outreach.confirm(sign_up, by=actors.VISITOR)
        self.latest[who, Purpose.NEWSLETTER] = (True, Basis.CONSENT)

    def consent(self, who: str) -> None:
        member = Member.objects.get(email=who)
        people.give_consent(member, purpose=Agreed.NEWSLETTER, wording=WORDS, by=BY)
        self.latest[who, Purpose.NEWSLETTER] = (True, Basis.CONSENT)

    def withdraw(self, who: str) -> None:
        held = Consent.objects.filter(member__email=who, purpose=Agreed.NEWSLETTER, withdrawn_at=None).first()
        if held is not None:
            people.withdraw_consent(held, by=BY)
            self.latest[who, Purpose.NEWSLETTER] = (False, Basis.CONSENT)

    def forget(self, who: str) -> None:
        if subscriber := self.subscriber(who):
            outreach.forget(subscriber, by=BY)
            self.latest = {key: value for key, value in self.latest.items() if key[0] != who}
            self.pending.pop(who, None)
            assert is_suppressed(who)

    def suppress(self, who: str) -> None:
        outreach.suppress(who, reason=SuppressionReason.BOUNCED, by=BY)
        self.suppressed.add(who)


def addresses(rows: list[Subscriber]) -> list[str]:
    return sorted(one.member.email if one.member else one.email for one in rows)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=st.lists(EVENTS, max_size=14))
def test_recipients_are_those_whose_newest_line_grants_it(our_centre: Centre, history: list[Any]) -> None:
    from django.db import transaction

    with transaction.atomic():
        outreach.say_charity(number="1", by=BY)
        for address in MEMBERS:
            people.join(called=address[:2], reach_by="email", email=address, age_guard="adult", by=BY)
        world = World()
        for step, *about in history:
            getattr(world, step)(*about)
        for purpose in Purpose.values:
            sent: list[str] = []
            for basis in Basis.values:
                should = sorted(
                    who
                    for (who, what), line in world.latest.items()
                    if what == purpose and line == (True, basis)
                )
                found = recipients(purpose, basis)
                assert addresses(list(found)) == should
                may = addresses(sendable(found))
                assert may == [who for who in should if who not in world.suppressed]
                sent += should
            assert len(sent) == len(set(sent)), "consent and soft opt-in never share a sending"
        for address in MEMBERS:
            in_force = Consent.objects.in_force(clock.today()).filter(
                member__email=address, purpose=Agreed.NEWSLETTER
            )
            agreed = world.latest.get((address, Purpose.NEWSLETTER)) == (True, Basis.CONSENT)
            assert in_force.exists() >= agreed, "the ledger says nothing that the consents do not"
        transaction.set_rollback(True)


def test_told_is_a_thing_of_the_past(our_centre: Centre) -> None:
    with pytest.raises(Exception, match="future"):
        outreach.record_subscriber(
            told=told(on=clock.today() + timedelta(days=1)), wording=WORDS, email="a@example.org", by=BY
        )
