from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    name = "papers"
    verbose_name = _("Papers")

    def ready(self) -> None:
        from journal.verbs import add_verbs
        from members.drafts import add_form
        from papers import kinds  # noqa: F401 - kinds of notices register themselves
        from papers.kept import COMMENT
        from papers.verbs import VERBS

        add_verbs(VERBS)
        add_form(COMMENT)
