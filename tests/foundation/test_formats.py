"""Dates and times, as people of each language write them: day, month, year."""

from datetime import UTC, datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format

AT = datetime(2026, 11, 26, 14, 5, tzinfo=UTC)
WRITTEN = {
    "en": {
        "DATE_FORMAT": "26 November 2026", "DATETIME_FORMAT": "26 November 2026, 14:05", "TIME_FORMAT": "14:05",
        "YEAR_MONTH_FORMAT": "November 2026", "MONTH_DAY_FORMAT": "26 November",
        "SHORT_DATE_FORMAT": "26 Nov 2026", "SHORT_DATETIME_FORMAT": "26 Nov 2026, 14:05",
    },
    "ar": {
        "DATE_FORMAT": "26 نوفمبر 2026", "DATETIME_FORMAT": "26 نوفمبر 2026، 14:05", "TIME_FORMAT": "14:05",
        "YEAR_MONTH_FORMAT": "نوفمبر 2026", "MONTH_DAY_FORMAT": "26 نوفمبر",
        "SHORT_DATE_FORMAT": "26/11/2026", "SHORT_DATETIME_FORMAT": "26/11/2026، 14:05",
    },
    "en-easy": {"DATE_FORMAT": "26 November 2026", "DATETIME_FORMAT": "26 November 2026, 14:05"},
    "cy": {
        "DATE_FORMAT": "26 Tachwedd 2026", "DATETIME_FORMAT": "26 Tachwedd 2026, 14:05", "TIME_FORMAT": "14:05",
        "MONTH_DAY_FORMAT": "26 Tachwedd", "SHORT_DATE_FORMAT": "26 Tach 2026",
    },
    "ur": {
        "DATE_FORMAT": "26 نومبر 2026", "DATETIME_FORMAT": "26 نومبر 2026، 14:05", "TIME_FORMAT": "14:05",
        "MONTH_DAY_FORMAT": "26 نومبر", "SHORT_DATE_FORMAT": "26/11/2026",
    },
    "bn": {
        "DATE_FORMAT": "26 নভেম্বর 2026", "DATETIME_FORMAT": "26 নভেম্বর 2026, 14:05", "TIME_FORMAT": "14:05",
        "MONTH_DAY_FORMAT": "26 নভেম্বর",
    },
    "pl": {
        "DATE_FORMAT": "26 listopada 2026", "DATETIME_FORMAT": "26 listopada 2026, 14:05", "TIME_FORMAT": "14:05",
        "MONTH_DAY_FORMAT": "26 listopada", "SHORT_DATE_FORMAT": "26.11.2026",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", WRITTEN)
def test_dates_are_written_day_month_year(language: str) -> None:
    with translation.override(language):
        assert {name: date_format(AT, name) for name in WRITTEN[language]} == WRITTEN[language]
