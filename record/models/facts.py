"""What every fact of the record carries."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from record.models.sources import require_known_sources


class Confidence(models.TextChoices):
    """How well a source bears a fact out. What rests on memory alone is never loaded."""

    SEEN = "V", _("seen in a source")
    PARTLY = "P", _("partly: the main point seen, a detail such as the day not")
    INFERRED = "I", _("inferred from sources")


class SourcedFact(models.Model):
    """A fact that says where it was read and how sure that is; empty where a person entered it here."""

    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Keys of sources, separated by semicolons, or a citation."),
    )
    confidence = models.CharField(_("confidence"), max_length=1, choices=Confidence.choices, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    # Which row of the data files this is: so that loading again finds it, whatever people have corrected in it since.
    record_key = models.CharField(max_length=120, unique=True, null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        require_known_sources(self)
