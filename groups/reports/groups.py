"""Groups with what a list of them shows."""

from collections.abc import Iterator

from django.utils.translation import gettext as _


def groups_listed(groups):
    """By name, each with its place, size, facilitator and last meeting."""
    return (
        groups.with_meetings()
        .with_people()
        .select_related("village__parent", "programme")
        .order_by("name", "pk")
    )


def groups_table(groups) -> tuple[list[str], Iterator[list]]:
    """Headings and rows of a file."""
    headings = [
        _("Group"),
        _("Village"),
        _("Subdistrict"),
        _("Business"),
        _("Stage"),
        _("Programme"),
        _("Formed on"),
        _("Members"),
        _("Facilitator"),
        _("Last meeting"),
        _("Next meeting"),
    ]
    return headings, map(_row, groups_listed(groups).iterator())


def _row(group) -> list:
    return [
        str(group),
        group.village.name,
        group.village.parent.name if group.village.parent else "",
        group.get_business_display(),
        group.get_stage_display(),
        group.programme.name,
        group.formed_on,
        group.member_count,
        group.facilitator_name,
        group.last_met_on,
        group.expected_on,
    ]
