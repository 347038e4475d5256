//! What a committee file records of the workshops on its appraisal: dates and roles, how answers lay, what was settled, how
//! and why, what was parked and dissented from, and the seals of the ballots. No ballot, no voter, no token and no salt.
//!
//! It is recorded fact and not worked out again. A check holds its arithmetic, and its figures against the scores.

use super::difference::{Difference, Sort};
use crate::appraisal::{Appraisal, ScoreState};
use crate::case::Case;
use crate::date::Date;
use crate::finite::Finite;
use crate::health::{EXPORT_KEY, Finding, Kind, Level, check_workshops};
use crate::id::{AlternativeId, CriterionId, RoundId};
use crate::present::finding_words;
use crate::print::as_typed;
use crate::workshop::{How, Looks, On, Privacy, Question, Round, Session, Summary, concordance, summaries};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// The member under which the record stands.
pub(super) const SESSIONS: &str = "sessions";

/// The fewest answers of which the record says more than how many there are.
const FEWEST: u32 = Session::FEWEST as u32;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionRecord {
    title: String,
    held: Option<Date>,
    place: String,
    facilitator: String,
    guidance: String,
    privacy: Privacy,
    roles: Vec<String>,
    close: u32,
    gap: u32,
    rounds: Vec<RoundRecord>,
    own_winners: Option<WinnersRecord>,
    parked: Vec<ParkedRecord>,
    dissents: Vec<DissentRecord>,
    ballots_kept_until: Option<Date>,
    ballots_forgotten: bool,
    findings: Vec<FindingRecord>,
}

