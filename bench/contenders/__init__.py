"""Ways to keep the books of one meeting: ten members, two amounts each, one durable commit.

Each module has `prepare()`, which makes GROUPS groups of MEMBERS members in a database of its own,
and `WAYS`, by name: a function that keeps the sheet of one group, given by its place in the list.
"""

GROUPS = 64
MEMBERS = 10
POSTINGS = 2 * MEMBERS
