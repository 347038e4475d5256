//! What of a [`SocialValue`] and a [`Proxy`] is typed: how each thing is headed, printed and read.

use super::{Proxy, SocialState, SocialValue};
use crate::date::Date;
use crate::date::entry::{self, NoDate};
use crate::finite::Finite;
use crate::pence::{PoundsError, read_pounds};
use crate::print::{as_typed, date, money};
use crate::programme::carbon::NotTaken;

/// Something that is typed of social value. What it counts is chosen apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SocialField {
    /// Whether it is a promise.
    State,
    /// How many.
    Quantity,
    /// From when.
    From,
    /// Until when.
    To,
    /// The share that is its doing.
    Attribution,
    /// The share that would have come anyway.
    Deadweight,
    /// Where it was read.
    Source,
}

/// Something that is typed of a proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProxyField {
    /// What is counted.
    Measure,
    /// What one of it is.
    Unit,
    /// What one is worth.
    Value,
    /// Who says so.
    Source,
    /// In which edition.
    Edition,
    /// For which place.
    Place,
}

const A_SHARE: NotTaken = NotTaken::Expected("a share such as 50% or 0.5");

impl SocialField {
    /// All of them, as columns stand from left to right.
    pub const ALL: [SocialField; 7] = [
        SocialField::State,
        SocialField::Quantity,
        SocialField::From,
        SocialField::To,
        SocialField::Attribution,
        SocialField::Deadweight,
        SocialField::Source,
    ];

    /// Returns what it is called at the head of a column.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            SocialField::State => "State",
            SocialField::Quantity => "How many",
            SocialField::From => "From",
            SocialField::To => "Until",
            SocialField::Attribution => "Its doing",
            SocialField::Deadweight => "Would have come anyway",
            SocialField::Source => "Source",
        }
    }

    /// Returns whether it is a figure.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, SocialField::Quantity | SocialField::Attribution | SocialField::Deadweight)
    }

    /// Returns it as it is shown; empty where nothing is said.
    #[must_use]
    pub fn text(self, one: &SocialValue) -> String {
        let share = |share: Option<Finite>| {
            // A share is typed in parts of a hundred, and 0.07 times 100 is not quite 7.
            share.map_or_else(String::new, |share| format!("{}%", as_typed(libm::round(share.get() * 1e8) / 1e6)))
        };
        match self {
            SocialField::State => one.state.word().to_owned(),
            SocialField::Quantity => one.quantity.map_or_else(String::new, |quantity| as_typed(quantity.get())),
            SocialField::From => one.from.map_or_else(String::new, date),
            SocialField::To => one.to.map_or_else(String::new, date),
            SocialField::Attribution => share(one.attribution),
            SocialField::Deadweight => share(one.deadweight),
            SocialField::Source => one.source.clone(),
        }
    }

    /// Puts what was typed into it. A share is "50%" or "0.5".
    ///
    /// # Errors
    /// [`NotTaken`] says what was expected; it is then as it was.
    pub fn put(self, one: &mut SocialValue, text: &str) -> Result<(), NotTaken> {
        let text = text.trim();
        match self {
            SocialField::State => {
                let found = SocialState::ALL.into_iter().find(|state| state.word().eq_ignore_ascii_case(text));
                one.state = found.ok_or(NotTaken::Expected("promised or delivered"))?;
            }
            SocialField::Quantity => {
                one.quantity = Finite::read(text).map_err(|_| NotTaken::Expected("a number such as 4 or 2.5"))?;
            }
            SocialField::From => one.from = typed(text, entry::read_start)?,
            SocialField::To => one.to = typed(text, entry::read_end)?,
            SocialField::Attribution => one.attribution = share(text)?,
            SocialField::Deadweight => one.deadweight = share(text)?,
            SocialField::Source => one.source = text.to_owned(),
        }
        Ok(())
    }
}

