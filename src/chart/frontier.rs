//! Cost against value: two axes, dots, the line along the frontier, and labels that cover nothing.
//!
//! Positions are per cent across and pixels down, so that the plot stretches without distorting type. Labels are therefore
//! tried at the narrowest and at the widest that the plot may be, and stand where they are free at both.

use super::axis::{Axis, axis};

/// What is drawn: one dot an option.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// Across: the cost.
    pub cost: f64,
    /// Down: the value.
    pub value: f64,
    /// Its label in full, and where there is no room for that, a short one. Either may be empty.
    pub label: String,
    /// The short label.
    pub short: String,
    /// Which labels are placed first: low numbers.
    pub order: usize,
}

/// How large the plot is, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlotArea {
    /// The narrowest that the plot is shown.
    pub narrowest: f64,
    /// The widest.
    pub widest: f64,
    /// Its height.
    pub height: f64,
}

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// The axis across.
    pub across: Axis,
    /// The axis up.
    pub up: Axis,
    /// Dots, as they were given: per cent across, pixels down.
    pub dots: Vec<(f64, f64)>,
    /// Labels, as the dots were given; absent where there is room for none.
    pub labels: Vec<Option<Label>>,
}

/// A label beside its dot.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// What it says.
    pub text: String,
    /// Pixels to the right of the dot at which it is anchored.
    pub dx: f64,
    /// Pixels below the dot of its base line.
    pub dy: f64,
    /// SVG's `text-anchor`.
    pub anchor: &'static str,
}

/// Pixels that a letter takes, and that a line of text is high.
const LETTER: f64 = 7.2;
const LINE: f64 = 16.0;
/// Pixels from the middle of a dot to its edge.
const DOT: f64 = 8.0;

/// Returns where dots and labels stand. `line` names dots, in order, that are joined; labels keep off it.
///
/// # Example
/// ```
/// use weighbridge::chart::frontier::{Dot, PlotArea, plot};
/// let dot = |cost, value| Dot { cost, value, label: "A Depot".into(), short: "A".into(), order: 0 };
/// let frame = PlotArea { narrowest: 640.0, widest: 980.0, height: 272.0 };
/// let found = plot(&[dot(3.0, 40.0), dot(5.0, 70.0)], &[0, 1], frame);
/// assert!(found.dots[0].0 < found.dots[1].0 && found.dots[0].1 > found.dots[1].1);
/// assert!(found.labels.iter().all(Option::is_some));
/// ```
#[must_use]
pub fn plot(dots: &[Dot], line: &[usize], frame: PlotArea) -> Plot {
    let range = |of: fn(&Dot) -> f64| {
        dots.iter().map(of).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)))
    };
    let ((cheapest, dearest), (worst, best)) = (range(|dot| dot.cost), range(|dot| dot.value));
    let lines: Vec<[usize; 2]> = line.windows(2).map(|pair| [pair[0], pair[1]]).collect();
    plot_between(dots, &lines, frame, [axis(cheapest, dearest), axis(worst, best)])
}

/// Returns where dots and labels stand between given axes, that across first. `lines` name dots that are joined.
#[must_use]
pub fn plot_between(dots: &[Dot], lines: &[[usize; 2]], frame: PlotArea, [across, up]: [Axis; 2]) -> Plot {
    let places: Vec<(f64, f64)> =
        dots.iter().map(|dot| (100.0 * across.share(dot.cost), frame.height * (1.0 - up.share(dot.value)))).collect();
    let labels = labels(dots, &places, lines, frame);
    Plot { across, up, dots: places, labels }
}

/// A rectangle in pixels: left, top, right, bottom.
type Area = (f64, f64, f64, f64);

/// What labels must keep off at one width.
struct Taken {
    width: f64,
    dots: Vec<Area>,
    segments: Vec<((f64, f64), (f64, f64))>,
    labels: Vec<Area>,
}

