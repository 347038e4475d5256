//! Columns that could each hold the same: the last of them must not win without a word.

use super::heads::role_word;
use super::{About, Kind, MoneyRole, Question, Role};
use crate::print::list;
use std::collections::BTreeSet;

/// Refuses two columns for one role, and asks which.
pub(super) fn only_one_each(
    kind: Option<Kind>,
    headings: &[String],
    of: &mut [Role],
    chosen: &[bool],
) -> Vec<Question> {
    let mut asked = Vec::new();
    for role in std::iter::once(Role::Name).chain(Role::ONCE) {
        let found: Vec<usize> = (0..of.len()).filter(|at| of[*at] == role).collect();
        if found.len() < 2 {
            continue;
        }
        let is_chosen = found.iter().any(|at| chosen[*at]);
        for at in &found {
            if !chosen[*at] {
                of[*at] = Role::Unmapped;
            }
        }
        // Beside names, a money table and a matrix take nothing from such columns.
        if is_chosen || (kind != Some(Kind::Initiatives) && role != Role::Name) {
            continue;
        }
        let names: Vec<String> =
            found.iter().map(|at| format!("“{}”", headings.get(*at).map_or("", String::as_str))).collect();
        let words = format!("{} could each be the {}: which is it?", list(&names), role_word(role));
        let until_then = "None of them is taken until you choose.".to_owned();
        asked.push(Question { about: About::WhichColumn(role, found), words, until_then });
    }
    asked
}

/// Makes two columns of a money table that hold the same of the same year columns that are compared with nothing, and asks which
/// it is.
pub(super) fn one_of_each_money(
    headings: &[String],
    periods: &[Option<String>],
    of: &mut [Role],
    chosen: &[bool],
) -> Vec<Question> {
    use MoneyRole::{AllBudget, AllForecast, AllVariance, Approved, Forecast, Revised, Variance};
    let mut asked = Vec::new();
    for money in [Approved, Revised, Forecast, Variance, AllBudget, AllForecast, AllVariance] {
        let role = Role::Money(money);
        let of_role: Vec<usize> = (0..of.len()).filter(|at| of[*at] == role).collect();
        let years: BTreeSet<Option<&String>> = of_role.iter().map(|at| periods[*at].as_ref()).collect();
        for year in years {
            let found: Vec<usize> = of_role.iter().copied().filter(|at| periods[*at].as_ref() == year).collect();
            if found.len() < 2 {
                continue;
            }
            let is_chosen = found.iter().any(|at| chosen[*at]);
            for at in found.iter().filter(|at| !chosen[**at]) {
                of[*at] = Role::Money(MoneyRole::Other);
            }
            if is_chosen {
                continue;
            }
            let name = |at: &usize| {
                let heading = headings.get(*at).map_or("", String::as_str);
                format!("“{heading}” (column {})", at + 1)
            };
            let names: Vec<String> = found.iter().map(name).collect();
            let words = format!(
                "{} could each be the {}: which is it?",
                list(&names),
                money.column_role().word().to_lowercase()
            );
            let until_then = "Each is kept, and compared with nothing, until you choose.".to_owned();
            asked.push(Question { about: About::WhichColumn(role, found), words, until_then });
        }
    }
    asked
}
