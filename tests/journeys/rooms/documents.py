"""One of everything in `documents`, and what stands in the parameters of its routes.

`build` runs after the demonstration; `SAMPLES` maps the longest prefix of a route to its parameters; `OWN` lists routes
to somebody's own thing (Marek's in the samples), which are missing for everybody else; `NOT_FOR_EVERYBODY` maps routes
behind which more is asked than a role to "missing" or "refused".
"""

from collections.abc import Callable
from typing import Any

from alongside.documents import actions as documents
from alongside.documents.models import (
    Clause,
    Document,
    Editor,
    Format,
    Reflection,
    Remark,
    SetAside,
    SigningRole,
    Source,
    Version,
)
from alongside.foundation import actors
from alongside.people.models import Member

BY = actors.SYSTEM
SLUG = "sample-principles"


def marek() -> Member:
    return Member.objects.get(called="Marek")


def build() -> None:
    """A text with everything: two versions, one of each kind of remark, a clash, a format, a source and a role."""
    if Document.objects.filter(slug=SLUG).exists():
        return
    document = documents.start_document(
        kind="principles", title="Sample principles", slug=SLUG, about="To be opened by everybody.", by=BY,
        text="# Listening\nWe listen first.\n\nWe share power.\n\nWe learn together.\n\nWe take our time.",
    )  # fmt: skip
    documents.open_document(document, by=BY)
    documents.add_editor(document, member=marek(), by=BY)
    one, two, three, four = Clause.objects.standing().filter(document=document)
    documents.add_source(
        one, label="A letter from a carers’ group", note="Read out in the first round", by=BY
    )
    first = documents.freeze(document, summary="The first version.", by=BY)
    documents.add_format(first, kind="easy_read", language="en", text="We listen to people.", by=BY)
    documents.reflect(
        two, marek(), text="We chose the topic together.", label="Session 3", named="first_name", by=BY
    )
    _said(one, two, four)
    documents.reword(one, text="We listen first, and then we speak.", base=1, by=BY)
    try:
        documents.reword(one, text="We listen, and nothing else.", base=1, member=marek(), by=BY)
    except documents.Clash:
        documents.remove_clause(three, because="It says the same as clause 2.", by=BY)
    documents.freeze(document, by=BY)
    documents.add_signing_role(document, name="Chair of the group", member=marek(), by=BY)


def _said(one: Clause, two: Clause, four: Clause) -> None:
    """A comment, suggestions with each kind of answer, and one that is held back."""
    documents.comment(one, marek(), text="I like this one.", named="first_name", by=BY)
    said = [
        documents.suggest(one, marek(), kind=kind, text=text, reason="So that it is plainer", other=other, by=BY)
        for kind, text, other in (
            ("replace", "We listen.", None), ("add", "We say thank you.", None), ("merge", "", two),
            ("move", "", four), ("remove", "", None),
        )
    ]  # fmt: skip
    documents.accept(said[1], answer="Thank you.", by=BY)
    documents.decline(said[4], because="People asked for this one.", by=BY)
    documents.hold_back(
        documents.comment(two, marek(), text="A name", by=BY), because="It names somebody.", by=BY
    )


def text() -> Document:
    return Document.objects.get(slug=SLUG)


def _text() -> dict[str, Any]:
    clause = Clause.objects.standing().filter(document=text())[0]
    return {"slug": SLUG, "clause": clause.pk, "kind": "replace", "after": 1}


def _remark() -> dict[str, Any]:
    return _text() | {"remark": Remark.objects.filter(document=text(), kind="comment")[0].pk}


def _lived() -> dict[str, Any]:
    return _text() | {"reflection": Reflection.objects.get(document=text()).pk}


def _version() -> dict[str, Any]:
    newest = Version.objects.frozen().filter(document=text())[0]
    role = SigningRole.objects.get(document=text())
    return {"slug": SLUG, "number": newest.number, "role": role.pk, "kind": "text"}


CLAUSE, EDIT = "texts/<slug:slug>/clauses/<int:clause>/", "texts/<slug:slug>/edit/"
VERSION = "texts/<slug:slug>/versions/<int:number>/"
SAID, LIVED = EDIT + "said/<int:remark>/", EDIT + "lived/<int:reflection>/"
SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "texts/<slug:slug>/": _text,
    "texts/<slug:slug>/formats/": lambda: {"slug": SLUG, "number": Format.objects.get(document=text()).pk},
    EDIT + "formats/": lambda: {"slug": SLUG, "number": Format.objects.get(document=text()).pk},
    EDIT + "editors/": lambda: {"slug": SLUG, "editor": Editor.objects.get(document=text()).pk},
    EDIT + "aside/": lambda: {"slug": SLUG, "aside": SetAside.objects.get().pk},
    EDIT + "sources/": lambda: {"slug": SLUG, "source": Source.objects.get().pk},
    EDIT + "signers/": _version,
    EDIT + "said/": _remark,
    EDIT + "lived/": _lived,
    VERSION: _version,
    "came-of/": lambda: {
        "kind": "version",
        "key": str(Version.objects.frozen().filter(document=text())[0].pk),
    },
    "me/texts/": _remark,
    "me/texts/lived/": _lived,
}
OWN: list[str] = [
    "me/texts/<int:remark>/name/",
    "me/texts/<int:remark>/take-back/",
    "me/texts/lived/<int:reflection>/name/",
    "me/texts/lived/<int:reflection>/take-back/",
    VERSION + "sign/<int:role>/",
]
# Whoever does not edit the text finds no page to edit it from.
NOT_FOR_EVERYBODY: dict[str, str] = dict.fromkeys(
    [
        *(EDIT + path for path in (
            "", "about/", "open/", "add/<int:after>/", "aside/<int:aside>/", "sources/<int:source>/remove/",
            "formats/add/", "formats/<int:number>/remove/", "said/", "lived/", "freeze/",
        )),
        *(SAID + path for path in ("answer/", "hold-back/", "let-stand/", "take-back/", "name/")),
        *(LIVED + path for path in ("check/", "hold-back/", "take-back/", "name/")),
        *(CLAUSE + path for path in (
            "reword/", "split/", "join/", "move/", "remove/", "sources/", "record/<slug:kind>/", "record-lived/",
        )),
    ],
    "missing",
)  # fmt: skip
