from grants.selection.models.candidacies import Candidacy, Document, Visit, VisitPhoto, Withdrawal
from grants.selection.models.decisions import Award, Decree, Revocation
from grants.selection.models.endings import QuotaWithdrawal, RoundClosing
from grants.selection.models.findings import Declaration, Finding
from grants.selection.models.lists import ListedGroup, ListProposal, ListReturn
from grants.selection.models.publications import (
    AnswerPapers,
    Objection,
    ObjectionAnswer,
    Publication,
)
from grants.selection.models.rounds import Quota, Round
from grants.selection.models.sanctions import Sanction
from grants.selection.models.scores import Lot, Ranking, Score, ScoreSheet

__all__ = [
    "AnswerPapers",
    "Award",
    "Candidacy",
    "Declaration",
    "Decree",
    "Document",
    "Finding",
    "ListProposal",
    "ListReturn",
    "ListedGroup",
    "Lot",
    "Objection",
    "ObjectionAnswer",
    "Publication",
    "Quota",
    "QuotaWithdrawal",
    "Ranking",
    "Revocation",
    "Round",
    "RoundClosing",
    "Sanction",
    "Score",
    "ScoreSheet",
    "Visit",
    "VisitPhoto",
    "Withdrawal",
]
