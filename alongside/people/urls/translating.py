"""The desk of translators."""

from django.urls import path

from ..views import translating

urlpatterns = [
    path("translating/", translating.translations, name="translations"),
    path("translating/people/", translating.translators, name="translators"),
    path("translating/people/<int:number>/end/", translating.end_translator, name="end_translator"),
    path("translating/<slug:language>/<slug:kind>/<str:key>/", translating.translate, name="translate"),
    path(
        "translating/<slug:language>/<slug:kind>/<str:key>/agree/",
        translating.agree_translation,
        name="agree_translation",
    ),
]
