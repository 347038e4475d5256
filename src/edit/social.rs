//! Edits of social value: what initiatives promise and have delivered, and the proxies that it is counted by.

use super::EditError;
use super::given::{Applied, issue, name, obeys, position, room, text};
use super::programme::{initiative, initiative_name};
use crate::case::Case;
use crate::id::{InitiativeId, ProxyId, SocialValueId};
use crate::limits::Limit;
use crate::programme::{Proxy, ProxyField, SocialField, SocialValue};
use std::sync::Arc;

/// A change of social value.
#[derive(Clone, Debug, PartialEq)]
pub enum SocialEdit {
    /// Adds a proxy. Its own id does not matter.
    AddProxy(Box<Proxy>),
    /// Changes a proxy, all but its id.
    ChangeProxy(ProxyId, Box<Proxy>),
    /// Removes a proxy, and all that is counted by it.
    RemoveProxy(ProxyId),
    /// Adds social value to an initiative. Its own id does not matter.
    AddValue(InitiativeId, Box<SocialValue>),
    /// Changes social value, all but its id.
    ChangeValue(SocialValueId, Box<SocialValue>),
    /// Moves social value to another initiative.
    PlaceValue(SocialValueId, InitiativeId),
    /// Removes social value.
    RemoveValue(SocialValueId),
}

impl SocialEdit {
    pub(super) fn apply(&self, case: &mut Case) -> Applied {
        match self {
            SocialEdit::AddProxy(given) => {
                let given = checked(given)?;
                room(&case.proxies, Limit::Proxies)?;
                let id = ProxyId(issue(&mut case.next_id)?);
                case.proxies.push(Arc::new(Proxy { id, ..given }));
            }
            SocialEdit::ChangeProxy(id, given) => {
                let at = position(case.proxies.iter().map(|proxy| proxy.id), *id, PROXY)?;
                case.proxies[at] = Arc::new(Proxy { id: *id, ..checked(given)? });
            }
            SocialEdit::RemoveProxy(id) => {
                let at = position(case.proxies.iter().map(|proxy| proxy.id), *id, PROXY)?;
                case.proxies.remove(at);
                let counts = |one: &SocialValue| one.proxy == *id;
                let all = case.programme.initiatives.iter_mut();
                for initiative in all.filter(|initiative| initiative.social_value.iter().any(counts)) {
                    Arc::make_mut(initiative).social_value.retain(|one| !counts(one));
                }
            }
            SocialEdit::AddValue(id, given) => {
                let given = valued(case, given)?;
                room(&initiative(case, *id)?.social_value, Limit::SocialValue)?;
                let own = SocialValueId(issue(&mut case.next_id)?);
                initiative(case, *id)?.social_value.push(SocialValue { id: own, ..given });
            }
            SocialEdit::ChangeValue(id, given) => {
                let given = SocialValue { id: *id, ..valued(case, given)? };
                let owner = owner(case, *id)?;
                let all = &mut initiative(case, owner)?.social_value;
                let at = position(all.iter().map(|one| one.id), *id, VALUE)?;
                all[at] = given;
            }
            SocialEdit::PlaceValue(id, to) => {
                let owner = owner(case, *id)?;
                room(&initiative(case, *to)?.social_value, Limit::SocialValue)?;
                if owner != *to {
                    let all = &mut initiative(case, owner)?.social_value;
                    let one = all.remove(position(all.iter().map(|one| one.id), *id, VALUE)?);
                    initiative(case, *to)?.social_value.push(one);
                }
            }
            SocialEdit::RemoveValue(id) => {
                let owner = owner(case, *id)?;
                initiative(case, owner)?.social_value.retain(|one| one.id != *id);
            }
        }
        Ok(())
    }

    pub(super) fn what(&self, case: &Case) -> String {
        let proxy = |id: ProxyId| case.proxy(id).map_or(PROXY, |proxy| &proxy.measure);
        let counted = |id: &SocialValueId| case.social_value(*id).map_or(VALUE, |one| proxy(one.proxy));
        match self {
            SocialEdit::AddProxy(given) => format!("Add proxy {}", given.measure.trim()),
            SocialEdit::ChangeProxy(id, _) => format!("Proxy {}", proxy(*id)),
            SocialEdit::RemoveProxy(id) => format!("Remove proxy {}", proxy(*id)),
            SocialEdit::AddValue(id, given) => {
                format!("Add social value {} to {}", proxy(given.proxy), initiative_name(case, *id))
            }
            SocialEdit::ChangeValue(id, _) => format!("Social value {}", counted(id)),
            SocialEdit::PlaceValue(id, _) => format!("Initiative of social value {}", counted(id)),
            SocialEdit::RemoveValue(id) => format!("Remove social value {}", counted(id)),
        }
    }

    pub(super) fn value(&self, case: &Case) -> String {
        let said = |texts: &[String]| {
            let texts: Vec<&str> = texts.iter().filter(|text| !text.is_empty()).map(String::as_str).collect();
            texts.join("; ")
        };
        match self {
            SocialEdit::ChangeProxy(id, _) => {
                case.proxy(*id).map_or_else(String::new, |proxy| said(&ProxyField::ALL.map(|field| field.text(proxy))))
            }
            SocialEdit::ChangeValue(id, _) => case.social_value(*id).map_or_else(String::new, |one| {
                let measure = case.proxy(one.proxy).map_or_else(String::new, |proxy| proxy.measure.clone());
                let texts: Vec<String> =
                    std::iter::once(measure).chain(SocialField::ALL.map(|field| field.text(one))).collect();
                said(&texts)
            }),
            SocialEdit::PlaceValue(id, _) => {
                owner(case, *id).map_or_else(|_| String::new(), |owner| initiative_name(case, owner).to_owned())
            }
            SocialEdit::AddProxy(_)
            | SocialEdit::RemoveProxy(_)
            | SocialEdit::AddValue(..)
            | SocialEdit::RemoveValue(_) => String::new(),
        }
    }
}

const PROXY: &str = "proxy";
const VALUE: &str = "social value";

fn checked(given: &Proxy) -> Result<Proxy, EditError> {
    let proxy = Proxy {
        measure: name(&given.measure)?,
        unit: text(&given.unit)?,
        source: text(&given.source)?,
        edition: text(&given.edition)?,
        place: text(&given.place)?,
        ..given.clone()
    };
    obeys(proxy.problem())?;
    Ok(proxy)
}

fn valued(case: &Case, given: &SocialValue) -> Result<SocialValue, EditError> {
    if case.proxy(given.proxy).is_none() {
        return Err(EditError::NotThere { what: PROXY });
    }
    let one = SocialValue { source: text(&given.source)?, ..given.clone() };
    obeys(one.problem())?;
    Ok(one)
}

fn owner(case: &Case, id: SocialValueId) -> Result<InitiativeId, EditError> {
    let has = |initiative: &&Arc<crate::programme::Initiative>| initiative.social_value.iter().any(|one| one.id == id);
    let found = case.programme.initiatives.iter().find(has);
    found.map(|initiative| initiative.id).ok_or(EditError::NotThere { what: VALUE })
}
