//! What the columns of tables were taken for, to be known again by their headings: kept as text where a browser keeps its small
//! choices, never in a case.

use super::{Choices, MoneyRole, Reading, Role};
use crate::spelling::folded;
use std::collections::{BTreeMap, BTreeSet};

/// What the columns of a table held, by their headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The roles, by [folded] headings.
    pub roles: BTreeMap<String, Role>,
}

/// So many tables are remembered; the oldest is forgotten for a new one.
pub const TABLES_REMEMBERED: usize = 20;
/// A longer text of what is remembered is not kept.
const LONGEST: usize = 64_000;

impl Remembered {
    /// Returns what is to be remembered of a table that was taken: what its columns hold, where somebody chose that of one of them.
    /// Goals are those of one case, so a table that has marks on goals is not remembered.
    #[must_use]
    pub fn of(reading: &Reading, choices: &Choices) -> Option<Remembered> {
        let is_chosen = !choices.roles.is_empty() || !choices.remembered.is_empty();
        let has_goals = reading.columns.iter().any(|column| matches!(column.role, Role::Goal(_)));
        let headings = headings(reading)?;
        let roles = headings.into_iter().zip(reading.columns.iter().map(|column| column.role));
        (is_chosen && !has_goals).then(|| Remembered { roles: roles.collect() })
    }

    /// Returns whether a table has the same headings and is read in another way.
    #[must_use]
    pub fn is_of(&self, reading: &Reading) -> bool {
        let Some(headings) = headings(reading) else { return false };
        let is_same = headings.len() == self.roles.len() && headings.iter().all(|name| self.roles.contains_key(name));
        let mut columns = headings.iter().zip(&reading.columns);
        is_same && columns.any(|(name, column)| self.roles.get(name) != Some(&column.role))
    }
}

/// Returns the headings of a table as they are compared; `None` where one is missing or stands there twice, so that it names no
/// column.
fn headings(reading: &Reading) -> Option<Vec<String>> {
    let all: Vec<String> = reading.columns.iter().map(|column| folded(&column.heading)).collect();
    let distinct: BTreeSet<&String> = all.iter().collect();
    (distinct.len() == all.len() && !all.is_empty() && all.iter().all(|name| !name.is_empty())).then_some(all)
}

/// Returns what is remembered with one table more, the newest first.
#[must_use]
pub fn with_remembered(mut all: Vec<Remembered>, new: Remembered) -> Vec<Remembered> {
    all.retain(|one| !one.roles.keys().eq(new.roles.keys()));
    all.insert(0, new);
    all.truncate(TABLES_REMEMBERED);
    while all.len() > 1 && remembered_text(&all).len() > LONGEST {
        all.pop();
    }
    all
}

/// Returns what is remembered as text.
///
/// # Example
/// ```
/// use weighbridge::paste::{Remembered, Role, remembered_from, remembered_text};
/// let one = Remembered { roles: [("due".to_owned(), Role::PlannedEnd)].into() };
/// assert_eq!(remembered_text(&[one.clone()]), "[{\"due\":\"planned_end\"}]");
/// assert_eq!(remembered_from(&remembered_text(&[one.clone()])), [one]);
/// assert!(remembered_from("anything else").is_empty());
/// ```
#[must_use]
pub fn remembered_text(all: &[Remembered]) -> String {
    let word = |role: Role| WORDS.iter().find(|(_, known)| *known == role).map_or("", |(word, _)| word);
    let table = |one: &Remembered| -> BTreeMap<String, &str> {
        one.roles.iter().map(|(heading, role)| (heading.clone(), word(*role))).collect()
    };
    serde_json::to_string(&all.iter().map(table).collect::<Vec<_>>()).unwrap_or_default()
}

/// Returns what a text says is remembered. What it does not say as it should is left out: the text may be anything.
#[must_use]
pub fn remembered_from(text: &str) -> Vec<Remembered> {
    if text.len() > 2 * LONGEST {
        return Vec::new();
    }
    let read: Vec<BTreeMap<String, String>> = serde_json::from_str(text).unwrap_or_default();
    let role = |word: &String| WORDS.iter().find(|(known, _)| known == word).map(|(_, role)| *role);
    let table = |roles: BTreeMap<String, String>| {
        let roles: Option<BTreeMap<String, Role>> =
            roles.into_iter().map(|(heading, word)| Some((heading, role(&word)?))).collect();
        roles.map(|roles| Remembered { roles })
    };
    read.into_iter().filter_map(table).take(TABLES_REMEMBERED).collect()
}

