"""The database's own guarantees (architecture.md), each tested by breaking it with raw SQL.

As the site's own role, which the rights or a constraint refuse; and as the owner of the tables,
whom a trigger refuses. The numbers are those of the promises.
"""
