"""Facts about grants, in the order they come about: each paper stands on the one before."""

from grants.models.agreements import Agreement, SignedPage
from grants.models.audits import AuditFile
from grants.models.bank import BankFile, OfficeAccount, StatementLine
from grants.models.bank_accounts import AccountCheck, BankAccount
from grants.models.budgets import Budget, BudgetApproval, BudgetLine, BudgetReturn
from grants.models.candidacies import (
    Candidacy,
    Declaration,
    Document,
    Finding,
    Visit,
    VisitPhoto,
    Withdrawal,
)
from grants.models.decisions import (
    Award,
    Decree,
    ListedGroup,
    ListProposal,
    ListReturn,
    Revocation,
)
from grants.models.follow_up import Loss, MonitoringVisit, Sanction
from grants.models.matches import EntryOfGrant, LineNote, Match
from grants.models.papers import Letterhead, Paper, PaperCount
from grants.models.payments import Disbursement, PaymentOrder, Transfer
from grants.models.publications import Objection, ObjectionAnswer, Publication
from grants.models.reports import (
    Refund,
    RefundCancellation,
    Report,
    ReportCheck,
    ReportedPurchase,
    Review,
)
from grants.models.rounds import Quota, Round
from grants.models.scores import Lot, Ranking, Score, ScoreSheet
from grants.models.spending import Evidence, Handover, Purchase

__all__ = [
    "AccountCheck",
    "Agreement",
    "AuditFile",
    "Award",
    "BankAccount",
    "BankFile",
    "Budget",
    "BudgetApproval",
    "BudgetLine",
    "BudgetReturn",
    "Candidacy",
    "Declaration",
    "Decree",
    "Disbursement",
    "Document",
    "EntryOfGrant",
    "Evidence",
    "Finding",
    "Handover",
    "Letterhead",
    "LineNote",
    "ListProposal",
    "ListReturn",
    "ListedGroup",
    "Loss",
    "Lot",
    "Match",
    "MonitoringVisit",
    "Objection",
    "ObjectionAnswer",
    "OfficeAccount",
    "Paper",
    "PaperCount",
    "PaymentOrder",
    "Publication",
    "Purchase",
    "Quota",
    "Ranking",
    "Refund",
    "RefundCancellation",
    "Report",
    "ReportCheck",
    "ReportedPurchase",
    "Review",
    "Revocation",
    "Round",
    "Sanction",
    "Score",
    "ScoreSheet",
    "SignedPage",
    "StatementLine",
    "Transfer",
    "Visit",
    "VisitPhoto",
    "Withdrawal",
]
