"""That somebody asked for a link to set a password."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkAsked(models.Model):
    """At the sign-in page somebody asked for a link, for an address as it was typed, whether or not anybody has it.

    It waits until the letters of the minute are written, and is forgotten then.
    """

    address = models.CharField(_("e-mail address"), max_length=254)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("link that was asked for")
        verbose_name_plural = _("links that were asked for")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
