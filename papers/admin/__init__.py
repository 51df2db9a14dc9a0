"""Papers and letters as officers look into them."""

from papers.admin import correspondence, outgoing, papers

__all__ = ["correspondence", "outgoing", "papers"]
