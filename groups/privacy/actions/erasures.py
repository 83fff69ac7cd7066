"""Remove name and numbers of a former member: one asks, another agrees."""

import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import Region, User
from foundation.rules import RuleBroken, refusals_in_words
from groups.models import Membership
from groups.privacy.models import Erasure, ErasureAnswer, Retention
from groups.privacy.reports.standing import where_it_stands
from groups.privacy.rules.erasures import answered, require_to_answer, require_to_ask


@transaction.atomic
def set_retention(*, office: Region, years: int, why: str, by: User) -> Retention:
    """Say for how long an office keeps names and numbers; the last word counts."""
    with refusals_in_words(groups_retention_in_range=_("Choose 5 to 50 years.")):
        return Retention.objects.create(office=office, years=years, why=why.strip(), by=by)


@transaction.atomic
def ask_erasure(*, membership: Membership, reason: str, today: datetime.date, by: User) -> Erasure:
    """Ask that name and numbers of who was a member are removed."""
    require_to_ask(membership, today)
    return Erasure.objects.create(membership=membership, reason=reason.strip(), by=by)


@transaction.atomic
def answer_erasure(*, erasure: Erasure, agreed: bool, reason: str = "", by: User) -> ErasureAnswer:
    """Agree, upon which the database removes them for good, or refuse with a reason."""
    require_to_answer(erasure, by)
    if not agreed and not reason.strip():
        raise RuleBroken(_("Write why not."), field="reason")
    with refusals_in_words(
        groups_erasureanswer_erasure_id_key=answered(),
        groups_erasureanswer_by_another=_("Who asked does not answer."),
        groups_erasure_when_over=_("The time to keep these data is not over."),
        groups_erasure_without_a_role=_(
            "This person has a role here. The administrator ends it first."
        ),
    ):
        answer = ErasureAnswer.objects.create(
            erasure=erasure,
            agreed=agreed,
            reason=reason.strip(),
            left=where_it_stands(erasure.membership) if agreed else {},
            by=by,
        )
        if agreed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT groups_erase(%s)", [erasure.pk])
    return answer
