//! Names as they are compared and as they are seen: two that look alike on the screen are one name, whichever letters a
//! spreadsheet put there, and no letter turns the line round that it stands in.

use std::borrow::Cow;
use std::collections::HashMap;

/// Marks above and below letters, each with the letters that it makes another of, and those that it makes, in order. They
/// are the Latin letters of Unicode's canonical compositions with one mark; a letter with more marks is compared as typed.
const MARKS: [(char, &str, &str); 16] = [
    ('\u{300}', "aeinouwy", "àèìǹòùẁỳ"),
    ('\u{301}', "aceiklmnoprsuwyzg", "áćéíḱĺḿńóṕŕśúẃýźǵ"),
    ('\u{302}', "aceghijosuwyz", "âĉêĝĥîĵôŝûŵŷẑ"),
    ('\u{303}', "aeinouvy", "ãẽĩñõũṽỹ"),
    ('\u{304}', "aegiouy", "āēḡīōūȳ"),
    ('\u{306}', "aegiou", "ăĕğĭŏŭ"),
    ('\u{307}', "abcdefghmnoprstwxyz", "ȧḃċḋėḟġḣṁṅȯṗṙṡṫẇẋẏż"),
    ('\u{308}', "aehiotuwxy", "äëḧïöẗüẅẍÿ"),
    ('\u{30a}', "auwy", "åůẘẙ"),
    ('\u{30b}', "ou", "őű"),
    ('\u{30c}', "acdeghijklnorstuz", "ǎčďěǧȟǐǰǩľňǒřšťǔž"),
    ('\u{31b}', "ou", "ơư"),
    ('\u{323}', "abdehiklmnorstuvwyz", "ạḅḍẹḥịḳḷṃṇọṛṣṭụṿẉỵẓ"),
    ('\u{326}', "st", "șț"),
    ('\u{327}', "cdeghklnrst", "çḑȩģḩķļņŗşţ"),
    ('\u{328}', "aeiou", "ąęįǫų"),
];

/// Returns a name as names are compared: in small letters, with single spaces, one kind of dash and of quotation mark,
/// letters and the marks on them as one, and nothing that is not seen.
///
/// # Example
/// ```
/// use weighbridge::spelling::folded;
/// assert_eq!(folded("New\u{a0}hub "), folded("new  hub"));
/// assert_eq!(folded("Cafe\u{301} – annexe’s"), folded("Café - annexe's"));
/// assert_ne!(folded("Cafe annexe"), folded("Café annexe"));
/// ```
#[must_use]
pub fn folded(name: &str) -> String {
    let mut found = String::with_capacity(name.len());
    for letter in name.chars().filter(|letter| !is_unseen(*letter)).flat_map(char::to_lowercase) {
        match letter {
            letter if letter.is_whitespace() => {
                if !found.is_empty() && !found.ends_with(' ') {
                    found.push(' ');
                }
            }
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => found.push('-'),
            '\u{2018}'..='\u{201b}' | '\u{2032}' | '`' | '\u{b4}' => found.push('\''),
            '\u{201c}'..='\u{201f}' | '\u{2033}' => found.push('"'),
            mark => match found.chars().next_back().and_then(|last| composed(last, mark)) {
                Some(letter) => {
                    found.pop();
                    found.push(letter);
                }
                None => found.push(mark),
            },
        }
    }
    found.truncate(found.trim_end().len());
    found
}

/// What stands where a letter was that would act on the text around it.
const SEEN: char = '\u{fffd}';

/// Returns whether a letter acts on what is around it and is not seen itself: it turns the direction of writing, also of what
/// follows, or it is a control character. Tabs and line ends are neither.
#[must_use]
pub fn is_control(letter: char) -> bool {
    let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (letter.is_control() && !matches!(letter, '\t' | '\n' | '\r'))
}

