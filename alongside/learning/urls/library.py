"""Doors to the library."""

from django.urls import path

from ..views import library

ONE, ASK = "library/<int:pk>/", "library/formats/<slug:kind>/<slug:key>/"
urlpatterns = [
    path("library/", library.library, name="library"),
    path("library/add/", library.add_resource, name="add_resource"),
    path("library/formats/", library.run_formats, name="run_formats"),
    path("library/formats/<int:pk>/answer/", library.answer_format, name="answer_format"),
    path(ASK, library.ask_format, name="ask_format"),
    path(ASK + "record/", library.record_format, name="record_format"),
    path(ONE, library.resource, name="resource"),
    path(ONE + "take/", library.take_resource, name="take_resource"),
    path(ONE + "change/", library.change_resource, name="change_resource"),
    path(ONE + "remove/", library.remove_resource, name="remove_resource"),
    path("me/library/", library.my_formats, name="my_formats"),
    path("me/library/<int:pk>/take-back/", library.take_format_back, name="take_format_back"),
]
