"""The journal: who did what, about what, when; each entry sealed by the one before it."""

import hashlib
import json
from typing import Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.names import Name, name_of

FIRST_PREVIOUS = "0" * 64


class AnyUser(Protocol):
    """Whoever asks, signed in or not: who people are is known on a floor above."""

    @property
    def is_active(self) -> bool: ...

    @property
    def is_staff(self) -> bool: ...


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: AnyUser) -> "EntryQuerySet":
        """The journal names people and drafts of every state: only the Secretariat reads it."""
        return self.all() if user.is_active and user.is_staff else self.none()

    def about(self, thing: models.Model) -> "EntryQuerySet":
        kind, key = name_of(thing)
        return self.filter(about_kind=kind, about_key=key)

    def in_order(self) -> "EntryQuerySet":
        return self.order_by("number")


class Entry(models.Model):
    """One line of the journal. It is never changed and never removed: the database itself refuses both.

    It points at nothing, so that nothing that happens to a person or an object can change what was written.
    """

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("when"), db_index=True)
    by_key = models.CharField(_("person's key"), max_length=40, blank=True)
    by_label = models.CharField(_("who"), max_length=254)
    verb = models.CharField(_("verb"), max_length=60, db_index=True)
    about_kind = models.CharField(_("kind of object"), max_length=100)
    about_key = models.CharField(_("object's key"), max_length=64)
    about_label = models.CharField(_("about what"), max_length=300)
    changes = models.JSONField(_("what changed"), default=dict, encoder=DjangoJSONEncoder)
    previous = models.CharField(_("seal of the entry before"), max_length=64)
    seal = models.CharField(_("seal"), max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        ordering = ["-number"]
        default_permissions = ["view"]
        indexes = [
            models.Index(fields=["about_kind", "about_key", "-number"], name="journal_about_an_object"),
            models.Index(fields=["by_label", "-number"], name="journal_by_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.by_label} · {self.verb} · {self.about_label}"

    @property
    def about(self) -> Name:
        return Name(self.about_kind, self.about_key)

    def computed_seal(self) -> str:
        """SHA-256, as hexadecimal, over everything the entry says and the seal of the one before it.

        What is hashed is the JSON list of the ten values below, in this order: objects sorted by key, no white space,
        letters as they are, in UTF-8; the instant in UTC with six digits of a second. Nothing else goes in, neither the
        reader's language nor where a model stands, so that whoever holds a copy can compute it without this house.
        """
        said = [
            self.number,
            self.at.isoformat(timespec="microseconds"),
            self.by_key,
            self.by_label,
            self.verb,
            self.about_kind,
            self.about_key,
            self.about_label,
            self.changes,
            self.previous,
        ]
        text = json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
