"""A spending report (LPJ) and its acts."""

from functools import partial
from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from grants import crumbs
from grants.spending.actions import reports as actions
from grants.spending.forms.reports import CheckForm, ReportForm, ReviewForm
from grants.spending.models import Report
from grants.spending.reports import follow_up
from grants.spending.reports.paid_grants import paid_grant
from grants.spending.reports.spending import spending
from grants.spending.rules.reports import require_reviewable, require_sendable, require_writable
from grants.spending.views.purchases import AWARDS

REPORTS = Report.objects.select_related(
    "award__group__village__parent",
    "award__round__district",
    "award__decree__paper",
    "award__handover__paper",
    "paper",
    "by",
    "facilitator_check__by",
    "review__by",
    "review__paper",
)


def report(request, pk):
    row = get_permitted(request, REPORTS, "grants.view_report", pk=pk)
    purchases = list(row.purchases.select_related("line"))
    context = context_of(row, request.user) | {
        "newest": follow_up.reports_of(row.award_id)[0],
        "purchases": purchases,
        "spent": sum(purchase.amount for purchase in purchases),
        "paid": paid_grant(row.award),
        "signed": follow_up.signed_pages_of(row.paper_id),
        "today": timezone.localdate(),
    }
    return render(request, "grants/report.html", context)


def write_report(request, pk):
    award = get_permitted(request, AWARDS, "grants.write_report", pk=pk)
    today = timezone.localdate()
    return act_page(
        request,
        form=ReportForm(award, posted(request)),
        guard=partial(require_writable, award, request.user),
        act=partial(actions.write_report, award=award, date=today, by=request.user),
        done=_("The report is written. Print it and let the officers sign."),
        then=lambda report: reverse("grants:report", args=[report.pk]),
        title=_("Write the report"),
        lead=_("All figures come from the books. Look at them with the officers before they sign."),
        button=_("Write the report"),
        icon="file",
        crumbs=crumbs.of_award(request.user, award),
        back=reverse("grants:spending", args=[pk]),
        template="grants/write_report.html",
        context={
            "award": award,
            "group": award.group,
            "now": spending(award, seen_by=request.user),
            "before": next(iter(follow_up.reports_of(pk)), None),
        },
    )


def check_report(request, pk):
    row = get_permitted(request, REPORTS, "grants.check_report", pk=pk)
    return act_page(
        request,
        form=CheckForm(posted(request)),
        guard=partial(require_sendable, row),
        act=partial(actions.check_report, report=row, by=request.user),
        done=_("The report was sent to the verifier."),
        title=_("Send to the verifier"),
        lead=_(
            "The officers signed, and all receipts are there. After this nothing changes unless "
            "the verifier returns the report."
        ),
        button=_("Send to the verifier"),
        icon="check",
        crumbs=crumbs.of_award(request.user, row.award),
        back=reverse("grants:report", args=[pk]),
        template="grants/check_report.html",
        context=context_of(row, request.user),
    )


def review_report(request, pk):
    row = get_permitted(request, REPORTS, "grants.review_report", pk=pk)
    today = timezone.localdate()
    return act_page(
        request,
        form=ReviewForm(posted(request)),
        guard=partial(require_reviewable, row, request.user),
        act=partial(actions.review_report, report=row, date=today, by=request.user),
        done=lambda review: (
            _("The report is accepted.") if review.accepted else _("The report went back.")
        ),
        title=_("Review the report"),
        lead=row.award.group,
        button=_("Save my word"),
        icon="check",
        crumbs=crumbs.of_award(request.user, row.award),
        back=reverse("grants:report", args=[pk]),
        template="grants/review_report.html",
        context=context_of(row, request.user),
    )


def context_of(row: Report, user: User) -> dict[str, Any]:
    return {
        "report": row,
        "award": row.award,
        "group": row.award.group,
        "now": spending(row.award, seen_by=user),
    }
