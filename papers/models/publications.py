"""Publications: what the Conference decides to publish, who contributed to it, and its text in each language."""

import uuid
from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models import Area, Measure
from meetings.access import reader_tokens
from members.choices import Audience
from members.models import Participant, Person
from papers.choices import ContributorKind, PublicationKind, PublicationStage, PublishingStage
from papers.models.institutions import Institution
from papers.models.papers import Circulation, Folder, Paper
from papers.models.publishing import newest_request
from record.models import Correctable, RowsThatCount, Searched, words_in
from record.readers import ReadersField
from record.texts import MultilingualField, WrittenWords, in_language, wording_for_reader

# While it is prepared: the states concerned see it in any case.
PREPARED_BEFORE = tuple(
    (value, label) for value, label in Audience.choices if value in {Audience.SECRETARIAT, Audience.MEMBERS}
)


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, user: Person) -> Self:
        """While it is prepared, the states concerned, the Secretariat and the Chair, or all members; once published, everybody."""
        return self.filter(readers__open_to=reader_tokens(user))

    def of_states(self, keys: Iterable[int]) -> Self:
        return self.filter(states__in=keys).distinct()

    def matching(self, words: str) -> Self:
        return self.filter(pk__in=words_in(self.model, words))

    def as_listed(self) -> Self:
        rows = self.select_related("area__edition", "area__parent", "measure", "folder")
        return rows.prefetch_related("states", "texts")


class Publication(Correctable, Searched):
    """What the Conference publishes, by mutual agreement of the states concerned (AA 34; Agreement on the Secretariat, art. 2 (5)).

    Its texts are versions of one paper, in one language or several; each is published once every state concerned agreed.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    title = MultilingualField(_("title"))
    # Of what is published: how it is to be called, once the states concerned agreed to that; empty where nobody wishes it.
    next_title = MultilingualField(_("is to be called"), blank=True, editable=False)
    kind = models.CharField(pgettext_lazy("of a publication", "kind"), max_length=8, choices=PublicationKind.choices)
    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="publications", null=True, blank=True, verbose_name=_("measure")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="publications", null=True, blank=True, verbose_name=_("area")
    )
    states = models.ManyToManyField(Participant, related_name="publications", verbose_name=_("states concerned"))
    # Rows of kind, name, the code of a state, and the key of an institution: who beside states had a part in it.
    contributors = models.JSONField(_("contributors"), default=list, blank=True)
    # Those of the contributors that a state nominated.
    institutions = models.ManyToManyField(
        Institution, related_name="publications", blank=True, editable=False, verbose_name=_("institutions")
    )
    made_from = models.ManyToManyField(Paper, related_name="publications", blank=True, verbose_name=_("made from"))
    # By its symbol, as the room above knows decisions.
    decision = models.CharField(pgettext_lazy("a publication", "by decision"), max_length=60, blank=True)
    audience = models.CharField(
        _("who sees it while it is prepared"),
        max_length=12,
        choices=PREPARED_BEFORE,
        default=Audience.SECRETARIAT,
    )
    stage = models.CharField(
        _("stage"), max_length=9, choices=PublicationStage.choices, default=PublicationStage.DRAFT, editable=False
    )
    published_on = models.DateField(_("published on"), null=True, blank=True, editable=False)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True, editable=False)
    reason = models.CharField(_("why it was withdrawn"), max_length=500, blank=True, editable=False)
    folder = models.OneToOneField(Folder, models.PROTECT, related_name="publication", editable=False)
    # Raised by all that is done about it: of two who act at once one is told.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    readers = ReadersField()

    seals = ("title", "next_title", "contributors")
    key_field = "uid"
    called_with = ()
    objects = RowsThatCount.from_queryset(PublicationQuerySet)()
    everything = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        indexes = [models.Index(fields=["at", "id"], name="publications_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage="published") | Q(published_on__isnull=False), name="what_is_published_has_its_day"
            ),
            models.CheckConstraint(
                condition=~Q(stage="withdrawn") | Q(withdrawn_on__isnull=False), name="what_is_withdrawn_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.title)

    def get_absolute_url(self) -> str:
        return reverse("publication-detail", args=[self.uid])

    @property
    def heading(self) -> WrittenWords:
        return wording_for_reader(self.title)

    @property
    def about_what(self) -> str:
        return in_language(self.title)

    @property
    def is_published(self) -> bool:
        return self.stage == PublicationStage.PUBLISHED

    @property
    def named(self) -> list[dict[str, Any]]:
        """Who beside states had a part in it, each with its kind in words."""
        return [{**row, "label": ContributorKind(row["kind"]).label} for row in self.contributors]

    @property
    def waits_for_its_title(self) -> bool:
        """Whether it is to be called otherwise, and that isn't published yet."""
        return any(self.next_title.values())

    @property
    def title_is_agreed(self) -> bool:
        """Whether each of the states concerned agreed to what it is to be called."""
        request = newest_request(self)
        agreed = request is not None and request.stage == PublishingStage.AGREED
        return bool(request and agreed and request.told.get("title") == self.next_title)

    @property
    def asked(self) -> list[Any]:
        """The questions whether it may be public, as they were read with it."""
        return list(self.folder.publishing.all())

    @property
    def who_reads_papers(self) -> Any:
        """Who reads its text, before it is published."""
        return _("the states concerned and the Secretariat read it until it is published")

    @classmethod
    def open_folder(cls, uid: uuid.UUID) -> Folder:
        """Where its text lies; called by chance, since a number would tell how much is prepared (decision 0040)."""
        return Folder.objects.create(reference=f"PUB-{uid.hex[:8].upper()}")


class PublicationTextQuerySet(models.QuerySet["PublicationText"]):
    def visible_to(self, user: Person) -> Self:
        """Of the publications that the person sees."""
        return self.filter(publication__readers__open_to=reader_tokens(user))


class PublicationText(models.Model):
    """How far the text of a publication in one language has come; once published, by which circulation it is open to all."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="texts", verbose_name=_("publication"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    stage = models.CharField(_("stage"), max_length=9, choices=PublicationStage.choices, default=PublicationStage.DRAFT)
    circulation = models.OneToOneField(
        Circulation, models.PROTECT, related_name="published_text", null=True, blank=True, verbose_name=_("circulation")
    )
    at = models.DateTimeField(_("changed at"), default=timezone.now)

    objects = PublicationTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a publication")
        verbose_name_plural = _("texts of publications")
        ordering = ["publication", "language", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "language"],
                condition=~Q(stage="withdrawn"),
                name="one_text_of_a_publication_a_language",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=("published", "withdrawn")) | Q(circulation__isnull=False),
                name="a_published_text_was_circulated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication} · {self.get_language_display()}"

    @property
    def is_withdrawn(self) -> bool:
        return self.stage == PublicationStage.WITHDRAWN
