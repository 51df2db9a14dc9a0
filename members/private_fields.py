"""Columns that fewer people read than see their rows (`members.private`), as a program is shown them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from members.private import read_by
from record.api.fields import LanguageOfField

READ_BY_ITS_STATE = _("Read by the state itself, the Secretariat and the Chair; empty for everybody else.")


class PrivateTextField(serializers.CharField):
    """A text that fewer people read than see its row (`members.private`): empty for everybody else."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"read_only": True, "help_text": READ_BY_ITS_STATE, **kwargs})

    def get_attribute(self, row: Any) -> str:
        return read_by(self.context["request"].user, row, str(self.source))


class LanguageOfPrivateField(LanguageOfField):
    """The language of texts of which some may not be for whoever asks: then of the others alone."""

    made_of = None  # who asks decides what is told of a row

    def to_representation(self, row: Any) -> str | None:
        user = self.context["request"].user
        return super().to_representation({name: read_by(user, row, name) for name in self.texts})
