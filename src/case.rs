//! `Case`: what one file holds. Changed only by [`apply`](crate::edit::apply).
//!
//! A case is shared, not copied: what it holds many of stands behind pointers, a copy of a case copies those, and an edit
//! copies what it changes and nothing else. So five hundred steps back cost little more than the case, and comparing two
//! cases is comparing pointers wherever nothing was changed.

use crate::alignment::summary::{Summary, summarise};
use crate::alignment::{Contribution, GoalStatement};
use crate::answer::Answer;
use crate::appraisal::Appraisal;
use crate::date::Date;
use crate::finite::Finite;
use crate::framework::{Crosswalk, Framework, Goal, LensWeights, goals_by_lens};
use crate::grid::Grid;
use crate::id::{
    AppraisalId, CarbonLineId, FrameworkId, GoalId, InitiativeId, ParticipantId, PortfolioId, ProxyId, SessionId,
    SocialValueId,
};
use crate::portfolio::Portfolio;
use crate::programme::{CarbonLine, Initiative, Programme, Proxy, SocialValue};
use crate::report::{Paragraph, Section};
use crate::unknown::Unknown;
use crate::workshop::{Participant, Session, without_ballots};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One case: context, frameworks, initiatives and their alignment, appraisals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Case {
    /// What the case is called.
    pub title: String,
    /// True where figures were invented to show the tool; said on every page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub illustrative: bool,
    /// Whose paper this is, for whom and when.
    #[serde(default)]
    pub context: Context,
    /// The frameworks that initiatives are scored against.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frameworks: Vec<Arc<Framework>>,
    /// How goals of one framework map on to those of another; at most one for each two frameworks and direction.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub crosswalks: Vec<Arc<Crosswalk>>,
    /// How much each lens counts in the indices across lenses.
    #[serde(default)]
    pub lens_weights: LensWeights,
    /// Initiatives and their money.
    #[serde(default)]
    pub programme: Programme,
    /// At most one for each initiative and goal.
    #[serde(default, skip_serializing_if = "Grid::is_empty")]
    pub contributions: Grid<Contribution>,
    /// The report's own words on each goal; at most one a goal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goal_statements: Vec<Arc<GoalStatement>>,
    /// Options appraisals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub appraisals: Vec<Arc<Appraisal>>,
    /// The sections of the report, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Arc<Section>>,
    /// What one of something of social value is said to be worth, each with who says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proxies: Vec<Arc<Proxy>>,
    /// Choices among the initiatives within limits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub portfolios: Vec<Arc<Portfolio>>,
    /// Roles that take part in workshops; never persons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<Arc<Participant>>,
    /// Workshops, and what came of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Arc<Session>>,
    /// The text of the report, where somebody asked to keep it, without addresses and telephone numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub report_text: Vec<Arc<Paragraph>>,
    /// Published figures kept with their provenance.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Arc<ReferenceTable>>,
    /// Findings on the programme that stay open, each with the reason. Those on an appraisal stand in its record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// The number the next new thing gets; above every id in use.
    pub next_id: u32,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Case {
    /// Returns an empty case with this title.
    ///
    /// # Example
    /// ```
    /// let case = weighbridge::case::Case::titled("Depot relocation");
    /// assert!(case.programme.initiatives.is_empty() && case.appraisals.is_empty());
    /// ```
    #[must_use]
    pub fn titled(title: &str) -> Case {
        Case {
            title: title.to_owned(),
            illustrative: false,
            context: Context::default(),
            frameworks: Vec::new(),
            crosswalks: Vec::new(),
            lens_weights: LensWeights::default(),
            programme: Programme::default(),
            contributions: Grid::new(),
            goal_statements: Vec::new(),
            appraisals: Vec::new(),
            sections: Vec::new(),
            proxies: Vec::new(),
            portfolios: Vec::new(),
            participants: Vec::new(),
            sessions: Vec::new(),
            report_text: Vec::new(),
            references: Vec::new(),
            answers: Vec::new(),
            next_id: 1,
            unknown: Unknown::new(),
        }
    }

    /// Returns a framework as a case of its own, as a pack file holds it: its title, and new ids from 1.
    ///
    /// # Example
    /// ```
    /// use weighbridge::{case::Case, edit::{Edit, FrameworkEdit, apply}, framework::Lens};
    /// let start = Edit::Framework(FrameworkEdit::Start("Our plan".into(), Lens::Outcomes));
    /// let case = apply(&Case::titled("Depots"), &start)?;
    /// let pack = Case::of_framework(&case.frameworks[0]);
    /// assert_eq!((pack.title.as_str(), pack.is_pack(), case.is_pack()), ("Our plan", true, true));
    /// # Ok::<(), weighbridge::edit::EditError>(())
    /// ```
    #[must_use]
    pub fn of_framework(framework: &Framework) -> Case {
        let mut case = Case::titled(&framework.title);
        case.context.note = "A framework to take into a case.".to_owned();
        let mut framework = framework.clone();
        let ids = &mut (1..);
        framework.id = FrameworkId(ids.next().unwrap_or_default());
        for (goal, id) in framework.goals.iter_mut().zip(&mut *ids) {
            goal.id = GoalId(id);
        }
        case.next_id = framework.goals.last().map_or(framework.id.0, |goal| goal.id.0) + 1;
        case.frameworks.push(Arc::new(framework));
        case
    }

    /// Returns a case that holds a crosswalk with its two frameworks and nothing else, as a file to take into other cases; `None`
    /// where there is no such crosswalk.
    ///
    /// # Example
    /// ```
    /// use weighbridge::{case::Case, id::FrameworkId};
    /// assert_eq!(Case::titled("Depots").of_crosswalk(FrameworkId(1), FrameworkId(2)), None);
    /// ```
    #[must_use]
    pub fn of_crosswalk(&self, from: FrameworkId, to: FrameworkId) -> Option<Case> {
        let mut crosswalk = self.crosswalk(from, to)?.clone();
        let both = [self.framework(from)?, self.framework(to)?];
        let mut case = Case::titled(&format!("{} to {}", both[0].title, both[1].title));
        case.context.note = "A crosswalk with its two frameworks, to take into a case.".to_owned();
        let ids = &mut (1..);
        let mut issue = || ids.next().unwrap_or_default();
        let mut goals = std::collections::HashMap::new();
        for framework in both {
            let mut own = framework.clone();
            own.id = FrameworkId(issue());
            for goal in &mut own.goals {
                let id = GoalId(issue());
                goals.insert(std::mem::replace(&mut goal.id, id), id);
            }
            case.frameworks.push(Arc::new(own));
        }
        (crosswalk.from, crosswalk.to) = (case.frameworks[0].id, case.frameworks[1].id);
        for link in &mut crosswalk.links {
            (link.from, link.to) = (*goals.get(&link.from)?, *goals.get(&link.to)?);
        }
        case.next_id = issue();
        case.crosswalks.push(Arc::new(crosswalk));
        Some(case)
    }

    /// Returns whether the case holds published matter only: frameworks, perhaps with crosswalks and reference tables, and no work on them.
    #[must_use]
    pub fn is_pack(&self) -> bool {
        let has_work = !self.programme.initiatives.is_empty()
            || !self.programme.tables.is_empty()
            || !self.programme.figures.is_empty()
            || !self.appraisals.is_empty();
        !self.frameworks.is_empty() && !has_work
    }

    /// Returns the framework with this id.
    #[must_use]
    pub fn framework(&self, id: FrameworkId) -> Option<&Framework> {
        self.frameworks.iter().find(|framework| framework.id == id).map(Arc::as_ref)
    }

    /// Returns the crosswalk from one framework to another.
    #[must_use]
    pub fn crosswalk(&self, from: FrameworkId, to: FrameworkId) -> Option<&Crosswalk> {
        self.crosswalks.iter().find(|one| (one.from, one.to) == (from, to)).map(Arc::as_ref)
    }

    /// Returns the framework that a goal belongs to.
    #[must_use]
    pub fn framework_of(&self, goal: GoalId) -> Option<&Framework> {
        let has = |framework: &&Arc<Framework>| framework.goals.iter().any(|found| found.id == goal);
        self.frameworks.iter().find(has).map(Arc::as_ref)
    }

    /// Returns the goal with this id.
    #[must_use]
    pub fn goal(&self, id: GoalId) -> Option<&Goal> {
        self.goals().find(|(_, goal)| goal.id == id).map(|(_, goal)| goal)
    }

    /// Returns every goal with its framework, in the order of [`goals_by_lens`].
    pub fn goals(&self) -> impl Iterator<Item = (&Framework, &Goal)> {
        goals_by_lens(&self.frameworks)
    }

    /// Returns how the initiatives stand against the goals.
    #[must_use]
    pub fn alignment(&self) -> Summary {
        summarise(&self.programme.initiatives, &self.frameworks, &self.contributions, &self.lens_weights)
    }

    /// Returns the initiative with this id.
    #[must_use]
    pub fn initiative(&self, id: InitiativeId) -> Option<&Initiative> {
        self.programme.initiative(id)
    }

    /// Returns every line of carbon with its initiative, in their order.
    pub fn carbon_lines(&self) -> impl Iterator<Item = (&Initiative, &CarbonLine)> {
        let all = self.programme.initiatives.iter().map(Arc::as_ref);
        all.flat_map(|initiative| initiative.carbon.lines.iter().map(move |line| (initiative, line)))
    }

    /// Returns the line of carbon with this id.
    #[must_use]
    pub fn carbon_line(&self, id: CarbonLineId) -> Option<&CarbonLine> {
        self.carbon_lines().map(|(_, line)| line).find(|line| line.id == id)
    }

    /// Returns all social value with its initiative, in their order.
    pub fn social_values(&self) -> impl Iterator<Item = (&Initiative, &SocialValue)> {
        let all = self.programme.initiatives.iter().map(Arc::as_ref);
        all.flat_map(|initiative| initiative.social_value.iter().map(move |one| (initiative, one)))
    }

    /// Returns the social value with this id.
    #[must_use]
    pub fn social_value(&self, id: SocialValueId) -> Option<&SocialValue> {
        self.social_values().map(|(_, one)| one).find(|one| one.id == id)
    }

    /// Returns the proxy with this id.
    #[must_use]
    pub fn proxy(&self, id: ProxyId) -> Option<&Proxy> {
        self.proxies.iter().find(|proxy| proxy.id == id).map(Arc::as_ref)
    }

    /// Returns the appraisal with this id.
    #[must_use]
    pub fn appraisal(&self, id: AppraisalId) -> Option<&Arc<Appraisal>> {
        self.appraisals.iter().find(|appraisal| appraisal.id == id)
    }

    /// Returns the portfolio with this id.
    #[must_use]
    pub fn portfolio(&self, id: PortfolioId) -> Option<&Portfolio> {
        self.portfolios.iter().find(|portfolio| portfolio.id == id).map(Arc::as_ref)
    }

    /// Returns the role with this id.
    #[must_use]
    pub fn participant(&self, id: ParticipantId) -> Option<&Participant> {
        self.participants.iter().find(|participant| participant.id == id).map(Arc::as_ref)
    }

    /// Returns the workshop with this id.
    #[must_use]
    pub fn session(&self, id: SessionId) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == id).map(Arc::as_ref)
    }

    /// Returns the case without the ballots of its workshops, as it is given to others: what they came to stays, and the seals.
    #[must_use]
    pub fn without_ballots(&self) -> Case {
        let sessions = self.sessions.iter().map(|session| Arc::new(without_ballots(session))).collect();
        Case { sessions, ..self.clone() }
    }

    /// Returns what is recorded of an initiative's effect on a goal.
    #[must_use]
    pub fn contribution(&self, initiative: InitiativeId, goal: GoalId) -> Option<&Contribution> {
        self.contributions.get(initiative, goal)
    }
}

