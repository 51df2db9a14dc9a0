"""Outlines on pages."""

from django import template

from record.outlines import OutlineBlock, OutlineHeading, OutlineList, OutlineNote, OutlineParagraph

register = template.Library()
SHAPES = {OutlineHeading: "heading", OutlineParagraph: "paragraph", OutlineNote: "note", OutlineList: "list"}


@register.filter
def shape_of_block(block: OutlineBlock) -> str:
    """What sort of block it is: heading, paragraph, note, list or table."""
    return SHAPES.get(type(block), "table")
