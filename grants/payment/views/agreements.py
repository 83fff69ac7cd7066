"""Agreements with groups."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.batches import AT_ONCE, say_result
from grants import crumbs
from grants.payment.actions import agreements as actions
from grants.payment.forms.agreements import AgreementForm, AgreementsForm
from grants.payment.reports.agreements import awaited_agreements, obstacle_to_agreement
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
            "obstacle": obstacle_to_agreement(award, plan, "chair" in officers),
        },
    )


@permission_required("grants.sign_agreement", raise_exception=True)
def sign_agreements(request):
    today = timezone.localdate()
    rows = awaited_agreements(request.user, today)
    free = [row for row in rows if not row.obstacle][:AT_ONCE]
    return act_page(
        request,
        form=AgreementsForm([row.award for row in free], posted(request)),
        act=partial(actions.sign_agreements, today=today, by=request.user),
        done=partial(say_result, request, words=_drawn_up, label=lambda award: award.group),
        title=_("Agreements of many groups (NPHD)"),
        lead=_("Each gets its number and its paper, as if drawn up singly."),
        button=_("Draw up the ticked agreements"),
        icon="file",
        crumbs=crumbs.of_payments(),
        back=reverse("grants:disbursements"),
        template="grants/sign_agreements.html",
        context={"free": free, "waiting": [row for row in rows if row.obstacle]},
    )


def _drawn_up(count: int) -> str:
    words = ngettext("%(count)s agreement drawn up.", "%(count)s agreements drawn up.", count)
    return words % {"count": count}