/// Whose paper this is. Roles and bodies only, never a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Context {
    /// The council or other body.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub authority: String,
    /// The committee that receives the paper.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub committee: String,
    /// The paper's title.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub report: String,
    /// What is asked of the committee, for example "For information".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub report_type: String,
    /// The role whose report it is; never a person's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author_role: String,
    /// The template whose sections the report follows, by its key; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub template: String,
    /// When the committee meets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Date>,
    /// The date to which figures and statuses refer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_date: Option<Date>,
    /// The date as at which it is read, where that is not the meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_as_at: Option<Date>,
    /// When the report before this one was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_report: Option<Date>,
    /// Where the content came from, and what a reader must know about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The heading under which the report prints its alignment table.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alignment_heading: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A table of published figures with its provenance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ReferenceTable {
    /// What the figures are.
    pub title: String,
    /// Their unit.
    pub unit: String,
    /// Who published them, and in which edition.
    pub publisher: String,
    /// Where they were read.
    pub source: String,
    /// What a reader must know before relying on them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Headings of the figure columns.
    pub columns: Vec<String>,
    /// One row a year, band or class.
    pub rows: Vec<ReferenceRow>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl ReferenceTable {
    /// Returns the figures of a column, from 0, in the rows that are headed by a year. Rows without a figure are left out.
    #[must_use]
    pub fn by_year(&self, column: usize) -> Vec<(u32, Finite)> {
        let year = |label: &str| label.parse::<u32>().ok().filter(|year| (1900..=2200).contains(year));
        let rows = self.rows.iter();
        rows.filter_map(|row| Some((year(&row.label)?, row.values.get(column).copied().flatten()?))).collect()
    }
}

/// One row of a reference table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ReferenceRow {
    /// The year, band or class.
    pub label: String,
    /// One figure a column; absent where none was found.
    pub values: Vec<Option<Finite>>,
    /// Set where this row's standing differs from the table's: its own source, or that it is unverified.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}
