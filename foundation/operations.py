"""Migration operations besides Django's own."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.operations import AddConstraint, AddField, AddIndex
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

ADDS = (AddField, AddIndex, AddConstraint, AddTrigger)  # none looks at what another one adds


class BatchedOperations(Operation):
    """Applies many constraint and trigger operations on one rendered project state.

    Django renders all related models again after each such operation: half a minute for the
    hundreds of a large app. `state.apps` is a private cache of Django's; without it nothing is
    rendered until an operation asks. tests/foundation/test_operations.py says when this class
    is no longer needed.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"{len(self.operations)} operations together"


class ForApp(BatchedOperations):
    """Operations on the models of another app than the migration's."""

    def __init__(self, app_label: str, operations: Sequence[Operation]) -> None:
        super().__init__(operations)
        self.app_label = app_label

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, [self.app_label], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        super().state_forwards(self.app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        super().database_forwards(self.app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        super().database_backwards(self.app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"{self.app_label}: {super().describe()}"


class Adjoining(BatchedOperations):
    """Operations that add to models; what they touched is rendered once, after the last."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        rendered = state.__dict__.get("apps")
        super().state_forwards(app_label, state)
        if rendered:
            state.__dict__["apps"] = rendered
            related = any(
                isinstance(each, AddField) and each.field.is_relation for each in self.operations
            )
            touched = {getattr(each, "model_name", "").lower() for each in self.operations}
            state.reload_models([(app_label, name) for name in touched], delay=not related)


def adjoined(operations: Sequence[Operation]) -> list[Operation]:
    """The operations with neighbours that only add to models made one."""
    found: list[Operation] = []
    batch: list[Operation] = []
    added: set[tuple[str, str]] = set()
    for operation in [*operations, None]:
        removed = isinstance(operation, RemoveTrigger) and key_of(operation)
        if not isinstance(operation, (*ADDS, RemoveTrigger)) or removed in added:
            found += [Adjoining(batch)] if len(batch) > 1 else batch
            batch, added = [], set()
        if isinstance(operation, (*ADDS, RemoveTrigger)):
            batch.append(operation)
            added |= {key_of(operation)} if isinstance(operation, AddTrigger) else set()
        elif operation:
            found.append(operation)
    return found


def key_of(operation: AddTrigger | RemoveTrigger) -> tuple[str, str]:
    name = operation.trigger.name if isinstance(operation, AddTrigger) else operation.name
    return operation.model_name.lower(), str(name)


class QuickExecutor(MigrationExecutor):
    """Django's executor, which renders the models less often: a new database takes half the time.

    The migrations and what they do to the database stay the same.
    """

    def apply_migration(
        self,
        state: ProjectState,
        migration: Migration,
        fake: bool = False,
        fake_initial: bool = False,
    ) -> ProjectState:
        vars(migration)["operations"] = adjoined(migration.operations)
        return super().apply_migration(state, migration, fake, fake_initial)
