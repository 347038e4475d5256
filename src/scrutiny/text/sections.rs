//! Sections that say that they do not apply, and no more.

use super::super::words::is_not_applicable;
use super::lines::{Text, is_of_section};

/// A section that says "N/A" and no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// Its number as printed; empty where it has none.
    pub number: String,
    /// Its heading.
    pub heading: String,
    /// What it says.
    pub answer: String,
}

/// How many sections are offered at most.
const MOST: usize = 100;

/// Returns the headings under which nothing stands but "N/A" or "not applicable".
pub(super) fn read(text: &Text<'_>) -> Vec<Absent> {
    let mut found = Vec::new();
    let mut all = text.paragraphs.iter().peekable();
    while let Some(heading) = all.next() {
        if !heading.is_heading || is_not_applicable(heading.words) || found.len() >= MOST {
            continue;
        }
        let Some(answer) = all.next_if(|next| is_not_applicable(next.words)) else { continue };
        let goes_on = all.peek().is_some_and(|next| !next.is_heading);
        if !goes_on {
            let number = heading.number.filter(|number| is_of_section(number)).unwrap_or_default();
            found.push(Absent {
                number: number.to_owned(),
                heading: heading.words.to_owned(),
                answer: answer.words.to_owned(),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::read;

    #[test]
    fn sections_that_say_nothing_are_offered() {
        let text = "4.0 OTHER OPTIONS CONSIDERED\n4.1 N/A\n5.0 CONSULTATION\n5.1 It goes on.\n7.0 LEGAL IMPLICATIONS\nNot \
                    applicable.\n\n9.0 RISK\nN/A\nBut see below.\nPlanning\n\nn/a";
        let found: Vec<(String, String)> =
            read(text, None).absent.into_iter().map(|one| (one.number, one.heading)).collect();
        let expected = [("4.0", "OTHER OPTIONS CONSIDERED"), ("7.0", "LEGAL IMPLICATIONS"), ("", "Planning")];
        assert_eq!(found, expected.map(|(number, heading)| (number.to_owned(), heading.to_owned())));
    }
}
