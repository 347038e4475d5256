//! Which picture belongs to which part of a workshop.

use super::{Asked, AskedCriterion, Picture, PictureRow, Scene};
use crate::appraisal::Appraisal;
use crate::id::{AlternativeId, CriterionId, RoundId};
use crate::print::{as_typed, count, date, list};
use crate::workshop::ballot_box::BoxCounts;
use crate::workshop::cell::{Cell, cells};
use crate::workshop::question::Question;
use crate::workshop::room::{Scene as RoundScene, room_view};
use crate::workshop::round::Looks;
use crate::workshop::session::{Privacy, Session};
use crate::workshop::talk::{TalkItem, answers_before, second_round, talk};

/// How many scores to talk about stand on one picture.
const MOST_TO_TALK_ABOUT: usize = 12;

/// What a workshop shows the room.
#[derive(Clone, Debug, PartialEq)]
pub enum Showing {
    /// What the workshop is about, and a line to try the screen with.
    Welcome,
    /// How scores are treated.
    Promise,
    /// Both ends of criteria, before they are asked about.
    Ends {
        /// What they have in common.
        title: String,
        /// The criteria.
        criteria: Vec<CriterionId>,
    },
    /// A question that is open.
    Question {
        /// What it is called.
        title: String,
        /// The rounds that are answered on one slip.
        rounds: Vec<RoundId>,
        /// How many are in with all of them.
        counts: BoxCounts,
        /// Which of how many questions it is, from 1.
        at: (usize, usize),
    },
    /// What there is to talk about.
    Agenda,
    /// The answers about one option on one criterion, among those about the others.
    Score(CriterionId, AlternativeId),
    /// What was left open, and who dissented.
    NotAgreed,
    /// A break.
    Blank,
}

/// Returns the picture of a part of a workshop. `letters` are those of the options, in their order.
///
/// # Example
/// ```
/// use weighbridge::appraisal::Appraisal;
/// use weighbridge::id::{AppraisalId, SessionId};
/// use weighbridge::workshop::{Session, Showing, Token, picture};
/// let appraisal = Appraisal::titled(AppraisalId(1), "Where should it go?");
/// let session = Session::titled(SessionId(9), "Siting", AppraisalId(1), Token::of_bits(1), "this machine");
/// assert_eq!(picture(&appraisal, &session, &[], &Showing::Welcome).title, "Where should it go?");
/// ```
#[must_use]
pub fn picture(appraisal: &Appraisal, session: &Session, letters: &[String], showing: &Showing) -> Picture {
    let titled = |title: &str, scene| Picture::titled(&session.title, title, scene);
    match showing {
        Showing::Blank => Picture::titled("", "Back in a moment", Scene::Blank),
        Showing::Welcome => {
            let options = count(appraisal.alternatives.len(), "option", "options");
            let criteria = count(appraisal.leaves().len(), "criterion", "criteria");
            let says = vec![format!("{options}, {criteria}."), "Can the back row read this line?".to_owned()];
            Picture { says, ..titled(&appraisal.title, Scene::Words) }
        }
        Showing::Promise => Picture { says: promise(session), ..titled("How your scores are treated", Scene::Words) },
        Showing::Ends { title, criteria } => {
            let criteria = criteria.iter().filter_map(|id| asked_criterion(appraisal, *id)).collect();
            let asked = Asked { criteria, ..Asked::default() };
            let says = vec!["Is 100 the same picture in every head?".to_owned()];
            Picture { says, ..titled(title, Scene::Asked(asked)) }
        }
        Showing::Question { title, rounds, counts, at } => {
            let asks: Vec<&Question> = rounds.iter().filter_map(|id| Some(&session.round(*id)?.asks)).collect();
            let scene = Scene::Asked(asked(appraisal, letters, &asks, *counts));
            let place = format!("Question {} of {}", at.0, at.1);
            Picture { place, ..titled(title, scene) }
        }
        Showing::Agenda => agenda(appraisal, session),
        Showing::Score(criterion, option) => score(appraisal, session, letters, (*criterion, *option)),
        Showing::NotAgreed => not_agreed(session),
    }
}

/// Returns what is promised of the scores, as it is read out.
fn promise(session: &Session) -> Vec<String> {
    let how = match session.privacy {
        Privacy::Unnamed => "Your scores are shown without names.",
        Privacy::ByRole => "Your scores are shown by role.",
    };
    let mut says = vec![
        how.to_owned(),
        "Whoever types sees your slip.".to_owned(),
        "The paper gets middle figures and reasons, never ballots.".to_owned(),
    ];
    if session.privacy == Privacy::Unnamed {
        says.push("In a room this small, people can guess; and what a council holds can be asked for.".to_owned());
    } else {
        says.push("What a council holds can be asked for.".to_owned());
    }
    says.extend(session.ballots_kept_until.map(|until| format!("Ballots are deleted on {}.", date(until))));
    says
}