/// What roles are called in the text. A goal has no word: it is of one case.
const WORDS: [(&str, Role); 24] = [
    ("name", Role::Name),
    ("reference", Role::Reference),
    ("group", Role::Group),
    ("lead_role", Role::LeadRole),
    ("status", Role::Status),
    ("start", Role::Start),
    ("planned_end", Role::PlannedEnd),
    ("actual_end", Role::ActualEnd),
    ("earlier_end", Role::EarlierEnd),
    ("budget", Role::Budget),
    ("budget_of_year", Role::BudgetOfYear),
    ("narrative", Role::Narrative),
    ("objective", Role::Objective),
    ("source", Role::Source),
    ("unmapped", Role::Unmapped),
    ("approved", Role::Money(MoneyRole::Approved)),
    ("revised", Role::Money(MoneyRole::Revised)),
    ("forecast", Role::Money(MoneyRole::Forecast)),
    ("variance", Role::Money(MoneyRole::Variance)),
    ("all_budget", Role::Money(MoneyRole::AllBudget)),
    ("all_forecast", Role::Money(MoneyRole::AllForecast)),
    ("all_variance", Role::Money(MoneyRole::AllVariance)),
    ("spend", Role::Money(MoneyRole::Spend)),
    ("other_money", Role::Money(MoneyRole::Other)),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paste::{Known, read};

    fn reading(text: &str, choices: &Choices) -> Reading {
        read(text, &Known::default(), choices)
    }

    const TEXT: &str = "Project\tRAG\tDelivery note\nDepot\tGreen\tOn course\nHall\tRed\tLate\n";

    #[test]
    fn a_table_with_the_same_headings_is_read_as_the_one_before() {
        let mut choices = Choices::default();
        assert_eq!(Remembered::of(&reading(TEXT, &choices), &choices), None, "nobody chose");
        choices.roles.insert(2, Role::Objective);
        let one = Remembered::of(&reading(TEXT, &choices), &choices).unwrap();
        let turned = "DELIVERY NOTE\tProject\tRAG\nBuilt\tPool\tAmber\nBuilt\tPark\tRed\n";
        let plain = reading(turned, &Choices::default());
        assert!(one.is_of(&plain));
        let again = Choices { remembered: one.roles.clone(), ..Choices::default() };
        let again = reading(turned, &again);
        assert_eq!(again.columns[0].role, Role::Objective);
        assert!(!one.is_of(&again), "it is read so already");
        assert!(!one.is_of(&reading("Project\tRAG\nPool\tAmber\nPark\tRed\n", &Choices::default())));
        assert!(!one.is_of(&reading("Project\tRAG\tRAG\nPool\tAmber\tRed\n", &Choices::default())));
    }

    #[test]
    fn every_role_but_a_goal_has_its_word_and_the_newest_come_first() {
        let one = |heading: &str, role| Remembered { roles: [(heading.to_owned(), role)].into() };
        for role in Role::ONCE.into_iter().chain([Role::Name, Role::BudgetOfYear, Role::Unmapped]) {
            let all = [one("a", role)];
            assert_eq!(remembered_from(&remembered_text(&all)), all, "{role:?}");
        }
        let mut all = Vec::new();
        for number in 0..25 {
            all = with_remembered(all, one(&format!("h{number}"), Role::Name));
        }
        all = with_remembered(all, one("h10", Role::Group));
        assert_eq!((all.len(), &all[0], &all[1]), (20, &one("h10", Role::Group), &one("h24", Role::Name)));
        let long = one(&"h".repeat(70_000), Role::Name);
        assert_eq!(with_remembered(all, long.clone()), std::slice::from_ref(&long));
        assert!(remembered_from(&"x".repeat(200_000)).is_empty() && remembered_from("[{\"a\":\"goal\"}]").is_empty());
    }
}
