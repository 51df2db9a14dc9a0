"""When the workers were last told of each job of the clock, by whichever clock."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ToldJob(models.Model):
    """A job that a clock tells the workers of, minute by minute or night by night, and when it was told last.

    Clocks stand on as many machines as there are; of each time that a job is due, the one that moves this row tells it. One
    that begins elsewhere reads here what was told before it.
    """

    job = models.CharField(_("job"), max_length=60, primary_key=True)
    at = models.DateTimeField(_("told at"))

    class Meta:
        verbose_name = _("job of the clock")
        verbose_name_plural = _("jobs of the clock")
        default_permissions = ()

    def __str__(self) -> str:
        return self.job
