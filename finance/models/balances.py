"""The trigger that keeps balances, and refuses what makes a book negative on any day."""

from finance.models.books import Book
from foundation.triggers import quoted, refuse

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
