//! One goal in sentences: on what it rests, what harms it, and how far anybody has looked.

use super::{assessment_mark, count, list, money};
use crate::alignment::goal::{GoalAlignment, GoalState};
use crate::alignment::summary::{GoalRow, Summary};
use crate::case::Case;
use crate::framework::Goal;
use crate::id::GoalId;
use crate::pence::Pence;
use crate::programme::{Basis, Initiative, MoneyTable};
use crate::scrutiny::words::letters;

/// How many initiatives a sentence names before it counts the others.
const NAMED: usize = 3;

/// Returns on what a goal rests: its one supporter with its money, or how many support it, what harms it, and what is not
/// known. It never nets.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, id::GoalId, present::goal_headline};
/// let case = Case::titled("Depots");
/// assert_eq!(goal_headline(&case, &case.alignment(), GoalId(1)), "This goal is not in the case.");
/// ```
#[must_use]
pub fn goal_headline(case: &Case, summary: &Summary, id: GoalId) -> String {
    let row = summary.goals.iter().position(|row| row.id == id);
    let (Some(goal), Some(at)) = (case.goal(id), row) else {
        return "This goal is not in the case.".to_owned();
    };
    let told = Told { case, summary, at, goal };
    let standing = &told.row().standing;
    match standing.state() {
        GoalState::Supported => format!("{}.", told.support()),
        GoalState::Both => format!("{}, and is harmed by {}{}.", told.support(), told.harmers(), told.answers()),
        GoalState::Harmed if standing.is_looked_at() => {
            format!("{} is harmed by {}{}, and nothing supports it.", told.name(), told.harmers(), told.answers())
        }
        GoalState::Harmed => {
            format!("{} is harmed by {}{}; {}.", told.name(), told.harmers(), told.answers(), told.looked())
        }
        GoalState::Gap => format!("Nothing supports {}: {}.", told.name(), told.looked()),
        GoalState::NotLookedAt if standing.n_scored == 0 => format!("Nobody has scored {} yet.", told.name()),
        GoalState::NotLookedAt => format!("{} has hardly been looked at: {}.", told.name(), told.looked()),
        GoalState::AppliesToNone => format!("{} is said to apply to no initiative.", told.name()),
    }
}

/// Returns the money behind a goal and against it, and how it is counted; empty where nothing supports or harms it.
#[must_use]
pub fn goal_money(case: &Case, summary: &Summary, id: GoalId) -> String {
    let Some(row) = summary.goals.iter().find(|row| row.id == id) else { return String::new() };
    let sum = |rows: &[usize]| {
        let budgets: Vec<Pence> = rows.iter().filter_map(|at| case.programme.initiatives[*at].budget).collect();
        let all = budgets.iter().map(|sum| sum.get()).fold(0, i64::saturating_add);
        (Pence::new(all).filter(|_| !budgets.is_empty()), rows.len() - budgets.len())
    };
    let side = |rows: &[usize], word: [&str; 2], where_: &str| match (rows.len(), sum(rows)) {
        (0, _) => String::new(),
        (n, (None, _)) => format!(
            "No budget is given for {} that {}.",
            count(n, "initiative", "initiatives"),
            if n == 1 { word[0] } else { word[1] }
        ),
        (_, (Some(sum), 0)) => format!("{} stands {where_} it.", money(sum)),
        (_, (Some(sum), without)) => {
            format!(
                "{} stands {where_} it, and {without} of {} {} no budget.",
                money(sum),
                rows.len(),
                if without == 1 { "has" } else { "have" }
            )
        }
    };
    let parts = [
        side(&row.standing.supporters, ["supports it", "support it"], "behind"),
        side(&row.standing.harmers, ["harms it", "harm it"], "in initiatives that harm"),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return String::new();
    }
    format!("{} Each budget is counted in full for every goal, so the sums of goals do not add up.", parts.join(" "))
}

/// What is told of a goal.
struct Told<'a> {
    case: &'a Case,
    summary: &'a Summary,
    at: usize,
    goal: &'a Goal,
}

