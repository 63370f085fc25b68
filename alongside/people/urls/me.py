"""My data."""

from django.urls import path

from ..views import me, rights_requests, sessions

urlpatterns = [
    path("me/", me.me, name="me"),
    path("me/name/", me.change_names, name="change_names"),
    path("me/language/", me.change_language, name="change_language"),
    path("me/interests/", me.change_interests, name="change_interests"),
    path("me/languages/", me.change_languages, name="change_languages"),
    path("me/brings/", me.change_brings, name="change_brings"),
    path("me/reach/", me.change_reach, name="change_reach"),
    path("me/consents/", me.my_consents, name="my_consents"),
    path("me/consents/new/", me.choose_consent, name="choose_consent"),
    path("me/consents/new/<slug:purpose>/", me.give_consent, name="give_consent"),
    path("me/consents/<int:consent>/name/", me.change_attribution, name="change_attribution"),
    path("me/consents/<int:consent>/withdraw/", me.withdraw_consent, name="withdraw_consent"),
    path("me/written-for-me/", me.written_for_me, name="written_for_me"),
    path("me/data/", me.my_data, name="my_data"),
    path("me/data/download/", me.download_my_data, name="download_my_data"),
    path("me/ask/", rights_requests.ask_right, name="ask_right"),
    path("me/signed-in/", sessions.where_signed_in, name="where_signed_in"),
    path("me/signed-in/end-others/", sessions.end_other_sessions, name="end_other_sessions"),
    path("me/signed-in/<int:number>/end/", sessions.end_session, name="end_session"),
    path("me/leave/", me.leave, name="leave"),
    path("goodbye/", me.left, name="left"),
]
