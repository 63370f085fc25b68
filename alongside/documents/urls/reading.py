"""Doors through which everybody reads."""

from django.urls import path

from ..views import around, reading

TEXT = "texts/<slug:slug>/"
CLAUSE = TEXT + "clauses/<int:clause>/"

urlpatterns = [
    path("texts/", reading.texts, name="texts"),
    path("came-of/<slug:kind>/<slug:key>/", around.came_of, name="came_of"),
    path(TEXT, reading.text, name="text"),
    path(TEXT + "go/", reading.go_to_clause, name="go_to_clause"),
    path(TEXT + "who/", reading.contributors, name="contributors"),
    path(TEXT + "taken-out/", reading.taken_out, name="taken_out"),
    path(TEXT + "formats/", around.text_formats, name="text_formats"),
    path(TEXT + "formats/<int:number>/", around.text_format, name="text_format"),
    path(CLAUSE, reading.clause, name="clause"),
    path(CLAUSE + "history/", reading.clause_history, name="clause_history"),
]
