"""Asking for the newsletter, stopping it, choosing what comes."""

from django.urls import path

from ..views import mine
from ..views import subscribing as views

urlpatterns = [
    path("newsletter/subscribe/", views.subscribe, name="subscribe"),
    path("newsletter/subscribe/asked/", views.subscribe_asked, name="subscribe_asked"),
    path("newsletter/confirm/<str:token>/", views.confirm, name="confirm"),
    path("newsletter/stop/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("newsletter/stop/<str:token>/undo/", views.undo_unsubscribe, name="undo_unsubscribe"),
    path("newsletter/choices/<str:token>/", views.preferences, name="preferences"),
    path("newsletter/choices/<str:token>/way/", views.change_way, name="change_way"),
    path("newsletter/choices/<str:token>/stop/", views.stop_here, name="stop_here"),
    path("newsletter/choices/<str:token>/forget/", views.forget_me, name="forget_me"),
    path("newsletter/forgotten/", views.forgotten, name="forgotten"),
    path("me/newsletter/", mine.my_newsletter, name="my_newsletter"),
    path("me/newsletter/stop/", mine.stop_my_newsletter, name="stop_my_newsletter"),
]
