"""The desk of translators in the small world. `SAMPLES` and the rest as in `payments`."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from alongside.foundation import actors, translating
from alongside.people import actions as people
from alongside.people.models import Member, Translator

BY = actors.SYSTEM


def build() -> None:
    """Marek translates into Arabic; Lin read over what he wrote about the centre."""
    marek, lin = (Member.objects.get(called=name) for name in ("Marek", "Lin"))
    people.ask_to_translate(marek, language="ar", by=BY)
    source = translating.read("centre", "1")
    assert source is not None
    row = people.write_translation(
        source, language="ar", texts={"purpose": "نعمل معًا."}, writer=marek, by=actors.VISITOR
    )
    people.agree_translation(row, reader=lin, by=BY)


def _translation() -> dict[str, Any]:
    return {"language": "ar", "kind": "centre", "key": "1", "number": Translator.objects.all()[0].pk}


def _signed_in() -> dict[str, Any]:
    account = Member.objects.get(called="Marek").account
    assert account is not None
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session.save()
    return {"number": people.note_session(account, key=str(session.session_key), user_agent="").pk}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {"translating/": _translation, "me/signed-in/": _signed_in}
OWN = ["me/signed-in/<int:number>/end/"]
# The texts are for those who were asked to translate, and for staff.
NOT_FOR_EVERYBODY: dict[str, str] = {
    "translating/<slug:language>/<slug:kind>/<str:key>/": "refused",
    "translating/<slug:language>/<slug:kind>/<str:key>/agree/": "refused",
}
