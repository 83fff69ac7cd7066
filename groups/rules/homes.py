"""How far from their group members may live, by its programme (domain.md §3)."""

from django.utils.translation import gettext as _

from accounts.models import Region
from foundation.rules import RuleBroken
from groups.models import Programme
from groups.models.programmes import Near


def require_near(programme: Programme, of_group: str, home: str) -> None:
    """Refuse a home outside the region that the programme asks member and group to share.

    Both by the codes of their villages.
    """
    if not programme.members_live:
        return
    asked = Near(programme.members_live)
    shared = [code.split(".")[: asked.parts] for code in (of_group, home)]
    if shared[0] != shared[1]:
        raise RuleBroken(
            _("%(home)s is too far. By the programme members live: %(where)s.")
            % {
                "home": Region.objects.with_path().get(pk=home).path,
                "where": str(asked.label).lower(),
            },
            field="village",
        )
