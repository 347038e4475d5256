//! Numbers of paragraphs: given twice, and left out.

use super::lines::{Text, begins, parts};
use super::{Found, Kind};
use std::collections::{HashMap, HashSet};

/// From how many numbers in a row that are missing on nothing is said: a new numbering is likelier.
const FAR: u16 = 4;

/// `number_twice` (error): a number stands twice in one numbering. `number_skipped` (note): in one numbering a number is
/// followed by one that is 2 to 4 higher in its last part, and those between stand nowhere in it; so is the beginning of a
/// section at 2 to 4, and a section, as "5.0" after "3.0".
///
/// A numbering ends where a number is lower than the one before it and begins anew, as in an appendix.
pub(super) fn read(text: &Text<'_>, found: &mut Found) {
    let runs = runs(text);
    found.begin_rule();
    for run in &runs {
        let mut seen: HashSet<&[u16]> = HashSet::new();
        for (number, printed) in run {
            if !seen.insert(number) {
                found.push(printed, Kind::NumberTwice { number: (*printed).to_owned() });
            }
        }
    }
    found.begin_rule();
    for run in &runs {
        let all: HashSet<&[u16]> = run.iter().map(|(number, _)| number.as_slice()).collect();
        let mut last: HashMap<&[u16], u16> = HashMap::new();
        let mut former: Option<&[u16]> = None;
        for (number, printed) in run {
            let number = of_level(number);
            let Some((own, above)) = number.split_last() else { continue };
            let before = match last.insert(above, *own) {
                Some(before) => Some(before),
                // A section begins at 0 or 1.
                None => former.filter(|_| !above.is_empty()).map(|_| 0),
            };
            former = Some(number);
            let Some(before) = before.filter(|before| *own > before + 1 && own - before <= FAR) else { continue };
            let stands = |part: u16| {
                let mut number = above.to_vec();
                number.push(part);
                let is_section = above.is_empty() && all.iter().any(|other| other.first() == Some(&part));
                is_section || all.contains(number.as_slice())
            };
            let missing: Vec<u16> = (before + 1..*own).filter(|part| !stands(*part)).collect();
            if let Some(first) = missing.first() {
                let name = above.iter().chain([first]).map(u16::to_string).collect::<Vec<_>>().join(".");
                let kind = Kind::NumberSkipped { missing: name, n: missing.len(), next: (*printed).to_owned() };
                found.push(printed, kind);
            }
        }
    }
}

/// Returns a number as it stands beside others of its level: a section is numbered "4" or "4.0".
fn of_level(number: &[u16]) -> &[u16] {
    match number {
        [section, 0] => std::slice::from_ref(section),
        number => number,
    }
}

/// The numbers of one numbering, in parts and as printed.
type Run<'a> = Vec<(Vec<u16>, &'a str)>;

fn runs<'a>(text: &Text<'a>) -> Vec<Run<'a>> {
    let mut runs: Vec<Run<'a>> = vec![Vec::new()];
    for printed in text.paragraphs.iter().filter_map(|one| one.number) {
        let number = parts(printed);
        let last = runs.last().and_then(|run| run.last());
        if last.is_some_and(|(last, _)| number < *last && begins(&number)) {
            runs.push(Vec::new());
        }
        if let Some(run) = runs.last_mut() {
            run.push((number, printed));
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, read};

    fn found(text: &str) -> Vec<Kind> {
        read(text, None).findings.into_iter().map(|one| one.kind).collect()
    }

    fn numbered(numbers: &[&str]) -> String {
        numbers.iter().map(|number| format!("{number} Something is said here.\n")).collect()
    }

    #[test]
    fn a_number_given_twice_is_found_and_one_of_an_appendix_is_not() {
        let twice = found(&numbered(&["6.4", "6.5", "6.6", "6.6", "6.7"]));
        assert_eq!(twice, [Kind::NumberTwice { number: "6.6".into() }]);
        assert!(found(&numbered(&["1.0", "1.1", "1.2", "2.0", "2.1", "1.1", "1.2", "2.1"])).is_empty());
        let contents = "1.0 Summary\t1\n2.0 Finance\t4\n";
        assert!(found(&format!("{contents}{}", numbered(&["1.0", "1.1", "2.0", "2.1"]))).is_empty());
        let short_contents = numbered(&["1.0", "2.0", "3.0", "1.0", "1.1", "2.0", "2.1", "3.0"]);
        assert!(found(&short_contents).is_empty());
    }

    #[test]
    fn a_number_left_out_is_found() {
        let skipped =
            |missing: &str, n, next: &str| Kind::NumberSkipped { missing: missing.into(), n, next: next.into() };
        assert_eq!(found(&numbered(&["2.1", "2.2", "2.4"])), [skipped("2.3", 1, "2.4")]);
        assert_eq!(found(&numbered(&["2.1", "2.2", "3.2"])), [skipped("3.1", 1, "3.2")]);
        assert_eq!(found(&numbered(&["3.0", "3.1", "5.0", "5.1"])), [skipped("4", 1, "5.0")]);
        assert_eq!(found(&numbered(&["2.1", "2.1.1", "2.1.2", "2.2", "3.0", "3.1"])), []);
        assert_eq!(found(&numbered(&["2.1", "2.9", "2.10"])), [], "too far to be a slip");
        assert_eq!(found(&numbered(&["2.13", "2.14"])), [], "a part of a report begins anywhere");
    }
}
