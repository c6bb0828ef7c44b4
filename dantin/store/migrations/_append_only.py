"""The guards of an append-only table: no row is changed, and of a real election none is deleted."""

from django.db.migrations.operations.base import Operation

REAL = "EXISTS (SELECT 1 FROM store_installation WHERE NOT simulated)"


class AppendOnly(Operation):
    """Set the triggers of a table. They need no model, so none is made for them (as `RunPython` would, of all)."""

    def __init__(self, table):
        self.table = table

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        table = self.table
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER store_{table}_append_only BEFORE UPDATE ON store_{table} "
                f"BEGIN SELECT RAISE(ABORT, 'store_{table} is append-only'); END"
            )
            schema_editor.execute(
                f"CREATE TRIGGER store_{table}_kept BEFORE DELETE ON store_{table} WHEN {REAL} "
                f"BEGIN SELECT RAISE(ABORT, 'store_{table} is append-only'); END"
            )
            return
        raised = f"RAISE EXCEPTION 'store_{table} is append-only' USING ERRCODE = 'integrity_constraint_violation';"
        schema_editor.execute(
            f"CREATE FUNCTION store_{table}_append_only() RETURNS trigger AS $$ BEGIN {raised} END $$ LANGUAGE plpgsql"
        )
        schema_editor.execute(
            f"CREATE TRIGGER store_{table}_append_only BEFORE UPDATE ON store_{table} "
            f"FOR EACH ROW EXECUTE FUNCTION store_{table}_append_only()"
        )
        schema_editor.execute(
            f"CREATE FUNCTION store_{table}_kept() RETURNS trigger AS $$ BEGIN IF {REAL} THEN {raised} END IF; "
            "RETURN OLD; END $$ LANGUAGE plpgsql"
        )
        schema_editor.execute(
            f"CREATE TRIGGER store_{table}_kept BEFORE DELETE ON store_{table} "
            f"FOR EACH ROW EXECUTE FUNCTION store_{table}_kept()"
        )

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        table = self.table
        for name in ("append_only", "kept"):
            on = "" if schema_editor.connection.vendor == "sqlite" else f" ON store_{table}"
            schema_editor.execute(f"DROP TRIGGER store_{table}_{name}{on}")
            if schema_editor.connection.vendor != "sqlite":
                schema_editor.execute(f"DROP FUNCTION store_{table}_{name}()")
