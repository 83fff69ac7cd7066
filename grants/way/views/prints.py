"""All agreements or handovers of a round as one file to print."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.access import get_permitted
from grants.selection.models import Round
from papers.models import Paper
from papers.printing import pdf_of_many

OF_AWARD = {Paper.Kind.AGREEMENT: "agreement__award", Paper.Kind.HANDOVER: "handover__award"}
MOST = 200  # papers in one file


@require_safe
def print_papers(request, pk, kind):
    """The papers of the groups that the user sees, in the order of the decree."""
    if kind not in OF_AWARD:
        raise Http404
    selection_round = get_permitted(request, Round, "papers.view_paper", pk=pk)
    award = OF_AWARD[kind]
    rows = Paper.objects.visible_to(request.user).filter(**{f"{award}__round": selection_round})
    papers = list(
        rows.filter(**{f"{award}__revocation": None, "superseded_by": None})
        .select_related("office")
        .order_by(f"{award}__place")[:MOST]
    )
    if not papers:
        messages.info(request, _("No paper of this kind in this round yet."))
        return redirect("grants:disbursements")
    name = slugify(f"{kind} {selection_round}")
    return HttpResponse(
        pdf_of_many(papers),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
