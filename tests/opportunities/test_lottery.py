"""The fair lottery: committed before it is drawn, checked by anybody, balanced by what was volunteered for it."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from alongside.foundation import clock
from alongside.foundation.models import Event
from alongside.methods import lottery
from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import (
    Candidate,
    Opportunity,
    Pool,
    Volunteered,
)
from alongside.people import actions as people
from alongside.people.models import Member
from tests.opportunities.helpers import (
    BY,
    CALLED_OUT,
    closed,
    crowd,
    fresh,
    holders,
    later,
    like,
    messages_to,
    saying,
    volunteer,
)

Make = Callable[..., Member]
Open = Callable[..., Opportunity]


def checked(url: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Download the file and the checker as anybody can, and run them apart from the house."""
    file, program = folder / "draw.json", folder / "check_draw.py"
    file.write_bytes(Client().get(url).content)
    program.write_bytes(Client().get("/opportunities/checker/check_draw.py").content)
    command = [sys.executable, "-I", str(program), str(file)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)


def test_before_the_draw_everything_but_the_seed_is_public(
    balanced: Open, make: Make, tmp_path: Path
) -> None:
    notice = balanced()
    volunteer(notice, crowd(make, 12), young=4)
    pool = opportunities.close_pool(closed(notice), by=BY)
    assert checked(f"/opportunities/{notice.pk}/draw.json", tmp_path).returncode == 0
    page = Client().get(f"/opportunities/{notice.pk}/draw/").content.decode()
    published = Client().get(f"/opportunities/{notice.pk}/draw.json").content.decode()
    assert f"check_draw.py draw-{notice.pk}.json {pool.fingerprint}" in page
    assert f'href="/opportunities/{notice.pk}/draw/"' in Client().get("/opportunities/").content.decode()
    assert pool.commitment in page
    assert pool.seed not in page + published
    assert len(json.loads(published)["panels"]) == 1000
    assert lottery.commit(pool.seed) == pool.commitment


def test_anybody_can_run_the_draw_again_from_its_file(balanced: Open, make: Make, tmp_path: Path) -> None:
    notice = balanced()
    volunteer(notice, crowd(make, 12), young=4)
    pool = opportunities.close_pool(closed(notice), by=BY)
    drawn = opportunities.draw(notice, public_words=CALLED_OUT, by=BY)
    result = checked(f"/opportunities/{notice.pk}/draw.json", tmp_path)
    assert result.returncode == 0, result.stdout
    assert f"draw number {drawn.number}" in result.stdout
    assert drawn.file["fingerprint"] == pool.fingerprint, "the same file as before the draw"
    assert drawn.number == lottery.number(pool.seed, CALLED_OUT, 1000)
    assert len(holders(notice)) == 4


def test_a_file_that_was_tampered_with_does_not_pass(balanced: Open, make: Make, tmp_path: Path) -> None:
    notice = balanced()
    volunteer(notice, crowd(make, 12), young=4)
    pool = opportunities.close_pool(closed(notice), by=BY)
    drawn = opportunities.draw(notice, public_words=CALLED_OUT, by=BY)
    file = dict(drawn.file)
    file["draw"] = file["draw"] | {"panel": pool.file["panels"][drawn.number % 1000]}
    drawn.file = file
    drawn.save()
    assert checked(f"/opportunities/{notice.pk}/draw.json", tmp_path).returncode == 1


def test_every_panel_keeps_its_quotas_and_so_does_the_one_that_was_drawn(
    balanced: Open, make: Make, tmp_path: Path
) -> None:
    notice, members = balanced(), crowd(make, 12)
    volunteer(notice, members, young=4)
    pool = opportunities.close_pool(closed(notice), by=BY)
    (tmp_path / "sealed.json").write_text(json.dumps(pool.sealed_file))
    command = [sys.executable, str(lottery.CHECKER), str(tmp_path / "sealed.json"), pool.sealed_fingerprint]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    assert pool.file["sealed_fingerprint"] == pool.sealed_fingerprint
    opportunities.draw(notice, public_words=CALLED_OUT, by=BY)
    assert 1 <= len(set(holders(notice)) & {member.called for member in members[:4]}) <= 2


def test_where_few_people_share_an_answer_the_public_file_has_none(balanced: Open, make: Make) -> None:
    notice = balanced()
    volunteer(notice, crowd(make, 16), young=7)
    pool = opportunities.close_pool(closed(notice), by=BY)
    assert pool.file["quotas"] == []
    assert {str(one["values"]) for one in pool.file["people"]} == {"{}"}
    assert len(pool.sealed_file["quotas"]) == 3


