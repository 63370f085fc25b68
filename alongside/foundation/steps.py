"""One thing on each page: journeys of small steps that need no script.

A journey is a class: its steps in order, what to ask, and what to do at the end.

    from alongside.foundation import steps as journeys

    class Joining(journeys.Steps):
        key = "joining"
        url_name = "people:join"
        title = _("Join us")
        steps = (
            journeys.Step("name", forms.NameForm, _("What should we call you?")),
            journeys.Step("guardian", forms.GuardianForm, _("Who looks after you?"), when=is_under_18),
        )

        def finish(self, request, answers):
            people.join(called=answers["name"]["called"], by=actors.VISITOR)
            return reverse("people:joined")

    @doors.open_to(doors.EVERYONE)
    def join(request, step=""):
        return Joining().respond(request, step)

    path("join/", views.join, name="join"), path("join/<slug:step>/", views.join, name="join")

What it promises: every answer is kept as it was typed, and judged again whenever it is used; wrong input is
shown again with what to do; an unknown step leads to the first unanswered one; a good POST always redirects;
"check your answers"
comes last and each change leads back to it; a journey that was sent twice counts once. Files are not kept
between steps: ask for them on a page of their own.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import once
from .components import Row

Text = str | Promise
Kept = dict[str, Any]
CHECK = "check"
SAVE = _("Save and continue")


class Answers(Mapping[str, dict[str, Any]]):
    """The good answers so far: cleaned data by step. `journey` is an id that no other journey has."""

    def __init__(self, journey: str) -> None:
        self.journey = journey
        self._by_step: dict[str, dict[str, Any]] = {}

    def __getitem__(self, step: str) -> dict[str, Any]:
        return self._by_step[step]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_step)

    def __len__(self) -> int:
        return len(self._by_step)

    def add(self, step: str, cleaned: dict[str, Any]) -> None:
        """Count a step as answered."""
        self._by_step[step] = cleaned

    def value(self, step: str, name: str, default: Any = None) -> Any:
        """One answer, or `default` where its step was not asked or not answered."""
        return self._by_step.get(step, {}).get(name, default)

    def all(self) -> dict[str, Any]:
        """Every answer of every step in one dictionary; later steps win where names are the same."""
        return {name: value for cleaned in self._by_step.values() for name, value in cleaned.items()}


def always(answers: Answers) -> bool:
    """The condition of a step that everybody is asked."""
    return True


@dataclass(frozen=True)
class Step:
    """One page. `when` says, from the answers before it, whether it is asked at all."""

    slug: str
    form: Callable[..., Any]
    title: Text
    hint: Text = ""
    when: Callable[[Answers], bool] = always
    template: str = "foundation/step.html"
    form_kwargs: Callable[[HttpRequest, Answers], dict[str, Any]] | None = None
    show_in_check: bool = True
    button: Text = SAVE


@dataclass
class Walk:
    """How far one person has come: the steps that apply to them, up to the first without a good answer."""

    answers: Answers
    path: list[Step]
    forms: dict[str, BaseForm]
    waiting: Step | None

    def find(self, slug: str) -> Step | None:
        """The step, if this person may be on it now."""
        return next((step for step in self.path if step.slug == slug), None)

    def before(self, step: Step) -> Step | None:
        """The step before this one."""
        at = self.path.index(step)
        return self.path[at - 1] if at else None

    def after(self, step: Step) -> Step | None:
        """The step after this one; None leads to "check your answers"."""
        at = self.path.index(step) + 1
        return self.path[at] if at < len(self.path) else None


class Steps:
    """A journey. Name it, list its steps and write `finish`; keyword arguments are part of its addresses."""

    key: str
    url_name: str
    steps: tuple[Step, ...]
    title: Text = ""
    check_title: Text = _("Check your answers")
    check_hint: Text = ""
    finish_label: Text = _("Send my answers")
    leaves_no_trace = False  # True where the moment of finishing is nobody's business
    check_template = "foundation/steps_check.html"
    start_url = ""

    def __init__(self, **url_kwargs: Any) -> None:
        self.url_kwargs = url_kwargs

    # What a journey may say for itself

    def finish(self, request: HttpRequest, answers: Answers) -> HttpResponseBase | str:
        """Do what the journey was for. Give an address or a response; raise ValidationError to ask for a
        change.
        """
        raise NotImplementedError(f"{type(self).__name__} needs finish(request, answers).")

    def initial(self, request: HttpRequest, step: Step, answers: Answers) -> dict[str, Any]:
        """What a step shows before anybody has answered it."""
        return {}

    def context(self, request: HttpRequest, step: Step | None, answers: Answers) -> dict[str, Any]:
        """More for the templates."""
        return {}

    def load(self, request: HttpRequest) -> Kept:
        """What was kept so far. Override the three of load, save and clear to keep answers elsewhere."""
        kept: Kept = request.session.get(self.session_key, {})
        return kept

    def save(self, request: HttpRequest, kept: Kept) -> None:
        """Keep it."""
        request.session[self.session_key] = kept

    def clear(self, request: HttpRequest) -> None:
        """Forget it."""
        request.session.pop(self.session_key, None)

    # The journey itself

    @property
    def session_key(self) -> str:
        """Where the session keeps this journey."""
        return ":".join(["steps", self.key, *(str(value) for value in self.url_kwargs.values())])

    def url(self, slug: str = "") -> str:
        """The address of a step, of "check", or of the start."""
        return reverse(self.url_name, kwargs=self.url_kwargs | ({"step": slug} if slug else {}))

    def respond(self, request: HttpRequest, slug: str = "") -> HttpResponseBase:
        """Answer one request of the journey."""
        walk = self.walk(request)
        if slug == CHECK:
            return self._check(request, walk)
        step = walk.find(slug)
        if step is None:
            return redirect(self.url(walk.waiting.slug if walk.waiting else CHECK))
        return self._step(request, walk, step)

    def walk(self, request: HttpRequest) -> Walk:
        """Go through the steps with what was kept, until one has no good answer."""
        kept = self.load(request)
        walk = Walk(Answers(kept.get("journey", "")), [], {}, None)
        for step in self.steps:
            if not step.when(walk.answers):
                continue
            walk.path.append(step)
            given = kept.get("answers", {}).get(step.slug)
            form = walk.forms[step.slug] = self._form(request, step, walk.answers, _as_posted(given))
            if given is None or not form.is_valid():
                walk.waiting = step
                break
            walk.answers.add(step.slug, form.cleaned_data)
        return walk

    def _form(self, request: HttpRequest, step: Step, answers: Answers, data: QueryDict | None) -> Any:
        more = step.form_kwargs(request, answers) if step.form_kwargs else {}
        return step.form(data=data, initial=self.initial(request, step, answers), **more)

    def _step(self, request: HttpRequest, walk: Walk, step: Step) -> HttpResponseBase:
        if request.method != "POST":
            return self._show(request, walk, step, walk.forms[step.slug])
        form = self._form(request, step, walk.answers, request.POST)
        if not form.is_valid():
            return self._show(request, walk, step, form)
        self._keep(request, step, form)
        return redirect(self.url(self._next(request, step)))

    def _keep(self, request: HttpRequest, step: Step, form: BaseForm) -> None:
        kept = self.load(request)
        answers = {**kept.get("answers", {}), step.slug: _as_kept(request.POST, form)}
        self.save(request, {"journey": kept.get("journey") or str(uuid.uuid4()), "answers": answers})

    def _next(self, request: HttpRequest, step: Step) -> str:
        walk = self.walk(request)
        if "change" in request.GET:
            return walk.waiting.slug if walk.waiting else CHECK
        following = walk.after(step)
        return following.slug if following else CHECK

    def _show(self, request: HttpRequest, walk: Walk, step: Step, form: Any) -> HttpResponseBase:
        before = walk.before(step)
        earlier = self.url(before.slug) if before else self.start_url
        changing = "change" in request.GET and walk.waiting is None
        context = {
            "steps": self, "step": step, "form": form, "answers": walk.answers,
            "only_field": None if step.hint else getattr(form, "only_field", None),
            "number": walk.path.index(step) + 1, "back_url": self.url(CHECK) if changing else earlier,
            **self.context(request, step, walk.answers),
        }  # fmt: skip
        return render(request, step.template, context)

    def _check(self, request: HttpRequest, walk: Walk) -> HttpResponseBase:
        done = request.session.get(f"{self.session_key}:done")
        if done and not walk.answers:
            return redirect(done)
        if walk.waiting:
            return redirect(self.url(walk.waiting.slug))
        if request.method == "POST":
            finish = self._finish if self.leaves_no_trace else once.guard(self._finish)
            return finish(request, walk=walk)
        return self._show_check(request, walk, [])

    def _finish(self, request: HttpRequest, *, walk: Walk) -> HttpResponseBase:
        try:
            led = self.finish(request, walk.answers)
        except ValidationError as problem:
            return self._show_check(request, walk, problem.messages)
        response = redirect(led) if isinstance(led, str) else led
        self.clear(request)
        if isinstance(response, HttpResponseRedirect):
            request.session[f"{self.session_key}:done"] = response.url
        return response

    def _show_check(self, request: HttpRequest, walk: Walk, problems: list[str]) -> HttpResponseBase:
        context = {
            "steps": self, "rows": self.rows(walk), "problems": problems, "answers": walk.answers,
            "back_url": self.url(walk.path[-1].slug), "once_name": once.FIELD, "once_key": once.new_key(),
            **self.context(request, None, walk.answers),
        }  # fmt: skip
        return render(request, self.check_template, context)

    def rows(self, walk: Walk) -> list[Row]:
        """Every answer in words, each with the way to change it."""
        return [
            Row(
                step.title if len(rows) == 1 else row.key, row.value, f"{self.url(step.slug)}?change", row.key
            )
            for step in walk.path
            if step.show_in_check
            for rows in [walk.forms[step.slug].summary()]  # type: ignore[attr-defined]  # our Form has it
            for row in rows
        ]


def _as_kept(posted: QueryDict, form: BaseForm) -> dict[str, list[str]]:
    """What was typed for the fields of this form, ready for a session."""
    names = [form.add_prefix(name) for name in form.fields]
    ours = [key for key in posted if any(key == name or key.startswith(f"{name}_") for name in names)]
    return {key: [str(value) for value in posted.getlist(key)] for key in ours}


def _as_posted(kept: dict[str, list[str]] | None) -> QueryDict | None:
    if kept is None:
        return None
    posted = QueryDict(mutable=True)
    for key, values in kept.items():
        posted.setlist(key, values)
    return posted
