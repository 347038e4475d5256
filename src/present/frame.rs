//! What the frame of an appraisal says: what is decided, by whom, what is still to add, and what was left out.

use super::{Progress, date, list};
use crate::appraisal::{Appraisal, Dropped, Role, Stage};
use crate::case::Context;

/// Returns what is decided, by whom and when, and what of the frame is still to add.
///
/// # Example
/// ```
/// use weighbridge::{appraisal::Appraisal, case::Context, id::AppraisalId, present::frame_progress};
/// let appraisal = Appraisal::titled(AppraisalId(1), "Where the depot goes");
/// let context = Context { committee: "Executive".into(), ..Context::default() };
/// let words = frame_progress(&context, &appraisal);
/// assert_eq!(words.finding, "Where the depot goes: to be decided by Executive.");
/// assert!(words.open.starts_with("Still to add: whose paper it is, the date of the meeting,"));
/// ```
#[must_use]
pub fn frame_progress(context: &Context, appraisal: &Appraisal) -> Progress {
    let bodies: Vec<&str> =
        [context.committee.as_str(), context.authority.as_str()].into_iter().filter(|body| !body.is_empty()).collect();
    let on = context.meeting.map_or_else(String::new, |meeting| match meeting.is_day() {
        true => format!(" on {}", date(meeting)),
        false => format!(" in {}", date(meeting)),
    });
    let who = match bodies.as_slice() {
        [] if on.is_empty() => None,
        [] => Some(format!("to be decided{on}")),
        bodies => Some(format!(
            "to be decided by {}{}{on}",
            bodies.join(", "),
            if on.is_empty() || bodies.len() == 1 { "" } else { "," }
        )),
    };
    let title = appraisal.title.trim_end_matches(['.', ':']);
    // A question stands by itself.
    let stands_alone = title.ends_with(['?', '!']);
    let finding = match who {
        None if stands_alone => title.to_owned(),
        None => format!("{title}."),
        Some(who) if stands_alone => format!("{title} {}.", capital(&who)),
        Some(who) => format!("{title}: {who}."),
    };
    let open = frame_gaps(context, appraisal);
    let open = if open.is_empty() { String::new() } else { format!("Still to add: {}.", list(&open)) };
    Progress { finding, open }
}

/// Returns what of the frame is still to add.
pub(super) fn frame_gaps(context: &Context, appraisal: &Appraisal) -> Vec<&'static str> {
    let frame = &appraisal.frame;
    let has_committee = !context.committee.is_empty();
    let decides = has_committee || !context.authority.is_empty();
    [
        (!decides, "who decides"),
        (decides && !has_committee, "the committee"),
        (context.authority.is_empty(), "whose paper it is"),
        (context.meeting.is_none(), "the date of the meeting"),
        (appraisal.basis.is_empty(), "the assumptions"),
        (frame.stage.is_none(), "the stage"),
        (frame.guidance.is_empty(), "the guidance"),
        (frame.room.is_empty(), "who is in the room"),
    ]
    .into_iter()
    .filter(|(is_open, _)| *is_open)
    .map(|(_, words)| words)
    .collect()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Returns a stage with what it means; "Not chosen yet" where none is given.
#[must_use]
pub fn stage_words(stage: Option<Stage>) -> &'static str {
    match stage {
        None => "Not chosen yet",
        Some(Stage::Longlist) => "Longlist: many options are cut to a few",
        Some(Stage::Shortlist) => "Shortlist: a few options are compared in full",
        Some(Stage::PreferredOption) => "Preferred option: one option is put forward",
    }
}

/// Returns what a declared materiality, in points from 0 to 100, means for the results.
#[must_use]
pub fn materiality_words(points: f64) -> String {
    if points <= 0.0 {
        return "Any lead counts, however small.".to_owned();
    }
    let points = super::as_typed(points);
    let noun = if points == "1" { "point" } else { "points" };
    format!(
        "If the first option is less than {points} {noun} ahead of the second, the results say that there is no clear leader, and what would decide it."
    )
}

