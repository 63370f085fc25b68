"""The pack of a session."""

from django.urls import URLPattern, URLResolver, path

from ..views import packs

ARRANGE = "sessions/<int:pk>/pack/arrange/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("sessions/<int:pk>/pack/", packs.pack, name="pack"),
    path("sessions/<int:pk>/pack/<int:number>/", packs.pack_format, name="pack_format"),
    path(ARRANGE, packs.arrange_pack, name="arrange_pack"),
    path(f"{ARRANGE}add/", packs.add_pack_item, name="add_pack_item"),
    path(f"{ARRANGE}send/", packs.send_pack, name="send_pack"),
    path(f"{ARRANGE}formats/<int:number>/remove/", packs.remove_format, name="remove_format"),
    path(f"{ARRANGE}<int:item>/change/", packs.change_pack_item, name="change_pack_item"),
    path(f"{ARRANGE}<int:item>/words/", packs.add_words, name="add_words"),
    path(f"{ARRANGE}<int:item>/file/", packs.add_file, name="add_file"),
    path(f"{ARRANGE}<int:item>/remove/", packs.remove_pack_item, name="remove_pack_item"),
]
