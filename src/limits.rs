//! Limits: how much a case may hold, and the words that say so. What an edit refuses, a file is refused for too.
//!
//! Without them a file of a few kilobytes holds the page for minutes. They are several times what any committee paper has
//! used; a case that needs more is several cases. What holds them is `edit` and `file`; nothing is counted here.

mod too_many;

pub use too_many::{Grouped, TooMany};

/// Options of one appraisal.
pub const OPTIONS: usize = 200;
/// Criteria of one appraisal that options are scored on.
pub const CRITERIA: usize = 200;
/// Families of criteria in one appraisal.
pub const FAMILIES: usize = 200;
/// Families one inside the other.
pub const DEPTH: usize = 20;
/// Gates of one appraisal.
pub const GATES: usize = 100;
/// Weight sets of one appraisal.
pub const WEIGHT_SETS: usize = 100;
/// Judgements of one weight set: every pair of criteria.
pub const JUDGEMENTS: usize = CRITERIA * (CRITERIA - 1) / 2;
/// Levels of one scale.
pub const LEVELS: usize = 100;
/// Points of one value curve.
pub const KNOTS: usize = 100;
/// Dated sums of one option.
pub const DATED_COSTS: usize = 500;
/// Roles in the room of one appraisal.
pub const ROLES: usize = 200;
/// Options left out of one appraisal, with their reasons.
pub const DROPPED: usize = 200;
/// Findings of one appraisal that stay open with a reason.
pub const OVERRIDES: usize = 5_000;
/// Years for which one list gives a figure.
pub const YEARS: usize = 301;
/// Appraisals of a case.
pub const APPRAISALS: usize = 100;
/// Frameworks of a case.
pub const FRAMEWORKS: usize = 100;
/// Goals of a case, of all frameworks together.
pub const GOALS: usize = 300;
/// Initiatives of a case.
pub const INITIATIVES: usize = 5_000;
/// Milestones of one initiative.
pub const MILESTONES: usize = 200;
/// Risks of one initiative.
pub const RISKS: usize = 200;
/// Dependencies of one initiative.
pub const DEPENDENCIES: usize = 200;
/// Ends of one initiative that have moved.
pub const EARLIER_ENDS: usize = 200;
/// Things that one initiative is measured by.
pub const MEASURES: usize = 200;
/// Options that a report lists for one initiative.
pub const LISTED_OPTIONS: usize = 200;
/// Implications of one initiative.
pub const IMPLICATIONS: usize = 100;
/// Words for what one initiative is about.
pub const TAGS: usize = 100;
/// Lines of carbon of one initiative.
pub const CARBON_LINES: usize = 200;
/// Lines of carbon that one line says are the same tonnes.
pub const SAME_TONNES: usize = 50;
/// Years of which a carbon plan has figures.
pub const PLAN_YEARS: usize = 301;
/// Lines of social value of one initiative.
pub const SOCIAL_VALUE: usize = 200;
/// Proxies of a case.
pub const PROXIES: usize = 500;
/// Money tables of a case.
pub const TABLES: usize = 100;
/// Columns of one money table.
pub const TABLE_COLUMNS: usize = 100;
/// Lines of one money table.
pub const TABLE_LINES: usize = 5_000;
/// Single figures that a report states.
pub const FIGURES: usize = 2_000;
/// Ways in which stated figures hang together.
pub const RELATIONS: usize = 2_000;
/// Counts that a report states.
pub const STATED_COUNTS: usize = 100;
/// Risks in the register of a case.
pub const REGISTER: usize = 5_000;
/// Actions of a case.
pub const ACTIONS: usize = 5_000;
/// Sections of a report.
pub const SECTIONS: usize = 1_000;
/// Portfolios of a case.
pub const PORTFOLIOS: usize = 100;
/// Budgets of one portfolio.
pub const BUDGETS: usize = 20;
/// Sets of initiatives of which one may be chosen, and pairs of which one needs the other, in one portfolio.
pub const TIES: usize = 2_000;
/// Beginnings of words that speak of one goal.
pub const CUES: usize = 200;
/// Parts of a publication that were not found, in one framework.
pub const NOT_FOUND: usize = 1_000;
/// Roles that take part in the workshops of a case.
pub const PARTICIPANTS: usize = 200;
/// Workshops of a case.
pub const SESSIONS: usize = 100;
/// Rounds of one workshop.
pub const ROUNDS: usize = 500;
/// Ballots of one round.
pub const BALLOTS: usize = 200;
/// Answers of one ballot, and things that one round settles.
pub const ANSWERS: usize = 300;
/// Things parked in one workshop, and dissents in it.
pub const PARKED: usize = 500;
/// Crosswalks of a case.
pub const CROSSWALKS: usize = 100;
/// Links of one crosswalk.
pub const LINKS: usize = 5_000;
/// Paragraphs of a report whose text is kept.
pub const PARAGRAPHS: usize = 20_000;
/// Reference tables of a case.
pub const REFERENCES: usize = 100;
/// Columns of one reference table.
pub const REFERENCE_COLUMNS: usize = 100;
/// Rows of one reference table.
pub const REFERENCE_ROWS: usize = 2_000;
/// Entries of the log. A file of the largest size has fewer.
pub const LOG_ENTRIES: usize = 200_000;
/// Characters of a text that the log repeats; a longer one is cut there and told by its digest.
pub const LOG_TEXT: usize = 400;
/// Characters of one text.
pub const TEXT: usize = 20_000;
/// Values of one file, of all kinds. A saved case of the largest size has fewer.
pub const VALUES: usize = 1_500_000;
/// Members of one object of a file.
pub const MEMBERS: usize = 10_000;
/// Objects of one exported appraisal.
pub const OBJECTS: usize = 300_000;
/// Values that only a newer version understands.
pub const UNKNOWN: usize = 100_000;

