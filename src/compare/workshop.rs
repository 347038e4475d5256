//! Workshops and who takes part in them, taken apart.

use super::facts::{Facts, Part};
use super::matching::Ids;
use crate::appraisal::Appraisal;
use crate::case::Case;
use crate::digest::digest;
use crate::id::{AlternativeId, CriterionId};
use crate::present::{as_typed, date};
use crate::workshop::{On, Participant, Question, Round, Session};

impl Facts {
    pub(super) fn participant(&mut self, ids: &Ids, participant: &Participant) {
        let Participant { id, role, group, votes, unknown } = participant;
        let (part, id) = (Part::Workshops, ids.of(id.0));
        self.thing(part, id, "Role in workshops", "Name of role", role, None);
        self.owned(part, format!("participant/{id}/group"), format!("Group of {role}"), group, &[id]);
        let votes = if *votes { "yes" } else { "" };
        self.owned(part, format!("participant/{id}/votes"), format!("Vote of {role}"), votes, &[id]);
        self.unknown(part, &format!("participant/{id}"), role, &[id], unknown);
    }

    pub(super) fn session(&mut self, ids: &Ids, session: &Session, case: &Case) {
        let Session {
            id,
            token,
            holder,
            title,
            held,
            place,
            about: _,
            privacy,
            step,
            close,
            gap,
            present,
            facilitator,
            guidance,
            rounds,
            own_winners,
            parked,
            dissents,
            ballots_kept_until,
            ballots_forgotten,
            closed,
            unknown,
        } = session;
        let (part, id) = (Part::Workshops, ids.of(id.0));
        self.thing(part, id, "Workshop", "Name of workshop", title, None);
        let appraisal = case.appraisal(session.appraisal()).map(AsRef::as_ref);
        let role = |id: &crate::id::ParticipantId| {
            case.participants.iter().find(|one| one.id == *id).map_or("role", |one| one.role.as_str())
        };
        let day = |day: &Option<crate::date::Date>| day.map_or(String::new(), date);
        let yes = |is_so: bool| if is_so { "yes" } else { "" }.to_owned();
        let winners = own_winners.as_ref().map_or(String::new(), |own| {
            let counts = |counts: &[(AlternativeId, u32)]| {
                let count = |(option, n): &(AlternativeId, u32)| format!("{} {n}", option_name(appraisal, *option));
                counts.iter().map(count).collect::<Vec<_>>().join(", ")
            };
            let redrawn = own.redrawn.iter();
            let redrawn =
                redrawn.map(|(one, share)| format!("{} {}", option_name(appraisal, *one), as_typed(share.get())));
            let (filled, all) = (own.filled, own.n_figures);
            let redrawn = redrawn.collect::<Vec<_>>().join(", ");
            format!("{}; {filled} of {all} filled; {}; {redrawn}", counts(&own.counts), counts(&own.without_each))
        });
        let parked = parked
            .iter()
            .map(|one| format!("{}{} ({}, {})", on_name(appraisal, &one.on), one.what, one.owner, day(&one.by)));
        let dissents = dissents.iter().map(|one| format!("{}: {}{}", one.role, on_name(appraisal, &one.on), one.says));
        for (key, what, words) in [
            ("token", "Token of", token.to_string()),
            ("holder", "Machine of", holder.clone()),
            ("about", "Appraisal of", appraisal.map_or(String::new(), |found| found.title.clone())),
            ("held", "Date of", day(held)),
            ("place", "Place of", place.clone()),
            ("privacy", "How answers are shown in", privacy.word().to_owned()),
            ("rules", "Steps and limits in", format!("steps of {step}; close up to {close}; a gap from {gap}")),
            ("present", "Roles in the room of", present.iter().map(role).collect::<Vec<_>>().join("; ")),
            ("facilitator", "Facilitator of", facilitator.clone()),
            ("guidance", "Guidance of", guidance.clone()),
            ("winners", "Own winners in", winners),
            ("parked", "Parked in", parked.collect::<Vec<_>>().join("; ")),
            ("dissents", "Dissent in", dissents.collect::<Vec<_>>().join("; ")),
            ("kept", "How long ballots are kept of", day(ballots_kept_until)),
            ("forgotten", "Ballots forgotten of", yes(*ballots_forgotten)),
            ("closed", "Closed:", yes(*closed)),
        ] {
            self.owned(part, format!("session/{id}/{key}"), format!("{what} {title}"), &words, &[id]);
        }
        for (at, round) in rounds.iter().enumerate() {
            let words = round_words(appraisal, round);
            // Ballots are told apart by their digest, and repeated nowhere.
            let ballots = round.ballots.iter().map(|ballot| {
                let answers = ballot.answers.iter().map(|(of, reply)| format!("{}={reply:?};", ids.of(*of)));
                format!("{} by {:?}\n", answers.collect::<String>(), ballot.by.map(|by| ids.of(by.0)))
            });
            let came = format!("{:?} {} {:?}", round.came, round.absent, round.heard);
            let kept = round.summary.iter().map(|one| {
                format!(
                    "{:?}",
                    (ids.of(one.of), one.n, one.abstained, one.not_known, one.median, one.quartiles, one.looks)
                )
            });
            let rest = format!(
                "{} {came} {:?} {:?} {}",
                round.seal,
                (&round.moved, round.concordance, round.corrected),
                round.unknown,
                round.asked
            );
            let mark = format!("{words}{}{}{rest}", ballots.collect::<String>(), kept.collect::<String>());
            let (key, what) = (format!("session/{id}/round/{at}"), format!("Round {} of {title}", at + 1));
            self.marked(part, key, what, &words, digest(&mark), &[id]);
        }
        self.unknown(part, &format!("session/{id}"), title, &[id], unknown);
    }
}

