"""Pages of refunds."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.bodies import FILES, takes_files
from foundation.formatting import rupiah
from grants import crumbs
from grants.payment.actions import refunds as actions
from grants.payment.models import Refund
from grants.payment.rules.refunds import next_reference, require_cancellable, require_something_left
from grants.spending.forms.purchases import ReasonForm
from grants.spending.forms.reports import RefundForm
from grants.spending.reports.spending import spending
from grants.spending.views.purchases import AWARDS


@takes_files(FILES)
def record_refund(request, pk):
    award = get_permitted(request, AWARDS, "grants.record_refund", pk=pk)
    now, today = spending(award), timezone.localdate()
    words = _("%(amount)s goes back. It counts once the bank confirms it.")
    return act_page(
        request,
        form=RefundForm(now.left, posted(request), request.FILES or None),
        guard=partial(require_something_left, award),
        act=partial(actions.record_refund, award=award, today=today, by=request.user),
        done=lambda refund: words % {"amount": rupiah(refund.amount)},
        title=_("Record a refund"),
        lead=_(
            "What was not spent goes back through the bank. It counts once the bank's statement "
            "shows it."
        ),
        button=_("Record the refund"),
        icon="bank",
        crumbs=crumbs.of_award(request.user, award),
        back=reverse("grants:spending", args=[pk]),
        template="grants/record_refund.html",
        context={"now": now, "reference": next_reference(award)},
    )


def cancel_refund(request, pk):
    rows = Refund.objects.select_related("award__group", "award__round")
    refund = get_permitted(request, rows, "grants.record_refund", pk=pk)
    return act_page(
        request,
        form=ReasonForm(posted(request)),
        guard=partial(require_cancellable, refund),
        act=partial(actions.cancel_refund, refund=refund, by=request.user),
        done=_("The refund was taken back. Record anew what is right."),
        title=_("Take the refund back"),
        lead=_("Only when it was typed wrong. It stays to be seen, with your name and the reason."),
        button=_("Take back with this reason"),
        icon="pen",
        crumbs=crumbs.of_award(request.user, refund.award),
        back=reverse("grants:spending", args=[refund.award_id]),
        template="grants/cancel_refund.html",
        context={"refund": refund},
    )
