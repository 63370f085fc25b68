"""Doors of the desk."""

from django.urls import path

from . import setting_up
from .views import centre, data_protection, home, messages, reports, webhooks, week

app_name = "desk"
urlpatterns = [
    path("desk/", home.home, name="home"),
    path("desk/week/", week.week, name="week"),
    path("desk/week/missing/", week.see_gaps, name="see_gaps"),
    path("desk/reports/", reports.run_reports, name="run_reports"),
    path("desk/reports/start/", reports.start_report, name="start_report"),
    path("desk/reports/<slug:slug>/", reports.edit_report, name="edit_report"),
    path("desk/reports/<slug:slug>/draft.pdf", reports.draft_report_pdf, name="draft_report_pdf"),
    path("desk/reports/<slug:slug>/words/<slug:chapter>/", reports.write_words, name="write_words"),
    path("desk/reports/<slug:slug>/publish/", reports.publish_report, name="publish_report"),
    path("desk/reports/<slug:slug>/discard/", reports.discard_report, name="discard_report"),
    path("annual-reports/", reports.annual_reports, name="annual_reports"),
    path("annual-reports/<slug:slug>/", reports.annual_report, name="annual_report"),
    path("annual-reports/<slug:slug>/report.pdf", reports.annual_report_pdf, name="annual_report_pdf"),
    path("annual-reports/<slug:slug>/report.json", reports.annual_report_data, name="annual_report_data"),
    path("desk/messages/", messages.see_messages, name="see_messages"),
    path("desk/messages/<uuid:message_id>/", messages.see_message, name="see_message"),
    path("desk/messages/<uuid:message_id>/done/", messages.tick_off_message, name="tick_off_message"),
    path("privacy/", data_protection.privacy, name="privacy"),
    path("desk/data-protection/", data_protection.papers_to_finish, name="data_protection"),
    path("desk/data-protection/<slug:name>/", data_protection.paper, name="paper"),
    path("desk/data-protection/<slug:name>/paper.docx", data_protection.paper_word, name="paper_word"),
    path("desk/webhooks/", webhooks.webhooks, name="webhooks"),
    path("desk/webhooks/new/", webhooks.add_webhook, name="add_webhook"),
    path("desk/webhooks/<int:pk>/", webhooks.webhook, name="webhook"),
    path("desk/webhooks/<int:pk>/change/", webhooks.change_webhook, name="change_webhook"),
    path("desk/webhooks/<int:pk>/test/", webhooks.test_webhook, name="test_webhook"),
    path("desk/webhooks/<int:pk>/secret/", webhooks.new_webhook_secret, name="new_webhook_secret"),
    path("desk/webhooks/<int:pk>/start/", webhooks.start_webhook_again, name="start_webhook_again"),
    path("desk/webhooks/<int:pk>/end/", webhooks.end_webhook, name="end_webhook"),
    path(
        "desk/webhooks/<int:pk>/<uuid:delivery>/again/",
        webhooks.send_webhook_again,
        name="send_webhook_again",
    ),
    path("desk/record/", centre.see_record, name="see_record"),
    path("desk/centre/", centre.change_centre, name="change_centre"),
    path("set-up/", setting_up.set_up, name="set_up"),
    path("set-up/key/<str:key>/", setting_up.open_set_up, name="open_set_up"),
    path("set-up/<slug:step>/", setting_up.set_up, name="set_up"),
]
