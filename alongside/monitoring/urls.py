"""Doors of the room."""

from django.urls import path

from .views import answering, desk, public

app_name = "monitoring"
urlpatterns = [
    path("about-you/", answering.about_you, name="about_you"),
    path("about-you/answer/", answering.answer, name="answer"),
    path("about-you/answer/<slug:step>/", answering.answer, name="answer"),
    path("about-you/answered/", answering.answered, name="answered"),
    path("about-you/change/", answering.change_answers, name="change_answers"),
    path("about-you/change/<slug:step>/", answering.change_answers, name="change_answers"),
    path("about-you/withdraw/", answering.withdraw_answers, name="withdraw_answers"),
    path("about-you/object/", answering.object_to_questions, name="object_to_questions"),
    path("about-you/allow/", answering.lift_objection, name="lift_objection"),
    path("about-you/desk/", desk.desk, name="desk"),
    path("about-you/desk/baseline/", desk.choose_baseline, name="choose_baseline"),
    path("about-you/desk/add-question/", desk.add_question, name="add_question"),
    path("about-you/paper/", desk.paper, name="paper"),
    path("about-you/paper/hand-out/", desk.hand_out_paper, name="hand_out_paper"),
    path("about-you/paper/key-in/", desk.key_in_paper, name="key_in_paper"),
    path("about-you/check-percentages/", desk.check_percentages, name="check_percentages"),
    path("who-takes-part/", public.who_takes_part, name="who_takes_part"),
    path("who-takes-part/<slug:slug>/", public.who_took_part, name="who_took_part"),
]
