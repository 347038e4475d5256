//! Facts of what initiatives do for goals.

use super::facts::{Facts, Part};
use super::matching::Ids;
use super::words::text;
use crate::alignment::{Assessment, Contribution};
use crate::case::Case;
use crate::present::assessment_words;
use crate::programme::Confidence;

impl Facts {
    pub(super) fn contribution(&mut self, ids: &Ids, case: &Case, contribution: &Contribution) {
        let Contribution {
            initiative,
            goal,
            assessment,
            reason,
            source,
            mitigation,
            illustrative,
            confidence,
            find_out,
            carried_from,
            confirmed,
            unknown,
        } = contribution;
        let by = case.initiative(*initiative).map_or("initiative", |found| &found.name);
        let to = case.goal(*goal).map_or("goal", |found| &found.title);
        let pair = format!("{by} to {to}");
        let owners = [ids.of(initiative.0), ids.of(goal.0)];
        let key = format!("contribution/{}/{}", owners[0], owners[1]);
        let mut words = match assessment {
            Assessment::NotAssessed if !illustrative => String::new(),
            assessment => assessment_words(*assessment),
        };
        if *illustrative {
            words.push_str(", illustrative");
        }
        if let Some(from) = carried_from {
            let from = case.goal(from.goal).map_or("another goal", |found| &found.title);
            words.push_str(&format!(", carried from {from}{}", if *confirmed { " and confirmed" } else { "" }));
        }
        let part = Part::Contributions;
        self.owned(part, format!("{key}/assessment"), format!("Contribution of {pair}"), &words, &owners);
        self.owned(part, format!("{key}/reason"), format!("Reason for {pair}"), &text(reason), &owners);
        self.owned(part, format!("{key}/source"), format!("Source for {pair}"), &text(source), &owners);
        let what = format!("Answer to the harm of {pair}");
        self.owned(part, format!("{key}/mitigation"), what, &text(mitigation), &owners);
        let rests = confidence.map_or("", Confidence::word);
        self.owned(part, format!("{key}/confidence"), format!("What {pair} rests on"), rests, &owners);
        let task = find_out.and_then(|id| case.programme.actions.iter().find(|action| action.id == id));
        let task = task.map_or("", |action| action.text.as_str());
        self.owned(part, format!("{key}/find-out"), format!("What is to be found out of {pair}"), task, &owners);
        self.unknown(part, &key, &pair, &owners, unknown);
    }
}
