"""A member's line of the meeting sheet, written by functions: a sheet has up to twenty."""

import datetime

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from finance.forms.sheet_lines import MemberLineForm
from finance.reports.owed import Owed
from foundation.fields import errors_of
from foundation.formatting import day as day_in_words
from foundation.formatting import rupiah
from foundation.widgets import escaped

register = template.Library()


@register.simple_tag
def sheet_line(line: MemberLineForm, day: datetime.date) -> SafeString:
    """Attendance, amounts, their division and the reason of absence, as one fieldset."""
    name = escaped(line.membership.person)
    kind = "sheet-row changed" if line.is_changed or line.errors else "sheet-row"
    return SafeString(
        f'<fieldset class="{kind}" data-owed="{line.owed.savings_owed}">\n'
        f'<legend class="visually-hidden">{name}</legend>\n'
        f"{who(line, name, day)}{standing(line)}{mistakes(line)}"
        f"{''.join(map(str, line.cells))}\n{division(line)}\n{sent(line)}"
        f'<div class="why"><label class="visually-hidden" for="{line["why"].id_for_label}">'
        f"{escaped(line['why'].label)}</label>{line['why']}</div>\n</fieldset>\n"
    )


def who(line: MemberLineForm, name: str, day: datetime.date) -> str:
    """The member with the tick of attendance, and what she hands over."""
    is_new, present, brings = _("new"), _("Present:"), _("hands over")
    new = f' <span class="count">{is_new}</span>' if line.membership.since == day else ""
    hands_over = _("Handed over by %(name)s") % {"name": name}
    return (
        f'<div class="sheet-name"><label class="who" for="{line["came"].id_for_label}">'
        f'{line["came"]}<span><span class="visually-hidden">{present} </span>'
        f"{name}{new}</span></label>\n"
        f'<output class="sum" aria-label="{hands_over}"><small>{brings}</small>'
        f"<span>{rupiah(line.handed_over)}</span></output></div>\n"
    )


def standing(line: MemberLineForm) -> str:
    """Why nothing is filled in of who left or paid ahead; else what is still owed."""
    if until := line.membership.until:
        left = _("Left on %(day)s and was paid out.") % {"day": day_in_words(until)}
        return f'<p class="hint">{left}</p>\n'
    return f"{arrears(line.owed)}{paid_ahead(line.owed)}"


def paid_ahead(owed: Owed) -> str:
    if owed.is_held or owed.dues_at_a_meeting == owed.usual_dues:
        return ""
    words = _("Dues paid ahead: %(amount)s") % {"amount": rupiah(owed.dues_ahead)}
    return f'<p class="hint">{words}</p>\n'


def arrears(owed: Owed) -> str:
    said = []
    if owed.savings_arrears:
        said.append(_("mandatory %(amount)s") % {"amount": rupiah(owed.savings_arrears)})
    if owed.dues_arrears:
        said.append(_("dues %(amount)s") % {"amount": rupiah(owed.dues_arrears)})
    if not said:
        return ""
    still_owed = _("Still owed:")
    return f'<p class="hint arrears">{still_owed} {", ".join(said)}</p>\n'


def mistakes(line: MemberLineForm) -> str:
    if not line.errors:
        return ""
    return "".join(
        f'<p class="error" id="{field.id_for_label}_error">{escaped(text)}</p>'
        for field in line
        for text in errors_of(field)
    )


def sent(line: MemberLineForm) -> str:
    """The tick that an absent member sent the money, hidden until it is asked about."""
    field = line["sent"]
    if field.is_hidden:
        return str(field)
    label = escaped(field.label)
    return f'<label class="who" for="{field.id_for_label}">{field}<span>{label}</span></label>\n'


def division(line: MemberLineForm) -> str:
    """How the savings are divided, folded; hidden as long as they are all mandatory."""
    hidden = "" if line.is_divided else " hidden"
    opened = " open" if line["mandatory"].errors else ""
    summary, change = _("Mandatory and voluntary"), _("change")
    parts = {"mandatory": _("Mandatory"), "voluntary": _("Voluntary")}
    labelled = (
        f'<div><label class="form-label" for="{line[part].id_for_label}">{label}</label>'
        f"{line[part]}</div>\n"
        for part, label in parts.items()
    )
    return (
        f'<details class="division"{hidden}{opened}>'
        f"<summary><span>{summary}</span> "
        f'<span class="count">{change}</span></summary>\n'
        f'<div class="pair">{"".join(labelled)}</div></details>'
    )
