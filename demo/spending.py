"""What the ten chosen demo groups do with their grant, up to the accepted report."""

import datetime

from demo.grant_year import GrantYear
from demo.pictures import picture
from demo.plans import SELLERS
from demo.statements import Booked, mt940
from grants.payment.actions.matches import match_exact, match_line
from grants.payment.actions.office_accounts import add_office_account, confirm_office_account
from grants.payment.actions.refunds import record_refund
from grants.payment.actions.statements import import_statement
from grants.payment.models import BudgetLine, OfficeAccount, Refund, StatementLine, Transfer
from grants.selection.models import Award
from grants.spending.actions.follow_up import monitor_grant, remind_group
from grants.spending.actions.handovers import record_handover
from grants.spending.actions.purchases import record_purchase
from grants.spending.actions.reports import check_report, review_report, write_report
from groups.actions.signed_pages import add_signed_page

LATE, MENDED = 8, 5  # places: whose report comes late, whose is returned once
LEFT = 725_000  # what the late one did not spend
OPENING = 2_000_000_000
WORDS_OF_VISIT = {
    3: "Barang ada dan dipakai; buku kas sampai bulan ini.",
    6: "Usaha berjalan; hasil pertama masuk kas kelompok.",
}


class Spending:
    """After the orders to pay of a `GrantYear`; days are counted as there."""

    def __init__(self, year: GrantYear, awards: list[Award]):
        self.year, self.awards, self.users = year, awards, year.users
        self.on = year.on
        self.account = self.office_account()
        self.balance, self.statements = OPENING, 0

    def office_account(self) -> OfficeAccount:
        """Typed by one cashier, confirmed by the other."""
        account = add_office_account(
            office=self.year.district,
            bank="Bank Jatim",
            number="0011000123",
            by=self.users["lilik"],
        )
        return confirm_office_account(account=account, by=self.users["wawan"])

    def tell(self) -> None:
        self.arrive()
        self.return_and_pay_again()
        for place, award in enumerate(self.awards):
            self.hand_over(award)
            self.buy(award, place)
        for place, award in enumerate(self.awards):
            self.report(award, place)
        self.refund(self.awards[LATE])
        for award in self.awards:
            self.monitor(award)

    def statement(self, days: int, lines: list[Booked]) -> list[StatementLine]:
        """Import a statement of some days; return its lines except the bank fee."""
        self.statements += 1
        content = mt940(self.account.number, self.statements, self.balance, lines)
        self.balance += sum(line.amount for line in lines)
        with self.on(days) as today:
            imported = import_statement(
                account=self.account,
                name=f"koran-{self.statements:03}.sta",
                content=content,
                today=today,
                by=self.users["wawan"],
            )
        return list(imported.file.lines.order_by("place"))

    def booked(self, transfer: Transfer, date: datetime.date, *, back: bool = False) -> Booked:
        account = transfer.account
        return Booked(
            date,
            transfer.amount if back else -transfer.amount,
            transfer.reference,
            account.number,
            account.holder,
            "RETUR REKENING TIDAK DIKENAL" if back else "BLPS",
        )

    def arrive(self) -> None:
        """The first statement: ten payments, all exact, matched by the other cashier."""
        sent = Transfer.objects.filter(disbursement__award__in=self.awards)
        transfers = list(sent.select_related("account").order_by("pk"))
        paid = transfers[0].date
        lines = self.statement(60, [self.booked(transfer, paid) for transfer in transfers])
        with self.on(60) as today:
            match_exact(lines=lines, today=today, by=self.users["wawan"])

    def return_and_pay_again(self) -> None:
        """A payment is returned (two digits swapped): correct the account, check it, pay again."""
        award = self.awards[GrantYear.RETURNED]
        transfer = award.disbursement.transfers.select_related("account").get()
        with self.on(61) as today:
            back = self.booked(transfer, today, back=True)
        (line,) = self.statement(62, [back])
        with self.on(62) as today:
            match_line(
                line=line,
                paid=transfer,
                today=today,
                by=self.users["wawan"],
                reason="Retur dari bank, nomor rekening tertukar",
            )
        self.year.enter(
            award,
            days=63,
            number=self.year.number(award),
            reason="Dua angka tertukar waktu diketik",
        )
        again = self.year.transfer(award.disbursement, days=68)
        lines = self.statement(69, [self.booked(again, again.date)])
        with self.on(69) as today:
            match_exact(lines=lines, today=today, by=self.users["wawan"])

    def hand_over(self, award: Award) -> None:
        with self.on(72) as today:
            record_handover(
                award=award,
                date=today,
                witnesses="Kepala Desa Dawuhan dan Ketua RT",
                photo=picture("orang", f"Serah terima {award.group}"),
                today=today,
                by=self.year.facilitator(award.group, today),
            )

    def buy(self, award: Award, place: int) -> None:
        """Buy each line of the plan; animals one by one."""
        lines = award.candidacy.budgets.get().lines.order_by("number")
        for line in lines:
            pieces = int(line.quantity) if line.kind == BudgetLine.Kind.ANIMAL else 1
            for piece in range(pieces):
                amount = line.total // pieces
                if place == LATE and line.number == lines.count():
                    amount -= LEFT  # cheaper than planned
                self.purchase(award, line, piece, amount)

    def purchase(self, award: Award, line: BudgetLine, piece: int, amount: int) -> None:
        animal = line.kind == BudgetLine.Kind.ANIMAL
        vouched = animal or line.kind == BudgetLine.Kind.SMALL_STOCK
        with self.on(74 + 4 * line.number) as today:
            record_purchase(
                award=award,
                line=line,
                item=line.item,
                seller=SELLERS[line.kind],
                amount=amount,
                quantity=1 if animal else line.quantity,
                date=today,
                today=today,
                received_by=award.group.memberships.running(today).order_by("number")[piece % 5],
                receipt=picture("surat", f"Nota {line.item}"),
                second_offer=picture("surat", "Harga pembanding") if amount > 5_000_000 else None,
                tag=f"ID{award.group_id:04}{piece + 1:03}" if animal else "",
                weight=205 + 5 * piece if animal else None,
                health_letter=picture("surat", "Surat sehat hewan") if vouched else None,
                by=self.year.facilitator(award.group, today),
            )

    def report(self, award: Award, place: int) -> None:
        """Nine reports in time, one of them revised; the late one after a letter of reminder."""
        if place == LATE:
            with self.on(69 + 92) as today:
                remind_group(award=award, date=today, by=self.users["hendro"])
            self.account_for(award, days=165)
        elif place == MENDED:
            self.account_for(award, days=130, corrections="Nota angkutan kurang jelas. Foto lagi.")
            self.account_for(award, days=142)
        else:
            self.account_for(award, days=130 + place)

    def account_for(self, award: Award, *, days: int, corrections: str = "") -> None:
        with self.on(days) as today:
            by = self.year.facilitator(award.group, today)
            report = write_report(
                award=award,
                purchases=list(award.purchases.all()),
                date=today,
                remarks="Semua barang ada di kelompok.",
                by=by,
            )
            add_signed_page(
                paper=report.paper, photo=picture("surat", "LPJ bertanda tangan"), by=by
            )
            check_report(report=report, by=by)
        with self.on(days + 5) as today:
            review_report(
                report=report,
                accepted=not corrections,
                corrections=corrections,
                date=today,
                by=self.users["sri"],
            )

    def refund(self, award: Award) -> None:
        with self.on(175) as today:
            refund: Refund = record_refund(
                award=award,
                amount=LEFT,
                sts=f"STS/{today.year}/0031",
                date=today,
                slip=picture("surat", "Bukti setor STS"),
                today=today,
                by=self.year.facilitator(award.group, today),
            )
            account = award.group.bank_accounts.latest("pk")
            line = Booked(today, LEFT, refund.reference, account.number, account.holder, "SETOR")
        lines = self.statement(176, [line])
        with self.on(176) as today:
            match_exact(lines=lines, today=today, by=self.users["wawan"])

    def monitor(self, award: Award) -> None:
        for month, found in WORDS_OF_VISIT.items():
            with self.on(69 + 31 * month) as today:
                monitor_grant(
                    award=award,
                    month=month,
                    date=today,
                    found=found,
                    today=today,
                    agreed="Jadwal jaga kandang dijalankan",
                    by=self.users["hendro"],
                    photo=picture("kandang", str(award.group)),
                )