def test_where_everybody_shares_theirs_with_seven_others_the_file_has_codes(
    balanced: Open, make: Make, tmp_path: Path
) -> None:
    notice = balanced()
    volunteer(notice, crowd(make, 16), young=8)
    pool = opportunities.close_pool(closed(notice), by=BY)
    assert pool.sealed_file is None
    published = Client().get(f"/opportunities/{notice.pk}/draw.json").content.decode()
    assert "Under 25" not in published
    assert "Age" not in published
    counts = Counter(one["values"]["c1"] for one in pool.file["people"])
    assert sorted(counts.values()) == [8, 8]
    assert checked(f"/opportunities/{notice.pk}/draw.json", tmp_path).returncode == 0


def test_the_sealed_file_is_for_auditors_and_gone_after_forgetting(
    balanced: Open, make: Make, browser_of: Callable[[Member], Client]
) -> None:
    notice, auditor, other = balanced(), make("Helen", role="auditor"), make("Oli")
    volunteer(notice, crowd(make, 12), young=4)
    pool = opportunities.close_pool(closed(notice), by=BY)
    url = f"/opportunities/{notice.pk}/sealed.json"
    assert browser_of(other).get(url).status_code == 403
    assert browser_of(auditor).get(url).json() == pool.sealed_file
    opportunities.forget_values(pool, by=BY)
    assert browser_of(auditor).get(url).status_code == 404


def test_public_pages_and_files_name_nobody(balanced: Open, make: Make) -> None:
    notice, members = balanced(), crowd(make, 12)
    volunteer(notice, members, young=4)
    opportunities.close_pool(closed(notice), by=BY)
    opportunities.draw(notice, public_words=CALLED_OUT, witnesses="Eleven members", by=BY)
    shown = "".join(
        Client().get(f"/opportunities/{notice.pk}/{part}").content.decode()
        for part in ("", "draw/", "draw.json")
    )
    assert "Eleven members" in shown
    assert [member.called for member in members if member.called in shown] == []
    assert [member.reference for member in members if member.reference in shown] == []


def test_ids_differ_from_draw_to_draw(balanced: Open, make: Make) -> None:
    members, orders = crowd(make, 12), []
    for _again in range(2):
        notice = balanced()
        volunteer(notice, members, young=4)
        opportunities.close_pool(closed(notice), by=BY)
        rows = Candidate.objects.filter(pool__opportunity=notice).order_by("code")
        orders.append(list(rows.values_list("interest__member", flat=True)))
    assert orders[0] != orders[1]


def test_everybody_is_told_the_chance_that_they_had(balanced: Open, make: Make) -> None:
    notice, members = balanced(), crowd(make, 12)
    volunteer(notice, members, young=4)
    opportunities.close_pool(closed(notice), by=BY)
    opportunities.draw(notice, public_words=CALLED_OUT, by=BY)
    chosen = set(holders(notice))
    for member in members:
        candidate = Candidate.objects.get(interest__member=member)
        last = messages_to(member)[-1].text
        assert f"on {candidate.on_tickets} of the 1000" in last
        assert candidate.code in last
        assert ("Please say yes or no" in last) == (member.called in chosen)
        assert (candidate.reserve is None) == (member.called in chosen)


def test_somebody_reached_by_phone_is_in_the_draw_and_is_called(balanced: Open, make: Make) -> None:
    notice = balanced(places=1, values=[("Under 25", 0, 1), ("25 or over", 0, 1)])
    grace = make("Grace", reach_by="phone", phone="020 7946 0102")
    like(notice, grace, make("Bo"))
    opportunities.close_pool(closed(notice), by=BY)
    opportunities.draw(notice, public_words=CALLED_OUT, by=BY)
    assert [message.channel for message in messages_to(grace)] == ["call"] * 3


def test_a_dropout_is_replaced_by_the_first_who_keeps_the_quotas(balanced: Open, make: Make) -> None:
    notice, members = balanced(places=2, values=[("Under 25", 1, 1), ("25 or over", 1, 1)]), crowd(make, 9)
    volunteer(notice, members, young=3)
    opportunities.close_pool(closed(notice), by=BY)
    opportunities.draw(notice, public_words=CALLED_OUT, by=BY)
    young = {member.called for member in members[:3]}
    place = notice.places_given.get(interest__member__called__in=young)
    alternates = Candidate.objects.filter(pool__opportunity=notice, interest__member__called__in=young)
    first = alternates.exclude(reserve=None).order_by("reserve")[0].interest.member.called
    opportunities.decline_place(place, by=BY)
    assert first in holders(notice)
    assert len(set(holders(notice)) & young) == 1


