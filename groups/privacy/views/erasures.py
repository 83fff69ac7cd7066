"""Remove name and numbers once the time to keep them is over: one asks, another agrees."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Region
from foundation.access import get_permitted, require_permission
from foundation.acts import Crumb, act_page, posted
from groups.privacy.actions import erasures as actions
from groups.privacy.forms.people import ErasureAnswerForm, ErasureForm, RetentionForm
from groups.privacy.models import Erasure, Retention
from groups.privacy.reports.standing import where_it_stands
from groups.privacy.rules.erasures import require_to_answer, require_to_ask
from groups.privacy.views.people import OF_A_MEMBER, privacy_crumbs


def ask_erasure(request, pk):
    membership = get_permitted(request, OF_A_MEMBER, "groups.ask_erasure", pk=pk)
    today = timezone.localdate()
    return act_page(
        request,
        form=ErasureForm(posted(request)),
        guard=partial(require_to_ask, membership, today),
        act=partial(actions.ask_erasure, membership=membership, today=today, by=request.user),
        done=_("Asked. A head of division who is another person agrees or not."),
        title=_("Ask to remove name and numbers"),
        lead=f"{membership}, {membership.group}",
        button=_("Ask for it"),
        crumbs=privacy_crumbs(membership),
        back=reverse("groups:member_privacy", args=[pk]),
    )


def answer_erasure(request, pk):
    rows = Erasure.objects.select_related("membership__person", "membership__group", "by")
    erasure = get_permitted(request, rows, "groups.answer_erasure", pk=pk)
    membership = erasure.membership
    return act_page(
        request,
        form=ErasureAnswerForm(posted(request)),
        guard=partial(require_to_answer, erasure, request.user),
        act=partial(actions.answer_erasure, erasure=erasure, by=request.user),
        done=lambda made: _("Removed for good.") if made.agreed else _("Refused."),
        title=_("Remove name and numbers?"),
        lead=f"{membership}, {membership.group}",
        button=_("Save the answer"),
        crumbs=privacy_crumbs(membership),
        back=reverse("groups:member_privacy", args=[membership.pk]),
        template="groups/answer_erasure.html",
        context={"erasure": erasure, "left": where_it_stands(membership)},
    )


def set_retention(request, code):
    office = get_object_or_404(Region, pk=code, level=Region.Level.DISTRICT)
    require_permission(request.user, "groups.set_retention", office)
    return act_page(
        request,
        form=RetentionForm(posted(request)),
        act=partial(actions.set_retention, office=office, by=request.user),
        done=_("It counts from now on."),
        title=_("For how long names and numbers are kept"),
        lead=_("%(office)s: %(years)s years now")
        % {"office": office, "years": Retention.objects.years_of(office.pk)},
        button=_("Save"),
        crumbs=[Crumb(_("People's data"), reverse("groups:privacy"))],
        back=reverse("groups:privacy"),
    )
