//! What of a [`CarbonLine`] is typed: how each thing is headed, printed and read.

use super::{CarbonLine, Confidence};
use crate::date::entry::{self, NoDate};
use crate::finite::{Finite, NotANumber};
use crate::print::{as_typed, date};

/// Something that is typed of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CarbonField {
    /// What saves or adds tonnes.
    What,
    /// From when.
    From,
    /// Until when.
    To,
    /// Tonnes within the council's boundary.
    Council,
    /// Tonnes in all.
    Total,
    /// The lower end of the total.
    Low,
    /// The upper end of the total.
    High,
    /// Tonnes that arise once.
    Once,
    /// Electricity.
    Kwh,
    /// What a kWh emits.
    Factor,
    /// What the figures rest on.
    Confidence,
    /// Whether the base line has it.
    InPlan,
    /// Where it was read.
    Source,
}

/// Why a text is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// It is no date.
    NoDate(NoDate),
    /// Something else was expected.
    Expected(&'static str),
}

impl std::fmt::Display for NotTaken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NotTaken::NoDate(refused) => refused.fmt(f),
            NotTaken::Expected(expected) => f.write_str(expected),
        }
    }
}

impl std::error::Error for NotTaken {}

impl From<NotANumber> for NotTaken {
    fn from(_: NotANumber) -> NotTaken {
        NotTaken::Expected("a number such as −186.1: saved tonnes are negative")
    }
}

impl CarbonField {
    /// All of them, as columns stand from left to right.
    pub const ALL: [CarbonField; 13] = [
        CarbonField::What,
        CarbonField::From,
        CarbonField::To,
        CarbonField::Council,
        CarbonField::Total,
        CarbonField::Low,
        CarbonField::High,
        CarbonField::Once,
        CarbonField::Kwh,
        CarbonField::Factor,
        CarbonField::Confidence,
        CarbonField::InPlan,
        CarbonField::Source,
    ];

