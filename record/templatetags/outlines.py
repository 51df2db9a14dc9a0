"""Outlines on pages."""

from django import template

from record.outlines import SHAPES, OutlineBlock

register = template.Library()


@register.filter
def shape_of_block(block: OutlineBlock) -> str:
    """What sort of block it is: heading, paragraph, note, list or table."""
    return SHAPES.get(type(block), "table")
