"""Write down where rules for input that belongs together stand: `python -m tools.input_rules` makes the page anew.

A rule of one field stands beside the field. What is listed here holds several together: the `clean` of a form, in words
of its docstring, and rules that the database keeps whatever the code does.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parent.parent / "docs" / "security" / "input.md"
HEAD = """# Rules for input that belongs together

What one field takes is said beside the field: its kind, its longest text, what may be chosen. This page names every
rule that holds several together, so that "a day, and then an hour after it" can be found and judged. It is written by
`python -m tools.input_rules`; a test holds it to the code.

Three places keep them. A *form* says it in a sentence, beside the field. An *action* checks again, for whoever comes by
another way: its docstring says what it raises. The *database* refuses the rest.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, "## Forms", "", *sorted(_forms()), "", "## The database", "", *_database(), ""])


def _forms() -> Iterator[str]:
    from django.forms import BaseForm

    for form in set(_below(BaseForm)):
        judged = form.__dict__.get("clean")
        if judged is not None and form.__module__.startswith("alongside."):
            says = (judged.__doc__ or form.__doc__ or "").strip().partition("\n")[0]
            yield f"- `{form.__module__.removeprefix('alongside.')}.{form.__qualname__}`: {says}"


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def _database() -> Iterator[str]:
    from django.apps import apps
    from django.db.models import CheckConstraint, UniqueConstraint

    for table in sorted(apps.get_models(), key=lambda one: one._meta.label):
        rules = [
            rule for rule in table._meta.constraints if isinstance(rule, CheckConstraint | UniqueConstraint)
        ]
        if rules and table.__module__.startswith("alongside."):
            said = ", ".join(rule.name.replace("_", " ") for rule in rules)
            yield f"- `{table._meta.label}`: {said}"


def main() -> None:
    """Write the page."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    os.environ.setdefault("ALONGSIDE_DEBUG", "true")  # only code is read: no data, and no keys
    django.setup()
    from django.urls import get_resolver

    _ = get_resolver().url_patterns  # every form is read in
    PAGE.write_text(page())
    print(f"Written to {PAGE.relative_to(PAGE.parents[2])}")


if __name__ == "__main__":
    main()
