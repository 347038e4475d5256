//! A text in paragraphs: what number each has, and which are headings.

/// A text in its paragraphs.
pub(super) struct Text<'a> {
    pub(super) paragraphs: Vec<Paragraph<'a>>,
}

/// A paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph<'a> {
    /// Its number as printed, such as "2.26".
    pub(super) number: Option<&'a str>,
    /// The number of the last paragraph up to here that has one; empty before the first.
    pub(super) place: &'a str,
    /// Its words without the number; may run over several lines.
    pub(super) words: &'a str,
    /// Whether it stands over what follows.
    pub(super) is_heading: bool,
}

/// How many letters and words a heading has at most.
const HEADING: (usize, usize) = (110, 14);

impl<'a> Text<'a> {
    /// Takes a text apart. A line goes on with the one before it where it begins with a small letter and that one does not
    /// end a sentence: so texts copied from a PDF are read as paragraphs too.
    pub(super) fn of(text: &'a str) -> Text<'a> {
        // Where each paragraph begins and ends, and whether an empty line stands before it.
        let mut pieces: Vec<(usize, usize, bool)> = Vec::new();
        let (mut at, mut is_apart) = (0, true);
        for line in text.split_inclusive('\n') {
            let (start, words) = (at, line.trim());
            at += line.len();
            if words.is_empty() {
                is_apart = true;
                continue;
            }
            let start = start + (line.len() - line.trim_start().len());
            let end = start + words.len();
            let goes_on = !is_apart && words.starts_with(char::is_lowercase);
            match pieces.last_mut() {
                Some(last) if goes_on && !ends(&text[last.0..last.1]) => last.1 = end,
                _ => pieces.push((start, end, is_apart)),
            }
            is_apart = false;
        }
        let mut found = Text { paragraphs: Vec::with_capacity(pieces.len()) };
        let numbers = numbers(text, &pieces);
        let mut place = "";
        let mut follows_end = true;
        for ((start, end, is_apart), number) in pieces.iter().zip(numbers) {
            let whole = &text[*start..*end];
            let words = number.map_or(whole, |number| behind(whole, number));
            place = number.unwrap_or(place);
            let is_level = number.is_none_or(is_of_section);
            let is_heading = is_level && looks_like_heading(words) && (*is_apart || follows_end || number.is_some());
            follows_end = is_heading || ends(words);
            found.paragraphs.push(Paragraph { number, place, words, is_heading });
        }
        found
    }
}

fn ends(words: &str) -> bool {
    words.ends_with(['.', ':', ';', '?', '!', '…', '”', '"'])
}

/// Returns what stands behind the number of a paragraph.
fn behind<'a>(whole: &'a str, number: &str) -> &'a str {
    whole[number.len()..].trim_start_matches(['.', ')']).trim_start()
}

/// Returns whether a number is that of a section and not of a paragraph in it: "4", "4.0".
pub(super) fn is_of_section(number: &str) -> bool {
    let (first, rest) = number.split_once('.').unwrap_or((number, "0"));
    !first.is_empty() && rest == "0"
}

/// Returns the parts of a number, up to four.
pub(super) fn parts(number: &str) -> Vec<u16> {
    number.split('.').filter_map(|part| part.parse().ok()).collect()
}

/// Returns the number that begins a line, where it looks like that of a paragraph: two to four parts of one to three digits,
/// or one with a dot or a tab behind it, and then a word that begins with no small letter and no digit.
fn number_of(line: &str) -> Option<&str> {
    let end = line.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(line.len());
    let (number, rest) = line.split_at(end);
    let bare = number.trim_end_matches('.');
    let is_part = |part: &str| (1..=3).contains(&part.len());
    let n_parts = bare.split('.').count();
    let has_sign = number.len() > bare.len() || rest.starts_with(['\t', ')']);
    if bare.is_empty() || !bare.split('.').all(is_part) || n_parts > 4 || (n_parts == 1 && !has_sign) {
        return None;
    }
    let is_parted = rest.starts_with([' ', '\t', ')']);
    let words = rest.trim_start_matches([' ', '\t', ')', '.']);
    let begins = words.chars().next().is_some_and(|first| !first.is_lowercase() && !first.is_ascii_digit());
    let has_letters = words.chars().any(char::is_alphabetic);
    (is_parted && begins && has_letters && !is_of_contents(words)).then_some(bare)
}

