"""Doors to outcomes: recording, correcting, evidence, who confirms, and what staff look at."""

from django.urls import path

from ..views import confirming, outcome_running, outcomes

PROJECT, ONE = "projects/<slug:slug>/outcomes/", "outcomes/<int:pk>/"
urlpatterns = [
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("outcomes/run/", outcome_running.run_outcomes, name="run_outcomes"),
    path(PROJECT, outcomes.project_outcomes, name="project_outcomes"),
    path(PROJECT + "record/", outcomes.record_outcome, name="record_outcome"),
    path(PROJECT + "record-for/", outcome_running.record_outcome_for, name="record_outcome_for"),
    path(ONE, outcomes.outcome, name="outcome"),
    path(ONE + "correct/", outcomes.correct_outcome, name="correct_outcome"),
    path(ONE + "view/", outcomes.say_viewpoint, name="say_viewpoint"),
    path(ONE + "view-for/", outcome_running.say_viewpoint_for, name="say_viewpoint_for"),
    path(ONE + "views/<int:viewpoint>/take-back/", outcomes.take_viewpoint_back, name="take_viewpoint_back"),
    path(ONE + "evidence/", outcomes.add_evidence, name="add_evidence"),
    path(ONE + "evidence/<int:evidence>/take-back/", outcomes.take_evidence_back, name="take_evidence_back"),
    path(ONE + "ask/", outcomes.ask_to_confirm, name="ask_to_confirm"),
    path(ONE + "step/", outcomes.place_outcome, name="place_outcome"),
    path(ONE + "new-step/", outcomes.propose_element, name="propose_element"),
    path(ONE + "show/", outcomes.show_outcome, name="show_outcome"),
    path(ONE + "take-back/", outcomes.take_outcome_back, name="take_outcome_back"),
    path(ONE + "check/", outcome_running.check_outcome, name="check_outcome"),
    path(ONE + "hold-back/", outcome_running.hold_outcome_back, name="hold_outcome_back"),
    path("confirm/thank-you/", confirming.thank_you, name="thank_you"),
    path("confirm/<str:token>/", confirming.confirm, name="confirm"),
    path(
        "confirmations/<int:pk>/answer/",
        outcome_running.answer_confirmation_for,
        name="answer_confirmation_for",
    ),
    path("confirmations/<int:pk>/role/", confirming.look_at_role, name="look_at_role"),
    path("confirmations/<int:pk>/take-back/", confirming.take_question_back, name="take_question_back"),
]
