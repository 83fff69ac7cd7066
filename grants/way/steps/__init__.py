"""All steps of a grant, defined once: role, page, what completes it, how and since when it waits.

The page of a group's grant, the tasks of the home page, the lists of payments and of reports and
the phases of a round read this table. The rows of each step are a QuerySet method of a model.
"""

from grants.way.step import Step, Waiting
from grants.way.steps.beside import BESIDE
from grants.way.steps.payment import PAYMENT
from grants.way.steps.selection import SELECTION
from grants.way.steps.spending import SPENDING

WAY = SELECTION + PAYMENT + SPENDING
STEP_OF: dict[str, tuple[Step, Waiting]] = {
    waiting.key: (step, waiting) for step in WAY + BESIDE for waiting in step.waits
}
