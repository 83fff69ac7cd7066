from grants.selection.models.candidacies import (
    Candidacy,
    Declaration,
    Document,
    Finding,
    Visit,
    VisitPhoto,
    Withdrawal,
)
from grants.selection.models.decisions import (
    Award,
    Decree,
    ListedGroup,
    ListProposal,
    ListReturn,
    Revocation,
)
from grants.selection.models.publications import Objection, ObjectionAnswer, Publication
from grants.selection.models.rounds import Quota, Round
from grants.selection.models.sanctions import Sanction
from grants.selection.models.scores import Lot, Ranking, Score, ScoreSheet

__all__ = [
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
    "Ranking",
    "Revocation",
    "Round",
    "Sanction",
    "Score",
    "ScoreSheet",
    "Visit",
    "VisitPhoto",
    "Withdrawal",
]
