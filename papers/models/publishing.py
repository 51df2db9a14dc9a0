"""That something be public by mutual agreement: the question, and what each of the states concerned said to it."""

import uuid
from collections.abc import Collection, Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.access import reader_tokens
from members.models import Participant, Person
from papers.choices import PublishingSaid, PublishingStage
from papers.models.papers import Folder
from record.letters import SaidByLetter
from record.readers import ReadersField
from record.texts import LanguageField

# Of whatever has a folder: the questions with what states said, so that acts about many things cost few queries.
QUESTIONS = "folder__publishing__answers__participant"


class PublishingRequestQuerySet(models.QuerySet["PublishingRequest"]):
    def visible_to(self, user: Person) -> Self:
        """The states concerned, the Secretariat and the Chair; nobody else, even once it is public."""
        return self.filter(readers__open_to=reader_tokens(user))

    def with_answers(self) -> Self:
        return self.prefetch_related("answers__participant").order_by("-at", "-pk")


class PublishingRequest(models.Model):
    """The question, to each state concerned, whether what lies in a folder may be public (Agreement on the Secretariat, art. 2 (5)).

    Of a publication, of information, of whatever else has a folder. It is asked anew where what was asked about has changed.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    folder = models.ForeignKey(Folder, models.PROTECT, related_name="publishing", verbose_name=_("lies in"))
    stage = models.CharField(
        _("stage"), max_length=9, choices=PublishingStage.choices, default=PublishingStage.OPEN, editable=False
    )
    until = models.DateField(_("an answer is welcome until"), null=True, blank=True)
    # What it was called then, and which words or version of it were asked about: that alone is shown to the world.
    told = models.JSONField(_("what was asked about"), default=dict, blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    at = models.DateTimeField(_("asked at"), default=timezone.now)
    readers = ReadersField()

    key_field = "uid"
    seals = ("until", "told")
    objects = PublishingRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("question whether something may be public")
        verbose_name_plural = _("questions whether something may be public")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["folder"], condition=Q(stage="open"), name="one_question_at_a_time_whether_it_may_be_public"
            )
        ]

    def __str__(self) -> str:
        return str(self.folder)

    def get_absolute_url(self) -> str:
        return f"{self.folder.holder.get_absolute_url()}#publishing"


class PublishingAnswerQuerySet(models.QuerySet["PublishingAnswer"]):
    def visible_to(self, user: Person) -> Self:
        """Of the questions that the person sees."""
        return self.filter(request__readers__open_to=reader_tokens(user))


class PublishingAnswer(SaidByLetter):
    """That a state was asked whether something may be public, and what it said. To say nothing is no answer, and no fault."""

    request = models.ForeignKey(
        PublishingRequest, models.PROTECT, related_name="answers", verbose_name=_("question whether it may be public")
    )
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="publishing_answers", verbose_name=_("participant")
    )
    answer = models.CharField(_("answer"), max_length=7, choices=PublishingSaid.choices, default=PublishingSaid.ASKED)
    words = models.TextField(_("in its words"), max_length=5000, blank=True)
    language = LanguageField(_("language"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    seals = ("answer", "words")
    objects = PublishingAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer whether something may be public")
        verbose_name_plural = _("answers whether something may be public")
        ordering = ["request", "participant__seat_name"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "participant"], name="a_state_is_asked_once_whether_it_may_be_public"
            ),
            models.CheckConstraint(
                condition=~Q(answer="changes") | ~Q(words=""), name="who_prefers_changes_says_which"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.request}"

    @property
    def is_said(self) -> bool:
        return self.answer != PublishingSaid.ASKED


def agreed_request(requests: Iterable[PublishingRequest], concerned: Collection[int]) -> PublishingRequest | None:
    """The newest of the questions to which each of those concerned agreed; None where one of them took that back since.

    Read from requests whose answers are prefetched, so that many things cost few queries.
    """
    for request in sorted(requests, key=lambda request: (request.at, request.pk), reverse=True):
        said = {row.participant_id: row.answer for row in request.answers.all()}
        if any(said.get(key) == PublishingSaid.NO_MORE for key in concerned):
            return None
        if concerned and all(said.get(key) == PublishingSaid.AGREED for key in concerned):
            return request
    return None


def newest_request(thing: Any) -> PublishingRequest | None:
    """The question that counts: the latest, unless it was set aside. Read from the thing's folder, whose questions may be prefetched."""
    requests = sorted(thing.folder.publishing.all(), key=lambda request: (request.at, request.pk), reverse=True)
    return requests[0] if requests and requests[0].stage != PublishingStage.SET_ASIDE else None


def open_request(thing: Any) -> PublishingRequest | None:
    request = newest_request(thing)
    return request if request is not None and request.stage == PublishingStage.OPEN else None
