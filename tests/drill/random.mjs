// Random choices that come out the same for the same seed. Every choice of a drill is made by one of these.

/** A small seeded generator (sfc32). */
export class Random {
  #state;

  constructor(seed) {
    this.seed = seed >>> 0;
    this.#state = [0x9e3779b9, 0x243f6a88, this.seed, 1];
    for (let i = 0; i < 12; i++) this.bits();
  }

  /** Returns 32 random bits as a whole number. */
  bits() {
    let [a, b, c, d] = this.#state;
    const sum = (a + b + d) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    d = (d + 1) | 0;
    this.#state = [a, b, c, d];
    return sum >>> 0;
  }

  /** Returns a number from 0 up to 1. */
  unit() {
    return this.bits() / 2 ** 32;
  }

  /** Returns a whole number from `low` up to `high`, both included. */
  int(low, high) {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  chance(share) {
    return this.unit() < share;
  }

  pick(list) {
    return list[this.int(0, list.length - 1)];
  }

  /** Returns one of the keys of `{ key: weight, ... }`, as often as its weight says. */
  weighted(weights) {
    const entries = Object.entries(weights);
    let at = this.unit() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      at -= weight;
      if (at < 0) return key;
    }
    return entries.at(-1)[0];
  }

  shuffled(list) {
    const left = [...list];
    for (let i = left.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [left[i], left[j]] = [left[j], left[i]];
    }
    return left;
  }

  /** Returns a generator of its own for a part of the drill, so that one part's choices do not shift another's. */
  fork() {
    return new Random(this.bits());
  }
}
