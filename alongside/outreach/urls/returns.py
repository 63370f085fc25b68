"""Mail that came back, and whether ours will be believed."""

from django.urls import path

from ..views import preflight
from ..views import returns as views

urlpatterns = [
    path("newsletter/sender/", preflight.check_sender, name="check_sender"),
    path("newsletter/returns/", views.mail_returns, name="mail_returns"),
    path("newsletter/returns/<int:pk>/lift/", views.lift_suppression, name="lift_suppression"),
    path("newsletter/returns/<int:pk>/looked-at/", views.look_at_return, name="look_at_return"),
]
