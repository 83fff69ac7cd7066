"""Name the headings of a table of no known kind: send it, say which heading is what."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.access import permitted
from foundation.acts import act_page, posted
from foundation.bodies import FILES, takes_files
from groups.registers import crumbs
from groups.registers.actions import headings as actions
from groups.registers.forms.headings import FIELDS, HeadingsForm, TableForm, packed
from groups.registers.reading import UnknownTable


@permitted("groups.load_register")
@takes_files(FILES)
def name_headings(request):
    form = form_of_step(request)
    chooses = isinstance(form, HeadingsForm)
    return act_page(
        request,
        form=form,
        act=partial(actions.name_headings, by=request.user),
        done=_("Kept. Send the file now: a table with these headings is read so."),
        then=reverse("groups:load_register"),
        title=_("Headings of a table"),
        lead=_("For a table of people that is none of the usual ones. What it lacks stays empty."),
        button=_("Keep it") if chooses else _("Read the headings"),
        crumbs=crumbs.of_registers(),
        back=reverse("groups:registers"),
    )


def form_of_step(request) -> TableForm | HeadingsForm:
    """The form for the table, or once it is read for its headings."""
    if "held" in request.POST:
        return HeadingsForm(posted(request))
    form = TableForm(posted(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        return HeadingsForm(initial={"held": packed(form.table)} | guessed(form.table))
    return form


def guessed(table: UnknownTable) -> dict[str, str]:
    return {name: heading for name, heading in table.guess.items() if name in FIELDS}
