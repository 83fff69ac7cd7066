"""Releasing a member, and paying what is left to a former one."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.actions import members as actions
from finance.crumbs import members_crumbs
from finance.forms.members import ReleaseForm, RestForm
from finance.reports.leaving import Leaving, leaving
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.formatting import respectful_full, rupiah
from groups.models import Membership

PEOPLE = Membership.objects.select_related("group", "person")


def release_member(request, pk):
    membership = get_permitted(request, PEOPLE, "finance.release_member", pk=pk)
    today = timezone.localdate()
    due = leaving(membership, today)
    words = {"name": respectful_full(membership.person), "amount": rupiah(due.paid_out)}
    form = ReleaseForm(due, posted(request))
    return act_page(
        request,
        form=form,
        act=partial(actions.release_member, membership=membership, today=today, by=request.user),
        done=lambda made: _released(made, due, form.cleaned_data["settles_dues"]),
        title=_("%(name)s leaves the group") % words,
        lead=_("The savings are paid out less debts. This cannot be undone."),
        button=_("End the membership")
        if due.dues_from_savings or not due.paid_out
        else _("End the membership and pay %(amount)s") % words,
        icon="out",
        crumbs=members_crumbs(membership.group),
        back=reverse("finance:savings_book", args=[pk]),
        template="finance/release_member.html",
        context={"membership": membership, "due": due},
    )


def _released(membership: Membership, due: Leaving, settles_dues: bool) -> str:
    paid = due.paid_out_without_dues if settles_dues else due.paid_out
    words = {"name": respectful_full(membership.person), "amount": rupiah(paid)}
    said = (_("%(name)s has left and got %(amount)s.") if paid else _("%(name)s has left.")) % words
    if not due.office:
        return said
    empty = _("Now nobody is %(office)s. Let the group choose another.")
    return f"{said} {empty % {'office': due.office.get_post_display().lower()}}"


def pay_rest(request, pk):
    membership = get_permitted(request, PEOPLE, "finance.release_member", pk=pk)
    today = timezone.localdate()
    due = leaving(membership, today)
    words = {"name": respectful_full(membership.person), "amount": rupiah(due.paid_out)}
    return act_page(
        request,
        form=RestForm(posted(request)),
        act=partial(actions.pay_rest, membership=membership, today=today, by=request.user),
        done=_("%(name)s got %(amount)s.") % words,
        title=_("Pay %(name)s the rest") % words,
        lead=_("Money came into these books after the membership had ended."),
        button=_("Pay %(amount)s") % words,
        icon="out",
        crumbs=members_crumbs(membership.group),
        back=reverse("finance:savings_book", args=[pk]),
        template="finance/pay_rest.html",
        context={"membership": membership, "due": due},
    )
