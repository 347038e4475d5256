//! Names of the case in a pasted table: the same, the same but for spaces and signs, or so near that somebody is to say.

use super::{KnownGoal, KnownInitiative};
use crate::id::GoalId;
use crate::spelling::folded;
use std::collections::HashMap;

/// Words that say little of what a project is: two names are not near by these.
const WEAK: [&str; 38] = [
    "the",
    "of",
    "and",
    "a",
    "an",
    "for",
    "to",
    "in",
    "on",
    "at",
    "new",
    "system",
    "systems",
    "project",
    "programme",
    "phase",
    "scheme",
    "service",
    "services",
    "upgrade",
    "major",
    "replacement",
    "refresh",
    "review",
    "work",
    "works",
    "stage",
    "improvement",
    "improvements",
    "development",
    "city",
    "council",
    "capital",
    "strategy",
    "plan",
    "old",
    "other",
    "general",
];

/// Returns the letters and digits of a name in small letters.
pub(super) fn letters(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns the words of a name in small letters.
fn words(name: &str) -> Vec<String> {
    let is_break = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’');
    name.split(is_break).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// How a pasted name stands to the names of the case. Initiatives are named by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// It is this one.
    Is(usize),
    /// Several of the case have it.
    Several,
    /// It could be this one.
    Near(usize),
    None,
}

/// The initiatives of a case by their names.
pub(super) struct Names {
    /// The words of each.
    words: Vec<Vec<String>>,
    by_reference: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
    by_letters: HashMap<String, Vec<usize>>,
    /// Those that have a word, where few have it.
    by_word: HashMap<String, Vec<usize>>,
}

/// A word that more initiatives have says nothing of one.
const FEW: usize = 40;

impl Names {
    pub(super) fn of(known: &[KnownInitiative<'_>]) -> Names {
        let mut names = Names {
            words: known.iter().map(|one| words(one.name)).collect(),
            by_reference: HashMap::new(),
            by_name: HashMap::new(),
            by_letters: HashMap::new(),
            by_word: HashMap::new(),
        };
        for (at, one) in known.iter().enumerate() {
            if !one.reference.is_empty() {
                names.by_reference.insert(folded(one.reference), at);
            }
            names.by_name.entry(folded(one.name)).or_default().push(at);
            names.by_letters.entry(letters(one.name)).or_default().push(at);
            for word in words(one.name).into_iter().filter(|word| !WEAK.contains(&word.as_str())) {
                let found = names.by_word.entry(word).or_default();
                if found.len() <= FEW && found.last() != Some(&at) {
                    found.push(at);
                }
            }
        }
        names
    }

    /// Returns how a name, with a reference that is unique in its table or none, stands to those of the case.
    pub(super) fn find(&self, name: &str, reference: &str) -> Match {
        let by_reference = if reference.is_empty() { None } else { self.by_reference.get(&folded(reference)) };
        if let Some(at) = by_reference {
            return Match::Is(*at);
        }
        for found in
            [self.by_name.get(&folded(name)), self.by_letters.get(&letters(name)).filter(|_| !letters(name).is_empty())]
        {
            match found.map(Vec::as_slice) {
                Some([one]) => return Match::Is(*one),
                Some([_, ..]) => return Match::Several,
                _ => {}
            }
        }
        let own = words(name);
        let mut candidates: Vec<usize> = own
            .iter()
            .filter_map(|word| self.by_word.get(word))
            .filter(|found| found.len() <= FEW)
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let near = candidates.into_iter().map(|at| (nearness(&own, &self.words[at]), at)).filter(|(near, _)| *near > 0);
        near.max_by_key(|(near, at)| (*near, usize::MAX - at)).map_or(Match::None, |(_, at)| Match::Near(at))
    }

    /// Returns the initiative that has a name, where just one does.
    pub(super) fn only(&self, name: &str) -> Option<usize> {
        if let Match::Is(at) = self.find(name, "") { Some(at) } else { None }
    }
}

/// Returns how near two names are, 0 where nobody need ask: how many strong words of the shorter stand in the longer, where
/// those are at least two and nearly all. Initials stand for the words that they begin. Names with other numbers are others.
fn nearness(one: &[String], other: &[String]) -> usize {
    let numbers = |words: &[String]| {
        let mut found: Vec<String> =
            words.iter().filter(|word| word.bytes().any(|byte| byte.is_ascii_digit())).cloned().collect();
        found.sort_unstable();
        found
    };
    if numbers(one) != numbers(other) {
        return 0;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let initials: String = long.iter().filter_map(|word| word.chars().next()).collect();
    let is_strong = |word: &&String| !WEAK.contains(&word.as_str()) && word.chars().count() > 1;
    let strong: Vec<&String> = short.iter().filter(is_strong).collect();
    let stands = |word: &&&String| {
        long.iter().any(|other| is_slip(word, other)) || (word.chars().count() >= 3 && initials.contains(word.as_str()))
    };
    let n = strong.iter().filter(stands).count();
    if n >= 2 && n * 4 >= strong.len() * 3 { n } else { 0 }
}

/// Returns whether two words are one, but for one letter where they are long.
fn is_slip(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    if short.len() < 5 || long.len() - short.len() > 1 {
        return false;
    }
    let before = short.iter().zip(long.iter()).take_while(|(one, other)| one == other).count();
    let behind = short.iter().rev().zip(long.iter().rev()).take_while(|(one, other)| one == other).count();
    let swapped = || {
        let pair = |word: &[char]| word.get(before).copied().zip(word.get(before + 1).copied());
        short.len() == long.len()
            && pair(short).is_some_and(|(a, b)| pair(long) == Some((b, a)))
            && short[before + 2..] == long[before + 2..]
    };
    before + behind + 1 >= long.len() || swapped()
}

/// The goals of a case by their names.
pub(super) struct Goals<'a> {
    known: Vec<Named<'a>>,
}

/// A goal, taken apart once: every heading and the first cell of every row are compared with it.
struct Named<'a> {
    goal: KnownGoal<'a>,
    /// The letters of its title and of its short label.
    letters: [String; 2],
    /// The words of its title.
    words: Vec<String>,
}

/// A goal that a heading names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FoundGoal<'a> {
    pub(super) id: GoalId,
    pub(super) title: &'a str,
    /// Whether it needs no answer.
    pub(super) is_sure: bool,
}

