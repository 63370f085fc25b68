"""Doors of forms on paper: printing them, and keying them in."""

from django.urls import path

from ..views import paper

urlpatterns = [
    path("sessions/<int:pk>/paper/", paper.print_paper, name="print_paper"),
    path("sessions/<int:pk>/paper/<int:batch>/", paper.paper_batch, name="paper_batch"),
    path("sessions/<int:pk>/paper/<int:batch>/close/", paper.close_paper, name="close_paper"),
    path("paper/", paper.type_code, name="type_code"),
    path("paper/<str:code>/", paper.key_in_paper, name="key_in_paper"),
]
