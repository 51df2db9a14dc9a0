"""How the API describes itself: what drf-spectacular is told of the document at `/api/v1/schema/`, and of its page."""

from typing import Any

from django.utils.text import format_lazy

from law.forum import FORUM

SETTINGS: dict[str, Any] = {
    "VERSION": "1",
    "DESCRIPTION": format_lazy(
        "The record of the {forum}: who takes part, what may be undertaken and what is, who coordinates what, papers,"
        " meetings with their agendas, deadlines and attendance, decisions and silence procedures; and the steps by which"
        " a person carries them on, as in the portal. Entries are voluntary; an absent entry says nothing about a state.",
        forum=FORUM.name,
    ),
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated", "members.tokens.WithinTheScope"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "PREPROCESSING_HOOKS": ["record.api.schema.forget_yesterdays_names"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "record.api.described_once.say_once",
    ],
    # Fixed values that stand under several names, each described once.
    "ENUM_NAME_OVERRIDES": {
        "AgendaStageEnum": "decisions.choices.AgendaStage",
        "CorrectionStageEnum": "record.choices.CorrectionStage",
        "AudienceEnum": "members.choices.Audience",
        "ActivityKindEnum": "activities.choices.ActivityKind",
        "DayKnownEnum": "activities.choices.DayKnown",
        "FormatEnum": "meetings.choices.Format",
        "BodyEnum": "law.editions.body_choices",
        "ChannelEnum": "record.choices.Channel",
        "CirculatedToEnum": "commitments.asks.SHARED",
        "SettledCommentEnum": "papers.acts.comments.SETTLED",
        "CoverageStatusEnum": "commitments.reports.coverage.CoverageStatus",
        "FindingKindEnum": "meetings.cadence.FindingKind",
        "LeadStandingEnum": "law.choices.LeadStanding",
        "LetterStageEnum": "notices.choices.Stage",
        "ServedThroughEnum": "notices.choices.ServedThrough",
        "MeetingStatusEnum": "meetings.choices.Status",
        "BroughtStageEnum": "desk.choices.Brought",
        "PlanStageEnum": "activities.choices.PlanStage",
        "MinutesStageEnum": "decisions.choices.MinutesStage",
        "ChangeAnswerEnum": "decisions.choices.ChangeAnswer",
        "InformationStageEnum": "activities.choices.InformationStage",
        "ReplyKindEnum": "activities.choices.ReplyKind",
        "PostRankEnum": "members.choices.Rank",
        "PostRoleEnum": "members.choices.Role",
        "RelationEnum": "law.choices.Relation",
        "StandingEnum": "members.choices.Standing",
        "CoordinatorRoleEnum": "law.choices.CoordinatorRole",
        "CommentAudienceEnum": "papers.models.CommentAudience",
        "CommentOutcomeEnum": "papers.models.CommentOutcome",
        "DeadlineKindEnum": "law.choices.DeadlineKind",
        "DelegateRankEnum": "meetings.choices.DelegateRank",
        "FollowUpStateEnum": "decisions.choices.FollowUpState",
        "LanguageEnum": "cica_tracker.settings.LANGUAGES",
        "LetterChannelEnum": "record.acts.letters.WAYS_OF_LETTERS",
        "ItemOutcomeEnum": "decisions.choices.ItemOutcome",
        "NominatedToEnum": "commitments.acts.exchange.NOMINATED_TO",
        "OutcomeEnum": "decisions.choices.Outcome",
        "OutgoingKindEnum": "papers.choices.OutgoingKind",
        "OutgoingStageEnum": "papers.choices.OutgoingStage",
        "RungEnum": "notices.choices.Rung",
        "AskThatWaitsEnum": "notices.filters.kinds_of_asks",
        "AddressedToEnum": "papers.choices.AddressedTo",
        "PrecisionEnum": "record.dates.Precision",
        "SharedWithEnum": "commitments.models.SHARED_WITH",
        "SilenceStateEnum": "law.choices.SilenceState",
        "StateEnum": "law.editions.state_choices",
        "TimeZoneEnum": "record.zones.zones",
        "WayOnPaperEnum": "decisions.acts.silence.WAYS_ON_PAPER",
    },
    "SWAGGER_UI_SETTINGS": {
        "validatorUrl": None,
        "docExpansion": "none",
        "defaultModelsExpandDepth": -1,
        "syntaxHighlight": False,
    },
}
