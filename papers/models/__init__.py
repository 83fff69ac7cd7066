from papers.models.papers import Letterhead, Paper, PaperCount

__all__ = [
    "Letterhead",
    "Paper",
    "PaperCount",
]
