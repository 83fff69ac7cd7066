"""Limits: so many uses in a span of time, counted in a table that forgets no live row.

    if not limit("look_up_nik", request.user.pk, most=30, per=timedelta(days=1)):
        … refuse with words

Ask it in the view or the form, before the act: in a transaction that a refusal rolls back, the use
would not count. A key may hold what a stranger typed; only its digest is stored.
"""

import datetime
from typing import Any

from django.db import connection
from django.utils.crypto import salted_hmac

CLEANED = 2  # rows out of date dropped with each use, so that they never pile up

USE = """
    INSERT INTO accounts_limit AS row (name, key, uses, until)
        VALUES (%(name)s, %(key)s, ARRAY[now()], now() + %(per)s)
        ON CONFLICT (name, key) DO UPDATE
            SET uses = ARRAY(SELECT used FROM unnest(row.uses) used WHERE used > now() - %(per)s)
                    || now(),
                until = now() + %(per)s
            WHERE (SELECT count(*) FROM unnest(row.uses) used WHERE used > now() - %(per)s)
                < %(most)s
        RETURNING id"""
COUNT = """
    SELECT count(*) FROM accounts_limit, unnest(uses) used
        WHERE name = %(name)s AND key = %(key)s AND used > now() - %(per)s"""
GIVE_BACK = """
    UPDATE accounts_limit SET uses = trim_array(uses, 1)
        WHERE name = %(name)s AND key = %(key)s AND cardinality(uses) > 0"""
CLEAN = """
    DELETE FROM accounts_limit WHERE id IN (SELECT id FROM accounts_limit WHERE until < now()
        ORDER BY until LIMIT %(cleaned)s FOR UPDATE SKIP LOCKED)"""


def limit(name: str, key: object, most: int, per: datetime.timedelta) -> bool:
    """Count a use; False where the key had its `most` within `per`, and then nothing is counted."""
    with connection.cursor() as cursor:
        cursor.execute(CLEAN, {"cleaned": CLEANED})
        cursor.execute(USE, _values(name, key, per) | {"most": most})
        return cursor.fetchone() is not None


def is_spent(name: str, key: object, most: int, per: datetime.timedelta) -> bool:
    """Whether the next use would be refused; counts nothing."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, _values(name, key, per))
        return cursor.fetchone()[0] >= most


def give_back(name: str, key: object) -> None:
    """Take back the last use, which turned out not to count."""
    with connection.cursor() as cursor:
        cursor.execute(GIVE_BACK, _values(name, key))


def _values(
    name: str, key: object, per: datetime.timedelta = datetime.timedelta()
) -> dict[str, Any]:
    digest = salted_hmac(f"accounts.limits.{name}", str(key), algorithm="sha256")
    return {"name": name, "key": digest.hexdigest(), "per": per}
