"""What each list of the tracker answers and may be asked: written by `make client` from the description of the API."""

from collections.abc import Iterator
from typing import Any, Generic, Literal, TypedDict, TypeVar, Unpack, overload

Words = TypedDict("Words", {"en": str, "ru": str, "zh-hans": str, "ar": str})

ActivityKindEnum = Literal['workshop', 'seminar', 'training', 'experts', 'visit', 'exhibition', 'other']

AddressedToEnum = Literal['members', 'observers', 'everybody', 'group', 'named']

AgendaStageEnum = Literal['provisional', 'adopted']

AskKindEnum = Literal['text', 'day', 'hour', 'instant', 'number', 'flag', 'choice', 'choices', 'file']

AudienceEnum = Literal['own', 'secretariat', 'members', 'observers', 'public']

AwaitedEnum = Literal['secretariat', 'chair', 'swg-chair', 'coordinator', 'co-coordinator', 'intending-state', 'implementing-state', 'member', 'observer']

BasisEnum = Literal['instrument', 'practice', 'ours']

BlankEnum = Literal['']

BodyEnum = Literal['summit', 'ministerial', 'soc', 'working-group', 'specialised']

BroughtStageEnum = Literal['waiting', 'done', 'dropped']

ChangeAnswerEnum = Literal['taken-up', 'in-part', 'beside']

ChannelEnum = Literal['portal', 'api', 'note-verbale', 'email', 'record']

CommentAudienceEnum = Literal['own', 'secretariat', 'authors', 'members', 'observers', 'public']

CommentOutcomeEnum = Literal['open', 'taken-up', 'not-taken-up']

ConfidenceEnum = Literal['V', 'P', 'I']

ConsentEnum = Literal['waited-for', 'given', 'withdrawn']

ContributorKindEnum = Literal['institution', 'expert', 'person']

CoordinatorRoleEnum = Literal['coordinator', 'co-coordinator', 'unstated']

CorrectionStageEnum = Literal['proposed', 'in-effect', 'declined']

CourseEnum = Literal['planned', 'announced', 'put-off', 'held', 'reported', 'given-up']

CoverageStatusEnum = Literal['coordinates', 'co-coordinates', 'joined', 'offered']

DayKnownEnum = Literal['exact', 'month', 'half', 'year']

DeadlineKindEnum = Literal['invitation', 'provisional-agenda', 'documents', 'nominations', 'delegation-list']

DeedEnum = Literal['plan', 'announce', 'change', 'other-days', 'put-off', 'give-up', 'held', 'report']

DelegateRankEnum = Literal['head-of-state', 'head-of-government', 'deputy-head', 'minister', 'deputy-minister', 'ambassador', 'director', 'official']

DeliveryStageEnum = Literal['waits', 'delivered', 'set-aside']

DepthEnum = Literal['measure', 'topic', 'area', 'unspecified']

DirectionEnum = Literal['in', 'out']

FactEnum = Literal['offer', 'designation']

FindingKindEnum = Literal['interval', 'none-since', 'no-entry', 'not-preceded', 'unconfirmed', 'term', 'handover', 'practice']

FollowUpStateEnum = Literal['open', 'reported', 'closed']

FormatEnum = Literal['in-person', 'online', 'hybrid', 'unknown']

InformationStageEnum = Literal['asked', 'given', 'sent']

ItemOutcomeEnum = Literal['considered', 'returned']

LanguageEnum = Literal['en', 'ru', 'zh-hans', 'ar']

LanguageStatusEnum = Literal['official', 'translation']

LeadStandingEnum = Literal['proposed', 'confirmed']

LetterStageEnum = Literal['pending', 'claimed', 'sending', 'sent', 'refused', 'unknown', 'withdrawn', 'superseded', 'expired']

MannerEnum = Literal['at-meeting', 'by-silence', 'not-in-record']

MeetingStatusEnum = Literal['proposed', 'planned', 'held', 'cancelled']

MinutesStageEnum = Literal['drafted', 'circulated', 'adopted']

ModalityEnum = Literal['a', 'b']

NominatedToEnum = Literal['secretariat', 'members', 'observers', 'public']

ObjectionWayEnum = Literal['portal', 'email', 'note-verbale', 'by-hand']

OrderEnum = Literal['in-order', 'unplanned', 'unconfirmed', 'slipping', 'unmeasured']

OriginEnum = Literal['standing', 'put-before', 'group-results', 'term-ending', 'offer', 'yearly-review', 'follow-up', 'by-hand']

OutcomeEnum = Literal['adopted', 'noted', 'deferred', 'returned', 'no-consensus']

OutgoingKindEnum = Literal['note', 'cover', 'invitation', 'letter']

OutgoingStageEnum = Literal['draft', 'sent', 'given-up']

PaperKindEnum = Literal['concept-paper', 'working-paper', 'action-plan', 'compilation', 'report', 'note', 'information', 'published-text', 'invitation', 'office-info', 'publication', 'draft-decision', 'general']

ParticipantKindEnum = Literal['state', 'organisation']

PlanStageEnum = Literal['drafted', 'before', 'adopted']

PositionKindEnum = Literal['objection', 'dissociation', 'statement', 'not-supported']

PostRankEnum = Literal['principal', 'alternate']

PostRoleEnum = Literal['reader', 'preparer', 'authority']

PrecisionEnum = Literal['exact', 'month', 'year', 'by-then']

PreparedBeforeEnum = Literal['secretariat', 'members']

PresenceEnum = Literal['announced', 'in-person', 'online', 'taken-back']

ProgressEnum = Literal['asked', 'making', 'ready', 'failed', 'cancelled']

ProofProofEnum = Literal['none', 'opened', 'acknowledged', 'delivered', 'receipt']

PublicationKindEnum = Literal['book', 'report', 'brochure', 'page', 'input', 'other']

PublicationStageEnum = Literal['draft', 'asked', 'agreed', 'published', 'withdrawn']

PublishingSaidEnum = Literal['asked', 'agreed', 'changes', 'no-more']

PublishingStageEnum = Literal['open', 'agreed', 'set-aside']

RelationEnum = Literal['secretariat', 'chair', 'swg-chair', 'coordinator', 'co-coordinator', 'intending-state', 'implementing-state', 'member', 'observer']

ReplyKindEnum = Literal['reply', 'request']

RoundKindEnum = Literal['opened', 'extended', 'restarted', 'taken-up']

RungEnum = Literal['alternate', 'authority', 'officer']

SeriesEnum = Literal['NV', 'L', 'M']

ServedThroughEnum = Literal['note-verbale', 'by-hand', 'courier', 'post', 'mail']

SessionEnum = Literal['regular', 'special', 'informal']

SetAsideBecauseEnum = Literal['not-public', 'no-answer', 'refused', 'moved', 'token', 'ended']

SharedWithEnum = Literal['members', 'observers', 'public']

SilenceStateEnum = Literal['open', 'broken', 'held', 'adopted', 'withdrawn']

StandingEnum = Literal['member', 'observer', 'partner']

StandsEnum = Literal['to-do', 'open', 'waits']

StateEnum = Literal['indicated', 'consulting', 'coordinated', 'drafted', 'circulated', 'considered', 'before-soc', 'approved', 'noted', 'implementing', 'resting', 'completed', 'withdrawn', 'views', 'compiled', 'convened', 'entrusted']

UnitEnum = Literal['calendar', 'working']

WhatEnum = Literal['set-aside', 'assigned', 'word', 'asked']

WhyEnum = Literal['closed', 'fonts', 'fault']


class ActionPlan(TypedDict, total=False):
    """What is to be done under a commitment in a period, as a state that coordinates it proposes."""

    mistaken_at: "str | None"
    uid: "str"
    commitment: "str"
    area: "str"
    owner: "str"
    owner_name: "Words"
    since: "str"
    until: "str"
    period_precision: "PrecisionEnum"
    note: "str"
    note_language: "LanguageEnum | None"
    audience: "NominatedToEnum"
    sequence: "int"
    at: "str | None"
    channel: "ChannelEnum"
    dated: "str | None"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"

class Activity(TypedDict, total=False):
    """Something that a member state leads under a commitment, a measure or an area."""

    mistaken_at: "str | None"
    uid: "str"
    title: "Words"
    kind: "ActivityKindEnum"
    course: "CourseEnum"
    commitment: "str | None"
    measure: "str | None"
    area: "str"
    owner: "str"
    owner_name: "Words"
    host: "str | None"
    organisers: "list[str]"
    days: "str"
    known: "DayKnownEnum"
    starts_on: "str | None"
    ends_on: "str | None"
    opens_at: "str | None"
    time_zone: "str"
    place: "Words"
    format: "FormatEnum"
    expected: "Words"
    contributions: "Words"
    outcome: "Words"
    parties: "list[Party]"
    audience: "NominatedToEnum"
    sequence: "int"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"

class ActivityDeed(TypedDict, total=False):
    """What was done about an activity, as a row of a list of its own."""

    mistaken_at: "str | None"
    serial: "int"
    deed: "DeedEnum"
    course: "CourseEnum"
    days: "str"
    note: "str"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"
    uid: "str"
    activity: "str"

class Addressee(TypedDict, total=False):
    """A state to which something official was told, and what is known of its arrival there."""

    id: "str"
    kind: "str"
    kind_label: "str"
    about: "str"
    about_kind: "str"
    about_key: "str"
    path: "str"
    state: "str"
    state_name: "Words"
    told_at: "str"
    on_paper: "bool"
    stands: "str"
    opened_at: "str | None"
    accepted_at: "str | None"
    served_on: "str | None"
    channel: "str"
    served_by: "str"
    note: "str"

class Agenda(TypedDict, total=False):
    """An agenda as it was circulated. It never changes."""

    key: "str"
    meeting: "str"
    number: "int"
    stage: "AgendaStageEnum"
    audience: "AudienceEnum"
    circulated_at: "str"
    sha256: "str"
    note: "str"
    language: "LanguageEnum | None"
    items: "list[CirculatedItem]"

class AgendaItem(TypedDict, total=False):
    """An item of a draft agenda."""

    id: "int"
    meeting: "str"
    number: "int"
    title: "Words"
    origin: "OriginEnum"
    matter: "str"
    papers: "list[str]"
    taken_off: "bool"
    revision: "int"
    note: "str"
    language: "LanguageEnum | None"
    outcome: "ItemOutcomeEnum"
    outcome_note: "str"
    outcome_language: "LanguageEnum | None"
    considered_on: "str | None"

class ApproachProposal(TypedDict, total=False):
    """What a member proposes about the Approach, and what became of it."""

    mistaken_at: "str | None"
    uid: "str"
    title: "str"
    owner: "str"
    owner_name: "Words"
    unit: "str"
    text: "str"
    text_language: "LanguageEnum | None"
    decision: "str | None"
    law_edition: "str"
    settled_at: "str | None"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"

class Area(TypedDict, total=False):
    """An area of an edition; a priority area lies in a dimension."""

    reference: "str"
    edition: "str"
    code: "str"
    letters: "str"
    lies_in: "str | None"
    name: "Words"
    name_status: "Words"
    working_groups: "list[str]"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class Ask(TypedDict, total=False):
    """One thing that an act asks for: a field of the body with which it is done."""

    name: "str"
    kind: "AskKindEnum"
    required: "bool"
    instead: "str | None"
    default: "str | None"
    choices: "list[Choice] | None"
    label: "str"
    help_text: "str"

class Attendance(TypedDict, total=False):
    """A participant at a meeting: its delegation announced, or present. Who has no entry isn't listed."""

    key: "str"
    meeting: "str"
    participant: "str"
    participant_name: "Words"
    presence: "PresenceEnum"
    delegates: "list[Delegate]"
    note: "str"
    language: "LanguageEnum | None"
    version: "int"
    at: "str"

class BroughtFile(TypedDict, total=False):
    """A workbook that came back, and what became of it."""

    uid: "str"
    state: "str"
    name: "str"
    size: "int"
    sha256: "str"
    stage: "BroughtStageEnum"
    channel: "ChannelEnum"
    dated: "str | None"
    letter_reference: "str"
    at: "str"
    settled_at: "str | None"
    begun: "int"
    changed: "int"
    set_aside: "list[str]"

class Cadence(TypedDict, total=False):
    """A rule of the cadence, and how its body stands to it on the day."""

    rule: "str"
    body: "BodyEnum | None"
    words: "str"
    article: "str"
    source: "str"
    basis: "BasisEnum"
    years: "int | None"
    since: "str"
    until: "str | None"
    is_in_force: "bool"
    last_held: "str | None"
    chair: "str | None"
    last: "str | None"
    last_precision: "PrecisionEnum | None"
    last_day: "str | None"
    next_by: "str | None"
    next_by_at_most: "str | None"
    order: "OrderEnum"
    to_come: "list[str]"
    unconfirmed: "list[str]"
    coupled_to: "list[Coupling]"
    findings: "list[Finding]"
    wanted: "list[Wanted]"

class CadenceFinding(TypedDict, total=False):
    """What the record shows beside a rule of the cadence. It says no more than the record does, and never why."""

    key: "str"
    rule: "str"
    body: "BodyEnum | None"
    article: "str"
    kind: "FindingKindEnum"
    since: "str"
    until: "str"
    words: "Words"
    meetings: "list[str]"

class Chairmanship(TypedDict, total=False):
    """A state's term in the Chair."""

    mistaken_at: "str | None"
    id: "int"
    state: "str"
    state_name: "Words"
    law_edition: "str"
    since: "str | None"
    since_precision: "PrecisionEnum | None"
    since_day: "str | None"
    until: "str | None"
    until_precision: "PrecisionEnum | None"
    until_day: "str | None"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class Choice(TypedDict, total=False):
    value: "str"
    label: "str"

class CirculatedItem(TypedDict, total=False):
    """An item of an agenda that was circulated, as the caller may read it."""

    label: "str"
    number: "int"
    title: "Words"
    note: "str"
    language: "LanguageEnum | None"
    papers: "list[str]"
    for_members: "bool"

class Circulation(TypedDict, total=False):
    at: "str"
    audience: "AudienceEnum"
    participants: "list[str]"
    comments_by: "str | None"

