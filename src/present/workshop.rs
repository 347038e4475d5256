//! Findings on workshops in words.

use super::{count, list};
use crate::appraisal::Appraisal;
use crate::health::{Finding, WorkshopKind};

/// Returns what was found in a workshop, as a sentence.
pub(super) fn what(appraisal: &Appraisal, kind: WorkshopKind, finding: &Finding) -> String {
    let names: Vec<&str> =
        finding.options().filter_map(|id| appraisal.alternative(id)).map(|option| option.name.as_str()).collect();
    let criterion = finding.criteria().next().and_then(|id| appraisal.criterion(id));
    let on = criterion.map_or(String::new(), |criterion| format!(" on {}", criterion.name));
    let scores = format!("{}{on}", list(&names));
    match kind {
        WorkshopKind::NoReason => format!("The workshop settled {scores} without a reason."),
        WorkshopKind::MostlySwept { n, of } => {
            format!("Of {}, {n} were taken without discussion.", count(of, "settled score", "settled scores"))
        }
        WorkshopKind::CampsNotAskedAgain => format!(
            "The workshop was in two camps about {scores}. One of the answers would put another option first, and nobody \
             was asked again."
        ),
        WorkshopKind::FewAnswered => format!("Fewer than three gave points for {scores}."),
        WorkshopKind::QuestionChanged => {
            format!("A question{on} was worded anew after the workshop had answered it.")
        }
        WorkshopKind::NobodysChoice => "The option that leads was nobody’s first choice.".to_owned(),
        WorkshopKind::BallotsKept => "Ballots of a workshop are kept beyond the date that was fixed.".to_owned(),
    }
}

/// Returns why a reader would mind, and what to do.
pub(super) fn why_and_todo(kind: WorkshopKind) -> (&'static str, &'static str) {
    match kind {
        WorkshopKind::NoReason => ("A reader cannot tell what moved the room.", "Say why, in a line each."),
        WorkshopKind::MostlySwept { .. } => {
            ("People may agree because they know equally little.", "Talk about those that carry weight.")
        }
        WorkshopKind::CampsNotAskedAgain => {
            ("A middle figure speaks for nobody, and this one decides.", "Ask again, or park it with an owner.")
        }
        WorkshopKind::FewAnswered => {
            ("It is one person’s view.", "Ask who else can judge it, or say whose view it is.")
        }
        WorkshopKind::QuestionChanged => ("The answers were to another question.", "Ask again, or put the words back."),
        WorkshopKind::NobodysChoice => {
            ("Either the room learned something, or something is missing.", "Say which, in the recommendation.")
        }
        WorkshopKind::BallotsKept => {
            ("People were told when they would go.", "Forget the ballots; what they came to stays.")
        }
    }
}
