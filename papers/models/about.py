"""What a paper or a letter of the Secretariat is about: anything of the record, by its one name; or nothing of it."""

from dataclasses import dataclass
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.names import Name
from record.named import names_now
from record.viewers import Viewer


@dataclass(frozen=True)
class AboutWhat:
    """A thing of the record that something is about: its one name, what it is called in English, where it is read."""

    name: Name
    label: str
    url: str


class ThingsAbout(models.QuerySet):
    """Rows that are about something of the record."""

    def about(self, name: Name) -> Self:
        return self.filter(about_kind=name.kind, about_key=name.key)


class AboutAThing(models.Model):
    """A row that is about a thing of the record, or about none."""

    about_kind = models.CharField(_("kind of object"), max_length=100, blank=True)
    about_key = models.CharField(_("object's key"), max_length=64, blank=True)
    about_label = models.CharField(_("about what"), max_length=300, blank=True)
    about_url = models.CharField(_("link"), max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def about(self) -> Name | None:
        return Name(self.about_kind, self.about_key) if self.about_kind else None

    def called_for(self, user: Viewer) -> str:
        """What the thing is called in the reader's language, as far as they see it now; else as it was called then."""
        about = self.about
        return names_now(user, [about]).get(about, self.about_label) if about else ""

    def say_about(self, about: AboutWhat | None) -> None:
        if about is not None:
            self.about_kind, self.about_key = about.name
            self.about_label, self.about_url = about.label[:300], about.url[:300]