fn labels(dots: &[Dot], places: &[(f64, f64)], lines: &[[usize; 2]], frame: PlotArea) -> Vec<Option<Label>> {
    let mut taken: Vec<Taken> = [frame.narrowest, frame.widest]
        .into_iter()
        .map(|width| {
            let at = |dot: usize| places.get(dot).map_or((0.0, 0.0), |(x, y)| (x * width / 100.0, *y));
            let around = |dot| {
                let (x, y) = at(dot);
                (x - DOT, y - DOT, x + DOT, y + DOT)
            };
            Taken {
                width,
                dots: (0..places.len()).map(around).collect(),
                segments: lines.iter().map(|[one, other]| (at(*one), at(*other))).collect(),
                labels: Vec::new(),
            }
        })
        .collect();
    let mut found = vec![None; dots.len()];
    let order = crate::order::places(dots.len(), &mut |one, other| dots[one].order.cmp(&dots[other].order));
    for dot in order {
        let texts = [&dots[dot].label, &dots[dot].short];
        let place =
            |text: &String| candidates(text).into_iter().find(|label| is_free(label, dot, places, &taken, frame));
        let label = texts.into_iter().filter(|text| !text.is_empty()).find_map(place);
        if let Some(label) = &label {
            for taken in &mut taken {
                taken.labels.push(area(label, places[dot], taken.width));
            }
        }
        found[dot] = label;
    }
    found
}

/// Returns where a label may stand, the best first: above, above left, right, left, below, and the corners.
fn candidates(text: &str) -> [Label; 8] {
    let label = |dx, dy, anchor| Label { text: text.to_owned(), dx, dy, anchor };
    [
        label(0.0, -14.0, "middle"),
        label(-12.0, -6.0, "end"),
        label(13.0, 5.0, "start"),
        label(-13.0, 5.0, "end"),
        label(0.0, 23.0, "middle"),
        label(12.0, -6.0, "start"),
        label(12.0, 17.0, "start"),
        label(-12.0, 17.0, "end"),
    ]
}

fn area(label: &Label, place: (f64, f64), width: f64) -> Area {
    let long = LETTER * label.text.chars().count() as f64;
    let (x, base) = (place.0 * width / 100.0 + label.dx, place.1 + label.dy);
    let left = match label.anchor {
        "middle" => x - long / 2.0,
        "end" => x - long,
        _ => x,
    };
    (left, base - 0.8 * LINE, left + long, base + 0.2 * LINE)
}

fn is_free(label: &Label, dot: usize, places: &[(f64, f64)], taken: &[Taken], frame: PlotArea) -> bool {
    taken.iter().all(|taken| {
        let own = area(label, places[dot], taken.width);
        let inside = own.0 >= -4.0 && own.2 <= taken.width + 8.0 && own.1 >= -LINE && own.3 <= frame.height - 1.0;
        let meets = |other: &Area| own.0 < other.2 && other.0 < own.2 && own.1 < other.3 && other.1 < own.3;
        let others = taken.dots.iter().enumerate().filter(|(other, _)| *other != dot);
        inside
            && !others.map(|(_, area)| area).any(meets)
            && !taken.labels.iter().any(meets)
            && !taken.segments.iter().any(|segment| crosses(*segment, own))
    })
}

/// Returns whether a segment passes through a rectangle: what is left of it after each side is cut away.
fn crosses((from, to): ((f64, f64), (f64, f64)), (left, top, right, bottom): Area) -> bool {
    let (mut start, mut end) = (0.0_f64, 1.0_f64);
    for (at, run, low, high) in [(from.0, to.0 - from.0, left, right), (from.1, to.1 - from.1, top, bottom)] {
        if run.abs() < 1e-9 {
            if at < low || at > high {
                return false;
            }
            continue;
        }
        let (one, other) = ((low - at) / run, (high - at) / run);
        start = start.max(one.min(other));
        end = end.min(one.max(other));
    }
    start <= end
}

#[cfg(test)]
mod tests {
    use super::{Dot, Plot, PlotArea, area, crosses, plot};

    const FRAME: PlotArea = PlotArea { narrowest: 620.0, widest: 980.0, height: 272.0 };