    /// Returns what it is called at the head of a column.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            CarbonField::What => "Measure",
            CarbonField::From => "From",
            CarbonField::To => "Until",
            CarbonField::Council => "Council, t a year",
            CarbonField::Total => "Total, t a year",
            CarbonField::Low => "Lowest total",
            CarbonField::High => "Highest total",
            CarbonField::Once => "Once, t",
            CarbonField::Kwh => "kWh a year",
            CarbonField::Factor => "kg a kWh",
            CarbonField::Confidence => "Rests on",
            CarbonField::InPlan => "In the base line",
            CarbonField::Source => "Source",
        }
    }

    /// Returns whether it is a figure.
    #[must_use]
    pub fn is_number(self) -> bool {
        use CarbonField::{Council, Factor, High, Kwh, Low, Once, Total};
        matches!(self, Council | Total | Low | High | Once | Kwh | Factor)
    }

    /// Returns the words that it is chosen from; none where it is typed.
    #[must_use]
    pub fn choices(self) -> Vec<&'static str> {
        match self {
            CarbonField::Confidence => std::iter::once("–").chain(Confidence::ALL.map(Confidence::word)).collect(),
            CarbonField::InPlan => vec!["No", "Yes"],
            _ => Vec::new(),
        }
    }

    /// Returns it as it is shown; empty where nothing is said.
    #[must_use]
    pub fn text(self, line: &CarbonLine) -> String {
        let number = |number: Option<Finite>| number.map_or_else(String::new, |number| as_typed(number.get()));
        match self {
            CarbonField::What => line.what.clone(),
            CarbonField::From => line.from.map_or_else(String::new, date),
            CarbonField::To => line.to.map_or_else(String::new, date),
            CarbonField::Council => number(line.council_t),
            CarbonField::Total => number(line.total_t),
            CarbonField::Low => number(line.low_t),
            CarbonField::High => number(line.high_t),
            CarbonField::Once => number(line.one_off_total_t),
            CarbonField::Kwh => number(line.kwh),
            CarbonField::Factor => number(line.factor),
            CarbonField::Confidence => line.confidence.map_or("", Confidence::word).to_owned(),
            CarbonField::InPlan => if line.in_plan { "Yes" } else { "" }.to_owned(),
            CarbonField::Source => line.source.clone(),
        }
    }

    /// Puts what was typed into a line.
    ///
    /// # Errors
    /// [`NotTaken`] says what was expected; the line is then as it was.
    ///
    /// # Example
    /// ```
    /// use weighbridge::id::CarbonLineId;
    /// use weighbridge::programme::{CarbonField, CarbonLine};
    /// let mut line = CarbonLine::named(CarbonLineId(1), "Heat pumps");
    /// CarbonField::Council.put(&mut line, "−1,240.5").unwrap();
    /// CarbonField::From.put(&mut line, "2026/27").unwrap();
    /// assert_eq!(CarbonField::From.text(&line), "April 2026");
    /// assert!(CarbonField::Total.put(&mut line, "about 9").is_err());
    /// ```
    pub fn put(self, line: &mut CarbonLine, text: &str) -> Result<(), NotTaken> {
        let text = text.trim();
        let number = || Finite::read(text).map_err(NotTaken::from);
        let typed = |read: fn(&str) -> Result<crate::date::Date, NoDate>| match text {
            "" => Ok(None),
            text => {
                let found = read(text).or_else(|refused| entry::read_event(text).map_err(|_| refused));
                found.map(Some).map_err(NotTaken::NoDate)
            }
        };
        match self {
            CarbonField::What => line.what = text.to_owned(),
            CarbonField::From => line.from = typed(entry::read_start)?,
            CarbonField::To => line.to = typed(entry::read_end)?,
            CarbonField::Council => line.council_t = number()?,
            CarbonField::Total => line.total_t = number()?,
            CarbonField::Low => line.low_t = number()?,
            CarbonField::High => line.high_t = number()?,
            CarbonField::Once => line.one_off_total_t = number()?,
            CarbonField::Kwh => line.kwh = number()?,
            CarbonField::Factor => line.factor = number()?,
            CarbonField::Confidence => line.confidence = confidence(text)?,
            CarbonField::InPlan => line.in_plan = yes_or_no(text)?,
            CarbonField::Source => line.source = text.to_owned(),
        }
        Ok(())
    }
}

fn confidence(text: &str) -> Result<Option<Confidence>, NotTaken> {
    let is = |one: &Confidence| one.word().eq_ignore_ascii_case(text);
    match text {
        "" | "–" => Ok(None),
        _ => match Confidence::ALL.into_iter().find(is) {
            Some(found) => Ok(Some(found)),
            None => Err(NotTaken::Expected("evidence, judgement or guess")),
        },
    }
}

fn yes_or_no(text: &str) -> Result<bool, NotTaken> {
    match text.to_lowercase().as_str() {
        "yes" | "y" => Ok(true),
        "no" | "n" | "" | "–" | "-" => Ok(false),
        _ => Err(NotTaken::Expected("yes or no")),
    }
}

#[cfg(test)]
mod tests {
    use super::CarbonField;
    use crate::id::CarbonLineId;
    use crate::programme::CarbonLine;

    #[test]
    fn what_is_shown_is_read_back() {
        let mut line = CarbonLine::named(CarbonLineId(1), "");
        let typed =
            ["Pumps", "April 2026", "March 2036", "−120", "−1,240.5", "−1,300", "−900", "3.5", "−525,000", "0.177"];
        for (field, text) in CarbonField::ALL.into_iter().zip(typed.into_iter().chain(["Guess", "Yes", "Annex B"])) {
            field.put(&mut line, text).unwrap();
            assert_eq!(field.text(&line), text);
        }
        for field in CarbonField::ALL {
            field.put(&mut line, "").unwrap();
            assert_eq!(field.text(&line), "");
        }
        assert_eq!(line, CarbonLine::named(CarbonLineId(1), ""));
        for (field, text) in
            [(CarbonField::Confidence, "sure"), (CarbonField::InPlan, "maybe"), (CarbonField::To, "soon")]
        {
            assert!(field.put(&mut line, text).is_err(), "{text}");
        }
    }
}