class Commitment(TypedDict, total=False):
    """A voluntary commitment of one or more states, as it stands."""

    reference: "str"
    title: "str"
    titles: "Words"
    modality: "ModalityEnum"
    edition: "str"
    state: "StateEnum"
    state_label: "str"
    area: "str"
    area_name: "Words"
    measure: "str | None"
    measure_title: "Words"
    topic: "Words"
    audience: "SharedWithEnum"
    statement: "str"
    statements: "Words"
    language: "LanguageEnum | None"
    intending_states: "list[str]"
    coordinators: "list[str]"
    co_coordinators: "list[str]"
    began_on: "str | None"
    began_on_precision: "PrecisionEnum | None"
    began_on_day: "str | None"
    moved_on: "str | None"
    moved_on_precision: "PrecisionEnum | None"
    moved_on_day: "str | None"
    period_since: "str | None"
    period_since_precision: "PrecisionEnum | None"
    period_since_day: "str | None"
    period_until: "str | None"
    period_until_precision: "PrecisionEnum | None"
    period_until_day: "str | None"
    began_at: "str | None"
    moved_at: "str | None"
    version: "int"
    renews: "str | None"
    awaited: "list[AwaitedEnum]"
    next_acts: "list[NextAct] | None"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class Condition(TypedDict, total=False):
    """A condition on a step, and on what it rests."""

    name: "str"
    words: "Words"
    article: "str"
    basis: "BasisEnum"

class Contributor(TypedDict, total=False):
    """Who beside states had a part in it."""

    kind: "ContributorKindEnum"
    name: "str"
    state: "str"

class Coordinator(TypedDict, total=False):
    """An offer to coordinate, or a designation, as deep as the record reaches and with no role it doesn't state."""

    mistaken_at: "str | None"
    id: "int"
    fact: "FactEnum"
    state: "str"
    state_name: "Words"
    role: "CoordinatorRoleEnum"
    depth: "DepthEnum"
    edition: "str"
    area: "str | None"
    area_is_ours: "bool"
    area_name: "Words"
    measure: "str | None"
    measure_title: "Words"
    near: "str | None"
    near_is_ours: "bool"
    wording: "Words"
    wording_status: "Words"
    on: "str | None"
    on_precision: "PrecisionEnum | None"
    on_day: "str | None"
    term_since: "str | None"
    term_since_precision: "PrecisionEnum | None"
    term_since_day: "str | None"
    known_then: "bool"
    last_known: "str | None"
    last_known_precision: "PrecisionEnum | None"
    last_known_day: "str | None"
    term_until: "str | None"
    term_until_precision: "PrecisionEnum | None"
    term_until_day: "str | None"
    shadows_from: "str | None"
    law_edition: "str"
    commitment: "str | None"
    next_acts: "list[NextAct]"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class Correction(TypedDict, total=False):
    """That something was entered by mistake: what, why, and whether it holds yet."""

    number: "int"
    what: "str"
    about: "Words"
    reason: "str"
    source: "str"
    stage: "CorrectionStageEnum"
    asked_at: "str"
    settled_at: "str | None"
    settled_note: "str"

class Coupling(TypedDict, total=False):
    """What couples to what: a meeting of `first` comes before one of `then`. Without `first` it is the Chair's term that ends."""

    words: "str"
    name: "str"
    first: "BodyEnum | None"
    then: "list[BodyEnum]"
    article: "str"
    source: "str"
    basis: "BasisEnum"
    months: "int"

class Coverage(TypedDict, total=False):
    """What a state stands as beside a measure or an area. An absent row says nothing about a state."""

    key: "str"
    edition: "str"
    area: "str | None"
    measure: "str | None"
    state: "str"
    state_name: "Words"
    status: "CoverageStatusEnum"
    near_is_ours: "bool"
    nothing_named: "bool"
    wording: "Words"
    known_then: "bool"
    last_known: "str | None"
    last_known_precision: "PrecisionEnum | None"
    last_known_day: "str | None"
    entries: "int"
    source: "str"
    commitment: "str | None"

class Dates(TypedDict, total=False):
    """When and where it was planned to be, from an instant on, and why that changed."""

    sequence: "int"
    status: "MeetingStatusEnum"
    starts: "str | None"
    ends: "str | None"
    opens_at: "str | None"
    closes_at: "str | None"
    time_zone: "str"
    place: "Words"
    format: "FormatEnum"
    reason: "str"
    language: "LanguageEnum | None"
    at: "str"

class Deadline(TypedDict, total=False):
    """By when something has to be ready for a meeting: one instant, the end of a day at the Secretariat."""

    key: "str"
    meeting: "str"
    body: "BodyEnum"
    kind: "DeadlineKindEnum"
    kind_label: "str"
    due_on: "str"
    due_at: "str"
    due_local: "str"
    time_zone: "str"
    days: "int | None"
    unit: "UnitEnum"
    standing: "LeadStandingEnum"
    basis: "str"
    fixed: "bool"
    in_force: "bool"

class Decision(TypedDict, total=False):
    """A decision of a body, with everything that states said of it."""

    mistaken_at: "str | None"
    symbol: "str"
    body: "BodyEnum | BlankEnum"
    title: "Words"
    text: "Words"
    sha256: "Words"
    outcome: "OutcomeEnum"
    manner: "MannerEnum"
    meeting: "str | None"
    silence_procedure: "str | None"
    on: "str | None"
    on_precision: "PrecisionEnum | None"
    day: "str | None"
    positions: "list[Position]"
    consensus: "str"
    present: "list[str]"
    members_then: "int | None"
    quorum_then: "int | None"
    commitments: "list[Matter]"
    follow_ups: "list[FollowUp]"
    audience: "AudienceEnum"
    at: "str"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class Deed(TypedDict, total=False):
    """An act that was entered from a letter."""

    what: "Words"
    about: "str"
    about_kind: "str"
    act: "str"
    path: "str"
    at: "str"

class Delegate(TypedDict, total=False):
    """A person on a delegation."""

    name: "str"
    function: "str"
    rank: "DelegateRankEnum"
    is_head: "bool"

class Deputyship(TypedDict, total=False):
    """Who stands in for whom, from which day to the day before which."""

    id: "str"
    person: "str"
    email: "str"
    deputy: "str"
    deputy_email: "str"
    participant: "str | None"
    since: "str"
    until: "str"
    reason: "str"
    at: "str"
    ended_at: "str | None"

class DeskEntry(TypedDict, total=False):
    """That a line of a desk was set aside, given to an officer, commented, or asked for."""

    number: "int"
    what: "WhatEnum"
    line: "str"
    label: "str"
    desk: "str"
    officer: "str | None"
    word: "str"
    word_language: "str | None"
    until: "str | None"
    by: "str"
    at: "str"
    undone_at: "str | None"

class DeskLine(TypedDict, total=False):
    """A line of one's desk: what is to be done about which thing, for whom, by when and by which article."""

    line: "str"
    kind: "str"
    stands: "StandsEnum"
    what: "str"
    about: "str"
    about_kind: "str"
    reference: "str"
    desk: "str"
    by_day: "str | None"
    by_instant: "str | None"
    since: "str | None"
    article: "str"
    remarks: "list[str]"
    waits_for: "list[str]"
    page: "str"
    act: "str"
    officer: "str | None"
    went_on: "list[str]"
    set_aside_until: "str | None"
    is_set_aside: "bool"

class Edition(TypedDict, total=False):
    """A text that lays down areas and measures, as adopted on a day."""

    code: "str"
    title: "Words"
    title_status: "Words"
    symbol: "str"
    adopted_by: "BodyEnum"
    adopted: "str | None"
    adopted_precision: "PrecisionEnum | None"
    adopted_day: "str | None"
    place: "Words"
    is_complete: "bool"
    cited_in: "str"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class Expert(TypedDict, total=False):
    """An expert or scholar whom a member nominates, for a term."""

    mistaken_at: "str | None"
    uid: "str"
    name: "str"
    owner: "str"
    owner_name: "Words"
    affiliation: "str"
    expertise: "str"
    language: "LanguageEnum | None"
    email: "str"
    measure: "str | None"
    commitment: "str | None"
    since: "str"
    until: "str | None"
    audience: "AudienceEnum"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"

class Finding(TypedDict, total=False):
    """What the record shows beside the rule."""

    key: "str"
    words: "str"
    kind: "FindingKindEnum"
    since: "str"
    until: "str"
    meetings: "list[str]"

class FocalPoint(TypedDict, total=False):
    """A post at a participant on the day asked about, and who holds it, if that is yours to know."""

    key: "str"
    participant: "str"
    participant_name: "Words"
    role: "PostRoleEnum"
    rank: "PostRankEnum"
    since: "str"
    is_filled: "bool"
    person: "str | None"
    email: "str | None"
    until: "str | None"

class FollowUp(TypedDict, total=False):
    """What a decision asks for next."""

    what: "str"
    owner: "str | None"
    hears: "str | None"
    state: "FollowUpStateEnum"
    report: "str"
    language: "LanguageEnum | None"
    reported_on: "str | None"

class FormOfAddress(TypedDict, total=False):
    """How a participant is addressed in letters of a language. Where staff set none, the neutral form holds."""

    uid: "str"
    language: "LanguageEnum"
    number: "int"
    at: "str"
    taken_back_at: "str | None"
    participant: "str"
    text: "str"

class Gap(TypedDict, total=False):
    """A measure, or an area of no known measure, that no state leads on the day; and since when, as far as is known."""

    key: "str"
    edition: "str"
    area: "str"
    is_area: "bool"
    title: "Words"
    since: "str | None"
    since_precision: "PrecisionEnum | None"
    since_day: "str | None"
    known_then: "bool"
    state: "str | None"
    source: "str"
    commitment: "str | None"

class GoingOnRule(TypedDict, total=False):
    """What the Secretariat set for one kind of ask. Where nothing was set, what is proposed holds."""

    id: "str"
    kind: "str"
    kind_label: "str"
    is_on: "bool"
    days: "int"
    word: "str"
    at: "str"

class GroupSeat(TypedDict, total=False):
    """That a member state sits in a working group."""

    mistaken_at: "str | None"
    uid: "str"
    group: "str"
    group_name: "Words"
    owner: "str"
    owner_name: "Words"
    since: "str"
    until: "str | None"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"

class Import(TypedDict, total=False):
    """A file of rows that an officer imported."""

    mistaken_at: "str | None"
    number: "int"
    kind: "str"
    file_name: "str"
    sha256: "str"
    added: "int"
    changed: "int"
    same: "int"
    imported_at: "str"

class ImportedRow(TypedDict, total=False):
    """A row of the file that was new, or changed what was there."""

    what: "str"
    line: "int"
    about: "str"
    is_new: "bool"
    entry: "int"
    stays_because: "Words"

class Information(TypedDict, total=False):
    """What a state, or several together, let others know."""

    mistaken_at: "str | None"
    uid: "str"
    title: "Words"
    measure: "str | None"
    area: "str"
    owner: "str"
    owner_name: "Words"
    given_with: "list[str]"
    since: "str | None"
    until: "str | None"
    stage: "InformationStageEnum"
    to_be_sent: "bool"
    audience: "NominatedToEnum"
    recipients: "list[str]"
    sequence: "int"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"

class InformationReply(TypedDict, total=False):
    """What a participant says to information, or asks to know besides."""

    mistaken_at: "str | None"
    uid: "str"
    information: "str"
    owner: "str"
    owner_name: "Words"
    kind: "ReplyKindEnum"
    text: "str"
    text_language: "LanguageEnum | None"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"

class Institution(TypedDict, total=False):
    """An academic or professional institution that a member nominates, for a term."""

    mistaken_at: "str | None"
    uid: "str"
    name: "Words"
    owner: "str"
    states: "list[str]"
    measures: "list[str]"
    areas: "list[str]"
    since: "str"
    until: "str | None"
    audience: "NominatedToEnum"
    sequence: "int"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"

class Instrument(TypedDict, total=False):
    """An instrument that the tables and pages cite."""

    key: "str"
    code: "str"
    title: "Words"
    title_status: "Words"
    adopted_on: "str"
    units: "int"

class InstrumentUnit(TypedDict, total=False):
    """An article, paragraph or sentence of an instrument, in the words of each language and what they are worth."""

    reference: "str"
    cited_as: "str"
    instrument: "str"
    part: "str"
    number: "str"
    within: "str"
    text: "Words"
    text_status: "Words"
    read_in: "Words"
    path: "str"

class Intention(TypedDict, total=False):
    """A state's part in a commitment. It comes and leaves of itself; to rest or to withdraw is an honourable end."""

    mistaken_at: "str | None"
    id: "int"
    commitment: "str"
    state: "str"
    state_name: "Words"
    since: "str | None"
    since_precision: "PrecisionEnum | None"
    since_day: "str | None"
    until: "str | None"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class LeadTime(TypedDict, total=False):
    """How long before a meeting of a body something has to be ready: a setting of the Secretariat's, with its basis."""

    key: "str"
    edition: "str"
    body: "BodyEnum"
    kind: "DeadlineKindEnum"
    days: "int"
    unit: "UnitEnum"
    standing: "LeadStandingEnum"
    basis: "str"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class Letter(TypedDict, total=False):
    """A letter, to whom it went, and how far it has come."""

    id: "str"
    person: "str | None"
    address: "str"
    day: "str"
    language: "LanguageEnum"
    subject: "str"
    official: "bool"
    stage: "LetterStageEnum"
    written_at: "str"
    ended_at: "str | None"
    sha256: "str"

class LetterWording(TypedDict, total=False):
    """How letters of a kind are worded in a language. Where staff set none, the house's own proposal holds."""

    uid: "str"
    language: "LanguageEnum"
    number: "int"
    at: "str"
    taken_back_at: "str | None"
    kind: "OutgoingKindEnum"
    series: "SeriesEnum"
    letterhead: "str"
    opening_words: "str"
    closing_words: "str"
    signature: "str"

class ListedComment(TypedDict, total=False):
    """What a state says of a version, with the paper that it is about."""

    uid: "str"
    paper: "str"
    version: "int"
    owner: "str"
    owner_name: "Words"
    mistaken_at: "str | None"
    audience: "CommentAudienceEnum"
    language: "LanguageEnum | None"
    paragraph: "int | None"
    text: "str"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"
    outcome: "CommentOutcomeEnum"
    outcome_reason: "str"
    outcome_at: "str | None"

class ListedFollowUp(TypedDict, total=False):
    """What a decision asks for next, with the decision that asked for it."""

    mistaken_at: "str | None"
    id: "int"
    what: "str"
    decision: "str"
    owner: "str | None"
    owner_name: "Words"
    hears: "str | None"
    group: "str | None"
    state: "FollowUpStateEnum"
    report: "str"
    language: "LanguageEnum | None"
    reported_on: "str | None"
    at: "str"

