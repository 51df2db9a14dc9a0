from typing import Any

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _

from cica_tracker import checks  # noqa: F401 - registers them
from law.forum import FORUM

# What packages bring into the admin, in the words of the house: who reads it knows no package by its name.
CALLED: dict[str, tuple[Any, dict[str, tuple[Any, Any]]]] = {
    "auth": (_("Rights of officers"), {"group": (_("group of officers"), _("groups of officers"))}),
    "axes": (_("Signing in"), {"accessattempt": (_("failed sign-in"), _("failed sign-ins"))}),
    "knox": (_("Programs"), {"authtoken": (_("token"), _("tokens"))}),
}


class TrackerConfig(AppConfig):
    name = "cica_tracker"
    verbose_name = FORUM.tracker

    def ready(self) -> None:
        from cica_tracker import retention, searched
        from record.zones import name_cities

        name_cities(FORUM.zones)
        retention.register()
        searched.register()
        for label, (app_name, models) in CALLED.items():
            config = apps.get_app_config(label)
            config.verbose_name = app_name
            for name, (singular, several) in models.items():
                options = config.get_model(name)._meta
                options.verbose_name, options.verbose_name_plural = singular, several
