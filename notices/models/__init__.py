from notices.models.clock import ToldJob
from notices.models.going_on import GoingOnRule, WentOn
from notices.models.letters import Letter, LetterQuerySet, LetterTemplate
from notices.models.notices import Notice, NoticeQuerySet, NoticeTransition
from notices.models.paper import Addressee, PaperReceipt, PaperWish
from notices.models.rules import ChangedRules, Declined, Rules
from notices.models.sweeps import PlannedSource, Sweep
from notices.models.webhooks import Webhook, WebhookDelivery

__all__ = [
    "Addressee",
    "ChangedRules",
    "Declined",
    "GoingOnRule",
    "Letter",
    "LetterQuerySet",
    "LetterTemplate",
    "Notice",
    "NoticeQuerySet",
    "NoticeTransition",
    "PaperReceipt",
    "PaperWish",
    "PlannedSource",
    "Rules",
    "Sweep",
    "ToldJob",
    "Webhook",
    "WebhookDelivery",
    "WentOn",
]
