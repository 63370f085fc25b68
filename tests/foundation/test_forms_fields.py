"""Fields: what they accept, the sentence for everything that they refuse, and how they show themselves."""

import re
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation import forms

COLOURS = [("red", "Red"), ("blue", "Blue"), ("none", "Neither")]


def form_of(field: django_forms.Field, data: str | None = None, files: Any = None, **more: Any) -> Any:
    """A form with one field named x, bound to what a browser would send."""
    kind = type("OneField", (forms.Form,), {"x": field, **more})
    return kind(QueryDict(data) if data is not None else None, files)


def answer(field: django_forms.Field, data: str, files: Any = None) -> Any:
    """The cleaned answer; fails with the errors when there are any."""
    form = form_of(field, data, files)
    assert form.is_valid(), form.errors
    return form.cleaned_data["x"]


def refusal(field: django_forms.Field, data: str, files: Any = None) -> list[str]:
    """What is said about a bad answer."""
    form = form_of(field, data, files)
    assert not form.is_valid()
    return [str(error) for error in form["x"].errors]


def shown(field: django_forms.Field, data: str | None = None, **more: Any) -> str:
    return re.sub(r"\s+", " ", form_of(field, data).as_design() if not more else forms.render_field(
        form_of(field, data)["x"], **more))  # fmt: skip


def test_text_is_stripped() -> None:
    assert answer(forms.TextField(label="Name"), "x=+Amina+") == "Amina"


def test_missing_answer_is_asked_for_in_the_words_of_the_form() -> None:
    assert refusal(forms.TextField(label="Name", missing="Write your name."), "x=") == ["Write your name."]
    assert refusal(forms.TextField(label="Name"), "x=") == ["Write an answer: Name"]


def test_text_too_long_says_how_long_and_keeps_all_of_it() -> None:
    assert refusal(forms.TextField(label="x", max_length=3), "x=abcde") == [
        "Make this shorter. It may have 3 letters, and it has 5."
    ]
    html = shown(forms.TextField(label="x", max_length=3), "x=abcde")
    assert 'value="abcde"' in html
    assert "maxlength" not in html


@pytest.mark.parametrize(
    "good", ["020 7946 0123", "+44 7700 900123", "(020) 7946-0123", "020 7946 0123 ext 4"]
)
def test_phone_accepts_what_people_write(good: str) -> None:
    form = form_of(forms.PhoneField(label="Phone"))
    assert form.fields["x"].clean(good) == good


def test_phone_reads_arabic_digits() -> None:
    assert form_of(forms.PhoneField(label="x")).fields["x"].clean("٠٢٠٧٩٤٦٠١٢٣") == "02079460123"


@pytest.mark.parametrize("bad", ["x=12", "x=call+me", "x=1234567890123456789"])
def test_phone_that_cannot_be_called_is_refused(bad: str) -> None:
    assert refusal(forms.PhoneField(label="x"), bad) == [
        "Write a phone number like 020 7946 0123 or +44 7700 900123."
    ]


def test_email_that_is_none_is_refused() -> None:
    assert refusal(forms.EmailField(label="x"), "x=amina") == [
        "Write an email address like name@example.org."
    ]


def test_long_text_says_its_limit_before_and_after() -> None:
    field = forms.LongTextField(label="x", hint="Anything.", max_words=2)
    assert "Anything. You can write up to 2 words." in shown(field)
    assert refusal(field, "x=a+b+c") == ["Make this shorter. It may have 2 words, and it has 3."]


@pytest.mark.parametrize(
    ("typed", "read"), [("12", 12), ("1,200", 1200), ("1 200", 1200), ("١٢", 12), ("-3", -3), ("12.0", 12)]
)
def test_number_reads_what_people_write(typed: str, read: int) -> None:
    assert forms.NumberField(label="x").clean(typed) == read


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("twelve", "Write this as a number, like 12."),
        ("1.5", "Write a whole number, like 12."),
        ("nan", "Write this as a number, like 12."),
        ("1e400", "Write this as a number, like 12."),
        ("-1", "Write 0 or more."),
        ("41", "Write 40 or less."),
    ],
)
def test_number_that_makes_no_sense_is_refused(typed: str, said: str) -> None:
    assert refusal(forms.NumberField(label="x", min_value=0, max_value=40), f"x={typed}") == [said]


def test_number_that_need_not_be_whole_is_a_decimal() -> None:
    assert forms.NumberField(label="x", whole=False).clean("2.50") == Decimal("2.50")


@pytest.mark.parametrize("typed", ["x_day=3&x_month=7&x_year=2019", "x_day=٠٣&x_month=٧&x_year=٢٠١٩"])
def test_date_reads_three_boxes(typed: str) -> None:
    assert answer(forms.DateField(label="x"), typed) == date(2019, 7, 3)


