from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = _("Desk")

    def ready(self) -> None:
        from desk import kinds, reminders  # noqa: F401 - kinds of notices register themselves
        from journal.names import add_page
        from members.models import Participant

        add_page(Participant, lambda code: reverse("participant-detail", args=[code]))
        reminders.register()
