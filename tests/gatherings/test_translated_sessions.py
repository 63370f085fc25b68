"""Promise: a session reads in the language of its reader, once two translators agreed on the words."""

from django.test import Client

from alongside.foundation import actors, translating
from alongside.gatherings.models import Session
from alongside.people import actions as people
from tests.gatherings.conftest import Make

ARABIC = {"title": "الرعاية في البيت", "purpose": "لنخطط معًا."}


def read(client: Client, session: Session, prefix: str = "/ar") -> str:
    return client.get(f"{prefix}/sessions/{session.pk}/").content.decode()


def test_a_session_reads_in_the_language_of_its_reader(client: Client, session: Session, make: Make) -> None:
    assert f'<bdi lang="en">{session.title}</bdi>' in read(client, session)
    source = translating.read("session", str(session.pk))
    assert source is not None
    row = people.write_translation(
        source, language="ar", texts=ARABIC, writer=make("Amina"), by=actors.VISITOR
    )
    people.agree_translation(row, reader=make("Bilal"), by=actors.SYSTEM)
    html = read(client, session)
    assert f"<bdi>{ARABIC['title']}</bdi></h1>" in html
    assert ARABIC["purpose"] in html
    assert f'<bdi lang="en">{session.title}</bdi></h1>' not in html
    assert f"<bdi>{session.title}</bdi></h1>" in read(client, session, "")
    original = client.get(f"/ar/sessions/{session.pk}/?original=1")
    assert f'<bdi lang="en">{session.title}</bdi>' in original.content.decode()
