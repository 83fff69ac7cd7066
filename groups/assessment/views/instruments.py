"""The page on which an instrument gets its next version."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.acts import Crumb, act_page, posted
from groups.assessment.actions import instruments as actions
from groups.assessment.forms.instruments import InstrumentForm
from groups.assessment.reports.preview import preview_of
from groups.assessment.rules.instruments import require_newest
from groups.models import Instrument


@permission_required("groups.edit_instrument", raise_exception=True)
def edit_instrument(request, pk):
    found = get_object_or_404(Instrument.objects.with_parts(), pk=pk)
    form = InstrumentForm(found, found.version + 1, posted(request))
    page = reverse("groups:instrument", args=[pk])
    return act_page(
        request,
        form=form,
        guard=partial(require_newest, found),
        act=partial(actions.edit_instrument, instrument=found, by=request.user),
        done=_("The new version stands. New assessments take it."),
        then=lambda made: reverse("groups:instrument", args=[made.pk]),
        title=_("A new version of the instrument"),
        lead=found,
        button=_("Save as version %(number)s") % {"number": found.version + 1},
        crumbs=[Crumb(_("Instruments"), reverse("groups:instruments")), Crumb(found, page)],
        back=page,
        template="groups/edit_instrument.html",
        context={"preview": _preview(form, request.user)},
    )


def _preview(form: InstrumentForm, user):
    """What last year's answers would give, where that was asked for and nothing is wrong."""
    if not form.only_searched:
        return None
    return preview_of(form.instrument, form.draft, form.numbers_before, user, timezone.localdate())
