//! Columns that could each hold the same: the last of them must not win without a word.

use super::heads::role_word;
use super::{About, Kind, Question, Role};
use crate::print::list;

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
