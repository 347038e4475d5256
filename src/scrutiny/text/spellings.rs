//! Names that are written in several ways.

use super::lines::Text;
use super::{Found, Kind};
use crate::order::sort_by;
use std::collections::HashMap;

/// The fewest letters of a name.
const LETTERS: usize = 5;
/// The most letters of a name.
const LONGEST: usize = 40;

/// `spellings` (note): words, or two words in a row, that have the same letters and digits, five or more, and are written in
/// several ways: with other capitals inside, in one word or two, with a hyphen or without.
///
/// Every way begins with a capital. A word all in capitals, and one in small letters, are ways of setting and not of spelling.
/// Ways that differ by a hyphen or a capital alone count where they stand within a sentence.
pub(super) fn read(text: &Text<'_>, found: &mut Found) {
    let mut names: HashMap<String, Vec<(String, usize)>> = HashMap::new();
    for paragraph in &text.paragraphs {
        let mut before: Option<Word<'_>> = None;
        for word in words(paragraph.words) {
            if let Some(first) = before
                && word.begins(true)
                && first.begins(false)
                && first.end + 1 == word.start
                && paragraph.words.as_bytes()[first.end] == b' '
            {
                add(&mut names, &format!("{} {}", first.text, word.text));
            }
            // What begins a sentence has a capital for that reason; one inside it has for its own.
            let is_own = word.text.chars().skip(1).any(char::is_uppercase);
            if word.begins(false) && (is_own || !word.is_first) {
                add(&mut names, word.text);
            }
            before = Some(word);
        }
    }
    found.begin_rule();
    let mut several: Vec<Vec<(String, usize)>> = names
        .into_values()
        .filter(|forms| forms.len() > 1 && forms.iter().any(|(form, _)| !form.contains(' ')))
        .collect();
    for forms in &mut several {
        sort_by(forms, &mut |one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    }
    sort_by(&mut several, &mut |one, other| one[0].0.cmp(&other[0].0));
    for forms in several {
        found.push("", Kind::Spellings { forms });
    }
}

fn add(names: &mut HashMap<String, Vec<(String, usize)>>, form: &str) {
    let letters: String = form.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let n = letters.chars().count();
    if !(LETTERS..=LONGEST).contains(&n) || !letters.chars().any(char::is_alphabetic) {
        return;
    }
    let forms = names.entry(letters).or_default();
    match forms.iter_mut().find(|(known, _)| known == form) {
        Some((_, n)) => *n += 1,
        None => forms.push((form.to_owned(), 1)),
    }
}

#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    /// Whether it begins a sentence or a paragraph.
    is_first: bool,
}

impl Word<'_> {
    /// Returns whether it could begin a name, or, where `goes_on`, be the second word of one.
    fn begins(self, goes_on: bool) -> bool {
        let mut letters = self.text.chars();
        let first = letters.next();
        let is_set_in_capitals = !self.text.chars().any(char::is_lowercase);
        match first {
            Some(first) if first.is_ascii_digit() => goes_on,
            Some(first) => first.is_uppercase() && !is_set_in_capitals,
            None => false,
        }
    }
}

/// Returns the words of a text, hyphens within them and no "'s" behind them.
fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let is_of_word = |letter: char| letter.is_alphanumeric() || letter == '-';
    let (mut from, mut is_first) = (0, true);
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(is_of_word)?;
            let between = &text[from..start];
            // Behind an apostrophe there is an ending and no word.
            let is_ending = from > 0 && (between == "'" || between == "’");
            is_first |= between.contains(['.', '!', '?', ':', '“', '"', '•', '\t']);
            let end = text[start..].find(|letter| !is_of_word(letter)).map_or(text.len(), |end| start + end);
            from = end;
            let word = text[start..end].trim_matches('-');
            if word.is_empty() || is_ending {
                continue;
            }
            let start = start + text[start..end].find(word).unwrap_or(0);
            let found = Word { text: word, start, end: start + word.len(), is_first };
            is_first = false;
            return Some(found);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, read};

    fn found(text: &str) -> Vec<Vec<(String, usize)>> {
        let found = read(text, None).findings.into_iter();
        let forms = found.filter_map(|one| match one.kind {
            Kind::Spellings { forms } => Some(forms),
            _ => None,
        });
        forms.collect()
    }

    #[test]
    fn one_name_written_in_several_ways_is_found() {
        let text = "The system MiCare is old.\nRecords in Micare move to Liquidlogic. Users of Liquid Logic, and MiCare’s own.";
        let form = |form: &str, n| (form.to_owned(), n);
        assert_eq!(
            found(text),
            [vec![form("Liquid Logic", 1), form("Liquidlogic", 1)], vec![form("MiCare", 2), form("Micare", 1)]]
        );
        assert_eq!(found("We use LiquidLogic, and the Liquid\u{a0}Logic team.").len(), 1);
        assert_eq!(found("It is Office 365 and then Office365 again.").len(), 1);
    }

    #[test]
    fn ways_of_setting_are_not_ways_of_spelling() {
        for text in [
            "TELEPHONY\nThe new Telephony comes. A telephony team.",
            "Broadband for all. The broadband plan.",
            "Data Centre\nThe Data Centre moves. A data centre is a place.",
            "The Council’s plan and the Council.",
            "Today it is so. To Day and Sons is a firm. today",
            "Re-use it. The Reuse of it.",
            "Сеть и сеть. 计算机 网络。",
        ] {
            assert_eq!(found(text), Vec::<Vec<(String, usize)>>::new(), "{text}");
        }
    }
}
