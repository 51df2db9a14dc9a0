from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Participants and people")

    def ready(self) -> None:
        from members.views.keeping import DraftKeeper
        from record.acts.places import KEEPING

        KEEPING.keeper = DraftKeeper()