/// Returns a text with a mark that can be seen in place of each [control](is_control).
///
/// # Example
/// ```
/// use weighbridge::spelling::visible;
/// assert_eq!(visible("Depot \u{202e}gnp.exe"), "Depot \u{fffd}gnp.exe");
/// assert_eq!(visible("Depot\n\tNorth"), "Depot\n\tNorth");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.contains(is_control) {
        Cow::Owned(text.replace(is_control, &SEEN.to_string()))
    } else {
        Cow::Borrowed(text)
    }
}

/// Returns whether two names are one on the screen.
#[must_use]
pub fn looks_alike(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// Returns a name as it stands within a sentence: one with letters that run from right to left stands between isolates, so that
/// the figure after it stays after it. Without them "א 10.0, ב 9.0" is shown with its figures the other way round.
///
/// # Reference
/// Davis, Lanin and Glass (2023), Unicode Standard Annex 9, Unicode Bidirectional Algorithm, section 2.
///
/// # Example
/// ```
/// use weighbridge::spelling::isolated;
/// assert_eq!(isolated("Hub"), "Hub");
/// assert_eq!(isolated("א"), "\u{2068}א\u{2069}");
/// assert_eq!(isolated(&isolated("א")), isolated("א"));
/// ```
#[must_use]
pub fn isolated(name: &str) -> Cow<'_, str> {
    let is_isolated = name.starts_with('\u{2068}') && name.ends_with('\u{2069}');
    if is_isolated || !name.chars().any(runs_from_the_right) {
        return Cow::Borrowed(name);
    }
    Cow::Owned(format!("\u{2068}{name}\u{2069}"))
}

/// Returns whether a letter runs from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and the other blocks that Unicode
/// sets aside for such scripts.
fn runs_from_the_right(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Returns names under which things can be told apart: as they are, and where several look alike with the number of each.
///
/// # Example
/// ```
/// use weighbridge::spelling::told_apart;
/// assert_eq!(told_apart(["Hub", "Yard", "hub "].into_iter(), "option"), ["Hub (option 1)", "Yard", "hub  (option 3)"]);
/// ```
#[must_use]
pub fn told_apart<'a>(names: impl Iterator<Item = &'a str>, noun: &str) -> Vec<String> {
    let names: Vec<(&str, String)> = names.map(|name| (name, folded(name))).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (_, folded) in &names {
        *counts.entry(folded).or_default() += 1;
    }
    let is_shared = |folded: &str| counts.get(folded).is_some_and(|n| *n > 1);
    let numbered = names.iter().enumerate();
    numbered
        .map(|(i, (name, folded))| {
            if is_shared(folded) {
                isolated(&format!("{name} ({noun} {})", i + 1)).into_owned()
            } else {
                isolated(name).into_owned()
            }
        })
        .collect()
}

fn composed(letter: char, mark: char) -> Option<char> {
    let (_, from, to) = MARKS.iter().find(|(known, ..)| *known == mark)?;
    from.chars().zip(to.chars()).find(|(base, _)| *base == letter).map(|(_, made)| made)
}

/// Returns whether a letter takes no place on the screen: joiners, direction marks and overrides, soft hyphens.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{MARKS, folded, looks_alike};

    #[test]
    fn every_mark_makes_as_many_letters_as_it_takes() {
        for (mark, from, to) in MARKS {
            assert_eq!(from.chars().count(), to.chars().count(), "{mark:?}");
            for (base, made) in from.chars().zip(to.chars()) {
                assert!(looks_alike(&format!("x{base}{mark}y"), &format!("x{made}y")), "{base} with {mark:?}");
                assert!(!looks_alike(&base.to_string(), &made.to_string()), "{base} and {made} are two letters");
            }
        }
    }

    #[test]
    fn what_is_not_seen_parts_nothing() {
        assert_eq!(folded("\u{feff}Hub\u{200b} \u{202e}A\u{202c}"), "hub a");
        assert_eq!(folded("  Two \u{2009}\u{202f} spaces\t"), "two spaces");
        assert_eq!(folded("10 – 20 − 30 ‑ 40"), "10 - 20 - 30 - 40");
        assert_eq!(folded("“Front” ’s"), "\"front\" 's");
        assert_eq!(folded("STRASSE É"), "strasse é");
    }
}
