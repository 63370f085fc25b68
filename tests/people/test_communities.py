"""Priority communities: what was done, what came of it, and honesty where nothing did."""

from datetime import date
from typing import Any

from django.test import Client

from alongside.foundation import actors
from alongside.foundation.models import Event
from alongside.people import actions as people
from alongside.people.models import Member, OutreachAction, PriorityCommunity
from tests.people.helpers import queries_of, signed_in


def community(name: str = "Deaf people") -> PriorityCommunity:
    return people.add_community(name=name, why="They were not asked.", by=actors.SYSTEM)


def outreach(to: PriorityCommunity, **more: Any) -> OutreachAction:
    return people.add_outreach(
        to, on=date(2019, 3, 1), what="We went to the Monday club.", by=actors.SYSTEM, **more
    )


def test_every_community_without_any_action_says_so(our_centre: object) -> None:
    quiet = community()
    assert "Nothing done yet" in Client().get("/communities/").content.decode()
    assert (
        "Nothing was done to reach this community yet"
        in Client().get(f"/communities/{quiet.slug}/").content.decode()
    )
    outreach(quiet)
    assert "Nothing done yet" not in Client().get("/communities/").content.decode()


def test_an_action_without_a_result_says_so_until_one_is_recorded(our_centre: object) -> None:
    row = community()
    action = outreach(row)
    url = f"/communities/{row.slug}/"
    assert "No result recorded yet" in Client().get(url).content.decode()
    people.record_outreach_result(action, result="Six people came to a session.", by=actors.SYSTEM)
    page = Client().get(url).content.decode()
    assert "Six people came to a session." in page
    assert "No result recorded yet" not in page
    assert Event.objects.filter(verb="people.outreach_result_recorded").count() == 1


def test_an_action_shows_its_date_and_partner(our_centre: object) -> None:
    row = community()
    partner = people.add_organisation(name="Monday Club", kind="community", by=actors.SYSTEM)
    people.add_outreach(row, on=date(2019, 3, 1), what="We went.", partner=partner, by=actors.SYSTEM)
    page = Client().get(f"/communities/{row.slug}/").content.decode()
    assert 'datetime="2019-03-01"' in page
    assert "Monday Club" in page
    assert "We went." in Client().get(f"/organisations/{partner.pk}/").content.decode()


def test_names_in_any_script_get_an_address_of_their_own(our_centre: object) -> None:
    slugs = [community(name).slug for name in ("Carers", "Carers!", "مقدمو الرعاية", "צעירים", "Add")]
    assert len(set(slugs)) == 5
    assert "add" not in slugs
    for slug in slugs:
        assert Client().get(f"/communities/{slug}/").status_code == 200


def test_changing_the_name_keeps_the_address(our_centre: object) -> None:
    row = community()
    people.change_community(row, name="Deaf and deafblind people", why="More.", by=actors.SYSTEM)
    assert "Deaf and deafblind people" in Client().get("/communities/deaf-people/").content.decode()


def test_the_list_takes_the_same_queries_for_many(our_centre: object) -> None:
    taken = []
    for number in range(12):
        outreach(community(f"Community {number}"), result="Something." if number % 2 else "")
        if number in (0, 11):
            taken.append(queries_of(Client(), "/communities/"))
    assert taken[0] == taken[1]


def test_a_coordinator_writes_everything_on_the_web(coordinator: Member) -> None:
    client = signed_in(coordinator)
    client.post("/communities/add/", {"name": "Young carers", "why": "They are busy.", "order": "1"})
    url = "/communities/young-carers/"
    form = {"on_day": "1", "on_month": "3", "on_year": "2019", "what": "A stall at school.", "way": "event"}
    assert client.post(url + "outreach/", form).status_code == 302
    action = OutreachAction.objects.get()
    assert client.post(f"{url}outreach/{action.pk}/", {"result": ""}).status_code == 200
    assert client.post(f"{url}outreach/{action.pk}/", {"result": "Nothing came of it."}).status_code == 302
    assert "Nothing came of it." in Client().get(url).content.decode()


def test_what_was_done_in_the_future_is_refused(coordinator: Member) -> None:
    community()
    form = {"on_day": "1", "on_month": "3", "on_year": "2999", "what": "A stall."}
    page = signed_in(coordinator).post("/communities/deaf-people/outreach/", form).content.decode()
    assert "or an earlier date" in page
    assert "A stall." in page
    assert OutreachAction.objects.count() == 0


def test_a_name_with_script_in_it_is_shown_as_text(our_centre: object) -> None:
    row = people.add_community(
        name="<script>x</script>", why="<img src=x onerror=alert(1)>", by=actors.SYSTEM
    )
    for url in ("/communities/", f"/communities/{row.slug}/"):
        page = Client().get(url).content.decode()
        assert "<script>x" not in page
        assert "<img src=x" not in page
