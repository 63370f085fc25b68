"""Forms that judge what comes in and show themselves in the design system.

`from alongside.foundation import forms` gives everything a room needs: `forms.Form`, the fields, and nothing
of Django's look. Every field takes `label`, `hint`, `required` and `missing`, the sentence that asks for an
answer.
"""

from django.forms import BoundField, ValidationError

from .base import Form, ModelForm
from .choices import (
    ChooseOne,
    ChooseOneOrOwnWords,
    ChooseSeveral,
    ChooseSeveralOrOwnWords,
    Chosen,
    ConsentField,
    SelectField,
    YesNo,
)
from .dates import DateField
from .money import PoundsField
from .rendering import error_prefix, errors_of, render_field
from .saying import NamingFields, PersonField, language_field
from .text import EmailField, FileField, HiddenField, LongTextField, NumberField, PhoneField, TextField
from .told import ToldForm

__all__ = [
    "BoundField",
    "ChooseOne",
    "ChooseOneOrOwnWords",
    "ChooseSeveral",
    "ChooseSeveralOrOwnWords",
    "Chosen",
    "ConsentField",
    "DateField",
    "EmailField",
    "FileField",
    "Form",
    "HiddenField",
    "LongTextField",
    "ModelForm",
    "NamingFields",
    "NumberField",
    "PersonField",
    "PhoneField",
    "PoundsField",
    "SelectField",
    "TextField",
    "ToldForm",
    "ValidationError",
    "YesNo",
    "error_prefix",
    "errors_of",
    "language_field",
    "render_field",
]