impl Told<'_> {
    fn row(&self) -> &GoalRow {
        &self.summary.goals[self.at]
    }

    fn standing(&self) -> &GoalAlignment {
        &self.row().standing
    }

    fn name(&self) -> String {
        format!("“{}”", self.goal.label())
    }

    fn initiative(&self, row: usize) -> &Initiative {
        &self.case.programme.initiatives[row]
    }

    /// Returns an initiative with its mark: "Network Refresh (+2)".
    fn marked(&self, row: usize) -> String {
        let mark = assessment_mark(self.summary.initiatives[row].cells[self.at]);
        format!("{} ({mark})", self.initiative(row).name)
    }

    fn several(&self, rows: &[usize]) -> String {
        let mut names: Vec<String> = rows.iter().take(NAMED).map(|row| self.marked(*row)).collect();
        if rows.len() > NAMED {
            names.push(count(rows.len() - NAMED, "other", "others"));
        }
        list(&names)
    }

    fn support(&self) -> String {
        let standing = self.standing();
        match standing.supporters.as_slice() {
            [only] => {
                let initiative = self.initiative(*only);
                let money = match initiative.budget {
                    None => ", for which no budget is given".to_owned(),
                    Some(sum) => format!(", {}{}", money(sum), self.unpaid(initiative)),
                };
                format!("{} rests on one initiative, {}{money}", self.name(), self.marked(*only))
            }
            all => {
                let most = if standing.strongest.len() == all.len() {
                    String::new()
                } else {
                    format!(", most by {}", self.several(&standing.strongest))
                };
                format!("{} is supported by {} initiatives{most}", self.name(), all.len())
            }
        }
    }

    /// Returns that no line of a money table pays for an initiative; nothing where one does, or where there is no table.
    fn unpaid(&self, initiative: &Initiative) -> String {
        let tables = &self.case.programme.tables;
        let own = letters(&initiative.name);
        let pays = |table: &MoneyTable| {
            table.lines.iter().any(|line| line.initiative == Some(initiative.id) || letters(&line.label) == own)
        };
        match tables.as_slice() {
            [] => String::new(),
            all if all.iter().any(|table| pays(table)) => String::new(),
            [only] if only.basis == Some(Basis::Capital) => ", which has no line in the capital table".to_owned(),
            [_] => ", which has no line in the money table".to_owned(),
            _ => ", which has no line in the money tables".to_owned(),
        }
    }

    fn harmers(&self) -> String {
        self.several(&self.standing().harmers)
    }

    /// Returns how many of those that harm it have no answer.
    fn answers(&self) -> String {
        let harmers = &self.standing().harmers;
        let is_open = |row: &&usize| {
            let found = self.case.contribution(self.initiative(**row).id, self.goal.id);
            found.is_none_or(|found| found.mitigation.is_empty())
        };
        match (harmers.iter().filter(is_open).count(), harmers.len()) {
            (0, _) => String::new(),
            (open, all) if open == all => " with no answer yet".to_owned(),
            (open, all) => format!(" ({open} of {all} with no answer yet)"),
        }
    }

    fn looked(&self) -> String {
        let standing = self.standing();
        let of = count(standing.n_applicable, "initiative", "initiatives");
        format!("{} of {of} {} scored for it", standing.n_scored, if standing.n_scored == 1 { "is" } else { "are" })
    }
}

#[cfg(test)]
mod tests {
    use super::{goal_headline, goal_money};
    use crate::alignment::{Assessment, Effect};
    use crate::case::Case;
    use crate::edit::{AlignmentEdit, Edit, apply};
    use crate::file;
    use crate::id::GoalId;

    fn seed() -> Case {
        file::load(include_bytes!("../../seeds/manchester-ict-2020.json")).unwrap().case
    }

    fn goal(case: &Case, label: &str) -> GoalId {
        case.goals().find(|(_, goal)| goal.label().contains(label)).unwrap().1.id
    }

    fn edit(case: &Case, edit: AlignmentEdit) -> Case {
        apply(case, &Edit::Alignment(edit)).unwrap()
    }

    fn said(case: &Case, id: GoalId) -> String {
        goal_headline(case, &case.alignment(), id)
    }

    #[test]
    fn a_goal_that_rests_on_one_initiative_says_so_with_its_money() {
        let mut case = seed();
        let id = goal(&case, "Connected");
        let others: Vec<_> = case
            .programme
            .initiatives
            .iter()
            .filter(|one| one.name != "Network Refresh Programme")
            .map(|one| one.id)
            .collect();
        for other in others {
            case = edit(&case, AlignmentEdit::SetAssessment(other, id, Assessment::NotAssessed));
        }
        assert_eq!(
            said(&case, id),
            "“Connected” rests on one initiative, Network Refresh Programme (+2), £8.6m, which has no line in the capital table."
        );
        assert_eq!(
            goal_money(&case, &case.alignment(), id),
            "£8.6m stands behind it. Each budget is counted in full for every goal, so the sums of goals do not add up."
        );
    }

    #[test]
    fn each_state_has_its_sentence_and_harm_is_never_left_out() {
        let mut case = seed();
        let id = goal(&case, "Connected");
        let rows: Vec<_> = case.programme.initiatives.iter().map(|one| (one.id, one.name.clone())).collect();
        for (row, _) in &rows {
            case = edit(&case, AlignmentEdit::SetAssessment(*row, id, Assessment::NotApplicable));
        }
        assert_eq!(said(&case, id), "“Connected” is said to apply to no initiative.");
        for (row, _) in &rows {
            case = edit(&case, AlignmentEdit::SetAssessment(*row, id, Assessment::Unknown));
        }
        assert_eq!(said(&case, id), "Nobody has scored “Connected” yet.");
        let set = |case: &Case, at: usize, points: i8| {
            let effect = Assessment::Scored(Effect::new(points).unwrap());
            edit(case, AlignmentEdit::SetAssessment(rows[at].0, id, effect))
        };
        let thin = set(&case, 0, 0);
        assert_eq!(said(&thin, id), "“Connected” has hardly been looked at: 1 of 9 initiatives is scored for it.");
        let gap = (0..5).fold(case.clone(), |case, at| set(&case, at, 0));
        assert_eq!(said(&gap, id), "Nothing supports “Connected”: 5 of 9 initiatives are scored for it.");
        let mut harmed = set(&gap, 1, -2);
        let words = format!("“Connected” is harmed by {} (−2)", rows[1].1);
        assert_eq!(said(&harmed, id), format!("{words} with no answer yet, and nothing supports it."));
        harmed = edit(&harmed, AlignmentEdit::SetMitigation(rows[1].0, id, "A second supplier.".to_owned()));
        assert_eq!(said(&harmed, id), format!("{words}, and nothing supports it."));
        let both = set(&set(&harmed, 2, 1), 3, 3);
        let support = format!("“Connected” is supported by 2 initiatives, most by {} (+3)", rows[3].1);
        assert_eq!(said(&both, id), format!("{support}, and is harmed by {} (−2).", rows[1].1));
        assert!(goal_money(&both, &both.alignment(), id).contains("harm"));
    }
}
