//! What could give an option away while weights are given blind: the ends of the scales, which are on that page.

use super::{count, list};
use crate::appraisal::Appraisal;

/// The shortest name that is looked for. A shorter one is a letter or a number, and those stand in any text.
const SHORTEST: usize = 3;

/// Returns a warning where an end of a scale names an option, by the names of the criteria and never by that of the option;
/// nothing where none does.
///
/// # Example
/// ```
/// use weighbridge::{appraisal::Appraisal, id::AppraisalId, present::named_ends_words};
/// assert_eq!(named_ends_words(&Appraisal::titled(AppraisalId(1), "Depot")), None);
/// ```
#[must_use]
pub fn named_ends_words(appraisal: &Appraisal) -> Option<String> {
    let names: Vec<String> = appraisal
        .alternatives
        .iter()
        .map(|option| words(&option.name))
        .filter(|name| name.trim().chars().count() >= SHORTEST)
        .collect();
    let is_named = |text: &str| {
        let text = words(text);
        names.iter().any(|name| text.contains(name.as_str()))
    };
    let leaves = appraisal.leaves();
    let found = leaves.iter().filter(|(_, leaf)| is_named(&leaf.worst_anchor) || is_named(&leaf.best_anchor));
    let found: Vec<&str> = found.map(|(criterion, _)| criterion.name.as_str()).collect();
    (!found.is_empty()).then(|| {
        format!(
            "{} an option at an end of its scale: {}. Describe that end in step 3 without naming one, or the weight will be given with that option in mind.",
            count(found.len(), "criterion names", "criteria name"),
            list(&found)
        )
    })
}

/// Returns a text in lower case as words between single spaces, with one at either end, so that a name is found as whole
/// words only.
fn words(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    format!(" {} ", text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::named_ends_words;
    use crate::appraisal::Appraisal;
    use crate::case::Case;
    use crate::edit::{CaseEdit, Edit, OptionEdit, ScaleEdit, ScaleEnd, TreeEdit, apply};

    fn with_end(option: &str, end: &str) -> Appraisal {
        let case = apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Office".into()))).unwrap();
        let id = case.appraisals[0].id;
        let case = apply(&case, &Edit::Appraisal(id, OptionEdit::Add(option.into()).into())).unwrap();
        let case = apply(&case, &Edit::Appraisal(id, TreeEdit::AddCriterion(None, "Closeness".into()).into())).unwrap();
        let criterion = case.appraisals[0].criteria[0].id;
        let anchor = ScaleEdit::SetAnchor(criterion, ScaleEnd::Worst, end.into());
        let case = apply(&case, &Edit::Appraisal(id, anchor.into())).unwrap();
        (*case.appraisals[0]).clone()
    }

    #[test]
    fn an_end_that_names_an_option_is_told_by_its_criterion() {
        let said = named_ends_words(&with_end("Filton Village", "Far from most customers (filton village)")).unwrap();
        assert!(said.starts_with("1 criterion names an option at an end of its scale: Closeness."), "{said}");
        assert!(!said.contains("Filton"), "{said}");
    }

    #[test]
    fn part_of_a_word_and_a_single_letter_name_nothing() {
        assert_eq!(named_ends_words(&with_end("Cent", "Far from the centre")), None);
        assert_eq!(named_ends_words(&with_end("A", "A long way")), None);
    }
}
