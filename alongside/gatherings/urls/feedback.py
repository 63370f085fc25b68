"""Doors of feedback: somebody's own link, and the pages of those who run a session."""

from django.urls import path

from ..views import feedback

urlpatterns = [
    path("feedback/<str:token>/", feedback.how_was_it, name="how_was_it"),
    path("feedback/<str:token>/thank-you/", feedback.thank_you, name="thank_you"),
    path("feedback/<str:token>/new-link/", feedback.new_feedback_link, name="new_feedback_link"),
    path("sessions/<int:pk>/feedback/", feedback.run_feedback, name="run_feedback"),
    path("sessions/<int:pk>/feedback/ask/", feedback.ask_feedback, name="ask_feedback"),
    path("sessions/<int:pk>/feedback/questions/", feedback.word_feedback, name="word_feedback"),
    path("sessions/<int:pk>/feedback/record/", feedback.record_feedback, name="record_feedback"),
]
