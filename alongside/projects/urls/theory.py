"""Doors to theories of change, and to agreeing on drafts."""

from django.urls import URLPattern, path

from ..views import agreeing, drafting, theory

HERE = "projects/<slug:slug>/theory/"
DRAFT = HERE + "draft/"
ELEMENT, LINK, ASSUMED = DRAFT + "<str:element>/", DRAFT + "links/<int:pk>/", DRAFT + "assumptions/<int:pk>/"


def agreeing_on(what: str, draft: str) -> list[URLPattern]:
    """The doors through which a draft is explained and agreed on; `what` is theory or plan."""
    about = {"what": what}
    return [
        path(draft + "what-changed/", agreeing.say_what_changed, about, name=f"say_what_changed_in_{what}"),
        path(draft + "agree/", agreeing.agree, about, name=f"agree_to_{what}"),
        path(draft + "agree/record/", agreeing.record_agreement, about, name=f"record_agreement_to_{what}"),
        path(draft + "agree/take-back/", agreeing.take_agreement_back, about, name=f"take_back_from_{what}"),
    ]


urlpatterns = [
    path(HERE, theory.theory, name="theory"),
    path(HERE + "start/", drafting.start_theory, name="start_theory"),
    path(HERE + "compare/", theory.compare_theories, name="compare_theories"),
    path(HERE + "<int:number>/", theory.theory_version, name="theory_version"),
    path(HERE + "<int:number>/picture/", theory.theory_picture, name="theory_picture"),
    path(HERE + "<int:number>/file/", theory.theory_file, name="theory_file"),
    path(DRAFT, drafting.draft, name="draft"),
    *agreeing_on("theory", DRAFT),
    path(DRAFT + "add/", drafting.add_element, name="add_element"),
    path(DRAFT + "comment/", drafting.comment, name="comment"),
    path(DRAFT + "aside/<int:pk>/", drafting.settle_element, name="settle_element"),
    path(LINK, drafting.change_link, name="change_link"),
    path(LINK + "remove/", drafting.unlink, name="unlink"),
    path(LINK + "assume/", drafting.assume_of_link, name="assume_of_link"),
    path(ASSUMED, drafting.change_assumption, name="change_assumption"),
    path(ASSUMED + "remove/", drafting.remove_assumption, name="remove_assumption"),
    path(DRAFT + "influences/add/", drafting.add_influence, name="add_influence"),
    path(DRAFT + "influences/<int:pk>/", drafting.change_influence, name="change_influence"),
    path(DRAFT + "influences/<int:pk>/remove/", drafting.remove_influence, name="remove_influence"),
    path(ELEMENT, drafting.change_element, name="change_element"),
    path(ELEMENT + "move/<int:later>/", drafting.move_element, name="move_element"),
    path(ELEMENT + "remove/", drafting.remove_element, name="remove_element"),
    path(ELEMENT + "link/", drafting.link_element, name="link_element"),
    path(ELEMENT + "assume/", drafting.assume_of_element, name="assume_of_element"),
]
