"""Who stopped the newsletter by one entry gets it by none."""

from alongside.foundation import clock
from alongside.outreach import actions as outreach
from alongside.outreach.models import Subscriber
from alongside.outreach.queries import ledger
from alongside.people import actions as people
from alongside.people.models import Consent
from tests.furniture import Make

from .conftest import WORDS, told
from .writing import BY


def test_a_stop_of_either_entry_is_a_stop(make: Make) -> None:
    web, phone = make("Ann"), make("Annie", reach_by="phone", phone="020 7946 0000")
    for member in (web, phone):
        people.give_consent(member, purpose="newsletter", wording=WORDS, by=BY)
    outreach.stop_for(Subscriber.objects.get(member=phone), told=told(), by=BY)
    people.merge_members(web, phone, reason="She says so.", told=told(), by=BY)
    assert not ledger.gets(Subscriber.objects.get(member=web))
    assert not Consent.objects.filter(member=web, purpose="newsletter").in_force(clock.today()).exists()


def test_who_gets_it_by_both_gets_it_once(make: Make) -> None:
    web, phone = make("Ann"), make("Annie", reach_by="phone", phone="020 7946 0000")
    for member in (web, phone):
        people.give_consent(member, purpose="newsletter", wording=WORDS, by=BY)
    people.merge_members(web, phone, reason="She says so.", told=told(), by=BY)
    on_the_list = [one for one in Subscriber.objects.here() if ledger.gets(one)]
    assert [one.member for one in on_the_list] == [web]
