"""Papers and letters as officers look into them."""

from papers.admin import correspondence, entrusted, institutions, outgoing, papers, publications

__all__ = ["correspondence", "entrusted", "institutions", "outgoing", "papers", "publications"]
