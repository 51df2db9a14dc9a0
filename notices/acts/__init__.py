"""What may be done about letters and paper, and about what stays unanswered, and addresses of programs."""

from notices.acts.going_on import GOING_ON_ACTS, GOING_ON_RULE
from notices.acts.paper import OF_A_STATE
from notices.acts.receipts import RECEIPT, RECEIPT_ACTS
from notices.acts.webhooks import WEBHOOK, WEBHOOK_ACTS

__all__ = ["GOING_ON_ACTS", "GOING_ON_RULE", "OF_A_STATE", "RECEIPT", "RECEIPT_ACTS", "WEBHOOK", "WEBHOOK_ACTS"]
