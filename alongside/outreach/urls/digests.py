"""My round-up, and stopping it from a mail."""

from django.urls import path

from ..views import digests

urlpatterns = [
    path("me/round-up/", digests.my_round_up, name="my_round_up"),
    path("me/round-up/next/", digests.my_next_round_up, name="my_next_round_up"),
    path("round-up/record/", digests.find_for_round_up, name="find_for_round_up"),
    path("round-up/record/<str:reference>/", digests.record_round_up, name="record_round_up"),
    path("round-up/stop/<str:token>/", digests.stop_round_up, name="stop_round_up"),
]
