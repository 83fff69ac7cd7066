from papers.models.papers import Letterhead, Paper, PaperCount, Recorded, never_changed
from papers.models.signed_pages import SignedPage

__all__ = ["Letterhead", "Paper", "PaperCount", "Recorded", "SignedPage", "never_changed"]
