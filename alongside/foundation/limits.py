"""How often somebody who is not signed in may send a form, shared by all processes; and the page when it was too often.

Counted by django-allauth on the cache in the database, by the address of the connection: behind a web server, by the
one that this server saw, never by one that a visitor claims. Ten a key and a hundred an address in 15 minutes.
"""

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SECONDS = 15 * 60
AN_ADDRESS = "100/15m/ip"
BOTH = f"10/15m/key,{AN_ADDRESS}"
MOST_KEPT = 100_000
NOT_TYPED = {"csrfmiddlewaretoken"}


def within(request: HttpRequest, action: str, rates: str = AN_ADDRESS, key: str = "") -> bool:
    """Count one sending against `rates`, such as "10/15m/key,100/15m/ip"; False when there were too many."""
    counted = ratelimit.consume(
        request, app="alongside", action=action, config={action: rates}, key=key.strip().lower() or "nobody"
    )
    return counted is not None


def too_many(request: HttpRequest) -> HttpResponse:
    """The page that says so, with what was typed in it, to be sent again later. The status is 429."""
    typed = [
        (name, value) for name, values in request.POST.lists() if name not in NOT_TYPED for value in values
    ]
    kept = typed if sum(len(value) for _name, value in typed) <= MOST_KEPT else []
    said = {"typed": kept, "was_cut": bool(typed) and not kept, "files": bool(request.FILES)}
    answer = render(request, "429.html", said, status=429)
    answer.headers["Retry-After"] = str(SECONDS)
    return answer
