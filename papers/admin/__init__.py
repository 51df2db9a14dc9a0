"""Papers and letters as officers look into them."""

from papers.admin import correspondence, entrusted, outgoing, papers, publications

__all__ = ["correspondence", "entrusted", "outgoing", "papers", "publications"]
