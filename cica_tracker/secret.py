"""What a data folder keeps to its owner: the key that signs sessions where nobody set one, and a database that is a file.

The key is made once, kept beside the data, never in the code.
"""

import os
from contextlib import suppress
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def development_secret_key(data_dir: Path) -> str:
    """Return the key kept in `data_dir`, making it at the first start; `check --deploy` refuses it in production."""
    path = data_dir / "secret-key"
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        # Written whole under a name of its own, then linked: of several processes that start at once one wins.
        draft = path.with_name(f"secret-key.{get_random_secret_key()[:8].encode().hex()}")
        draft.write_text(get_random_secret_key())
        draft.chmod(0o600)
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


def keep_to_its_owner(database: str | Path) -> None:
    """Nobody else on the machine reads a database that is a file. SQLite gives what it keeps beside it the same rights.

    A new one is begun for its owner alone; of one that is there, others than its group lose what they could. What can't
    be changed stays as it is: a folder that only reads has a check of its own.
    """
    path = Path(database)
    if str(database) == ":memory:" or str(database).startswith("file:"):
        return
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            for kept in path.parent.glob(f"{path.name}*"):
                if (mode := kept.stat().st_mode) & 0o007:
                    kept.chmod(mode & 0o770)