/// Something that a case may hold only so much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// [`OPTIONS`].
    Options,
    /// [`CRITERIA`].
    Criteria,
    /// [`FAMILIES`].
    Families,
    /// [`DEPTH`].
    Depth,
    /// [`GATES`].
    Gates,
    /// [`WEIGHT_SETS`].
    WeightSets,
    /// [`JUDGEMENTS`].
    Judgements,
    /// [`LEVELS`].
    Levels,
    /// [`KNOTS`].
    Knots,
    /// [`DATED_COSTS`].
    DatedCosts,
    /// [`ROLES`].
    Roles,
    /// [`DROPPED`].
    Dropped,
    /// [`OVERRIDES`].
    Overrides,
    /// [`YEARS`].
    Years,
    /// [`APPRAISALS`].
    Appraisals,
    /// [`FRAMEWORKS`].
    Frameworks,
    /// [`GOALS`].
    Goals,
    /// [`INITIATIVES`].
    Initiatives,
    /// [`MILESTONES`].
    Milestones,
    /// [`RISKS`].
    Risks,
    /// [`DEPENDENCIES`].
    Dependencies,
    /// [`EARLIER_ENDS`].
    EarlierEnds,
    /// [`MEASURES`].
    Measures,
    /// [`LISTED_OPTIONS`].
    ListedOptions,
    /// [`IMPLICATIONS`].
    Implications,
    /// [`TAGS`].
    Tags,
    /// [`CARBON_LINES`].
    CarbonLines,
    /// [`SAME_TONNES`].
    SameTonnes,
    /// [`PLAN_YEARS`].
    PlanYears,
    /// [`SOCIAL_VALUE`].
    SocialValue,
    /// [`PROXIES`].
    Proxies,
    /// [`TABLES`].
    Tables,
    /// [`TABLE_COLUMNS`].
    TableColumns,
    /// [`TABLE_LINES`].
    TableLines,
    /// [`FIGURES`].
    Figures,
    /// [`RELATIONS`].
    Relations,
    /// [`STATED_COUNTS`].
    StatedCounts,
    /// [`REGISTER`].
    Register,
    /// [`ACTIONS`].
    Actions,
    /// [`SECTIONS`].
    Sections,
    /// [`PORTFOLIOS`].
    Portfolios,
    /// [`BUDGETS`].
    Budgets,
    /// [`TIES`].
    Ties,
    /// [`CUES`].
    Cues,
    /// [`NOT_FOUND`].
    NotFound,
    /// [`PARTICIPANTS`].
    Participants,
    /// [`SESSIONS`].
    Sessions,
    /// [`ROUNDS`].
    Rounds,
    /// [`BALLOTS`].
    Ballots,
    /// [`ANSWERS`].
    Answers,
    /// [`PARKED`].
    Parked,
    /// [`CROSSWALKS`].
    Crosswalks,
    /// [`LINKS`].
    Links,
    /// [`PARAGRAPHS`].
    Paragraphs,
    /// [`REFERENCES`].
    References,
    /// [`REFERENCE_COLUMNS`].
    ReferenceColumns,
    /// [`REFERENCE_ROWS`].
    ReferenceRows,
    /// [`LOG_ENTRIES`].
    LogEntries,
    /// [`TEXT`].
    Text,
    /// [`VALUES`].
    Values,
    /// [`MEMBERS`].
    Members,
    /// [`OBJECTS`].
    Objects,
    /// [`UNKNOWN`].
    Unknown,
}

