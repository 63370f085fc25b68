"""Doors of the desk."""

from django.urls import path

from . import setting_up, views

app_name = "desk"
urlpatterns = [
    path("desk/", views.home, name="home"),
    path("desk/messages/", views.see_messages, name="see_messages"),
    path("desk/messages/<uuid:message_id>/", views.see_message, name="see_message"),
    path("desk/messages/<uuid:message_id>/done/", views.tick_off_message, name="tick_off_message"),
    path("desk/record/", views.see_record, name="see_record"),
    path("desk/centre/", views.change_centre, name="change_centre"),
    path("set-up/", setting_up.set_up, name="set_up"),
    path("set-up/key/<str:key>/", setting_up.open_set_up, name="open_set_up"),
    path("set-up/<slug:step>/", setting_up.set_up, name="set_up"),
]