class Matter(TypedDict, total=False):
    """A commitment that a decision moved."""

    commitment: "str"
    step: "str"
    to_state: "str"

class Measure(TypedDict, total=False):
    """A confidence-building measure of an area, as an edition words it."""

    reference: "str"
    edition: "str"
    area: "str"
    area_name: "Words"
    number: "int"
    numbered_as: "str"
    title: "Words"
    text: "Words"
    text_status: "Words"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class Meeting(TypedDict, total=False):
    """A meeting of a body: held, planned, proposed or cancelled. Its days are dates at the host's place."""

    mistaken_at: "str | None"
    reference: "str"
    body: "BodyEnum"
    body_name: "Words"
    session: "SessionEnum"
    ordinal: "int | None"
    title: "Words"
    working_group: "str | None"
    starts: "str | None"
    starts_precision: "PrecisionEnum | None"
    starts_day: "str | None"
    ends: "str | None"
    place: "Words"
    host: "str | None"
    format: "FormatEnum"
    status: "MeetingStatusEnum"
    adopted: "Words"
    time_zone: "str"
    opens_at: "str | None"
    closes_at: "str | None"
    prepares: "str | None"
    sequence: "int"
    changed_at: "str"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class Minutes(TypedDict, total=False):
    """The minutes of a meeting."""

    mistaken_at: "str | None"
    reference: "str"
    meeting: "str"
    stage: "MinutesStageEnum"
    audience: "AudienceEnum"
    corrections_until: "str | None"
    adopted_at: "str | None"
    decision: "str | None"
    sequence: "int"
    at: "str"

class MinutesChange(TypedDict, total=False):
    """A correction that a state proposes to minutes, and what became of it."""

    mistaken_at: "str | None"
    uid: "str"
    minutes: "str"
    owner: "str"
    owner_name: "Words"
    item: "int | None"
    text: "str"
    text_language: "LanguageEnum | None"
    answer: "ChangeAnswerEnum | BlankEnum"
    answer_note: "str"
    answered_at: "str | None"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"

class MinutesItem(TypedDict, total=False):
    """An item of minutes, as the caller may read it."""

    number: "int"
    title: "Words"
    text: "str"
    is_closed: "bool"

class MinutesVersion(TypedDict, total=False):
    """A version of minutes. The first column is its number, for a cell of a table."""

    number: "int"
    language: "str | None"
    sha256: "str"
    at: "str"
    circulated_at: "str | None"
    items: "list[MinutesItem]"

class NamedParty(TypedDict, total=False):
    """A participant's part, with who comes by name, as far as that is open to the caller."""

    participant: "str"
    coming: "int | None"
    present: "int | None"
    named: "str"

class NextAct(TypedDict, total=False):
    """An act that the caller may do now, and what still blocks it."""

    name: "str"
    label: "str"
    article: "str"
    acting_as: "str"
    on_behalf_of: "str | None"
    open: "bool"
    problems: "list[str]"
    asks: "list[Ask] | None"

class NoteRequest(TypedDict, total=False):
    """That the Secretariat asked for notes on an area."""

    mistaken_at: "str | None"
    uid: "str"
    area: "str"
    area_name: "Words"
    meeting: "str | None"
    since: "str"
    until: "str"
    welcome_until: "str"
    text: "str"
    text_language: "LanguageEnum | None"
    at: "str"

class Notice(TypedDict, total=False):
    """What the caller was told in the portal, in the words of the page. To read it here doesn't mark it as seen."""

    id: "str"
    at: "str"
    kind: "str"
    kind_label: "str"
    sentence: "str"
    about_kind: "str"
    about_key: "str"
    path: "str"
    official: "bool"
    seen_at: "str | None"

class Objection(TypedDict, total=False):
    """A member's written objection."""

    state: "str"
    text: "str"
    language: "LanguageEnum | None"
    made_at: "str"
    way: "ObjectionWayEnum"
    period: "int"
    withdrawn_at: "str | None"

class OutgoingLetter(TypedDict, total=False):
    """A letter of the Secretariat, from its draft on."""

    uid: "str"
    kind: "OutgoingKindEnum"
    subject: "Words"
    text: "Words"
    languages: "list[str]"
    to: "AddressedToEnum"
    group: "str | None"
    participants: "list[str]"
    annexes: "list[str]"
    about: "str"
    stage: "OutgoingStageEnum"
    version: "int"
    sent_as: "str | None"
    changed_at: "str"

class Paper(TypedDict, total=False):
    """A paper, and the versions that you may read. The record may know of a paper without its text."""

    key: "str"
    symbol: "str"
    commitment: "str"
    about: "str"
    kind: "PaperKindEnum"
    title: "str"
    language: "LanguageEnum | None"
    titles: "Words"
    period: "str"
    on: "str | None"
    on_precision: "PrecisionEnum | None"
    on_day: "str | None"
    versions: "list[Version]"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class Participant(TypedDict, total=False):
    """A state or an organisation, with its standing in the Conference on the day asked about."""

    code: "str"
    kind: "ParticipantKindEnum"
    name: "Words"
    official_name: "Words"
    as_of: "str"
    standing: "StandingEnum | None"
    standing_since: "str | None"
    standing_since_precision: "PrecisionEnum | None"
    standing_since_day: "str | None"
    names_source: "str"
    source: "str | None"
    confidence: "ConfidenceEnum | None"
    note: "str"

class Participation(TypedDict, total=False):
    """A participant's standing from a day on."""

    mistaken_at: "str | None"
    id: "int"
    participant: "str"
    participant_name: "Words"
    standing: "StandingEnum"
    since: "str | None"
    since_precision: "PrecisionEnum | None"
    since_day: "str | None"
    until: "str | None"
    until_precision: "PrecisionEnum | None"
    until_day: "str | None"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class Party(TypedDict, total=False):
    """A participant's part. The first column is its code, for a cell of a table."""

    participant: "str"
    coming: "int | None"
    present: "int | None"

class Photograph(TypedDict, total=False):
    """A photograph of an activity, in words; the picture is a file of its own."""

    mistaken_at: "str | None"
    uid: "str"
    activity: "str"
    owner: "str"
    alt: "str"
    caption: "str"
    text_language: "LanguageEnum | None"
    taken_on: "str | None"
    photographer: "str"
    file_type: "str"
    size: "int"
    sha256: "str"
    consent: "ConsentEnum"
    consent_by: "str"
    consent_how: "str"
    consent_on: "str | None"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"

class PlanRow(TypedDict, total=False):
    """An activity, as a version of a plan says it."""

    uid: "str"
    title: "Words"
    kind: "ActivityKindEnum"
    owner: "str | None"
    host: "str | None"
    organisers: "list[str]"
    days: "str"
    place: "Words"
    expected: "Words"
    contributions: "Words"
    commitment: "str | None"
    measure: "str | None"
    area: "str"

class PlanVersion(TypedDict, total=False):
    """A version of a plan. The first column is its number, for a cell of a table."""

    number: "int"
    sha256: "str"
    at: "str"
    rows: "list[PlanRow]"

class Position(TypedDict, total=False):
    """What a state said of a decision. The first column says all of it in one line, for a cell of a table."""

    said: "str"
    participant: "str"
    participant_name: "Words"
    kind: "PositionKindEnum"
    paragraphs: "str"
    text: "Words"
    on: "str"
    source: "str"

class Procedure(TypedDict, total=False):
    """A step of the procedure: from where to where, by whom, on which article, with what."""

    key: "str"
    edition: "str"
    modality: "ModalityEnum"
    step: "str"
    label: "Words"
    taken_by: "list[RelationEnum]"
    actors: "Words"
    leads_from: "list[StateEnum]"
    leads_to: "StateEnum | None"
    article: "str"
    basis: "BasisEnum"
    asks: "Words"
    conditions: "list[Condition]"

class ProgressNote(TypedDict, total=False):
    """How its part in a commitment went on in a period, as a state says it."""

    mistaken_at: "str | None"
    uid: "str"
    commitment: "str"
    area: "str"
    owner: "str"
    owner_name: "Words"
    since: "str"
    until: "str"
    nothing_new: "bool"
    text: "str"
    text_language: "LanguageEnum | None"
    request: "str | None"
    audience: "NominatedToEnum"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"

class Proof(TypedDict, total=False):
    """What shows that the text reached a member; null where nothing does yet."""

    state: "str"
    proof: "ProofProofEnum"
    reached_at: "str | None"

class Publication(TypedDict, total=False):
    """What the Conference publishes, or prepares to publish."""

    mistaken_at: "str | None"
    uid: "str"
    title: "Words"
    kind: "PublicationKindEnum"
    measure: "str | None"
    area: "str | None"
    states: "list[str]"
    languages: "list[str]"
    decision: "str"
    stage: "PublicationStageEnum"
    audience: "PreparedBeforeEnum"
    published_on: "str | None"
    withdrawn_on: "str | None"
    reason: "str"
    sequence: "int"
    at: "str"

class PublicationText(TypedDict, total=False):
    """How far its text in one language has come."""

    language: "LanguageEnum"
    stage: "PublicationStageEnum"

class PublishingAnswer(TypedDict, total=False):
    """What a state concerned said."""

    participant: "str"
    answer: "PublishingSaidEnum"
    words: "str"
    words_language: "LanguageEnum | None"
    said_on: "str"
    channel: "ChannelEnum"
    dated: "str | None"

class PublishingRequest(TypedDict, total=False):
    """The question whether it may be public, as far as the caller reads what states said."""

    uid: "str"
    stage: "PublishingStageEnum"
    until: "str | None"
    at: "str"
    answers: "list[PublishingAnswer]"

class RegisteredLetter(TypedDict, total=False):
    """A letter that came in or went out."""

    mistaken_at: "str | None"
    uid: "str"
    direction: "DirectionEnum"
    reference: "str"
    series: "SeriesEnum"
    year: "int"
    dated: "str"
    day: "str"
    participant: "str | None"
    addressees: "list[str]"
    other_party: "str"
    channel: "ServedThroughEnum"
    subject: "str"
    language: "LanguageEnum | None"
    own_number: "str"
    answers: "str | None"
    officer: "str"
    until: "str | None"
    closed_at: "str | None"
    closing: "str"
    note: "str"
    scans: "list[Scan]"

class RequestedDocument(TypedDict, total=False):
    """A document that one asked for, and how far it has come."""

    uid: "str"
    kind: "str"
    key: "str"
    title: "str"
    document_language: "str"
    document_format: "str"
    day: "str"
    at: "str"
    progress: "ProgressEnum"
    done: "int"
    parts: "int"
    why: "WhyEnum | BlankEnum"
    sha256: "str"
    file_name: "str"
    file_url: "str | None"

class Round(TypedDict, total=False):
    """A period: from when until when, and over which text."""

    number: "int"
    kind: "RoundKindEnum"
    opens_at: "str"
    ends_at: "str"
    sha256: "str"
    reason: "str"
    language: "LanguageEnum | None"

class SavedList(TypedDict, total=False):
    """A list as one asked it, under one's own name for it: what it asks, and none of its rows."""

    uid: "str"
    name: "str"
    name_language: "LanguageEnum | None"
    list_name: "str"
    query: "str"
    asks: "list[str]"
    address: "str"
    shared_as: "str | None"
    at: "str"
    shared_at: "str | None"

class Scan(TypedDict, total=False):
    """The letter itself, or a scan of its pages. The first column is its name, for a cell of a table."""

    name: "str"
    number: "int"
    file_type: "str"
    size: "int"
    sha256: "str"
    at: "str"
    url: "str"
    addressee: "str | None"

class Silence(TypedDict, total=False):
    """A text before the members for a period."""

    reference: "str"
    title: "Words"
    body: "BodyEnum"
    opened_at_meeting: "str | None"
    opened_by_chair: "str | None"
    state: "SilenceStateEnum"
    state_label: "str"
    time_zone: "str"
    ends_at: "str"
    ends_at_local: "str"
    settled_at: "str | None"
    decision: "str | None"
    text: "str"
    sha256: "str"
    periods: "list[Round]"
    objections: "list[Objection]"
    commitments: "list[str]"
    own: "list[Proof]"
    proofs: "list[Proof] | None"

class Source(TypedDict, total=False):
    """A document in which facts were read. Its address here has '_' for every '/' of its key."""

    mistaken_at: "str | None"
    key: "str"
    address: "str"
    title: "Words"
    symbol: "str"
    dated: "str | None"
    issued_by: "str"
    url: "str"
    pages: "str"
    says: "str"
    files: "list[SourceFile]"

class SourceFile(TypedDict, total=False):
    """A document of a source, or a scan of its pages. The first column is its name, for a cell of a table."""

    name: "str"
    number: "int"
    pages: "str"
    file_type: "str"
    size: "int"
    sha256: "str"
    at: "str"
    url: "str"

class Step(TypedDict, total=False):
    """A step as it was taken."""

    mistaken_at: "str | None"
    key: "str"
    commitment: "str"
    serial: "int"
    step: "str"
    label: "str"
    source_text: "str"
    basis: "BasisEnum | BlankEnum"
    from_state: "StateEnum | BlankEnum"
    to_state: "StateEnum"
    on: "str | None"
    on_precision: "PrecisionEnum | None"
    on_day: "str | None"
    at: "str"
    acting_as: "RelationEnum | BlankEnum"
    on_behalf_of: "str | None"
    channel: "ChannelEnum"
    meeting: "str | None"
    party: "str | None"
    paper: "str | None"
    paper_version: "int | None"
    letter: "str | None"
    experts: "list[str]"
    decision: "str | None"
    note: "str"
    consensus: "str"
    language: "LanguageEnum | None"
    source: "str"
    confidence: "str"

class ToldCell(TypedDict, total=False):
    """A cell in which something differs."""

    address: "str"
    column: "str"
    label: "str"
    before: "str"
    after: "str"
    meanwhile: "str"
    is_changed: "bool"
    problems: "list[str]"

class ToldRow(TypedDict, total=False):
    """A row of the workbook that would change something, or in which something is wrong."""

    row: "str"
    kind: "str"
    key: "str"
    title: "str"
    is_new: "bool"
    cells: "list[ToldCell]"
    problems: "list[str]"

