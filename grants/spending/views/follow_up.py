"""Pages of monitoring visits, letters and sanctions."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.bodies import FILES, takes_files
from grants import crumbs
from grants.spending.actions import follow_up as actions
from grants.spending.forms.reports import MonitoringForm, ReminderForm, SanctionForm
from grants.spending.reports.paid_grants import paid_grant
from grants.spending.reports.sanctions import next_step, require_step
from grants.spending.rules.handovers import require_arrived
from grants.spending.views.purchases import AWARDS


@takes_files(FILES)
def monitor_grant(request, pk):
    award = get_permitted(request, AWARDS, "grants.monitor_grant", pk=pk)
    paid, today = paid_grant(award), timezone.localdate()
    return act_page(
        request,
        guard=partial(require_arrived, award),
        form=MonitoringForm(award, paid and paid.paid_on, posted(request), request.FILES or None),
        act=partial(actions.monitor_grant, award=award, today=today, by=request.user),
        done=_("The visit is recorded."),
        title=_("Record a visit"),
        lead=_("Look at what was bought, the books and how the members fare."),
        button=_("Record the visit"),
        icon="eye",
        crumbs=crumbs.of_award(request.user, award),
        back=reverse("grants:spending", args=[pk]),
        template="grants/monitor_grant.html",
        context={"paid": paid, "award": award},
    )


def remind_group(request, pk):
    award = get_permitted(request, AWARDS, "grants.remind_group", pk=pk)
    today = timezone.localdate()
    return _step_page(
        request,
        award,
        form=ReminderForm(posted(request)),
        guard=partial(require_step, award, today, letter=True),
        act=partial(actions.remind_group, award=award, date=today, by=request.user),
        title=_("Send a letter of reminder"),
        lead=_("It becomes a numbered paper to print and bring to the group."),
        button=_("Make out the letter"),
        icon="file",
    )


def sanction_group(request, pk):
    award = get_permitted(request, AWARDS, "grants.sanction_group", pk=pk)
    today = timezone.localdate()
    return _step_page(
        request,
        award,
        form=SanctionForm(posted(request)),
        guard=partial(require_step, award, today, letter=False),
        act=partial(actions.sanction_group, award=award, date=today, by=request.user),
        title=_("Decide a measure"),
        lead=_("It becomes a numbered paper. It cannot be taken back."),
        button=_("Decide the measure"),
        icon="alert",
    )


def _step_page(request, award, **page):
    """The page of the next letter or sanction, which shows what is due."""
    words = _("%(step)s is made out. Print it.")
    return act_page(
        request,
        done=lambda sanction: words % {"step": sanction.get_step_display()},
        crumbs=crumbs.of_award(request.user, award),
        back=reverse("grants:spending", args=[award.pk]),
        template="grants/take_step.html",
        context={"step": next_step(award), "today": timezone.localdate()},
        **page,
    )
