"""Information that states give of their own will, within a measure or an area, without any commitment."""

import uuid
from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.choices import SEEN_BY, GiverAnswer, InformationStage, ReplyKind, WiderAnswer
from catalogue.models import Area, Measure
from meetings.access import reader_tokens
from members.choices import Audience
from members.models import OwnedItem, OwnedQuerySet, Participant, Person
from papers.models import Folder
from record.letters import SaidByLetter
from record.models import Correctable, RowsThatCount, Searched, words_in
from record.readers import ReadersField
from record.texts import LanguageField, MultilingualField, WrittenWords, in_language, wording_for_reader


class InformationQuerySet(OwnedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Those who give it, and the Secretariat; once it is given, whom they let see it."""
        return self.filter(readers__open_to=reader_tokens(user))

    def of_states(self, keys: Iterable[int]) -> Self:
        """What these participants give, alone or together with others."""
        together = InformationGiver.objects.filter(participant__in=keys).exclude(answer=GiverAnswer.NOT_NOW)
        return self.filter(Q(owner__in=keys) | Q(pk__in=together.values("information")))

    def matching(self, words: str) -> Self:
        return self.filter(pk__in=words_in(self.model, words))

    def as_listed(self) -> Self:
        rows = self.select_related("owner", "area__edition", "area__parent", "measure", "folder")
        return rows.prefetch_related("givers__participant", "recipients")


class Information(OwnedItem, Correctable, Searched):
    """What a state, or several together, let others know of their own will (Cooperative Approach).

    Its text is a paper with versions, which the Secretariat may be asked to send out. Those who are to give it together are
    asked, and it is given in the name of those who agreed.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="information", verbose_name=_("area"))
    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="information", null=True, blank=True, verbose_name=_("measure")
    )
    title = MultilingualField(_("title"))
    since = models.DateField(_("period: first day"), null=True, blank=True)
    until = models.DateField(_("period: last day"), null=True, blank=True)
    audience = models.CharField(_("who sees it"), max_length=12, choices=SEEN_BY, default=Audience.MEMBERS)
    recipients = models.ManyToManyField(
        Participant, related_name="received_information", blank=True, verbose_name=_("and these besides")
    )
    # Of information that several give: who else is to see it once all of them agree; empty where nobody wishes that.
    wished_audience = models.CharField(
        _("is to be seen by"), max_length=12, choices=SEEN_BY, blank=True, editable=False
    )
    wished_recipients = models.JSONField(_("is to be seen by these besides"), default=list, blank=True, editable=False)
    to_be_sent = models.BooleanField(_("the Secretariat is asked to send it out"), default=False)
    stage = models.CharField(_("stage"), max_length=8, choices=InformationStage.choices, default=InformationStage.GIVEN)
    folder = models.OneToOneField(Folder, models.PROTECT, related_name="information", editable=False)
    # Raised by all that is done about it: of two who act at once one is told.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    readers = ReadersField()

    seals = ("title",)
    key_field = "uid"
    # Its name is said in the reader's language, with these relations.
    called_with = ()
    objects = RowsThatCount.from_queryset(InformationQuerySet)()
    everything = InformationQuerySet.as_manager()

    class Meta:
        verbose_name = _("information given")
        verbose_name_plural = _("information given")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        indexes = [models.Index(fields=["at", "id"], name="information_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="a_period_of_information_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(stage=InformationStage.SENT) | ~Q(audience=Audience.SECRETARIAT),
                name="what_was_sent_out_is_seen_by_members",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.title)

    def get_absolute_url(self) -> str:
        return reverse("information-detail", args=[self.uid])

    @property
    def heading(self) -> WrittenWords:
        return wording_for_reader(self.title)

    @property
    def about_what(self) -> str:
        return in_language(self.title)

    @property
    def is_given(self) -> bool:
        return self.stage != InformationStage.ASKED

    @property
    def was_sent(self) -> bool:
        return self.stage == InformationStage.SENT

    @property
    def waits_for_agreement(self) -> bool:
        """Whether more are to see it, and those who give it together are asked."""
        return bool(self.wished_audience)

    @property
    def given_with(self) -> list[Participant]:
        """Those who give it together with the state that began it."""
        return [giver.participant for giver in self.givers.all() if giver.answer == GiverAnswer.AGREED]

    @property
    def who_reads_papers(self) -> Any:
        """Who reads its text, before the Secretariat sends it out."""
        return _("whoever sees the information reads it")

    @classmethod
    def open_folder(cls, uid: uuid.UUID) -> Folder:
        """Where its text lies; called by chance, since a number would tell how much others give (decision 0040)."""
        return Folder.objects.create(reference=f"INF-{uid.hex[:8].upper()}")


class PartsOfInformation(models.QuerySet):
    def visible_to(self, user: Person) -> Self:
        """Of the information that the person sees."""
        return self.filter(information__readers__open_to=reader_tokens(user))


class InformationGiver(SaidByLetter):
    """That a state was asked to give information together with another, and what it said."""

    information = models.ForeignKey(
        Information, models.PROTECT, related_name="givers", verbose_name=_("information given")
    )
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="information_given", verbose_name=_("participant")
    )
    answer = models.CharField(_("answer"), max_length=8, choices=GiverAnswer.choices, default=GiverAnswer.ASKED)
    # What it says to more seeing it; empty where it isn't asked.
    wider = models.CharField(_("may more see it"), max_length=8, choices=WiderAnswer.choices, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    seals = ("answer", "wider")
    objects = PartsOfInformation.as_manager()

    class Meta:
        verbose_name = _("state that gives information together with another")
        verbose_name_plural = _("states that give information together with another")
        ordering = ["information", "participant__seat_name"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["information", "participant"], name="a_state_is_asked_once_to_give_information_together"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.information}"

    @property
    def is_asked(self) -> bool:
        """Whether it is asked to give it as well, or whether more may see it."""
        return GiverAnswer.ASKED in (self.answer, self.wider)


class InformationReply(SaidByLetter, Correctable, Searched):
    """What a participant says to information that it sees, or asks to know besides; whoever sees the information reads it."""

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    information = models.ForeignKey(
        Information, models.PROTECT, related_name="replies", verbose_name=_("information given")
    )
    owner = models.ForeignKey(Participant, models.PROTECT, related_name="+", verbose_name=_("on behalf of"))
    kind = models.CharField(_("kind"), max_length=8, choices=ReplyKind.choices, default=ReplyKind.REPLY)
    text = models.TextField(_("text"), max_length=10_000)
    language = LanguageField(_("language"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    seals = ("text",)
    key_field = "uid"
    called_with = ("owner", "information")
    objects = RowsThatCount.from_queryset(PartsOfInformation)()
    everything = PartsOfInformation.as_manager()

    class Meta:
        verbose_name = _("reply to information")
        verbose_name_plural = _("replies to information")
        ordering = ["at", "pk"]
        default_permissions = ["view"]

    def __str__(self) -> str:
        return f"{self.owner} · {self.information}"

    @property
    def audience(self) -> str:
        """Whoever sees the information reads what is said to it."""
        return self.information.audience

    @property
    def about_what(self) -> str:
        return self.information.about_what

    def get_absolute_url(self) -> str:
        return f"{self.information.get_absolute_url()}#reply-{self.uid}"
