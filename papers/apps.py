from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    name = "papers"
    verbose_name = _("Papers")

    def ready(self) -> None:
        from members.drafts import add_form
        from papers.kept import COMMENT

        add_form(COMMENT)
