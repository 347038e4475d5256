//! What is found in the text of a report, in words, and what it offers to record.

use super::finding_words::FindingWords;
use super::{count, list};
use crate::case::Case;
use crate::edit::{Edit, RegisterEdit};
use crate::programme::Counted;
use crate::report::{Section, role_of};
use crate::scrutiny::text::{Absent, Claim, Finding, Kind, Reading};

/// Returns what a text comes to, as one sentence.
///
/// # Example
/// ```
/// use weighbridge::present::reading_sentence;
/// use weighbridge::scrutiny::text::read;
/// assert_eq!(reading_sentence(&read("", None)), "There is no text to read.");
/// assert_eq!(
///     reading_sentence(&read("6.6 One.\n6.6 Two.", None)),
///     "Read: 2 paragraphs, 2 of them numbered. One thing to look at."
/// );
/// ```
#[must_use]
pub fn reading_sentence(reading: &Reading) -> String {
    if reading.n_paragraphs == 0 {
        return "There is no text to read.".to_owned();
    }
    let paragraphs = count(reading.n_paragraphs, "paragraph", "paragraphs");
    let found = match (reading.findings.len(), reading.n_more) {
        (0, _) => "Nothing to look at by the rules below.".to_owned(),
        (1, 0) => "One thing to look at.".to_owned(),
        (n, 0) => format!("{} to look at.", count(n, "thing", "things")),
        (n, more) => format!("{} to look at, and {more} more of the same kinds.", count(n, "thing", "things")),
    };
    format!("Read: {paragraphs}, {} of them numbered. {found}", reading.n_numbered)
}

/// Returns a finding in the text in words.
///
/// # Example
/// ```
/// use weighbridge::present::text_finding_words;
/// use weighbridge::scrutiny::text::read;
/// let found = read("6.6 One.\n6.6 Two.", None);
/// let words = text_finding_words(&found.findings[0]);
/// assert_eq!((words.about.as_str(), words.what.as_str()), ("Paragraph 6.6", "Two paragraphs are numbered 6.6."));
/// ```
#[must_use]
pub fn text_finding_words(finding: &Finding) -> FindingWords {
    let about = match finding.paragraph.as_str() {
        "" => String::new(),
        number => format!("Paragraph {number}"),
    };
    let (what, why, todo) = match &finding.kind {
        Kind::NumberTwice { number } => (
            format!("Two paragraphs are numbered {number}."),
            "A member who refers to one may mean the other.",
            "Number the second anew, and those that follow it.",
        ),
        Kind::NumberSkipped { missing, n: 1, next } => (
            format!("{missing} is missing: {next} comes instead."),
            "A reader looks for what was left out.",
            "Number it anew, or put the missing paragraph back.",
        ),
        Kind::NumberSkipped { missing, n, next } => (
            format!("{missing} and {} after it are missing: {next} comes instead.", n - 1),
            "A reader looks for what was left out.",
            "Number it anew, or put the missing paragraphs back.",
        ),
        Kind::ReferenceMisses { to, about, stands } => (
            format!("It refers to {to} for “{about}”; that stands in {stands}."),
            "Whoever follows the reference finds something else.",
            "Check which paragraph is meant.",
        ),
        Kind::ReferenceToNothing { to } => (
            format!("It refers to paragraph {to}, and there is none."),
            "Whoever follows the reference finds nothing.",
            "Check which paragraph is meant.",
        ),
        Kind::Spellings { forms } => {
            let forms: Vec<String> = forms.iter().map(|(form, n)| format!("{form} ({})", times(*n))).collect();
            let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
            (
                format!("One name, written in {} ways: {}.", forms.len(), list(&forms)),
                "A reader may take them for different things, and a search finds only one.",
                "Choose one.",
            )
        }
        Kind::PeriodOver { period, ended, sentence } => (
            format!("{period} was over by the end of {ended}, and the report speaks of it as current: “{sentence}”"),
            "A reader asks what holds now.",
            "Say when it ended and what follows it, or check the years.",
        ),
        Kind::OrderDiffers { first, second } => (
            format!("The summary names “{first}” before “{second}”; the report has them the other way round."),
            "A reader looks for things where the summary puts them.",
            "Put the summary or the sections in the other order.",
        ),
        Kind::Promised { what } => (
            format!("The summary names “{what}”, and no heading matches it."),
            "A reader looks for what was promised.",
            "Add the section, name it as the summary does, or take it out of the summary.",
        ),
    };
    FindingWords { about, what, why, todo }
}

