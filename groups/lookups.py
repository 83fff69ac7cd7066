"""Look-ups of a NIK or KK: so many a day and user, each written in the book of accesses.

Whether a number is known is told to who types it, as one person has one record. So that nobody
tries numbers until one is known, a day has an end of them; the same number again costs nothing.
"""

import datetime

from django.utils.translation import gettext as _

from accounts.limits import give_back, limit
from accounts.models import Access, User
from foundation.rules import RuleBroken
from groups.identity import blind

MOST = 60  # a day: three groups of twenty families
DAY = datetime.timedelta(days=1)


def require_look_up(user: User, number: str, *, field: str) -> None:
    """Count the look-up of a number that was typed; refuse past the limit of the day."""
    again = f"{user.pk} {blind(number)}"
    if not limit("number_again", again, most=1, per=DAY):
        return
    if limit("number", user.pk, most=MOST, per=DAY):
        Access.objects.create(kind=Access.Kind.LOOKED_UP, user=user)
        return
    give_back("number_again", again)
    raise RuleBroken(
        _(
            "You have looked up %(count)s numbers since yesterday. Leave this one empty, and enter "
            "it tomorrow."
        )
        % {"count": MOST},
        field=field,
    )