class Tombstone(TypedDict, total=False):
    """A row that counts for nothing any more: take it out of a copy, or mark it there."""

    key: "str"
    resource: "str"
    reference: "str"
    mistaken_at: "str"

class Turn(TypedDict, total=False):
    """What was done about an activity."""

    serial: "int"
    deed: "DeedEnum"
    course: "CourseEnum"
    days: "str"
    note: "str"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"

class Version(TypedDict, total=False):
    """One version of a paper, as it was submitted."""

    number: "int"
    language: "str"
    language_status: "LanguageStatusEnum"
    on_behalf_of: "str | None"
    channel: "ChannelEnum"
    at: "str"
    size: "int"
    sha256: "str"
    file_type: "str"
    url: "str"
    file_url: "str | None"
    circulations: "list[Circulation]"

class View(TypedDict, total=False):
    """A state's view, as it was shared."""

    mistaken_at: "str | None"
    uid: "str"
    commitment: "str"
    owner: "str"
    owner_name: "Words"
    audience: "AudienceEnum"
    language: "str"
    text: "str"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"

class Wanted(TypedDict, total=False):
    """A meeting that the rule or a coupling wants in the next six years, and that nobody has planned."""

    by: "str"
    article: "str"
    source: "str"
    basis: "BasisEnum"
    coupled_to: "BodyEnum | None"
    coupled_day: "str | None"

class Webhook(TypedDict, total=False):
    """An address at which the house says that its person was told something. Its secret stands on its page alone."""

    uid: "str"
    url: "str"
    token: "str"
    kinds: "list[str]"
    at: "str"
    ended_at: "str | None"

class WebhookDelivery(TypedDict, total=False):
    """One notice on its way to one address. `uid` is its `webhook-id`."""

    uid: "str"
    webhook: "str"
    delivery_stage: "DeliveryStageEnum"
    attempts: "int"
    next_at: "str"
    delivered_at: "str | None"
    set_aside_because: "SetAsideBecauseEnum | BlankEnum"
    answered_status: "int | None"

class WentOn(TypedDict, total=False):
    """Something that waited, and to whom it went on, when."""

    id: "str"
    kind: "str"
    kind_label: "str"
    about: "str"
    path: "str"
    desk: "str"
    line: "str"
    since: "str"
    to: "RungEnum"
    to_label: "str"
    on: "str"

class WholeActionPlan(TypedDict, total=False):
    """A plan with its versions, the oldest first, and what the caller may do about it."""

    next_acts: "list[NextAct]"
    mistaken_at: "str | None"
    uid: "str"
    commitment: "str"
    area: "str"
    owner: "str"
    owner_name: "Words"
    since: "str"
    until: "str"
    period_precision: "PrecisionEnum"
    note: "str"
    note_language: "LanguageEnum | None"
    audience: "NominatedToEnum"
    sequence: "int"
    at: "str | None"
    channel: "ChannelEnum"
    dated: "str | None"
    versions: "list[PlanVersion]"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"

class WholeActivity(TypedDict, total=False):
    """An activity with its link, its history, and what the caller may do about it."""

    mistaken_at: "str | None"
    uid: "str"
    title: "Words"
    kind: "ActivityKindEnum"
    course: "CourseEnum"
    commitment: "str | None"
    measure: "str | None"
    area: "str"
    owner: "str"
    owner_name: "Words"
    host: "str | None"
    organisers: "list[str]"
    days: "str"
    known: "DayKnownEnum"
    starts_on: "str | None"
    ends_on: "str | None"
    opens_at: "str | None"
    time_zone: "str"
    place: "Words"
    format: "FormatEnum"
    expected: "Words"
    contributions: "Words"
    outcome: "Words"
    parties: "list[NamedParty]"
    audience: "NominatedToEnum"
    sequence: "int"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"
    link: "str"
    turns: "list[Turn]"
    next_acts: "list[NextAct]"

class WholeAgendaItem(TypedDict, total=False):
    """An item, and what the caller may do with it."""

    id: "int"
    meeting: "str"
    number: "int"
    title: "Words"
    origin: "OriginEnum"
    matter: "str"
    papers: "list[str]"
    taken_off: "bool"
    revision: "int"
    note: "str"
    language: "LanguageEnum | None"
    outcome: "ItemOutcomeEnum"
    outcome_note: "str"
    outcome_language: "LanguageEnum | None"
    considered_on: "str | None"
    next_acts: "list[NextAct]"

class WholeApproachProposal(TypedDict, total=False):
    """A proposal, with what the caller may do about it."""

    mistaken_at: "str | None"
    uid: "str"
    title: "str"
    owner: "str"
    owner_name: "Words"
    unit: "str"
    text: "str"
    text_language: "LanguageEnum | None"
    decision: "str | None"
    law_edition: "str"
    settled_at: "str | None"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"
    next_acts: "list[NextAct]"

class WholeAttendance(TypedDict, total=False):
    """One of them, with what the caller may do about it."""

    key: "str"
    meeting: "str"
    participant: "str"
    participant_name: "Words"
    presence: "PresenceEnum"
    delegates: "list[Delegate]"
    note: "str"
    language: "LanguageEnum | None"
    version: "int"
    at: "str"
    next_acts: "list[NextAct]"

class WholeBroughtFile(TypedDict, total=False):
    """A workbook with what it would change, as long as it waits, and what the caller may do with it."""

    uid: "str"
    state: "str"
    name: "str"
    size: "int"
    sha256: "str"
    stage: "BroughtStageEnum"
    channel: "ChannelEnum"
    dated: "str | None"
    letter_reference: "str"
    at: "str"
    settled_at: "str | None"
    begun: "int"
    changed: "int"
    set_aside: "list[str]"
    rows: "list[ToldRow]"
    next_acts: "list[NextAct]"

class WholeCommitment(TypedDict, total=False):
    """A commitment, with what its states said to whether it may be public."""

    publishing: "list[PublishingRequest]"
    reference: "str"
    title: "str"
    titles: "Words"
    modality: "ModalityEnum"
    edition: "str"
    state: "StateEnum"
    state_label: "str"
    area: "str"
    area_name: "Words"
    measure: "str | None"
    measure_title: "Words"
    topic: "Words"
    audience: "SharedWithEnum"
    statement: "str"
    statements: "Words"
    language: "LanguageEnum | None"
    intending_states: "list[str]"
    coordinators: "list[str]"
    co_coordinators: "list[str]"
    began_on: "str | None"
    began_on_precision: "PrecisionEnum | None"
    began_on_day: "str | None"
    moved_on: "str | None"
    moved_on_precision: "PrecisionEnum | None"
    moved_on_day: "str | None"
    period_since: "str | None"
    period_since_precision: "PrecisionEnum | None"
    period_since_day: "str | None"
    period_until: "str | None"
    period_until_precision: "PrecisionEnum | None"
    period_until_day: "str | None"
    began_at: "str | None"
    moved_at: "str | None"
    version: "int"
    renews: "str | None"
    awaited: "list[AwaitedEnum]"
    next_acts: "list[NextAct] | None"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class WholeCorrection(TypedDict, total=False):
    """A correction, and what the caller may do about it."""

    number: "int"
    what: "str"
    about: "Words"
    reason: "str"
    source: "str"
    stage: "CorrectionStageEnum"
    asked_at: "str"
    settled_at: "str | None"
    settled_note: "str"
    next_acts: "list[NextAct]"

class WholeDecision(TypedDict, total=False):
    """A decision, and what the caller may write beside it."""

    mistaken_at: "str | None"
    symbol: "str"
    body: "BodyEnum | BlankEnum"
    title: "Words"
    text: "Words"
    sha256: "Words"
    outcome: "OutcomeEnum"
    manner: "MannerEnum"
    meeting: "str | None"
    silence_procedure: "str | None"
    on: "str | None"
    on_precision: "PrecisionEnum | None"
    day: "str | None"
    positions: "list[Position]"
    consensus: "str"
    present: "list[str]"
    members_then: "int | None"
    quorum_then: "int | None"
    commitments: "list[Matter]"
    follow_ups: "list[FollowUp]"
    audience: "AudienceEnum"
    at: "str"
    next_acts: "list[NextAct]"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class WholeDeskEntry(TypedDict, total=False):
    """An entry, and what the caller may do about it."""

    number: "int"
    what: "WhatEnum"
    line: "str"
    label: "str"
    desk: "str"
    officer: "str | None"
    word: "str"
    word_language: "str | None"
    until: "str | None"
    by: "str"
    at: "str"
    undone_at: "str | None"
    next_acts: "list[NextAct]"

class WholeFollowUp(TypedDict, total=False):
    """A follow-up, and what the caller may do about it."""

    mistaken_at: "str | None"
    id: "int"
    what: "str"
    decision: "str"
    owner: "str | None"
    owner_name: "Words"
    hears: "str | None"
    group: "str | None"
    state: "FollowUpStateEnum"
    report: "str"
    language: "LanguageEnum | None"
    reported_on: "str | None"
    at: "str"
    next_acts: "list[NextAct]"

class WholeGroupSeat(TypedDict, total=False):
    """A seat, with what the caller may do about it."""

    mistaken_at: "str | None"
    uid: "str"
    group: "str"
    group_name: "Words"
    owner: "str"
    owner_name: "Words"
    since: "str"
    until: "str | None"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"
    next_acts: "list[NextAct]"

class WholeImport(TypedDict, total=False):
    """An import with its rows, and what the caller may do about it."""

    mistaken_at: "str | None"
    number: "int"
    kind: "str"
    file_name: "str"
    sha256: "str"
    added: "int"
    changed: "int"
    same: "int"
    imported_at: "str"
    rows: "list[ImportedRow]"
    next_acts: "list[NextAct]"

class WholeInformation(TypedDict, total=False):
    """Information with the paper in which it stands, what was said to it and to its being public, and what the caller may do."""

    next_acts: "list[NextAct]"
    publishing: "list[PublishingRequest]"
    mistaken_at: "str | None"
    uid: "str"
    title: "Words"
    measure: "str | None"
    area: "str"
    owner: "str"
    owner_name: "Words"
    given_with: "list[str]"
    since: "str | None"
    until: "str | None"
    stage: "InformationStageEnum"
    to_be_sent: "bool"
    audience: "NominatedToEnum"
    recipients: "list[str]"
    sequence: "int"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"
    paper: "str"
    replies: "list[InformationReply]"

class WholeInformationReply(TypedDict, total=False):
    """A reply, with what the caller may do about it."""

    next_acts: "list[NextAct]"
    mistaken_at: "str | None"
    uid: "str"
    information: "str"
    owner: "str"
    owner_name: "Words"
    kind: "ReplyKindEnum"
    text: "str"
    text_language: "LanguageEnum | None"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"

class WholeInstitution(TypedDict, total=False):
    """An institution with the publications in which it had a part, as far as the caller sees them."""

    next_acts: "list[NextAct]"
    mistaken_at: "str | None"
    uid: "str"
    name: "Words"
    owner: "str"
    states: "list[str]"
    measures: "list[str]"
    areas: "list[str]"
    since: "str"
    until: "str | None"
    audience: "NominatedToEnum"
    sequence: "int"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"
    publications: "list[str]"

class WholeLetter(TypedDict, total=False):
    """One letter in the words that went. Keys that act for their recipient are shown to nobody else."""

    id: "str"
    person: "str | None"
    address: "str"
    day: "str"
    language: "LanguageEnum"
    subject: "str"
    official: "bool"
    stage: "LetterStageEnum"
    written_at: "str"
    ended_at: "str | None"
    sha256: "str"
    text: "str"

class WholeLetterOfTheRegister(TypedDict, total=False):
    """A letter with what was entered from it, and what the caller may do about it."""

    mistaken_at: "str | None"
    uid: "str"
    direction: "DirectionEnum"
    reference: "str"
    series: "SeriesEnum"
    year: "int"
    dated: "str"
    day: "str"
    participant: "str | None"
    addressees: "list[str]"
    other_party: "str"
    channel: "ServedThroughEnum"
    subject: "str"
    language: "LanguageEnum | None"
    own_number: "str"
    answers: "str | None"
    officer: "str"
    until: "str | None"
    closed_at: "str | None"
    closing: "str"
    note: "str"
    scans: "list[Scan]"
    did: "list[Deed]"
    next_acts: "list[NextAct]"

class WholeMeeting(TypedDict, total=False):
    """A meeting with the history of its dates, the earliest first."""

    mistaken_at: "str | None"
    reference: "str"
    body: "BodyEnum"
    body_name: "Words"
    session: "SessionEnum"
    ordinal: "int | None"
    title: "Words"
    working_group: "str | None"
    starts: "str | None"
    starts_precision: "PrecisionEnum | None"
    starts_day: "str | None"
    ends: "str | None"
    place: "Words"
    host: "str | None"
    format: "FormatEnum"
    status: "MeetingStatusEnum"
    adopted: "Words"
    time_zone: "str"
    opens_at: "str | None"
    closes_at: "str | None"
    prepares: "str | None"
    sequence: "int"
    changed_at: "str"
    history: "list[Dates]"
    next_acts: "list[NextAct]"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class WholeMinutes(TypedDict, total=False):
    """Minutes with the versions that the caller may read, the oldest first."""

    next_acts: "list[NextAct]"
    mistaken_at: "str | None"
    reference: "str"
    meeting: "str"
    stage: "MinutesStageEnum"
    audience: "AudienceEnum"
    corrections_until: "str | None"
    adopted_at: "str | None"
    decision: "str | None"
    sequence: "int"
    at: "str"
    versions: "list[MinutesVersion]"

class WholeMinutesChange(TypedDict, total=False):
    """A proposed correction, with what the caller may do about it."""

    next_acts: "list[NextAct]"
    mistaken_at: "str | None"
    uid: "str"
    minutes: "str"
    owner: "str"
    owner_name: "Words"
    item: "int | None"
    text: "str"
    text_language: "LanguageEnum | None"
    answer: "ChangeAnswerEnum | BlankEnum"
    answer_note: "str"
    answered_at: "str | None"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"

class WholeNoteRequest(TypedDict, total=False):
    """A request, with what the caller may do about it."""

    next_acts: "list[NextAct]"
    mistaken_at: "str | None"
    uid: "str"
    area: "str"
    area_name: "Words"
    meeting: "str | None"
    since: "str"
    until: "str"
    welcome_until: "str"
    text: "str"
    text_language: "LanguageEnum | None"
    at: "str"

