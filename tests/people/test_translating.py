"""Promise: what people write here can be read in other languages, once two people agreed on the words."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext

from alongside.documents import actions as documents
from alongside.foundation import actors, centre, clock, languages, translating
from alongside.foundation.models import Centre
from alongside.foundation.translating import Source
from alongside.people import actions as people
from alongside.people.models import Attribution, ConsentChannel, Member, Purpose, Translation
from alongside.people.queries import translating as questions
from tests.furniture import Browser, Make

BY = actors.SYSTEM
URDU = "ہم مل کر کام کرتے ہیں۔"


@pytest.fixture
def urdu_centre(our_centre: Centre) -> Centre:
    centre.change(our_centre, by=BY, languages=["en", "ur"], purpose="We work together.")
    return our_centre


@pytest.fixture
def translators(make: Make, urdu_centre: Centre) -> tuple[Member, Member]:
    """Two members who translate into Urdu."""
    pair = make("Amina"), make("Bilal")
    for member in pair:
        people.ask_to_translate(member, language="ur", by=BY)
    return pair


def source() -> Source:
    found = translating.read("centre", "1")
    assert found is not None
    return found


def by(member: Member) -> actors.Actor:
    return actors.of(member.account) if member.account else BY


def written(writer: Member, text: str = URDU) -> Translation:
    return people.write_translation(
        source(), language="ur", texts={"purpose": text}, writer=writer, by=by(writer)
    )


def agreed(pair: tuple[Member, Member]) -> Translation:
    row = written(pair[0])
    people.agree_translation(row, reader=pair[1], by=by(pair[1]))
    return row


def home(client: Client, address: str = "/ur/") -> str:
    return client.get(address).content.decode()


def in_urdu(words: str) -> str:
    """A text of the interface as a reader of Urdu has it."""
    with translation.override("ur"):
        return escape(gettext(words))


CHANGED = "The original has changed since."


def test_a_draft_is_shown_to_nobody_until_a_second_person_agrees(
    client: Client, translators: tuple[Member, Member]
) -> None:
    row = written(translators[0])
    assert URDU not in home(client)
    assert '<p class="al-hero__lead" dir="auto" lang="en">We work together.</p>' in home(client)
    people.agree_translation(row, reader=translators[1], by=by(translators[1]))
    html = home(client)
    assert f'<p class="al-hero__lead" dir="auto">{URDU}</p>' in html
    assert "?original=1" in html
    assert URDU not in home(client, "/")
    assert "We work together." in home(client, "/ur/?original=1")


def test_nobody_agrees_to_their_own_words(translators: tuple[Member, Member]) -> None:
    row = written(translators[0])
    with pytest.raises(people.CannotTranslate, match="Somebody else"):
        people.agree_translation(row, reader=translators[0], by=by(translators[0]))
    row.refresh_from_db()
    assert row.agreed_at is None


def test_new_words_wait_again_while_the_old_ones_stay(
    client: Client, translators: tuple[Member, Member]
) -> None:
    agreed(translators)
    written(translators[1], URDU + " آئیں۔")
    html = home(client)
    assert URDU in html
    assert "آئیں" not in html
    assert [row.state for row in questions.work("ur")] == ["draft"]


def test_when_the_original_changes_the_page_says_so(
    client: Client, translators: tuple[Member, Member], urdu_centre: Centre
) -> None:
    agreed(translators)
    assert in_urdu(CHANGED) not in home(client)
    centre.change(urdu_centre, by=BY, purpose="We work together, and we listen.")
    html = home(client)
    assert in_urdu(CHANGED) in html
    assert URDU in html
    assert [row.state for row in questions.work("ur")] == ["outdated"]


def test_a_translator_is_named_only_as_they_agreed(
    client: Client, translators: tuple[Member, Member]
) -> None:
    agreed(translators)
    assert "?original=1" in home(client)
    assert "Amina" not in home(client)
    consent = people.give_consent(
        translators[0], purpose=Purpose.CREDIT, wording="Name me.", channels=[ConsentChannel.WEB],
        attribution=Attribution.FIRST_NAME, by=by(translators[0]),
    )  # fmt: skip
    assert "Amina" in home(client)
    people.withdraw_consent(consent, by=by(translators[0]))
    assert "Amina" not in home(client)


def test_whoever_leaves_is_named_no_more_and_their_words_stay(
    client: Client, translators: tuple[Member, Member]
) -> None:
    agreed(translators)
    people.give_consent(
        translators[0], purpose=Purpose.CREDIT, wording="Name me.", channels=[ConsentChannel.WEB],
        attribution=Attribution.FIRST_NAME, by=by(translators[0]),
    )  # fmt: skip
    people.leave(translators[0], by=by(translators[0]))
    html = home(client)
    assert URDU in html
    assert "Amina" not in html
    assert [row.member.called for row in questions.translators()] == ["Bilal"]


def test_every_text_is_asked_for_and_only_other_languages_that_are_offered(
    translators: tuple[Member, Member],
) -> None:
    with pytest.raises(ValidationError) as refusal:
        written(translators[0], "  ")
    assert list(refusal.value.error_dict) == ["purpose"]
    for language in ("en", "pl"):
        with pytest.raises(people.CannotTranslate):
            people.write_translation(
                source(), language=language, texts={"purpose": "x"}, writer=translators[0], by=BY
            )


def address(language: str = "ur") -> str:
    return reverse("people:translate", args=[language, "centre", "1"])


def test_from_the_list_to_the_page_without_scripts(
    translators: tuple[Member, Member], browser_of: Browser, client: Client
) -> None:
    first, second = browser_of(translators[0]), browser_of(translators[1])
    html = first.get(reverse("people:translations")).content.decode()
    assert address() in html
    page = first.get(address()).content.decode()
    assert 'lang="ur" dir="rtl"' in page
    assert "We work together." in page
    first.post(address(), {"purpose": URDU})
    press = "I have read it over, and it is right"
    assert [press in one.get(address()).content.decode() for one in (first, second)] == [False, True]
    refused = first.post(address() + "agree/").content.decode()
    assert "Somebody else has to read it over." in refused
    second.post(address() + "agree/")
    assert URDU in home(client)


def test_a_translator_finds_what_waits_on_their_own_desk(
    translators: tuple[Member, Member], make: Make, browser_of: Browser
) -> None:
    words = "1 text waits to be translated or read over: Urdu"
    desk = reverse("desk:home")
    assert words in browser_of(translators[0]).get(desk).content.decode()
    assert words not in browser_of(make("Zoe")).get(desk).content.decode()
    agreed(translators)
    assert words not in browser_of(translators[0]).get(desk).content.decode()


def test_whoever_saves_second_sees_both_texts(
    translators: tuple[Member, Member], browser_of: Browser
) -> None:
    first, second = browser_of(translators[0]), browser_of(translators[1])
    mark = first.get(address()).context["form"].seen_first
    second.post(address(), {"purpose": "پہلے الفاظ"})
    answer = first.post(address(), {"purpose": URDU, "seen_first": mark})
    html = answer.content.decode()
    assert "پہلے الفاظ" in html
    assert URDU in html
    assert Translation.objects.get().texts == {"purpose": "پہلے الفاظ"}


def test_a_member_who_was_not_asked_is_told_why(make: Make, urdu_centre: Centre, browser_of: Browser) -> None:
    member = browser_of(make("Zoe"))
    assert member.get(address()).status_code == 403
    assert "You are not asked to translate." in member.get(reverse("people:translations")).content.decode()


def test_staff_write_down_what_a_translator_told_them(
    translators: tuple[Member, Member], coordinator: Member, browser_of: Browser
) -> None:
    browser_of(coordinator).post(address(), {"purpose": URDU, "writer": str(translators[0].pk)})
    assert Translation.objects.get().written_by == translators[0]


def test_staff_say_who_translates(
    coordinator: Member, make: Make, urdu_centre: Centre, browser_of: Browser
) -> None:
    desk, member = browser_of(coordinator), make("Amina")
    desk.post(reverse("people:translators"), {"who": "Amina", "language": "ur"})
    assert questions.languages_of(member) == ["ur"]
    (row,) = questions.translators()
    desk.post(reverse("people:end_translator", args=[row.pk]))
    assert questions.languages_of(member) == []
    said = desk.post(reverse("people:translators"), {"who": "Nobody", "language": "ur"}).content.decode()
    assert "Nobody here has this name or reference." in said


def test_a_language_that_is_no_longer_offered_is_not_worked_on(
    translators: tuple[Member, Member], urdu_centre: Centre
) -> None:
    centre.change(urdu_centre, by=BY, languages=["en"])
    assert questions.languages_of(translators[0]) == []


def test_what_somebody_translated_is_in_their_own_data(translators: tuple[Member, Member]) -> None:
    agreed(translators)
    assert translators[0].account is not None
    held: dict[str, Any] = people.PeopleRights().export(translators[0].account)
    assert [row["language"] for row in held["translator"]] == ["ur"]
    assert "translation" in held


def test_lists_name_things_in_the_language_of_their_reader(
    translators: tuple[Member, Member], client: Client, django_assert_num_queries: Any
) -> None:
    text = documents.start_document(
        kind="principles", title="Living together", about="It is ours.", text="Be kind.", by=BY
    )
    documents.open_document(text, by=BY)
    about = translating.read("text", str(text.pk))
    assert about is not None
    first, second = translators
    row = people.write_translation(
        about, language="ur", texts={"title": URDU, "about": "اصول"}, writer=first, by=by(first)
    )
    assert URDU not in home(client, "/ur/texts/")
    people.agree_translation(row, reader=second, by=by(second))
    for page in ("/ur/texts/", f"/ur/texts/{text.slug}/"):
        assert URDU in home(client, page)
    assert "Living together" in home(client, f"/ur/texts/{text.slug}/?original=1")
    assert "Living together" in home(client, "/texts/")
    with django_assert_num_queries(0):
        questions.readings([about])


def test_the_list_asks_the_same_however_much_there_is(
    translators: tuple[Member, Member], django_assert_num_queries: Any
) -> None:
    agreed(translators)
    asked = len(translating.kinds()) + 1
    with clock.at(clock.now() + timedelta(days=1)):
        assert languages.written() == ["en", "ur"]
        questions.work("ur")
    assert asked >= 3
