from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordConfig(AppConfig):
    name = "record"
    verbose_name = _("Record")

    def ready(self) -> None:
        from journal.verbs import add_verbs
        from record.verbs import VERBS

        add_verbs(VERBS)
