"""The spending of a grant, and one purchase."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.models import Book
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.bodies import FILES, takes_files
from foundation.formatting import rupiah
from grants import crumbs
from grants.selection.models import Award
from grants.spending.actions import purchases as actions
from grants.spending.forms.purchases import EvidenceForm, PurchaseForm, ReasonForm
from grants.spending.reports import follow_up
from grants.spending.reports.monitoring import next_visit
from grants.spending.reports.offers import refund_is_due, refund_offer, report_offer
from grants.spending.reports.paid_grants import paid_grant
from grants.spending.reports.sanctions import step_after
from grants.spending.reports.spending import (
    find_shared_receipts,
    missing_evidence,
    purchase_shown,
)
from grants.spending.reports.spending import spending as spending_of
from grants.spending.rules.purchases import (
    require_buying,
    require_cancellable,
    require_not_cancelled,
)
from grants.spending.rules.reports import is_sent

AWARDS = Award.objects.select_related("group__village__parent", "round__district", "handover")


def spending(request, pk):
    award = get_permitted(request, AWARDS, "grants.view_award", pk=pk)
    paid = paid_grant(award)
    visits, sanctions = follow_up.visits_of(pk), follow_up.sanctions_of(pk)
    now, is_due = spending_of(award, seen_by=request.user), refund_is_due(paid, sanctions)
    context = {
        "award": award,
        "group": award.group,
        "now": now,
        "next_action": report_offer(request.user, award, paid),
        "refund_is_due": is_due,
        "refund_offer": refund_offer(request.user, award, left=now.left, is_due=is_due),
        "may_read": request.user.has_perm("grants.view_report", award.group),
        "may_refund": request.user.has_perm("grants.record_refund", award.group),
        "paid": paid,
        "today": timezone.localdate(),
        "reports": follow_up.reports_of(pk),
        "visits": visits,
        "next_visit": paid and next_visit(paid.paid_on, {visit.month for visit in visits}),
        "sanctions": sanctions,
        "step": step_after(paid, len(sanctions)),
        "losses": follow_up.losses_of(pk),
    }
    return render(request, "grants/spending.html", context)


@takes_files(FILES)
def record_purchase(request, pk, number):
    award = get_permitted(request, AWARDS, "grants.record_purchase", pk=pk)
    planned = next((row for row in spending_of(award).lines if row.line.number == number), None)
    if planned is None:
        raise Http404
    line, today = planned.line, timezone.localdate()
    return act_page(
        request,
        guard=partial(require_buying, award),
        form=PurchaseForm(
            line,
            award.group,
            award.round.two_offers_over,
            posted(request),
            request.FILES or None,
        ),
        act=partial(actions.record_purchase, award=award, line=line, today=today, by=request.user),
        done=lambda purchase: (
            _("%(amount)s is in the books. Left: %(left)s.")
            % {"amount": rupiah(purchase.amount), "left": rupiah(spending_of(award).left)}
        ),
        title=_("Record a purchase"),
        lead=_("Line of the plan: %(item)s") % {"item": line.item},
        button=_("Record the purchase"),
        icon="out",
        crumbs=crumbs.of_award(request.user, award),
        back=reverse("grants:spending", args=[pk]),
        template="grants/record_purchase.html",
        context={"planned": planned},
    )


def purchase(request, pk):
    row = get_permitted(request, purchase_shown(), "grants.view_award", pk=pk)
    losses = row.losses.select_related("by", "entry__reversal")
    find_shared_receipts([row], request.user)
    lost = sum(loss.amount for loss in losses if not loss.is_cancelled)
    context = {
        "purchase": row,
        "award": row.award,
        "group": row.award.group,
        "missing": [] if row.is_cancelled else missing_evidence(row),
        "losses": losses,
        "left_to_lose": row.entry.debit.kind in Book.GOODS and row.amount - lost,
        "may_cancel": not lost and not is_sent(row.award),
    }
    return render(request, "grants/purchase.html", context)


@takes_files(FILES)
def add_evidence(request, pk):
    row = get_permitted(request, purchase_shown(), "grants.record_purchase", pk=pk)
    return act_page(
        request,
        form=EvidenceForm(missing_evidence(row), posted(request), request.FILES or None),
        guard=partial(require_not_cancelled, row),
        act=partial(actions.add_evidence, purchase=row, by=request.user),
        done=_("The photo is kept."),
        title=_("Add evidence"),
        button=_("Keep the photo"),
        icon="plus",
        crumbs=crumbs.of_award(request.user, row.award),
        back=reverse("grants:purchase", args=[pk]),
        template="grants/add_evidence.html",
        context={"purchase": row},
    )


def cancel_purchase(request, pk):
    row = get_permitted(request, purchase_shown(), "grants.record_purchase", pk=pk)
    today = timezone.localdate()
    return act_page(
        request,
        form=ReasonForm(posted(request)),
        guard=partial(require_cancellable, row),
        act=partial(actions.cancel_purchase, purchase=row, today=today, by=request.user),
        done=_("The purchase was taken back. Record anew what is right."),
        then=reverse("grants:spending", args=[row.award_id]),
        title=_("Take the purchase back"),
        lead=_(
            "Its entries are reversed today. It stays to be seen, with your name and the reason."
        ),
        button=_("Take back with this reason"),
        icon="pen",
        crumbs=crumbs.of_award(request.user, row.award),
        back=reverse("grants:purchase", args=[pk]),
        template="grants/cancel_purchase.html",
        context={"purchase": row},
    )
