"""Golden cases of what a workshop asks: labels, stake, reach, own winners, redrawn rooms, convergence, W of complete rows.

Written from the definitions alone, in plain Python without the project's code. Run it in this folder:
    python3 group_workshop.py
It writes group-workshop-*.json. Random inputs have fixed seeds, so that it always writes the same bytes.
"""

import hashlib
import json
import random
import statistics

TIE = 1e-12


def quantile(answers, share):
    """Type 7 of Hyndman and Fan: a straight line between the sorted answers."""
    answers = sorted(answers)
    place = (len(answers) - 1) * share
    below = int(place)
    part = place - below
    return answers[below] if part == 0 else answers[below] * (1 - part) + answers[below + 1] * part


def label(answers, close=20, gap=25):
    answers = sorted(a for a in answers if a is not None)
    if not answers:
        return None
    if answers[-1] - answers[0] <= close:
        return ["close", None]
    gaps = [(answers[i] - answers[i - 1], -i) for i in range(1, len(answers))]
    for least, name in ((2, "two_camps"), (1, "one_apart")):
        wide = [g for g in gaps if g[0] >= gap and min(-g[1], len(answers) + g[1]) >= least]
        if wide and (least == 2 or len(answers) > 2):
            return [name, -max(wide)[1]]
    return ["spread", None]


def pooled(ballots):
    shares = [[w / sum(b["weights"]) for w in b["weights"]] for b in ballots]
    weights = [statistics.fmean(s[j] for s in shares) for j in range(len(shares[0]))]
    rows = len(ballots[0]["scores"])

    def cell(i, j):
        given = [b["scores"][i][j] for b in ballots if b["scores"][i][j] is not None]
        return quantile(given, 0.5) if given else None

    return weights, [[cell(i, j) for j in range(len(weights))] for i in range(rows)]


def total(weights, row):
    if any(x is None and w > 0 for w, x in zip(weights, row)):
        return None
    return sum(w * x for w, x in zip(weights, row) if x is not None)


def first(totals):
    present = [t for t in totals if t is not None]
    if not present:
        return []
    near = TIE * max(abs(t) for t in present)
    return [i for i, t in enumerate(totals) if t is not None and max(present) - t <= near]


def stakes(ballots):
    weights, scores = pooled(ballots)
    totals = [total(weights, row) for row in scores]
    leaders = first(totals)
    found = []
    for i, row in enumerate(scores):
        for j, middle in enumerate(row):
            given = [b["scores"][i][j] for b in ballots if b["scores"][i][j] is not None]
            if not given:
                continue
            losses = []
            for answer in given:
                changed = list(row)
                changed[j] = answer
                after = list(totals)
                after[i] = total(weights, changed)
                each = []
                for leader in leaders:
                    others = [t for k, t in enumerate(after) if k != leader and t is not None]
                    # Only the option itself moves, so others that lead now cost nothing of themselves.
                    if i != leader:
                        others = [after[i]] if after[i] is not None else []
                    each.append(max(0.0, max(others, default=0.0) - after[leader]) if others else 0.0)
                losses.append(statistics.fmean(each) if each else 0.0)
            flips = sum(1 for loss in losses if loss > 1e-9)
            found.append([i, j, statistics.fmean(losses), flips])
    return found


def reach(ballots, settled):
    weights, scores = pooled(ballots)
    totals = [total(weights, row) for row in scores]
    leaders = first(totals)

    def room(i, end):
        gain = 0.0
        for j, w in enumerate(weights):
            given = [b["scores"][i][j] for b in ballots if b["scores"][i][j] is not None]
            if given and [i, j] not in settled:
                gain += w * abs(end(given) - scores[i][j])
        return gain

    def of(i):
        if i in leaders or totals[i] is None or not leaders:
            return None
        return min(room(i, max) + room(k, min) - (totals[k] - totals[i]) for k in leaders)

    return [of(i) for i in range(len(scores))]


def own_winners(ballots):
    _, group = pooled(ballots)
    winners, filled = [], 0
    for b in ballots:
        rows = []
        for own, of_group in zip(b["scores"], group):
            filled += sum(1 for x, y in zip(own, of_group) if x is None and y is not None)
            rows.append([y if x is None else x for x, y in zip(own, of_group)])
        shares = [w / sum(b["weights"]) for w in b["weights"]]
        winners.append(first([total(shares, row) for row in rows]))
    return winners, filled


class Generator:
    """xoshiro256**, its state the SHA-256 of the seed."""

    MASK = (1 << 64) - 1

    def __init__(self, seed):
        digest = hashlib.sha256(seed.encode()).digest()
        self.s = [int.from_bytes(digest[8 * i : 8 * i + 8], "little") for i in range(4)]

    def below(self, n):
        s, mask = self.s, self.MASK
        turn = lambda x, k: ((x << k) | (x >> (64 - k))) & mask
        word = turn(s[1] * 5 & mask, 7) * 9 & mask
        shifted = s[1] << 17 & mask
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = turn(s[3], 45)
        return (word >> 32) * n >> 32


def redrawn(ballots, n_rooms, seed):
    generator = Generator(seed)
    led = [0.0] * len(ballots[0]["scores"])
    for _ in range(n_rooms):
        room = [ballots[generator.below(len(ballots))] for _ in ballots]
        weights, scores = pooled(room)
        leaders = first([total(weights, row) for row in scores])
        for leader in leaders:
            led[leader] += 1 / len(leaders)
    return [share / n_rooms for share in led]


