"""What migrations are written with besides Django's own operations."""

from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Constraints and triggers of tables that are made already, all on one state of the models.

    One by one, each makes Django build anew every model that is related: half a minute for the
    hundreds of a large app.
    """

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return self.__class__.__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # built anew once, when the first of them asks
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
