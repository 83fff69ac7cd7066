"""Models of the ledger: books, entries, closed months, rules, counts, disputes."""

from finance.models.acts import CashCount, Dispute, DuesWaiver, Opening, Period, Submission
from finance.models.books import Book, Chain
from finance.models.coaching import CoachingReport
from finance.models.entries import Entry
from finance.models.rules import DuesRule, SavingsRule

__all__ = [
    "Book",
    "CashCount",
    "Chain",
    "CoachingReport",
    "Dispute",
    "DuesRule",
    "DuesWaiver",
    "Entry",
    "Opening",
    "Period",
    "SavingsRule",
    "Submission",
]
