//! Implications in words: what each is called, what its answer says, what is asked of it.

use super::{count, date};
use crate::case::Case;
use crate::programme::{Implication, ImplicationAnswer};
use crate::report::{IMPLICATIONS, implications_of};

/// Returns what implications for a role are called where no heading of a template says so.
///
/// # Example
/// ```
/// use weighbridge::present::implication_name;
/// assert_eq!(implication_name("carbon"), "Carbon and environment");
/// assert_eq!(implication_name("wards affected"), "Wards affected");
/// ```
#[must_use]
pub fn implication_name(role: &str) -> String {
    let known = IMPLICATIONS.iter().find(|(known, _)| *known == role);
    known.map_or_else(|| crate::print::capitalised(role), |(_, words)| (*words).to_owned())
}

/// Returns what whoever answers has to think of; empty where nothing is asked beyond the answer.
#[must_use]
pub fn implication_prompt(role: &str) -> &'static str {
    match role {
        "equality" => {
            "Say how it bears on the three aims: to eliminate discrimination, to advance equality of opportunity and to \
             foster good relations. Where a service moves online, say who is left out and what is done for them."
        }
        "carbon" => {
            "Say what it uses or saves a year, in tonnes where they are known, and whether anything is only moved."
        }
        "resources" => "Say what it costs, from which budget, and whom and what it needs.",
        "legal" => "Say which power or duty it rests on.",
        "risk" => "Say what could go wrong, and who looks after it.",
        "consultation" => "Say who was asked, when, and what they said.",
        _ => "",
    }
}

/// Returns an answer as it stands under a heading of the report: "None (assessed January 2026, Equality lead)."
///
/// # Example
/// ```
/// use weighbridge::present::implication_words;
/// use weighbridge::programme::{Implication, ImplicationAnswer};
/// let none = Implication { assessed: "2026-01".parse().ok(), ..Implication::answered("legal", ImplicationAnswer::None) };
/// assert_eq!(implication_words(&none), "None (assessed January 2026).");
/// ```
#[must_use]
pub fn implication_words(found: &Implication) -> String {
    let word = match found.answer {
        ImplicationAnswer::Yes => String::new(),
        ImplicationAnswer::None => "None".to_owned(),
        ImplicationAnswer::NotApplicable => "Not applicable".to_owned(),
    };
    let looked = [found.assessed.map(|when| format!("assessed {}", date(when))), said(&found.by_role)];
    let looked: Vec<String> = looked.into_iter().flatten().collect();
    let looked = if looked.is_empty() { String::new() } else { format!(" ({})", looked.join(", ")) };
    let words = [said(&found.text), said(&found.reason)].into_iter().flatten().collect::<Vec<_>>().join(" ");
    match (word.is_empty(), words.is_empty()) {
        (true, true) => format!("There are some; nothing is said of them{looked}."),
        (true, false) => format!("{words}{looked}"),
        (false, true) if found.answer == ImplicationAnswer::NotApplicable => {
            format!("{word}; no reason is given{looked}.")
        }
        (false, true) => format!("{word}{looked}."),
        (false, false) => format!("{word}{looked}: {words}"),
    }
}

fn said(words: &str) -> Option<String> {
    (!words.is_empty()).then(|| words.to_owned())
}

/// Returns how far implications are answered over all initiatives, as a sentence.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, present::implications_sentence};
/// assert_eq!(implications_sentence(&Case::titled("Depots")), "No initiatives yet.");
/// ```
#[must_use]
pub fn implications_sentence(case: &Case) -> String {
    let roles = implications_of(&case.context.template);
    let initiatives = &case.programme.initiatives;
    let n_asked = roles.len() * initiatives.len();
    let n = initiatives.iter().flat_map(|one| roles.iter().filter(|role| one.implication(role).is_some())).count();
    match (n_asked, n) {
        (0, _) => "No initiatives yet.".to_owned(),
        (1, 0) => "The one question is not answered yet.".to_owned(),
        (1, _) => "The one question is answered.".to_owned(),
        (all, 0) => format!("None of {} is answered yet.", count(all, "question", "questions")),
        (all, n) if n == all => format!("All {} are answered.", count(all, "question", "questions")),
        (all, n) => format!("{n} of {} answered.", count(all, "question", "questions")),
    }
}

#[cfg(test)]
mod tests {
    use super::{implication_words, implications_sentence};
    use crate::case::Case;
    use crate::edit::{Edit, ProgrammeEdit, apply};
    use crate::programme::{Implication, ImplicationAnswer};

    #[test]
    fn an_answer_is_printed_with_whoever_looked_and_a_missing_reason_is_said() {
        let of = |answer, text: &str, reason: &str, by: &str| {
            implication_words(&Implication {
                text: text.to_owned(),
                reason: reason.to_owned(),
                by_role: by.to_owned(),
                ..Implication::answered("equality", answer)
            })
        };
        use ImplicationAnswer::{None, NotApplicable, Yes};
        assert_eq!(of(Yes, "Libraries lose a desk.", "", ""), "Libraries lose a desk.");
        assert_eq!(of(Yes, "", "", "Head of ICT"), "There are some; nothing is said of them (Head of ICT).");
        assert_eq!(of(None, "", "", ""), "None.");
        assert_eq!(of(None, "Same people, same places.", "", ""), "None: Same people, same places.");
        assert_eq!(of(NotApplicable, "", "", ""), "Not applicable; no reason is given.");
        assert_eq!(of(NotApplicable, "", "No staff are involved.", ""), "Not applicable: No staff are involved.");
    }

    #[test]
    fn what_is_answered_is_counted_by_the_template() {
        let case = apply(&Case::titled("t"), &Edit::Programme(ProgrammeEdit::AddInitiative("Fleet".into()))).unwrap();
        assert_eq!(implications_sentence(&case), "None of 5 questions is answered yet.");
        let id = case.programme.initiatives[0].id;
        let answer = Implication::answered("carbon", ImplicationAnswer::None);
        let edit = ProgrammeEdit::SetImplication(id, "carbon".into(), Some(Box::new(answer)));
        let mut case = apply(&case, &Edit::Programme(edit)).unwrap();
        assert_eq!(implications_sentence(&case), "1 of 5 questions answered.");
        case.context.template = "manchester-2020".to_owned();
        assert_eq!(implications_sentence(&case), "The one question is answered.");
    }
}
