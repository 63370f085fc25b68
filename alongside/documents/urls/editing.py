"""Doors of those who edit a text."""

from django.urls import path

from ..views import answering, around, documents, editing, reflections
from .reading import CLAUSE, TEXT

EDIT = TEXT + "edit/"
SAID = EDIT + "said/<int:remark>/"
LIVED = EDIT + "lived/<int:reflection>/"

urlpatterns = [
    path("texts/new/start/", documents.start_text, name="start_text"),
    path(EDIT, documents.edit_text, name="edit_text"),
    path(EDIT + "about/", documents.change_text, name="change_text"),
    path(EDIT + "open/", documents.open_text, name="open_text"),
    path(EDIT + "editors/", documents.editors, name="editors"),
    path(EDIT + "editors/<int:editor>/remove/", documents.remove_editor, name="remove_editor"),
    path(EDIT + "add/<int:after>/", editing.add_clause, name="add_clause"),
    path(EDIT + "aside/<int:aside>/", editing.settle, name="settle"),
    path(CLAUSE + "reword/", editing.reword, name="reword"),
    path(CLAUSE + "split/", editing.split_clause, name="split_clause"),
    path(CLAUSE + "join/", editing.merge_clause, name="merge_clause"),
    path(CLAUSE + "move/", editing.move_clause, name="move_clause"),
    path(CLAUSE + "remove/", editing.remove_clause, name="remove_clause"),
    path(CLAUSE + "sources/", around.clause_sources, name="clause_sources"),
    path(EDIT + "sources/<int:source>/remove/", around.remove_source, name="remove_source"),
    path(EDIT + "formats/add/", around.add_format, name="add_format"),
    path(EDIT + "formats/<int:number>/remove/", around.remove_format, name="remove_format"),
    path(EDIT + "said/", answering.run_remarks, name="run_remarks"),
    path(SAID + "answer/", answering.answer_remark, name="answer_remark"),
    path(SAID + "hold-back/", answering.hold_back, name="hold_back"),
    path(SAID + "let-stand/", answering.let_stand, name="let_stand"),
    path(SAID + "take-back/", answering.take_back_for, name="take_back_for"),
    path(SAID + "name/", answering.change_naming_for, name="change_naming_for"),
    path(CLAUSE + "record/<slug:kind>/", answering.record_remark, name="record_remark"),
    path(CLAUSE + "record-lived/", reflections.record_reflection, name="record_reflection"),
    path(EDIT + "lived/", reflections.run_reflections, name="run_reflections"),
    path(LIVED + "check/", reflections.check_reflection, name="check_reflection"),
    path(LIVED + "hold-back/", reflections.hold_reflection_back, name="hold_reflection_back"),
    path(LIVED + "take-back/", reflections.take_reflection_back_for, name="take_reflection_back_for"),
    path(LIVED + "name/", reflections.name_reflection_for, name="name_reflection_for"),
]