@pytest.mark.parametrize(
    ("day", "month", "year", "said", "wrong"),
    [
        ("", "", "", "Write a date: When", ["day", "month", "year"]),
        ("", "7", "2019", "Write the day too.", ["day"]),
        ("3", "", "", "Write the month and the year too.", ["month", "year"]),
        ("32", "7", "2019", "Write the day as a number from 1 to 31.", ["day"]),
        ("3", "July", "2019", "Write the month as a number from 1 to 12.", ["month"]),
        ("3", "13", "2019", "Write the month as a number from 1 to 12.", ["month"]),
        ("3", "7", "19", "Write the year with four numbers, like 1985.", ["year"]),
        ("31", "2", "2019", "There is no such day in that month. Check the day.", ["day"]),
        ("²", "7", "2019", "Write the day as a number from 1 to 31.", ["day"]),
    ],
)
def test_date_that_is_wrong_says_how_and_marks_the_box(
    day: str, month: str, year: str, said: str, wrong: list[str]
) -> None:
    query = QueryDict(mutable=True)
    query.update({"x_day": day, "x_month": month, "x_year": year})
    assert refusal(forms.DateField(label="When"), query.urlencode()) == [said]
    html = shown(forms.DateField(label="When"), query.urlencode())
    assert re.findall(r'id="id_x_(\w+)"[^>]*aria-invalid="true"', html) == wrong
    assert [unescape(value) for value in re.findall(r'value="([^"]*)"', html)] == [day, month, year]


def test_date_outside_its_range_is_refused() -> None:
    field = forms.DateField(label="x", earliest=date(2020, 1, 1), latest=date(2020, 12, 31))
    assert "2020 or a later date." in refusal(field, "x_day=1&x_month=1&x_year=2019")[0].replace(
        "Jan. 1, ", ""
    )
    assert "or an earlier date." in refusal(field, "x_day=1&x_month=1&x_year=2021")[0]


@given(st.text(max_size=6), st.text(max_size=6), st.text(max_size=6))
def test_date_never_breaks_whatever_is_typed(day: str, month: str, year: str) -> None:
    query = QueryDict(mutable=True)
    query.update({"x_day": day, "x_month": month, "x_year": year})
    form = form_of(forms.DateField(label="x", required=False), query.urlencode())
    assert form.is_valid() is not bool(form["x"].errors)


@given(st.text(max_size=12))
def test_number_never_breaks_whatever_is_typed(typed: str) -> None:
    query = QueryDict(mutable=True)
    query["x"] = typed
    form = form_of(forms.NumberField(label="x", required=False), query.urlencode())
    assert form.is_valid() is not bool(form["x"].errors)


def test_date_of_birth_can_be_filled_in_by_the_browser() -> None:
    html = shown(forms.DateField(label="x", birth=True))
    assert re.findall(r'autocomplete="([\w-]+)"', html) == ["bday-day", "bday-month", "bday-year"]


def test_choose_one_shows_hints_and_an_or() -> None:
    field = forms.ChooseOne(label="x", choices=COLOURS, hints={"red": "Like a rose."}, or_before="none")
    html = shown(field)
    assert '<div class="govuk-hint govuk-radios__hint" id="id_x_0_hint">Like a rose.</div>' in html
    assert html.index("govuk-radios__divider") < html.index('value="none"')
    assert refusal(field, "") == ["Choose an answer: x"]
    assert refusal(field, "x=green") == ["Choose one of the answers on this page."]


def test_choose_several_refuses_an_answer_that_stands_alone_beside_others() -> None:
    field = forms.ChooseSeveral(label="x", choices=COLOURS, alone={"none"})
    assert answer(field, "x=red&x=blue") == ["red", "blue"]
    assert answer(field, "x=none") == ["none"]
    assert refusal(field, "x=red&x=none") == ["Choose “Neither” on its own, or leave it out."]


@pytest.mark.parametrize(
    ("data", "chosen"),
    [
        ("x=red&x_own_words=", forms.Chosen(["red"], "")),
        ("x_own_words=+teal+", forms.Chosen([], "teal")),
        ("x=red&x_own_words=teal", forms.Chosen(["red"], "teal")),
    ],
)
def test_own_words_count_as_an_answer(data: str, chosen: forms.Chosen) -> None:
    assert answer(forms.ChooseSeveralOrOwnWords(label="x", choices=COLOURS), data) == chosen
    assert answer(forms.ChooseOneOrOwnWords(label="x", choices=COLOURS), data) == chosen


def test_own_words_are_shown_again_and_refused_in_words() -> None:
    field = forms.ChooseOneOrOwnWords(label="x", choices=COLOURS, own_words_max=3, own_words_label="My word")
    assert 'value="teal"' in shown(field, "x_own_words=teal")
    assert refusal(field, "x_own_words=teal") == [
        "Make your own words shorter. They may have 3 letters, and they have 4."
    ]
    assert refusal(field, "x=green") == ["Choose one of the answers on this page."]
    assert refusal(field, "") == ["Choose an answer: x"]
    assert answer(forms.ChooseOneOrOwnWords(label="x", choices=COLOURS, required=False), "") == forms.Chosen()


@pytest.mark.parametrize(("data", "read"), [("x=yes", True), ("x=no", False), ("", None)])
def test_yes_or_no_tells_no_from_no_answer(data: str, read: bool | None) -> None:
    assert answer(forms.YesNo(label="x", required=False), data) is read