    fn dots(of: &[(f64, f64)], label: &str) -> Vec<Dot> {
        let dot = |(order, (cost, value)): (usize, &(f64, f64))| Dot {
            cost: *cost,
            value: *value,
            label: format!("{order} {label}"),
            short: order.to_string(),
            order,
        };
        of.iter().enumerate().map(dot).collect()
    }

    fn assert_nothing_is_covered(found: &Plot, frame: PlotArea) {
        for width in [frame.narrowest, frame.widest] {
            let areas: Vec<_> = found
                .labels
                .iter()
                .zip(&found.dots)
                .filter_map(|(label, dot)| label.as_ref().map(|label| area(label, *dot, width)))
                .collect();
            for (i, one) in areas.iter().enumerate() {
                assert!(one.0 >= -4.0 && one.2 <= width + 8.0, "{one:?} at {width}");
                for other in &areas[..i] {
                    let apart = one.2 <= other.0 || other.2 <= one.0 || one.3 <= other.1 || other.3 <= one.1;
                    assert!(apart, "{one:?} {other:?} at {width}");
                }
            }
        }
    }

    #[test]
    fn six_options_are_labelled_in_full() {
        let siting = [(7.68, 71.0), (6.45, 65.4), (5.37, 53.2), (3.33, 34.2), (6.49, 61.7), (7.53, 45.1)];
        let found = plot(&dots(&siting, "Public sector neighbour"), &[2, 1, 0], FRAME);
        assert!(found.labels.iter().all(|label| label.as_ref().is_some_and(|label| label.text.contains("Public"))));
        assert_nothing_is_covered(&found, FRAME);
        let small = PlotArea { narrowest: 220.0, widest: 700.0, height: 272.0 };
        let letters: Vec<Dot> =
            dots(&siting, "").into_iter().map(|dot| Dot { label: dot.short.clone(), ..dot }).collect();
        let found = plot(&letters, &[2, 1, 0], small);
        assert!(found.labels.iter().all(Option::is_some));
        assert_nothing_is_covered(&found, small);
    }

    #[test]
    fn in_a_crowd_the_first_are_labelled_and_none_covers_another() {
        let crowd: Vec<(f64, f64)> = (0..50).map(|i| (f64::from(i % 7), f64::from(i % 11))).collect();
        let found = plot(&dots(&crowd, "A name of some length"), &[], FRAME);
        assert!(found.labels[0].is_some());
        assert_nothing_is_covered(&found, FRAME);
        assert!(found.labels.iter().flatten().any(|label| label.text.len() < 3), "some have room for a letter only");
        let heap: Vec<(f64, f64)> =
            (0..50).map(|i| (f64::from(i) * 1e-4, f64::from(i) * 1e-4)).chain([(9.0, 9.0)]).collect();
        let found = plot(&dots(&heap, "A name"), &[], FRAME);
        assert_nothing_is_covered(&found, FRAME);
        assert!(found.labels.iter().any(Option::is_none), "some have room for nothing");
    }

    #[test]
    fn one_dot_copies_and_nothing() {
        let one = plot(&dots(&[(0.0, 0.0)], "Only"), &[0], FRAME);
        assert!(one.dots[0].0.is_finite() && one.dots[0].1.is_finite() && one.labels[0].is_some());
        assert!(plot(&[], &[], FRAME).dots.is_empty());
        let copies = plot(&dots(&[(5.0, 5.0), (5.0, 5.0), (5.0, 5.0)], "Copy"), &[], FRAME);
        assert_nothing_is_covered(&copies, FRAME);
    }

    #[test]
    fn a_segment_through_a_label_is_seen() {
        let area = (10.0, 10.0, 20.0, 20.0);
        assert!(crosses(((0.0, 0.0), (30.0, 30.0)), area));
        assert!(!crosses(((0.0, 0.0), (30.0, 0.0)), area));
        assert!(crosses(((15.0, 0.0), (15.0, 40.0)), area));
        assert!(!crosses(((0.0, 12.0), (9.0, 12.0)), area), "it ends before");
    }
}