impl Limit {
    /// Returns the most that is allowed, and what is counted.
    const fn row(self) -> (usize, &'static str) {
        match self {
            Limit::Options => (OPTIONS, "options in one appraisal"),
            Limit::Criteria => (CRITERIA, "criteria in one appraisal"),
            Limit::Families => (FAMILIES, "families of criteria in one appraisal"),
            Limit::Depth => (DEPTH, "families of criteria one inside the other"),
            Limit::Gates => (GATES, "gates in one appraisal"),
            Limit::WeightSets => (WEIGHT_SETS, "weight sets in one appraisal"),
            Limit::Judgements => (JUDGEMENTS, "judgements in one weight set"),
            Limit::Levels => (LEVELS, "levels in one scale"),
            Limit::Knots => (KNOTS, "points in one value curve"),
            Limit::DatedCosts => (DATED_COSTS, "dated sums of one option"),
            Limit::Roles => (ROLES, "roles in the room"),
            Limit::Dropped => (DROPPED, "options left out of one appraisal"),
            Limit::Overrides => (OVERRIDES, "findings that stay open with a reason"),
            Limit::Years => (YEARS, "years in one list"),
            Limit::Appraisals => (APPRAISALS, "appraisals in one case"),
            Limit::Frameworks => (FRAMEWORKS, "frameworks in one case"),
            Limit::Goals => (GOALS, "goals in one case"),
            Limit::Initiatives => (INITIATIVES, "initiatives in one case"),
            Limit::Milestones => (MILESTONES, "milestones of one initiative"),
            Limit::Risks => (RISKS, "risks of one initiative"),
            Limit::Dependencies => (DEPENDENCIES, "dependencies of one initiative"),
            Limit::EarlierEnds => (EARLIER_ENDS, "earlier ends of one initiative"),
            Limit::Measures => (MEASURES, "measures of one initiative"),
            Limit::ListedOptions => (LISTED_OPTIONS, "listed options of one initiative"),
            Limit::Implications => (IMPLICATIONS, "implications of one initiative"),
            Limit::Tags => (TAGS, "tags of one initiative"),
            Limit::CarbonLines => (CARBON_LINES, "lines of carbon of one initiative"),
            Limit::SameTonnes => (SAME_TONNES, "lines of carbon with the same tonnes as one"),
            Limit::PlanYears => (PLAN_YEARS, "years in one carbon plan"),
            Limit::SocialValue => (SOCIAL_VALUE, "lines of social value of one initiative"),
            Limit::Proxies => (PROXIES, "proxies in one case"),
            Limit::Tables => (TABLES, "money tables in one case"),
            Limit::TableColumns => (TABLE_COLUMNS, "columns in one money table"),
            Limit::TableLines => (TABLE_LINES, "lines in one money table"),
            Limit::Figures => (FIGURES, "stated figures in one case"),
            Limit::Relations => (RELATIONS, "relations between stated figures"),
            Limit::StatedCounts => (STATED_COUNTS, "stated counts in one case"),
            Limit::Register => (REGISTER, "risks in one register"),
            Limit::Actions => (ACTIONS, "actions in one case"),
            Limit::Sections => (SECTIONS, "sections in one report"),
            Limit::Portfolios => (PORTFOLIOS, "portfolios in one case"),
            Limit::Budgets => (BUDGETS, "budgets of one portfolio"),
            Limit::Ties => (TIES, "sets or pairs of initiatives in one portfolio"),
            Limit::Cues => (CUES, "cues of one goal"),
            Limit::NotFound => (NOT_FOUND, "parts not found of one framework"),
            Limit::Participants => (PARTICIPANTS, "roles in workshops"),
            Limit::Sessions => (SESSIONS, "workshops in one case"),
            Limit::Rounds => (ROUNDS, "rounds in one workshop"),
            Limit::Ballots => (BALLOTS, "ballots in one round"),
            Limit::Answers => (ANSWERS, "answers in one ballot"),
            Limit::Parked => (PARKED, "things parked or dissents in one workshop"),
            Limit::Crosswalks => (CROSSWALKS, "crosswalks in one case"),
            Limit::Links => (LINKS, "links in one crosswalk"),
            Limit::Paragraphs => (PARAGRAPHS, "paragraphs in one report"),
            Limit::References => (REFERENCES, "reference tables in one case"),
            Limit::ReferenceColumns => (REFERENCE_COLUMNS, "columns in one reference table"),
            Limit::ReferenceRows => (REFERENCE_ROWS, "rows in one reference table"),
            Limit::LogEntries => (LOG_ENTRIES, "entries in the log"),
            Limit::Text => (TEXT, "characters in one text"),
            Limit::Values => (VALUES, "values in one file"),
            Limit::Members => (MEMBERS, "members in one object"),
            Limit::Objects => (OBJECTS, "objects in one exported appraisal"),
            Limit::Unknown => (UNKNOWN, "values that only a newer version understands"),
        }
    }

