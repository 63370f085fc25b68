"""Joining, a guardian's answer, and sign-in cards."""

from django.urls import path

from ..views import joining, signing_in

urlpatterns = [
    path("join/", joining.join, name="join"),
    path("join/next/", joining.joined, name="joined"),
    path("join/guardian/<str:token>/", joining.answer_for_child, name="answer_for_child"),
    path("join/guardian/<str:token>/yes/", joining.agree_for_child, name="agree_for_child"),
    path("join/guardian/<str:token>/no/", joining.refuse_for_child, name="refuse_for_child"),
    path("join/guardian-answered/<str:answer>/", joining.answered_for_child, name="answered_for_child"),
    path("join/<slug:step>/", joining.join, name="join"),
    path("me/passkey/", signing_in.add_passkey_first, name="add_passkey_first"),
    path("me/card/", signing_in.type_card, name="type_card"),
    path("me/card/<str:code>/", signing_in.use_card, name="use_card"),
    path("members/<str:reference>/card/", signing_in.print_card, name="print_card"),
    path("members/<str:reference>/guardian/", joining.record_guardian, name="record_guardian"),
    path(
        "members/<str:reference>/guardian/refused/",
        joining.record_guardian_refusal,
        name="record_guardian_refusal",
    ),
]
