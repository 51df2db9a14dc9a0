"""What states say of a version of a paper, what became of it, and what was answered."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.access import pairs_of_reader_tokens
from members.choices import Audience
from members.models import OwnedItem, OwnedQuerySet, Participant, Person
from papers.models.papers import PaperVersion, paths_to_holders
from record.letters import SaidByLetter
from record.models import Correctable, RowsThatCount, Searched
from record.readers import ReadersField
from record.texts import LanguageField


class CommentAudience(TextChoices):
    """Who sees a comment: as of all that a state owns, and those whose paper it is beside the Chair and the Secretariat."""

    OWN = Audience.OWN.value, Audience.OWN.label
    SECRETARIAT = Audience.SECRETARIAT.value, Audience.SECRETARIAT.label
    AUTHORS = "authors", _("the Secretariat, the Chair and the coordinator")
    MEMBERS = Audience.MEMBERS.value, Audience.MEMBERS.label
    OBSERVERS = Audience.OBSERVERS.value, Audience.OBSERVERS.label
    PUBLIC = Audience.PUBLIC.value, Audience.PUBLIC.label


class CommentOutcome(TextChoices):
    """What became of a comment."""

    OPEN = "open", pgettext_lazy("a comment", "open")
    TAKEN_UP = "taken-up", pgettext_lazy("a comment", "taken up")
    NOT_TAKEN_UP = "not-taken-up", pgettext_lazy("a comment", "not taken up")


class CommentQuerySet(OwnedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Where the commenter let it be seen, by those who may read the version it is about."""
        tokens = pairs_of_reader_tokens(user)
        return self.filter(readers__open_to=tokens, version__readers__open_to=tokens)


class Comment(OwnedItem, Correctable, Searched):
    """What a state says of a version of a paper, kept with that version, seen by whom the state chooses.

    The state may take back what it entered by mistake.
    """

    # What it is called in addresses: a number would tell how much was said elsewhere.
    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)

    version = models.ForeignKey(
        PaperVersion, models.PROTECT, related_name="comments", verbose_name=_("version of a paper")
    )
    audience = models.CharField(
        _("who sees it"), max_length=12, choices=CommentAudience.choices, default=CommentAudience.AUTHORS
    )
    # Which paragraph of the version's text it names, counted from one (`papers.reads.paragraphs_of`); none: it is about the whole.
    paragraph = models.PositiveIntegerField(_("paragraph"), null=True, blank=True)
    text = models.TextField(_("comment"), max_length=10_000)
    language = LanguageField(_("language"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    readers = ReadersField()
    # What became of it, as whoever drafts says: for which state, where not the Secretariat.
    outcome = models.CharField(
        _("what became of it"), max_length=12, choices=CommentOutcome.choices, default=CommentOutcome.OPEN
    )
    outcome_reason = models.TextField(_("why"), max_length=2000, blank=True)
    outcome_language = LanguageField(_("language of the reason"))
    outcome_for = models.ForeignKey(
        Participant, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("said by")
    )
    outcome_at = models.DateTimeField(_("said at"), null=True, blank=True)

    seals = ("text",)
    called_with = staticmethod(lambda: ["owner", "version__paper", *paths_to_holders("version__paper__folder")])
    objects = RowsThatCount.from_queryset(CommentQuerySet)()
    everything = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "pk"]
        default_permissions = ["view"]

    def __str__(self) -> str:
        return f"{self.owner} · {self.version}"

    @property
    def called_here(self) -> str:
        return f"{self.owner} · {self.version.called_here}"

    @property
    def about_what(self) -> str:
        return self.version.designation

    def get_absolute_url(self) -> str:
        return f"{self.version.get_absolute_url()}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """Its place on the page of its version: no number, which would tell how much was said elsewhere."""
        return f"comment-{salted_hmac('comment', str(self.pk)).hexdigest()[:16]}"

    @property
    def is_settled(self) -> bool:
        return self.outcome != CommentOutcome.OPEN


class CommentReplyQuerySet(models.QuerySet["CommentReply"]):
    def visible_to(self, user: Person) -> Self:
        """Whoever sees the comment."""
        return self.filter(comment__in=Comment.everything.visible_to(user))


class CommentReply(SaidByLetter, Correctable, Searched):
    """What was answered to a comment: by whoever drafts the paper, by the state that commented, by the Secretariat.

    Whoever sees the comment sees it. Nothing is answered to an answer.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="replies", verbose_name=_("comment"))
    # None: the Secretariat.
    owner = models.ForeignKey(
        Participant, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("on behalf of")
    )
    text = models.TextField(_("answer"), max_length=10_000)
    language = LanguageField(_("language"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    key_field = "uid"
    seals = ("text",)
    objects = RowsThatCount.from_queryset(CommentReplyQuerySet)()
    everything = CommentReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a comment")
        verbose_name_plural = _("answers to comments")
        ordering = ["at", "pk"]
        default_permissions = ["view"]

    def __str__(self) -> str:
        return f"{self.owner or self.get_channel_display()} · {self.comment}"

    def get_absolute_url(self) -> str:
        return self.comment.get_absolute_url()
