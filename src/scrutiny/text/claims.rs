//! How many of something the text claims there are.

use super::lines::Text;
use super::periods::{one_line, sentences};
use crate::programme::Counted;

/// A number that the text claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Of what.
    pub of: Counted,
    /// How many.
    pub n: u32,
    /// The number of the paragraph; empty where none has come yet.
    pub paragraph: String,
    /// The sentence.
    pub sentence: String,
}

/// How many claims are offered at most.
const MOST: usize = 20;
/// How many words may stand between a number and what is counted.
const BETWEEN: usize = 3;

/// Returns what a text claims: a number, in digits or words up to ninety-nine, and at most three words on "work streams",
/// "projects", "initiatives", "schemes" or "programmes"; or those or "items" with a status in the same sentence. The same claim is
/// offered once. A number with "of the" behind it, and one of what is new or further, counts a part and is not offered.
pub(super) fn read(text: &Text<'_>) -> Vec<Claim> {
    let mut found: Vec<Claim> = Vec::new();
    for paragraph in &text.paragraphs {
        for sentence in sentences(paragraph.words) {
            for (of, n) in claims(sentence) {
                let is_known = found.iter().any(|one| one.of == of && one.n == n);
                if found.len() < MOST && !is_known {
                    let (paragraph, sentence) = (paragraph.place.to_owned(), one_line(sentence));
                    found.push(Claim { of, n, paragraph, sentence });
                }
            }
        }
    }
    found
}

fn claims(sentence: &str) -> Vec<(Counted, u32)> {
    // "1,200" is one number.
    let sentence = sentence.replace(',', "");
    let words: Vec<String> = sentence
        .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((n, length)) = number(&words[at..]) else {
            at += 1;
            continue;
        };
        let rest = &words[at + length..];
        at += length;
        let near = &rest[..rest.len().min(BETWEEN + 2)];
        let Some((noun, end)) =
            near.iter().enumerate().find_map(|(at, word)| Some((noun(word, near.get(at + 1))?, at)))
        else {
            continue;
        };
        let between = &near[..end];
        let counts_part =
            between.iter().any(|word| matches!(word.as_str(), "of" | "new" | "further" | "other" | "more" | "and"));
        if end > BETWEEN || counts_part {
            continue;
        }
        let status = between.iter().chain(&rest[end + 1..rest.len().min(end + 9)]).find_map(|word| status(word));
        match (noun, status) {
            (_, Some(status)) => found.push((status, n)),
            (Noun::Initiatives, None) => found.push((Counted::Initiatives, n)),
            (Noun::Items, None) => {}
        }
    }
    found
}

#[derive(Clone, Copy)]
enum Noun {
    Initiatives,
    Items,
}

fn noun(word: &str, next: Option<&String>) -> Option<Noun> {
    match word {
        "workstreams" | "work-streams" | "projects" | "initiatives" | "schemes" | "programmes" => {
            Some(Noun::Initiatives)
        }
        "work" if next.is_some_and(|next| next == "streams") => Some(Noun::Initiatives),
        "items" => Some(Noun::Items),
        _ => None,
    }
}

fn status(word: &str) -> Option<Counted> {
    match word {
        "red" => Some(Counted::Red),
        "amber" => Some(Counted::Amber),
        "green" => Some(Counted::Green),
        "complete" | "completed" => Some(Counted::Complete),
        _ => None,
    }
}

/// Returns the whole number that words begin with, and how many of them it takes.
fn number(words: &[String]) -> Option<(u32, usize)> {
    let first = words.first()?;
    if let Ok(n) = first.parse::<u32>() {
        return (first.len() <= 3 && n > 0).then_some((n, 1));
    }
    if let Some((tens, ones)) = first.split_once('-') {
        return Some((ten(tens)? + one(ones).filter(|n| *n < 10)?, 1));
    }
    match ten(first) {
        Some(tens) => match words.get(1).and_then(|word| one(word)).filter(|n| *n < 10) {
            Some(ones) => Some((tens + ones, 2)),
            None => Some((tens, 1)),
        },
        None => Some((one(first)?, 1)),
    }
}

fn one(word: &str) -> Option<u32> {
    const WORDS: [&str; 19] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    WORDS.iter().zip(1..).find(|(known, _)| **known == word).map(|(_, n)| n)
}

fn ten(word: &str) -> Option<u32> {
    const WORDS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    WORDS.iter().zip(2..).find(|(known, _)| **known == word).map(|(_, n)| 10 * n)
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use crate::programme::Counted;

    fn found(text: &str) -> Vec<(Counted, u32)> {
        read(text, None).claims.into_iter().map(|claim| (claim.of, claim.n)).collect()
    }

    #[test]
    fn stated_numbers_are_offered() {
        assert_eq!(found("The plan is made of twenty four work streams."), [(Counted::Initiatives, 24)]);
        assert_eq!(found("There are 28 projects in all, twelve of them small."), [(Counted::Initiatives, 28)]);
        assert_eq!(found("Two items are reported as RED."), [(Counted::Red, 2)]);
        assert_eq!(
            found("There are five amber work streams and twenty-one green projects."),
            [(Counted::Amber, 5), (Counted::Green, 21)]
        );
    }

    #[test]
    fn parts_and_other_numbers_are_not() {
        for text in [
            "Three of the projects moved.",
            "Two new projects began.",
            "Two items were deferred.",
            "In 2014 the work streams began.",
            "It costs £4 and projects wait.",
            "12 people run it; projects follow.",
        ] {
            let found = found(text);
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }

    #[test]
    fn a_claim_says_where_it_stands() {
        let found = read("2.1 It has twenty four work streams.", None);
        assert_eq!((found.claims[0].paragraph.as_str(), found.claims[0].n), ("2.1", 24));
    }
}
