//! What scores for the goals of one framework come to for those of another, by a crosswalk. Everything here only proposes.
//!
//! A link `same` carries what was found; `part` carries the direction of a number and at most 1; `related` carries nothing.
//! Where several goals stand for one, all are listed and none is added to another: a number follows only where those that
//! carry one agree.

use super::{Assessment, Contribution, Effect};
use crate::framework::{Crosswalk, Link, Strength};
use crate::grid::Grid;
use crate::id::{GoalId, InitiativeId};

/// What is known elsewhere of one initiative for one goal of the newer framework.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal<'a> {
    /// The initiative.
    pub initiative: InitiativeId,
    /// The goal of the newer framework.
    pub goal: GoalId,
    /// Where something is recorded for a goal that stands for it, in the order of the links. At least one.
    pub sources: Vec<Source<'a>>,
}

/// One record of the older framework.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Source<'a> {
    /// Why it speaks of the goal.
    pub link: &'a Link,
    /// What was recorded. It counts: what was itself carried and not confirmed is no source.
    pub found: &'a Contribution,
    /// What it carries over, if anything.
    pub carries: Option<Assessment>,
}

impl<'a> Proposal<'a> {
    /// Returns the source that is carried over: the strongest that carries anything, where all that do agree.
    #[must_use]
    pub fn agreed(&self) -> Option<Source<'a>> {
        let carrying = || self.sources.iter().filter(|source| source.carries.is_some());
        let strongest = carrying().min_by_key(|source| source.link.strength)?;
        carrying().all(|source| source.carries == strongest.carries).then_some(*strongest)
    }
}

/// Returns what a link of this strength carries of what was found.
///
/// # Example
/// ```
/// use weighbridge::alignment::{Assessment, Effect, carry::carried};
/// use weighbridge::framework::Strength;
/// let scored = |points| Assessment::Scored(Effect::new(points).unwrap());
/// assert_eq!(carried(Strength::Same, scored(-3)), Some(scored(-3)));
/// assert_eq!(carried(Strength::Part, scored(-3)), Some(scored(-1)));
/// assert_eq!(carried(Strength::Part, Assessment::NotApplicable), None, "the other part may apply");
/// assert_eq!(carried(Strength::Related, scored(2)), None);
/// ```
#[must_use]
pub fn carried(strength: Strength, found: Assessment) -> Option<Assessment> {
    match (strength, found) {
        (_, Assessment::NotAssessed) | (Strength::Related, _) => None,
        (Strength::Same, found) => Some(found),
        (Strength::Part, Assessment::Scored(effect)) => Effect::new(effect.get().signum()).map(Assessment::Scored),
        (Strength::Part, Assessment::NotApplicable | Assessment::Unknown) => None,
    }
}

/// Returns what a crosswalk says of some initiatives, in their order and that of its links.
///
/// # Example
/// ```
/// use weighbridge::{alignment::carry::proposals, framework::Crosswalk, grid::Grid, id::FrameworkId};
/// let crosswalk = Crosswalk::between(FrameworkId(1), FrameworkId(2));
/// assert!(proposals(&crosswalk, [], &Grid::new()).is_empty());
/// ```
#[must_use]
pub fn proposals<'a>(
    crosswalk: &'a Crosswalk,
    initiatives: impl IntoIterator<Item = InitiativeId>,
    contributions: &'a Grid<Contribution>,
) -> Vec<Proposal<'a>> {
    let mut found: Vec<Proposal<'a>> = Vec::new();
    for initiative in initiatives {
        let first = found.len();
        for link in &crosswalk.links {
            let Some(one) = contributions.get(initiative, link.from) else { continue };
            if one.counted() == Assessment::NotAssessed {
                continue;
            }
            let source = Source { link, found: one, carries: carried(link.strength, one.assessment) };
            match found[first..].iter_mut().find(|proposal| proposal.goal == link.to) {
                Some(proposal) => proposal.sources.push(source),
                None => found.push(Proposal { initiative, goal: link.to, sources: vec![source] }),
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Proposal, proposals};
    use crate::alignment::{Assessment, CarriedFrom, Contribution, Effect};
    use crate::framework::{Crosswalk, Link, Strength};
    use crate::grid::Grid;
    use crate::id::{FrameworkId, GoalId, InitiativeId};
    use crate::unknown::Unknown;

    const NEW: GoalId = GoalId(8);

    fn crosswalk(strengths: &[Strength]) -> Crosswalk {
        let links = strengths.iter().zip(3..).map(|(strength, goal)| Link {
            from: GoalId(goal),
            to: NEW,
            strength: *strength,
            note: String::new(),
            unknown: Unknown::new(),
        });
        Crosswalk { links: links.collect(), ..Crosswalk::between(FrameworkId(1), FrameworkId(2)) }
    }

    fn scores(scores: &[i8]) -> Grid<Contribution> {
        let one = |(points, goal): (&i8, u32)| Contribution {
            assessment: Assessment::Scored(Effect::new(*points).unwrap()),
            ..Contribution::blank(InitiativeId(20), GoalId(goal))
        };
        scores.iter().zip(3..).map(one).collect()
    }

    fn agreed(proposal: &Proposal<'_>) -> Option<(u32, Assessment)> {
        proposal.agreed().and_then(|source| Some((source.found.goal.0, source.carries?)))
    }

    #[test]
    fn several_sources_are_listed_and_never_added() {
        use Strength::{Part, Related, Same};
        let scored = |points| Assessment::Scored(Effect::new(points).unwrap());
        type Expected<'a> = (&'a [Strength], &'a [i8], Option<(u32, Assessment)>);
        let cases: [Expected<'_>; 6] = [
            (&[Part, Part], &[3, 2], Some((3, scored(1)))),
            (&[Part, Part], &[3, -2], None),
            (&[Part, Same], &[2, 1], Some((4, scored(1)))),
            (&[Part, Same], &[2, 2], None),
            (&[Part, Related], &[2, -3], Some((3, scored(1)))),
            (&[Related], &[3], None),
        ];
        for (strengths, points, expected) in cases {
            let (crosswalk, contributions) = (crosswalk(strengths), scores(points));
            let found = proposals(&crosswalk, [InitiativeId(20)], &contributions);
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].sources.len(), points.len(), "{strengths:?}");
            assert_eq!(agreed(&found[0]), expected, "{strengths:?} {points:?}");
        }
    }

    #[test]
    fn what_was_carried_and_not_confirmed_is_no_source() {
        let crosswalk = crosswalk(&[Strength::Same]);
        let mut contributions = scores(&[2]);
        let one = contributions.get_mut(InitiativeId(20), GoalId(3)).unwrap();
        one.carried_from = Some(CarriedFrom { framework: FrameworkId(7), goal: GoalId(9), unknown: Unknown::new() });
        assert!(proposals(&crosswalk, [InitiativeId(20)], &contributions).is_empty());
        contributions.get_mut(InitiativeId(20), GoalId(3)).unwrap().confirmed = true;
        assert_eq!(proposals(&crosswalk, [InitiativeId(20)], &contributions).len(), 1);
    }
}
