"""Fixed values of letters: which way they went, in which series they are counted, how they came."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Direction(TextChoices):
    """Which way a letter went."""

    IN = "in", pgettext_lazy("a letter", "came in")
    OUT = "out", pgettext_lazy("a letter", "went out")


class LetterSeries(TextChoices):
    """In which series a letter is counted. Each begins anew with the year, for each direction."""

    NOTES = "NV", _("notes verbales")
    LETTERS = "L", _("letters")
    MESSAGES = "M", _("e-mails and other messages")


class LetterWaits(TextChoices):
    """What becomes of a letter, as the list is asked for it."""

    OPEN = "open", _("waits for somebody")
    ON_FILE = "on-file", _("waits for nobody")


class OutgoingKind(TextChoices):
    """As what a letter of the Secretariat is worded: each kind has words of its own in each language."""

    NOTE = "note", _("note verbale")
    COVER = "cover", _("note verbale with papers")
    INVITATION = "invitation", pgettext_lazy("kind of letter", "invitation")
    LETTER = "letter", _("letter")


class AddressedTo(TextChoices):
    """To whom a letter of the Secretariat goes, as of the day on which it is sent."""

    MEMBERS = "members", _("all member states")
    OBSERVERS = "observers", _("all observers")
    EVERYBODY = "everybody", _("all member states and observers")
    GROUP = "group", _("those who sat in a working group last")
    NAMED = "named", _("those named here")


class OutgoingStage(TextChoices):
    """How far a letter of the Secretariat has come."""

    DRAFT = "draft", pgettext_lazy("a letter", "being drafted")
    SENT = "sent", pgettext_lazy("a letter", "sent")
    GIVEN_UP = "given-up", pgettext_lazy("a letter", "given up")


class EntrustedStage(TextChoices):
    """How far it has come that an expert is let in to a paper."""

    ASKED = "asked", pgettext_lazy("an expert", "waits for the other's word")
    INVITED = "invited", pgettext_lazy("an expert", "invited")
    OPEN = "open", pgettext_lazy("an expert", "let in")
    ENDED = "ended", pgettext_lazy("an expert", "ended")


class PublicationKind(TextChoices):
    """What the Conference lets everybody read."""

    BOOK = "book", pgettext_lazy("a publication", "Book or collection")
    REPORT = "report", pgettext_lazy("a publication", "Report")
    BROCHURE = "brochure", pgettext_lazy("a publication", "Brochure or leaflet")
    PAGE = "page", pgettext_lazy("a publication", "Page of a site")
    # AA 34: what academic and professional institutions give.
    INPUT = "input", pgettext_lazy("a publication", "Report or contribution of an institution")
    OTHER = "other", pgettext_lazy("a publication", "Another kind")


class PublicationStage(TextChoices):
    """How far a publication, or its text in one language, has come."""

    DRAFT = "draft", pgettext_lazy("a publication", "Being drafted")
    ASKED = "asked", pgettext_lazy("a publication", "Being agreed")
    AGREED = "agreed", pgettext_lazy("a publication", "Agreed")
    PUBLISHED = "published", pgettext_lazy("a publication", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("a publication", "Withdrawn")


class ContributorKind(TextChoices):
    """Who, beside states, had a part in a publication."""

    INSTITUTION = "institution", pgettext_lazy("a contributor", "Institution")
    EXPERT = "expert", pgettext_lazy("a contributor", "Expert")
    PERSON = "person", pgettext_lazy("a contributor", "Another person")


class PublishingStage(TextChoices):
    """What became of the question whether something may be public."""

    OPEN = "open", _("those concerned are asked")
    AGREED = "agreed", _("all of those concerned agreed")
    SET_ASIDE = "set-aside", _("set aside: what was asked about has changed")


class PublishingSaid(TextChoices):
    """What a state says that was asked whether something may be public. None of these is expected of it."""

    ASKED = "asked", pgettext_lazy("may it be public", "no answer yet")
    AGREED = "agreed", pgettext_lazy("may it be public", "agrees")
    CHANGES = "changes", pgettext_lazy("may it be public", "would prefer changes")
    # It agreed, and took that back.
    NO_MORE = "no-more", pgettext_lazy("may it be public", "no longer agrees")