def test_consent_must_be_ticked() -> None:
    assert refusal(forms.ConsentField(label="I agree."), "") == ["Tick the box to go on"]
    assert answer(forms.ConsentField(label="I agree."), "x=on") is True


def test_file_says_why_it_is_refused() -> None:
    field = forms.FileField(label="x", accept=".csv", max_size=4)
    assert refusal(field, "", {"x": SimpleUploadedFile("a.pdf", b"a")}) == [
        "Choose a file that ends in .csv."
    ]
    assert refusal(field, "", {"x": SimpleUploadedFile("a.csv", b"")}) == [
        "This file is empty. Choose another one."
    ]
    assert refusal(field, "", {"x": SimpleUploadedFile("a.csv", b"12345")})[0].startswith(
        "Choose a smaller file."
    )
    assert answer(field, "", {"x": SimpleUploadedFile("A.CSV", b"1234")}).name == "A.CSV"


def test_hint_and_error_are_read_with_the_field() -> None:
    html = shown(forms.TextField(label="Name", hint="As on letters."), "x=")
    assert 'aria-describedby="id_x_helptext id_x_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_x_helptext"' in html
    assert 'id="id_x_error"' in html


def test_hint_and_error_are_read_with_a_group() -> None:
    html = shown(forms.ChooseOne(label="x", hint="One.", choices=COLOURS), "")
    assert '<fieldset class="govuk-fieldset" aria-describedby="id_x_helptext id_x_error">' in html


def test_browser_is_never_asked_to_judge() -> None:
    assert " required" not in shown(forms.TextField(label="x"))


def test_optional_is_said_unless_all_is_optional() -> None:
    assert "(optional)" in shown(forms.TextField(label="x", required=False))
    quiet = form_of(forms.TextField(label="x", required=False), mark_optional=False)
    assert "(optional)" not in quiet.as_design()


def test_what_another_answer_needs_is_not_called_optional() -> None:
    html = shown(forms.TextField(label="x", required=False, needed_sometimes=True))
    assert "(optional)" not in html
    assert " required" not in html


def test_heading_makes_the_label_the_h1() -> None:
    assert '<h1 class="govuk-label-wrapper"><label' in shown(forms.TextField(label="x"), heading=True)
    assert '<h1 class="govuk-fieldset__heading">' in shown(forms.YesNo(label="x"), heading=True)


def test_errors_link_to_the_place_to_put_right() -> None:
    class Many(forms.Form):
        name = forms.TextField(label="n")
        one = forms.ChooseOne(label="o", choices=COLOURS)
        born = forms.DateField(label="d")

        def clean(self) -> None:
            raise forms.ValidationError("These do not fit together.")

    form = Many(QueryDict("born_day=3&born_month=x&born_year=2019"))
    assert [error["url"] for error in forms.errors_of(form)] == [
        "#main",
        "#id_name",
        "#id_one_0",
        "#id_born_month",
    ]
    assert forms.error_prefix(form) == "Error: "
    assert forms.error_prefix(Many()) == ""


def test_fields_of_others_are_shown_in_our_look_and_without_placeholders() -> None:
    class Foreign(django_forms.Form):
        email = django_forms.EmailField(widget=django_forms.EmailInput(attrs={"placeholder": "Email"}))
        pick = django_forms.ChoiceField(choices=COLOURS, widget=django_forms.RadioSelect)

    form = Foreign()
    assert 'class="govuk-input"' in forms.render_field(form["email"])
    assert "placeholder" not in forms.render_field(form["email"])
    assert "govuk-radios__input" in forms.render_field(form["pick"])


def test_summary_says_every_answer_in_words() -> None:
    class Many(forms.Form):
        name = forms.TextField(label="Name")
        more = forms.ChooseSeveralOrOwnWords(label="More", choices=COLOURS)
        come = forms.YesNo(label="Come")
        born = forms.DateField(label="Born", required=False)
        secret = forms.HiddenField(required=False)

    form = Many(QueryDict("name=Amina&more=red&more_own_words=teal&come=no"))
    assert form.is_valid()
    assert [(str(row.key), row.lines) for row in form.summary()] == [
        ("Name", ["Amina"]), ("More", ["Red", "teal"]), ("Come", ["No"]), ("Born", ["No answer given"])
    ]  # fmt: skip


def test_words_of_a_field_follow_the_language_of_the_request() -> None:
    field = forms.YesNo(label="x")
    with translation.override("ar"):
        assert "نعم" in shown(field)
    assert "Yes" in shown(field)


def test_what_staff_write_down_for_somebody_asks_about_them() -> None:
    class Naming(forms.ToldForm, forms.NamingFields):
        ways = (("first_name", "The name I am called by"), ("role", "My role only"), ("none", "No name"))
        young_ways = ("role", "none")

    page = str(Naming().as_design()) + str(Naming(young=True).as_design())
    assert "The name they are called by" in page
    assert "Until they are 18" in page
    assert not [
        word for word in ("name you", "Your role", "My role", "I am called", "you are 18") if word in page
    ]