def convergence(before, after):
    given = [[a for a in answers if a is not None] for answers in (before, after)]
    if not all(given):
        return None
    iqr = [quantile(g, 0.75) - quantile(g, 0.25) for g in given]
    both = [(a, b) for a, b in zip(before, after) if a is not None and b is not None]
    return {
        "interquartile": iqr,
        "shift": quantile(given[1], 0.5) - quantile(given[0], 0.5),
        "labels": [label(before), label(after)],
        "n_up": sum(b > a for a, b in both),
        "n_down": sum(b < a for a, b in both),
        "closer": iqr[1] < iqr[0],
    }


def mid_ranks(answers):
    return [sum(b > a for b in answers) + (sum(b == a for b in answers) + 1) / 2 for a in answers]


def w_of_complete(rows):
    complete = [row for row in rows if None not in row]
    partial = sum(1 for row in rows if None in row and any(x is not None for x in row))
    k, n = len(complete), len(rows[0])
    w = None
    if k >= 3 and n >= 3:
        ranks = [mid_ranks(row) for row in complete]
        sums = [sum(r[i] for r in ranks) for i in range(n)]
        mean = k * (n + 1) / 2
        ties = sum(sum(r.count(x) ** 2 - 1 for x in r) for r in ranks)  # the sum of t^3 - t, one item at a time
        whole = k * k * (n**3 - n) - k * ties
        w = 12 * sum((s - mean) ** 2 for s in sums) / whole if whole > 0 else None
    return {"n_complete": k, "n_left_out": partial, "w": w}


def room(rng, people, options, criteria, silent=0.0, camps=0.2):
    base = [[rng.randrange(0, 101, 5) for _ in range(criteria)] for _ in range(options)]
    ballots = [{"weights": [rng.randrange(5, 101, 5) for _ in range(criteria)], "scores": []} for _ in range(people)]
    split = [[rng.random() < camps for _ in range(criteria)] for _ in range(options)]
    for b in ballots:
        for i in range(options):
            row = []
            for j in range(criteria):
                far = rng.choice([-35, 35]) if split[i][j] else 0
                answer = min(100, max(0, base[i][j] + far + rng.randrange(-10, 11, 5)))
                row.append(None if rng.random() < silent else answer)
            b["scores"].append(row)
    return ballots


def write(name, method, inputs, expected, notes):
    document = {
        "id": name,
        "source": "group_workshop.py",
        "provenance": "no publication; data made up here, expected values computed by independent code",
        "method": method,
        "inputs": inputs,
        "expected": expected,
        "tolerance": {"abs": 1e-9, "rel": 1e-9},
        "computed_by": ["tests/golden/group_workshop.py, Python standard library"],
        "notes": notes,
    }
    with open(name + ".json", "w", encoding="utf-8", newline="\n") as file:
        json.dump(document, file, indent=1)
        file.write("\n")


def main():
    rng = random.Random(20260514)
    for name, shape in (("9x6x15", (9, 6, 15)), ("5x3x4", (5, 3, 4)), ("12x8x6-silent", (12, 8, 6, 0.05))):
        ballots = room(rng, *shape)
        settled = [[0, 0], [1, 2]]
        winners, filled = own_winners(ballots)
        seed = "redrawn " + name
        write(
            "group-workshop-" + name,
            "group_workshop",
            {"ballots": ballots, "settled": settled, "n_rooms": 400, "seed": seed},
            {
                "stakes": stakes(ballots),
                "reach": reach(ballots, settled),
                "own_winners": winners,
                "n_filled": filled,
                "redrawn": redrawn(ballots, 400, seed),
            },
            "Stakes are in the order of the table: option, criterion, points, answers that flip the leader.",
        )
    questions = [[rng.randrange(0, 101, 5) for _ in range(rng.randrange(0, 12))] for _ in range(60)]
    questions += [[0, 0, 25, 25], [0, 0, 24, 24], [0, 20], [0, 21], [0, 90], [5, 60, 70], [0, 60, 65, 95, 96]]
    write(
        "group-workshop-labels",
        "group_labels",
        {"questions": questions},
        {"labels": [label(q) for q in questions]},
        "A label with how many answers lie below the gap that divides them.",
    )
    pairs = []
    for _ in range(40):
        n = rng.randrange(1, 10)
        draw = lambda: [None if rng.random() < 0.1 else rng.randrange(0, 101, 5) for _ in range(n)]
        pairs.append([draw(), draw()])
    write(
        "group-workshop-rounds",
        "group_convergence",
        {"rounds": pairs},
        {"found": [convergence(*pair) for pair in pairs]},
        "The same participant stands at the same place in both rounds; null is silence.",
    )
    sets = []
    for _ in range(25):
        people, items = rng.randrange(2, 10), rng.randrange(2, 7)
        draw = lambda: None if rng.random() < 0.08 else rng.randrange(0, 101, 10)
        sets.append([[draw() for _ in range(items)] for _ in range(people)])
    write(
        "group-workshop-w-of-complete",
        "kendall_w_of_complete",
        {"answers_sets": sets},
        {"found": [w_of_complete(rows) for rows in sets]},
        "Fewer than three whole orders, or fewer than three things, give no W. Higher is better.",
    )


if __name__ == "__main__":
    main()
