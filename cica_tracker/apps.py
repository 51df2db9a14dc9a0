from django.apps import AppConfig

from cica_tracker import checks  # noqa: F401 - registers them
from law.forum import FORUM


class TrackerConfig(AppConfig):
    name = "cica_tracker"
    verbose_name = FORUM.tracker
