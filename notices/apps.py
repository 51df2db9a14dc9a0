from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        from journal.choices import add_verbs
        from members.drafts import when_ready
        from notices.actions.drafts import tell_the_authority

        add_verbs(
            {
                "said that the clock is right": _("said that the clock is right"),
                "said that it arrived": _("said that a letter arrived"),
                "sent again": _("sent a letter again"),
                "changed the rules for letters": _("changed the rules for letters"),
                "worded letters": _("worded letters anew"),
                "gave up a wording": _("gave up a wording of letters"),
                "declined letters": _("declined letters"),
                "put letters off": _("put letters off"),
                "has letters again": _("has letters again"),
            }
        )
        when_ready("authority", tell_the_authority)
