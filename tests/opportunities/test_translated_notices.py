"""Promise: a notice reads in the language of its reader, once two translators agreed on the words."""

from django.test import Client
from django.urls import reverse

from alongside.foundation import actors, translating
from alongside.people import actions as people
from tests.opportunities.conftest import Make, Open


def test_a_notice_reads_in_the_language_of_its_reader(client: Client, publish: Open, make: Make) -> None:
    notice = publish()
    source = translating.read("opportunity", str(notice.pk))
    assert source is not None
    arabic = {part.name: f"ترجمة {part.name}" for part in source.asked}
    row = people.write_translation(
        source, language="ar", texts=arabic, writer=make("Amina"), by=actors.VISITOR
    )
    page = "/ar" + reverse("opportunities:opportunity", args=[notice.pk])
    draft = client.get(page).content.decode()
    assert [part for part in arabic.values() if part in draft] == []
    people.agree_translation(row, reader=make("Bilal"), by=actors.SYSTEM)
    html = client.get(page).content.decode()
    assert [part for part in arabic.values() if part not in html] == []
    assert notice.activity in client.get(page + "?original=1").content.decode()


def test_a_draft_is_nothing_to_translate(draft: Open) -> None:
    assert translating.read("opportunity", str(draft().pk)) is None
