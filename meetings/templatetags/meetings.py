"""Tags for the pages about meetings."""

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString

from meetings.sections import ShownSection

register = template.Library()


@register.simple_tag(takes_context=True)
def section(context: Context, shown: ShownSection) -> SafeString:
    """A section of a meeting's page: its template, which reads the page's names and, before them, its own."""
    with context.push(**shown.context):
        return get_template(shown.template).template.render(context)  # type: ignore[attr-defined]
