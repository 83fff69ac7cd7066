"""How tests find their way from a row of a grant."""

UP = ["candidacy", "award", "disbursement", "transfer", "report"]


def group_of(row):
    """The group that a row of its grant is about."""
    while not hasattr(row, "group"):
        row = next(getattr(row, name) for name in UP if hasattr(row, name))
    return row.group
