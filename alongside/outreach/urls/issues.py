"""Writing issues of the newsletter."""

from django.urls import path

from ..views import issue_sending, issues

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
    path(ONE + "preview/", issue_sending.preview_issue, name="preview_issue"),
    path(ONE + "preview/mail/", issue_sending.preview_mail, name="preview_mail"),
    path(ONE + "preview/letter/", issue_sending.preview_letter, name="preview_letter"),
    path(ONE + "test/", issue_sending.test_issue, name="test_issue"),
    path(ONE + "send/", issue_sending.send_issue, name="send_issue"),
    path(ONE + "sending/", issue_sending.issue_sending, name="sending"),
    path(ONE + "sending/pause/", issue_sending.pause_issue, name="pause_issue"),
    path(ONE + "sending/resume/", issue_sending.resume_issue, name="resume_issue"),
    path(ONE + "sending/stop/", issue_sending.stop_issue, name="stop_issue"),
    path(ONE + "sending/retry/", issue_sending.retry_issue, name="retry_issue"),
    path(ONE + "letters/", issue_sending.issue_letters, name="issue_letters"),
    path(ONE + "labels/", issue_sending.issue_labels, name="issue_labels"),
    path(ONE + "letters/tick-off/", issue_sending.tick_letters_off, name="tick_letters_off"),
    path(ONE + "handed-out/", issue_sending.add_hand_out, name="add_hand_out"),
    path(ONE + "handed-out/<int:pk>/remove/", issue_sending.remove_hand_out, name="remove_hand_out"),
]
