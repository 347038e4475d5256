// Ways to damage a record or a file: flips, truncations, splices, duplicates, swaps, and heads that lie.
import { createHash } from 'node:crypto';

const sha256 = text => createHash('sha256').update(text, 'utf8').digest('hex');

/** Ways to damage bytes. Each takes a random generator and a Buffer, and returns another. */
export const BYTES = {
  flip(random, bytes) {
    const changed = Buffer.from(bytes);
    for (let i = random.int(1, 6); i > 0; i--) changed[random.int(0, changed.length - 1)] ^= 1 << random.int(0, 7);
    return changed;
  },
  truncate: (random, bytes) => bytes.subarray(0, random.int(0, bytes.length - 1)),
  behead: (random, bytes) => bytes.subarray(random.int(1, bytes.length)),
  splice(random, bytes, other) {
    const at = random.int(0, bytes.length);
    const from = random.int(0, other.length - 1);
    return Buffer.concat([bytes.subarray(0, at), other.subarray(from, from + random.int(1, 400)), bytes.subarray(random.int(at, bytes.length))]);
  },
  duplicate(random, bytes) {
    const from = random.int(0, bytes.length - 1);
    const piece = bytes.subarray(from, from + random.int(1, 300));
    return Buffer.concat([bytes.subarray(0, from), piece, piece, bytes.subarray(from + piece.length)]);
  },
  zeros(random, bytes) {
    const from = random.int(0, bytes.length - 1);
    return Buffer.concat([bytes.subarray(0, from), Buffer.alloc(random.int(1, 512)), bytes.subarray(from)]);
  },
  number(random, bytes) {
    const hostile = random.pick(['1e999', '-1', '9007199254740993', '0.1e-400', '00', 'NaN', '1e308', '""', 'null', '[]', '{}', 'true']);
    const places = [...bytes.toString('latin1').matchAll(/: (-?\d+(\.\d+)?)/g)];
    if (places.length === 0) return Buffer.concat([bytes, Buffer.from(hostile)]);
    const place = random.pick(places);
    return Buffer.concat([bytes.subarray(0, place.index + 2), Buffer.from(hostile), bytes.subarray(place.index + place[0].length)]);
  },
  twice: (random, bytes) => Buffer.concat([bytes, bytes]),
  empty: () => Buffer.alloc(0),
};

const text = (random, value, other) => {
  const way = random.pick(Object.keys(BYTES).filter(name => name !== 'empty'));
  return BYTES[way](random, Buffer.from(value), Buffer.from(other)).toString('utf8');
};

const resealed = row => {
  const digest = sha256(row.text);
  return { ...row, digest, seal: sha256(`${row.case}\n${row.revision}\n${row.parent}\n${digest}`) };
};

/** Ways to damage the two slots of a case. Each takes two whole rows and returns the rows that are to be stored. */
export const RECORDS = {
  newer: (random, [older, newer]) => [older, { ...newer, text: text(random, newer.text, older.text) }],
  older: (random, [older, newer]) => [{ ...older, text: text(random, older.text, newer.text) }, newer],
  both: (random, [older, newer]) => [older, newer].map(row => ({ ...row, text: text(random, row.text, older.text) })),
  swapped: (random, [older, newer]) => [{ ...newer, id: older.id }, { ...older, id: newer.id }],
  duplicated: (random, [older, newer]) => [{ ...newer, id: older.id }, newer],
  digest: (random, [older, newer]) => [older, { ...newer, digest: text(random, newer.digest, older.digest) }],
  seal: (random, [older, newer]) => [older, { ...newer, seal: sha256(String(random.bits())) }],
  revision: (random, [older, newer]) => [older, { ...newer, revision: random.pick([0, -1, 2 ** 53, 1.5, null, 'x', newer.revision + random.int(1, 9)]) }],
  missing(random, [older, newer]) {
    const changed = { ...newer };
    for (let i = random.int(1, 4); i > 0; i--) delete changed[random.pick(Object.keys(changed).filter(name => name !== 'id'))];
    return [older, changed];
  },
  types(random, [older, newer]) {
    const member = random.pick(['text', 'digest', 'title', 'holds', 'time', 'entries', 'file', 'parent', 'case']);
    return [older, { ...newer, [member]: random.pick([null, 7, true, [], {}, { name: 5 }, 'x', '']) }];
  },
  // Whole by its digests, and no case: the reader of files must refuse it.
  'sealed rubbish': (random, [older, newer]) => [older, resealed({ ...newer, text: text(random, newer.text, older.text) })],
  'all rubbish': (random, [older, newer]) => [older, newer].map(row => resealed({ ...row, text: text(random, row.text, older.text) })),
  'two of one revision': (random, [older, newer]) => [resealed({ ...older, revision: newer.revision, parent: newer.parent }), newer],
  'one slot': (random, [, newer]) => [{ ...newer, text: text(random, newer.text, newer.text) }],
  'emptied text': (random, [older, newer]) => [older, { ...newer, text: '' }],
};
