"""Doors of the room."""

from django.urls import path

from .views import choosing, mine, public, telling, writing

app_name = "opportunities"
urlpatterns = [
    path("opportunities/", public.list_opportunities, name="opportunities"),
    path("opportunities/run/", writing.run_opportunities, name="run_opportunities"),
    path("opportunities/add/", writing.add_opportunity, name="add_opportunity"),
    path("opportunities/checker/<str:name>", public.checker, name="checker"),
    path("opportunities/<int:pk>/", public.opportunity, name="opportunity"),
    path("opportunities/<int:pk>/interest/", public.express_interest, name="express_interest"),
    path("opportunities/<int:pk>/join-first/", public.join_first, name="join_first"),
    path("opportunities/<int:pk>/draw/", public.draw_page, name="draw_page"),
    path("opportunities/<int:pk>/draw.json", public.draw_file, name="draw_file"),
    path("opportunities/<int:pk>/sealed.json", choosing.sealed_file, name="sealed_file"),
    path("opportunities/<int:pk>/run/", writing.run, name="run"),
    path("opportunities/<int:pk>/change/", writing.change_opportunity, name="change_opportunity"),
    path("opportunities/<int:pk>/publish/", writing.publish, name="publish"),
    path("opportunities/<int:pk>/close/", writing.close, name="close"),
    path("opportunities/<int:pk>/extend/", writing.extend, name="extend"),
    path("opportunities/<int:pk>/take-back/", writing.take_back, name="take_back"),
    path("opportunities/<int:pk>/method/", writing.change_method, name="change_method"),
    path("opportunities/<int:pk>/questions/", writing.questions, name="questions"),
    path(
        "opportunities/<int:pk>/questions/<int:category>/remove/",
        writing.remove_question,
        name="remove_question",
    ),
    path("opportunities/<int:pk>/decide/", choosing.decide, name="decide"),
    path("opportunities/<int:pk>/filled/", choosing.mark_filled, name="mark_filled"),
    path("opportunities/<int:pk>/pool/", choosing.close_pool, name="close_pool"),
    path("opportunities/<int:pk>/relax/", choosing.relax, name="relax"),
    path("opportunities/<int:pk>/draw-now/", choosing.draw, name="draw"),
    path(
        "opportunities/<int:pk>/places/<int:place>/took-part/", choosing.note_took_part, name="note_took_part"
    ),
    path(
        "opportunities/<int:pk>/places/<int:place>/no-answer/", choosing.mark_no_answer, name="mark_no_answer"
    ),
    path("opportunities/<int:pk>/write-down/", telling.find_member, name="find_member"),
    path(
        "opportunities/<int:pk>/write-down/<str:reference>/", telling.record_interest, name="record_interest"
    ),
    path("opportunities/<int:pk>/answers/<int:interest>/", telling.record_answer, name="record_answer"),
    path("opportunities/<int:pk>/invite/", telling.invite, name="invite"),
    path("opportunities/<int:pk>/invitations/<int:invitation>/no/", telling.record_no, name="record_no"),
    path("me/opportunities/", mine.mine, name="mine"),
    path("me/opportunities/<int:pk>/withdraw/", mine.withdraw_interest, name="withdraw_interest"),
    path("me/opportunities/places/<int:pk>/accept/", mine.accept_place, name="accept_place"),
    path("me/opportunities/places/<int:pk>/decline/", mine.decline_place, name="decline_place"),
    path("me/opportunities/places/<int:pk>/drop-out/", mine.drop_out, name="drop_out"),
    path(
        "me/opportunities/invitations/<int:pk>/decline/", mine.decline_invitation, name="decline_invitation"
    ),
]
