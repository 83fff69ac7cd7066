"""Create an audit file as a stream."""

import hashlib
from collections.abc import Callable, Iterator

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from grants.audit.file.contents import Scope, items_of, packed
from grants.audit.file.zips import ListedZip
from grants.audit.models import AuditFile
from grants.audit.reports.trail import sum_of, trail_of
from grants.payment.reports.loose_lines import loose_lines
from papers.content import official

FORMAT = "kube-audit-1"


def audit_file(
    scope: Scope, *, by: User, advance: Callable[[int, int], None] = lambda made, of: None
) -> Iterator[bytes]:
    """Yield the zip in chunks; `advance` is called with files done and files in all.

    The `AuditFile` row is written before the last bytes, without which the zip does not open.
    """
    at = timezone.now()
    zip = ListedZip(at)
    items = list(items_of(scope))
    for made, item in enumerate(items):
        advance(made, len(items))
        yield zip.add(item.name, item.what, item.load())
    yield zip.add("index.html", "what this file holds, to be read", _page(scope, items, by, at))
    index = packed(
        {
            "format": FORMAT,
            "of": str(scope),
            "round": scope.round and scope.round.pk,
            "group": scope.group and scope.group.pk,
            "budget": scope.round and scope.round.budget,
            "made_at": at.isoformat(),
            "made_by": by.name,
            "site": settings.SITE_ADDRESS,
            "files": zip.files,
        }
    )
    last = zip.add("index.json", "the digest of each file", index)
    AuditFile.objects.create(
        round=scope.round,
        group=scope.group,
        files=len(zip.listed),
        digest=hashlib.sha256(index).hexdigest(),
        by=by,
    )
    advance(len(items), len(items))
    yield last + zip.close()


@official
def _page(scope: Scope, items, by: User, at) -> bytes:
    """The page of a grant's trail, linking to the files in the zip."""
    beside = {item.url: item.name for item in items if item.url}
    loose = loose_lines({award.round for award in scope.awards})
    trails = [
        (award, [(step, _beside(step, beside)) for step in steps], sum_of(award))
        for award in scope.awards
        if (steps := trail_of(award, loose.get(award.pk, [])))
    ]
    page = settings.SITE_ADDRESS + reverse("grants:verify_file")
    context = {
        "scope": scope,
        "trails": trails,
        "items": items,
        "by": by,
        "at": at,
        "page": page,
    }
    return render_to_string("grants/audit_index.html", context).encode()


def _beside(step, beside: dict[str, str]) -> list[tuple[str, str, str]]:
    return [(fact.label, fact.text, beside.get(fact.url, "")) for fact in step.facts]
