"""The base of every form in the house."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from ..components import Row
from .rendering import render_field, shown_value


class Designed:
    """What our forms share. The browser checks nothing; we do, and say what to do next."""

    use_required_attribute = False
    mark_optional = True

    def as_design(self) -> SafeString:
        """Every field in the design system, the errors of the whole form left to `{% error_summary %}`."""
        form: Any = self
        every = [*form.hidden_fields(), *form.visible_fields()]
        return format_html_join("", "{}", ((render_field(bound),) for bound in every))

    def summary(self) -> list[Row]:
        """What was answered, in words: one row for each visible field of a valid form."""
        form: Any = self
        return [Row(bound.label, shown_value(bound)) for bound in form.visible_fields()]

    @property
    def only_field(self) -> BoundField | None:
        """The one visible field, when there is just one: the title of its page can then be its label.

        None for a single box to tick, whose label is a sentence of its own.
        """
        form: Any = self
        seen = form.visible_fields()
        return (
            seen[0] if len(seen) == 1 and not isinstance(seen[0].field.widget, forms.CheckboxInput) else None
        )


class Form(Designed, forms.Form):
    """A form of the house."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class ModelForm(Designed, forms.ModelForm):  # type: ignore[type-arg]  # rooms name their model in Meta
    """A form over one row. It judges; the action saves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
