//! Implications as the paper prints them: under the headings of the report's template, in its order.

use crate::case::Case;
use crate::exchange::cell::Cell;
use crate::exchange::document::Block;
use crate::exchange::table::Table;
use crate::present::{self, implication_name, implication_words, implications_sentence};
use crate::programme::Implication;
use crate::report::{IMPLICATIONS, implications_of, template};
use std::collections::HashSet;

/// How many initiatives without an answer are named; the others are counted.
const NAMED: usize = 12;

/// Returns the implications of all initiatives. A heading of the template that asks what one above it has asked refers to that.
/// What is answered and has no heading there stands behind, under a name of its own.
#[must_use]
pub(super) fn implications(case: &Case) -> Vec<Block> {
    let mut found = vec![Block::Paragraph(implications_sentence(case))];
    let mut printed: Vec<(String, String)> = Vec::new();
    let is_asked = |role: &str| IMPLICATIONS.iter().any(|(known, _)| *known == role);
    let sections = template(&case.context.template).map_or(&[][..], |template| &template.sections);
    let headings = sections.iter().filter(|section| is_asked(&section.role));
    let headings: Vec<(String, String)> = headings.map(|one| (one.role.clone(), one.printed())).collect();
    let unheaded =
        || implications_of(&case.context.template).into_iter().map(|role| (role.to_owned(), implication_name(role)));
    let headings = if headings.is_empty() { unheaded().collect() } else { headings };
    for (role, heading) in headings {
        found.push(Block::Subheading(heading.clone()));
        match printed.iter().find(|(known, _)| *known == role) {
            Some((_, above)) => found.push(Block::Paragraph(format!("See “{above}” above."))),
            None => {
                found.extend(under(case, &role, &heading));
                printed.push((role, heading));
            }
        }
    }
    let is_new = |role: &&str| !printed.iter().any(|(known, _)| known == role);
    let mut seen = HashSet::new();
    let answered = case.programme.initiatives.iter().flat_map(|one| &one.implications).map(|one| one.role.as_str());
    let others: Vec<&str> = answered.filter(is_new).filter(|role| seen.insert(*role)).collect();
    for role in others {
        let heading = implication_name(role);
        found.push(Block::Subheading(heading.clone()));
        found.extend(under(case, role, &heading));
    }
    found
}

/// Returns what stands under one heading: what the report itself says there, the answers, and who has given none.
fn under(case: &Case, role: &str, heading: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let own = case.sections.iter().filter(|section| section.role == role);
    let own = own.map(|section| [&section.answer, &section.reason]);
    for words in own.map(|words| words.into_iter().filter(|words| !words.is_empty()).cloned().collect::<Vec<_>>()) {
        if !words.is_empty() {
            found.push(Block::Paragraph(format!("The report says: {}", words.join(" "))));
        }
    }
    let initiatives = &case.programme.initiatives;
    let answers = initiatives.iter().filter_map(|one| Some((one.name.as_str(), one.implication(role)?)));
    let row = |(name, found): (&str, &Implication)| {
        let by = if found.by_role.is_empty() { Cell::Missing("not said") } else { Cell::text(&found.by_role) };
        let when = found.assessed.map_or(Cell::Missing("not said"), |when| Cell::text(present::date(when)));
        let bare = Implication { assessed: None, by_role: String::new(), ..found.clone() };
        vec![Cell::text(name), Cell::text(found.answer.word()), Cell::text(implication_words(&bare)), when, by]
    };
    let rows: Vec<Vec<Cell>> = answers.map(row).collect();
    let silent: Vec<String> =
        initiatives.iter().filter(|one| one.implication(role).is_none()).map(|one| one.name.clone()).collect();
    if !rows.is_empty() {
        let heads = ["Initiative", "Implications", "What they are, or why not", "Assessed", "By"].map(str::to_owned);
        found.push(Block::Table(Table { caption: heading.to_owned(), heads: heads.to_vec(), rows }));
    }
    if let Some(words) = not_answered(silent, initiatives.len()) {
        found.push(Block::Paragraph(words));
    }
    found
}