fn times(n: usize) -> String {
    if n == 1 { "once".to_owned() } else { format!("{n} times") }
}

/// Something that a text says and the case does not hold yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What would be recorded.
    pub words: String,
    /// Where the text says it.
    pub said: String,
    /// What the button that records it says.
    pub button: String,
    /// Whether it is recorded with the others: not where the text says two things of the same.
    pub is_plain: bool,
    what: Offered,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Offered {
    Count(Counted, u32, String),
    Section(Section, Option<usize>),
}

/// Returns what a text offers to record in a case: numbers that it claims, and sections that say that they do not apply.
#[must_use]
pub fn offers(case: &Case, reading: &Reading) -> Vec<Offer> {
    let claims = reading.claims.iter().filter_map(|claim| claim_offer(case, claim, &reading.claims));
    claims.chain(reading.absent.iter().filter_map(|absent| section_offer(case, absent))).collect()
}

fn claim_offer(case: &Case, claim: &Claim, all: &[Claim]) -> Option<Offer> {
    let held = case.programme.stated_counts.iter().find(|count| count.of == claim.of);
    if held.is_some_and(|held| held.stated == claim.n) {
        return None;
    }
    let counted = claim.of.word().to_lowercase();
    let words = match held {
        Some(held) => format!("The text claims {} of {counted}; the case holds {}.", claim.n, held.stated),
        None => format!("The text claims {} of {counted}.", claim.n),
    };
    let place = if claim.paragraph.is_empty() { String::new() } else { format!("Paragraph {}: ", claim.paragraph) };
    Some(Offer {
        words,
        said: format!("{place}“{}”", claim.sentence),
        button: format!("Record {} for {counted}", claim.n),
        is_plain: held.is_none() && all.iter().filter(|other| other.of == claim.of).count() == 1,
        what: Offered::Count(claim.of, claim.n, claim.paragraph.clone()),
    })
}

fn section_offer(case: &Case, absent: &Absent) -> Option<Offer> {
    let Absent { number, heading, answer } = absent;
    let at = case.sections.iter().position(|section| section.heading.eq_ignore_ascii_case(heading));
    let held = at.map(|at| case.sections[at].as_ref());
    if held.is_some_and(|held| !held.answer.is_empty()) {
        return None;
    }
    let section = match held {
        Some(held) => Section { answer: answer.clone(), ..held.clone() },
        None => Section {
            number: number.clone(),
            heading: heading.clone(),
            role: role_of(heading).to_owned(),
            answer: answer.clone(),
            ..Section::default()
        },
    };
    let name = if number.is_empty() { heading.clone() } else { format!("{number} {heading}") };
    Some(Offer {
        words: format!("“{heading}” says {answer} and no more."),
        said: name.clone(),
        button: format!("Record {answer} for {name}"),
        is_plain: true,
        what: Offered::Section(section, at),
    })
}

