"""Newsletters that were sent, for everybody."""

from django.urls import path

from ..views import archive

ONE = "newsletter/<int:number>/"

urlpatterns = [
    path("newsletter/", archive.archive, name="archive"),
    path("newsletter/rss/", archive.issues_rss, name="issues_rss"),
    path("newsletter/atom/", archive.issues_atom, name="issues_atom"),
    path(ONE, archive.issue, name="issue"),
    path(ONE + "easy-read/", archive.easy_issue, name="easy_issue"),
    path(ONE + "print/", archive.print_issue, name="print_issue"),
    path(ONE + "easy-read/print/", archive.print_easy_issue, name="print_easy_issue"),
    path(ONE + "text/", archive.issue_text, name="issue_text"),
    path(ONE + "easy-read/text/", archive.easy_issue_text, name="easy_issue_text"),
]
