"""Doors of the room."""

from django.urls import path

from .views import answering, ballots, deciding, for_them, looking, public, running, taking_part

ONE = "conversations/<int:pk>/"
THEIRS = f"{ONE}write-down/<str:reference>/"

app_name = "conversations"
urlpatterns = [
    path("conversations/", public.conversations, name="conversations"),
    path("conversations/run/", running.run_conversations, name="run_conversations"),
    path("conversations/add/", running.add_conversation, name="add_conversation"),
    path(ONE, public.conversation, name="conversation"),
    path(f"{ONE}join-first/", public.join_first, name="join_first"),
    path(f"{ONE}statements/", public.all_statements, name="all_statements"),
    path(f"{ONE}results/", public.opinion_map, name="opinion_map"),
    path(f"{ONE}results/file/", public.result_file, name="result_file"),
    path(f"{ONE}you-said/", public.you_said, name="you_said"),
    path(f"{ONE}say/", taking_part.say_something, name="say_something"),
    path(f"{ONE}vote/", taking_part.vote, name="vote"),
    path(f"{ONE}vote/<int:statement>/", taking_part.change_vote, name="change_vote"),
    path(f"{ONE}my-part/", taking_part.my_part, name="my_part"),
    path(f"{ONE}declare/", taking_part.declare, name="declare"),
    path(f"{ONE}withdraw/", taking_part.withdraw, name="withdraw"),
    path("me/conversations/", taking_part.mine, name="mine"),
    path("me/conversations/statements/<int:pk>/take-back/", taking_part.take_back, name="take_back"),
    path(f"{ONE}run/", running.run, name="run"),
    path(f"{ONE}change/", running.change_conversation, name="change_conversation"),
    path(f"{ONE}publish/", running.publish, name="publish"),
    path(f"{ONE}close/", running.close, name="close"),
    path(f"{ONE}votes-file/", running.votes_file, name="votes_file"),
    path(f"{ONE}communities/", running.communities, name="communities"),
    path(f"{ONE}communities/<int:community>/remove/", running.remove_community, name="remove_community"),
    path(f"{ONE}look/", looking.look_at, name="look_at"),
    path(f"{ONE}look/accept/", looking.accept, name="accept"),
    path(f"{ONE}look/<int:statement>/decline/", looking.decline, name="decline"),
    path(f"{ONE}look/<int:statement>/merge/", looking.merge, name="merge"),
    path(f"{ONE}look/<int:statement>/word/", looking.word, name="word"),
    path(f"{ONE}gather/", answering.gather, name="gather"),
    path(f"{ONE}gather/<int:statement>/release/", answering.release, name="release"),
    path("themes/<int:pk>/", public.theme, name="theme"),
    path("themes/<int:pk>/answer/", answering.answer_theme, name="answer_theme"),
    path("themes/<int:pk>/rename/", answering.rename_theme, name="rename_theme"),
    path(f"{ONE}write-down/", for_them.find_member, name="find_member"),
    path(f"{ONE}write-down-without-name/", for_them.say_without_name, name="say_without_name"),
    path(THEIRS, for_them.their_part, name="their_part"),
    path(f"{THEIRS}say/", for_them.say_for, name="say_for"),
    path(f"{THEIRS}vote/", for_them.vote_for, name="vote_for"),
    path(f"{THEIRS}declare/", for_them.declare_for, name="declare_for"),
    path(f"{THEIRS}withdraw/", for_them.withdraw_for, name="withdraw_for"),
    path(f"{THEIRS}statements/<int:statement>/take-back/", for_them.take_back_for, name="take_back_for"),
    path(f"{ONE}ballots/", ballots.print_ballots, name="print_ballots"),
    path(f"{ONE}ballots/<int:batch>/", ballots.ballot_batch, name="ballot_batch"),
    path(f"{ONE}ballots/<int:batch>/close/", ballots.close_ballots, name="close_ballots"),
    path("ballots/", ballots.type_ballot_code, name="type_ballot_code"),
    path("ballots/<str:code>/", ballots.key_in_ballot, name="key_in_ballot"),
    path("ballots/<str:code>/withdraw/", ballots.withdraw_ballot, name="withdraw_ballot"),
    path("decisions/", public.decisions, name="decisions"),
    path("decisions/add/", deciding.add_decision, name="add_decision"),
    path("decisions/<int:pk>/", public.decision, name="decision"),
    path("decisions/<int:pk>/review/", deciding.review_decision, name="review_decision"),
]
