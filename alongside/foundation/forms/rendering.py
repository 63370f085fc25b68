"""How a field, the errors of a form and an answer are shown. Django's own aria attributes are kept."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .choices import Checkboxes, Chosen, Radios
from .dates import DateInputs, WrongDateError

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "govuk-textarea"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.CheckboxSelectMultiple, ""),
    (forms.RadioSelect, ""),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.widgets.Input, "govuk-input"),
)


def render_field(
    bound: BoundField, *, heading: bool = False, label_size: str = "", label: str = ""
) -> SafeString:
    """The whole field: label or legend, hint, error and input. `heading` makes the label the heading of the
    page.
    """
    if bound.is_hidden:
        return SafeString(str(bound))
    _prepare(bound)
    context = {
        "field": bound,
        "label": label or bound.label,
        "heading": heading,
        "size": label_size or ("l" if heading else "s"),
        "optional": not bound.field.required
        and getattr(bound.form, "mark_optional", True)
        and not getattr(bound.field, "needed_sometimes", False),
        "one_box": isinstance(bound.field.widget, forms.CheckboxInput),
        "input": bound.as_widget(attrs={"class": _classes(bound)}),
    }
    return render_to_string("foundation/forms/field.html", context)


def _prepare(bound: BoundField) -> None:
    """Give widgets from elsewhere our look, and tell a date which of its boxes are wrong."""
    widget = bound.field.widget
    widget.attrs.pop("placeholder", None)
    if isinstance(widget, DateInputs):
        widget.wrong = _wrong_parts(bound)
    elif isinstance(widget, forms.CheckboxSelectMultiple):
        widget.template_name = Checkboxes.template_name
    elif isinstance(widget, forms.RadioSelect):
        widget.template_name = Radios.template_name


def _wrong_parts(bound: BoundField) -> tuple[str, ...]:
    errors = bound.errors.as_data()
    named = tuple(part for error in errors if isinstance(error, WrongDateError) for part in error.parts)
    return named or (("day", "month", "year") if errors else ())


def _classes(bound: BoundField) -> str:
    widget = bound.field.widget
    ours = next((name for kind, name in CLASSES if isinstance(widget, kind)), "")
    wrong = f"{ours}--error" if ours and bound.errors and "checkboxes" not in ours else ""
    return " ".join(filter(None, [ours, wrong, str(widget.attrs.get("class", ""))]))


def errors_of(*given: Any) -> list[dict[str, str]]:
    """Every error of forms and formsets in the order of the page, each with the place that it links to."""
    return list(_errors(form for one in given if one is not None for form in _forms(one)))


def _forms(given: Any) -> Iterable[Any]:
    return given.forms if hasattr(given, "forms") else [given]


def _errors(forms_: Iterable[Any]) -> Iterator[dict[str, str]]:
    for form in forms_:
        if not form.is_bound:
            continue
        yield from ({"text": str(error), "url": "#main"} for error in form.non_field_errors())
        for bound in [*form.visible_fields(), *form.hidden_fields()]:
            _prepare(bound)
            yield from ({"text": str(error), "url": f"#{focus_id(bound)}"} for error in bound.errors)


def focus_id(bound: BoundField) -> str:
    """The id of the input that an error of this field should lead to."""
    if bound.is_hidden:
        return "main"
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id


def error_prefix(*given: Any) -> str:
    """ "Error: " for the title of a page whose form needs another look, else nothing."""
    return f"{_('Error')}: " if errors_of(*given) else ""


def shown_value(bound: BoundField) -> str | list[str]:
    """An answer in words, for "check your answers". The form must be valid."""
    value = bound.form.cleaned_data.get(bound.name)
    if value is None or value in ("", [], ()) or (isinstance(value, Chosen) and not value):
        return str(_("No answer given"))
    return _in_words(bound.field, value)


def _in_words(field: Any, value: Any) -> str | list[str]:
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, date):
        return date_format(value)
    if isinstance(value, Chosen):
        return [str(field.label_of(one)) for one in value.values] + (
            [value.own_words] if value.own_words else []
        )
    if hasattr(field, "label_of"):
        return (
            [str(field.label_of(one)) for one in value]
            if isinstance(value, list)
            else str(field.label_of(value))
        )
    if hasattr(value, "name"):
        return str(value.name)
    if isinstance(field, forms.CharField):
        return [line for line in str(value).splitlines() if line] or str(value)
    return str(value)
