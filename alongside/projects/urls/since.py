"""Doors to the close of a project, what happened since, and the case study."""

from django.urls import path

from ..views import case, closing

PROJECT, SINCE, CASE = (
    "projects/<slug:slug>/",
    "projects/<slug:slug>/since/",
    "projects/<slug:slug>/case-study/",
)
urlpatterns = [
    path(PROJECT + "close/", closing.close_project, name="close_project"),
    path(SINCE, closing.since, name="since"),
    path(SINCE + "record/", closing.record_since, name="record_since"),
    path(SINCE + "record-for/", closing.record_since_for, name="record_since_for"),
    path(SINCE + "ripple/", closing.add_ripple, name="add_ripple"),
    path("since/", closing.all_since, name="all_since"),
    path("since/<int:pk>/publish/", closing.publish_since, name="publish_since"),
    path("since/<int:pk>/seen/", closing.see_evidence, name="see_evidence"),
    path("since/<int:pk>/ask/", closing.ask_about_since, name="ask_about_since"),
    path("since/<int:pk>/take-back/", closing.take_since_back, name="take_since_back"),
    path("ripples/<int:pk>/check/", closing.check_ripple, name="check_ripple"),
    path("ripples/<int:pk>/take-back/", closing.take_ripple_back, name="take_ripple_back"),
    path("follow-ups/<int:pk>/answer/", closing.answer_follow_up_for, name="answer_follow_up_for"),
    path("what-happened/<str:token>/", closing.what_happened, name="what_happened"),
    path(CASE, case.case_study, name="case_study"),
    path(CASE + "pdf/", case.case_study_pdf, name="case_study_pdf"),
    path(CASE + "lesson/", case.write_lesson, name="write_lesson"),
    path(CASE + "agree/", case.agree_case, name="agree_case"),
    path(CASE + "agree-for/", case.agree_case_for, name="agree_case_for"),
    path(CASE + "take-back/", case.take_case_agreement_back, name="take_case_agreement_back"),
    path(CASE + "publish/", case.publish_case, name="publish_case"),
]
