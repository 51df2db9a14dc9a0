from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        from journal.verbs import add_verbs
        from notices import checks  # noqa: F401 - checks register themselves
        from notices.verbs import VERBS

        add_verbs(VERBS)