fn option_name(appraisal: Option<&Appraisal>, id: AlternativeId) -> &str {
    appraisal.and_then(|found| found.alternative(id)).map_or("option", |option| option.name.as_str())
}

fn criterion_name(appraisal: Option<&Appraisal>, id: CriterionId) -> &str {
    appraisal.and_then(|found| found.criterion(id)).map_or("criterion", |criterion| criterion.name.as_str())
}

fn on_name(appraisal: Option<&Appraisal>, on: &On) -> String {
    let names = [on.option.map(|id| option_name(appraisal, id)), on.criterion.map(|id| criterion_name(appraisal, id))];
    let names: Vec<&str> = names.into_iter().flatten().collect();
    if names.is_empty() { String::new() } else { format!("{}: ", names.join(", ")) }
}

fn round_words(appraisal: Option<&Appraisal>, round: &Round) -> String {
    let options =
        |ids: &[AlternativeId]| ids.iter().map(|id| option_name(appraisal, *id)).collect::<Vec<_>>().join(", ");
    let criteria =
        |ids: &[CriterionId]| ids.iter().map(|id| criterion_name(appraisal, *id)).collect::<Vec<_>>().join(", ");
    let asks = match &round.asks {
        Question::Scores(asked) => {
            format!("{}: {}", criterion_name(appraisal, asked.criterion), options(&asked.options))
        }
        Question::Swings(ids) => format!("swings of {}", criteria(ids)),
        Question::Biggest(ids) => format!("biggest of {}", criteria(ids)),
        Question::Choice(ids) => format!("choice of {}", options(ids)),
    };
    let settled = round.settled.iter().map(|one| {
        let name = match &round.asks {
            Question::Scores(_) | Question::Choice(_) => option_name(appraisal, AlternativeId(one.of)),
            Question::Swings(_) | Question::Biggest(_) => criterion_name(appraisal, CriterionId(one.of)),
        };
        let range = if one.keeps_range { ", with the range of the ballots" } else { "" };
        format!("; {name} {} {}{range}: {}", as_typed(one.figure.get()), one.how.word(), one.reason)
    });
    let (settled, state) = (settled.collect::<String>(), round.state.word());
    let rehearsal = if round.rehearsal { ", rehearsal" } else { "" };
    let (turn, expected, reason) = (round.turn, round.expected, &round.discarded);
    format!("{asks}; turn {turn}, {expected} expected{rehearsal}, {state} {reason}{settled}")
}
