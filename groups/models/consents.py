"""Consent of another district's office that a person of theirs is taken into a group here."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, User, district_of
from foundation.relations import or_none
from foundation.triggers import checked_insert, refuse_if
from groups.models.groups import Group
from groups.models.members import Membership
from groups.models.people import Person
from papers.models import Recorded


class ConsentQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ConsentQuerySet":
        """Those asked of the offices in the territories of the user's roles."""
        seen = Q(pk__in=[])
        for held in user.running_assignments:
            if held.region_id:
                seen |= Q(office=held.region_id) | Q(office__code__startswith=f"{held.region_id}.")
        return self.filter(seen)

    def waiting(self) -> "ConsentQuerySet":
        return self.filter(answer=None)

    def lacking(self, group: Group, persons: Iterable[int]) -> set[int]:
        """Who of these is of another district alone, whose office has not agreed to this group.

        Of a district is who lives there, or is or was a member of a group there.
        """
        rows = Membership.objects.without_mistakes().filter(person__in=persons)
        districts: dict[int, set[str]] = defaultdict(set)
        for person, *villages in rows.values_list(
            "person", "group__village", "person__household__village"
        ):
            districts[person] |= {district_of(village) for village in villages}
        here = district_of(group.village_id)
        others = {person for person, known in districts.items() if here not in known}
        if not others:
            return set()
        agreed = self.filter(group=group, person__in=others, answer__agreed=True)
        return others - set(agreed.values_list("person", flat=True))


class Consent(Recorded):
    """Asks the office of another district whether a person of theirs may join a group here."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="consents")  # that asks
    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    office = models.ForeignKey(Region, models.PROTECT, related_name="+")  # that is asked
    why = models.CharField(_("who is it, and why here?"), max_length=200)

    answered = or_none("answer")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        permissions = [
            ("ask_consent", "Ask another district for a person"),
            ("answer_consent", "Let a person join a group of another district"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="groups_consent_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.office}: {self.group}"

    @property
    def territory(self) -> Region:
        return self.office


class ConsentAnswer(Recorded):
    """The word of the office that was asked; a refusal has its reason."""

    consent = models.OneToOneField(Consent, models.PROTECT, related_name="answer")
    agreed = models.BooleanField()
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed=True) | ~Q(reason=""), name="groups_consentanswer_has_a_reason"
            ),
        ]
        triggers = [
            checked_insert(
                "by_another",
                refuse_if(
                    "(SELECT by_id FROM groups_consent WHERE id = NEW.consent_id) = NEW.by_id",
                    "Who asked does not answer.",
                    "groups_consentanswer_by_another",
                ),
            )
        ]

    def __str__(self):
        return f"{self.consent}: {self.agreed}"