fn asked_criterion(appraisal: &Appraisal, id: CriterionId) -> Option<AskedCriterion> {
    let (criterion, leaf) = (appraisal.criterion(id)?, appraisal.leaf(id)?);
    let end = |words: &str| if words.trim().is_empty() { "Not said".to_owned() } else { words.to_owned() };
    let (best, worst) = (end(&leaf.best_anchor), end(&leaf.worst_anchor));
    Some(AskedCriterion { name: criterion.name.clone(), best, worst })
}

fn asked(appraisal: &Appraisal, letters: &[String], asks: &[&Question], counts: BoxCounts) -> Asked {
    let first = asks.first();
    let is_choice = matches!(first, Some(Question::Choice(_)));
    let (ask, is_of_options) = match first {
        Some(Question::Choice(_)) => ("Which option would you choose today?", true),
        Some(Question::Scores(_)) | None => ("How far up that scale would each option put us?", true),
        Some(Question::Biggest(_)) => ("If you could have one of these moves, which? Options are hidden.", false),
        Some(Question::Swings(_)) => {
            ("Next to the biggest move at 100, what is each move worth? Options are hidden.", false)
        }
    };
    let criteria = asks.iter().flat_map(|asks| match asks {
        Question::Scores(asked) => vec![asked.criterion],
        Question::Swings(criteria) | Question::Biggest(criteria) => criteria.clone(),
        Question::Choice(_) => Vec::new(),
    });
    let options = first.filter(|_| is_of_options).map_or_else(Vec::new, |asks| asks.items());
    let option = |(at, of): (usize, u32)| {
        let place = appraisal.alternatives.iter().position(|option| option.id.0 == of)?;
        let mark = if is_choice { mark(at) } else { letters.get(place).cloned().unwrap_or_default() };
        Some((mark, appraisal.alternatives[place].name.clone()))
    };
    Asked {
        ask: ask.to_owned(),
        criteria: criteria.filter_map(|id| asked_criterion(appraisal, id)).collect(),
        options: options.into_iter().enumerate().filter_map(option).collect(),
        counts: Some(counts),
        say: becomes(counts, is_choice),
    }
}

/// Returns the key that chooses the option at a place: 1 to 9, then letters.
fn mark(at: usize) -> String {
    u32::try_from(at + 1).ok().and_then(|at| char::from_digit(at.min(35), 36)).map_or_else(String::new, String::from)
}

/// Returns what becomes of the ballots that are in.
fn becomes(counts: BoxCounts, is_choice: bool) -> String {
    match (counts.all_in(), is_choice) {
        (false, true) => "First choices stay sealed until the result is shown.".to_owned(),
        (false, false) => {
            let n = count(counts.expected as usize, "slip is", "slips are");
            format!("Scores stay hidden until all {n} in.")
        }
        (true, true) => "All in, and sealed until the result is shown.".to_owned(),
        (true, false) => "All in. Nobody has seen one.".to_owned(),
    }
}

fn option_name(appraisal: &Appraisal, id: AlternativeId) -> String {
    appraisal.alternative(id).map_or_else(|| "an option that is gone".to_owned(), |found| found.name.clone())
}

fn criterion_name(appraisal: &Appraisal, id: CriterionId) -> String {
    appraisal.criterion(id).map_or_else(|| "a criterion that is gone".to_owned(), |found| found.name.clone())
}

fn agenda(appraisal: &Appraisal, session: &Session) -> Picture {
    let found = talk(appraisal, session);
    let item = |one: &TalkItem| {
        let name = format!("{}: {}", option_name(appraisal, one.option), criterion_name(appraisal, one.criterion));
        (name, one.cell.label.map_or("no points", |label| Looks::from(label).word()).to_owned())
    };
    let scene = match found.open.is_empty() {
        true => Scene::Words,
        false => Scene::List(found.open.iter().take(MOST_TO_TALK_ABOUT).map(item).collect()),
    };
    let mut picture = Picture::titled(&session.title, &found.headline(), scene);
    let names: Vec<String> = found.out_of_reach.iter().map(|id| option_name(appraisal, *id)).collect();
    if found.n_scored() > 0 && !names.is_empty() {
        let whose = if names.len() == 1 { "its score" } else { "their scores" };
        let out = format!("{} cannot win whatever you agree within your answers: leave {whose}.", list(&names));
        picture.says.push(out);
    }
    let more = found.open.len().saturating_sub(MOST_TO_TALK_ABOUT);
    if more > 0 {
        picture.foot = format!("The first {MOST_TO_TALK_ABOUT}, the dearest first. {more} more after them.");
    }
    picture
}

