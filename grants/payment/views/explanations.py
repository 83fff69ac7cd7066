"""Explain statement lines that are not payments, one or many."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.access import get_permitted, permitted
from foundation.acts import act_page, posted
from foundation.batches import AT_ONCE
from grants import crumbs
from grants.payment.actions import explanations as actions
from grants.payment.forms.bank import ExplainForm, SetAsideForm
from grants.payment.models import StatementLine
from grants.payment.reports.bank import StatementWorklist, payments_about
from grants.payment.rules.explanations import fitting_kinds
from grants.payment.views.bank import MATCH, WHOLE, explainable, suggestion_for


def explain_line(request, pk):
    line = get_permitted(request, WHOLE.all(), MATCH, pk=pk)
    suggestion, today = suggestion_for(line), timezone.localdate()
    about = payments_about(line, suggestion)
    kinds = fitting_kinds(line, suggestion.paid if suggestion else None)
    return act_page(
        request,
        form=ExplainForm(about, kinds, posted(request)),
        guard=explainable(line, suggestion, request.user),
        act=partial(actions.explain_line, line=line, today=today, by=request.user),
        done=explained,
        title=_("Explain a line"),
        lead=_("Something wrong with a payment is written down in numbered minutes."),
        button=_("Save the explanation"),
        icon="pen",
        crumbs=crumbs.of_bank(),
        back=reverse("grants:statement_line", args=[pk]),
        template="grants/explain_line.html",
        context={"line": line, "suggestion": suggestion},
    )


def explained(note) -> str:
    if note.paper:
        return _("Explained. Minutes %(number)s were written.") % {"number": note.paper.number}
    return _("Explained.")


@permitted(MATCH)
def explain_lines(request):
    lines = StatementLine.objects.visible_to(request.user, MATCH)
    rows = StatementWorklist(lines).aside
    return act_page(
        request,
        form=SetAsideForm(lines.open().select_related("account"), rows[:AT_ONCE], posted(request)),
        act=partial(actions.explain_lines, today=timezone.localdate(), by=request.user),
        done=set_aside,
        title=_("Set lines aside"),
        lead=_(
            "These lines name no payment, and have neither the account nor a reference of one. "
            "Untick what is about grants. Lines as large as a grant, of an amount of ours, or that "
            "say STS or KUBE are not ticked: look first."
        ),
        button=_("Set the ticked lines aside"),
        icon="check",
        crumbs=crumbs.of_bank(),
        back=reverse("grants:bank"),
        template="grants/explain_lines.html",
        context={"rows": rows, "count": len(rows)},
    )


def set_aside(count: int) -> str:
    words = ngettext("%(count)s line set aside.", "%(count)s lines set aside.", count)
    return words % {"count": count}
