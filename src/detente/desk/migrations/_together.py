"""Changes of tables that are worked out once for all of them: a first start spends seconds less on them.

Django draws every model again after each change of a field, a rule or an index. Changes that stand side by side see the
same models before and after: what goes to the database is the same, and the models are drawn once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AddConstraint, AddField, AddIndex, AlterField, RemoveConstraint
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_ALIKE: Final = (AddConstraint, AddField, AddIndex, AlterField, RemoveConstraint)
"""None of them looks at what another one did, as long as each name occurs once."""


def together(operations: Sequence[Operation]) -> list[Operation]:
    """The same operations in the same order, with those that stand side by side and are alike made one."""
    return [one for alike, some in groupby(operations, _is_alike) for one in _joined(alike, list(some))]


def _is_alike(operation: Operation) -> bool:
    return isinstance(operation, _ALIKE)


def _joined(alike: bool, operations: list[Operation]) -> Iterator[Operation]:
    return iter([Together(operations)] if alike and len(operations) > 1 else operations)


class Together(Operation):
    """Operations that share one state before and one after."""

    reduces_to_sql = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change the state by all of them; its models are drawn when somebody asks for them."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Change the tables, in order."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Change them back, the last first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What each of them does."""
        return "; ".join(operation.describe() for operation in self.operations)