/// Returns what the answers about a place look like, as the end of a headline.
///
/// # Example
/// ```
/// use weighbridge::id::{AlternativeId, AppraisalId, CriterionId, SessionId};
/// use weighbridge::workshop::{Session, Token, verdict};
/// let session = Session::titled(SessionId(9), "Siting", AppraisalId(1), Token::of_bits(1), "this machine");
/// assert_eq!(verdict(&session, (CriterionId(4), AlternativeId(2)), "Site A"), "nobody gave points to Site A.");
/// ```
#[must_use]
pub fn verdict(session: &Session, (criterion, of): (CriterionId, AlternativeId), option: &str) -> String {
    let round = session.round_of(criterion, of);
    if let Some(settled) = round.and_then(|round| round.settled(of.0)) {
        return format!("{option} is settled at {}.", as_typed(settled.figure.get()));
    }
    let newest = |round| -> Option<Cell> { cells(session, round).into_iter().find(|cell| cell.of == of.0) };
    match round.and_then(newest).and_then(|cell| cell.label).map(Looks::from) {
        None => format!("nobody gave points to {option}."),
        Some(Looks::Close) => format!("the room is close on {option}."),
        Some(Looks::TwoCamps) => format!("the room is split on {option}."),
        Some(Looks::OneApart) => format!("one is apart on {option}."),
        Some(Looks::Spread) => format!("the room is spread on {option}."),
    }
}

/// Returns every option on a criterion by its newest answers, each with those of the time before where it was asked twice.
#[must_use]
pub fn picture_rows(
    appraisal: &Appraisal,
    session: &Session,
    letters: &[String],
    (criterion, here): (CriterionId, AlternativeId),
) -> Vec<PictureRow> {
    let row = |(at, option): (usize, &crate::appraisal::Alternative)| {
        let round = session.round_of(criterion, option.id)?;
        let scene = room_view(appraisal, session, round, BoxCounts::default()).scene;
        let RoundScene::Revealed(all) = scene else { return None };
        let place = round.asks.items().iter().position(|of| *of == option.id.0)?;
        let cell = all.into_iter().nth(place)?;
        let before = answers_before(session, criterion, option.id).map(|cell| cell.dots);
        let letter = letters.get(at).cloned().unwrap_or_default();
        Some(PictureRow { letter, cell, is_here: option.id == here, before })
    };
    appraisal.alternatives.iter().enumerate().filter_map(row).collect()
}

fn score(appraisal: &Appraisal, session: &Session, letters: &[String], place: (CriterionId, AlternativeId)) -> Picture {
    let (criterion, option) = place;
    let verdict = verdict(session, place, &option_name(appraisal, option));
    let title = format!("{}: {verdict}", criterion_name(appraisal, criterion));
    let mut rows = picture_rows(appraisal, session, letters, place);
    // What the room talks about comes first, then what differs most.
    let width = |row: &PictureRow| {
        let dots = &row.cell.dots;
        dots.last().zip(dots.first()).map_or(0, |(high, low)| high.0 - low.0)
    };
    rows.sort_by_cached_key(|row| (!row.is_here, u8::MAX - width(row)));
    let is_again = rows.iter().any(|row| row.is_here && row.before.is_some());
    Picture {
        says: second_round(session, criterion, option).into_iter().collect(),
        foot: match is_again {
            true => "A dot is one ballot, unnamed. Hollow dots are the first round.",
            false => "A dot is one ballot, unnamed.",
        }
        .to_owned(),
        ..Picture::titled(&session.title, &title, Scene::Answers(rows))
    }
}

fn not_agreed(session: &Session) -> Picture {
    let (n_parked, n_dissents) = (session.parked.len(), session.dissents.len());
    let title = match (n_parked, n_dissents) {
        (0, 0) => "Nothing is parked, and nobody dissented.".to_owned(),
        _ => format!(
            "{}, {}.",
            count(n_dissents, "dissent", "dissents"),
            count(n_parked, "thing parked", "things parked")
        ),
    };
    let parked = session.parked.iter().map(|one| {
        let by = one.by.map_or(String::new(), |by| format!(", by {}", date(by)));
        (one.what.clone(), format!("{}{by}", one.owner))
    });
    let dissents = session.dissents.iter().map(|one| (format!("“{}”", one.says), one.role.clone()));
    let items: Vec<(String, String)> = parked.chain(dissents).collect();
    let scene = if items.is_empty() { Scene::Words } else { Scene::List(items) };
    let says = if session.closed {
        Vec::new()
    } else {
        vec!["Who cannot live with this, and what would you need?".to_owned()]
    };
    Picture { says, ..Picture::titled(&session.title, &title, scene) }
}

