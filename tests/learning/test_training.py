"""Promise: training is made together, taken on one's own or in a room with the same standing, and taught openly."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.formats import date_format

from alongside.documents import actions as documents
from alongside.documents.models import Version
from alongside.foundation import clock, figures, rights, sources
from alongside.foundation.models import Message
from alongside.learning import actions as learning
from alongside.learning.figures import COMPLETIONS, DELIVERIES, DOWNLOADS, MODULES, PACKAGES
from alongside.learning.models import (
    Download,
    Feedback,
    LearningItem,
    Module,
    Taking,
    TrainingPackage,
    TrainingVersion,
)
from alongside.learning.queries import taking
from alongside.people import actions as people
from alongside.people.models import Member, Recording
from tests.learning.helpers import BY, Browser, Make, by_phone, queries_of, text_of


def frozen(title: str = "Listening", text: str = "# First\nWe listen.\n\nThen we speak.") -> Version:
    document = documents.start_document(kind="training", title=title, text=text, by=BY)
    documents.open_document(document, by=BY)
    return documents.freeze(document, by=BY)


@pytest.fixture
def package(our_centre: None) -> TrainingPackage:
    made = learning.start_package(title="Working together", licence="cc_by", by=BY)
    learning.add_module(made, kind="text", title="Listening", minutes=20, version=frozen(), by=BY)
    learning.add_module(made, kind="activity", title="Try it", minutes=25, text="Ask somebody.", by=BY)
    return made


@pytest.fixture
def version(package: TrainingPackage) -> TrainingVersion:
    return learning.publish_package(package, summary="The first", by=BY)


def test_a_package_is_for_everybody_once_a_version_is_published(
    package: TrainingPackage, make: Make, browser_of: Browser, client: Client
) -> None:
    assert client.get("/training/working-together/").status_code == 404
    assert browser_of(make()).get("/training/working-together/").status_code == 404
    version = learning.publish_package(package, by=BY)
    assert version.minutes == 45
    page = text_of(client, "/training/working-together/")
    for words in (
        "45 minutes",
        "Listening",
        "Try it",
        "CC BY 4.0",
        "Do you need another format?",
        "Plain text",
    ):
        assert words in page
    assert "We listen." in text_of(client, "/training/working-together/modules/1/")
    assert client.get("/training/working-together/modules/3/").status_code == 404
    with pytest.raises(learning.CannotPublish, match="Nothing was changed"):
        learning.publish_package(package, by=BY)


def test_a_version_stays_as_it_is(package: TrainingPackage, version: TrainingVersion, client: Client) -> None:
    first, second = Module.objects.standing().filter(package=package)
    learning.change_module(second, kind="activity", title="Try it twice", minutes=30, text="Again.", by=BY)
    learning.move_module_up(second, by=BY)
    learning.remove_module(first, by=BY)
    assert "Ask somebody." in text_of(client, "/training/working-together/modules/2/")
    newer = learning.publish_package(package, by=BY)
    assert [one["title"] for one in newer.content] == ["Try it twice"]
    version.refresh_from_db()
    assert [one["title"] for one in version.content] == ["Listening", "Try it"]
    assert b"We listen." in client.get("/training/working-together/versions/1/text/").content


def test_module_by_module_to_the_certificate(
    version: TrainingVersion, make: Make, browser_of: Browser
) -> None:
    ada = make("Ada", full_name="Ada Okoro")
    browser = browser_of(ada)
    assert browser.get("/training/working-together/certificate/").status_code == 404
    done = browser.post("/training/working-together/modules/1/done/")
    assert done.headers["Location"] == "/training/working-together/modules/2/"
    assert "1 of 2 done" in text_of(browser, "/training/working-together/")
    early = browser.post("/training/working-together/finish/", {})
    assert "Not all of it is done yet" in early.content.decode()
    assert Taking.objects.get().completed_on is None
    browser.post("/training/working-together/modules/2/done/")
    browser.post("/training/working-together/modules/2/done/")
    said = {"helped": "The example.", "hindered": "The font was small.", "wanted": "Larger letters"}
    assert (
        "Larger letters"
        in browser.post(
            "/training/working-together/finish/", {"wanted": "Larger letters" + "x" * 3000}
        ).content.decode()
    ), "nothing typed is lost"
    page = browser.post("/training/working-together/finish/", said, follow=True).content.decode()
    for words in ("Certificate", "Ada Okoro", "Working together", "45 minutes"):
        assert words in page
    pdf = browser.get("/training/working-together/certificate/pdf/")
    assert pdf.content.startswith(b"%PDF")
    assert b"pdfuaid" in pdf.content
    assert "My certificate" in text_of(browser, "/me/training/")
    assert Feedback.objects.get().member == ada


def test_a_newer_version_does_not_move_what_somebody_has_begun(
    package: TrainingPackage, version: TrainingVersion, make: Make
) -> None:
    ada = make("Ada")
    learning.finish_module(version, ada, number=1, by=BY)
    learning.add_module(package, kind="activity", title="Think", minutes=5, text="Think.", by=BY)
    newer = learning.publish_package(package, by=BY)
    begun = taking.progress(package, ada)
    assert begun is not None
    assert (begun.version, begun.done) == (version, 1)
    other = taking.progress(package, make("Ben"))
    assert other is not None
    assert (other.version, other.done) == (newer, 0)


def test_it_is_completed_once_and_only_when_all_is_done(version: TrainingVersion, make: Make) -> None:
    ada = make("Ada")
    row = learning.finish_module(version, ada, number=2, by=BY)
    with pytest.raises(learning.CannotComplete, match="Listening"):
        learning.complete(row, by=BY)
    learning.finish_module(version, ada, number=1, by=BY)
    learning.complete(row, helped="Yes", by=BY)
    learning.complete(row, helped="Again", by=BY)
    assert Feedback.objects.get().helped == "Yes"


def test_in_the_room_by_post_or_phone_it_has_the_same_standing(
    package: TrainingPackage, version: TrainingVersion, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    grace = make("Grace", reach_by="phone", phone="020 7946 0102")
    delivery = learning.add_delivery(package, on=clock.today(), label="The library", by=BY)
    today, cora = clock.today(), browser_of(coordinator)
    day = {
        f"{name}_{part}": getattr(today, part)
        for name in ("on", "completed_on")
        for part in ("day", "month", "year")
    }
    sent = day | {"who": grace.reference, "mode": "in_person", "read_back_and_agreed": "on", "helped": "The tea.",
                  "delivery": str(delivery.pk)}  # fmt: skip
    page = cora.post("/training/working-together/edit/completions/", sent, follow=True).content.decode()
    assert "their certificate is ready" in page
    row = Taking.objects.get()
    assert (row.member, row.how, row.delivery, row.completed_on) == (grace, "in_person", delivery, today)
    assert Recording.objects.filter(member=grace, what="training").exists()
    assert "You completed this training" in Message.objects.get(subject="You completed a training").text
    assert cora.get(f"/training/working-together/edit/completions/{row.pk}/").content.startswith(b"%PDF")
    twice = cora.post("/training/working-together/edit/completions/", sent).content.decode()
    assert "They have completed this version already." in twice


def test_nobody_completed_a_training_before_there_was_one_nor_told_us_before_they_did(
    package: TrainingPackage, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    grace, cora = make("Grace"), browser_of(coordinator)
    first, today = clock.now() - timedelta(days=9), clock.today()
    with clock.at(first):
        version = learning.publish_package(package, by=BY)
    learning.add_module(package, kind="activity", title="Again", minutes=5, text="Ask again.", by=BY)
    learning.publish_package(package, by=BY)

    def sent(completed: date, told: date) -> str:
        form = {"who": grace.reference, "mode": "phone", "read_back_and_agreed": "on", "delivery": ""}
        for name, day in (("completed_on", completed), ("on", told)):
            form |= {f"{name}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
        page = cora.post("/training/working-together/edit/completions/", form, follow=True)
        return page.content.decode()

    before = sent(today - timedelta(days=10), today)
    opened = date_format(today - timedelta(days=9))
    assert f"This training was opened on {opened}. Write that day or a later one." in before
    then = today - timedelta(days=3)
    assert f"They completed it on {date_format(then)}." in sent(then, today - timedelta(days=4))
    assert "their certificate is ready" in sent(then, today)
    assert Taking.objects.get().version == version, "the version that was open on that day"
    with pytest.raises(ValidationError, match="This training was opened on"):
        _completes(version, make("Bo"), today - timedelta(days=10))


def test_feedback_becomes_a_learning_item_with_one_button(
    package: TrainingPackage, version: TrainingVersion, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    learning.record_completion(
        version, make("Grace"), on=clock.today(), told=by_phone(), by=BY, helped="The example.",
        hindered="The font was small.", wanted="Larger letters",
    )  # fmt: skip
    row = Feedback.objects.get()
    cora = browser_of(coordinator)
    for _time in range(2):
        cora.post(f"/training/working-together/edit/feedback/{row.pk}/learn/")
    item = LearningItem.objects.get()
    assert (item.how_it_went, item.now_what, item.named) == ("mixed", "Larger letters", "none")
    assert (item.kind, item.key, item.checked_at) == ("training", str(package.pk), None)
    learning.check_item(item, by=BY)
    assert sources.came_of("training", str(package.pk))[0].url == f"/learning/{item.pk}/"


def test_it_is_taught_at_a_place_or_where_a_room_says(
    package: TrainingPackage, version: TrainingVersion, client: Client
) -> None:
    with pytest.raises(ValidationError, match="Write where it is taught"):
        learning.add_delivery(package, on=clock.today(), by=BY)
    item = learning.write_item(None, what="x", how_it_went="worked", strand="learning", by=BY)
    learning.check_item(item, by=BY)
    given: dict[str, Any] = {"on": clock.today(), "kind": "learning", "key": str(item.pk), "by": BY}
    learning.add_delivery(package, **given)
    with pytest.raises(ValidationError, match="written down already"):
        learning.add_delivery(package, **given)
    learning.add_delivery(package, on=clock.today() + timedelta(days=7), label="The library", by=BY)
    page = text_of(client, "/training/working-together/")
    assert "Still to come" in page
    assert f"/learning/{item.pk}/" in page
    assert [thing.label for thing in sources.came_of("learning", str(item.pk))] == ["Working together"]


def test_downloads_are_counted_and_nobody_is_named(version: TrainingVersion, client: Client) -> None:
    pdf = client.get("/training/working-together/versions/1/pdf/").content
    assert pdf.startswith(b"%PDF")
    assert client.get("/training/working-together/versions/1/pdf/").content == pdf
    client.head("/training/working-together/versions/1/text/")
    assert client.get("/training/working-together/versions/1/exe/").status_code == 404
    assert {field.name for field in Download._meta.get_fields()} == {"id", "kind", "key", "form", "on"}
    assert "Taken away 2 times" in text_of(client, "/training/working-together/")


def test_authors_stand_without_a_name_until_they_choose(
    package: TrainingPackage, version: TrainingVersion, make: Make, browser_of: Browser, client: Client
) -> None:
    ada = make("Ada")
    row = learning.add_author(package, ada, by=BY)
    page = text_of(client, "/training/working-together/")
    assert "People who want no name here." in page
    assert "Ada" not in page
    browser_of(ada).post(f"/me/training/{row.pk}/name/", {"named": "first_name"})
    assert "Ada" in text_of(client, "/training/working-together/")
    assert browser_of(make("Ben")).post(f"/me/training/{row.pk}/name/", {"named": "none"}).status_code == 404


BAD: list[tuple[dict[str, Any], str]] = [
    ({"title": ""}, "title"), ({"minutes": 0}, "minutes"), ({"minutes": 601}, "minutes"), ({"text": ""}, "text"),
    ({"kind": "film"}, "kind"), ({"kind": "text"}, "version"), ({"text": "x" * 50_000}, "text"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "field"), BAD)
def test_bad_modules_are_named(package: TrainingPackage, given: dict[str, Any], field: str) -> None:
    good: dict[str, Any] = {"kind": "activity", "title": "Try", "minutes": 5, "text": "Do it."}
    with pytest.raises(ValidationError) as refused:
        learning.add_module(package, by=BY, **(good | given))
    assert list(refused.value.message_dict) == [field]


def test_a_text_that_is_not_frozen_or_not_open_is_no_module(package: TrainingPackage) -> None:
    document = documents.start_document(kind="training", title="Not yet", text="Words", by=BY)
    for version in (document.versions.get(), documents.freeze(document, by=BY)):
        with pytest.raises(ValidationError, match="everybody can read"):
            learning.add_module(package, kind="text", title="x", minutes=5, version=version, by=BY)


def test_my_data_holds_my_training_and_leaving_takes_it_away(version: TrainingVersion, make: Make) -> None:
    ada = make("Ada")
    learning.add_author(version.package, ada, by=BY)
    learning.record_completion(
        version, ada, on=clock.today(), told=by_phone(), helped="planted-quince", by=BY
    )
    assert ada.account is not None
    held = rights.export(ada.account)["learning"]
    assert held["trainings"][0]["completed_on"] == clock.today().isoformat()
    assert held["feedback"][0]["helped"] == "planted-quince"
    assert held["made_with_us"][0]["package__title"] == "Working together"
    people.leave(ada, by=BY)
    assert (Feedback.objects.get().helped, Taking.objects.get().member) == ("", None)


def test_figures_give_nobody_away(package: TrainingPackage, make: Make) -> None:
    wanted = [PACKAGES, MODULES, DELIVERIES, COMPLETIONS, DOWNLOADS]
    assert {one.status for one in figures.read(wanted).values()} == {"not_recorded"}
    with clock.at(clock.now() - timedelta(days=40)):
        version = learning.publish_package(package, by=BY)
    assert figures.read([PACKAGES])[PACKAGES].display == "0", "nobody made it with us yet"
    learning.add_author(package, make("Ada"), by=BY)
    learning.add_delivery(package, on=clock.today(), label="Here", by=BY)
    learning.add_delivery(package, on=clock.today() + timedelta(days=9), label="There", by=BY)
    last_month = clock.today().replace(day=1) - timedelta(days=1)
    for number in range(7):
        _completes(version, make(f"M{number}"), last_month)
    _completes(version, make("Now"), clock.today())
    found = figures.read(wanted)
    assert [found[one].display for one in (PACKAGES, MODULES, DELIVERIES)] == ["1", "2", "1"]
    assert found[COMPLETIONS].status == "too_few"
    for number in range(7, 13):
        _completes(version, make(f"M{number}"), last_month)
    shown = figures.read([COMPLETIONS])[COMPLETIONS]
    assert (shown.display, shown.qualifier, shown.as_of) == ("10", "about", last_month)


def _completes(version: TrainingVersion, member: Member, on: date) -> None:
    learning.record_completion(version, member, on=on, told=by_phone(), by=BY)


def test_a_long_text_comes_in_light_pages(our_centre: None, client: Client) -> None:
    text = "\n\n".join(f"Clause {number}. " + "word " * 300 for number in range(200))
    package = learning.start_package(title="Long", licence="cc0", by=BY)
    learning.add_module(package, kind="text", title="All", minutes=60, version=frozen("Long", text), by=BY)
    learning.publish_package(package, by=BY)
    page = client.get("/training/long/modules/1/").content
    assert len(page) < 100 * 1024
    assert b"Next" in page


@pytest.mark.parametrize("url", ["/training/", "/training/training-1/", "/me/training/"])
def test_pages_take_as_many_queries_for_two_as_for_twelve(make: Make, browser_of: Browser, url: str) -> None:
    ada = make("Ada")
    browser, text = browser_of(ada), frozen()
    _packages(range(1, 3), ada, text)
    few = queries_of(browser, url)
    _packages(range(3, 13), ada, text)
    first = TrainingPackage.objects.get(slug="training-1")
    for number in range(10):
        learning.add_module(first, kind="text", title=f"More {number}", minutes=5, version=text, by=BY)
        learning.add_author(first, make(f"A{number}"), by=BY)
        learning.add_delivery(first, on=clock.today(), label=f"Place {number}", by=BY)
    assert queries_of(browser, url) == few


def _packages(numbers: range, member: Member, text: Version) -> None:
    for number in numbers:
        package = learning.start_package(title=f"Training {number}", licence="cc0", by=BY)
        learning.add_module(package, kind="text", title="One", minutes=5, version=text, by=BY)
        version = learning.publish_package(package, by=BY)
        learning.add_author(package, member, by=BY)
        learning.add_delivery(package, on=clock.today(), label="Here", by=BY)
        learning.finish_module(version, member, number=1, by=BY)
