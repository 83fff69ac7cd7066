"""Assessment of groups: filled criterion by criterion, signed, compared (domain.md §7)."""
