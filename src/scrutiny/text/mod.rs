//! The report's own text, read as a careful reader reads it: numbers of paragraphs, references, spellings, periods, the order
//! that a summary promises; and what the text claims that could be recorded.
//!
//! Each rule stands with its formula above it. None takes longer than in proportion to the text, and none gives more than
//! [`MOST`] findings. What a text does not say plainly is not found: a reader who is warned of nothing reads on.

mod claims;
mod lines;
mod numbering;
mod order;
mod periods;
mod references;
mod sections;
mod spellings;

pub use claims::Claim;
pub use sections::Absent;

use super::Level;
use crate::date::Date;
use crate::personal;
use lines::Text;
use std::borrow::Cow;

/// How many findings a rule gives at most.
pub const MOST: usize = 50;

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What a careful reader would ask, rule by rule.
    pub findings: Vec<Finding>,
    /// How many more there are than are given.
    pub n_more: usize,
    /// How many of something the text claims there are.
    pub claims: Vec<Claim>,
    /// Sections that say that they do not apply, and no more.
    pub absent: Vec<Absent>,
    /// E-mail addresses, telephone numbers and names of contacts, each once.
    pub personal: Vec<String>,
    /// How many numbered paragraphs there are.
    pub n_numbered: usize,
    /// How many paragraphs there are.
    pub n_paragraphs: usize,
}

/// Something that a careful reader would ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is found.
    pub kind: Kind,
    /// The number of the paragraph, or of the last one that has one; empty before the first.
    pub paragraph: String,
}

/// What is found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Two paragraphs have the same number.
    NumberTwice {
        /// The number.
        number: String,
    },
    /// A number is left out.
    NumberSkipped {
        /// The first that is missing.
        missing: String,
        /// How many are.
        n: usize,
        /// The number that comes instead.
        next: String,
    },
    /// A paragraph is referred to that is about something else.
    ReferenceMisses {
        /// The number that is given.
        to: String,
        /// What it is said to be about.
        about: String,
        /// Where that stands.
        stands: String,
    },
    /// A paragraph is referred to that is not there.
    ReferenceToNothing {
        /// The number that is given.
        to: String,
    },
    /// One name is written in several ways.
    Spellings {
        /// The ways, the most frequent first, each with how often it stands.
        forms: Vec<(String, usize)>,
    },
    /// A period is spoken of as current that was over.
    PeriodOver {
        /// The period as it stands.
        period: String,
        /// Its last year.
        ended: i32,
        /// The sentence.
        sentence: String,
    },
    /// Two sections stand in another order than the summary promises.
    OrderDiffers {
        /// What the summary names first.
        first: String,
        /// What it names later, and the report has before.
        second: String,
    },
    /// The summary promises something that has no section.
    Promised {
        /// What.
        what: String,
    },
}

impl Kind {
    /// Returns the name of its rule.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        match self {
            Kind::NumberTwice { .. } => "number_twice",
            Kind::NumberSkipped { .. } => "number_skipped",
            Kind::ReferenceMisses { .. } => "reference_misses",
            Kind::ReferenceToNothing { .. } => "reference_to_nothing",
            Kind::Spellings { .. } => "spellings",
            Kind::PeriodOver { .. } => "period_over",
            Kind::OrderDiffers { .. } => "order_differs",
            Kind::Promised { .. } => "promised_section_missing",
        }
    }

    /// Returns everything that it says, piece by piece: while none of it changes, it is the same finding.
    #[must_use]
    pub fn facts(&self) -> Vec<String> {
        match self {
            Kind::NumberTwice { number } => vec![number.clone()],
            Kind::NumberSkipped { missing, n, next } => vec![missing.clone(), n.to_string(), next.clone()],
            Kind::ReferenceMisses { to, about, stands } => vec![to.clone(), about.clone(), stands.clone()],
            Kind::ReferenceToNothing { to } => vec![to.clone()],
            Kind::Spellings { forms } => forms.iter().map(|(form, n)| format!("{form} {n}")).collect(),
            Kind::PeriodOver { period, ended, sentence } => vec![period.clone(), ended.to_string(), sentence.clone()],
            Kind::OrderDiffers { first, second } => vec![first.clone(), second.clone()],
            Kind::Promised { what } => vec![what.clone()],
        }
    }

    /// Returns how grave it is.
    #[must_use]
    pub fn level(&self) -> Level {
        match self {
            Kind::NumberTwice { .. } | Kind::ReferenceToNothing { .. } => Level::Error,
            Kind::ReferenceMisses { .. } | Kind::PeriodOver { .. } | Kind::Promised { .. } => Level::Ask,
            Kind::NumberSkipped { .. } | Kind::Spellings { .. } | Kind::OrderDiffers { .. } => Level::Note,
        }
    }
}

