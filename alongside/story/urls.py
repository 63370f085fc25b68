"""Doors of the room. The story is the front page of the house."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from .views import arranging, desk, editions, following, moments, public, sharing, tellings
from .wording import FIGURE_ID


class FigureId(StringConverter):
    """The id of a figure, such as people.members."""

    regex = FIGURE_ID


FIGURE = "figure_id"
register_converter(FigureId, FIGURE)
ITEM = "story/arrange/<str:kind>/<int:pk>/"

app_name = "story"
urlpatterns = [
    path("", public.home, name="home"),
    path("story/", public.live, name="live"),
    path("story/quotes/", sharing.quotes, name="quotes"),
    path("story/quotes/<int:pk>/card.png", sharing.quote_card, name="quote_card"),
    path("story/figures/<figure_id:figure_id>/card.png", sharing.figure_card, name="figure_card"),
    path("story/editions/feed.atom", sharing.feed, name="feed"),
    path("open-data/", sharing.open_data_page, name="open_data"),
    path("story/easy-read/", public.easy, name="easy"),
    path("story/figures/<figure_id:figure_id>/", public.figure, name="figure"),
    path("story/editions/", editions.editions, name="editions"),
    path("story/editions/<slug:slug>/", editions.edition, name="edition"),
    path("story/editions/<slug:old>/to/<slug:new>/", editions.compared, name="compared"),
    path("story/editions/<slug:slug>/leaflet.pdf", editions.edition_leaflet, name="edition_leaflet"),
    path("story/editions/<slug:slug>/large-print.pdf", editions.edition_large, name="edition_large"),
    path("story/editions/<slug:slug>/easy/", editions.edition_easy, name="edition_easy"),
    path(
        "story/editions/<slug:slug>/easy-read.pdf", editions.edition_easy_leaflet, name="edition_easy_leaflet"
    ),
    path("story/editions/<slug:slug>/picture.png", editions.edition_picture, name="edition_picture"),
    path("story/editions/<slug:slug>/story.json", editions.edition_data, name="edition_data"),
    path("story/editions/<slug:slug>/style.css", editions.edition_style, name="edition_style"),
    path("story/arrange/", arranging.arrange, name="arrange"),
    path("story/arrange/publish/", arranging.publish_edition, name="publish_edition"),
    path("story/arrange/desk/", desk.desk, name="desk"),
    path("story/arrange/desk/publish/", desk.publish_draft, name="publish_draft"),
    path("story/arrange/desk/why/", desk.explain_moves, name="explain_moves"),
    path("story/arrange/desk/ask/<slug:capacity>/", desk.ask_to_sign_off, name="ask_to_sign_off"),
    path("story/arrange/desk/signed/<int:pk>/", desk.record_sign_off, name="record_sign_off"),
    path("story/arrange/desk/words/<int:pk>/ask/", desk.ask_speaker, name="ask_speaker"),
    path("story/arrange/desk/words/<int:pk>/told/", desk.record_speaker, name="record_speaker"),
    path("story/sign-off/<int:pk>/", desk.sign_off, name="sign_off"),
    path("story/my-words/", desk.my_words, name="my_words"),
    path("story/my-words/<int:pk>/", desk.answer_as_speaker, name="answer_as_speaker"),
    path("story/arrange/published/<slug:slug>/", arranging.edition_published, name="edition_published"),
    path("story/arrange/moments/", moments.moments, name="moments"),
    path("story/arrange/moments/choose/", moments.choose_moment, name="choose_moment"),
    path("story/arrange/from-sessions/<int:pk>/add/", arranging.add_session_quote, name="add_session_quote"),
    path("story/arrange/tellings/<int:pk>/read-over/", tellings.review_telling, name="review_telling"),
    path("story/arrange/tellings/<int:pk>/drop/", tellings.drop_telling, name="drop_telling"),
    path("story/arrange/<str:kind>/add/", arranging.add_item, name="add_item"),
    path("movement/", following.movement, name="movement"),
    path("movement/following/", following.followed, name="followed"),
    path("movement/following/add/", following.follow, name="follow"),
    path("movement/following/<int:pk>/ask/", following.ask_centre, name="ask_centre"),
    path("movement/following/<int:pk>/stop/", following.stop_following, name="stop_following"),
    path(ITEM + "tellings/", tellings.tell, name="tell"),
    path(ITEM, arranging.change_item, name="change_item"),
    path(ITEM + "up/", arranging.move_up, name="move_up"),
    path(ITEM + "down/", arranging.move_down, name="move_down"),
    path(ITEM + "remove/", arranging.remove_item, name="remove_item"),
    path(ITEM + "back/", arranging.put_back, name="put_back"),
]