/// Returns which initiatives have no answer; `None` where each has one.
fn not_answered(mut names: Vec<String>, n_initiatives: usize) -> Option<String> {
    match names.len() {
        0 => None,
        n if n == n_initiatives => Some("Not answered for any initiative.".to_owned()),
        n => {
            names.truncate(if n > NAMED + 1 { NAMED } else { n });
            if names.len() < n {
                names.push(format!("{} others", n - names.len()));
            }
            Some(format!("Not answered for {}.", present::list(&names)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::implications;
    use crate::case::Case;
    use crate::edit::{Edit, ProgrammeEdit, apply};
    use crate::exchange::document::Block;
    use crate::programme::{Implication, ImplicationAnswer};

    fn headings(case: &Case) -> Vec<String> {
        let heading = |block: Block| if let Block::Subheading(words) = block { Some(words) } else { None };
        implications(case).into_iter().filter_map(heading).collect()
    }

    fn answered(case: &Case, at: usize, role: &str, answer: ImplicationAnswer) -> Case {
        let id = case.programme.initiatives[at].id;
        let given = Implication::answered(role, answer);
        apply(case, &Edit::Programme(ProgrammeEdit::SetImplication(id, role.into(), Some(Box::new(given))))).unwrap()
    }

    #[test]
    fn headings_are_those_of_the_template_in_its_order_and_nothing_answered_is_left_out() {
        let mut case = Case::titled("t");
        for name in ["Fleet", "Depot"] {
            case = apply(&case, &Edit::Programme(ProgrammeEdit::AddInitiative(name.into()))).unwrap();
        }
        assert_eq!(headings(&case)[..2], ["Equality", "Carbon and environment"]);
        case.context.template = "manchester-2020".to_owned();
        assert_eq!(headings(&case), ["Environmental Impact Assessment"]);
        let case = answered(&case, 0, "legal", ImplicationAnswer::None);
        assert_eq!(headings(&case), ["Environmental Impact Assessment", "Legal"]);
        let mut wirral = answered(&case, 1, "carbon", ImplicationAnswer::NotApplicable);
        wirral.context.template = "wirral-2015".to_owned();
        let found = headings(&wirral);
        assert_eq!(found[0], "3.0 RELEVANT RISKS");
        assert_eq!(
            found[5..7],
            ["10.0 EQUALITIES IMPLICATIONS", "11.0 CARBON REDUCTION AND ENVIRONMENTAL IMPLICATIONS"]
        );
        let blocks = implications(&wirral);
        let at = blocks.iter().position(|block| *block == Block::Subheading(found[6].clone())).unwrap();
        let Block::Table(table) = &blocks[at + 1] else { panic!("{:?}", blocks[at + 1]) };
        let row: Vec<String> = table.rows[0].iter().map(|cell| cell.print()).collect();
        let expected = ["Depot", "Not applicable", "Not applicable; no reason is given.", "not said", "not said"];
        assert_eq!(row, expected);
        assert_eq!(blocks[at + 2], Block::Paragraph("Not answered for Fleet.".to_owned()));
        assert!(blocks.contains(&Block::Paragraph("Not answered for any initiative.".to_owned())));
    }

    #[test]
    fn what_is_asked_twice_refers_to_the_first() {
        let mut case =
            apply(&Case::titled("t"), &Edit::Programme(ProgrammeEdit::AddInitiative("Fleet".into()))).unwrap();
        case.context.template = "manchester".to_owned();
        let blocks = implications(&case);
        let capital = Block::Subheading("Financial Consequences – Capital".to_owned());
        let at = blocks.iter().position(|block| *block == capital).unwrap();
        assert_eq!(blocks[at + 1], Block::Paragraph("See “Financial Consequences – Revenue” above.".to_owned()));
    }
}
