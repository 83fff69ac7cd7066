"""What is known of a register's rows beside what their file says: in which group each is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy

from foundation.lists import ListColumn, link
from foundation.templatetags.constants import address_of
from groups.models import Membership
from groups.registers.models import RegisterPerson
from groups.registers.reports.findings import Findings
from groups.registers.reports.search import memberships_of

OF_MEMBERS = ("known", "away")  # what is shown of a file: who may be in a group


@dataclass
class Beside:
    """Filled for the rows of a page, or of a table, by `read`; its columns show it."""

    findings: Findings
    show: str
    members: dict[str | int | None, Membership] = field(default_factory=dict)

    def read(self, rows: Sequence[RegisterPerson]) -> Sequence[RegisterPerson]:
        """The rows themselves, after reading what stands beside them."""
        if self.show in OF_MEMBERS:
            self.members = memberships_of(rows, self.findings.user)
        return rows

    def member(self, row: RegisterPerson) -> Membership | None:
        return self.members.get(row.nik_index) or self.members.get(row.person_id)

    def columns(self) -> list[ListColumn]:
        if self.show in OF_MEMBERS:
            return [ListColumn(gettext_lazy("In the group"), self._linked, value=self._told)]
        return []

    def _told(self, row: RegisterPerson) -> str:
        member = self.member(row)
        return f"{member.group}, {member.code}" if member else ""

    def _linked(self, row: RegisterPerson) -> object:
        member = self.member(row)
        return link(address_of("groups:member", member.pk), self._told(row)) if member else ""
