"""What a coordinator writes down for somebody has the same standing, and says how it came about."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation import actors, clock
from alongside.foundation.models import Event, Message
from alongside.people import actions as people
from alongside.people import emails
from alongside.people.models import Consent, Guardian, Member, Mode, Recording
from alongside.people.queries import members
from tests.people.helpers import Make, doing, signed_in

BY_PHONE: dict[str, Any] = {"mode": Mode.PHONE, "read_back_and_agreed": True}


def told(mode: str = Mode.PHONE) -> people.Told:
    return people.Told(mode=mode, on=clock.today(), read_back_and_agreed=True)


def typed(**more: str) -> dict[str, str]:
    """The form as a coordinator keys it for somebody who rings."""
    today = clock.today()
    fields = {
        "called": "Mo", "age_guard": "adult", "reach_by": "phone", "phone": "020 7946 0123", "language": "en",
        "mode": "phone", "on_day": str(today.day), "on_month": str(today.month), "on_year": str(today.year),
        "read_back_and_agreed": "on",
    }  # fmt: skip
    return {name: value for name, value in (fields | more).items() if value}


def test_record_for_says_who_wrote_what_how_and_when(make: Make, coordinator: Member) -> None:
    member = make("Mo", reach_by="phone", phone="020 7946 0123")
    by = doing(coordinator)
    recording = people.record_for(member, what="registration", on=date(2020, 1, 2), by=by, **BY_PHONE)
    assert (recording.what, recording.mode, recording.on, recording.written_by) == (
        "registration", "phone", date(2020, 1, 2), by.key,
    )  # fmt: skip
    event = Event.objects.get(verb="people.recorded_for")
    assert (event.actor, event.subject) == (by.key, f"people.member:{member.pk}")


def test_record_for_without_reading_back_needs_a_reason(make: Make) -> None:
    member = make("Mo")
    with pytest.raises(people.CannotRecord):
        people.record_for(member, what="joining", mode="post", on=clock.today(), read_back_and_agreed=False,
                          by=actors.SYSTEM)  # fmt: skip
    assert Recording.objects.count() == 0
    people.record_for(member, what="joining", mode="post", on=clock.today(), read_back_and_agreed=False,
                      note="They wrote a letter.", by=actors.SYSTEM)  # fmt: skip
    assert Recording.objects.get().note == "They wrote a letter."


@pytest.mark.parametrize("wrong", [{"mode": "web"}, {"on": "tomorrow"}])
def test_record_for_refuses_the_web_and_the_future(make: Make, wrong: dict[str, str]) -> None:
    day = clock.today() + timedelta(days=1) if wrong.get("on") else clock.today()
    with pytest.raises(people.CannotRecord):
        people.record_for(make("Mo"), what="joining", mode=wrong.get("mode", "phone"), on=day,
                          read_back_and_agreed=True, by=actors.SYSTEM)  # fmt: skip
    assert Recording.objects.count() == 0


def test_add_on_behalf_that_cannot_join_writes_nothing(make: Make) -> None:
    make("Ada")
    before = Member.objects.count()
    with pytest.raises(people.CannotJoin):
        people.add_member_on_behalf(told=told(), by=actors.SYSTEM, called="Ada again", reach_by="email",
                                    email="ada@example.org")  # fmt: skip
    with pytest.raises(people.CannotRecord):
        people.add_member_on_behalf(told=told(mode="web"), by=actors.SYSTEM, called="Bo", reach_by="phone",
                                    phone="020 7946 0123")  # fmt: skip
    assert Member.objects.count() == before


def test_coordinator_adds_a_member_by_phone_on_one_page(coordinator: Member) -> None:
    client = signed_in(coordinator)
    wording = client.get("/members/add/").context["form"].wording
    response = client.post("/members/add/", typed(brings="carer", interests="sleep", contact="on"))
    member = Member.objects.get(called="Mo")
    assert response.status_code == 302
    assert response["Location"] == f"/members/{member.reference}/"
    assert (member.reach_by, member.phone, member.account) == ("phone", "020 7946 0123", None)
    assert [row.kind for row in member.brings.all()] == ["carer"]
    recording = member.recordings.get()
    assert (recording.what, recording.mode, recording.read_back_and_agreed) == ("joining", "phone", True)
    assert recording.written_by == f"account:{coordinator.account_id}"
    consent = Consent.objects.get(member=member)
    assert (consent.purpose, consent.how, consent.wording) == ("contact", "phone", wording)
    assert Message.objects.get(channel="call").to == "020 7946 0123"


def test_adding_needs_read_back_and_keeps_what_was_typed(coordinator: Member) -> None:
    response = signed_in(coordinator).post("/members/add/", typed(read_back_and_agreed="", interests="sleep"))
    page = response.content.decode()
    assert response.status_code == 200
    assert not Member.objects.filter(called="Mo").exists()
    assert "Read it back and tick the box" in page
    assert "020 7946 0123" in page
    assert "sleep" in page


def test_adding_somebody_under_16_asks_for_a_guardian(coordinator: Member) -> None:
    client = signed_in(coordinator)
    refused = client.post("/members/add/", typed(age_guard="under-16"))
    assert "Write the name of their parent or guardian" in refused.content.decode()
    client.post(
        "/members/add/", typed(age_guard="under-16", guardian_name="Pat", guardian_phone="020 7946 0999")
    )
    assert Member.objects.get(called="Mo").guardian.name == "Pat"


def test_a_form_sent_twice_adds_one_member(coordinator: Member) -> None:
    client = signed_in(coordinator)
    form = typed(once="7e4b1df6-6f0c-4c53-9a5e-0d6a3c2b1f00")
    first, second = client.post("/members/add/", form), client.post("/members/add/", form)
    assert Member.objects.filter(called="Mo").count() == 1
    assert second["Location"] == first["Location"]


def test_change_on_behalf_makes_a_recording_and_names_no_value(make: Make) -> None:
    member = make("Mo", reach_by="phone", phone="020 7946 0123", brings=["carer", "patient"])
    people.change_member_on_behalf(member, told=told(mode="post"), by=actors.SYSTEM, called="Moses",
                                   brings=["patient", "researcher"])  # fmt: skip
    member.refresh_from_db()
    assert member.called == "Moses"
    assert {row.kind for row in member.brings.all()} == {"patient", "researcher"}
    assert member.recordings.get().what == "correction"
    detail = Event.objects.filter(verb="people.member_corrected").latest("pk").detail
    assert detail == {"fields": ["called", "brings"]}


def test_change_on_behalf_never_leaves_somebody_out_of_reach(make: Make) -> None:
    member = make("Mo", reach_by="phone", phone="020 7946 0123")
    with pytest.raises(people.CannotRecord):
        people.change_member_on_behalf(member, told=told(), by=actors.SYSTEM, phone="")
    member.refresh_from_db()
    assert member.phone == "020 7946 0123"


def test_change_page_shows_the_record_and_puts_it_right(make: Make, coordinator: Member) -> None:
    member = make("Mo", reach_by="post", address="1 High Street", languages=["English", "Twi"])
    client, url = signed_in(coordinator), f"/members/{member.reference}/change/"
    page = client.get(url).content.decode()
    assert "1 High Street" in page
    assert "Twi" in page
    form = typed(
        reach_by="post", address="2 High Street", phone="", languages="English", languages_own_words="Twi"
    )
    response = client.post(url, form)
    member.refresh_from_db()
    assert response.status_code == 302
    assert (member.address, member.languages) == ("2 High Street", ["English", "Twi"])


def test_consent_by_post_is_kept_in_the_words_that_were_agreed(make: Make, coordinator: Member) -> None:
    member = make("Mo", reach_by="phone", phone="020 7946 0123")
    client = signed_in(coordinator)
    said = {
        name: value for name, value in typed(mode="post").items() if name.startswith(("mode", "on_", "read"))
    }
    form = said | {"purpose": "quote", "wording": "You may quote me.", "channels": "web"}
    form |= {"attribution": "role", "attribution_text": "carer"}
    assert client.post(f"/members/{member.reference}/consent/", form).status_code == 302
    consent = member.consents.get()
    assert (consent.wording, consent.channels, consent.how) == ("You may quote me.", ["web"], "post")
    assert client.post(f"/members/{member.reference}/consent/{consent.pk}/withdraw/", said).status_code == 302
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
    assert [row.what for row in member.recordings.order_by("pk")] == ["consent", "consent_withdrawn"]


def test_a_consent_of_somebody_else_does_not_exist_here(make: Make, coordinator: Member) -> None:
    mine, other = make("Mo"), make("Bo")
    consent = people.give_consent(other, purpose="photo", wording="Yes.", by=actors.SYSTEM)
    url = f"/members/{mine.reference}/consent/{consent.pk}/withdraw/"
    assert signed_in(coordinator).get(url).status_code == 404


def a_child(make: Make) -> Member:
    guardian = {"name": "Wrong", "email": "wrong@example.org"}
    return make("Kid", reach_by="supporter", age_guard="under-16", guardian=guardian)


def test_another_guardian_is_asked_and_the_first_ones_link_ends(make: Make) -> None:
    child = a_child(make)
    link = emails.guardian_token(child.guardian)
    people.record_guardian_agreement(child.guardian, how=Mode.WEB, wording="Yes.", by=actors.VISITOR)
    people.change_member_on_behalf(
        child, told=told(), by=actors.SYSTEM, guardian={"name": "Right", "email": "right@example.org"}
    )
    child.guardian.refresh_from_db()
    assert (child.guardian.agreed_at, child.guardian.agreed_how) == (None, "")
    assert not members.may_be_reached(child)
    assert not child.consents.filter(withdrawn_at=None).exists()
    assert Message.objects.filter(to="right@example.org").count() == 1
    assert Client().post(reverse("people:agree_for_child", args=[link])).status_code == 404
    assert Client().post(reverse("people:refuse_for_child", args=[link])).status_code == 404
    new = emails.guardian_token(child.guardian)
    assert Client().post(reverse("people:agree_for_child", args=[new])).status_code == 302
    child.guardian.refresh_from_db()
    assert child.guardian.agreed_at is not None
    assert child.consents.get(withdrawn_at=None).purpose == "contact"


def test_an_answer_of_a_guardian_who_was_just_replaced_does_not_count(make: Make) -> None:
    child = a_child(make)
    stale = Guardian.objects.get(member=child)
    people.change_member_on_behalf(child, told=told(), by=actors.SYSTEM, guardian={"name": "Right"})
    people.record_guardian_agreement(stale, how=Mode.WEB, wording="Yes.", by=actors.VISITOR)
    assert Guardian.objects.get(member=child).agreed_at is None


def test_writing_the_same_guardian_again_keeps_their_agreement(make: Make) -> None:
    child = a_child(make)
    people.record_guardian_agreement(child.guardian, how=Mode.WEB, wording="Yes.", by=actors.VISITOR)
    before = Message.objects.count()
    people.change_member_on_behalf(
        child, told=told(), by=actors.SYSTEM, guardian={"name": "Wrong", "email": "wrong@example.org"}
    )
    assert Guardian.objects.get(member=child).agreed_at is not None
    assert Message.objects.count() == before


def test_a_guardian_without_email_and_phone_is_refused(make: Make) -> None:
    child = a_child(make)
    with pytest.raises(people.CannotRecord, match="their email or phone"):
        people.change_member_on_behalf(
            child, told=told(), by=actors.SYSTEM, guardian={"name": "Right", "email": "", "phone": ""}
        )
    assert Guardian.objects.get(member=child).name == "Wrong"
