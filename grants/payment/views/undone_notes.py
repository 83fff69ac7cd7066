"""Take back a wrong explanation of a statement line."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from grants import crumbs
from grants.payment.actions import undone_notes as actions
from grants.payment.rules.undoing import require_reopenable_line
from grants.payment.views.bank import MATCH, WHOLE
from grants.selection.forms.rounds import EndingForm


def reopen_line(request, pk):
    line = get_permitted(request, WHOLE.all(), MATCH, pk=pk)
    page = reverse("grants:statement_line", args=[pk])
    return act_page(
        request,
        form=EndingForm(posted(request)),
        guard=partial(require_reopenable_line, line, request.user),
        act=partial(actions.reopen_line, line=line, today=timezone.localdate(), by=request.user),
        done=_("The explanation is taken back. The line waits again."),
        then=page,
        title=_("Open this line again?"),
        lead=_("Its explanation is taken back; minutes are replaced by others, by another person."),
        button=_("Open the line again"),
        crumbs=crumbs.of_bank(),
        back=page,
    )
