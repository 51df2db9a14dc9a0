"""The column that names a kind of notice: it lists none, so that a new kind needs no migration."""

from collections.abc import Sequence
from typing import Any

from django.db import models

from notices.kinds import Phrase, label_of


class KindField(models.CharField):
    """The name of a kind. It reads as its owner calls it, and as its name where its owner is gone."""

    def __init__(self, verbose_name: Phrase, max_length: int = 40, **options: Any):
        super().__init__(verbose_name, max_length=max_length, **options)  # type: ignore[arg-type]  # the stubs know a Promise of another make

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """To a migration it is a text like any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def contribute_to_class(self, model: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(model, name, private_only)
        # As Django does for a column that lists its choices.
        setattr(model, f"get_{name}_display", lambda row: str(label_of(getattr(row, name))))

    def label_of(self, name: str) -> Phrase:
        return label_of(name)
