"""Agreements with groups."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from grants import crumbs
from grants.payment.actions import agreements as actions
from grants.payment.forms.agreements import AgreementForm
from grants.payment.reports.agreements import obstacle_to_agreement
from grants.payment.reports.budgets import plan_of
from grants.selection.models import Award
from groups.rules.officers import officers_of

WHOLE = Award.objects.select_related(
    "group__village",
    "round__district",
    "candidacy__round",
    "decree__paper",
    "agreement__paper",
    "revocation",
)


def sign_agreement(request, pk):
    award = get_permitted(request, WHOLE.all(), "grants.sign_agreement", pk=pk)
    plan, today = plan_of(award.candidacy), timezone.localdate()
    officers = officers_of(award.group, today)
    words = _("The agreement has number %(number)s. Print it and have it signed.")
    return act_page(
        request,
        form=AgreementForm(posted(request)),
        act=partial(actions.sign_agreement, award=award, today=today, by=request.user),
        done=lambda agreement: words % {"number": agreement.paper.number},
        then=lambda agreement: reverse("papers:paper", args=[agreement.paper_id]),
        title=_("Agreement and integrity pact (NPHD)"),
        lead=award.group,
        button=_("Draw up the agreement"),
        icon="file",
        crumbs=crumbs.of_group(request.user, award.group),
        back=reverse("grants:budget", args=[award.candidacy_id]),
        template="grants/sign_agreement.html",
        context={
            "award": award,
            "plan": plan,
            "officers": officers,
            "obstacle": obstacle_to_agreement(award, plan, officers),
        },
    )
