"""The key that signs sessions where nobody set one: made once, kept beside the data, never in the code."""

from pathlib import Path

from django.core.management.utils import get_random_secret_key


def development_secret_key(data_dir: Path) -> str:
    """Return the key kept in `data_dir`, making it at the first start; `check --deploy` refuses it in production."""
    path = data_dir / "secret-key"
    data_dir.mkdir(parents=True, exist_ok=True)
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
