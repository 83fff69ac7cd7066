"""The page of an office: its letterhead, its officials, its own words, each with an example."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Region
from foundation.acts import Crumb, act_page, posted
from foundation.bodies import FILES, takes_files
from papers import actions
from papers.forms.office import LetterheadForm, OfficialForm, WordingForm
from papers.models import Official, Paper
from papers.office import letterhead_now
from papers.samples import sample, sample_number
from papers.wording import BLANKS, words_of

VERB = "papers.edit_office"


def office_of(request) -> Region:
    """The user's office; with several, the one that the address names."""
    codes = [each.region_id for each in request.user.assignments_for(VERB)]
    rows = Region.objects.filter(code__in=codes)
    wanted = request.GET.get("office", "")
    return get_object_or_404(rows, code=wanted) if wanted else rows.get(code=codes[0])


@require_safe
@permission_required(VERB, raise_exception=True)
def office(request):
    here = office_of(request)
    head, today, words = letterhead_now(here), timezone.localdate(), words_of(here)
    context = {
        "office": here,
        "head": head,
        "number": sample_number(head, Paper.Kind.DECREE, today),
        "officials": Official.objects.filter(office=here).of_today_and_later(today),
        "papers": [
            (
                kind,
                Paper.Kind(kind).label,
                [(part.label, words[part].splitlines()) for part in parts],
            )
            for kind, parts in BLANKS.items()
        ],
        "others": [
            each.region for each in request.user.assignments_for(VERB) if each.region_id != here.pk
        ],
    }
    return render(request, "papers/office.html", context)


@permission_required(VERB, raise_exception=True)
@takes_files(FILES)
def edit_letterhead(request):
    """The letterhead; with the button of an example a PDF of what is typed, which is not kept."""
    here = office_of(request)
    now = letterhead_now(here)
    form = LetterheadForm(posted(request), request.FILES or None, instance=now)
    if "example" in request.POST and form.is_valid():
        emblem = form.cleaned_data["emblem"]
        return _example(request, Paper.Kind.DECREE, now, words_of(here), emblem)
    return act_page(
        request,
        form=form,
        act=partial(actions.edit_letterhead, office=here, by=request.user),
        done=_("The letterhead is kept. Papers from now on bear it."),
        title=_("Letterhead and numbers"),
        lead=_("Papers that are issued keep the letterhead they have."),
        button=_("Keep the letterhead"),
        icon="check",
        crumbs=_crumbs(here),
        back=_address(here),
        template="papers/edit_letterhead.html",
    )


@permission_required(VERB, raise_exception=True)
def edit_wording(request, kind):
    """The words; with the button of an example a PDF of what is typed, which is not kept."""
    here = office_of(request)
    if kind not in BLANKS:
        raise Http404
    form = WordingForm(here, kind, posted(request))
    if "example" in request.POST and form.is_valid():
        return _example(request, kind, letterhead_now(here), form.cleaned_data, None)
    return act_page(
        request,
        form=form,
        act=lambda **words: actions.edit_wording(office=here, words=words, by=request.user),
        done=_("The words are kept. Papers from now on say them."),
        title=_("Words of the paper: %(paper)s") % {"paper": Paper.Kind(kind).label},
        lead=_("Papers that are issued keep the words they have."),
        button=_("Keep the words"),
        icon="check",
        crumbs=_crumbs(here),
        back=_address(here),
        template="papers/edit_wording.html",
    )


@permission_required(VERB, raise_exception=True)
def add_official(request):
    here = office_of(request)
    return act_page(
        request,
        form=OfficialForm(here, posted(request)),
        act=partial(actions.add_official, office=here, by=request.user),
        done=lambda official: _("%(name)s signs from now on.") % {"name": official.name},
        title=_("Enter an official"),
        lead=_("Entered again for the same person, the newer entry counts."),
        button=_("Keep the official"),
        icon="check",
        crumbs=_crumbs(here),
        back=_address(here),
    )


def _example(request, kind, letterhead, words, emblem) -> HttpResponse:
    stored = letterhead.emblem
    content = emblem.content if emblem else bytes(stored.content) if stored else None
    now = timezone.now()
    file = sample(
        kind,
        letterhead=letterhead,
        emblem=content,
        words=words,
        date=timezone.localdate(),
        at=now,
        by=request.user,
    )
    return HttpResponse(
        file,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="example.pdf"'},
    )


def _address(office: Region) -> str:
    return f"{reverse('papers:office')}?office={office.pk}"


def _crumbs(office: Region) -> list[Crumb]:
    return [Crumb(_("The office"), _address(office))]
