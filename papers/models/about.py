"""What a paper or a letter of the Secretariat is about: anything of the record, by its one name; or nothing of it."""

from dataclasses import dataclass
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.names import Name


@dataclass(frozen=True)
class AboutWhat:
    """A thing of the record that something is about: its one name, what it is called, where it is read."""

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

    def say_about(self, about: AboutWhat | None) -> None:
        if about is not None:
            self.about_kind, self.about_key = about.name
            self.about_label, self.about_url = about.label[:300], about.url[:300]
