"""Doors to what was learnt, and to what changed because of it."""

from django.urls import path

from ..views import changes, items, running

ONE, CHANGE = "learning/<int:pk>/", "learning/changes/<int:pk>/"
urlpatterns = [
    path("learning/", items.items, name="items"),
    path("learning/write/", items.write_item, name="write_item"),
    path("learning/record/", running.record_item, name="record_item"),
    path("learning/run/", running.run_items, name="run_items"),
    path("learning/changes/", changes.changes, name="changes"),
    path(CHANGE, changes.change, name="change"),
    path(CHANGE + "decide/", changes.decide_change, name="decide_change"),
    path(CHANGE + "items/", changes.link_item, name="link_item"),
    path(CHANGE + "items/<int:item>/remove/", changes.unlink_item, name="unlink_item"),
    path(ONE, items.item, name="item"),
    path(ONE + "change/", changes.propose_change, name="propose_change"),
    path(ONE + "check/", running.check_item, name="check_item"),
    path(ONE + "hold-back/", running.hold_item_back, name="hold_item_back"),
    path(ONE + "take-back/", running.take_item_back_for, name="take_item_back_for"),
    path(ONE + "name/", running.name_item_for, name="name_item_for"),
    path("me/learning/", items.my_learning, name="my_learning"),
    path("me/learning/<int:pk>/name/", items.name_item, name="name_item"),
    path("me/learning/<int:pk>/take-back/", items.take_item_back, name="take_item_back"),
]
