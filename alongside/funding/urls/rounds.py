"""Doors to programmes and rounds."""

from django.urls import path

from ..views import asking, public, running, telling

RUN = "funding/rounds/<slug:slug>/run/"
urlpatterns = [
    path("funding/", public.list_rounds, name="rounds"),
    path("funding/run/", running.run_funding, name="run_funding"),
    path("funding/programmes/start/", running.start_programme, name="start_programme"),
    path("funding/programmes/<slug:slug>/change/", running.change_programme, name="change_programme"),
    path("funding/programmes/<slug:slug>/rounds/start/", running.start_round, name="start_round"),
    path("funding/rounds/<slug:slug>/", public.show_round, name="round"),
    path("funding/rounds/<slug:slug>/could-we-apply/", public.could_we_apply, name="could_we_apply"),
    path("funding/rounds/<slug:slug>/paper/", public.paper_form, name="paper_form"),
    path("funding/rounds/<slug:slug>/apply/", public.start_bid, name="start_bid"),
    path("funding/rounds/<slug:slug>/join-first/", public.join_first, name="join_first"),
    path(RUN, running.run_round, name="run_round"),
    path(RUN + "change/", running.change_round, name="change_round"),
    path(RUN + "open/", running.open_round, name="open_round"),
    path(RUN + "criteria/add/", asking.add_criterion, name="add_criterion"),
    path(RUN + "criteria/<int:pk>/change/", asking.change_criterion, name="change_criterion"),
    path(RUN + "criteria/<int:pk>/remove/", asking.remove_criterion, name="remove_criterion"),
    path(RUN + "questions/add/", asking.add_question, name="add_question"),
    path(RUN + "questions/<int:pk>/change/", asking.change_question, name="change_question"),
    path(RUN + "questions/<int:pk>/remove/", asking.remove_question, name="remove_question"),
    path(RUN + "checks/add/", asking.add_self_check, name="add_self_check"),
    path(RUN + "checks/<int:pk>/change/", asking.change_self_check, name="change_self_check"),
    path(RUN + "checks/<int:pk>/remove/", asking.remove_self_check, name="remove_self_check"),
    path(RUN + "bids/", running.bids_desk, name="bids_desk"),
    path(RUN + "bids.csv", running.bids_file, name="bids_file"),
    path(RUN + "write-down/", telling.find_member, name="find_member"),
    path(RUN + "take-up/", telling.take_up_bid, name="take_up_bid"),
    path(RUN + "write-down/<str:reference>/", telling.record_bid, name="record_bid"),
]
