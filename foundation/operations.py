"""Migration operations besides Django's own."""

from django.db.migrations.operations.base import Operation


class BatchedOperations(Operation):
    """Applies many constraint and trigger operations on one rendered project state.

    Django renders all related models again after each such operation: half a minute for the
    hundreds of a large app. `state.apps` is a private cache of Django's; without it nothing is
    rendered until an operation asks. tests/foundation/test_operations.py says when this class
    is no longer needed.
    """

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return self.__class__.__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"{len(self.operations)} constraints and triggers together"
