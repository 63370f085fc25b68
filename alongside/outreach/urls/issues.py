"""Writing issues of the newsletter."""

from django.urls import path

from ..views import issues

ONE = "newsletter/write/<int:number>/"
PART = ONE + "parts/<int:pk>/"

urlpatterns = [
    path("newsletter/write/", issues.run_issues, name="run_issues"),
    path("newsletter/write/start/", issues.start_issue, name="start_issue"),
    path(ONE, issues.edit_issue, name="edit_issue"),
    path(ONE + "change/", issues.change_issue, name="change_issue"),
    path(ONE + "words/<slug:language>/", issues.write_issue, name="write_issue"),
    path(ONE + "add/<slug:kind>/", issues.add_block, name="add_block"),
    path(PART + "words/<slug:language>/", issues.write_block, name="write_block"),
    path(PART + "up/", issues.move_block_up, name="move_block_up"),
    path(PART + "down/", issues.move_block_down, name="move_block_down"),
    path(PART + "remove/", issues.remove_block, name="remove_block"),
    path(ONE + "check/", issues.check_issue, name="check_issue"),
    path(ONE + "schedule/", issues.schedule_issue, name="schedule_issue"),
    path(ONE + "unschedule/", issues.unschedule_issue, name="unschedule_issue"),
    path(ONE + "cancel/", issues.cancel_issue, name="cancel_issue"),
]
