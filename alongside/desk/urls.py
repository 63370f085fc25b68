"""Doors of the desk."""

from django.urls import path

from . import setting_up
from .views import centre, home, messages, week

app_name = "desk"
urlpatterns = [
    path("desk/", home.home, name="home"),
    path("desk/week/", week.week, name="week"),
    path("desk/week/missing/", week.see_gaps, name="see_gaps"),
    path("desk/messages/", messages.see_messages, name="see_messages"),
    path("desk/messages/<uuid:message_id>/", messages.see_message, name="see_message"),
    path("desk/messages/<uuid:message_id>/done/", messages.tick_off_message, name="tick_off_message"),
    path("desk/record/", centre.see_record, name="see_record"),
    path("desk/centre/", centre.change_centre, name="change_centre"),
    path("set-up/", setting_up.set_up, name="set_up"),
    path("set-up/key/<str:key>/", setting_up.open_set_up, name="open_set_up"),
    path("set-up/<slug:step>/", setting_up.set_up, name="set_up"),
]
