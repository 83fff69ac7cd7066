"""Filter of the list of what waits."""

from django.utils.translation import gettext_lazy as _

from foundation.filters import Filter
from foundation.searches import SearchField
from foundation.tasks import Task


class WaitingFilter(Filter):
    """By words of what it is about or of its village."""

    q = SearchField(label=_("Group or village"))

    def of(self, tasks: list[Task]) -> list[Task]:
        asked = self.cleaned_data.get("q") if self.is_bound and self.is_valid() else ""
        words = (asked or "").casefold().split()
        return [
            task
            for task in tasks
            if all(word in f"{task.about} {task.place}".casefold() for word in words)
        ]