impl<'a> Goals<'a> {
    pub(super) fn of(known: &[KnownGoal<'a>]) -> Goals<'a> {
        let named = |goal: &KnownGoal<'a>| Named {
            goal: *goal,
            letters: [letters(goal.title), letters(goal.short)],
            words: words(goal.title),
        };
        Goals { known: known.iter().map(named).collect() }
    }

    pub(super) fn has(&self, id: GoalId) -> bool {
        self.known.iter().any(|named| named.goal.id == id)
    }

    /// Returns the goal that a heading names: the same, or the only one that has all of its words; surely so where the words are
    /// the same and not only their beginnings.
    pub(super) fn find(&self, heading: &str) -> Option<FoundGoal<'a>> {
        let said = letters(heading);
        if said.is_empty() || said.len() > 200 {
            return None;
        }
        let found = |named: &Named<'a>, is_sure| FoundGoal { id: named.goal.id, title: named.goal.title, is_sure };
        let only = |is: &dyn Fn(&Named<'a>) -> bool| {
            let mut all = self.known.iter().filter(|named| is(named));
            all.next().filter(|_| all.next().is_none())
        };
        if let Some(named) = only(&|named| named.letters.contains(&said)) {
            return Some(found(named, true));
        }
        let says_little = |word: &str| matches!(word, "the" | "of" | "and" | "a" | "an" | "for" | "to" | "in" | "our");
        // Headings may number what they name.
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        let own: Vec<String> =
            words(heading).into_iter().filter(|word| !says_little(word) && !is_number(word)).collect();
        if own.is_empty() {
            return None;
        }
        let has_all = |named: &Named<'a>, same: fn(&str, &str) -> bool| {
            own.iter().all(|word| named.words.iter().any(|other| same(word, other)))
        };
        only(&|named| has_all(named, |one, other| one == other))
            .map(|named| found(named, true))
            .or_else(|| only(&|named| has_all(named, same_stem)).map(|named| found(named, false)))
    }
}

/// Returns whether two words begin alike: "equity" and "equitable".
fn same_stem(one: &str, other: &str) -> bool {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let shorter = one.chars().count().min(other.chars().count());
    one == other || (same >= 5 && same + 3 >= shorter)
}

/// Returns whether a word of a name has Latin letters beside Cyrillic or Greek ones, which can look the same and are not.
pub(super) fn mixes_alphabets(name: &str) -> bool {
    let is_other = |letter: char| matches!(letter, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}');
    let mut words = name.split(|letter: char| !letter.is_alphabetic());
    words.any(|word| word.contains(|letter: char| letter.is_ascii_alphabetic()) && word.contains(is_other))
}

#[cfg(test)]
mod tests {
    use super::{Goals, Match, Names};
    use crate::id::{GoalId, InitiativeId};
    use crate::paste::{KnownGoal, KnownInitiative};

    #[test]
    fn names_are_the_same_or_near_or_others() {
        let known = [
            "Email Service Upgrade",
            "Treasury Building major upgrade of Local Area Network",
            "Liquidlogic",
            "Depot phase 1",
            "Hub",
            "hub",
            "Wythenshawe baths refurbishment",
        ];
        let known: Vec<KnownInitiative<'_>> =
            known.iter().zip(1..).map(|(name, id)| KnownInitiative::named(InitiativeId(id), name)).collect();
        let names = Names::of(&known);
        for (name, expected) in [
            ("email  service upgrade", Match::Is(0)),
            ("E-mail service upgrade", Match::Is(0)),
            ("Treasury Building LAN", Match::Near(1)),
            ("Treasury Buildings LAN", Match::Near(1)),
            ("Liquid Logic", Match::Is(2)),
            ("Depot phase 2", Match::None),
            ("HUB", Match::Several),
            ("Wythenshawe baths", Match::Near(6)),
            ("New system upgrade", Match::None),
            ("Town hall roof", Match::None),
            ("+++", Match::None),
        ] {
            assert_eq!(names.find(name, ""), expected, "{name}");
        }
    }

    #[test]
    fn a_heading_names_a_goal_by_its_words() {
        let titles = [
            "A thriving and sustainable city",
            "A highly skilled city",
            "A progressive and equitable city",
            "A liveable and low carbon city",
        ];
        let known: Vec<KnownGoal<'_>> =
            titles.iter().zip(1..).map(|(title, id)| KnownGoal { id: GoalId(id), title, short: "" }).collect();
        let goals = Goals::of(&known);
        let find = |heading: &str| goals.find(heading).map(|found| (found.id.0, found.is_sure));
        assert_eq!(find("Thriving & sustainable"), Some((1, true)));
        assert_eq!(find("a highly-skilled city"), Some((2, true)));
        assert_eq!(find("Equity"), Some((3, false)));
        assert_eq!(find("4. Low carbon"), Some((4, true)));
        assert_eq!([find("Wellbeing"), find("City"), find(""), find("Project")], [None; 4]);
    }
}
