//! References from one paragraph to another.

use super::lines::{Text, parts};
use super::{Found, Kind};
use std::collections::{HashMap, HashSet};

/// In how many paragraphs a word may stand that says what one of them is about.
const RARE: usize = 40;
/// How many words before a reference say what it is about.
const WORDS: usize = 8;
/// From how many numbered paragraphs on a reference to none of them is remarkable.
const NUMBERED: usize = 5;

/// `reference_to_nothing` (error): "paragraph", "para" or "section" with a number of two parts or more that no paragraph has, in
/// a text of five numbered paragraphs or more which has that section; not where another document is named behind it ("of
/// the").
///
/// `reference_misses` (ask): such a number, or one behind "at", "in" or "see", of a paragraph in which none of the words
/// stands that come before the reference in its sentence (at most eight, of five letters or more, each in at most 40
/// paragraphs), while another paragraph has two of them next to each other as they stand there.
pub(super) fn read(text: &Text<'_>, found: &mut Found) {
    let mut numbered: HashMap<Vec<u16>, usize> = HashMap::new();
    for (at, paragraph) in text.paragraphs.iter().enumerate() {
        if let Some(number) = paragraph.number {
            numbered.entry(parts(number)).or_insert(at);
        }
    }
    let references: Vec<Reference<'_>> = references(text);
    found.begin_rule();
    let sections: HashSet<u16> = numbered.keys().filter_map(|number| number.first().copied()).collect();
    for one in references.iter().filter(|one| one.is_named && numbered.len() >= NUMBERED) {
        let number = parts(one.to);
        let is_here = number.first().is_some_and(|first| sections.contains(first));
        if is_here && !numbered.contains_key(&number) && !is_of_another(one.behind) {
            found.push(text.paragraphs[one.at].place, Kind::ReferenceToNothing { to: one.to.to_owned() });
        }
    }
    found.begin_rule();
    let wanted = references.iter().filter_map(|one| Some((one, *numbered.get(&parts(one.to))?)));
    let wanted: Vec<(&Reference<'_>, usize)> = wanted.filter(|(one, target)| one.at != *target).collect();
    if wanted.is_empty() {
        return;
    }
    let index = Index::of(text);
    for (one, target) in wanted {
        let topic = index.topic(one.before);
        let has_any = topic.iter().any(|(word, _)| index.has(word, target));
        if topic.len() < 2 || has_any {
            continue;
        }
        // Two words next to each other, as they stand in the sentence.
        let pairs = topic.windows(2).filter(|pair| pair[0].1 + 1 == pair[1].1);
        let better = pairs.rev().find_map(|pair| {
            let other =
                |at: &&usize| **at != one.at && index.has(&pair[1].0, **at) && text.paragraphs[**at].number.is_some();
            let there = index.places.get(&pair[0].0)?.iter().find(other)?;
            Some((format!("{} {}", pair[0].0, pair[1].0), *there))
        });
        if let Some((about, there)) = better {
            let stands = text.paragraphs[there].place.to_owned();
            let kind = Kind::ReferenceMisses { to: one.to.to_owned(), about, stands };
            found.push(text.paragraphs[one.at].place, kind);
        }
    }
}

/// A number that refers to a paragraph.
struct Reference<'a> {
    /// The paragraph that it stands in.
    at: usize,
    to: &'a str,
    /// Whether "paragraph" or "section" stands before it.
    is_named: bool,
    /// What stands before and behind it in its sentence.
    before: &'a str,
    behind: &'a str,
}

fn references<'a>(text: &Text<'a>) -> Vec<Reference<'a>> {
    let mut found = Vec::new();
    for (at, paragraph) in text.paragraphs.iter().enumerate() {
        let words = paragraph.words;
        let mut from = 0;
        while let Some(start) = words[from..].find(|letter: char| letter.is_ascii_digit()).map(|start| from + start) {
            let run = &words[start..];
            let length = run.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(run.len());
            from = start + length;
            let to = run[..length].trim_end_matches('.');
            let behind = &words[start + to.len()..];
            if is_reference(to, behind)
                && let Some(is_named) = led(&words[..start])
            {
                let sentence = words[..start].rfind(['.', ';', '?', '!', '\n']).map_or(0, |end| end + 1);
                found.push(Reference { at, to, is_named, before: &words[sentence..start], behind });
            }
        }
    }
    found
}

fn is_reference(number: &str, behind: &str) -> bool {
    let mut pieces = number.split('.');
    let is_number = pieces.clone().count() >= 2 && pieces.all(|part| (1..=2).contains(&part.len()));
    let behind = behind.trim_start();
    let unit =
        ["%", "per cent", "percent", "pm", "am", "m ", "bn", "k ", "million", "billion", "tonnes", "FTE", "times"];
    is_number && !unit.iter().any(|unit| behind.starts_with(unit)) && !behind.starts_with(char::is_alphanumeric)
        || is_number && behind.starts_with(char::is_alphabetic) && !unit.iter().any(|unit| behind.starts_with(unit))
}

