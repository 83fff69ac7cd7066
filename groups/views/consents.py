"""A person who is of another district: asking the office there, and its answer."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from groups.actions import consents as actions
from groups.crumbs import group_crumbs
from groups.forms.consents import AnswerConsentForm, AskConsentForm
from groups.models import Consent, Group
from groups.rules.consents import require_unanswered


def ask_consent(request, pk):
    group = get_permitted(request, Group, "groups.ask_consent", pk=pk)
    members = reverse("groups:members", args=[pk])
    return act_page(
        request,
        form=AskConsentForm(request.user, posted(request)),
        act=partial(actions.ask_consent, group=group, by=request.user),
        done=_("Asked. The verifier there answers; the answer stands below. Then add the member."),
        then=members,
        title=_("A member from another district"),
        lead=_("The office there is told who asks, for which group, and what you write."),
        button=_("Ask the office there"),
        crumbs=group_crumbs(group),
        back=members,
    )


def answer_consent(request, pk):
    rows = Consent.objects.select_related("office", "group__village__parent__parent", "by")
    consent = get_permitted(request, rows, "groups.answer_consent", pk=pk)
    return act_page(
        request,
        form=AnswerConsentForm(posted(request)),
        guard=partial(require_unanswered, consent),
        act=partial(actions.answer_consent, consent=consent, by=request.user),
        done=_("Answered. The other office reads it."),
        then=reverse("home"),
        title=_("May %(name)s join a group of another district?") % {"name": consent.person},
        lead=f"{consent.group}, {consent.group.village.path}",
        button=_("Answer"),
        back=reverse("home"),
        template="groups/answer_consent.html",
        context={
            "consent": consent,
            "memberships": consent.person.memberships.listed_for(request.user).select_related(
                "group"
            ),
        },
    )
