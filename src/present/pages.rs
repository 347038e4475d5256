//! Long lists shown a page at a time: which pages are linked, and which rows are on the page at hand.

use super::decimal;

/// Returns the pages that are linked around the one at hand, all from 0: the first, the last, the one at hand and one either
/// side. `None` stands where pages are left out.
///
/// # Reference
/// GOV.UK Design System, *Pagination*: for larger numbers of pages.
///
/// # Example
/// ```
/// use weighbridge::present::page_links;
/// assert_eq!(page_links(5, 50), [Some(0), None, Some(4), Some(5), Some(6), None, Some(49)]);
/// assert_eq!(page_links(0, 3), [Some(0), Some(1), Some(2)]);
/// ```
#[must_use]
pub fn page_links(at: usize, n_pages: usize) -> Vec<Option<usize>> {
    let mut links: Vec<Option<usize>> = Vec::new();
    for page in (0..n_pages).filter(|page| *page == 0 || page + 1 == n_pages || page.abs_diff(at) <= 1) {
        let last = links.last().copied().flatten();
        match last.map_or(0, |last| page - last) {
            // A gap of one page is that page.
            2 => links.push(Some(page - 1)),
            gap if gap > 2 => links.push(None),
            _ => {}
        }
        links.push(Some(page));
    }
    links
}

/// Returns which rows of a list are shown, the first of them from 0: "Initiatives 101 to 200 of 5,000".
///
/// # Example
/// ```
/// assert_eq!(weighbridge::present::rows_shown("Initiatives", 100..200, 5000), "Initiatives 101 to 200 of 5,000");
/// ```
#[must_use]
pub fn rows_shown(what: &str, rows: std::ops::Range<usize>, of: usize) -> String {
    let [first, last, of] = [rows.start + 1, rows.end, of].map(|number| decimal(number as f64, 0));
    format!("{what} {first} to {last} of {of}")
}

#[cfg(test)]
mod tests {
    use super::page_links;

    #[test]
    fn every_page_can_be_reached_and_none_is_linked_twice() {
        for n_pages in 0..40 {
            for at in 0..n_pages {
                let links = page_links(at, n_pages);
                let pages: Vec<usize> = links.iter().copied().flatten().collect();
                assert!(pages.windows(2).all(|pair| pair[0] < pair[1]), "{links:?}");
                let near = [0, at.saturating_sub(1), at, (at + 1).min(n_pages - 1), n_pages - 1];
                assert!(near.iter().all(|page| pages.contains(page)), "{links:?}");
                assert!(links.len() <= 9, "{links:?}");
                assert!(links.windows(2).all(|pair| pair != [None, None]), "{links:?}");
            }
        }
        assert!(page_links(0, 0).is_empty());
    }
}