class WholeOutgoingLetter(TypedDict, total=False):
    """A letter with what the caller may do about it."""

    uid: "str"
    kind: "OutgoingKindEnum"
    subject: "Words"
    text: "Words"
    languages: "list[str]"
    to: "AddressedToEnum"
    group: "str | None"
    participants: "list[str]"
    annexes: "list[str]"
    about: "str"
    stage: "OutgoingStageEnum"
    version: "int"
    sent_as: "str | None"
    changed_at: "str"
    next_acts: "list[NextAct]"

class WholePaper(TypedDict, total=False):
    """A paper with what the caller may do about it."""

    key: "str"
    symbol: "str"
    commitment: "str"
    about: "str"
    kind: "PaperKindEnum"
    title: "str"
    language: "LanguageEnum | None"
    titles: "Words"
    period: "str"
    on: "str | None"
    on_precision: "PrecisionEnum | None"
    on_day: "str | None"
    versions: "list[Version]"
    next_acts: "list[NextAct]"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class WholePhotograph(TypedDict, total=False):
    """A photograph, with what the caller may do about it."""

    next_acts: "list[NextAct]"
    mistaken_at: "str | None"
    uid: "str"
    activity: "str"
    owner: "str"
    alt: "str"
    caption: "str"
    text_language: "LanguageEnum | None"
    taken_on: "str | None"
    photographer: "str"
    file_type: "str"
    size: "int"
    sha256: "str"
    consent: "ConsentEnum"
    consent_by: "str"
    consent_how: "str"
    consent_on: "str | None"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"

class WholeProgressNote(TypedDict, total=False):
    """A note, with what the caller may do about it."""

    next_acts: "list[NextAct]"
    mistaken_at: "str | None"
    uid: "str"
    commitment: "str"
    area: "str"
    owner: "str"
    owner_name: "Words"
    since: "str"
    until: "str"
    nothing_new: "bool"
    text: "str"
    text_language: "LanguageEnum | None"
    request: "str | None"
    audience: "NominatedToEnum"
    at: "str"
    channel: "ChannelEnum"
    dated: "str | None"

class WholePublication(TypedDict, total=False):
    """A publication with its texts, who had a part in it, what the states concerned said, and what the caller may do about it."""

    next_acts: "list[NextAct]"
    mistaken_at: "str | None"
    uid: "str"
    title: "Words"
    kind: "PublicationKindEnum"
    measure: "str | None"
    area: "str | None"
    states: "list[str]"
    languages: "list[str]"
    decision: "str"
    stage: "PublicationStageEnum"
    audience: "PreparedBeforeEnum"
    published_on: "str | None"
    withdrawn_on: "str | None"
    reason: "str"
    sequence: "int"
    at: "str"
    texts: "list[PublicationText]"
    contributors: "list[Contributor]"
    institutions: "list[str]"
    made_from: "list[str]"
    paper: "str"
    publishing: "list[PublishingRequest]"

class WholeRequestedDocument(TypedDict, total=False):
    """A document that one asked for, and what one may do about it."""

    uid: "str"
    kind: "str"
    key: "str"
    title: "str"
    document_language: "str"
    document_format: "str"
    day: "str"
    at: "str"
    progress: "ProgressEnum"
    done: "int"
    parts: "int"
    why: "WhyEnum | BlankEnum"
    sha256: "str"
    file_name: "str"
    file_url: "str | None"
    next_acts: "list[NextAct]"

class WholeSavedList(TypedDict, total=False):
    """A list that one keeps, and what one may do with it."""

    uid: "str"
    name: "str"
    name_language: "LanguageEnum | None"
    list_name: "str"
    query: "str"
    asks: "list[str]"
    address: "str"
    shared_as: "str | None"
    at: "str"
    shared_at: "str | None"
    next_acts: "list[NextAct]"

class WholeSilence(TypedDict, total=False):
    """A text before the members, with what the caller may do next."""

    reference: "str"
    title: "Words"
    body: "BodyEnum"
    opened_at_meeting: "str | None"
    opened_by_chair: "str | None"
    state: "SilenceStateEnum"
    state_label: "str"
    time_zone: "str"
    ends_at: "str"
    ends_at_local: "str"
    settled_at: "str | None"
    decision: "str | None"
    text: "str"
    sha256: "str"
    periods: "list[Round]"
    objections: "list[Objection]"
    commitments: "list[str]"
    own: "list[Proof]"
    proofs: "list[Proof] | None"
    next_acts: "list[NextAct]"

class WholeSource(TypedDict, total=False):
    """A source, and what the caller may do about it."""

    mistaken_at: "str | None"
    key: "str"
    address: "str"
    title: "Words"
    symbol: "str"
    dated: "str | None"
    issued_by: "str"
    url: "str"
    pages: "str"
    says: "str"
    files: "list[SourceFile]"
    next_acts: "list[NextAct]"

class WholeYearPlan(TypedDict, total=False):
    """A plan with its versions, the oldest first, and what the caller may do about it."""

    mistaken_at: "str | None"
    year: "int"
    stage: "PlanStageEnum"
    meeting: "str | None"
    decision: "str"
    sequence: "int"
    at: "str | None"
    versions: "list[PlanVersion]"
    next_acts: "list[NextAct]"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class WorkingGroup(TypedDict, total=False):
    """A special working group and its mandate."""

    code: "str"
    name: "Words"
    mandate: "Words"
    chair: "str | None"
    established: "str | None"
    established_precision: "PrecisionEnum | None"
    established_day: "str | None"
    established_by: "str | None"
    until: "str | None"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class YearPlan(TypedDict, total=False):
    """The plan of CBM implementation of a year."""

    mistaken_at: "str | None"
    year: "int"
    stage: "PlanStageEnum"
    meeting: "str | None"
    decision: "str"
    sequence: "int"
    at: "str | None"
    source: "str"
    confidence: "ConfidenceEnum | BlankEnum"
    note: "str"

class AskOfActionPlans(TypedDict, total=False):
    area: list[str]
    as_of: str
    commitment: list[str]
    fields: str
    labels: bool
    on: str
    ordering: list[Literal['since', '-since', 'at', '-at', 'owner', '-owner']]
    page_size: int
    participant: list[str]
    search: str
    updated_since: str
    with_corrected: bool

AskOfActivities = TypedDict('AskOfActivities', {'area': 'list[str]', 'as_of': 'str', 'commitment': 'list[str]', 'course': "list[Literal['announced', 'given-up', 'held', 'planned', 'put-off', 'reported']]", 'fields': 'str', 'from': 'str', 'kind': "list[Literal['exhibition', 'experts', 'other', 'seminar', 'training', 'visit', 'workshop']]", 'labels': 'bool', 'measure': 'list[str]', 'ordering': "list[Literal['starts_on', '-starts_on', 'owner', '-owner', 'at', '-at']]", 'page_size': 'int', 'participant': 'list[str]', 'search': 'str', 'to': 'str', 'updated_since': 'str', 'whose': "Literal['ours']", 'with_corrected': 'bool'}, total=False)

class AskOfActivityDeeds(TypedDict, total=False):
    activity: list[str]
    as_of: str
    deed: list[Literal['announce', 'change', 'give-up', 'held', 'other-days', 'plan', 'put-off', 'report']]
    fields: str
    labels: bool
    ordering: list[Literal['at', '-at', 'deed', '-deed']]
    page_size: int
    search: str
    updated_since: str
    with_corrected: bool

class AskOfAddressees(TypedDict, total=False):
    about: str
    as_of: str
    channel: list[Literal['by-hand', 'courier', 'mail', 'note-verbale', 'post']]
    fields: str
    kind: list[str]
    labels: bool
    ordering: list[Literal['told_at', '-told_at', 'state', '-state']]
    page_size: int
    receipt: list[str]
    search: str
    stands: Literal['portal', 'served', 'set-aside', 'to-serve']
    state: list[str]
    updated_since: str

