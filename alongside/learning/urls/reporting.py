"""Doors to reports on working with people."""

from django.urls import path

from ..views import reporting

urlpatterns = [
    path("learning/reports/", reporting.reports, name="reports"),
    path("learning/reports/<slug:kind>/", reporting.report, name="report"),
    path("learning/reports/<slug:kind>/pdf/", reporting.report_pdf, name="report_pdf"),
    path("learning/reports/<slug:kind>/text/", reporting.report_text, name="report_text"),
]
