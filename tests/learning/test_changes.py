"""Promise: what people learnt is carried to what it would change, decided with a reason, and traced both ways."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory

from alongside.foundation import clock, figures, record, sources, waiting
from alongside.foundation.models import Message
from alongside.learning import actions as learning
from alongside.learning.figures import CHANGES
from alongside.learning.models import DesignChange, LearningItem
from alongside.learning.queries import changes
from alongside.people.models import Member
from tests.learning.helpers import BY, Browser, Learn, Make, queries_of, text_of


def propose(*items: LearningItem, **more: str) -> DesignChange:
    given = {"what": "Seven months instead of four", "label": "Pilots Phase 2"} | more
    return learning.propose_change(items, by=BY, **given)


def test_from_what_was_learnt_to_what_changed_and_back(
    make: Make, learn: Learn, coordinator: Member, browser_of: Browser, client: Client
) -> None:
    row = learn(make("Ada"), now_what="Give people more time.")
    cora = browser_of(coordinator)
    assert "Give people more time." in text_of(cora, f"/learning/{row.pk}/change/")
    sent = {"what": "Seven months instead of four", "thing": "-", "label": ""}
    assert "Write what would be changed." in cora.post(f"/learning/{row.pk}/change/", sent).content.decode()
    cora.post(f"/learning/{row.pk}/change/", sent | {"label": "Pilots Phase 2"})
    change = DesignChange.objects.get()
    assert change.due_on == clock.today() + timedelta(days=30)

    decide = f"/learning/changes/{change.pk}/decide/"
    refused = cora.post(decide, {"verdict": "declined", "by_role": ""}).content.decode()
    assert "Write why. Everybody reads your reason." in refused
    assert "Write who decided, for example: the review team." in refused
    cora.post(
        decide, {"verdict": "adapted", "reason": "Six months fit the year.", "by_role": "The review team"}
    )

    (message,) = Message.objects.filter(subject="What came of what you told us")
    for words in ("Four months were too short.", "Adopted in another form.", "Six months fit the year."):
        assert words in message.text
    page = text_of(client, f"/learning/{row.pk}/")
    assert "Seven months instead of four" in page
    assert "Pilots Phase 2" in page
    back = text_of(client, f"/learning/changes/{change.pk}/")
    assert "Four months were too short." in back
    assert "The review team" in back
    assert figures.read([CHANGES])[CHANGES].display == "1"


@pytest.mark.parametrize("verdict", ["declined", "adapted"])
def test_a_reason_is_asked_for_anything_but_a_plain_yes(learn: Learn, verdict: str) -> None:
    change = propose(learn())
    with pytest.raises(ValidationError, match="Write why"):
        learning.decide(change, verdict=verdict, by_role="The team", by=BY)
    learning.decide(change, verdict="adopted", by_role="The team", by=BY)


def test_a_target_knows_what_is_carried_to_it_and_what_is_unanswered(learn: Learn) -> None:
    target = propose(learn())
    about = {"kind": "design_change", "key": str(target.pk), "label": ""}
    one, two = propose(learn(), **about), propose(learn(how_it_went="worked"), **about)
    learning.decide(one, verdict="declined", reason="No money for it", by_role="The team", by=BY)
    carried = changes.carried("design_change", str(target.pk))
    assert [told.row for told in carried.changes] == [one, two]
    assert [told.row for told in carried.unanswered] == [two]
    assert carried.changes[0].items[0].row.what == "Four months were too short."
    assert {thing.key for thing in sources.came_of("design_change", str(target.pk))} == {
        str(one.pk),
        str(two.pk),
    }


def test_several_items_stand_behind_one_change_and_each_author_is_told_once(make: Make, learn: Learn) -> None:
    ada, ben = make("Ada"), make("Ben")
    first, second, third = learn(ada), learn(ada), learn(ben)
    change = propose(first, second)
    learning.link_item(change, third, by=BY)
    learning.link_item(change, third, by=BY)
    learning.decide(change, verdict="adopted", by_role="The team", by=BY)
    told = Message.objects.filter(subject="What came of what you told us")
    assert sorted(told.values_list("to", flat=True)) == ["ada@example.org", "ben@example.org"]
    learning.unlink_item(change, first, by=BY)
    learning.unlink_item(change, second, by=BY)
    with pytest.raises(ValidationError, match="Link another item first"):
        learning.unlink_item(change, third, by=BY)


def test_what_a_change_is_about_is_called_as_it_is_today(
    make: Make, learn: Learn, browser_of: Browser
) -> None:
    ada, target = make("Ada"), propose(learn())
    change = propose(learn(ada), kind="design_change", key=str(target.pk), label="")
    DesignChange.objects.filter(pk=target.pk).update(what="Eight months")
    learning.decide(change, verdict="adopted", by_role="The team", by=BY)
    message = Message.objects.get(subject="What came of what you told us")
    assert "It is about: A change: Eight months" in message.text
    assert "Eight months" in text_of(browser_of(ada), "/desk/")


def test_decided_again_the_newest_stands_and_the_record_keeps_both(learn: Learn) -> None:
    change = propose(learn())
    learning.decide(change, verdict="declined", reason="No money", by_role="The team", by=BY)
    learning.decide(change, verdict="adopted", by_role="The team", by=BY)
    verdicts = [event.detail["verdict"] for event in record.history(change) if "verdict" in event.detail]
    assert verdicts == ["adopted", "declined"]


def test_late_ones_are_on_the_desk_and_visible_to_all(
    learn: Learn, coordinator: Member, client: Client
) -> None:
    with clock.at(clock.now() - timedelta(days=40)):
        change = propose(learn())
    assert "Late: not decided yet" in text_of(client, f"/learning/changes/{change.pk}/")
    assert change.what in text_of(client, "/learning/changes/?show=open")
    request = RequestFactory().get("/")
    request.member, request.roles = coordinator, frozenset({"coordinator"})  # type: ignore[attr-defined]  # as middleware does
    found = [(str(one.title), one.kind) for one in waiting._askers["learning"](request)]
    assert found == [("Decide what changes because of what we learnt", "attention")]


def test_the_list_takes_as_many_queries_for_two_as_for_ten(learn: Learn, make: Make, client: Client) -> None:
    for number in range(2):
        propose(learn(make(f"A{number}"), named="first_name"))
    few = queries_of(client, "/learning/changes/")
    for number in range(8):
        propose(learn(make(f"B{number}"), named="first_name"), learn())
    assert queries_of(client, "/learning/changes/") == few