class AskOfAgendaItems(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    meeting: list[str]
    ordering: list[Literal['meeting', '-meeting', 'number', '-number']]
    origin: list[Literal['by-hand', 'follow-up', 'group-results', 'offer', 'put-before', 'standing', 'term-ending', 'yearly-review']]
    page_size: int
    search: str
    updated_since: str

class AskOfAgendas(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    meeting: list[str]
    ordering: list[Literal['meeting', '-meeting', 'circulated_at', '-circulated_at', 'number', '-number']]
    page_size: int
    search: str
    stage: list[Literal['adopted', 'provisional']]
    updated_since: str

class AskOfApproachProposals(TypedDict, total=False):
    as_of: str
    decision: list[str]
    fields: str
    labels: bool
    ordering: list[Literal['at', '-at', 'owner', '-owner']]
    page_size: int
    participant: list[str]
    search: str
    updated_since: str
    with_corrected: bool

class AskOfAreas(TypedDict, total=False):
    area: list[str]
    as_of: str
    edition: list[str]
    fields: str
    labels: bool
    ordering: list[Literal['reference', '-reference', 'edition', '-edition', 'code', '-code']]
    page_size: int
    search: str
    updated_since: str

class AskOfAttendance(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    meeting: list[str]
    ordering: list[Literal['meeting', '-meeting', 'participant', '-participant', 'presence', '-presence']]
    page_size: int
    participant: list[str]
    presence: list[Literal['announced', 'in-person', 'online']]
    search: str
    updated_since: str

class AskOfCadenceFindings(TypedDict, total=False):
    as_of: str
    fields: str
    kind: list[Literal['handover', 'interval', 'no-entry', 'none-since', 'not-preceded', 'practice', 'term', 'unconfirmed']]
    labels: bool
    ordering: list[Literal['rule', '-rule', 'kind', '-kind', 'since', '-since', 'until', '-until']]
    page_size: int
    search: str

class AskOfCadence(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['rule', '-rule', 'article', '-article', 'next_by', '-next_by', 'order', '-order']]
    page_size: int
    search: str

class AskOfChairmanships(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['since', '-since', 'until', '-until', 'state', '-state']]
    page_size: int
    search: str
    state: list[str]
    updated_since: str
    with_corrected: bool

class AskOfComments(TypedDict, total=False):
    as_of: str
    audience: list[Literal['authors', 'members', 'observers', 'own', 'public', 'secretariat']]
    fields: str
    labels: bool
    ordering: list[Literal['at', '-at', 'paper', '-paper', 'owner', '-owner']]
    outcome: list[Literal['not-taken-up', 'open', 'taken-up']]
    page_size: int
    paper: list[str]
    participant: list[str]
    search: str
    updated_since: str
    with_corrected: bool

AskOfCommitments = TypedDict('AskOfCommitments', {'area': 'list[str]', 'as_of': 'str', 'fields': 'str', 'labels': 'bool', 'measure': 'list[str]', 'modality': "list[Literal['a', 'b']]", 'ordering': "list[Literal['moved_at', '-moved_at', 'began_at', '-began_at', 'reference', '-reference', 'state', '-state', 'modality', '-modality', 'area', '-area', 'period_until', '-period_until']]", 'page_size': 'int', 'participant': 'list[str]', 'period_ends_by': 'str', 'period_on': 'str', 'search': 'str', 'state': 'list[str]', 'updated_since': 'str', 'whose': "Literal['ours']", 'with': "list[Literal['next_acts']]"}, total=False)

class AskOfCoordinators(TypedDict, total=False):
    area: list[str]
    as_of: str
    depth: list[Literal['area', 'measure', 'topic', 'unspecified']]
    edition: list[str]
    fact: list[Literal['designation', 'offer']]
    fields: str
    labels: bool
    measure: list[str]
    ordering: list[Literal['state', '-state', 'edition', '-edition', 'area', '-area', 'measure', '-measure', 'fact', '-fact', 'role', '-role', 'on', '-on']]
    page_size: int
    role: list[Literal['co-coordinator', 'coordinator', 'unstated']]
    search: str
    standing: Literal['any', 'now']
    state: list[str]
    updated_since: str
    with_corrected: bool

class AskOfCorrections(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['asked_at', '-asked_at', 'settled_at', '-settled_at', 'stage', '-stage']]
    page_size: int
    search: str
    stage: list[Literal['declined', 'in-effect', 'proposed']]
    updated_since: str

class AskOfCorrespondence(TypedDict, total=False):
    as_of: str
    channel: list[Literal['by-hand', 'courier', 'mail', 'note-verbale', 'post']]
    direction: list[Literal['in', 'out']]
    fields: str
    labels: bool
    ordering: list[Literal['day', '-day', 'dated', '-dated', 'subject', '-subject']]
    page_size: int
    participant: list[str]
    search: str
    series: list[Literal['L', 'M', 'NV']]
    updated_since: str
    waits: Literal['on-file', 'open']
    with_corrected: bool
    year: list[int]

class AskOfCoverage(TypedDict, total=False):
    area: list[str]
    as_of: str
    edition: list[str]
    fields: str
    labels: bool
    measure: list[str]
    ordering: list[Literal['area', '-area', 'measure', '-measure', 'state', '-state', 'status', '-status']]
    page_size: int
    search: str
    state: list[str]
    status: list[Literal['co-coordinates', 'coordinates', 'joined', 'offered']]

AskOfDeadlines = TypedDict('AskOfDeadlines', {'as_of': 'str', 'body': 'list[str]', 'fields': 'str', 'from': 'str', 'in_force': 'bool', 'kind': "list[Literal['delegation-list', 'documents', 'invitation', 'nominations', 'provisional-agenda']]", 'labels': 'bool', 'meeting': 'list[str]', 'ordering': "list[Literal['due', '-due', 'meeting', '-meeting', 'body', '-body', 'kind', '-kind']]", 'page_size': 'int', 'search': 'str', 'to': 'str', 'updated_since': 'str'}, total=False)

class AskOfDecisions(TypedDict, total=False):
    as_of: str
    body: list[str]
    commitment: list[str]
    fields: str
    labels: bool
    manner: list[Literal['at-meeting', 'by-silence', 'not-in-record']]
    meeting: list[str]
    ordering: list[Literal['on', '-on', 'symbol', '-symbol', 'body', '-body']]
    outcome: list[Literal['adopted', 'deferred', 'no-consensus', 'noted', 'returned']]
    page_size: int
    search: str
    state: list[str]
    updated_since: str
    with_corrected: bool

class AskOfDeputyships(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['since', '-since', 'until', '-until']]
    page_size: int
    participant: list[str]
    search: str
    updated_since: str

class AskOfDeskEntries(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['at', '-at', 'what', '-what']]
    page_size: int
    search: str
    updated_since: str
    what: list[Literal['asked', 'assigned', 'set-aside', 'word']]

class AskOfDesk(TypedDict, total=False):
    as_of: str
    fields: str
    kind: list[str]
    labels: bool
    ordering: list[Literal['by_day', '-by_day']]
    page_size: int
    search: str
    set_aside: Literal['any', 'no', 'yes']
    stands: list[Literal['open', 'to-do', 'waits']]
    whose: Literal['everybodys', 'mine']

class AskOfEditions(TypedDict, total=False):
    as_of: str
    body: list[str]
    fields: str
    labels: bool
    ordering: list[Literal['code', '-code', 'adopted', '-adopted']]
    page_size: int
    search: str
    updated_since: str

AskOfExperts = TypedDict('AskOfExperts', {'area': 'list[str]', 'as_of': 'str', 'commitment': 'list[str]', 'expertise': 'str', 'fields': 'str', 'from': 'str', 'labels': 'bool', 'measure': 'list[str]', 'ordering': "list[Literal['name', '-name', 'owner', '-owner', 'measure', '-measure', 'since', '-since', 'until', '-until']]", 'page_size': 'int', 'participant': 'list[str]', 'search': 'str', 'standing': "Literal['any', 'now']", 'to': 'str', 'updated_since': 'str', 'with_corrected': 'bool'}, total=False)

class AskOfFocalPoints(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['participant', '-participant', 'role', '-role', 'rank', '-rank', 'since', '-since']]
    page_size: int
    participant: list[str]
    rank: list[Literal['alternate', 'principal']]
    role: list[Literal['authority', 'preparer', 'reader']]
    search: str

class AskOfFollowUps(TypedDict, total=False):
    as_of: str
    decision: list[str]
    fields: str
    group: list[str]
    hears: list[str]
    labels: bool
    ordering: list[Literal['at', '-at', 'hears', '-hears', 'state', '-state']]
    owner: list[str]
    page_size: int
    search: str
    state: list[Literal['closed', 'open', 'reported']]
    updated_since: str
    whose: Literal['ours']
    with_corrected: bool

class AskOfFormsOfAddress(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    language: list[Literal['ar', 'en', 'ru', 'zh-hans']]
    ordering: list[Literal['at', '-at', 'participant', '-participant']]
    page_size: int
    participant: list[str]
    search: str
    updated_since: str

class AskOfGaps(TypedDict, total=False):
    area: list[str]
    as_of: str
    edition: list[str]
    fields: str
    labels: bool
    ordering: list[Literal['key', '-key', 'area', '-area', 'since', '-since']]
    page_size: int
    search: str

class AskOfGoingOnRules(TypedDict, total=False):
    as_of: str
    fields: str
    kind: list[str]
    labels: bool
    ordering: list[Literal['at', '-at', 'kind', '-kind']]
    page_size: int
    search: str
    updated_since: str

class AskOfGroupSeats(TypedDict, total=False):
    as_of: str
    fields: str
    group: list[str]
    labels: bool
    ordering: list[Literal['group', '-group', 'owner', '-owner', 'since', '-since']]
    page_size: int
    participant: list[str]
    search: str
    updated_since: str
    with_corrected: bool

class AskOfImports(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['imported_at', '-imported_at', 'kind', '-kind']]
    page_size: int
    search: str
    updated_since: str
    with_corrected: bool

class AskOfInformationReplies(TypedDict, total=False):
    as_of: str
    fields: str
    information: list[str]
    kind: list[Literal['reply', 'request']]
    labels: bool
    ordering: list[Literal['at', '-at']]
    page_size: int
    search: str
    updated_since: str
    with_corrected: bool

AskOfInformation = TypedDict('AskOfInformation', {'area': 'list[str]', 'as_of': 'str', 'fields': 'str', 'from': 'str', 'labels': 'bool', 'measure': 'list[str]', 'ordering': "list[Literal['at', '-at', 'owner', '-owner']]", 'page_size': 'int', 'participant': 'list[str]', 'search': 'str', 'stage': "list[Literal['asked', 'given', 'sent']]", 'to': 'str', 'updated_since': 'str', 'with_corrected': 'bool'}, total=False)

class AskOfInstitutions(TypedDict, total=False):
    area: list[str]
    as_of: str
    fields: str
    labels: bool
    measure: list[str]
    ordering: list[Literal['at', '-at', 'owner', '-owner', 'since', '-since', 'until', '-until']]
    page_size: int
    participant: list[str]
    search: str
    standing: Literal['any', 'now']
    state: list[str]
    updated_since: str
    with_corrected: bool

class AskOfInstrumentUnits(TypedDict, total=False):
    as_of: str
    fields: str
    instrument: list[Literal['almaty-act', 'cooperative-approach', 'request-2007', 'rules-of-procedure']]
    labels: bool
    ordering: list[Literal['reference', '-reference', 'instrument', '-instrument', 'part', '-part']]
    page_size: int
    search: str

class AskOfInstruments(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['key', '-key', 'adopted_on', '-adopted_on']]
    page_size: int
    search: str

class AskOfIntentions(TypedDict, total=False):
    as_of: str
    commitment: list[str]
    fields: str
    labels: bool
    ordering: list[Literal['commitment', '-commitment', 'state', '-state', 'since', '-since', 'until', '-until']]
    page_size: int
    search: str
    state: list[str]
    updated_since: str
    with_corrected: bool

class AskOfLeadTimes(TypedDict, total=False):
    as_of: str
    body: list[str]
    fields: str
    kind: list[Literal['delegation-list', 'documents', 'invitation', 'nominations', 'provisional-agenda']]
    labels: bool
    ordering: list[Literal['body', '-body', 'kind', '-kind', 'days', '-days']]
    page_size: int
    search: str
    standing: list[Literal['confirmed', 'proposed']]
    updated_since: str

class AskOfLetterWordings(TypedDict, total=False):
    as_of: str
    fields: str
    kind: list[Literal['cover', 'invitation', 'letter', 'note']]
    labels: bool
    language: list[Literal['ar', 'en', 'ru', 'zh-hans']]
    ordering: list[Literal['at', '-at', 'kind', '-kind']]
    page_size: int
    search: str
    updated_since: str

class AskOfLetters(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    language: list[Literal['ar', 'en', 'ru', 'zh-hans']]
    ordering: list[Literal['written_at', '-written_at', 'day', '-day', 'stage', '-stage']]
    page_size: int
    search: str
    stage: list[Literal['claimed', 'expired', 'pending', 'refused', 'sending', 'sent', 'superseded', 'unknown', 'withdrawn']]
    updated_since: str

class AskOfMeasures(TypedDict, total=False):
    area: list[str]
    as_of: str
    edition: list[str]
    fields: str
    labels: bool
    ordering: list[Literal['reference', '-reference', 'edition', '-edition', 'area', '-area', 'number', '-number']]
    page_size: int
    search: str
    updated_since: str

AskOfMeetings = TypedDict('AskOfMeetings', {'as_of': 'str', 'body': 'list[str]', 'fields': 'str', 'from': 'str', 'labels': 'bool', 'ordering': "list[Literal['starts', '-starts', 'reference', '-reference', 'body', '-body', 'status', '-status']]", 'page_size': 'int', 'search': 'str', 'session': "list[Literal['informal', 'regular', 'special']]", 'state': 'list[str]', 'status': "list[Literal['cancelled', 'held', 'planned', 'proposed']]", 'to': 'str', 'updated_since': 'str', 'with_corrected': 'bool'}, total=False)

class AskOfMinutesCorrections(TypedDict, total=False):
    answer: list[Literal['beside', 'in-part', 'taken-up']]
    as_of: str
    fields: str
    labels: bool
    minutes: list[str]
    ordering: list[Literal['at', '-at', 'owner', '-owner']]
    page_size: int
    participant: list[str]
    search: str
    updated_since: str
    with_corrected: bool

class AskOfMinutes(TypedDict, total=False):
    as_of: str
    body: list[str]
    fields: str
    labels: bool
    meeting: list[str]
    ordering: list[Literal['at', '-at', 'meeting', '-meeting']]
    page_size: int
    search: str
    stage: list[Literal['adopted', 'circulated', 'drafted']]
    updated_since: str
    with_corrected: bool

class AskOfNoteRequests(TypedDict, total=False):
    area: list[str]
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['at', '-at', 'since', '-since']]
    page_size: int
    search: str
    updated_since: str
    with_corrected: bool

class AskOfNotices(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['at', '-at', 'kind', '-kind']]
    page_size: int
    search: str
    seen: bool
    updated_since: str

class AskOfOutgoingLetters(TypedDict, total=False):
    as_of: str
    fields: str
    kind: list[Literal['cover', 'invitation', 'letter', 'note']]
    labels: bool
    ordering: list[Literal['changed_at', '-changed_at']]
    page_size: int
    search: str
    stage: list[Literal['draft', 'given-up', 'sent']]
    to: list[Literal['everybody', 'group', 'members', 'named', 'observers']]
    updated_since: str

class AskOfPapers(TypedDict, total=False):
    about: str
    as_of: str
    commitment: list[str]
    fields: str
    kind: list[Literal['action-plan', 'compilation', 'concept-paper', 'draft-decision', 'general', 'information', 'invitation', 'note', 'office-info', 'publication', 'published-text', 'report', 'working-paper']]
    labels: bool
    ordering: list[Literal['symbol', '-symbol', 'kind', '-kind', 'commitment', '-commitment', 'on', '-on']]
    page_size: int
    search: str
    symbol: list[str]
    updated_since: str

class AskOfParticipants(TypedDict, total=False):
    as_of: str
    fields: str
    kind: list[Literal['organisation', 'state']]
    labels: bool
    ordering: list[Literal['name', '-name', 'code', '-code', 'kind', '-kind', 'standing', '-standing', 'standing_since', '-standing_since']]
    page_size: int
    search: str
    standing: list[Literal['member', 'none', 'observer', 'partner']]
    updated_since: str

class AskOfParticipations(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['participant', '-participant', 'since', '-since', 'until', '-until', 'standing', '-standing']]
    page_size: int
    participant: list[str]
    search: str
    standing: list[Literal['member', 'observer', 'partner']]
    updated_since: str
    with_corrected: bool

class AskOfPhotographs(TypedDict, total=False):
    activity: list[str]
    area: list[str]
    as_of: str
    consent: list[Literal['given', 'waited-for', 'withdrawn']]
    fields: str
    labels: bool
    ordering: list[Literal['at', '-at', 'taken_on', '-taken_on']]
    page_size: int
    participant: list[str]
    search: str
    updated_since: str
    with_corrected: bool

class AskOfProcedure(TypedDict, total=False):
    as_of: str
    basis: list[Literal['instrument', 'ours', 'practice']]
    edition: list[Literal['2007']]
    fields: str
    labels: bool
    modality: list[Literal['a', 'b']]
    ordering: list[Literal['step', '-step', 'modality', '-modality', 'article', '-article']]
    page_size: int
    search: str

class AskOfProgressNotes(TypedDict, total=False):
    area: list[str]
    as_of: str
    commitment: list[str]
    fields: str
    labels: bool
    ordering: list[Literal['at', '-at', 'since', '-since', 'owner', '-owner']]
    page_size: int
    participant: list[str]
    request: list[str]
    search: str
    updated_since: str
    with_corrected: bool

AskOfPublications = TypedDict('AskOfPublications', {'area': 'list[str]', 'as_of': 'str', 'fields': 'str', 'from': 'str', 'institution': 'list[str]', 'kind': "list[Literal['book', 'brochure', 'input', 'other', 'page', 'report']]", 'labels': 'bool', 'language': "list[Literal['ar', 'en', 'ru', 'zh-hans']]", 'measure': 'list[str]', 'ordering': "list[Literal['at', '-at', 'published_on', '-published_on']]", 'page_size': 'int', 'participant': 'list[str]', 'search': 'str', 'stage': "list[Literal['agreed', 'asked', 'draft', 'published', 'withdrawn']]", 'to': 'str', 'updated_since': 'str', 'with_corrected': 'bool'}, total=False)

class AskOfRequestedDocuments(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['at', '-at', 'kind', '-kind', 'progress', '-progress']]
    page_size: int
    progress: list[Literal['asked', 'cancelled', 'failed', 'making', 'ready']]
    search: str

class AskOfSavedLists(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    list_name: list[str]
    ordering: list[Literal['name', '-name', 'at', '-at', 'list_name', '-list_name']]
    page_size: int
    search: str

class AskOfSilenceProcedures(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['ends_at', '-ends_at', 'reference', '-reference']]
    page_size: int
    search: str
    state: list[Literal['adopted', 'broken', 'held', 'open', 'withdrawn']]
    updated_since: str

class AskOfSources(TypedDict, total=False):
    as_of: str
    fields: str
    key: list[str]
    labels: bool
    ordering: list[Literal['key', '-key', 'dated', '-dated', 'issued_by', '-issued_by']]
    page_size: int
    search: str
    updated_since: str
    with_corrected: bool

AskOfSteps = TypedDict('AskOfSteps', {'as_of': 'str', 'commitment': 'list[str]', 'fields': 'str', 'from': 'str', 'labels': 'bool', 'ordering': "list[Literal['commitment', '-commitment', 'serial', '-serial', 'on', '-on', 'at', '-at', 'step', '-step']]", 'page_size': 'int', 'participant': 'list[str]', 'search': 'str', 'state': 'list[str]', 'step': "list[Literal['approve', 'ask-the-states', 'begin-implementation', 'call-back', 'circulate', 'compile', 'complete', 'consider', 'consult', 'convene', 'defer', 'designate-another-coordinator', 'designate-co-coordinator', 'designate-coordinator', 'entrust', 'hold-specialised-meeting', 'indicate', 'join', 'offer-to-coordinate', 'open-exchange', 'put-before-soc', 'replace-draft', 'rest', 'resume', 'return', 'return-for-revision', 'revise', 'send-back', 'submit-draft', 'submit-working-paper', 'take-note', 'withdraw']]", 'to': 'str', 'updated_since': 'str', 'with_corrected': 'bool'}, total=False)

class AskOfTombstones(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['mistaken_at', '-mistaken_at', 'resource', '-resource', 'reference', '-reference']]
    page_size: int
    resource: list[str]
    search: str
    updated_since: str

class AskOfViews(TypedDict, total=False):
    as_of: str
    audience: list[Literal['members', 'observers', 'own', 'public', 'secretariat']]
    commitment: list[str]
    fields: str
    labels: bool
    ordering: list[Literal['at', '-at', 'commitment', '-commitment', 'owner', '-owner']]
    page_size: int
    participant: list[str]
    search: str
    updated_since: str
    with_corrected: bool

class AskOfWebhookDeliveries(TypedDict, total=False):
    as_of: str
    delivery_stage: list[Literal['delivered', 'set-aside', 'waits']]
    fields: str
    labels: bool
    ordering: list[Literal['next_at', '-next_at']]
    page_size: int
    search: str

class AskOfWebhooks(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['at', '-at']]
    page_size: int
    search: str

class AskOfWentOn(TypedDict, total=False):
    as_of: str
    fields: str
    kind: list[str]
    labels: bool
    ordering: list[Literal['on', '-on', 'kind', '-kind']]
    page_size: int
    search: str
    to: list[Literal['alternate', 'authority', 'officer']]
    updated_since: str

class AskOfWorkbooks(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['at', '-at', 'name', '-name']]
    page_size: int
    search: str
    stage: list[Literal['done', 'dropped', 'waiting']]
    state: list[str]
    updated_since: str

class AskOfWorkingGroups(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['code', '-code', 'established', '-established']]
    page_size: int
    search: str
    state: list[str]
    updated_since: str

class AskOfYearPlans(TypedDict, total=False):
    as_of: str
    fields: str
    labels: bool
    ordering: list[Literal['year', '-year', 'at', '-at']]
    page_size: int
    search: str
    stage: list[Literal['adopted', 'before', 'drafted']]
    updated_since: str
    with_corrected: bool

# Of these a row can be taken back.
TAKEN_BACK = frozenset(['action-plans', 'activities', 'activity-deeds', 'approach-proposals', 'chairmanships', 'comments', 'coordinators', 'correspondence', 'decisions', 'experts', 'follow-ups', 'group-seats', 'imports', 'information-replies', 'information', 'institutions', 'intentions', 'meetings', 'minutes-corrections', 'minutes', 'note-requests', 'participations', 'photographs', 'progress-notes', 'publications', 'sources', 'steps', 'views', 'year-plans'])


Row = TypeVar("Row")


class Changes(Generic[Row]):
    """What changed of a list: the rows entered or changed, the references of those taken back, and from when to ask next."""

    def __init__(self, rows: list[Row], taken_back: list[str], since: str) -> None:
        self.rows, self.taken_back, self.since = rows, taken_back, since


class Lists:
    """Every list by its name, with what it may be asked; whoever inherits fetches the rows."""

    def rows(self, name: str, query: dict[str, object]) -> Iterator[dict[str, object]]:
        raise NotImplementedError

    def action_plans(self, **query: Unpack[AskOfActionPlans]) -> Iterator[ActionPlan]:
        yield from self.rows('action-plans', dict(query))  # type: ignore[misc]

    def activities(self, **query: Unpack[AskOfActivities]) -> Iterator[Activity]:
        yield from self.rows('activities', dict(query))  # type: ignore[misc]

    def activity_deeds(self, **query: Unpack[AskOfActivityDeeds]) -> Iterator[ActivityDeed]:
        yield from self.rows('activity-deeds', dict(query))  # type: ignore[misc]

    def addressees(self, **query: Unpack[AskOfAddressees]) -> Iterator[Addressee]:
        yield from self.rows('addressees', dict(query))  # type: ignore[misc]

    def agenda_items(self, **query: Unpack[AskOfAgendaItems]) -> Iterator[AgendaItem]:
        yield from self.rows('agenda-items', dict(query))  # type: ignore[misc]

    def agendas(self, **query: Unpack[AskOfAgendas]) -> Iterator[Agenda]:
        yield from self.rows('agendas', dict(query))  # type: ignore[misc]

    def approach_proposals(self, **query: Unpack[AskOfApproachProposals]) -> Iterator[ApproachProposal]:
        yield from self.rows('approach-proposals', dict(query))  # type: ignore[misc]

    def areas(self, **query: Unpack[AskOfAreas]) -> Iterator[Area]:
        yield from self.rows('areas', dict(query))  # type: ignore[misc]

    def attendance(self, **query: Unpack[AskOfAttendance]) -> Iterator[Attendance]:
        yield from self.rows('attendance', dict(query))  # type: ignore[misc]

    def cadence_findings(self, **query: Unpack[AskOfCadenceFindings]) -> Iterator[CadenceFinding]:
        yield from self.rows('cadence-findings', dict(query))  # type: ignore[misc]

    def cadence(self, **query: Unpack[AskOfCadence]) -> Iterator[Cadence]:
        yield from self.rows('cadence', dict(query))  # type: ignore[misc]

    def chairmanships(self, **query: Unpack[AskOfChairmanships]) -> Iterator[Chairmanship]:
        yield from self.rows('chairmanships', dict(query))  # type: ignore[misc]

    def comments(self, **query: Unpack[AskOfComments]) -> Iterator[ListedComment]:
        yield from self.rows('comments', dict(query))  # type: ignore[misc]

    def commitments(self, **query: Unpack[AskOfCommitments]) -> Iterator[Commitment]:
        yield from self.rows('commitments', dict(query))  # type: ignore[misc]

    def coordinators(self, **query: Unpack[AskOfCoordinators]) -> Iterator[Coordinator]:
        yield from self.rows('coordinators', dict(query))  # type: ignore[misc]

    def corrections(self, **query: Unpack[AskOfCorrections]) -> Iterator[Correction]:
        yield from self.rows('corrections', dict(query))  # type: ignore[misc]

    def correspondence(self, **query: Unpack[AskOfCorrespondence]) -> Iterator[RegisteredLetter]:
        yield from self.rows('correspondence', dict(query))  # type: ignore[misc]

    def coverage(self, **query: Unpack[AskOfCoverage]) -> Iterator[Coverage]:
        yield from self.rows('coverage', dict(query))  # type: ignore[misc]

    def deadlines(self, **query: Unpack[AskOfDeadlines]) -> Iterator[Deadline]:
        yield from self.rows('deadlines', dict(query))  # type: ignore[misc]

    def decisions(self, **query: Unpack[AskOfDecisions]) -> Iterator[Decision]:
        yield from self.rows('decisions', dict(query))  # type: ignore[misc]

    def deputyships(self, **query: Unpack[AskOfDeputyships]) -> Iterator[Deputyship]:
        yield from self.rows('deputyships', dict(query))  # type: ignore[misc]

    def desk_entries(self, **query: Unpack[AskOfDeskEntries]) -> Iterator[DeskEntry]:
        yield from self.rows('desk-entries', dict(query))  # type: ignore[misc]

    def desk(self, **query: Unpack[AskOfDesk]) -> Iterator[DeskLine]:
        yield from self.rows('desk', dict(query))  # type: ignore[misc]

    def editions(self, **query: Unpack[AskOfEditions]) -> Iterator[Edition]:
        yield from self.rows('editions', dict(query))  # type: ignore[misc]

    def experts(self, **query: Unpack[AskOfExperts]) -> Iterator[Expert]:
        yield from self.rows('experts', dict(query))  # type: ignore[misc]

    def focal_points(self, **query: Unpack[AskOfFocalPoints]) -> Iterator[FocalPoint]:
        yield from self.rows('focal-points', dict(query))  # type: ignore[misc]

    def follow_ups(self, **query: Unpack[AskOfFollowUps]) -> Iterator[ListedFollowUp]:
        yield from self.rows('follow-ups', dict(query))  # type: ignore[misc]

    def forms_of_address(self, **query: Unpack[AskOfFormsOfAddress]) -> Iterator[FormOfAddress]:
        yield from self.rows('forms-of-address', dict(query))  # type: ignore[misc]

    def gaps(self, **query: Unpack[AskOfGaps]) -> Iterator[Gap]:
        yield from self.rows('gaps', dict(query))  # type: ignore[misc]

    def going_on_rules(self, **query: Unpack[AskOfGoingOnRules]) -> Iterator[GoingOnRule]:
        yield from self.rows('going-on-rules', dict(query))  # type: ignore[misc]

    def group_seats(self, **query: Unpack[AskOfGroupSeats]) -> Iterator[GroupSeat]:
        yield from self.rows('group-seats', dict(query))  # type: ignore[misc]

    def imports(self, **query: Unpack[AskOfImports]) -> Iterator[Import]:
        yield from self.rows('imports', dict(query))  # type: ignore[misc]

    def information_replies(self, **query: Unpack[AskOfInformationReplies]) -> Iterator[InformationReply]:
        yield from self.rows('information-replies', dict(query))  # type: ignore[misc]

    def information(self, **query: Unpack[AskOfInformation]) -> Iterator[Information]:
        yield from self.rows('information', dict(query))  # type: ignore[misc]

    def institutions(self, **query: Unpack[AskOfInstitutions]) -> Iterator[Institution]:
        yield from self.rows('institutions', dict(query))  # type: ignore[misc]

    def instrument_units(self, **query: Unpack[AskOfInstrumentUnits]) -> Iterator[InstrumentUnit]:
        yield from self.rows('instrument-units', dict(query))  # type: ignore[misc]

    def instruments(self, **query: Unpack[AskOfInstruments]) -> Iterator[Instrument]:
        yield from self.rows('instruments', dict(query))  # type: ignore[misc]

    def intentions(self, **query: Unpack[AskOfIntentions]) -> Iterator[Intention]:
        yield from self.rows('intentions', dict(query))  # type: ignore[misc]

    def lead_times(self, **query: Unpack[AskOfLeadTimes]) -> Iterator[LeadTime]:
        yield from self.rows('lead-times', dict(query))  # type: ignore[misc]

    def letter_wordings(self, **query: Unpack[AskOfLetterWordings]) -> Iterator[LetterWording]:
        yield from self.rows('letter-wordings', dict(query))  # type: ignore[misc]

    def letters(self, **query: Unpack[AskOfLetters]) -> Iterator[Letter]:
        yield from self.rows('letters', dict(query))  # type: ignore[misc]

    def measures(self, **query: Unpack[AskOfMeasures]) -> Iterator[Measure]:
        yield from self.rows('measures', dict(query))  # type: ignore[misc]

    def meetings(self, **query: Unpack[AskOfMeetings]) -> Iterator[Meeting]:
        yield from self.rows('meetings', dict(query))  # type: ignore[misc]

    def minutes_corrections(self, **query: Unpack[AskOfMinutesCorrections]) -> Iterator[MinutesChange]:
        yield from self.rows('minutes-corrections', dict(query))  # type: ignore[misc]

    def minutes(self, **query: Unpack[AskOfMinutes]) -> Iterator[Minutes]:
        yield from self.rows('minutes', dict(query))  # type: ignore[misc]

    def note_requests(self, **query: Unpack[AskOfNoteRequests]) -> Iterator[NoteRequest]:
        yield from self.rows('note-requests', dict(query))  # type: ignore[misc]

    def notices(self, **query: Unpack[AskOfNotices]) -> Iterator[Notice]:
        yield from self.rows('notices', dict(query))  # type: ignore[misc]

    def outgoing_letters(self, **query: Unpack[AskOfOutgoingLetters]) -> Iterator[OutgoingLetter]:
        yield from self.rows('outgoing-letters', dict(query))  # type: ignore[misc]

    def papers(self, **query: Unpack[AskOfPapers]) -> Iterator[Paper]:
        yield from self.rows('papers', dict(query))  # type: ignore[misc]

    def participants(self, **query: Unpack[AskOfParticipants]) -> Iterator[Participant]:
        yield from self.rows('participants', dict(query))  # type: ignore[misc]

    def participations(self, **query: Unpack[AskOfParticipations]) -> Iterator[Participation]:
        yield from self.rows('participations', dict(query))  # type: ignore[misc]

    def photographs(self, **query: Unpack[AskOfPhotographs]) -> Iterator[Photograph]:
        yield from self.rows('photographs', dict(query))  # type: ignore[misc]

    def procedure(self, **query: Unpack[AskOfProcedure]) -> Iterator[Procedure]:
        yield from self.rows('procedure', dict(query))  # type: ignore[misc]

    def progress_notes(self, **query: Unpack[AskOfProgressNotes]) -> Iterator[ProgressNote]:
        yield from self.rows('progress-notes', dict(query))  # type: ignore[misc]

    def publications(self, **query: Unpack[AskOfPublications]) -> Iterator[Publication]:
        yield from self.rows('publications', dict(query))  # type: ignore[misc]

    def requested_documents(self, **query: Unpack[AskOfRequestedDocuments]) -> Iterator[RequestedDocument]:
        yield from self.rows('requested-documents', dict(query))  # type: ignore[misc]

    def saved_lists(self, **query: Unpack[AskOfSavedLists]) -> Iterator[SavedList]:
        yield from self.rows('saved-lists', dict(query))  # type: ignore[misc]

    def silence_procedures(self, **query: Unpack[AskOfSilenceProcedures]) -> Iterator[Silence]:
        yield from self.rows('silence-procedures', dict(query))  # type: ignore[misc]

    def sources(self, **query: Unpack[AskOfSources]) -> Iterator[Source]:
        yield from self.rows('sources', dict(query))  # type: ignore[misc]

    def steps(self, **query: Unpack[AskOfSteps]) -> Iterator[Step]:
        yield from self.rows('steps', dict(query))  # type: ignore[misc]

    def tombstones(self, **query: Unpack[AskOfTombstones]) -> Iterator[Tombstone]:
        yield from self.rows('tombstones', dict(query))  # type: ignore[misc]

    def views(self, **query: Unpack[AskOfViews]) -> Iterator[View]:
        yield from self.rows('views', dict(query))  # type: ignore[misc]

    def webhook_deliveries(self, **query: Unpack[AskOfWebhookDeliveries]) -> Iterator[WebhookDelivery]:
        yield from self.rows('webhook-deliveries', dict(query))  # type: ignore[misc]

    def webhooks(self, **query: Unpack[AskOfWebhooks]) -> Iterator[Webhook]:
        yield from self.rows('webhooks', dict(query))  # type: ignore[misc]

    def went_on(self, **query: Unpack[AskOfWentOn]) -> Iterator[WentOn]:
        yield from self.rows('went-on', dict(query))  # type: ignore[misc]

    def workbooks(self, **query: Unpack[AskOfWorkbooks]) -> Iterator[BroughtFile]:
        yield from self.rows('workbooks', dict(query))  # type: ignore[misc]

    def working_groups(self, **query: Unpack[AskOfWorkingGroups]) -> Iterator[WorkingGroup]:
        yield from self.rows('working-groups', dict(query))  # type: ignore[misc]

    def year_plans(self, **query: Unpack[AskOfYearPlans]) -> Iterator[YearPlan]:
        yield from self.rows('year-plans', dict(query))  # type: ignore[misc]

    @overload
    def one(self, name: Literal['action-plans'], reference: str, **query: object) -> WholeActionPlan: ...
    @overload
    def one(self, name: Literal['activities'], reference: str, **query: object) -> WholeActivity: ...
    @overload
    def one(self, name: Literal['activity-deeds'], reference: str, **query: object) -> ActivityDeed: ...
    @overload
    def one(self, name: Literal['addressees'], reference: str, **query: object) -> Addressee: ...
    @overload
    def one(self, name: Literal['agenda-items'], reference: str, **query: object) -> WholeAgendaItem: ...
    @overload
    def one(self, name: Literal['agendas'], reference: str, **query: object) -> Agenda: ...
    @overload
    def one(self, name: Literal['approach-proposals'], reference: str, **query: object) -> WholeApproachProposal: ...
    @overload
    def one(self, name: Literal['areas'], reference: str, **query: object) -> Area: ...
    @overload
    def one(self, name: Literal['attendance'], reference: str, **query: object) -> WholeAttendance: ...
    @overload
    def one(self, name: Literal['cadence-findings'], reference: str, **query: object) -> CadenceFinding: ...
    @overload
    def one(self, name: Literal['cadence'], reference: str, **query: object) -> Cadence: ...
    @overload
    def one(self, name: Literal['chairmanships'], reference: str, **query: object) -> Chairmanship: ...
    @overload
    def one(self, name: Literal['comments'], reference: str, **query: object) -> ListedComment: ...
    @overload
    def one(self, name: Literal['commitments'], reference: str, **query: object) -> WholeCommitment: ...
    @overload
    def one(self, name: Literal['coordinators'], reference: str, **query: object) -> Coordinator: ...
    @overload
    def one(self, name: Literal['corrections'], reference: str, **query: object) -> WholeCorrection: ...
    @overload
    def one(self, name: Literal['correspondence'], reference: str, **query: object) -> WholeLetterOfTheRegister: ...
    @overload
    def one(self, name: Literal['coverage'], reference: str, **query: object) -> Coverage: ...
    @overload
    def one(self, name: Literal['deadlines'], reference: str, **query: object) -> Deadline: ...
    @overload
    def one(self, name: Literal['decisions'], reference: str, **query: object) -> WholeDecision: ...
    @overload
    def one(self, name: Literal['deputyships'], reference: str, **query: object) -> Deputyship: ...
    @overload
    def one(self, name: Literal['desk-entries'], reference: str, **query: object) -> WholeDeskEntry: ...
    @overload
    def one(self, name: Literal['desk'], reference: str, **query: object) -> DeskLine: ...
    @overload
    def one(self, name: Literal['editions'], reference: str, **query: object) -> Edition: ...
    @overload
    def one(self, name: Literal['experts'], reference: str, **query: object) -> Expert: ...
    @overload
    def one(self, name: Literal['focal-points'], reference: str, **query: object) -> FocalPoint: ...
    @overload
    def one(self, name: Literal['follow-ups'], reference: str, **query: object) -> WholeFollowUp: ...
    @overload
    def one(self, name: Literal['forms-of-address'], reference: str, **query: object) -> FormOfAddress: ...
    @overload
    def one(self, name: Literal['gaps'], reference: str, **query: object) -> Gap: ...
    @overload
    def one(self, name: Literal['going-on-rules'], reference: str, **query: object) -> GoingOnRule: ...
    @overload
    def one(self, name: Literal['group-seats'], reference: str, **query: object) -> WholeGroupSeat: ...
    @overload
    def one(self, name: Literal['imports'], reference: str, **query: object) -> WholeImport: ...
    @overload
    def one(self, name: Literal['information-replies'], reference: str, **query: object) -> WholeInformationReply: ...
    @overload
    def one(self, name: Literal['information'], reference: str, **query: object) -> WholeInformation: ...
    @overload
    def one(self, name: Literal['institutions'], reference: str, **query: object) -> WholeInstitution: ...
    @overload
    def one(self, name: Literal['instrument-units'], reference: str, **query: object) -> InstrumentUnit: ...
    @overload
    def one(self, name: Literal['instruments'], reference: str, **query: object) -> Instrument: ...
    @overload
    def one(self, name: Literal['intentions'], reference: str, **query: object) -> Intention: ...
    @overload
    def one(self, name: Literal['lead-times'], reference: str, **query: object) -> LeadTime: ...
    @overload
    def one(self, name: Literal['letter-wordings'], reference: str, **query: object) -> LetterWording: ...
    @overload
    def one(self, name: Literal['letters'], reference: str, **query: object) -> WholeLetter: ...
    @overload
    def one(self, name: Literal['measures'], reference: str, **query: object) -> Measure: ...
    @overload
    def one(self, name: Literal['meetings'], reference: str, **query: object) -> WholeMeeting: ...
    @overload
    def one(self, name: Literal['minutes-corrections'], reference: str, **query: object) -> WholeMinutesChange: ...
    @overload
    def one(self, name: Literal['minutes'], reference: str, **query: object) -> WholeMinutes: ...
    @overload
    def one(self, name: Literal['note-requests'], reference: str, **query: object) -> WholeNoteRequest: ...
    @overload
    def one(self, name: Literal['notices'], reference: str, **query: object) -> Notice: ...
    @overload
    def one(self, name: Literal['outgoing-letters'], reference: str, **query: object) -> WholeOutgoingLetter: ...
    @overload
    def one(self, name: Literal['papers'], reference: str, **query: object) -> WholePaper: ...
    @overload
    def one(self, name: Literal['participants'], reference: str, **query: object) -> Participant: ...
    @overload
    def one(self, name: Literal['participations'], reference: str, **query: object) -> Participation: ...
    @overload
    def one(self, name: Literal['photographs'], reference: str, **query: object) -> WholePhotograph: ...
    @overload
    def one(self, name: Literal['procedure'], reference: str, **query: object) -> Procedure: ...
    @overload
    def one(self, name: Literal['progress-notes'], reference: str, **query: object) -> WholeProgressNote: ...
    @overload
    def one(self, name: Literal['publications'], reference: str, **query: object) -> WholePublication: ...
    @overload
    def one(self, name: Literal['requested-documents'], reference: str, **query: object) -> WholeRequestedDocument: ...
    @overload
    def one(self, name: Literal['saved-lists'], reference: str, **query: object) -> WholeSavedList: ...
    @overload
    def one(self, name: Literal['silence-procedures'], reference: str, **query: object) -> WholeSilence: ...
    @overload
    def one(self, name: Literal['sources'], reference: str, **query: object) -> WholeSource: ...
    @overload
    def one(self, name: Literal['steps'], reference: str, **query: object) -> Step: ...
    @overload
    def one(self, name: Literal['tombstones'], reference: str, **query: object) -> Tombstone: ...
    @overload
    def one(self, name: Literal['views'], reference: str, **query: object) -> View: ...
    @overload
    def one(self, name: Literal['webhook-deliveries'], reference: str, **query: object) -> WebhookDelivery: ...
    @overload
    def one(self, name: Literal['webhooks'], reference: str, **query: object) -> Webhook: ...
    @overload
    def one(self, name: Literal['went-on'], reference: str, **query: object) -> WentOn: ...
    @overload
    def one(self, name: Literal['workbooks'], reference: str, **query: object) -> WholeBroughtFile: ...
    @overload
    def one(self, name: Literal['working-groups'], reference: str, **query: object) -> WorkingGroup: ...
    @overload
    def one(self, name: Literal['year-plans'], reference: str, **query: object) -> WholeYearPlan: ...
    @overload
    def one(self, name: str, reference: str, **query: object) -> dict[str, Any]: ...
    def one(self, name: str, reference: str, **query: object) -> Any:
        """A single entry, by its reference."""
        return self.entry(name, reference, query)

    def entry(self, name: str, reference: str, query: dict[str, object]) -> dict[str, Any]:
        raise NotImplementedError

    @overload
    def changes(self, name: Literal['action-plans'], since: str) -> Changes[ActionPlan]: ...
    @overload
    def changes(self, name: Literal['activities'], since: str) -> Changes[Activity]: ...
    @overload
    def changes(self, name: Literal['activity-deeds'], since: str) -> Changes[ActivityDeed]: ...
    @overload
    def changes(self, name: Literal['addressees'], since: str) -> Changes[Addressee]: ...
    @overload
    def changes(self, name: Literal['agenda-items'], since: str) -> Changes[AgendaItem]: ...
    @overload
    def changes(self, name: Literal['agendas'], since: str) -> Changes[Agenda]: ...
    @overload
    def changes(self, name: Literal['approach-proposals'], since: str) -> Changes[ApproachProposal]: ...
    @overload
    def changes(self, name: Literal['areas'], since: str) -> Changes[Area]: ...
    @overload
    def changes(self, name: Literal['attendance'], since: str) -> Changes[Attendance]: ...
    @overload
    def changes(self, name: Literal['chairmanships'], since: str) -> Changes[Chairmanship]: ...
    @overload
    def changes(self, name: Literal['comments'], since: str) -> Changes[ListedComment]: ...
    @overload
    def changes(self, name: Literal['commitments'], since: str) -> Changes[Commitment]: ...
    @overload
    def changes(self, name: Literal['coordinators'], since: str) -> Changes[Coordinator]: ...
    @overload
    def changes(self, name: Literal['corrections'], since: str) -> Changes[Correction]: ...
    @overload
    def changes(self, name: Literal['correspondence'], since: str) -> Changes[RegisteredLetter]: ...
    @overload
    def changes(self, name: Literal['deadlines'], since: str) -> Changes[Deadline]: ...
    @overload
    def changes(self, name: Literal['decisions'], since: str) -> Changes[Decision]: ...
    @overload
    def changes(self, name: Literal['deputyships'], since: str) -> Changes[Deputyship]: ...
    @overload
    def changes(self, name: Literal['desk-entries'], since: str) -> Changes[DeskEntry]: ...
    @overload
    def changes(self, name: Literal['editions'], since: str) -> Changes[Edition]: ...
    @overload
    def changes(self, name: Literal['experts'], since: str) -> Changes[Expert]: ...
    @overload
    def changes(self, name: Literal['follow-ups'], since: str) -> Changes[ListedFollowUp]: ...
    @overload
    def changes(self, name: Literal['forms-of-address'], since: str) -> Changes[FormOfAddress]: ...
    @overload
    def changes(self, name: Literal['going-on-rules'], since: str) -> Changes[GoingOnRule]: ...
    @overload
    def changes(self, name: Literal['group-seats'], since: str) -> Changes[GroupSeat]: ...
    @overload
    def changes(self, name: Literal['imports'], since: str) -> Changes[Import]: ...
    @overload
    def changes(self, name: Literal['information-replies'], since: str) -> Changes[InformationReply]: ...
    @overload
    def changes(self, name: Literal['information'], since: str) -> Changes[Information]: ...
    @overload
    def changes(self, name: Literal['institutions'], since: str) -> Changes[Institution]: ...
    @overload
    def changes(self, name: Literal['intentions'], since: str) -> Changes[Intention]: ...
    @overload
    def changes(self, name: Literal['lead-times'], since: str) -> Changes[LeadTime]: ...
    @overload
    def changes(self, name: Literal['letter-wordings'], since: str) -> Changes[LetterWording]: ...
    @overload
    def changes(self, name: Literal['letters'], since: str) -> Changes[Letter]: ...
    @overload
    def changes(self, name: Literal['measures'], since: str) -> Changes[Measure]: ...
    @overload
    def changes(self, name: Literal['meetings'], since: str) -> Changes[Meeting]: ...
    @overload
    def changes(self, name: Literal['minutes-corrections'], since: str) -> Changes[MinutesChange]: ...
    @overload
    def changes(self, name: Literal['minutes'], since: str) -> Changes[Minutes]: ...
    @overload
    def changes(self, name: Literal['note-requests'], since: str) -> Changes[NoteRequest]: ...
    @overload
    def changes(self, name: Literal['notices'], since: str) -> Changes[Notice]: ...
    @overload
    def changes(self, name: Literal['outgoing-letters'], since: str) -> Changes[OutgoingLetter]: ...
    @overload
    def changes(self, name: Literal['papers'], since: str) -> Changes[Paper]: ...
    @overload
    def changes(self, name: Literal['participants'], since: str) -> Changes[Participant]: ...
    @overload
    def changes(self, name: Literal['participations'], since: str) -> Changes[Participation]: ...
    @overload
    def changes(self, name: Literal['photographs'], since: str) -> Changes[Photograph]: ...
    @overload
    def changes(self, name: Literal['progress-notes'], since: str) -> Changes[ProgressNote]: ...
    @overload
    def changes(self, name: Literal['publications'], since: str) -> Changes[Publication]: ...
    @overload
    def changes(self, name: Literal['silence-procedures'], since: str) -> Changes[Silence]: ...
    @overload
    def changes(self, name: Literal['sources'], since: str) -> Changes[Source]: ...
    @overload
    def changes(self, name: Literal['steps'], since: str) -> Changes[Step]: ...
    @overload
    def changes(self, name: Literal['tombstones'], since: str) -> Changes[Tombstone]: ...
    @overload
    def changes(self, name: Literal['views'], since: str) -> Changes[View]: ...
    @overload
    def changes(self, name: Literal['went-on'], since: str) -> Changes[WentOn]: ...
    @overload
    def changes(self, name: Literal['workbooks'], since: str) -> Changes[BroughtFile]: ...
    @overload
    def changes(self, name: Literal['working-groups'], since: str) -> Changes[WorkingGroup]: ...
    @overload
    def changes(self, name: Literal['year-plans'], since: str) -> Changes[YearPlan]: ...
    @overload
    def changes(self, name: str, since: str) -> Changes[dict[str, Any]]: ...
    def changes(self, name: str, since: str) -> Changes[Any]:
        """For whoever keeps a copy: what became of a list since a day or an instant."""
        return self.changed(name, since)

    def changed(self, name: str, since: str) -> Changes[Any]:
        raise NotImplementedError
