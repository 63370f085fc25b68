"""Promise: an edition comes out when all is looked at and two people signed it off, or says why not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation import clock, record
from alongside.foundation.doors import Role
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import Consent, Member, Recording
from alongside.story import actions as story
from alongside.story import queries as story_queries
from alongside.story.models import Claim, Draft, Edition, Quote, SignOff, SpeakerAnswer
from alongside.story.queries import comparing, desk
from tests.story.conftest import BY, NOT_YET, Greenhouse, Quoted, person

AS_OF = date(2020, 3, 1)
BY_PHONE = people.Told("phone", date(2020, 2, 1), True)


def browser_of(member: Member) -> Client:
    assert member.account is not None
    client = Client()
    client.force_login(member.account)
    return client


def staff(called: str) -> Member:
    made = person(called)
    people.appoint(made, role=Role.FACILITATOR, by=BY)
    return made


def open_points(draft: Draft) -> dict[str, list[str]]:
    return {check.code: check.open for check in desk.checklist(draft) if check.open}


@pytest.fixture
def draft(told: Consent) -> Draft:
    return story.prepare_edition(title="Spring", as_of=AS_OF, by=BY)


def complete(draft: Draft) -> None:
    """Do everything that the list asks."""
    for claim in Claim.objects.on_page():
        names = claim.text if "[[" in claim.text else "Words."
        for language in ("en", "ar"):
            story.tell(
                claim,
                language=language,
                easy=True,
                picture="people",
                text=names[:60] if "[[" not in names else names,
                by=BY,
            )
        story.tell(claim, language="ar", text=names, by=BY)
    story.answer_as_speaker(Quote.objects.get(), agreed=True, told=BY_PHONE, by=BY)
    for capacity, who in (("member", person("Maya")), ("staff", staff("Stef"))):
        row = story.ask_to_sign_off(draft, who, capacity=capacity, role="Steering group", by=BY)
        story.sign_off(row, told=BY_PHONE, by=BY)


def test_publishing_is_refused_with_a_sentence_for_each_open_point(draft: Draft) -> None:
    with pytest.raises(ValidationError) as refusal:
        story.publish_draft(draft, by=BY)
    said = "\n".join(refusal.value.messages)
    for words in (
        "A member has not signed it off.", "Nobody of the staff has signed it off.", "have seen it",
        "Arabic: 3 claims are not translated.", "English: 3 claims are not in Easy Read.", "Do this first",
    ):  # fmt: skip
        assert words in said
    with pytest.raises(ValidationError, match="Nobody of the staff has signed it off"):
        story.publish_edition(title="Spring", as_of=AS_OF, by=BY)
    assert Edition.objects.count() == 0


def test_a_reason_lets_it_out_and_is_kept_with_what_was_open(draft: Draft) -> None:
    edition = story.publish_draft(draft, reason="It is printed tomorrow.", by=BY)
    row = Draft.objects.get()
    assert (row.edition, row.reason) == (edition, "It is printed tomorrow.")
    assert {check["code"] for check in row.checks if check["open"]} == {"seen", "languages", "signed"}
    with pytest.raises(ValidationError, match="This draft is over"):
        story.publish_draft(row, reason="Again", by=BY)


def test_everything_done_needs_no_reason(told: Consent) -> None:
    first = story.prepare_edition(title="Spring", as_of=AS_OF, by=BY)
    complete(first)
    assert set(open_points(first)) == {"reconciled"}, "claims were told in other ways since it was prepared"
    again = story.prepare_edition(title="Spring", as_of=AS_OF, by=BY)
    for row in SignOff.objects.filter(draft=first):
        asked = story.ask_to_sign_off(again, row.member, capacity=row.capacity, role=row.role, by=BY)
        story.sign_off(asked, told=BY_PHONE, by=BY)
    assert open_points(again) == {}
    edition = story.publish_draft(again, by=BY)
    assert edition.title == "Spring"
    assert Draft.objects.get(pk=first.pk).dropped_at is not None


def test_a_figure_that_moved_since_it_was_prepared_is_named(draft: Draft, greenhouse: Greenhouse) -> None:
    assert "reconciled" not in open_points(draft)
    greenhouse.plants = 41
    said = open_points(draft)["reconciled"]
    assert "“plants that flower” reads 41% now, and 39% in the draft." in said


def test_a_figure_that_is_hidden_without_a_word_why_is_named(draft: Draft) -> None:
    assert "explained" not in open_points(draft)
    draft.content["figures"]["greenhouse.rare"]["texts"]["en"] |= {"rule": "", "definition": ""}
    assert open_points(draft)["explained"] == ["“rare plants” has no number, and nothing says why."]


def test_a_withdrawn_consent_and_one_that_ends_soon_are_named(
    draft: Draft, told: Consent, quoted: Quoted
) -> None:
    soon = quoted("Jo", expires_on=clock.today() + timedelta(days=20))
    story.add_quote(text="Only for a while.", consent=soon, strands=["learning"], by=BY)
    people.withdraw_consent(told, by=BY)
    said = "\n".join(open_points(draft)["consents"])
    assert "“Opened my mind to different views.” is not shown" in said
    assert "The consent for “Only for a while.” ends soon." in said


def test_one_person_cannot_sign_for_both(draft: Draft) -> None:
    maya = staff("Maya")
    row = story.ask_to_sign_off(draft, maya, capacity="member", role="Steering group", by=BY)
    assert Message.objects.filter(subject="An edition to sign off").count() == 1
    with pytest.raises(ValidationError, match="One person cannot sign for members and for staff"):
        story.ask_to_sign_off(draft, maya, capacity="staff", role="Coordinator", by=BY)
    story.sign_off(row, by=BY)
    with pytest.raises(ValidationError, match="Somebody has signed it off already"):
        story.ask_to_sign_off(draft, person("Lin"), capacity="member", role="Member", by=BY)


def test_members_do_not_sign_for_the_staff_nor_coordinators_for_members(draft: Draft) -> None:
    with pytest.raises(ValidationError, match="has no role of the staff"):
        story.ask_to_sign_off(draft, person("Maya"), capacity="staff", role="Helper", by=BY)
    cora = person("Cora")
    people.appoint(cora, role=Role.COORDINATOR, by=BY)
    with pytest.raises(ValidationError, match="Coordinators sign for the staff"):
        story.ask_to_sign_off(draft, cora, capacity="member", role="Member", by=BY)
    assert SignOff.objects.count() == 0


def test_no_reason_lets_out_another_story_than_the_one_that_was_signed(
    draft: Draft, greenhouse: Greenhouse
) -> None:
    greenhouse.plants = 41
    with pytest.raises(ValidationError, match="reads 41% now") as refusal:
        story.publish_draft(draft, reason="It is printed tomorrow.", by=BY)
    assert "Prepare it again, so that it tells what the records say." in refusal.value.messages
    assert Edition.objects.count() == 0


def test_a_moment_that_came_since_it_was_prepared_is_noticed(draft: Draft) -> None:
    edition = story.publish_edition(title="Winter", as_of=date(2020, 2, 1), reason=NOT_YET, by=BY)
    story.choose_moment(f"edition.{edition.slug}", shown=True, by=BY)
    assert "reconciled" in open_points(draft)


def test_words_that_were_taken_back_leave_the_draft_at_once(draft: Draft, told: Consent) -> None:
    maya = person("Maya")
    row = story.ask_to_sign_off(draft, maya, capacity="member", role="Steering group", by=BY)
    page, words = reverse("story:sign_off", args=[row.pk]), "Opened my mind"
    assert words in browser_of(maya).get(page).content.decode()
    people.withdraw_consent(told, by=BY)
    assert words not in browser_of(maya).get(page).content.decode()


def test_a_member_signs_off_on_the_web_and_nobody_else_sees_it(draft: Draft) -> None:
    maya = person("Maya")
    row = story.ask_to_sign_off(draft, maya, capacity="member", role="Steering group", by=BY)
    page = reverse("story:sign_off", args=[row.pk])
    assert browser_of(person("Other")).get(page).status_code == 404
    client = browser_of(maya)
    assert "39%" in client.get(page).content.decode()
    client.post(page)
    row.refresh_from_db()
    assert (row.how, row.signed_at is not None) == ("web", True)


def test_whoever_is_quoted_sees_their_words_and_can_take_them_off(
    draft: Draft, told: Consent, client: Client
) -> None:
    quote = Quote.objects.get()
    story.ask_speaker(quote, by=BY)
    assert Message.objects.filter(subject="Your words in our story").count() == 1
    theirs = browser_of(told.member)
    assert quote.text in theirs.get(reverse("story:my_words")).content.decode()
    answer = reverse("story:answer_as_speaker", args=[quote.pk])
    assert browser_of(person("Other")).post(answer, {"answer": "no"}).status_code == 404

    theirs.post(answer, {"answer": "yes"})
    assert "seen" not in open_points(draft)
    story.change_quote(quote, strands=["learning"], text="Opened my mind.", by=BY)
    assert "seen" in open_points(draft), "other words are seen anew"

    theirs.post(answer, {"answer": "no"})
    assert "Opened my mind" not in client.get(reverse("story:live")).content.decode()
    assert record.history(Quote.objects.get()).first().verb == "story.remove_quote"  # type: ignore[union-attr]


def test_words_that_their_speaker_takes_off_leave_the_editions_too(told: Consent, client: Client) -> None:
    quote = Quote.objects.get()
    edition = story.publish_edition(title="Spring", as_of=AS_OF, reason=NOT_YET, by=BY)
    page = reverse("story:edition", args=[edition.slug])
    assert quote.text in client.get(page).content.decode()
    story.answer_as_speaker(quote, agreed=False, told=BY_PHONE, by=BY)
    amended = client.get(page).content.decode()
    assert quote.text not in amended
    assert "The person who said it has withdrawn it." in amended
    assert told.withdrawn_at is None, "the consent itself lives on"
    assert [count for _edition, count in story_queries.still_carrying()] == [1], (
        "the next one is printed without"
    )


def test_what_somebody_says_by_phone_has_the_same_standing(
    draft: Draft, coordinator: Client, told: Consent
) -> None:
    quote = Quote.objects.get()
    today = clock.today()
    sent = {
        "answer": "yes", "mode": "phone", "on_day": today.day, "on_month": today.month, "on_year": today.year,
        "read_back_and_agreed": "on",
    }  # fmt: skip
    page = reverse("story:record_speaker", args=[quote.pk])
    assert coordinator.post(page, sent | {"mode": ""}).status_code == 200
    assert coordinator.post(page, sent).status_code == 302
    assert SpeakerAnswer.objects.get().how == "phone"
    assert Recording.objects.get().what == "story_words"
    row = story.ask_to_sign_off(draft, told.member, capacity="member", role="Member", by=BY)
    signed = coordinator.post(reverse("story:record_sign_off", args=[row.pk]), sent)
    assert signed.status_code == 302
    assert SignOff.objects.get().how == "phone"


def test_the_desk_is_a_page_with_every_point_and_constant_questions(
    draft: Draft, coordinator: Client
) -> None:
    page = reverse("story:desk")
    first = coordinator.get(page).content.decode()
    for words in ("The edition desk", "Signed off by a member and by staff", "To do", "What has to be done"):
        assert words in first

    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            coordinator.get(page)
        return len(seen)

    once = count()
    for _more in range(10):
        story.add_claim(text="More words.", strands=["learning"], by=BY)
    assert count() == once


def test_what_moved_between_editions_and_why(
    told: Consent, greenhouse: Greenhouse, client: Client, coordinator: Client
) -> None:
    first = story.publish_edition(title="Spring", as_of=AS_OF, reason=NOT_YET, by=BY)
    greenhouse.plants = 50
    story.add_claim(heading="New", text="We met.", strands=["learning"], by=BY)
    draft = story.prepare_edition(title="Summer", as_of=AS_OF, by=BY)
    assert open_points(draft)["moves"] == ["“plants that flower” moved since the last edition. Write why."]
    coordinator.post(reverse("story:explain_moves"), {"why-greenhouse.plants\0": "It\0 rained.\0"})
    draft.refresh_from_db()
    assert "moves" not in open_points(draft)
    typed = coordinator.post(
        reverse("story:explain_moves"), {"why-greenhouse.plants": "11 more people watered."}
    )
    assert "“11” is a typed figure" in typed.content.decode()
    draft.refresh_from_db()
    assert draft.moved == {"greenhouse.plants": "It rained."}
    second = story.publish_draft(draft, reason="A test.", by=BY)

    page = client.get(reverse("story:compared", args=[first.slug, second.slug])).content.decode()
    for words in ("plants that flower", "39%", "50%", "It rained.", "The records grew or changed.", "New"):
        assert words in page
    assert "What moved since the one before" in client.get(reverse("story:editions")).content.decode()


def test_two_people_who_write_why_at_once_lose_nothing(
    told: Consent, greenhouse: Greenhouse, coordinator: Client
) -> None:
    """Both opened the page before either saved: the second sends an empty field for what the first explained."""
    story.publish_edition(title="Spring", as_of=AS_OF, reason=NOT_YET, by=BY)
    draft = story.prepare_edition(title="Summer", as_of=AS_OF, by=BY)
    for sent in (
        {"why-greenhouse.plants": "It rained.", "why-greenhouse.gardeners": ""},
        {"why-greenhouse.plants": "", "why-greenhouse.gardeners": "Some moved away."},
    ):
        coordinator.post(reverse("story:explain_moves"), sent)
    story.explain_moves(draft, reasons={"greenhouse.tools": "They broke."}, by=BY)
    draft.refresh_from_db()
    assert draft.moved == {
        "greenhouse.plants": "It rained.", "greenhouse.gardeners": "Some moved away.",
        "greenhouse.tools": "They broke.",
    }  # fmt: skip


def figure(**more: Any) -> dict[str, Any]:
    data = {"status": "shown", "value": 1, "base": None, "as_of": None}
    text = {"label": "x", "words": "1", "definition": "d", "wording": ""}
    return {**data, **more, "texts": {"en": text | {k: v for k, v in more.items() if k == "definition"}}}


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (figure(), figure(value=2), "records"),
        (figure(), figure(value=2, definition="e"), "definition"),
        (figure(), figure(status="too_few", value=None), "hidden"),
        (figure(status="held", value=None), figure(), "shown"),
        (figure(status="not_recorded", value=None), figure(), "recorded"),
        (None, figure(), "new"),
        (figure(), None, "gone"),
        (figure(), figure(), ""),
    ],
)
def test_why_a_figure_moved(before: Any, after: Any, code: str) -> None:
    assert comparing._code(before, after, "en") == code


def test_a_figure_that_is_hidden_has_no_base_beside_it_either() -> None:
    side = comparing._side(figure(status="too_few", base=9), "en")
    assert side is not None
    assert side["base"] is None
