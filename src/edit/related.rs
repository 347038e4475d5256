//! What is said of how figures hang together, when figures, lines and columns go or move.

use crate::case::Case;
use crate::id::{FigureId, TableId};
use crate::programme::Relation;
use std::sync::Arc;

/// Takes a figure out of what is said of figures. Returns whether something is still said.
pub(super) fn without(relation: &mut Arc<Relation>, id: FigureId) -> bool {
    if !relation.figures().contains(&id) {
        return true;
    }
    match Arc::make_mut(relation) {
        Relation::Parts(found) => {
            found.parts.retain(|part| *part != id);
            found.whole != id && !found.parts.is_empty()
        }
        Relation::Spend(found) => {
            found.committed = found.committed.filter(|committed| *committed != id);
            found.spent != id && found.budget != Some(id)
        }
        Relation::Same(_) => false,
    }
}

/// Adds what is said of figures. Another part of the same whole joins the parts that are known.
pub(super) fn relate(case: &mut Case, relation: &Relation) {
    if let Relation::Parts(new) = relation {
        for known in &mut case.programme.relations {
            if !matches!(known.as_ref(), Relation::Parts(found) if found.whole == new.whole) {
                continue;
            }
            if let Relation::Parts(found) = Arc::make_mut(known) {
                let others: Vec<FigureId> =
                    new.parts.iter().copied().filter(|part| !found.parts.contains(part)).collect();
                found.parts.extend(others);
            }
            return;
        }
    }
    case.programme.relations.push(Arc::new(relation.clone()));
}

/// Lets what is said of cells of a table follow them to where they stand now; `None` where one is gone.
pub(super) fn forget_cells(case: &mut Case, id: TableId, moved: &dyn Fn(usize, usize) -> Option<(usize, usize)>) {
    let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    case.programme.relations.retain_mut(|relation| {
        let Relation::Same(same) = relation.as_ref() else { return true };
        if same.table != id {
            return true;
        }
        let Some((line, column)) = moved(place(same.line), place(same.column)) else { return false };
        if let (Ok(line), Ok(column), Relation::Same(same)) =
            (u32::try_from(line), u32::try_from(column), Arc::make_mut(relation))
        {
            (same.line, same.column) = (line, column);
        }
        true
    });
}
