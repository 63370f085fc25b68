"""Doors to bids."""

from django.urls import path

from ..views import bids, telling, together

BID = "funding/bids/<str:reference>/"
urlpatterns = [
    path("me/bids/", bids.my_bids, name="my_bids"),
    path("me/bids/invitations/<int:pk>/join/", together.join_bid, name="join_bid"),
    path(
        "me/bids/invitations/<int:pk>/decline/",
        together.decline_bid_invitation,
        name="decline_bid_invitation",
    ),
    path(BID, bids.bid, name="bid"),
    path(BID + "about/", bids.change_bid, name="change_bid"),
    path(BID + "answers/<int:pk>/", bids.answer, name="answer"),
    path(BID + "budget/", bids.budget, name="budget"),
    path(BID + "budget/<int:pk>/change/", bids.change_budget_line, name="change_budget_line"),
    path(BID + "budget/<int:pk>/remove/", bids.remove_budget_line, name="remove_budget_line"),
    path(BID + "check/", bids.check_bid, name="check_bid"),
    path(BID + "send/", bids.submit_bid, name="submit_bid"),
    path(BID + "receipt/", bids.receipt, name="receipt"),
    path(BID + "withdraw/", bids.withdraw_bid, name="withdraw_bid"),
    path(BID + "copy/", bids.copy_bid, name="copy_bid"),
    path(BID + "people/", together.people, name="people"),
    path(BID + "people/ask/", together.invite_to_bid, name="invite_to_bid"),
    path(BID + "people/<int:pk>/change/", together.change_applicant, name="change_applicant"),
    path(BID + "people/<int:pk>/leave/", together.leave_bid, name="leave_bid"),
    path(BID + "invitations/<int:pk>/take-back/", together.take_invitation_back, name="take_invitation_back"),
    path(BID + "invitations/<int:pk>/record/", telling.record_bid_answer, name="record_bid_answer"),
    path(BID + "comments/", together.comment_on_bid, name="comment_on_bid"),
    path(BID + "comments/<int:pk>/remove/", together.remove_bid_comment, name="remove_bid_comment"),
]
