"""Doors of panels: those of their people, those of coordinators, and what everybody reads."""

from django.urls import path

from .views import meeting, my_panel, outcomes, panel_desk, voting

MINE = "me/panels/<slug:slug>/"
MY_BID = f"{MINE}bids/<str:reference>/"
DESK = "funding/rounds/<slug:slug>/panel/"
THEIRS = f"{DESK}people/<int:pk>/"
BID = f"{DESK}bids/<str:reference>/"
OPEN = "funding/rounds/<slug:slug>/decided/"

app_name = "panel"
urlpatterns = [
    path("me/panels/", my_panel.my_panels, name="my_panels"),
    path(MINE, my_panel.mine, name="mine"),
    path(f"{MINE}declare/", my_panel.declare, name="declare"),
    path(f"{MINE}pack/", meeting.my_pack, name="my_pack"),
    path(f"{MINE}pack.pdf", meeting.my_pack_pdf, name="my_pack_pdf"),
    path(f"{MINE}vote/", voting.vote, name="vote"),
    path(f"{MINE}receipt/", voting.receipt, name="receipt"),
    path(MY_BID, my_panel.read_bid, name="read_bid"),
    path(f"{MY_BID}score/", my_panel.score_bid, name="score_bid"),
    path(f"{MY_BID}conflict/", my_panel.declare_later, name="declare_later"),
    path(DESK, panel_desk.run_panel, name="run_panel"),
    path(f"{DESK}start/", panel_desk.start_panel, name="start_panel"),
    path(f"{DESK}change/", panel_desk.change_panel, name="change_panel"),
    path(f"{DESK}pay/", panel_desk.offer_payment, name="offer_payment"),
    path(f"{DESK}people/", panel_desk.find_person, name="find_person"),
    path(f"{DESK}people/add/<str:reference>/", panel_desk.add_person, name="add_person"),
    path(THEIRS, panel_desk.their_panel, name="their_panel"),
    path(f"{THEIRS}change/", panel_desk.change_person, name="change_person"),
    path(f"{THEIRS}remove/", panel_desk.remove_person, name="remove_person"),
    path(f"{THEIRS}declare/", panel_desk.declare_for, name="declare_for"),
    path(f"{THEIRS}vote/", voting.vote_for, name="vote_for"),
    path(f"{THEIRS}score/<str:reference>/", panel_desk.score_for, name="score_for"),
    path(f"{DESK}meeting/", meeting.open_meeting, name="open_meeting"),
    path(f"{DESK}meeting/places/", meeting.place_bids, name="place_bids"),
    path(f"{DESK}meeting/close/", meeting.close_meeting, name="close_meeting"),
    path(f"{DESK}pack/", meeting.desk_pack, name="desk_pack"),
    path(f"{DESK}pack.pdf", meeting.desk_pack_pdf, name="desk_pack_pdf"),
    path(f"{DESK}vote/open/", voting.open_vote, name="open_vote"),
    path(f"{DESK}vote/close/", voting.close_vote, name="close_vote"),
    path(f"{DESK}conclude/", outcomes.conclude, name="conclude"),
    path(f"{DESK}feedback/", outcomes.feedback, name="feedback"),
    path(f"{DESK}announce/", outcomes.announce, name="announce"),
    path(f"{BID}decide/", outcomes.decide_bid, name="decide_bid"),
    path(f"{BID}feedback/", outcomes.write_feedback, name="write_feedback"),
    path(f"{BID}feedback/send/", outcomes.send_feedback, name="send_feedback"),
    path("funding/decided/", outcomes.all_decided, name="all_decided"),
    path(OPEN, outcomes.decided, name="decided"),
    path(f"{OPEN}vote.pb", outcomes.ballot_file, name="ballot_file"),
    path(f"{OPEN}recompute.py", outcomes.recompute, name="recompute"),
]
