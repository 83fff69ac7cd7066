"""The trigger that keeps balances, and refuses what makes a book negative on any day."""

from finance.models.books import Book
from foundation.triggers import INDENT, quoted, refuse, refuse_if

# The balance itself is guarded by the constraint finance_book_not_negative. Entries later than the
# day of one that lowers a book are read back from the balance, which costs nothing where there are
# none: the usual case.
REFUSAL = refuse(
    "On a day since then there was not that much in the book.", "finance_entry_each_day"
)
KEEPS_BALANCES = f"""
                    WITH kept AS (
                        UPDATE finance_book b SET balance = b.balance + CASE
                            WHEN b.kind IN ({quoted(*Book.DEBIT_SIDE)})
                            THEN d.change ELSE -d.change END
                        FROM (
                            SELECT book, sum(change) AS change,
                                min(date) FILTER (WHERE change > 0) AS debited_on,
                                min(date) FILTER (WHERE change < 0) AS credited_on
                            FROM (
                                SELECT debit_id AS book, date, amount AS change FROM new_rows
                                UNION ALL SELECT credit_id, date, -amount FROM new_rows
                            ) moved GROUP BY book
                        ) d WHERE d.book = b.id
                        RETURNING b.id, b.balance,
                            CASE WHEN b.kind IN ({quoted(*Book.DEBIT_SIDE)})
                                THEN 1 ELSE -1 END AS side,
                            CASE WHEN b.kind NOT IN ({quoted(*Book.NEVER_NEGATIVE)}) THEN NULL
                                WHEN b.kind IN ({quoted(*Book.DEBIT_SIDE)})
                                THEN d.credited_on ELSE d.debited_on END AS lowered_on
                    )
                    SELECT k.id INTO short FROM kept k
                    WHERE k.lowered_on IS NOT NULL AND EXISTS (
                        SELECT FROM (
                            SELECT k.balance - k.side * sum(change) OVER (ORDER BY date DESC)
                                AS before
                            FROM (
                                SELECT date, amount AS change FROM finance_entry
                                WHERE debit_id = k.id AND date > k.lowered_on
                                UNION ALL
                                SELECT date, -amount FROM finance_entry
                                WHERE credit_id = k.id AND date > k.lowered_on
                            ) later
                        ) days WHERE before < 0
                    ) LIMIT 1;
                    IF short IS NOT NULL THEN
                        {REFUSAL}
                    END IF;
                    RETURN NULL;"""

# Subqueries of one value, which the planner answers by key: a join might read all groups.
DATED = """EXISTS (
                        SELECT FROM (SELECT group_id, min(date) AS first, max(date) AS last
                            FROM new_rows GROUP BY group_id) n
                        WHERE n.last > ((now() + interval '5 minutes')
                                        AT TIME ZONE 'Asia/Jakarta')::date
                            OR n.first < (SELECT formed_on FROM groups_group
                                          WHERE id = n.group_id))"""
OF_ANOTHER_SHEET = """EXISTS (
                        SELECT FROM (SELECT DISTINCT meeting_id, date FROM new_rows
                            WHERE meeting_id IS NOT NULL) n
                        WHERE (SELECT m.date <> n.date OR m.cancelled_at IS NOT NULL
                               FROM groups_meeting m WHERE m.id = n.meeting_id)
                            OR (SELECT count(*) > 0 FROM finance_cashcount c
                                WHERE c.meeting_id = n.meeting_id))"""
DATED_AND_OF_AN_OPEN_SHEET = "".join(
    INDENT + statement
    for statement in (
        refuse_if(
            DATED,
            "An entry is dated since the group was formed, not later than today.",
            "finance_entry_date",
        ),
        refuse_if(
            OF_ANOTHER_SHEET,
            "An entry of a meeting is of its day, posted before its count.",
            "finance_entry_of_an_open_sheet",
        ),
        "RETURN NULL;",
    )
)
