"""A row of the list of groups, written by functions: a page has twenty-five."""

import datetime

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.formatting import short_day
from foundation.templatetags.constants import address_of
from foundation.templatetags.wording import icon, status
from foundation.widgets import escaped
from groups.models import Group

register = template.Library()


@register.simple_tag
def group_row(group: Group, silent_since: datetime.date) -> SafeString:
    """Name, business, place, members, facilitator, last meeting and states of a group."""
    met = group.last_met_on
    is_silent = group.quiet_since <= silent_since and group.is_late(timezone.localdate())
    silent = status("wait", _("Silent")) if is_silent else ""
    last = _("last met %(day)s") % {"day": short_day(met)} if met else _("has not met yet")
    return SafeString(
        f'<li><a class="row-link" href="{address_of("finance:group_overview", group.pk)}">\n'
        f'<span class="disc">{icon("people")}</span>\n'
        f'<span class="grow"><span class="name">{escaped(group)}</span><br>\n'
        f'<span class="muted">{" · ".join(map(escaped, facts(group)))}</span><br>\n'
        f'<span class="muted">{last}</span></span>\n'
        f"{silent}\n"
        f"{status('plain', group.get_stage_display())}</a></li>\n"
    )


def facts(group: Group) -> list[str]:
    village = group.village
    members = ngettext("%(count)s member", "%(count)s members", group.member_count)
    return [
        group.get_business_display(),
        f"{village.name}, {village.parent.name}" if village.parent else village.name,
        members % {"count": group.member_count},
        group.facilitator_name or _("without facilitator"),
    ]
