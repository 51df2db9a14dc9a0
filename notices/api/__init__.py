from notices.api.going_on import GoingOnRules, WentOnRows
from notices.api.ledger import Addressees, Letters, Notices

__all__ = ["Addressees", "GoingOnRules", "Letters", "Notices", "WentOnRows"]