/// Returns the edit that records what is offered, as one step.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, edit::apply, present::{offers, recording}, scrutiny::text::read};
/// let case = Case::titled("ICT plan");
/// let offered = offers(&case, &read("2.1 It has twenty four work streams.\n9.0 LEGAL\nN/A", None));
/// let case = apply(&case, &recording(&case, &offered))?;
/// assert_eq!(case.programme.stated_counts[0].stated, 24);
/// assert_eq!((case.sections[0].number.as_str(), case.sections[0].answer.as_str()), ("9.0", "N/A"));
/// assert!(offers(&case, &read("2.1 It has twenty four work streams.\n9.0 LEGAL\nN/A", None)).is_empty());
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn recording(case: &Case, offers: &[Offer]) -> Edit {
    let mut n_sections = case.sections.len();
    let edits = offers.iter().flat_map(|offer| match &offer.what {
        Offered::Count(of, n, paragraph) => {
            vec![Edit::Register(RegisterEdit::SetCount(*of, Some(*n), paragraph.clone()))]
        }
        Offered::Section(section, Some(at)) => {
            vec![Edit::Register(RegisterEdit::ChangeSection(*at, Box::new(section.clone())))]
        }
        Offered::Section(section, None) => {
            n_sections += 1;
            vec![
                Edit::Register(RegisterEdit::AddSection(section.heading.clone())),
                Edit::Register(RegisterEdit::ChangeSection(n_sections - 1, Box::new(section.clone()))),
            ]
        }
    });
    let edits = edits.collect();
    let what = match offers {
        [one] => one.button.clone(),
        _ => format!("Record {} from the text of the report", count(offers.len(), "thing", "things")),
    };
    Edit::Together(what, edits)
}

#[cfg(test)]
mod tests {
    use super::{offers, recording, text_finding_words};
    use crate::case::Case;
    use crate::edit::apply;
    use crate::scrutiny::text::read;

    #[test]
    fn two_claims_of_the_same_are_not_recorded_with_the_others() {
        let text = "It has 24 work streams. The 28 projects go on.\n\nLEGAL IMPLICATIONS\n\nN/A";
        let case = Case::titled("t");
        let offered = offers(&case, &read(text, None));
        assert_eq!(offered.iter().map(|offer| offer.is_plain).collect::<Vec<_>>(), [false, false, true]);
        let case = apply(&case, &recording(&case, &offered[1..2])).unwrap();
        let left = offers(&case, &read(text, None));
        assert_eq!(left[0].words, "The text claims 24 of all initiatives; the case holds 28.");
        assert!(!left[0].is_plain);
    }

    #[test]
    fn a_section_that_is_there_is_answered_and_not_added() {
        let case = Case::titled("t");
        let two = "Legal\n\nN/A\n\nPlanning\n\nN/A";
        let case = apply(&case, &recording(&case, &offers(&case, &read(two, None)))).unwrap();
        assert_eq!(case.sections.iter().map(|one| one.heading.as_str()).collect::<Vec<_>>(), ["Legal", "Planning"]);
        let mut emptied = case.clone();
        std::sync::Arc::make_mut(&mut emptied.sections[1]).answer.clear();
        let again = apply(&emptied, &recording(&emptied, &offers(&emptied, &read(two, None)))).unwrap();
        assert_eq!(again.sections, case.sections);
    }

    #[test]
    fn every_kind_has_words() {
        let text = "Summary\n\nThis covers Homes, Roads, Parks and Trees.\n\nHomes\n\nThe plan 2016-19 expires this \
                    year.\n\nParks\n\n2.1 MiCare is one.\n\nRoads\n\n2.2 And Micare too.\n2.2 Depots close soon.\n2.5 So see \
                    paragraph 2.9.\n2.6 Yes.\n2.7 MiCare users close depots (2.2).";
        let found = read(text, "2020-02".parse().ok());
        let rules: Vec<&str> = found.findings.iter().map(|one| one.kind.rule()).collect();
        for rule in [
            "number_twice",
            "number_skipped",
            "reference_to_nothing",
            "spellings",
            "period_over",
            "order_differs",
            "promised_section_missing",
        ] {
            assert!(rules.contains(&rule), "{rule}: {rules:?}");
        }
        for finding in &found.findings {
            let words = text_finding_words(finding);
            assert!(
                words.what.ends_with(['.', '”']) && !words.why.is_empty() && words.todo.ends_with('.'),
                "{words:?}"
            );
        }
    }
}
