import pytest

from grants.selection.models import Award
from tests.grants.spending import in_hand
from tests.shared import shared

grant_in_hand = shared(in_hand)


@pytest.fixture
def award(grant_in_hand) -> Award:
    """A grant that arrived and was handed over today; not for modules with transactional tests."""
    return Award.objects.get(pk=grant_in_hand.pk)