/// What the health check found in how the workshop went, on the day of the export.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FindingRecord {
    finding: String,
    level: String,
    what: String,
    answer: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RoundRecord {
    round: RoundId,
    turn: u32,
    asks: String,
    criterion: Option<CriterionId>,
    expected: u32,
    absent: u32,
    corrected: u32,
    discarded: String,
    concordance: Option<Finite>,
    cells: Vec<CellRecord>,
    seal: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CellRecord {
    of: u32,
    name: String,
    n: u32,
    abstained: Option<u32>,
    not_known: Option<u32>,
    median: Option<Finite>,
    quartiles: Option<(Finite, Finite)>,
    looks: Option<Looks>,
    figure: Option<Finite>,
    how: Option<How>,
    reason: String,
    /// Whether the score of the appraisal is that figure.
    stands: Option<bool>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WinnersRecord {
    n: u32,
    filled: u32,
    n_figures: u32,
    options: Vec<WinnerRecord>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WinnerRecord {
    option: AlternativeId,
    name: String,
    own: u32,
    without_each: u32,
    redrawn: Finite,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ParkedRecord {
    about: String,
    what: String,
    owner: String,
    by: Option<Date>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DissentRecord {
    role: String,
    about: String,
    says: String,
}

/// Returns the record of the workshops on an appraisal; `None` where the room has seen nothing that counts.
pub(super) fn record(case: &Case, appraisal: &Appraisal, today: Option<Date>) -> Option<Value> {
    let own = case.sessions.iter().filter(|session| session.appraisal() == appraisal.id && session.has_revealed());
    let all: Vec<SessionRecord> = own.map(|session| session_record(case, appraisal, session, today)).collect();
    (!all.is_empty()).then(|| json!(all))
}

fn session_record(case: &Case, appraisal: &Appraisal, session: &Session, today: Option<Date>) -> SessionRecord {
    let role = |id| case.participant(id).map(|one| one.role.clone());
    let rounds = session.rounds.iter().filter(|round| !round.rehearsal && round.has_been_seen());
    let winners = session.own_winners.as_ref().filter(|own| own.n >= FEWEST).map(|own| WinnersRecord {
        n: own.n,
        filled: own.filled,
        n_figures: own.n_figures,
        options: appraisal
            .alternatives
            .iter()
            .map(|option| {
                let of = |counts: &[(AlternativeId, u32)]| {
                    counts.iter().find(|(id, _)| *id == option.id).map_or(0, |(_, n)| *n)
                };
                let redrawn = own.redrawn.iter().find(|(id, _)| *id == option.id);
                WinnerRecord {
                    option: option.id,
                    name: option.name.clone(),
                    own: of(&own.counts),
                    without_each: of(&own.without_each),
                    redrawn: redrawn.map_or(Finite::ZERO, |(_, share)| *share),
                }
            })
            .collect(),
    });
    SessionRecord {
        title: session.title.clone(),
        held: session.held,
        place: session.place.clone(),
        facilitator: session.facilitator.clone(),
        guidance: session.guidance.clone(),
        privacy: session.privacy,
        roles: session.present.iter().filter_map(|id| role(*id)).collect(),
        close: session.close,
        gap: session.gap,
        rounds: rounds.map(|round| round_record(appraisal, session, round)).collect(),
        own_winners: winners,
        parked: session
            .parked
            .iter()
            .map(|one| ParkedRecord {
                about: on_words(appraisal, &one.on),
                what: one.what.clone(),
                owner: one.owner.clone(),
                by: one.by,
            })
            .collect(),
        dissents: session
            .dissents
            .iter()
            .map(|one| DissentRecord {
                role: one.role.clone(),
                about: on_words(appraisal, &one.on),
                says: one.says.clone(),
            })
            .collect(),
        ballots_kept_until: session.ballots_kept_until,
        ballots_forgotten: session.ballots_forgotten,
        findings: check_workshops(case, appraisal, today)
            .iter()
            .filter(|finding| matches!(finding.kind, Kind::Workshop(id, _) if id == session.id))
            .map(|finding| finding_record(appraisal, finding))
            .collect(),
    }
}

fn finding_record(appraisal: &Appraisal, finding: &Finding) -> FindingRecord {
    let overrides = &appraisal.record.overrides;
    let one_for_all = overrides.iter().find(|answer| answer.finding == EXPORT_KEY);
    let one_for_all = one_for_all.filter(|_| finding.is_open(overrides)).map(|answer| answer.reason.as_str());
    FindingRecord {
        finding: finding.key(),
        level: level_word(finding.level()).to_owned(),
        what: finding_words(Some(appraisal), finding).what,
        answer: finding.answer(overrides).or(one_for_all).map(str::to_owned),
    }
}

fn level_word(level: Level) -> &'static str {
    match level {
        Level::Open => "open",
        Level::Prompt => "prompt",
    }
}

fn round_record(appraisal: &Appraisal, session: &Session, round: &Round) -> RoundRecord {
    let all = summaries(session, round);
    // Where one of several is asked for, the counts of all of them are of the same people.
    let n_chosen: u32 = all.iter().map(|one| one.n).sum();
    let cell = |one: Summary| {
        let is_told = if round.asks.asks_for_one() { n_chosen >= FEWEST } else { one.n >= FEWEST };
        let settled = round.settled(one.of);
        CellRecord {
            of: one.of,
            name: item_name(appraisal, &round.asks, one.of),
            n: if round.asks.asks_for_one() && !is_told { 0 } else { one.n },
            abstained: is_told.then_some(one.abstained),
            not_known: is_told.then_some(one.not_known),
            median: one.median.filter(|_| is_told),
            quartiles: one.quartiles.filter(|_| is_told),
            looks: one.looks.filter(|_| is_told),
            figure: settled.map(|settled| settled.figure),
            how: settled.map(|settled| settled.how),
            reason: settled.map_or(String::new(), |settled| settled.reason.clone()),
            stands: settled.and_then(|settled| stands(appraisal, round.asks.criterion()?, one.of, settled.figure)),
        }
    };
    RoundRecord {
        round: round.id,
        turn: round.turn,
        asks: match &round.asks {
            Question::Scores(asked) => criterion_name(appraisal, asked.criterion),
            Question::Swings(_) => "swings".to_owned(),
            Question::Biggest(_) => "biggest move".to_owned(),
            Question::Choice(_) => "first choice".to_owned(),
        },
        criterion: round.asks.criterion(),
        expected: round.expected,
        absent: round.absent,
        corrected: round.corrected,
        discarded: round.discarded.clone(),
        concordance: concordance(round),
        cells: all.into_iter().map(cell).collect(),
        seal: round.seal.clone(),
    }
}

/// Returns whether the score of an option is a figure; `None` where the option or the criterion is gone.
fn stands(appraisal: &Appraisal, criterion: CriterionId, of: u32, figure: Finite) -> Option<bool> {
    let option = AlternativeId(of);
    appraisal.alternative(option).and(appraisal.leaf(criterion))?;
    Some(appraisal.score(option, criterion).is_some_and(|score| score.state == ScoreState::Points(figure)))
}

fn criterion_name(appraisal: &Appraisal, id: CriterionId) -> String {
    appraisal.criterion(id).map_or("a criterion that is gone".to_owned(), |found| found.name.clone())
}

fn item_name(appraisal: &Appraisal, asks: &Question, of: u32) -> String {
    match asks {
        Question::Scores(_) | Question::Choice(_) => appraisal
            .alternative(AlternativeId(of))
            .map_or("an option that is gone".to_owned(), |found| found.name.clone()),
        Question::Swings(_) | Question::Biggest(_) => criterion_name(appraisal, CriterionId(of)),
    }
}

fn on_words(appraisal: &Appraisal, on: &On) -> String {
    let option = on.option.and_then(|id| appraisal.alternative(id)).map(|option| option.name.clone());
    let names = option.into_iter().chain(on.criterion.map(|id| criterion_name(appraisal, id)));
    names.collect::<Vec<_>>().join(", ")
}

/// Checks the record of a file, and returns it as it should stand there; what is wrong in it is added to the differences.
pub(super) fn check(found: &Value, appraisal: &Appraisal, differences: &mut Vec<Difference>) -> Option<Value> {
    let mut differs = |sort: Sort, place: String, file: String, worked_out: &str| {
        differences.push(Difference { sort, place, file, worked_out: worked_out.to_owned() });
    };
    let all: Vec<SessionRecord> = match serde_json::from_value(found.clone()) {
        Ok(all) => all,
        Err(_) => {
            let file = "something else".to_owned();
            differs(Sort::Words, "workshops".to_owned(), file, "a record of workshops without ballots");
            return None;
        }
    };
    for (session, finding) in all.iter().flat_map(|session| session.findings.iter().map(move |one| (session, one))) {
        let place = || format!("answer to {} in {}", finding.finding, session.title);
        let overrides = &appraisal.record.overrides;
        let own = overrides.iter().find(|answer| answer.finding == finding.finding);
        let own =
            own.or_else(|| overrides.iter().find(|answer| answer.finding == EXPORT_KEY && finding.level == "open"));
        let own = own.map(|answer| answer.reason.clone());
        if finding.answer != own {
            let words = |answer: &Option<String>| answer.clone().unwrap_or_else(|| "none".to_owned());
            differs(Sort::Words, place(), words(&finding.answer), &words(&own));
        }
    }
    for (session, round) in all.iter().flat_map(|session| session.rounds.iter().map(move |round| (session, round))) {
        for cell in &round.cells {
            let place = |what: &str| format!("{what} of {}, {}, {}", cell.name, round.asks, session.title);
            let others = cell.abstained.unwrap_or(0) + cell.not_known.unwrap_or(0);
            if u64::from(cell.n) + u64::from(others) + u64::from(round.absent) > u64::from(round.expected) {
                let most = format!("at most {}", round.expected);
                differs(Sort::Figure, place("number of answers"), cell.n.to_string(), &most);
            }
            let is_choice = matches!(round.asks.as_str(), "biggest move" | "first choice") && round.criterion.is_none();
            let tells = cell.median.is_some() || cell.quartiles.is_some() || cell.looks.is_some();
            if cell.n < FEWEST && tells && !is_choice {
                differs(Sort::Figure, place("spread"), "given".to_owned(), "none, with fewer than five answers");
            }
            let is_in_order = cell.quartiles.is_none_or(|(low, high)| {
                let middle = cell.median.unwrap_or(low);
                low <= middle && middle <= high && low >= Finite::ZERO && high <= Finite::from(100)
            });
            if let Some((low, high)) = cell.quartiles.filter(|_| !is_in_order) {
                let file = format!("{} to {}", as_typed(low.get()), as_typed(high.get()));
                differs(Sort::Figure, place("quartiles"), file, "in order, with the median between them");
            }
            let expected = round.criterion.zip(cell.figure);
            let expected = expected.and_then(|(id, figure)| stands(appraisal, id, cell.of, figure));
            if cell.stands != expected {
                let words = |stands: Option<bool>| match stands {
                    Some(true) => "the score is that figure",
                    Some(false) => "the score is another figure",
                    None => "nothing",
                };
                differs(Sort::Words, place("settled figure"), words(cell.stands).to_owned(), words(expected));
            }
        }
    }
    Some(json!(all))
}

/// Puts the record of workshops into a document.
pub(super) fn add(document: &mut Map<String, Value>, case: &Case, appraisal: Option<&Appraisal>, exported: &str) {
    let today = exported.get(..10).and_then(|day| day.parse().ok());
    if let Some(record) = appraisal.and_then(|appraisal| record(case, appraisal, today)) {
        document.insert(SESSIONS.to_owned(), record);
    }
}
