"""Find the group of a row."""

UP = ["candidacy", "award", "disbursement", "transfer", "report"]


def group_of(row):
    """The group, over the foreign keys from any row of a grant."""
    while not hasattr(row, "group"):
        row = next(getattr(row, name) for name in UP if hasattr(row, name))
    return row.group
