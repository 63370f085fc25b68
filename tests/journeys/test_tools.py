"""Letting a tool in, and telling another site.

Given Ayo, who has a list of registrations on a tablet, and a university with a website of its own
When she makes a token for the tablet
Then its secret is shown once, the tablet is let in with it, and ending it shuts the tablet out
And when she adds the website as a webhook, the secret is shown once, and a test waits to be sent.
"""

import re
from datetime import timedelta

from django.test import Client

from alongside.desk.models import Delivery, Webhook
from alongside.foundation import clock
from tests.journeys.conftest import Walk, Walker


def when_she_makes_a_token(ayo: Walker) -> str:
    ayo.go("/desk/tokens/")
    ayo.follow("Make a token")
    ayo.press("Make it")
    assert ayo.reads("Write what the token is for.", "Choose what the token may do.")
    ayo.write("What is it for?", "Tablet at the door")
    ayo.choose("Read what is ready to be paid, without bank details")
    until = clock.today() + timedelta(days=30)
    for label, number in (("Day", until.day), ("Month", until.month), ("Year", until.year)):
        ayo.write(label, str(number))
    ayo.press("Make it")
    assert ayo.heading() == "Your token is ready"
    found = re.search(r"alongside_[\w-]{43}", ayo.page.locator("main").inner_text())
    assert found is not None
    return found[0]


def the_tablet_gets(secret: str) -> int:
    answer = Client().get("/api/staff/payments/ready", headers={"authorization": f"Bearer {secret}"})
    return int(answer.status_code)


def then_ending_it_shuts_the_tablet_out(ayo: Walker, secret: str) -> None:
    assert the_tablet_gets(secret) == 200
    ayo.follow("Tokens for tools")
    assert ayo.reads("Tablet at the door", "In force")
    assert secret not in ayo.page.content()
    ayo.press("End “Tablet at the door”")
    assert ayo.reads("Ended. No tool can use it any more.")
    assert the_tablet_gets(secret) == 401


def when_she_adds_a_webhook(ayo: Walker) -> None:
    ayo.go("/desk/webhooks/")
    ayo.follow("Add a webhook")
    ayo.write("Who is told?", "The website of the university")
    ayo.write("The address", "http://10.0.0.7/")
    ayo.choose("A session was announced")
    ayo.press("Add it")
    assert ayo.reads("Only addresses that begin with https:// are asked.")
    ayo.write("The address", "https://site.example/hook")
    ayo.press("Add it")
    assert ayo.heading() == "The secret of this webhook"
    assert "whsec_" in ayo.page.content()


def then_a_test_waits(ayo: Walker) -> None:
    ayo.go(f"/desk/webhooks/{Webhook.objects.get().pk}/")
    ayo.press("Send a test")
    assert ayo.reads("1 telling waits.", "A session was announced")
    assert "whsec_" not in ayo.page.content()
    assert Delivery.objects.get().event == "test"


def test_a_tool_is_let_in_and_another_site_is_told(centre: None, walk: Walk) -> None:
    ayo = walk("Ayo", width=320, height=640, javascript=False)
    secret = when_she_makes_a_token(ayo)
    then_ending_it_shuts_the_tablet_out(ayo, secret)
    when_she_adds_a_webhook(ayo)
    then_a_test_waits(ayo)
