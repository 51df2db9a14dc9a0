from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "commitments"
    verbose_name = _("Measures and commitments")

    def ready(self) -> None:
        from commitments import checks  # noqa: F401 - registers them
