"""SQL fragments of the triggers of assessments; an argument is SQL over the new row."""


def is_signed(assessment: str) -> str:
    return (
        "EXISTS (SELECT FROM groups_assessment signed"
        f" WHERE signed.id = {assessment} AND signed.signed_at IS NOT NULL)"
    )


def answers_of_two(first: str) -> str:
    """The signed answers of an assessment and of the second one beside it."""
    return f"""(
        SELECT given.criterion_id, given.level
        FROM groups_assessment judged JOIN groups_answer given ON given.assessment_id = judged.id
        WHERE {first} IN (judged.id, judged.beside_id) AND judged.signed_at IS NOT NULL
            AND NOT judged.is_settlement)"""


def answers_differ(first: str) -> str:
    return f"""EXISTS (SELECT FROM {answers_of_two(first)} given
            GROUP BY given.criterion_id HAVING min(given.level) < max(given.level))"""


TOTAL = """
                    NEW.total := (
                        SELECT sum(round((c.weight * given.level)::numeric / i.divisor, 2))
                        FROM groups_answer given
                        JOIN groups_criterion c ON c.id = given.criterion_id
                        JOIN groups_instrument i ON i.id = c.instrument_id
                        WHERE given.assessment_id = NEW.id);"""
