"""What the room does by itself: ask the centres that are followed, once a day."""

from datetime import timedelta

from django.conf import settings
from django.utils import translation

from alongside.foundation import actors, jobs
from alongside.foundation.actors import Actor

from . import actions as story
from . import listening
from .models import Following


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("story.listen", listen, jobs.every(timedelta(days=1)))


def listen() -> None:
    """Ask each centre; one that is silent keeps nobody from hearing the others."""
    for following in Following.objects.going_on():
        ask(following, by=actors.SYSTEM)


def ask(following: Following, *, by: Actor) -> bool:
    """Ask one centre, outside of any transaction, and keep what came or why nothing did. Whether something came."""
    with translation.override(settings.LANGUAGE_CODE):
        try:
            heard = listening.ask(following.url, etag=following.etag)
        except listening.NotHeard as silence:
            story.note_silence(following, why=str(silence), by=by)
            return False
    story.take_in(following, content=heard.content, etag=heard.etag, by=by)
    return True
