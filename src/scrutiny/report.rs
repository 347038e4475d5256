//! Rules on the report itself: what it leaves out, and what its sections say against its own facts.

use super::delivery::is_after;
use super::facts::{Facts, Initiative, Relation, Section};
use super::money::is_uncosted;
use super::words::{is_not_applicable, words};
use super::{Found, Level, Place};

/// What an initiative may be about that uses energy.
const USES_ENERGY: [&str; 4] = ["equipment", "building", "vehicles", "energy"];

/// Returns whether an initiative is about something that uses energy.
pub(super) fn uses_energy(one: &Initiative<'_>) -> bool {
    one.tags.iter().any(|tag| USES_ENERGY.contains(tag))
}

pub(super) fn scrutinise(facts: &Facts<'_>, found: &mut Found) {
    missing(facts, found);
    not_applicable(facts, found);
    resources(facts, found);
    equality(facts, found);
    unanswered(facts, found);
    metadata(facts, found);
}

impl Section<'_> {
    fn is_absent(&self) -> bool {
        is_not_applicable(self.answer)
    }
}

fn those<'a>(facts: &'a Facts<'a>, is: impl Fn(&Section<'a>) -> bool) -> Vec<Place> {
    let all = facts.sections.iter().enumerate();
    all.filter(|(_, section)| is(section)).map(|(at, _)| Place::Section(at)).collect()
}

/// `section_missing` (ask): a template wants a section since the meeting or before, and the report has none for it.
fn missing(facts: &Facts<'_>, found: &mut Found) {
    let Some(meeting) = facts.context.meeting else { return };
    let is_missing = |role: &str| !facts.sections.iter().any(|section| section.role == role);
    let wanted = facts.required.iter().enumerate();
    let wanted = wanted.filter(|(_, one)| !is_after(one.from, meeting) && is_missing(one.role));
    found.all("section_missing", Level::Ask, wanted.map(|(at, _)| Place::Required(at)).collect());
}

/// `section_na` (ask): sections that say "n/a" and not why. `options_na_but_listed` (error): so says that on other options,
/// and an initiative lists some. `carbon_na_but_equipment` (ask): so says that on carbon, and an initiative is about something
/// that uses energy.
fn not_applicable(facts: &Facts<'_>, found: &mut Found) {
    let bare = those(facts, |section| section.is_absent() && section.reason.is_empty());
    let n = i64::try_from(bare.len()).unwrap_or(i64::MAX);
    if !bare.is_empty() {
        found.push("section_na", Level::Ask, bare, &[("n", n)]);
    }
    if facts.initiatives.iter().any(|one| one.n_options > 0) {
        let options = those(facts, |section| section.role == "options" && section.is_absent());
        found.all("options_na_but_listed", Level::Error, options);
    }
    if facts.initiatives.iter().any(uses_energy) {
        let carbon =
            those(facts, |section| section.role == "carbon" && section.is_absent() && section.reason.is_empty());
        found.all("carbon_na_but_equipment", Level::Ask, carbon);
    }
}

/// `no_implications_but_risk` (error): the section on resources sees no implications, and a risk of resources is open.
/// `covered_but_uncosted` (ask): it says that all is covered, and nothing is costed, or money is spent without a budget.
fn resources(facts: &Facts<'_>, found: &mut Found) {
    let says = |section: &Section<'_>, two: [&str; 2]| words(section.answer).windows(2).any(|pair| pair == two);
    let sees_none = |section: &Section<'_>| {
        let all = words(section.answer);
        let is_none =
            |at: usize| all[at] == "no" && all[at..].iter().take(4).any(|word| word.starts_with("implication"));
        (0..all.len()).any(is_none)
    };
    let is_about = |section: &Section<'_>| section.role == "resources";
    if facts.risks.iter().any(|risk| risk.is_open && risk.category == "resources") {
        let places = those(facts, |section| is_about(section) && sees_none(section));
        found.all("no_implications_but_risk", Level::Error, places);
    }
    let unbudgeted = facts.relations.iter().any(|relation| matches!(relation, Relation::Spend { budget: None, .. }));
    if unbudgeted || is_uncosted(facts) {
        let covered = |section: &Section<'_>| {
            let all = words(section.answer);
            let denies = says(section, ["not", "covered"]);
            !denies && (all.iter().any(|word| word == "covered") || says(section, ["existing", "budgets"]))
        };
        found.all("covered_but_uncosted", Level::Ask, those(facts, |section| is_about(section) && covered(section)));
    }
}

/// `equality_asked_not_done` (error): somebody asked for an assessment of equality, nothing answers it, and the section on
/// equality begins with "No".
fn equality(facts: &Facts<'_>, found: &mut Found) {
    let is_asked = facts.actions.iter().any(|one| one.is_recommendation && one.about == "equality" && !one.is_answered);
    if is_asked {
        let denies = |section: &Section<'_>| {
            section.role == "equality"
                && (section.is_absent() || words(section.answer).first().is_some_and(|word| word == "no"))
        };
        found.all("equality_asked_not_done", Level::Error, those(facts, denies));
    }
}

/// `recommendation_unanswered` (ask): recommendations that the report does not answer.
fn unanswered(facts: &Facts<'_>, found: &mut Found) {
    let all = facts.actions.iter().enumerate();
    let open: Vec<Place> = all
        .filter(|(_, action)| action.is_recommendation && !action.is_answered)
        .map(|(at, _)| Place::Action(at))
        .collect();
    let n = i64::try_from(open.len()).unwrap_or(i64::MAX);
    if !open.is_empty() {
        found.push("recommendation_unanswered", Level::Ask, open, &[("n", n)]);
    }
}

/// `metadata` (note): the report does not say whose it is, when it is considered, or the role of who wrote it.
fn metadata(facts: &Facts<'_>, found: &mut Found) {
    if facts.initiatives.is_empty() && facts.sections.is_empty() {
        return;
    }
    let context = &facts.context;
    let lacking = [
        ("authority", context.authority.is_empty()),
        ("meeting", context.meeting.is_none()),
        ("author_role", context.author_role.is_empty()),
    ];
    let lacking = lacking.into_iter().filter(|(_, lacks)| *lacks).map(|(what, _)| Place::Lacking(what));
    found.all("metadata", Level::Note, lacking.collect());
}
