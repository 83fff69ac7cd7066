"""Take old groups in from a workbook: what it says, which of them, how far it is."""

import datetime
from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from accounts.accesses import note_access
from accounts.limits import limit
from accounts.models import Access
from finance.actions import old_groups as actions
from finance.forms.old_groups import ChosenGroupsForm, WorkbookForm, packed
from finance.old_groups import OldGroup
from finance.reports.old_groups import GROUPS, Findings
from foundation.acts import Crumb, act_page, posted
from foundation.batches import Batch, say_result
from foundation.bodies import FILES, takes_files
from foundation.rules import RuleBroken
from groups.models import Group

IMPORT = "finance.import_groups"
AT_ONCE = 20  # groups of a request
MOST_A_DAY, DAY = 30, datetime.timedelta(days=1)  # requests: each says which numbers are known
TEMPLATE = "finance/import_groups.html"


@sensitive_post_parameters()
@permission_required(IMPORT, raise_exception=True)
@takes_files(FILES)
def import_groups(request):
    form = form_of_step(request)
    return act_page(
        request,
        form=form,
        act=partial(_import, request, form),
        done=partial(said, request),
        then=partial(_go_on, request, form),
        **shown(form),
    )


def form_of_step(request) -> WorkbookForm | ChosenGroupsForm:
    """The form for the file, or once it is read for the groups in it."""
    today = timezone.localdate()
    if "held" in request.POST:
        return ChosenGroupsForm(posted(request), today=today)
    form = WorkbookForm(posted(request), request.FILES or None, today=today)
    if form.is_bound and form.is_valid():
        rows = [str(group.row) for group in form.workbook.groups]
        return ChosenGroupsForm(initial={"held": packed(form.content), "rows": rows}, today=today)
    return form


def shown(form: WorkbookForm | ChosenGroupsForm) -> dict:
    chooses = isinstance(form, ChosenGroupsForm)
    return {
        "title": _("Old groups from a workbook"),
        "lead": _("Members, officers and balances; each group is taken in whole or not at all."),
        "button": _("Take in") if chooses else _("Read the workbook"),
        "icon": "in",
        "crumbs": [Crumb(_("Groups"), reverse("groups:groups"))],
        "back": reverse("groups:groups"),
        "template": TEMPLATE,
        "context": {"findings": Findings(form.workbook) if chooses else None},
    }


def _import(request, form, held: str, rows: list[str]) -> Batch[OldGroup, Group]:
    if not limit("import_groups", request.user.pk, most=MOST_A_DAY, per=DAY):
        raise RuleBroken(_("That is enough for today. Take the rest in tomorrow."))
    note_access(Access.Kind.LOOKED_UP, request, request.user)
    chosen = [group for group in form.workbook.groups if str(group.row) in rows][:AT_ONCE]
    return actions.import_groups(groups=chosen, today=timezone.localdate(), by=request.user)


def said(request, batch: Batch[OldGroup, Group]) -> str:
    def words(count: int) -> str:
        told = ngettext("%(count)s group is taken in.", "%(count)s groups are taken in.", count)
        return told % {"count": count}

    return say_result(request, batch, words)


def _go_on(request, form, batch: Batch[OldGroup, Group]) -> str | HttpResponse:
    """The rest of the groups, if there are more than one request takes."""
    data = form.cleaned_data
    left = data["rows"][AT_ONCE:]
    if not left:
        return reverse("groups:groups")
    initial = {"held": data["held"], "rows": left}
    rest = ChosenGroupsForm(initial=initial, today=timezone.localdate())
    page = shown(rest)
    done = len(data["rows"]) - len(left)
    progress = {"left": len(left), "done": done}
    return render(request, TEMPLATE, page | page["context"] | {"form": rest, "progress": progress})


@permission_required(IMPORT, raise_exception=True)
@require_safe
def groups_template(request):
    return GROUPS.response()
