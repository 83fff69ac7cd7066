"""Undo a wrong match."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from grants import crumbs
from grants.payment.actions import undone_matches as actions
from grants.payment.rules.undoing import require_undoable_line
from grants.payment.views.bank import WHOLE
from grants.selection.forms.rounds import EndingForm


def undo_match(request, pk):
    line = get_permitted(request, WHOLE.all(), "grants.match_statement", pk=pk)
    page = reverse("grants:statement_line", args=[pk])
    act = partial(actions.undo_match, line=line, today=timezone.localdate(), by=request.user)
    guard = partial(require_undoable_line, line, by=request.user)
    return act_page(
        request,
        form=EndingForm(posted(request)),
        guard=guard,
        act=act,
        done=_("The match is undone. The line waits again."),
        then=page,
        title=_("Undo this match?"),
        lead=_("Its entry is reversed today. While nothing rests on it, and by another person."),
        button=_("Undo the match"),
        crumbs=crumbs.of_bank(),
        back=page,
    )
