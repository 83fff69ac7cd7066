from papers.models.papers import Letterhead, Paper, PaperCount, TakenNumber
from papers.models.recorded import AppendOnly, Recorded
from papers.models.signed_pages import SignedPage

__all__ = [
    "AppendOnly",
    "Letterhead",
    "Paper",
    "PaperCount",
    "Recorded",
    "SignedPage",
    "TakenNumber",
]
