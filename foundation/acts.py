"""The page of an act: bind a form, act once, say so, redirect; or show what is wrong with it.

An act is a public function of an app's `actions`, and its page is a view of the same name. The view
finds the row, which asks the permission; binds the form; leaves the rest to `act_page`:

    from groups.actions import problems as actions

    def raise_problem(request, pk):
        group = get_permitted(request, Group, "groups.add_problem", pk=pk)
        return act_page(
            request,
            form=ProblemForm(posted(request)),
            act=partial(actions.raise_problem, group=group, by=request.user),
            done=_("The problem is written down."),
            title=_("Record a problem"),
            button=_("Record the problem"),
            crumbs=group_crumbs(group),
            back=reverse("groups:problems", args=[pk]),
        )

- The form is called with `posted(request)`; one with files also with `request.FILES or None`. A
  `SubmitOnceForm` acts once however often it is sent: for acts that move money or leave a paper.
- `act` is called with the form's `cleaned_data`. Left out, `form.save()` is the act: a plain edit.
  A RuleBroken it raises becomes an error of the form, which comes back (422) as it was typed.
- `guard` raises RuleBroken where the act cannot be done at all, whatever is typed: then the page
  says so at once, without a form. The act asks the same guard again when the form is sent; where
  the form itself would tell too much, the view leaves it unbound. What was typed meanwhile, in a
  second tab, can never be saved: that page says so likewise.
- `done` is the message of success, `then` the address to go to, which is `back` where left out.
  What depends on what was made is a function of it: `then=lambda made: reverse(…, args=[made.pk])`.
- The page is `templates/act.html`. A page with more than a form names a `template` that extends
  it and fills its blocks `before`, `fields`, `form` or `after` with what `context` adds.
- Permission without a row: `@permission_required(verb, raise_exception=True)`. Sensitive acts stand
  below `@signed_in_anew`.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, Protocol

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from foundation.rules import refusal_of, refusals_in_words, shown_on
from foundation.submissions import submit_once
from foundation.texts import Text


class Crumb(NamedTuple):
    """A step of the way to a page; without an address where the user may not go there."""

    text: object
    url: str = ""


class Offer(NamedTuple):
    """A page that a report offers next, to a user who may open it."""

    text: str
    url: str
    icon: str = ""


class ActForm(Protocol):
    """What `act_page` asks of a form, or of a class that shows several forms as one."""

    is_bound: bool

    @property
    def fields(self) -> Mapping[str, Any]: ...
    @property
    def cleaned_data(self) -> Mapping[str, Any]: ...
    def is_valid(self) -> bool: ...
    def add_error(self, field: str | None, error: str) -> None: ...


def posted(request: HttpRequest) -> QueryDict | None:
    """The data to bind a form to; None while the page is only shown."""
    return request.POST if request.method == "POST" else None


def act_page(
    request: HttpRequest,
    *,
    form: ActForm,
    act: Callable[..., Any] | None = None,
    guard: Callable[[], object] | None = None,
    done: str | Callable[[Any], str] = "",
    then: str | Callable[[Any], str | HttpResponseBase] = "",
    title: str,
    button: str,
    lead: object = "",
    icon: str = "",
    crumbs: Sequence[Crumb] = (),
    back: str = "",
    template: str = "act.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """Act and redirect where the form is valid and no rule refuses; else show the form."""
    if form.is_bound:
        submit = submit_once if "submission" in form.fields else _submit
        finish = partial(_finish, request, form, act, done, then or back)
        if answer := submit(request, form, finish):
            return answer
    page = {
        "form": form,
        "title": title,
        "button": button,
        "lead": lead,
        "icon": icon,
        "about": crumbs[-1].text if crumbs else "",
        "crumbs": [*crumbs, Crumb(title)] if crumbs else [],
        "back": back,
    }
    if guard and (why := refusal_of(guard)):
        status = 422 if request.method == "POST" else 200
        return render(request, "act_closed.html", page | {"why": why}, status=status)
    is_refused = form.is_bound and not getattr(form, "only_searched", False)
    status = 422 if is_refused else 200
    return render(request, template, {**page, **(context or {})}, status=status)


def _submit(
    request: HttpRequest, form: ActForm, finish: Callable[..., Any]
) -> HttpResponseBase | None:
    """As `submit_once`, for an act that may as well be done twice."""
    if form.is_valid():
        with shown_on(form):
            answer = finish(**form.cleaned_data)
            return answer if isinstance(answer, HttpResponseBase) else redirect(answer)
    return None


def _finish(
    request: HttpRequest,
    form: Any,
    act: Callable[..., Any] | None,
    done: Text | Callable[[Any], Text],
    then: str | Callable[[Any], str | HttpResponseBase],
    **typed: Any,
) -> Any:
    """Do the act, add the message, return where to go."""
    if act:
        made = act(**typed)
    else:
        with refusals_in_words():
            made = form.save()
    if message := done(made) if callable(done) else done:
        messages.success(request, message)
    return then(made) if callable(then) else then
