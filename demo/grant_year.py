"""The demo's grant year: 30 groups proposed, ten chosen, all accounted for.

As in the study: a payment comes back from the bank and is paid again, a report comes late, and
what it did not spend goes back.
"""

from demo.pictures import picture
from demo.selection import Selection
from grants.payment.actions.agreements import sign_agreement
from grants.payment.actions.bank_accounts import check_account, enter_account
from grants.payment.actions.payments import order_payment, pay_disbursement
from grants.selection.models import Award
from groups.actions.signed_pages import add_signed_page


class GrantYear(Selection):
    """The selection, then agreements and the orders to pay."""

    def agree(self, awards: list[Award]) -> None:
        """Accounts typed and checked, agreements drawn up; one number is typed wrong."""
        for place, award in enumerate(awards):
            wrong = place == self.RETURNED
            self.enter(award, days=53, number=self.number(award, wrong=wrong))
            with self.on(55) as today:
                agreement = sign_agreement(
                    award=award, date=today, today=today, by=self.users["endang"]
                )
                add_signed_page(
                    paper=agreement.paper,
                    photo=picture("surat", "NPHD bertanda tangan"),
                    by=self.facilitator(award.group, today),
                )

    RETURNED = 3  # whose first payment the bank returns

    def number(self, award: Award, *, wrong: bool = False) -> str:
        number = f"00123{award.group_id:07}"
        return f"{number[:-2]}{number[-1]}{number[-2]}9"[:12] if wrong else number

    def enter(self, award: Award, *, days: int, number: str, reason: str = "") -> None:
        with self.on(days) as today:
            account = enter_account(
                group=award.group,
                bank="Bank Jatim",
                number=number,
                holder=str(award.group),
                letter=picture("surat", "Surat bank"),
                reason=reason,
                today=today,
                by=self.facilitator(award.group, today),
            )
        with self.on(days + 1):
            check_account(account=account, right=True, by=self.users["sri"])

    def pay(self, awards: list[Award]) -> None:
        with self.on(58) as today:
            order = order_payment(
                round=self.round,
                awards=awards,
                date=today,
                spm=f"0042/SPM/{today.year}",
                sp2d=f"01187/SP2D/{today.year}",
                today=today,
                by=self.users["lilik"],
            )
        for disbursement in order.disbursements.select_related("award__group"):
            self.transfer(disbursement, days=59)

    def transfer(self, disbursement, *, days: int):
        with self.on(days) as today:
            account = disbursement.award.group.bank_accounts.first()
            return pay_disbursement(
                disbursement=disbursement,
                account_number=account.number,
                date=today,
                today=today,
                by=self.users["lilik"],
            )
