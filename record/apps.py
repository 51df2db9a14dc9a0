from django.apps import AppConfig
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _


class RecordConfig(AppConfig):
    name = "record"
    verbose_name = _("Record")

    def ready(self) -> None:
        from journal.verbs import add_verbs
        from record.secrets import Base36Converter, SecretConverter
        from record.sentences import lay_on_all
        from record.verbs import VERBS

        add_verbs(VERBS)
        lay_on_all()
        register_converter(SecretConverter, "secret")
        register_converter(Base36Converter, "base36")