/// Returns whether the word before a number leads to a paragraph, and if so, whether it names one.
fn led(before: &str) -> Option<bool> {
    let word = before.trim_end().rsplit(|letter: char| !letter.is_alphabetic()).next()?;
    let is = |words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known));
    if !before.ends_with(char::is_whitespace) {
        return None;
    }
    if is(&["paragraph", "paragraphs", "para", "paras", "section", "sections"]) {
        Some(true)
    } else {
        is(&["at", "in", "see"]).then_some(false)
    }
}

/// Returns whether what comes behind a number says that it is of another document.
fn is_of_another(behind: &str) -> bool {
    let behind = behind.trim_start_matches([')', ',']).trim_start();
    ["of ", "in ", "to the ", "above of"].iter().any(|word| behind.starts_with(word))
        && !behind.starts_with("of this report")
        && !behind.starts_with("in this report")
}

/// Which paragraphs each word stands in.
struct Index {
    places: HashMap<String, Vec<usize>>,
}

impl Index {
    fn of(text: &Text<'_>) -> Index {
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, paragraph) in text.paragraphs.iter().enumerate() {
            for word in plain_words(paragraph.words) {
                let known = places.entry(word).or_default();
                // One more than may be says that it is everywhere.
                if known.last() != Some(&at) && known.len() <= RARE {
                    known.push(at);
                }
            }
        }
        Index { places }
    }

    /// Returns the words that say what a reference is about, each with its place in the sentence.
    fn topic(&self, before: &str) -> Vec<(String, usize)> {
        let words: Vec<(usize, String)> = plain_words(before).enumerate().collect();
        let words = &words[words.len().saturating_sub(WORDS)..];
        let says = |word: &str| {
            word.chars().count() >= 4
                && !COMMON.contains(&word)
                && self.places.get(word).is_some_and(|places| places.len() <= RARE)
        };
        words.iter().filter(|(_, word)| says(word)).map(|(at, word)| (word.clone(), *at)).collect()
    }

    fn has(&self, word: &str, at: usize) -> bool {
        self.places.get(word).is_some_and(|places| places.contains(&at))
    }
}

/// Words that say nothing of what a paragraph is about.
const COMMON: [&str; 34] = [
    "paragraph",
    "paragraphs",
    "section",
    "sections",
    "para",
    "above",
    "below",
    "described",
    "detailed",
    "outlined",
    "referred",
    "referenced",
    "mentioned",
    "noted",
    "shown",
    "discussed",
    "explained",
    "previously",
    "report",
    "that",
    "this",
    "with",
    "from",
    "have",
    "been",
    "were",
    "will",
    "their",
    "there",
    "which",
    "also",
    "into",
    "would",
    "table",
];

fn plain_words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, read};

    /// A report with paragraphs about telephones, a triage team and the end of a contract.
    fn report(last: &str) -> String {
        format!(
            "2.20 Telephony is procured again.\n2.21 The contract ends in spring.\n2.23 Schools move first.\n\
             2.24 A triage team sorts what users report.\n2.25 Records follow later.\n2.26 {last}"
        )
    }

    fn found(last: &str) -> Vec<(String, Kind)> {
        let found = read(&report(last), None).findings.into_iter();
        let found =
            found.filter(|one| matches!(one.kind, Kind::ReferenceMisses { .. } | Kind::ReferenceToNothing { .. }));
        found.map(|one| (one.paragraph, one.kind)).collect()
    }

    #[test]
    fn a_reference_that_misses_is_found() {
        let misses = Kind::ReferenceMisses { to: "2.20".into(), about: "triage team".into(), stands: "2.24".into() };
        for last in [
            "The work of the triage team described at 2.20 closes in March.",
            "The triage team (see paragraph 2.20) closes in March.",
            "The triage\u{a0}team in section 2.20 closes in March.",
        ] {
            assert_eq!(found(last), [("2.26".to_owned(), misses.clone())], "{last}");
        }
    }

    #[test]
    fn a_reference_that_meets_and_a_figure_are_not_found() {
        for last in [
            "The work of the triage team described at 2.24 closes in March.",
            "Telephony, which the triage team looks after (paragraph 2.20), waits.",
            "The triage team had a rise in 2.20% of cases.",
            "The triage team meets at 2.20pm.",
            "The triage team cost £2.20 in all.",
            "As said at 2.20, the contract ends.",
        ] {
            assert_eq!(found(last), [], "{last}");
        }
    }

    #[test]
    fn a_reference_to_nothing_is_found() {
        let nothing = Kind::ReferenceToNothing { to: "2.31".into() };
        assert_eq!(found("Costs are in paragraph 2.31."), [("2.26".to_owned(), nothing)]);
        for last in [
            "Costs are in paragraph 2.31 of the Constitution.",
            "Costs are in paragraph 7.4.",
            "Costs rose in 2.31 cases.",
            "Section 17 does not apply.",
        ] {
            assert_eq!(found(last), [], "{last}");
        }
    }
}