/// Returns whether a line is one of a table of contents: a title and the number of its page.
fn is_of_contents(words: &str) -> bool {
    let Some((title, page)) = words.rsplit_once(['\t', '.', ' ']) else { return false };
    let is_page = !page.is_empty() && page.len() <= 3 && page.bytes().all(|digit| digit.is_ascii_digit());
    is_page && (words.contains('\t') || title.ends_with(".."))
}

/// Returns the number of each piece. A number out of line with those around it is a figure that happens to begin a line.
fn numbers<'a>(text: &'a str, pieces: &[(usize, usize, bool)]) -> Vec<Option<&'a str>> {
    let mut found: Vec<Option<&str>> = pieces.iter().map(|(start, end, _)| number_of(&text[*start..*end])).collect();
    let places: Vec<usize> = (0..found.len()).filter(|at| found[*at].is_some()).collect();
    let read: Vec<Vec<u16>> = places.iter().map(|at| parts(found[*at].unwrap_or_default())).collect();
    let mut before: Option<usize> = None;
    for (at, place) in places.iter().enumerate() {
        let next = read.get(at + 1);
        let last = before.map(|before| &read[before]);
        let goes_beyond = next.is_some_and(|next| read[at] > *next && last.is_none_or(|last| last <= next));
        let falls_back = last.is_some_and(|last| read[at] < *last && next.is_some_and(|next| last <= next));
        if last.is_some() && (goes_beyond && !follows(last, &read[at]) || falls_back && !begins(&read[at])) {
            found[*place] = None;
        } else {
            before = Some(at);
        }
    }
    found
}

/// Returns whether a number could come right after another.
fn follows(last: Option<&Vec<u16>>, number: &[u16]) -> bool {
    let Some(last) = last else { return true };
    let first = |parts: &[u16]| parts.first().copied().unwrap_or(0);
    let deep_next = |at: usize| last.len() > at && number[..at] == last[..at] && number[at] == last[at] + 1;
    (0..number.len()).any(deep_next)
        || (first(number) == first(last) + 1 && number.iter().skip(1).all(|part| *part <= 1))
}

/// Returns whether a number begins a numbering: "1", "1.0", "1.1".
pub(super) fn begins(number: &[u16]) -> bool {
    number.iter().all(|part| *part <= 1)
}

fn looks_like_heading(words: &str) -> bool {
    let n_letters = words.chars().take(HEADING.0 + 1).count();
    let begins = words.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase());
    begins
        && n_letters <= HEADING.0
        && words.split_whitespace().count() <= HEADING.1
        && !words.contains(['\t', '\n'])
        && !words.ends_with(['.', ':', ';', ',', '?', '!'])
}

#[cfg(test)]
mod tests {
    use super::{Text, number_of};

    #[test]
    fn numbers_of_paragraphs_are_told_from_figures() {
        for (line, number) in [
            ("2.26 The team", Some("2.26")),
            ("6.6\tThe team", Some("6.6")),
            ("4.0 OTHER OPTIONS", Some("4.0")),
            ("3. Finance", Some("3")),
            ("2.1.4 “Quoted”", Some("2.1.4")),
            ("2.5 per cent of staff", None),
            ("9.5 8.8 0.7", None),
            ("2019 Strategy", None),
            ("3 Finance", None),
            ("1.0 Summary ....... 3", None),
            ("1.0 Summary\t3", None),
            ("4.4m is spent", None),
            ("", None),
        ] {
            assert_eq!(number_of(line), number, "{line}");
        }
    }

    #[test]
    fn a_figure_that_begins_a_line_is_no_paragraph() {
        let text = "3.1 Staff.\n3.2 More staff, of whom\n7.5 FTE are new.\n3.3 Money.";
        let numbers: Vec<_> = Text::of(text).paragraphs.iter().filter_map(|one| one.number).collect();
        assert_eq!(numbers, ["3.1", "3.2", "3.3"]);
    }

    #[test]
    fn lines_of_a_pdf_are_joined_and_headings_are_told() {
        let text =
            "4.0 OTHER OPTIONS CONSIDERED\n4.1 The council looked at\nthree others.\n\nData Centre\nIt moves in April.";
        let found = Text::of(text);
        let told: Vec<_> = found.paragraphs.iter().map(|one| (one.place, one.is_heading)).collect();
        assert_eq!(told, [("4.0", true), ("4.1", false), ("4.1", true), ("4.1", false)]);
        assert_eq!(found.paragraphs[1].words, "The council looked at\nthree others.");
    }
}
