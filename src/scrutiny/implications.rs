//! Rules on implications: an answer that says too little to be one, and what equality and carbon ask beyond an answer.

use super::facts::{Facts, Implication, Initiative};
use super::report::uses_energy;
use super::words::{n_cues, words};
use super::{Found, Level, Place};
use crate::programme::ImplicationAnswer;

/// The three aims of the public sector equality duty, each by beginnings of words that speak of it.
///
/// # Reference
/// Equality Act 2010, section 149(1).
const AIMS: [&[&str]; 3] = [&["discriminat", "harass", "victimis"], &["opportunit"], &["good relations", "foster"]];

/// Words with which something is done on a screen alone, whole or by their beginning.
const ONLINE: [&str; 3] = ["online", "portal", "digital"];
const ONLINE_WHOLE: [&str; 2] = ["app", "apps"];

/// Beginnings of words that speak of whoever cannot follow there.
const LEFT_OUT: [&str; 6] = ["exclu", "offline", "left out", "without access", "cannot use", "face to face"];

pub(super) fn scrutinise(facts: &Facts<'_>, found: &mut Found) {
    let those = |is: &dyn Fn(&Initiative<'_>, &Implication<'_>) -> bool| {
        let all = facts.initiatives.iter().enumerate();
        let places = all.flat_map(|(at, one)| {
            let own = one.implications.iter().enumerate().filter(|(_, found)| is(one, found));
            own.map(|(answer, _)| Place::Implication(at, answer)).collect::<Vec<Place>>()
        });
        places.collect::<Vec<Place>>()
    };
    bare(&those, found);
    equality(&those, found);
    carbon(facts, &those, found);
}

/// Returns the implications of all initiatives that are so.
type Those<'a> = &'a dyn Fn(&dyn Fn(&Initiative<'_>, &Implication<'_>) -> bool) -> Vec<Place>;

/// `implication_na_bare` (ask): the question is said not to apply, and not why. `implication_none_unsigned` (ask): there are said
/// to be none, and not when somebody looked or in which role. `implication_yes_bare` (ask): there are some, and nothing is said
/// of them.
fn bare(those: Those<'_>, found: &mut Found) {
    let absent = |one: &Implication<'_>| one.answer == ImplicationAnswer::NotApplicable && one.reason.is_empty();
    found.all("implication_na_bare", Level::Ask, those(&|_, one| absent(one)));
    let unsigned = |one: &Implication<'_>| one.answer == ImplicationAnswer::None && !(one.has_date && one.has_role);
    found.all("implication_none_unsigned", Level::Ask, those(&|_, one| unsigned(one)));
    let silent = |one: &Implication<'_>| one.answer == ImplicationAnswer::Yes && one.text.is_empty();
    found.all("implication_yes_bare", Level::Ask, those(&|_, one| silent(one)));
}

/// `equality_aims` (ask): equality is answered with words, "yes" or "none", and they speak of fewer than the three aims of the
/// duty. `digital_exclusion` (ask): name or tags of an initiative speak of what is done online, in an app, through a portal or
/// digitally, and the words on equality of nobody who is left out.
fn equality(those: Those<'_>, found: &mut Found) {
    let is_equality = |one: &Implication<'_>| one.role == "equality" && one.answer != ImplicationAnswer::NotApplicable;
    let aims = |one: &Implication<'_>| AIMS.iter().filter(|cues| n_cues(one.text, cues) > 0).count();
    let aimless = |one: &Implication<'_>| is_equality(one) && !one.text.is_empty() && aims(one) < AIMS.len();
    found.all("equality_aims", Level::Ask, those(&|_, one| aimless(one)));
    let unseen = |one: &Implication<'_>| one.role == "equality" && n_cues(&said(one), &LEFT_OUT) == 0;
    found.all("digital_exclusion", Level::Ask, those(&|owner, one| is_online(owner) && unseen(one)));
}

/// `carbon_implication_thin` (ask): an initiative is about equipment, a building, vehicles or energy, and its implications for
/// carbon are said to be none or not to apply, with nothing said beside it. `carbon_implication_missing` (ask): so is an
/// initiative for which other implications are answered and those for carbon are not.
fn carbon(facts: &Facts<'_>, those: Those<'_>, found: &mut Found) {
    let thin = |one: &Implication<'_>| {
        one.role == "carbon" && one.answer != ImplicationAnswer::Yes && said(one).trim().is_empty()
    };
    found.all("carbon_implication_thin", Level::Ask, those(&|owner, one| uses_energy(owner) && thin(one)));
    let is_missing = |one: &Initiative<'_>| {
        uses_energy(one) && !one.implications.is_empty() && !one.implications.iter().any(|found| found.role == "carbon")
    };
    let missing = facts.initiatives.iter().enumerate().filter(|(_, one)| is_missing(one));
    let missing = missing.map(|(at, _)| Place::Initiative(at)).collect();
    found.all("carbon_implication_missing", Level::Ask, missing);
}

fn said(one: &Implication<'_>) -> String {
    format!("{} {}", one.text, one.reason)
}

fn is_online(one: &Initiative<'_>) -> bool {
    let texts = std::iter::once(&one.name).chain(&one.tags);
    texts
        .into_iter()
        .any(|text| n_cues(text, &ONLINE) > 0 || words(text).iter().any(|word| ONLINE_WHOLE.contains(&word.as_str())))
}
