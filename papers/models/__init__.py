from papers.models.offices import Emblem, Letterhead, Official, Wording
from papers.models.papers import Paper, PaperCount, TakenNumber
from papers.models.recorded import AppendOnly, Recorded
from papers.models.signed_pages import OfficePage, SignedPage

__all__ = [
    "AppendOnly",
    "Emblem",
    "Letterhead",
    "OfficePage",
    "Official",
    "Paper",
    "PaperCount",
    "Recorded",
    "SignedPage",
    "TakenNumber",
    "Wording",
]
