"""Địa chỉ của cơ sở dữ liệu as `DANTIN_DATABASE` has it, for the processes that a test starts."""

from typing import Any
from urllib.parse import quote


def address_of(database: dict[str, Any], name: str = "") -> str:
    """The address of a configured database, or of the one called `name` on its server."""
    name = name or str(database["NAME"])
    if not database["ENGINE"].endswith("postgresql"):
        return name
    who = f"{database['USER']}:{database['PASSWORD']}"
    return f"postgresql://{who}@/{name}?host={quote(database['HOST'])}&port={database['PORT']}"
