"""The desk of translators in the small world. `SAMPLES` and the rest as in `payments`."""

from collections.abc import Callable
from typing import Any

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


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {"translating/": _translation}
OWN: list[str] = []
# The texts are for those who were asked to translate, and for staff.
NOT_FOR_EVERYBODY: dict[str, str] = {
    "translating/<slug:language>/<slug:kind>/<str:key>/": "refused",
    "translating/<slug:language>/<slug:kind>/<str:key>/agree/": "refused",
}
