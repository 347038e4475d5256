//! What a careful reader of a report on a programme would ask: rules over plain [`facts`].
//!
//! Each rule is a formula with a name, given with it below; none guesses, and what is not said is never read as 0. A rule
//! gives one finding with all that it is about, or one for each thing where each has figures of its own.

mod chosen;
mod claims;
mod delivery;
pub mod facts;
mod goals;
mod implications;
mod money;
mod references;
mod report;
mod social;
mod sums;
pub mod text;
pub(crate) mod words;

pub(crate) use goals::REASON_SHOWN;
pub use references::references;
pub use sums::{Check, Footing, Sign, Variances, sums, variances};

use facts::Facts;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Something contradicts itself: it has to be put right, or answered.
    Error,
    /// A careful reader would ask about it.
    Ask,
    /// Worth a look.
    Note,
}

impl Level {
    /// Returns what keys call it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Ask => "ask",
            Level::Note => "note",
        }
    }
}

/// Something that a finding is about, by its place in the facts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// An initiative.
    Initiative(usize),
    /// A dated event of an initiative.
    Milestone(usize, usize),
    /// A table.
    Table(usize),
    /// A column of a table.
    Column(usize, usize),
    /// A line of a table.
    Line(usize, usize),
    /// A figure of the text.
    Figure(usize),
    /// A framework.
    Framework(usize),
    /// A goal.
    Goal(usize),
    /// What an initiative does for a goal.
    Cell(usize, usize),
    /// An answer on what an initiative means for something.
    Implication(usize, usize),
    /// A stated count.
    Count(usize),
    /// A section.
    Section(usize),
    /// A section that is wanted.
    Required(usize),
    /// Something that was asked.
    Action(usize),
    /// A year of the carbon budget.
    Year(usize),
    /// A proxy of social value.
    Proxy(usize),
    /// The set that is kept for a portfolio.
    Portfolio(usize),
    /// Something that the report lacks about itself, by its name.
    Lacking(&'static str),
    /// Words that stand more than once.
    Words(String),
}

impl Place {
    /// Returns what the report calls it.
    #[must_use]
    pub fn name(&self, facts: &Facts<'_>) -> String {
        match self {
            Place::Initiative(at) => facts.initiatives[*at].name.to_owned(),
            Place::Milestone(at, event) => facts.initiatives[*at].milestones[*event].what.to_owned(),
            Place::Table(at) => facts.tables[*at].title.to_owned(),
            Place::Column(at, column) => facts.tables[*at].columns[*column].heading.to_owned(),
            Place::Line(at, line) => facts.tables[*at].lines[*line].label.to_owned(),
            Place::Figure(at) => facts.figures[*at].label.to_owned(),
            Place::Framework(at) => facts.frameworks[*at].title.to_owned(),
            Place::Goal(at) => facts.goals[*at].title.to_owned(),
            Place::Cell(initiative, goal) => {
                format!("{} / {}", facts.initiatives[*initiative].name, facts.goals[*goal].title)
            }
            Place::Implication(at, answer) => {
                let one = &facts.initiatives[*at];
                format!("{} ({})", one.name, one.implications[*answer].role)
            }
            Place::Count(at) => facts.stated_counts[*at].source.to_owned(),
            Place::Section(at) => facts.sections[*at].label.to_owned(),
            Place::Required(at) => facts.required[*at].heading.to_owned(),
            Place::Action(at) => facts.actions[*at].label.to_owned(),
            Place::Year(at) => facts.carbon_years[*at].label.clone(),
            Place::Proxy(at) => facts.proxies[*at].measure.to_owned(),
            Place::Portfolio(at) => facts.kept[*at].title.to_owned(),
            Place::Lacking(what) => (*what).to_owned(),
            Place::Words(words) => words.clone(),
        }
    }
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule, by its name.
    pub rule: &'static str,
    /// How grave it is.
    pub level: Level,
    /// What it is about, the first first.
    pub places: Vec<Place>,
    /// Its figures by their names: pence, months, percent or numbers of things.
    pub figures: Vec<(&'static str, i64)>,
}

/// The findings, as they are gathered.
#[derive(Default)]
struct Found(Vec<Finding>);

impl Found {
    /// Records a finding about these places, with these figures.
    fn push(
        &mut self,
        rule: &'static str,
        level: Level,
        places: impl IntoIterator<Item = Place>,
        figures: &[(&'static str, i64)],
    ) {
        self.0.push(Finding { rule, level, places: places.into_iter().collect(), figures: figures.to_vec() });
    }

    /// Records one finding about all of these places, where there are any.
    fn all(&mut self, rule: &'static str, level: Level, places: Vec<Place>) {
        if !places.is_empty() {
            self.push(rule, level, places, &[]);
        }
    }
}

/// Returns what a careful reader would ask: money first, then delivery, goals, social value, the chosen set and
/// the report itself.
///
/// # Example
/// ```
/// use weighbridge::programme::Status;
/// use weighbridge::scrutiny::facts::{Facts, Initiative};
/// use weighbridge::scrutiny::scrutinise;
/// let done = Initiative { name: "Elections", status: Some(Status::Complete), ..Default::default() };
/// let found = scrutinise(&Facts { initiatives: vec![done], ..Default::default() });
/// assert_eq!(found[0].rule, "complete_without_end");
/// ```
#[must_use]
pub fn scrutinise(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Found::default();
    money::scrutinise(facts, &mut found);
    delivery::scrutinise(facts, &mut found);
    goals::scrutinise(facts, &mut found);
    social::scrutinise(facts, &mut found);
    chosen::scrutinise(facts, &mut found);
    report::scrutinise(facts, &mut found);
    implications::scrutinise(facts, &mut found);
    found.0
}
