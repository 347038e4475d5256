#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]
use weighbridge::alignment::portfolio::{
    Problem,
    search::{Progress, Search},
};
struct Rng(u64);
impl Rng {
    fn next(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % n
    }
}
fn family(name: &str, n: usize, r: u64, seed: u64) -> Problem {
    let mut g = Rng(seed);
    for _ in 0..5 {
        g.next(2);
    }
    let mut costs: Vec<u64> = (0..n).map(|_| 1 + g.next(r)).collect();
    let mut values: Vec<i64> = match name {
        "uncorrelated" | "sets" | "pairs" | "tangled" | "two" | "three" => {
            (0..n).map(|_| 1 + g.next(r) as i64).collect()
        }
        "weak" => costs.iter().map(|&c| (c as i64 + g.next(r / 5 + 1) as i64 - (r / 10) as i64).max(1)).collect(),
        "strong" | "strongpairs" | "strongsets" | "strongtwo" => costs.iter().map(|&c| (c + r / 10) as i64).collect(),
        "inverse" => costs.iter().map(|&c| c as i64).collect(),
        "subset" => costs.iter().map(|&c| c as i64).collect(),
        "smallvalue" => (0..n).map(|_| 1 + g.next(100) as i64).collect(),
        "golden" | "goldenpairs" => costs.iter().map(|&c| 10 + (c / 45) as i64 + g.next(50) as i64).collect(),
        "profit" => costs.iter().map(|&c| 3 * c.div_ceil(3) as i64).collect(),
        "even" => costs.iter().map(|&c| 2 * c as i64).collect(),
        _ => panic!(),
    };
    if name == "inverse" {
        for (c, v) in costs.iter_mut().zip(values.iter_mut()) {
            *v = *c as i64;
            *c += r / 10;
        }
    }
    if name == "even" {
        for (c, v) in costs.iter_mut().zip(values.iter_mut()) {
            *c *= 2;
            *v = *c as i64 + (r / 10) as i64;
        }
    }
    let mut p =
        Problem { budgets: vec![costs.iter().sum::<u64>() / 2], values, costs: vec![costs], ..Problem::default() };
    if name.contains("two") || name.contains("three") {
        let k = if name.contains("three") { 2 } else { 1 };
        for _ in 0..k {
            let c: Vec<u64> = (0..n).map(|_| 1 + g.next(r)).collect();
            p.budgets.push(c.iter().sum::<u64>() / 2);
            p.costs.push(c);
        }
    }
    if name.contains("sets") {
        for _ in 0..n / 5 {
            let a = g.next(n as u64) as usize;
            let b = g.next(n as u64) as usize;
            let c = g.next(n as u64) as usize;
            p.exclusive.push(vec![a, b, c]);
        }
        for _ in 0..n / 5 {
            let a = g.next(n as u64) as usize;
            let b = g.next(n as u64) as usize;
            if a != b {
                p.requires.push((a, b));
            }
        }
    }
    if name.contains("pairs") {
        for _ in 0..n / 6 {
            let a = g.next(n as u64) as usize;
            let b = g.next(n as u64) as usize;
            p.exclusive.push(vec![a, b]);
        }
        for _ in 0..n / 6 {
            let a = g.next(n as u64) as usize;
            let b = g.next(n as u64) as usize;
            if a != b {
                p.requires.push((a, b));
            }
        }
        p.mandatory.push(7);
        p.forbidden.push(8);
    }
    if name == "tangled" {
        for _ in 0..n {
            let a = g.next(n as u64) as usize;
            let b = g.next(n as u64) as usize;
            p.exclusive.push(vec![a, b]);
        }
        for _ in 0..n {
            let a = g.next(n as u64) as usize;
            let b = g.next(n as u64) as usize;
            if a != b {
                p.requires.push((a.max(b), a.min(b)));
            }
        }
    }
    p
}
fn cpu() -> f64 {
    std::fs::read_to_string("/proc/thread-self/schedstat").unwrap().split(' ').next().unwrap().parse::<f64>().unwrap()
        / 1e6
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let n: usize = args.get(1).map_or(200, |a| a.parse().unwrap());
    let names: Vec<&str> = if args.len() > 2 {
        args[2].split(',').collect()
    } else {
        vec![
            "uncorrelated",
            "weak",
            "golden",
            "smallvalue",
            "strong",
            "inverse",
            "subset",
            "profit",
            "even",
            "sets",
            "strongsets",
        ]
    };
    let rs: Vec<u64> = if args.len() > 3 {
        args[3].split(',').map(|a| a.parse().unwrap()).collect()
    } else {
        vec![100, 1000, 10_000, 1_000_000]
    };
    for name in names {
        for &r in &rs {
            let mut times = vec![];
            let mut last = String::new();
            for seed in 0..5 {
                let mut p = family(name, n, r, seed * 77 + 5);
                let all = p.budgets.clone();
                for share in [20, 50, 100] {
                    p.budgets = all.iter().map(|b| b * 2 * share / 200).collect();
                    let t = cpu();
                    let mut s = Search::new(&p).unwrap();
                    let o = loop {
                        match s.advance(1_000_000) {
                            Progress::Done(o) => break o,
                            Progress::More => {
                                if cpu() - t > 8000.0 {
                                    println!(
                                        "   {name} {r} seed {seed} share {share}: over 8 s; best {:?} bound {:?}",
                                        s.best().map(|b| b.value),
                                        s.bound()
                                    );
                                    break weighbridge::alignment::portfolio::Outcome::Infeasible(vec![]);
                                }
                            }
                        }
                    };
                    times.push((cpu() - t, s.n_nodes(), share));
                    last = format!("{:?}", o.portfolio().map(|b| (b.value, b.unique)));
                }
            }
            times.sort_by(|a, b| a.0.total_cmp(&b.0));
            println!(
                "{name:13} r={r:8} median {:8.2} ms  max {:8.2} ms ({} nodes, share {})  {last}",
                times[times.len() / 2].0,
                times.last().unwrap().0,
                times.last().unwrap().1,
                times.last().unwrap().2
            );
        }
    }
}
