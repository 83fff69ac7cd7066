"""Load the regions of Indonesia."""

from collections.abc import Iterable
from itertools import islice

from django.db import transaction

from accounts.models import Region


@transaction.atomic
def load_regions(regions: Iterable[Region], batch_size: int = 5_000) -> int:
    """Insert new regions and update renamed ones; returns how many. Nothing is deleted."""
    known = dict(Region.objects.values_list("code", "name"))
    changed = (region for region in regions if known.get(region.code) != region.name)
    written = 0
    while batch := list(islice(changed, batch_size)):
        Region.objects.bulk_create(
            batch, update_conflicts=True, unique_fields=["code"], update_fields=["name"]
        )
        written += len(batch)
    return written
