"""Merging two records of one person: asking, answering, undoing."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.forms.users import Confirmation
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from groups.actions import merges as actions
from groups.crumbs import group_crumbs, member_crumbs
from groups.forms.merges import AnswerMergeForm, AskMergeForm
from groups.models import Membership, Merge
from groups.reports.merges import records

MERGES = Merge.objects.select_related("group__village", "person", "duplicate", "asked_by")


def ask_merge(request, pk):
    rows = Membership.objects.select_related("group", "person__household__village__parent")
    rows = rows.with_elsewhere(request.user)
    membership = get_permitted(request, rows, "groups.ask_merge", pk=pk)
    return act_page(
        request,
        form=AskMergeForm(membership, request.user, posted(request)),
        act=partial(actions.ask_merge, group=membership.group, by=request.user),
        done=_("Asked. The verifier answers."),
        title=_("The same person twice"),
        lead=_("%(name)s, %(code)s: which other record is the same person?")
        % {"name": membership, "code": membership.code},
        button=_("Ask to merge"),
        crumbs=member_crumbs(membership),
        back=reverse("groups:member", args=[pk]),
        template="groups/ask_merge.html",
        context={
            "person": None if membership.elsewhere else membership.person,
            "whole": request.user.has_perm("groups.reveal_number", membership.group),
        },
    )


def answer_merge(request, pk):
    merge = get_permitted(request, MERGES, "groups.answer_merge", pk=pk)
    return act_page(
        request,
        form=AnswerMergeForm(posted(request)),
        act=partial(actions.answer_merge, merge=merge, by=request.user),
        done=lambda made: _("Merged. Each book stays as it is.") if made.agreed else _("Refused."),
        then=reverse("groups:members", args=[merge.group_id]),
        title=_("One person or two?"),
        lead=merge.person,
        button=_("Answer"),
        crumbs=group_crumbs(merge.group),
        back=reverse("groups:members", args=[merge.group_id]),
        template="groups/answer_merge.html",
        context={
            "merge": merge,
            "records": records(merge, request.user),
            "whole": request.user.has_perm("groups.reveal_number", merge.group),
        },
    )


def undo_merge(request, pk):
    merge = get_permitted(request, MERGES, "groups.answer_merge", pk=pk)
    return act_page(
        request,
        form=Confirmation(posted(request)),
        act=partial(actions.undo_merge, merge=merge, by=request.user),
        done=_("These are two records again."),
        then=reverse("groups:members", args=[merge.group_id]),
        title=_("Undo the merge"),
        lead=_("%(name)s becomes two records again, each with its own books.")
        % {"name": merge.person},
        button=_("Undo the merge"),
        crumbs=group_crumbs(merge.group),
        back=reverse("groups:members", args=[merge.group_id]),
        context={"heading": _("Not possible now")},
    )
