"""Doors to evaluation plans and readings."""

from django.urls import path

from ..views import plan, readings
from .theory import agreeing_on

HERE = "projects/<slug:slug>/plan/"
DRAFT, READINGS = HERE + "draft/", "projects/<slug:slug>/readings/"
QUESTION, MEASURE, ONE = DRAFT + "questions/<int:pk>/", DRAFT + "measures/<int:pk>/", READINGS + "<int:pk>/"
urlpatterns = [
    path(HERE, plan.plan, name="plan"),
    path(HERE + "start/", plan.start_plan, name="start_plan"),
    path(HERE + "compare/", plan.compare_plans, name="compare_plans"),
    path(HERE + "<int:number>/", plan.plan_version, name="plan_version"),
    path(DRAFT, plan.plan_draft, name="plan_draft"),
    *agreeing_on("plan", DRAFT),
    path(DRAFT + "questions/add/", plan.add_question, name="add_question"),
    path(QUESTION, plan.change_question, name="change_question"),
    path(QUESTION + "remove/", plan.remove_question, name="remove_question"),
    path(QUESTION + "measure/", plan.choose_kind, name="choose_kind"),
    path(QUESTION + "measure/<slug:kind>/", plan.add_measure, name="add_measure"),
    path(MEASURE, plan.change_measure, name="change_measure"),
    path(MEASURE + "remove/", plan.remove_measure, name="remove_measure"),
    path(READINGS, readings.readings, name="readings"),
    path(HERE + "measures/<int:pk>/read/", readings.write_reading, name="write_reading"),
    path(HERE + "measures/<int:pk>/read-for/", readings.record_reading, name="record_reading"),
    path(ONE, readings.reading, name="reading"),
    path(ONE + "change/", readings.change_reading, name="change_reading"),
    path(ONE + "send/", readings.send_reading, name="send_reading"),
    path(ONE + "approve/", readings.approve_reading, name="approve_reading"),
    path(ONE + "approve-too/", readings.approve_story_too, name="approve_story_too"),
    path(ONE + "return/", readings.return_reading, name="return_reading"),
    path(ONE + "evidence/", readings.add_reading_evidence, name="add_reading_evidence"),
    path(
        ONE + "evidence/<int:row>/remove/", readings.remove_reading_evidence, name="remove_reading_evidence"
    ),
    path(ONE + "groups/", readings.add_reading_group, name="add_reading_group"),
    path(ONE + "groups/<int:row>/remove/", readings.remove_reading_group, name="remove_reading_group"),
]
