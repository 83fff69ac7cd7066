"""Privacy: who saw what, what is held of whom, corrections, erasing, breaches (domain.md §9)."""
