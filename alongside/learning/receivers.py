"""News from the writing table: somebody took a text away."""

from typing import Any

from alongside.documents import signals
from alongside.documents.models import Document

from . import actions as learning
from .queries import library


def connect() -> None:
    """Listen; called once when the house starts."""
    signals.version_taken.connect(_taken, dispatch_uid="learning.taken")


def _taken(sender: Any, document: Document, form: str, **more: Any) -> None:
    learning.count_download(library.TEXTS, document.pk, form)
