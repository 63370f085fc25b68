"""Doors to awards and their money."""

from django.urls import path

from ..views import awards_public, my_awards, open_data, run_awards

MINE, RUN = "me/awards/<str:reference>/", "funding/money/<str:reference>/"
public_urls = [
    path("funding/awards/", awards_public.awards_list, name="awards"),
    path("funding/compared/<slug:slug>/", awards_public.compared, name="compared"),
    path("funding/awards/<str:reference>/", awards_public.award, name="award"),
]
my_urls = [
    path("me/awards/", my_awards.my_awards, name="my_awards"),
    path(MINE, my_awards.my_award, name="my_award"),
    path(f"{MINE}accept/", my_awards.accept_award, name="accept_award"),
    path(f"{MINE}decline/", my_awards.decline_award, name="decline_award"),
    path(f"{MINE}team/", my_awards.join_project, name="join_project"),
    path(f"{MINE}ask/<str:kind>/", my_awards.ask_variation, name="ask_variation"),
    path(f"{MINE}changes/<int:pk>/yes/", my_awards.agree_variation, name="agree_variation"),
    path(f"{MINE}changes/<int:pk>/no/", my_awards.refuse_variation, name="refuse_variation"),
]
run_urls = [
    path("funding/open-data/", open_data.publish, name="publish"),
    path("funding/open-data/publish/", open_data.publish_awards, name="publish_awards"),
    path("funding/open-data/publisher/", open_data.set_publisher, name="set_publisher"),
    path("funding/money/", run_awards.run_awards, name="run_awards"),
    path("funding/money/offer/<str:reference>/", run_awards.make_award, name="make_award"),
    path("funding/money/instalments/<int:pk>/ready/", run_awards.say_ready, name="say_ready"),
    path("funding/money/instalments/<int:pk>/stop/", run_awards.not_ready, name="not_ready"),
    path("funding/money/instalments/<int:pk>/pay/", run_awards.pay_instalment, name="pay_instalment"),
    path("funding/money/entries/<int:pk>/back/", run_awards.payment_failed, name="payment_failed"),
    path("funding/money/changes/<int:pk>/yes/", run_awards.approve_variation, name="approve_variation"),
    path("funding/money/changes/<int:pk>/no/", run_awards.turn_variation_down, name="turn_variation_down"),
    path(
        "funding/money/changes/<int:pk>/told/<str:answer>/",
        run_awards.record_agreement,
        name="record_agreement",
    ),
    path(RUN, run_awards.run_award, name="run_award"),
    path(f"{RUN}withdraw/", run_awards.withdraw_award, name="withdraw_award"),
    path(f"{RUN}again/", run_awards.offer_again, name="offer_again"),
    path(f"{RUN}plan/", run_awards.plan_instalments, name="plan_instalments"),
    path(f"{RUN}return/", run_awards.record_return, name="record_return"),
    path(f"{RUN}close/", run_awards.close_award, name="close_award"),
    path(f"{RUN}propose/<str:kind>/", run_awards.propose_variation, name="propose_variation"),
    path(f"{RUN}told/<str:answer>/", run_awards.record_answer, name="record_answer"),
    path(f"{RUN}asked/<str:kind>/", run_awards.record_request, name="record_request"),
]
urlpatterns = [*public_urls, *my_urls, *run_urls]