/// Returns what is wrong with the roles of the options, as a sentence, if anything: nothing to compare with and no reason
/// why, or more than one option to compare with.
#[must_use]
pub fn baseline_problem(appraisal: &Appraisal) -> Option<&'static str> {
    let of = |role: Role| appraisal.alternatives.iter().filter(|option| option.role == role).count();
    let explained = appraisal.dropped.iter().any(|dropped| dropped.role == Role::BusinessAsUsual);
    match of(Role::BusinessAsUsual) {
        1 => None,
        0 if appraisal.alternatives.is_empty() => None,
        // The reason is on the page, among what was left out.
        0 if explained => None,
        0 => Some("No option is business as usual, so there is nothing to compare with. Give one that role."),
        _ => Some("More than one option is business as usual. Only the first is compared with."),
    }
}

/// Returns the question that is asked when an option is left out.
#[must_use]
pub fn why_left_out(appraisal: &Appraisal, role: Role, name: &str) -> String {
    let last = appraisal.alternatives.iter().filter(|option| option.role == role).count() == 1;
    match role {
        Role::BusinessAsUsual if last => "Why is there no business as usual?".to_owned(),
        Role::DoMinimum if last => "Why is there no do-minimum option?".to_owned(),
        _ => format!("Why is {name} left out?"),
    }
}

/// Returns what an option that was left out was: its name, with the part it would have played where the name does not say it.
#[must_use]
pub fn dropped_words(dropped: &Dropped) -> String {
    let role = dropped.role.word();
    let said = dropped.role == Role::Candidate || dropped.name.to_lowercase().contains(&role.to_lowercase());
    if said { dropped.name.clone() } else { format!("{} ({role})", dropped.name) }
}

#[cfg(test)]
mod tests {
    use super::{baseline_problem, dropped_words, frame_progress, materiality_words, stage_words, why_left_out};
    use crate::appraisal::{Appraisal, Dropped, Role, Stage};
    use crate::case::{Case, Context};
    use crate::edit::{AppraisalEdit, CaseEdit, Edit, FrameEdit, OptionEdit, apply};
    use crate::unknown::Unknown;

