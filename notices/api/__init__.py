from notices.api.going_on import GoingOnRules, WentOnRows
from notices.api.ledger import Addressees, Letters, Notices
from notices.api.webhooks import WebhookDeliveries, Webhooks

__all__ = ["Addressees", "GoingOnRules", "Letters", "Notices", "WebhookDeliveries", "Webhooks", "WentOnRows"]