#[cfg(test)]
mod tests {
    use super::{Showing, picture};
    use crate::appraisal::{Alternative, Appraisal, Criterion, CriterionKind, Leaf, Role};
    use crate::id::{AlternativeId, AppraisalId, CriterionId, RoundId, SessionId};
    use crate::unknown::Unknown;
    use crate::workshop::picture::{Picture, Scene};
    use crate::workshop::testing::{points, revealed, round};
    use crate::workshop::{BoxCounts, Session, Token};

    fn appraisal() -> Appraisal {
        let mut appraisal = Appraisal::titled(AppraisalId(1), "Where?");
        for id in [2, 3] {
            appraisal.alternatives.push(Alternative::named(AlternativeId(id), &format!("Site {id}"), Role::Candidate));
        }
        let leaf = Leaf { worst_anchor: "none".into(), ..Leaf::default() };
        appraisal.criteria.push(Criterion {
            id: CriterionId(4),
            name: "Access".into(),
            definition: String::new(),
            goal: None,
            kind: CriterionKind::Leaf(leaf),
            unknown: Unknown::new(),
        });
        appraisal
    }

    fn session() -> Session {
        Session::titled(SessionId(9), "Siting", AppraisalId(1), Token::of_bits(1), "m")
    }

    fn shown(session: &Session, showing: &Showing) -> Picture {
        picture(&appraisal(), session, &["A".to_owned(), "B".to_owned()], showing)
    }

    #[test]
    fn an_open_question_shows_how_many_are_in() {
        let session = Session { rounds: vec![round(10, 1, &[2, 3])], ..session() };
        let counts = BoxCounts { handed_in: 7, expected: 9 };
        let question = Showing::Question { title: "Access".into(), rounds: vec![RoundId(10)], counts, at: (3, 6) };
        let found = shown(&session, &question);
        assert_eq!((found.title.as_str(), found.place.as_str()), ("Access", "Question 3 of 6"));
        let Scene::Asked(asked) = found.scene else { panic!("{found:?}") };
        assert_eq!((asked.counts, asked.say.as_str()), (Some(counts), "Scores stay hidden until all 9 slips are in."));
        assert_eq!(asked.options, [("A".to_owned(), "Site 2".to_owned()), ("B".to_owned(), "Site 3".to_owned())]);
        assert_eq!((asked.criteria[0].best.as_str(), asked.criteria[0].worst.as_str()), ("Not said", "none"));
    }

    #[test]
    fn what_the_room_talks_about_comes_first() {
        let ballots = [(40, 60), (40, 20), (45, 70), (40, 25)].map(|(a, b)| [(2, points(a)), (3, points(b))]);
        let ballots: Vec<&[_]> = ballots.iter().map(|ballot| &ballot[..]).collect();
        let session = Session { rounds: vec![revealed(round(10, 1, &[2, 3]), &ballots)], ..session() };
        let found = shown(&session, &Showing::Score(CriterionId(4), AlternativeId(3)));
        assert_eq!(found.title, "Access: the room is split on Site 3.");
        let Scene::Answers(rows) = found.scene else { panic!("{found:?}") };
        assert_eq!(
            rows.iter().map(|row| (row.letter.as_str(), row.is_here)).collect::<Vec<_>>(),
            [("B", true), ("A", false)]
        );
        assert_eq!(rows[0].cell.middle, None, "no middle between two camps");
        let agenda = shown(&session, &Showing::Agenda);
        assert_eq!(agenda.title, "2 scores in. 1 agrees closely, 1 to talk about.");
        assert_eq!(agenda.scene, Scene::List(vec![("Site 3: Access".into(), "two camps".into())]));
    }

    #[test]
    fn each_part_of_a_workshop_has_a_picture() {
        let session = session();
        assert_eq!(shown(&session, &Showing::Welcome).says[0], "2 options, 1 criterion.");
        assert_eq!(shown(&session, &Showing::Promise).says[0], "Your scores are shown without names.");
        assert_eq!(shown(&session, &Showing::NotAgreed).title, "Nothing is parked, and nobody dissented.");
        assert_eq!(shown(&session, &Showing::Agenda).title, "Nothing is revealed yet.");
        assert_eq!(shown(&session, &Showing::Blank).scene, Scene::Blank);
        let ends = Showing::Ends { title: "Access".into(), criteria: vec![CriterionId(4), CriterionId(8)] };
        let Scene::Asked(asked) = shown(&session, &ends).scene else { panic!() };
        assert_eq!((asked.criteria.len(), asked.counts, asked.ask.as_str()), (1, None, ""));
    }
}