    fn started() -> Case {
        apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into()))).unwrap()
    }

    fn edited(case: &Case, edits: impl IntoIterator<Item = AppraisalEdit>) -> Case {
        let id = case.appraisals[0].id;
        edits.into_iter().fold(case.clone(), |case, edit| apply(&case, &Edit::Appraisal(id, edit)).unwrap())
    }

    #[test]
    fn the_finding_says_who_decides_and_when() {
        let appraisal = &started().appraisals[0];
        let finding = |committee: &str, authority: &str, meeting: &str| {
            let context = Context {
                committee: committee.into(),
                authority: authority.into(),
                meeting: meeting.parse().ok(),
                ..Context::default()
            };
            frame_progress(&context, appraisal).finding
        };
        assert_eq!(finding("", "", ""), "Depots.");
        assert_eq!(finding("", "", "2020-02"), "Depots: to be decided in February 2020.");
        assert_eq!(finding("Executive", "", "2020-02-12"), "Depots: to be decided by Executive on 12 February 2020.");
        assert_eq!(
            finding("Executive", "Anytown Council", "2020-02-12"),
            "Depots: to be decided by Executive, Anytown Council, on 12 February 2020."
        );
        assert_eq!(finding("", "Anytown Council", ""), "Depots: to be decided by Anytown Council.");
    }

    #[test]
    fn a_title_that_is_a_question_stands_by_itself() {
        let case = edited(&started(), [FrameEdit::SetTitle("Where does the depot go?".into()).into()]);
        let words = frame_progress(&Context::default(), &case.appraisals[0]);
        assert_eq!(words.finding, "Where does the depot go?");
    }

    #[test]
    fn what_is_open_is_named_until_all_is_said() {
        let context = Context {
            committee: "Executive".into(),
            authority: "Anytown Council".into(),
            meeting: "2020-02-12".parse().ok(),
            ..Context::default()
        };
        let case = edited(&started(), [FrameEdit::SetStage(Some(Stage::Shortlist)).into()]);
        let open = frame_progress(&context, &case.appraisals[0]).open;
        assert_eq!(open, "Still to add: the assumptions, the guidance and who is in the room.");
        let open = frame_progress(&Context::default(), &case.appraisals[0]).open;
        assert!(open.starts_with("Still to add: who decides, whose paper it is, the date"), "{open}");
        let all = [
            FrameEdit::SetBasis("Ten years, prices of 2019.".into()).into(),
            FrameEdit::SetGuidance("The Green Book, 2022".into()).into(),
            FrameEdit::SetRoom(vec!["Chief finance officer".into()]).into(),
        ];
        let case = edited(&case, all);
        assert_eq!(frame_progress(&context, &case.appraisals[0]).open, "");
    }

    #[test]
    fn a_missing_comparator_is_a_problem_until_its_reason_is_given() {
        let case = started();
        assert_eq!(baseline_problem(&case.appraisals[0]), None);
        let [usual, minimum] = [0, 1].map(|at| case.appraisals[0].alternatives[at].id);
        let two = edited(&case, [OptionEdit::SetRole(usual, Role::BusinessAsUsual).into()]);
        assert_eq!(baseline_problem(&two.appraisals[0]), None, "the same role again changes nothing");
        let dropped = edited(&case, [OptionEdit::Drop(usual, "The lease ends.".into()).into()]);
        assert_eq!(baseline_problem(&dropped.appraisals[0]), None, "the reason is on the page");
        let mut bare = Appraisal::clone(&case.appraisals[0]);
        bare.alternatives[0].role = Role::Candidate;
        assert!(baseline_problem(&bare).unwrap().ends_with("Give one that role."));
        bare.alternatives.iter_mut().for_each(|option| option.role = Role::BusinessAsUsual);
        assert!(baseline_problem(&bare).unwrap().starts_with("More than one"));
        bare.alternatives.clear();
        assert_eq!(baseline_problem(&bare), None);
        let why = |appraisal: &Appraisal, role| why_left_out(appraisal, role, "Do minimum");
        assert_eq!(why(&case.appraisals[0], Role::DoMinimum), "Why is there no do-minimum option?");
        let spare = edited(&case, [OptionEdit::Add("Less".into()).into()]);
        let less = spare.appraisals[0].alternatives[2].id;
        let spare = edited(&spare, [OptionEdit::SetRole(less, Role::DoMinimum).into()]);
        assert_eq!(why(&spare.appraisals[0], Role::DoMinimum), "Why is Do minimum left out?");
        assert!(spare.appraisals[0].alternative(minimum).is_some());
    }

    #[test]
    fn words_of_what_was_left_out_of_stages_and_of_leads() {
        let dropped =
            |role, name: &str| Dropped { role, name: name.into(), reason: "No".into(), unknown: Unknown::new() };
        assert_eq!(dropped_words(&dropped(Role::BusinessAsUsual, "Business as usual")), "Business as usual");
        assert_eq!(dropped_words(&dropped(Role::DoMinimum, "Patch the roof")), "Patch the roof (do minimum)");
        assert_eq!(dropped_words(&dropped(Role::Candidate, "Move abroad")), "Move abroad");
        assert_eq!(materiality_words(0.0), "Any lead counts, however small.");
        assert!(materiality_words(1.0).contains("less than 1 point ahead"));
        assert!(materiality_words(2.5).contains("less than 2.5 points ahead"));
        assert!(Stage::ALL.iter().all(|stage| stage_words(Some(*stage)) != stage_words(None)));
    }
}