def test_who_took_it_back_after_the_pool_was_closed_is_replaced_in_the_draw(
    balanced: Open, make: Make
) -> None:
    notice, members = balanced(places=3, values=[("Under 25", 0, 3), ("25 or over", 0, 3)]), crowd(make, 4)
    volunteer(notice, members, young=2)
    opportunities.close_pool(closed(notice), by=BY)
    opportunities.withdraw_interest(notice.interests.get(member=members[0]), by=BY)
    opportunities.draw(notice, public_words=CALLED_OUT, by=BY)
    assert holders(notice) == ["Person1", "Person2", "Person3"]


def test_no_more_people_than_places_need_no_draw(balanced: Open, make: Make) -> None:
    notice = balanced()
    like(notice, *crowd(make, 4))
    with pytest.raises(opportunities.CannotDraw, match="first come"):
        opportunities.close_pool(closed(notice), by=BY)
    opportunities.change_method(notice, method="first_come", because="All can come.", by=BY)
    assert len(holders(notice)) == 4
    assert Volunteered.objects.count() == 0


def test_nothing_is_drawn_before_everything_is_published(balanced: Open, make: Make) -> None:
    notice = balanced()
    like(notice, *crowd(make, 5))
    with pytest.raises(opportunities.CannotDraw, match="pool first"):
        opportunities.draw(closed(notice), public_words=CALLED_OUT, by=BY)


def test_a_draw_needs_words_and_happens_once(balanced: Open, make: Make) -> None:
    notice = balanced(values=[("Under 25", 0, 4), ("25 or over", 0, 4)])
    like(notice, *crowd(make, 6))
    opportunities.close_pool(closed(notice), by=BY)
    with pytest.raises(opportunities.CannotDraw):
        opportunities.draw(notice, public_words="  ", by=BY)
    first = opportunities.draw(notice, public_words=CALLED_OUT, by=BY)
    assert opportunities.draw(notice, public_words="99", by=BY) == first
    assert opportunities.close_pool(fresh(notice), by=BY) == first.pool
    assert Event.objects.filter(verb__in=["opportunities.pool_closed", "opportunities.drawn"]).count() == 2


def test_a_letter_does_not_count_once_the_pool_is_closed(balanced: Open, make: Make) -> None:
    notice, today = balanced(values=[("Under 25", 0, 4), ("25 or over", 0, 4)]), clock.today()
    like(notice, *crowd(make, 6))
    opportunities.close_pool(closed(notice), by=BY)
    with pytest.raises(opportunities.CannotJoinIn):
        like(notice, make("Bo"), told=people.Told("post", today, True))


def test_what_was_volunteered_is_deleted_some_days_after_the_draw(balanced: Open, make: Make) -> None:
    notice = balanced(forget_days=30)
    volunteer(notice, crowd(make, 12), young=4)
    opportunities.close_pool(closed(notice), by=BY)
    opportunities.draw(notice, public_words=CALLED_OUT, by=BY)
    with later(29):
        assert opportunities.forget_what_is_due() == 0
        assert Volunteered.objects.count() == 12
    with later(30):
        assert opportunities.forget_what_is_due() == 1
    assert Volunteered.objects.count() == 0
    pool = Pool.objects.get()
    assert pool.sealed_file is None
    opportunities.decline_place(notice.places_given.all()[0], by=BY)
    assert len(holders(notice)) == 4, "whoever is next still comes next"


def test_an_interest_that_is_taken_back_takes_its_answers_along(balanced: Open, make: Make) -> None:
    notice = balanced()
    volunteer(notice, crowd(make, 2), young=1)
    opportunities.withdraw_interest(notice.interests.all()[0], by=BY)
    assert Volunteered.objects.count() == 1


def test_an_answer_to_somebody_elses_question_is_no_answer(balanced: Open, make: Make) -> None:
    notice, other = balanced(), balanced()
    (mine,) = saying(notice, "Under 25").keys()
    (theirs,) = saying(other, "Under 25").values()
    opportunities.express_interest(notice, make("Ada"), answers={mine: theirs}, by=BY)
    assert Volunteered.objects.get().value is None
