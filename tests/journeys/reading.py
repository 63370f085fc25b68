"""Walking through the house in one of its languages, by the English words of the source."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from tests.journeys.conftest import Walker


class Reader:
    """Somebody who reads the house in one language, and finds things by their words in it."""

    def __init__(self, walker: Walker, language: str) -> None:
        self.walker, self.language = walker, language

    def says(self, words: str, **values: Any) -> str:
        with translation.override(self.language):
            return gettext(words) % values if values else gettext(words)

    def go(self, path: str) -> None:
        self.walker.go(path if self.language == "en" else f"/{self.language}{path}")

    def press(self, words: str) -> None:
        self.walker.press(self.says(words))

    def follow(self, words: str, **values: Any) -> None:
        self.walker.follow(self.says(words, **values))

    def write(self, label: str, words: str) -> None:
        self.walker.page.get_by_label(self.says(label)).first.fill(words)

    def choose(self, label: str) -> None:
        self.walker.page.get_by_label(self.says(label), exact=True).first.press("Space")

    def reads(self, *words: str) -> bool:
        return self.walker.reads(*(self.says(one) for one in words))
