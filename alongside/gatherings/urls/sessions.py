"""Sessions: the list, each one's page, and how each is proposed, planned and run."""

from django.urls import URLPattern, URLResolver, path

from ..views import lifecycle, planning, proposals, sessions

urlpatterns: list[URLPattern | URLResolver] = [
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/propose/", proposals.propose_session, name="propose_session"),
    path("sessions/proposals/", proposals.proposals, name="proposals"),
    path("sessions/proposals/add/", proposals.record_proposal, name="record_proposal"),
    path("sessions/proposals/<int:pk>/yes/", proposals.accept_proposal, name="accept_proposal"),
    path("sessions/proposals/<int:pk>/no/", proposals.decline_proposal, name="decline_proposal"),
    path("sessions/plan/", planning.draft_session, name="draft_session"),
    path("sessions/series/add/", planning.add_series, name="add_series"),
    path("sessions/series/<int:pk>/change/", planning.change_series, name="change_series"),
    path("sessions/<int:pk>/", sessions.session, name="session"),
    path("sessions/<int:pk>/run/", sessions.run_session, name="run_session"),
    path("sessions/<int:pk>/run-sheet/", sessions.run_sheet, name="run_sheet"),
    path("sessions/<int:pk>/change/<slug:part>/", planning.change_session, name="change_session"),
    path("sessions/<int:pk>/plan/", planning.set_plan, name="set_plan"),
    path("sessions/<int:pk>/helpers/", planning.helpers, name="helpers"),
    path("sessions/<int:pk>/helpers/<int:helper>/remove/", planning.remove_helper, name="remove_helper"),
    path("sessions/<int:pk>/paid/", planning.offer_payment, name="offer_payment"),
    path("sessions/<int:pk>/announce/", lifecycle.announce, name="announce"),
    path("sessions/<int:pk>/cancel/", lifecycle.cancel, name="cancel"),
    path("sessions/<int:pk>/ready/", lifecycle.mark_ready, name="mark_ready"),
    path("sessions/<int:pk>/delivered/", lifecycle.deliver, name="deliver"),
    path("sessions/<int:pk>/complete/", lifecycle.complete, name="complete"),
]
