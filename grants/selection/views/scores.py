"""Score a group, and settle the scores of two verifiers."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from grants import crumbs
from grants.selection.actions import scores as actions
from grants.selection.forms.verification import ScoreForm
from grants.selection.reports.facts import criterion_facts
from grants.selection.rules.scores import differences_of, two_to_settle
from grants.selection.rules.verification import require_scoring, require_settling
from grants.selection.views.verification import SHOWN
from groups.forms.levels import SettleForm


def score_candidacy(request, pk):
    candidacy = get_permitted(request, SHOWN, "grants.check_candidacy", pk=pk)
    facts = criterion_facts(candidacy, timezone.localdate())
    return act_page(
        request,
        form=ScoreForm(candidacy, facts, request.user, posted(request)),
        guard=partial(require_scoring, candidacy, request.user),
        act=partial(actions.score_candidacy, candidacy=candidacy, by=request.user),
        done=_("The scores are signed."),
        title=_("Score the group"),
        lead=candidacy.group,
        button=_("Sign the scores"),
        icon="check",
        crumbs=crumbs.of_candidacy(candidacy),
        back=reverse("grants:candidacy", args=[pk]),
        template="grants/score_candidacy.html",
    )


def settle_scores(request, pk):
    candidacy = get_permitted(request, SHOWN, "grants.check_candidacy", pk=pk)
    return act_page(
        request,
        form=SettleForm(differences_of(two_to_settle(candidacy)), posted(request)),
        guard=partial(require_settling, candidacy, request.user),
        act=partial(actions.settle_scores, candidacy=candidacy, by=request.user),
        done=_("The scores are settled."),
        title=_("Settle the scores"),
        lead=candidacy.group,
        button=_("Settle the scores"),
        icon="check",
        crumbs=crumbs.of_candidacy(candidacy),
        back=reverse("grants:candidacy", args=[pk]),
    )
