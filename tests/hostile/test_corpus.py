"""The corpus is what it says, and the eye that looks for living scripts sees them where they live."""

from django.utils.html import escape

from tests.hostile import corpus, files
from tests.hostile.house import Page


def test_the_corpus_is_as_large_as_it_says() -> None:
    sizes = [len(set(made)) for made in (corpus.scripts(), corpus.formulas(), corpus.targets())]
    assert sizes == [200, 40, 30]
    assert len(corpus.texts()) > 100
    assert len(files.all_files()) >= 60
    assert all(len(body) < 1_000_000 for _name, body in files.all_files())


def places(words: str) -> list[str]:
    """Pages that put words somewhere without thinking."""
    return [
        f"<p>{words}</p>",
        f'<p title="{words}">',
        f"<p title='{words}'>",
        f'<a href="{words}">',
        f"<textarea>{words}</textarea>",
        f"<title>{words}</title>",
        f"<script>x = '{words}'</script>",
        f"<!-- {words} -->",
    ]


def test_a_page_that_escapes_nothing_is_seen_to_be_alive() -> None:
    unseen = [words for words in corpus.scripts() if not any(Page(page).live for page in places(words))]
    assert unseen == []


def test_a_page_that_escapes_everything_is_seen_to_be_quiet() -> None:
    seen = [words for words in corpus.scripts() if any(Page(page).live for page in places(escape(words))[:3])]
    assert seen == []
