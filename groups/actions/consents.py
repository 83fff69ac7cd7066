"""Ask another district's office for a person of theirs, and answer."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Region, User, district_of
from foundation.rules import RuleBroken, refusals_in_words
from groups.models import Consent, ConsentAnswer, Group, Person
from groups.rules.consents import require_unanswered


@transaction.atomic
def ask_consent(*, group: Group, person: Person | None, why: str, by: User) -> Consent:
    """Ask the office of the district where the person is a member, or was last."""
    Group.objects.select_for_update().get(pk=group.pk)  # two who ask at the same moment
    if person is None or person.pk not in Consent.objects.lacking(group, [person.pk]):
        raise RuleBroken(
            _("Nobody has to be asked for this NIK. Add the member directly."), field="nik"
        )
    if Consent.objects.waiting().filter(group=group, person=person).exists():
        raise RuleBroken(_("This was asked already. Wait for the answer."), field="nik")
    return Consent.objects.create(
        group=group, person=person, office=_office_of(person), why=why.strip(), by=by
    )


def _office_of(person: Person) -> Region:
    rows = person.memberships.without_mistakes().current_first().select_related("group")
    last = rows.first()
    village = last.group.village_id if last else person.household.village_id
    return Region.objects.get(pk=district_of(village))


@transaction.atomic
def answer_consent(*, consent: Consent, agrees: bool, reason: str = "", by: User) -> ConsentAnswer:
    """Let the person join that group, or refuse with a reason."""
    require_unanswered(consent)
    if consent.by_id == by.pk:
        raise RuleBroken(_("Who asked may not answer. Ask another verifier."))
    if not agrees and not reason.strip():
        raise RuleBroken(_("Write why not."), field="reason")
    with refusals_in_words(
        groups_consentanswer_consent_id_key=_("This is answered already."),
    ):
        return ConsentAnswer.objects.create(
            consent=consent, agreed=agrees, reason=reason.strip(), by=by
        )
