"""Photos of answers that a user does not see yet."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from groups.assessment.models import Answer, Assessment


def photos_withheld(user: User) -> list[QuerySet[Any, Any]]:
    """Those of others' drafts and of the other one of two assessors, as primary keys of photos."""
    hidden = Assessment.objects.hidden_from(user).order_by()
    shown = Answer.objects.filter(photo__isnull=False, assessment__in=hidden.values("pk"))
    return [shown.order_by().values("photo")]
