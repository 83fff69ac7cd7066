"""The agreement with a group."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.submissions import submit_once
from grants.payment.actions.agreements import sign_agreement as sign
from grants.payment.forms.agreements import AgreementForm
from grants.payment.reports.budgets import plan_of
from grants.selection.models import Award
from groups.rules.officers import officers_of

WHOLE = Award.objects.select_related(
    "group__village", "round__district", "candidacy__round", "decree__paper",
    "agreement__paper", "revocation",
)  # fmt: skip


def sign_agreement(request, pk):
    award = get_permitted(request, WHOLE.all(), "grants.sign_agreement", pk=pk)
    form = AgreementForm(request.POST or None)
    today = timezone.localdate()

    def act(**typed):
        kept = sign(award=award, **typed, today=today, by=request.user)
        messages.success(
            request, _("The agreement has number %(number)s. Print it and have it signed.")
            % {"number": kept.paper.number}
        )  # fmt: skip
        return reverse("papers:paper", args=[kept.paper_id])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {
        "award": award,
        "plan": plan_of(award.candidacy),
        "officers": officers_of(award.group, today),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "grants/sign_agreement.html", context, status=status)
