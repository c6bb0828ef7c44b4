"""The guards of an append-only table: no row is changed, and of a real election none is deleted."""

REAL = "EXISTS (SELECT 1 FROM store_installation WHERE NOT simulated)"


def guards(table):
    """The two halves of a RunPython: set the triggers, take them away."""

    def guard(apps, schema_editor):
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

    def unguard(apps, schema_editor):
        for name in ("append_only", "kept"):
            on = "" if schema_editor.connection.vendor == "sqlite" else f" ON store_{table}"
            schema_editor.execute(f"DROP TRIGGER store_{table}_{name}{on}")
            if schema_editor.connection.vendor != "sqlite":
                schema_editor.execute(f"DROP FUNCTION store_{table}_{name}()")

    return guard, unguard
