"""What a person asks to be put right: written down by one, answered by another."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from groups.privacy.actions import corrections as actions
from groups.privacy.forms.people import CorrectionAnswerForm, CorrectionForm
from groups.privacy.models import Correction
from groups.privacy.rules.corrections import require_to_answer
from groups.privacy.rules.people import require_own_people
from groups.privacy.views.people import OF_A_MEMBER, privacy_crumbs
from groups.reports.history import changes_seen


def ask_correction(request, pk):
    membership = get_permitted(request, OF_A_MEMBER, "groups.ask_correction", pk=pk)
    return act_page(
        request,
        form=CorrectionForm(posted(request)),
        guard=partial(require_own_people, membership),
        act=partial(actions.ask_correction, membership=membership, by=request.user),
        done=_("Written down. A verifier answers within three days."),
        title=_("Ask that something is put right"),
        lead=f"{membership}, {membership.group}",
        button=_("Write it down"),
        crumbs=privacy_crumbs(membership),
        back=reverse("groups:member_privacy", args=[pk]),
    )


def answer_correction(request, pk):
    rows = Correction.objects.select_related("membership__person", "membership__group", "by")
    correction = get_permitted(request, rows, "groups.answer_correction", pk=pk)
    membership = correction.membership
    return act_page(
        request,
        form=CorrectionAnswerForm(posted(request)),
        guard=partial(require_to_answer, correction, request.user),
        act=partial(actions.answer_correction, correction=correction, by=request.user),
        done=_("Answered."),
        title=_("Answer what a person asks"),
        lead=f"{membership}, {membership.group}",
        button=_("Save the answer"),
        crumbs=privacy_crumbs(membership),
        back=reverse("groups:member_privacy", args=[membership.pk]),
        template="groups/answer_correction.html",
        context={
            "correction": correction,
            "changes": [
                each
                for each in changes_seen(membership, whole=True, alone=True)
                if each.at >= correction.at
            ],
        },
    )
