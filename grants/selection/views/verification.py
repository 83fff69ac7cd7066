"""The verifier's pages of a candidacy: documents, requirements and visits."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.batches import say_result
from foundation.bodies import FILES, takes_files
from foundation.pagination import ROWS
from grants import crumbs
from grants.selection.actions import verification as actions
from grants.selection.forms.verification import (
    DeclarationForm,
    DeclarationsForm,
    RequirementForm,
    VisitForm,
)
from grants.selection.models import Candidacy, Declaration
from grants.selection.reports.candidacies import candidacies_shown, candidacy_page
from grants.selection.reports.hidden import seen_by
from grants.selection.reports.requirements import requirements_of
from grants.selection.rules.verification import require_to_declare, require_verifier

SHOWN = Candidacy.objects.select_related(
    "round__instrument",
    "round__district",
    "round__closing",
    "group__village__parent",
    "by",
    "withdrawal",
)


def candidacy(request, pk):
    of_group = Candidacy.objects.select_related("group")
    get_permitted(request, of_group, "grants.view_candidacy", pk=pk)
    [candidacy] = candidacies_shown(pk)
    context = candidacy_page(candidacy, timezone.localdate(), request.user)
    context["sees_scores"] = request.user.has_perm("grants.view_ranking", candidacy.round.district)
    context["may_check"] = request.user.has_perm("grants.check_candidacy", candidacy.group)
    return render(request, "grants/candidacy.html", context)


def declare(request, pk):
    candidacy = get_permitted(request, SHOWN, "grants.check_candidacy", pk=pk)
    return act_page(
        request,
        form=DeclarationForm(posted(request)),
        guard=partial(require_to_declare, candidacy, request.user),
        act=partial(actions.declare, candidacy=candidacy, by=request.user),
        done=_declared,
        title=_("Are you free to look at this group?"),
        lead=_("You declare this once. It is kept with your name."),
        button=_("Save the declaration"),
        crumbs=crumbs.of_candidacy(candidacy),
        back=reverse("grants:candidacy", args=[pk]),
    )


def _declared(declaration: Declaration) -> str:
    if declaration.related:
        return _("You stepped back. Another verifier looks at the group.")
    return _("Declared. You may visit and score the group.")


@permission_required("grants.check_candidacy", raise_exception=True)
def declare_many(request):
    every = Candidacy.objects.to_declare_by(request.user)
    rows = every.select_related("round", "group__village__parent", "by")[:ROWS]
    return act_page(
        request,
        form=DeclarationsForm(list(rows), posted(request)),
        act=partial(actions.declare_many, by=request.user),
        done=partial(say_result, request, words=_many_declared, label=lambda said: said.row.group),
        title=_("Are you free to look at these groups?"),
        lead=_("You declare this once for each. It is kept with your name."),
        button=_("Save the declarations"),
        crumbs=crumbs.of_waiting(_("Visit and score"), "visit"),
        back=reverse("grants:waiting", args=["visit"]),
        template="grants/declare_many.html",
        context={"count": every.count()},
    )


def _many_declared(count: int) -> str:
    words = ngettext("Declared on %(count)s group.", "Declared on %(count)s groups.", count)
    return words % {"count": count}


@takes_files(FILES)
def record_visit(request, pk):
    candidacy = get_permitted(request, SHOWN, "grants.check_candidacy", pk=pk)
    if request.method == "GET" and not has_declared(request.user, candidacy):
        messages.info(request, _("Declare first. Then the visit is recorded."))
        return redirect("grants:declare", pk)
    today = timezone.localdate()
    return act_page(
        request,
        form=VisitForm(posted(request), request.FILES or None, candidacy=candidacy),
        guard=partial(require_verifier, candidacy, request.user),
        act=partial(actions.record_visit, candidacy=candidacy, today=today, by=request.user),
        done=_("The visit is kept. Print its minutes, let the chair sign."),
        then=lambda visit: reverse("papers:paper", args=[visit.paper_id]),
        title=_("Record a visit"),
        lead=candidacy.group,
        button=_("Save the visit"),
        icon="pen",
        crumbs=crumbs.of_candidacy(candidacy),
        back=reverse("grants:candidacy", args=[pk]),
        template="grants/record_visit.html",
    )


def has_declared(user: User, candidacy: Candidacy) -> bool:
    """A visit typed before the declaration would be refused with all its photos."""
    return Declaration.objects.filter(candidacy=candidacy, by=user).exists()


def check_requirement(request, pk, rule):
    candidacy = get_permitted(request, SHOWN, "grants.check_candidacy", pk=pk)
    found = requirements_of(candidacy, timezone.localdate())
    asked = {each.rule: each for each in seen_by(request.user, candidacy, found)}
    if rule not in asked:
        raise Http404
    return act_page(
        request,
        form=RequirementForm(posted(request)),
        guard=partial(require_verifier, candidacy, request.user),
        act=partial(actions.check_requirement, candidacy=candidacy, rule=rule, by=request.user),
        done=_("Saved."),
        title=asked[rule].name,
        lead=candidacy.group,
        button=_("Save what I found"),
        crumbs=crumbs.of_candidacy(candidacy),
        back=reverse("grants:candidacy", args=[pk]),
        template="grants/check_requirement.html",
        context={"requirement": asked[rule]},
    )
