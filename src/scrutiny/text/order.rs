//! What a summary promises, against the headings that follow.

use super::lines::Text;
use super::periods::one_line;
use super::{Found, Kind};
use std::collections::HashSet;

/// How many things a summary names at most, and how many headings are looked through.
const ITEMS: usize = 60;
const HEADINGS: usize = 1_000;
/// How many things must have a heading before it is said that another has none.
const MATCHED: usize = 3;

/// `order_differs` (note): the summary names one thing before another, and the headings that match them stand the other way
/// round. `promised_section_missing` (ask): three things or more that the summary names have a heading, and one has none.
///
/// The summary is what stands under the heading "Summary" or "Purpose of the report", up to the next; the things are its
/// bullets, or what commas and the last "and" part behind "update on", "including", "covers" or a colon. A thing and a heading match
/// where one has all the words of four letters or more of the other, or the same letters. Each pair is said once: the thing
/// whose heading comes too early, and the first that it should have followed.
pub(super) fn read(text: &Text<'_>, found: &mut Found) {
    let is_summary = |words: &str| {
        let words = words.to_lowercase();
        words == "summary" || words == "executive summary" || words.starts_with("purpose of")
    };
    let Some(start) = text.paragraphs.iter().position(|one| one.is_heading && is_summary(one.words)) else { return };
    let body: Vec<&str> = text.paragraphs[start + 1..]
        .iter()
        .take_while(|one| !is_over(one.words, one.is_heading))
        .map(|one| one.words)
        .collect();
    let items = items(&body);
    let headings: Vec<(&str, Name)> = text.paragraphs[start + 1 + body.len()..]
        .iter()
        .filter(|one| one.is_heading)
        .take(HEADINGS)
        .map(|one| (one.place, Name::of(one.words)))
        .collect();
    let matched: Vec<(String, Option<usize>)> = items
        .into_iter()
        .map(|item| {
            let name = Name::of(&item);
            let at = headings.iter().position(|(_, heading)| name.matches(heading));
            (item, at)
        })
        .collect();
    if matched.iter().filter(|(_, at)| at.is_some()).count() < MATCHED {
        return;
    }
    found.begin_rule();
    let there: Vec<(&String, usize)> = matched.iter().filter_map(|(item, at)| Some((item, (*at)?))).collect();
    for (at, (item, heading)) in there.iter().enumerate() {
        if let Some((first, _)) = there[..at].iter().find(|(_, other)| other > heading) {
            let kind = Kind::OrderDiffers { first: (*first).clone(), second: (*item).clone() };
            found.push(headings[*heading].0, kind);
        }
    }
    found.begin_rule();
    for (item, _) in matched.iter().filter(|(_, at)| at.is_none()) {
        found.push("", Kind::Promised { what: item.clone() });
    }
}

/// Returns whether a paragraph ends the summary: a heading that no list of the summary would have.
fn is_over(words: &str, is_heading: bool) -> bool {
    let is_bullet = words.starts_with(['•', '-', '–', '*', '·', 'o']) && !words.starts_with(char::is_uppercase);
    is_heading && !is_bullet
}

/// Returns what a summary names.
fn items(body: &[&str]) -> Vec<String> {
    let bullet = |words: &str| {
        let bare = words.trim_start_matches(['•', '-', '–', '*', '·', ' ', '\t']);
        (bare.len() < words.len()).then(|| bare.to_owned())
    };
    let bullets: Vec<String> = body.iter().filter_map(|words| bullet(words)).collect();
    let found: Vec<String> = if bullets.is_empty() {
        let listed = body.iter().find_map(|words| {
            ["including", "update on", "updates on", "covers", "covering", "on the following", ":"]
                .iter()
                .find_map(|sign| words.split_once(sign))
                .map(|(_, rest)| rest)
                .filter(|rest| rest.contains(','))
        });
        let listed = listed.map_or("", |rest| rest.split(". ").next().unwrap_or(rest));
        let mut parts: Vec<&str> = listed.split([',', ';']).collect();
        // The last comma is an "and", and a name may have one of its own.
        let last = parts.pop().unwrap_or_default();
        parts.extend(
            last.split_once(" and ")
                .filter(|(first, _)| !first.trim().is_empty())
                .map_or(vec![last], |(first, second)| vec![first, second]),
        );
        parts.into_iter().map(str::to_owned).collect()
    } else {
        bullets
    };
    let trimmed = found.iter().map(|item| {
        let item = item.trim().trim_end_matches(['.', ';', ',', ':']);
        let item =
            ["and ", "the ", "a ", "an "].iter().fold(item, |item, word| item.strip_prefix(word).unwrap_or(item));
        one_line(item)
    });
    trimmed.filter(|item| item.chars().any(char::is_alphabetic)).take(ITEMS).collect()
}

/// A name by its words that say something, and by its letters.
struct Name {
    words: HashSet<String>,
    letters: String,
}

impl Name {
    fn of(text: &str) -> Name {
        const COMMON: [&str; 8] = ["update", "programme", "project", "projects", "progress", "work", "with", "this"];
        let small = text.to_lowercase();
        let words = small.split(|letter: char| !letter.is_alphanumeric());
        let words = words.filter(|word| word.chars().count() > 3 && !COMMON.contains(word)).take(ITEMS);
        Name {
            words: words.map(str::to_owned).collect(),
            letters: small.chars().filter(|letter| letter.is_alphanumeric()).collect(),
        }
    }

    fn matches(&self, other: &Name) -> bool {
        let has_all = |one: &HashSet<String>, all: &HashSet<String>| !one.is_empty() && one.is_subset(all);
        self.letters == other.letters || has_all(&self.words, &other.words) || has_all(&other.words, &self.words)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, read};

    fn report(summary: &str, headings: &[&str]) -> Vec<Kind> {
        let body: String =
            headings.iter().map(|heading| format!("{heading}\n\nIt goes on as it did before.\n\n")).collect();
        let text = format!("Summary\n\n{summary}\n\nRecommendations\n\nMembers are asked to note this.\n\n{body}");
        let found = read(&text, None).findings.into_iter().map(|one| one.kind);
        found.filter(|kind| matches!(kind, Kind::OrderDiffers { .. } | Kind::Promised { .. })).collect()
    }

    #[test]
    fn another_order_and_a_section_that_is_missing_are_found() {
        let summary = "This report gives an update on the Data Centre, Network Refresh, Collaboration, Liquid Logic and the \
                       Data Strategy.";
        let found = report(summary, &["Data Centre Programme", "Network Refresh", "LiquidLogic", "Collaboration"]);
        assert_eq!(
            found,
            [
                Kind::OrderDiffers { first: "Collaboration".into(), second: "Liquid Logic".into() },
                Kind::Promised { what: "Data Strategy".into() }
            ]
        );
        let bullets = "This report tells of:\n\n• Data Centre\n• Network Refresh\n• Collaboration\n• Liquid Logic";
        let found = report(bullets, &["Data Centre", "Network Refresh", "Liquid Logic", "Collaboration"]);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn a_summary_that_keeps_its_word_is_not_found() {
        let summary = "This report gives an update on the Data Centre, Network Refresh and Collaboration.";
        assert_eq!(report(summary, &["Data Centre", "Network Refresh", "Telephony", "Collaboration"]), []);
        assert_eq!(report("It tells of money, people and places.", &["Data Centre", "Finance"]), [], "nothing matches");
        assert_eq!(report("", &["Data Centre", "Finance"]), []);
    }
}