fn typed(text: &str, read: fn(&str) -> Result<Date, NoDate>) -> Result<Option<Date>, NotTaken> {
    if text.is_empty() {
        return Ok(None);
    }
    let found = read(text).or_else(|refused| entry::read_event(text).map_err(|_| refused));
    found.map(Some).map_err(NotTaken::NoDate)
}

fn share(text: &str) -> Result<Option<Finite>, NotTaken> {
    let number = |text: &str| Finite::read(text).map_err(|_| A_SHARE);
    let found = match text.strip_suffix('%') {
        None => number(text)?,
        Some(hundredths) => {
            let hundredths = number(hundredths)?.ok_or(A_SHARE)?;
            Some(Finite::new(hundredths.get() / 100.0).ok_or(A_SHARE)?)
        }
    };
    if found.is_some_and(|share| !(0.0..=1.0).contains(&share.get())) { Err(A_SHARE) } else { Ok(found) }
}

impl ProxyField {
    /// All of them, as columns stand from left to right.
    pub const ALL: [ProxyField; 6] = [
        ProxyField::Measure,
        ProxyField::Unit,
        ProxyField::Value,
        ProxyField::Source,
        ProxyField::Edition,
        ProxyField::Place,
    ];

    /// Returns what it is called at the head of a column.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            ProxyField::Measure => "What is counted",
            ProxyField::Unit => "Unit",
            ProxyField::Value => "One is worth",
            ProxyField::Source => "Source",
            ProxyField::Edition => "Edition",
            ProxyField::Place => "Place",
        }
    }

    /// Returns it as it is shown; empty where nothing is said.
    #[must_use]
    pub fn text(self, proxy: &Proxy) -> String {
        match self {
            ProxyField::Measure => proxy.measure.clone(),
            ProxyField::Unit => proxy.unit.clone(),
            ProxyField::Value => proxy.value.map_or_else(String::new, money),
            ProxyField::Source => proxy.source.clone(),
            ProxyField::Edition => proxy.edition.clone(),
            ProxyField::Place => proxy.place.clone(),
        }
    }

    /// Puts what was typed into it.
    ///
    /// # Errors
    /// [`NotTaken`] says what was expected; it is then as it was.
    pub fn put(self, proxy: &mut Proxy, text: &str) -> Result<(), NotTaken> {
        let text = text.trim();
        let words = || text.to_owned();
        match self {
            ProxyField::Measure => proxy.measure = words(),
            ProxyField::Unit => proxy.unit = words(),
            ProxyField::Value if text.is_empty() => proxy.value = None,
            ProxyField::Value => {
                let expected = NotTaken::Expected(PoundsError::EXPECTED);
                proxy.value = Some(read_pounds(text).map_err(|_| expected)?);
            }
            ProxyField::Source => proxy.source = words(),
            ProxyField::Edition => proxy.edition = words(),
            ProxyField::Place => proxy.place = words(),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{ProxyField, SocialField};
    use crate::id::{ProxyId, SocialValueId};
    use crate::programme::{Proxy, SocialValue};

    #[test]
    fn what_is_shown_is_read_back() {
        let mut one = SocialValue::by(SocialValueId(1), ProxyId(2));
        let typed = ["Delivered", "4", "April 2026", "March 2028", "7%", "12.5%", "Bid, page 9"];
        for (field, text) in SocialField::ALL.into_iter().zip(typed) {
            field.put(&mut one, text).unwrap();
            assert_eq!(field.text(&one), text);
        }
        SocialField::Attribution.put(&mut one, "0.5").unwrap();
        assert_eq!(SocialField::Attribution.text(&one), "50%");
        for text in ["50", "120%", "-1%", "%", "half"] {
            assert!(SocialField::Attribution.put(&mut one, text).is_err(), "{text}");
        }
        let mut proxy = Proxy::named(ProxyId(2), "");
        for (field, text) in ProxyField::ALL.into_iter().zip(["Jobs", "year", "£30,500", "TOMs", "2026", "City"]) {
            field.put(&mut proxy, text).unwrap();
            assert_eq!(field.text(&proxy), text);
        }
        assert!(ProxyField::Value.put(&mut proxy, "lots").is_err());
    }
}
