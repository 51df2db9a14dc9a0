from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from cica_tracker import checks  # noqa: F401 - registers them


class TrackerConfig(AppConfig):
    name = "cica_tracker"
    verbose_name = _("CICA tracker")
