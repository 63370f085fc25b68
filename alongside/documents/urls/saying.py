"""Doors through which members say something, and look after what they said."""

from django.urls import path

from ..views import saying
from .reading import CLAUSE

urlpatterns = [
    path(CLAUSE + "say/<slug:kind>/", saying.say_about, name="say_about"),
    path(CLAUSE + "lived/", saying.reflect, name="reflect"),
    path("me/texts/", saying.my_remarks, name="my_remarks"),
    path("me/texts/<int:remark>/name/", saying.change_naming, name="change_naming"),
    path("me/texts/<int:remark>/take-back/", saying.take_back, name="take_back"),
    path("me/texts/lived/<int:reflection>/name/", saying.name_reflection, name="name_reflection"),
    path(
        "me/texts/lived/<int:reflection>/take-back/", saying.take_reflection_back, name="take_reflection_back"
    ),
]
