from grants.payment.models.agreements import Agreement
from grants.payment.models.bank import BankFile, StatementLine
from grants.payment.models.bank_accounts import AccountCheck, BankAccount
from grants.payment.models.budget_answers import BudgetApproval, BudgetReturn
from grants.payment.models.budgets import Budget, BudgetLine
from grants.payment.models.file_withdrawals import FileWithdrawal
from grants.payment.models.lost_transfers import LostTransfer
from grants.payment.models.matches import EntryOfGrant, LineNote, Match
from grants.payment.models.movements import BankMovement, MatchKind
from grants.payment.models.office_accounts import OfficeAccount
from grants.payment.models.payments import Disbursement, PaymentOrder, Transfer
from grants.payment.models.refunds import Refund, RefundCancellation
from grants.payment.models.sp2d import Sp2d
from grants.payment.models.undone_matches import UndoneMatch
from grants.payment.models.undone_notes import UndoneNote

__all__ = [
    "AccountCheck",
    "Agreement",
    "BankAccount",
    "BankFile",
    "BankMovement",
    "Budget",
    "BudgetApproval",
    "BudgetLine",
    "BudgetReturn",
    "Disbursement",
    "EntryOfGrant",
    "FileWithdrawal",
    "LineNote",
    "LostTransfer",
    "Match",
    "MatchKind",
    "OfficeAccount",
    "PaymentOrder",
    "Refund",
    "RefundCancellation",
    "Sp2d",
    "StatementLine",
    "Transfer",
    "UndoneMatch",
    "UndoneNote",
]
