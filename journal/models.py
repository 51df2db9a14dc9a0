"""The journal: who did what, about what, when; each entry sealed by the one before it."""

import hashlib

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.names import Name, name_of
from journal.said import as_json
from journal.silence import kept_silent
from journal.staff import Somebody, is_of_staff

FIRST_PREVIOUS = "0" * 64


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: Somebody) -> "EntryQuerySet":
        """The journal names people and drafts of every state: only the Secretariat reads it.

        What a state keeps to itself, it keeps from the Secretariat, too: that it is there, who wrote it, and when.
        """
        return self.told() if is_of_staff(user) else self.none()

    def told(self) -> "EntryQuerySet":
        """Without those about what its owner alone may know of."""
        return self.exclude(kept_silent())

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
    # Digests of what the act said, by row and column, and some salt. None: written before there were any.
    said = models.JSONField(_("digests of what was said"), null=True, blank=True, editable=False)
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

    def digest(self) -> str:
        """SHA-256, as hexadecimal, over everything the entry says, without the entry before it.

        What is hashed is the JSON list of the ten values below, in this order: objects sorted by key, no white space,
        letters as they are, in UTF-8; the instant in UTC with six digits of a second. Nothing else goes in, neither the
        reader's language nor where a model stands, so that whoever holds a copy can compute it without this house.
        The salt in `said` keeps whoever holds the digest alone from guessing what it is of.
        """
        return _sealed([*self._facts(), self.said])

    def computed_seal(self) -> str:
        """SHA-256 over the number, the seal of the entry before, and the entry's digest: a JSON list, written likewise.

        So the chain can be walked by who knows the digests of entries and not what they say. An entry that was written
        before digests were kept (`said` is None) is sealed by its nine facts and the seal of the one before.
        """
        if self.said is None:
            return _sealed([*self._facts(), self.previous])
        return _sealed([self.number, self.previous, self.digest()])

    def _facts(self) -> list[object]:
        return [
            self.number,
            self.at.isoformat(timespec="microseconds"),
            self.by_key,
            self.by_label,
            self.verb,
            self.about_kind,
            self.about_key,
            self.about_label,
            self.changes,
        ]


def _sealed(values: list[object]) -> str:
    return hashlib.sha256(as_json(values).encode()).hexdigest()


class NightlySeal(models.Model):
    """The seal at which the journal stood on a night: sent out of the house by letter, and published.

    Whoever kept one finds a journal that was cut or written anew since. The database refuses to change or remove one.
    """

    day = models.DateField(_("day"), primary_key=True)
    number = models.PositiveBigIntegerField(_("number of the entry"))
    seal = models.CharField(_("seal"), max_length=64)

    key_field = "day"

    class Meta:
        verbose_name = _("nightly seal")
        verbose_name_plural = _("nightly seals")
        ordering = ["day"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.number} {self.seal}"


class NightlyCheck(models.Model):
    """What was found when something was last looked through at night, and how far it came.

    It looks through a part a night where all would take too long: `cursor` says where it goes on.
    """

    name = models.CharField(_("what is looked through"), max_length=40, primary_key=True)
    at = models.DateTimeField(_("looked through at"))
    cursor = models.CharField(_("goes on after"), max_length=400, blank=True)
    faults = models.JSONField(_("what was found"), default=list)

    class Meta:
        verbose_name = _("nightly check")
        verbose_name_plural = _("nightly checks")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
