"""The files of this tree that people wrote: what git would keep, found without asking git."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NOT_OURS = {"build", "dist", "node_modules", "__pycache__", "vendor"}
HIDDEN_BUT_OURS = {".ci"}


def files(*suffixes: str, under: str = ".") -> list[Path]:
    """Every file with one of these suffixes (all when none is given), in order, as paths relative to the root."""
    found = (path.relative_to(ROOT) for path in _walk(ROOT / under))
    return sorted(path for path in found if not suffixes or path.suffix in suffixes)


def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        hidden = path.name.startswith(".") and path.name not in HIDDEN_BUT_OURS
        if path.is_dir():
            if not hidden and path.name not in NOT_OURS and not path.name.endswith(".egg-info"):
                yield from _walk(path)
        elif not hidden or folder == ROOT:
            yield path