    /// Returns the most that is allowed.
    #[must_use]
    pub const fn most(self) -> usize {
        self.row().0
    }

    /// Returns what is counted, for example "options in one appraisal".
    #[must_use]
    pub const fn what(self) -> &'static str {
        self.row().1
    }

    /// Refuses a count above the limit.
    ///
    /// # Errors
    /// [`TooMany`] says what is counted, how many are allowed and how many were found.
    ///
    /// # Example
    /// ```
    /// use weighbridge::limits::Limit;
    /// assert!(Limit::Options.check(200).is_ok());
    /// let refused = Limit::Options.check(2_000).unwrap_err();
    /// assert_eq!(refused.to_string(), "there can be at most 200 options in one appraisal, found 2,000");
    /// ```
    pub const fn check(self, found: usize) -> Result<(), TooMany> {
        if found > self.most() { Err(TooMany { limit: self, found }) } else { Ok(()) }
    }

    /// Refuses a text above [`TEXT`]. Characters are Unicode scalar values; a short text is not counted.
    ///
    /// # Errors
    /// As [`Limit::check`].
    ///
    /// # Example
    /// ```
    /// use weighbridge::limits::Limit;
    /// assert!(Limit::check_text(&"é".repeat(20_000)).is_ok());
    /// assert!(Limit::check_text(&"e".repeat(20_001)).is_err());
    /// ```
    pub fn check_text(text: &str) -> Result<(), TooMany> {
        // A character is at least one byte.
        if text.len() <= TEXT { Ok(()) } else { Limit::Text.check(text.chars().count()) }
    }
}
