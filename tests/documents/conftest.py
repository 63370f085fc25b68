"""What the tests about texts share: a centre, members, and a document that everybody may read."""

from collections.abc import Callable
from typing import Any

import pytest

from alongside.documents import actions as documents
from alongside.documents.models import Document
from alongside.foundation import actors
from alongside.foundation.models import Centre
from tests.furniture import browser_of, coordinator, make, our_centre, without_staff_passkeys

__all__ = ["browser_of", "coordinator", "make", "our_centre", "without_staff_passkeys"]

Start = Callable[..., Document]


@pytest.fixture
def start(our_centre: Centre) -> Start:
    """Start a document with some clauses, open to everybody."""

    def started(*clauses: str, **more: Any) -> Document:
        more = {"kind": "principles", "title": "Principles to live by", "slug": "principles"} | more
        document = documents.start_document(
            text="\n\n".join(clauses or ("We listen.", "We share power.", "We learn.")),
            by=actors.SYSTEM,
            **more,
        )
        return documents.open_document(document, by=actors.SYSTEM)

    return started


@pytest.fixture
def document(start: Start) -> Document:
    return start()
