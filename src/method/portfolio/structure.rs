//! Who needs whom and who excludes whom, looked up by initiative.

use super::Problem;

/// The ties between initiatives.
#[derive(Clone, Debug)]
pub(super) struct Structure {
    /// What each initiative needs.
    pub(super) needs: Vec<Vec<usize>>,
    /// What needs each initiative.
    pub(super) needed_by: Vec<Vec<usize>>,
    /// The exclusive sets of which each initiative is a member.
    pub(super) sets_of: Vec<Vec<usize>>,
    /// The exclusive sets, ascending, without repeats.
    pub(super) sets: Vec<Vec<usize>>,
}

impl Structure {
    pub(super) fn new(problem: &Problem) -> Structure {
        let n = problem.values.len();
        let (mut needs, mut needed_by, mut sets_of) = (vec![Vec::new(); n], vec![Vec::new(); n], vec![Vec::new(); n]);
        for &(one, needed) in &problem.requires {
            needs[one].push(needed);
            needed_by[needed].push(one);
        }
        let sets: Vec<Vec<usize>> = problem.exclusive.iter().map(|members| distinct(members)).collect();
        for (set, members) in sets.iter().enumerate() {
            members.iter().for_each(|&member| sets_of[member].push(set));
        }
        Structure { needs, needed_by, sets_of, sets }
    }

    /// Returns, for each initiative, the one through which it was reached from `from` by what each needs: itself where
    /// it is one of them, `None` where it is not needed.
    pub(super) fn reached(&self, from: &[usize]) -> Vec<Option<usize>> {
        let mut through = vec![None; self.needs.len()];
        let mut queue: Vec<usize> = Vec::new();
        for &one in from {
            if through[one].is_none() {
                through[one] = Some(one);
                queue.push(one);
            }
        }
        let mut next = 0;
        while let Some(&one) = queue.get(next) {
            next += 1;
            for &needed in &self.needs[one] {
                if through[needed].is_none() {
                    through[needed] = Some(one);
                    queue.push(needed);
                }
            }
        }
        through
    }

    /// Returns an initiative and all that it needs, directly or not, ascending.
    pub(super) fn closure(&self, one: usize) -> Vec<usize> {
        if self.needs[one].is_empty() {
            return vec![one];
        }
        let through = self.reached(&[one]);
        (0..through.len()).filter(|&initiative| through[initiative].is_some()).collect()
    }

    /// Returns whether no two of these initiatives are in one exclusive set.
    pub(super) fn compatible(&self, initiatives: &[usize]) -> bool {
        let mut sets: Vec<usize> = initiatives.iter().flat_map(|&one| self.sets_of[one].iter().copied()).collect();
        sets.sort_unstable();
        sets.windows(2).all(|pair| pair[0] != pair[1])
    }
}

/// Returns positions ascending without repeats.
pub(super) fn distinct(positions: &[usize]) -> Vec<usize> {
    let mut found = positions.to_vec();
    found.sort_unstable();
    found.dedup();
    found
}