/// The findings of a rule, as they are gathered.
#[derive(Default)]
struct Found {
    all: Vec<Finding>,
    n_of_rule: usize,
    n_more: usize,
}

impl Found {
    fn begin_rule(&mut self) {
        self.n_of_rule = 0;
    }

    fn push(&mut self, paragraph: &str, kind: Kind) {
        self.n_of_rule += 1;
        if self.n_of_rule > MOST {
            self.n_more += 1;
        } else {
            self.all.push(Finding { kind, paragraph: paragraph.to_owned() });
        }
    }
}

/// Returns a text as the rules read it: one kind of space and of line end, and nothing that is not seen.
#[must_use]
pub fn cleaned(text: &str) -> Cow<'_, str> {
    let is_plain = |letter: char| {
        !matches!(letter, '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{a0}' | '\u{ad}')
            && !matches!(letter, '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}')
            && !matches!(letter, '\u{3000}' | '\u{feff}')
    };
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => cleaned.push(' '),
            '\u{ad}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => {}
            letter => cleaned.push(letter),
        }
    }
    Cow::Owned(cleaned)
}

/// Reads the text of a report that is considered, or of figures, as at a date. Without a date nothing is said of periods.
///
/// # Example
/// ```
/// use weighbridge::scrutiny::text::read;
/// let text = "6.5 Two items are red.\n6.6 Tariffs were tendered.\n6.6 Continuity is at risk.\nSee paragraph 9.4.";
/// let found = read(text, None);
/// let rules: Vec<&str> = found.findings.iter().map(|one| one.kind.rule()).collect();
/// assert_eq!(rules, ["number_twice"]);
/// assert_eq!(found.claims[0].n, 2);
/// ```
#[must_use]
pub fn read(text: &str, as_at: Option<Date>) -> Reading {
    let cleaned = cleaned(text);
    let text = Text::of(&cleaned);
    let mut found = Found::default();
    numbering::read(&text, &mut found);
    references::read(&text, &mut found);
    spellings::read(&text, &mut found);
    periods::read(&text, as_at, &mut found);
    order::read(&text, &mut found);
    let mut personal: Vec<String> = Vec::new();
    let addresses = personal::addresses(&cleaned).into_iter().chain(contacts(&cleaned));
    for one in addresses {
        if personal.len() < MOST && !personal.iter().any(|other| other == one) {
            personal.push(one.to_owned());
        }
    }
    Reading {
        findings: found.all,
        n_more: found.n_more,
        claims: claims::read(&text),
        absent: sections::read(&text),
        personal,
        n_numbered: text.paragraphs.iter().filter(|one| one.number.is_some()).count(),
        n_paragraphs: text.paragraphs.len(),
    }
}

/// Returns the names that stand behind "Name:" or "Contact:", as reports give their contact officers.
fn contacts(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let (label, name) = line.split_once(':')?;
        let label = label.trim();
        let is_contact = ["name", "contact", "contact officer"].iter().any(|word| label.eq_ignore_ascii_case(word));
        Some(name.trim()).filter(|name| is_contact && personal::looks_like_a_person(name))
    })
}

/// Returns a text without e-mail addresses, telephone numbers and names of contacts: an ellipsis stands for each.
///
/// # Example
/// ```
/// use weighbridge::scrutiny::text::without_personal;
/// let text = "Name: Jo Bloggs\nPosition: Head of ICT\nTelephone: 0161 496 0000";
/// assert_eq!(without_personal(text), "Name: …\nPosition: Head of ICT\nTelephone: …");
/// ```
#[must_use]
pub fn without_personal(text: &str) -> String {
    let names: Vec<(usize, usize)> =
        contacts(text).map(|name| (name.as_ptr() as usize - text.as_ptr() as usize, name.len())).collect();
    let (mut kept, mut from) = (String::with_capacity(text.len()), 0);
    for (at, length) in names {
        kept.push_str(&text[from..at]);
        kept.push('…');
        from = at + length;
    }
    kept.push_str(&text[from..]);
    personal::without_addresses(&kept).0
}
