"""Pages of losses."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.bodies import FILES, takes_files
from foundation.formatting import rupiah
from grants import crumbs
from grants.spending.actions import follow_up as actions
from grants.spending.forms.purchases import LossForm, ReasonForm
from grants.spending.models import Loss
from grants.spending.reports.spending import purchase_shown
from grants.spending.rules.purchases import require_goods, require_standing


@takes_files(FILES)
def record_loss(request, pk):
    purchase = get_permitted(request, purchase_shown(), "grants.record_loss", pk=pk)
    today, words = timezone.localdate(), _("%(amount)s left the books as a loss.")
    return act_page(
        request,
        form=LossForm(purchase, posted(request), request.FILES or None),
        guard=partial(require_goods, purchase),
        act=partial(actions.record_loss, purchase=purchase, today=today, by=request.user),
        done=lambda loss: words % {"amount": rupiah(loss.amount)},
        title=_("Record a loss"),
        lead=_("What died, was stolen or got lost leaves the books as an expense."),
        button=_("Record the loss"),
        icon="alert",
        crumbs=crumbs.of_award(request.user, purchase.award),
        back=reverse("grants:purchase", args=[pk]),
        template="grants/record_loss.html",
        context={"purchase": purchase},
    )


def cancel_loss(request, pk):
    losses = Loss.objects.select_related("purchase__award__group", "entry__group")
    loss = get_permitted(request, losses, "grants.record_loss", pk=pk)
    today = timezone.localdate()
    return act_page(
        request,
        form=ReasonForm(posted(request)),
        guard=partial(require_standing, loss),
        act=partial(actions.cancel_loss, loss=loss, today=today, by=request.user),
        done=_("The loss was taken back. It is in the books again."),
        title=_("Take the loss back"),
        lead=_("It stays to be seen, with your name and the reason."),
        button=_("Take back with this reason"),
        icon="pen",
        crumbs=crumbs.of_award(request.user, loss.purchase.award),
        back=reverse("grants:purchase", args=[loss.purchase_id]),
        template="grants/cancel_loss.html",
        context={"loss": loss},
    )
