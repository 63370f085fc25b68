"""Doors of what people say to a session, and of the answers."""

from django.urls import path

from ..views import answering, theming, voices

ONE = "sessions/<int:pk>/said/<int:contribution>/"

urlpatterns = [
    path("sessions/<int:pk>/say/", voices.say_something, name="say_something"),
    path("sessions/<int:pk>/you-said/", voices.you_said, name="you_said"),
    path("me/said/", voices.my_words, name="my_words"),
    path("me/said/<int:contribution>/name/", voices.change_naming, name="change_naming"),
    path("me/said/<int:contribution>/take-back/", voices.take_back, name="take_back"),
    path("sessions/<int:pk>/said/", answering.run_said, name="run_said"),
    path("sessions/<int:pk>/said/check/", answering.check_said, name="check_said"),
    path("sessions/<int:pk>/said/answer/", answering.answer_said, name="answer_said"),
    path("sessions/<int:pk>/said/record/", answering.record_said, name="record_said"),
    path("sessions/<int:pk>/said/themes/", theming.gather_said, name="gather_said"),
    path("sessions/<int:pk>/said/themes/<int:theme>/", theming.answer_theme, name="answer_theme"),
    path(ONE + "hold-back/", answering.hold_back, name="hold_back"),
    path(ONE + "let-stand/", answering.let_stand, name="let_stand"),
    path(ONE + "take-back/", answering.take_back_for, name="take_back_for"),
    path(ONE + "name/", answering.change_naming_for, name="change_naming_for"),
]
