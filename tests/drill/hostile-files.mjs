// 150 hostile files in 15 classes. Each is made when it is wanted: `{ name, opens, make() }`, where `opens` says whether the
// page should open it (null where either will do), and `make` returns its bytes.
import { smallCase } from './case.mjs';

const MIB = 1024 * 1024;
// The bounds that the format has (src/limits.rs).
const BOUND = { options: 200, criteria: 200, initiatives: 5000, goals: 300 };

const parsed = title => JSON.parse(smallCase(title));
const bytes = value => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

/** Returns a document with so many of each. */
export function sized({ options = 0, criteria = 0, initiatives = 1, goals = 0, scores = false, title = 'Sized' }) {
  const document = parsed(title);
  const kase = document.case;
  let next = 1;
  kase.programme.initiatives = Array.from({ length: initiatives }, (_, i) => ({ id: next++, name: `Initiative ${i + 1}` }));
  if (goals > 0) {
    kase.frameworks = [{ id: next++, title: 'Aims', lens: 'outcomes', publisher: 'P', edition: '1', source: 'S', goals: Array.from({ length: goals }, (_, i) => ({ id: next++, title: `Goal ${i + 1}` })) }];
  }
  if (options > 0 || criteria > 0) {
    const id = next++;
    const alternatives = Array.from({ length: options }, (_, i) => ({ id: next++, name: `Option ${i + 1}`, role: 'candidate' }));
    const leaves = Array.from({ length: criteria }, (_, i) => ({ id: next++, name: `Criterion ${i + 1}`, kind: { leaf: { scale: 'direct', swing: 10 } } }));
    const all = scores ? alternatives.flatMap(option => leaves.map(leaf => ({ alternative: option.id, criterion: leaf.id, state: { points: 50 } }))) : [];
    kase.appraisals = [{ id, title: 'Big', materiality: 2, alternatives, criteria: leaves, scores: all }];
  }
  kase.next_id = next;
  return document;
}

/** Returns a document with one text in its place. */
function withText(place, words) {
  const document = sized({ options: 2, criteria: 2, initiatives: 1, goals: 1 });
  const kase = document.case;
  const [appraisal] = kase.appraisals;
  const places = {
    title: () => { kase.title = words; },
    initiative: () => { kase.programme.initiatives[0].name = words; },
    option: () => { appraisal.alternatives[0].name = words; },
    description: () => { appraisal.alternatives[0].description = words; },
    criterion: () => { appraisal.criteria[0].name = words; },
    goal: () => { kase.frameworks[0].goals[0].title = words; },
    source: () => { kase.frameworks[0].source = words; },
    appraisal: () => { appraisal.title = words; },
    recommendation: () => { appraisal.record = { recommendation: words }; },
    reason: () => { appraisal.scores = [{ alternative: appraisal.alternatives[0].id, criterion: appraisal.criteria[0].id, state: { points: 5 }, reason: words }]; },
  };
  places[place]();
  return document;
}

const TEXT_PLACES = ['title', 'initiative', 'option', 'description', 'criterion', 'goal', 'source', 'appraisal', 'recommendation', 'reason'];
/** One file a place, with this text in it. */
const inEachPlace = (what, words, opens) => TEXT_PLACES.map((place, i) => ({ name: `${what} in ${place}`, opens, make: () => bytes(withText(place, words(i))) }));
const file = (name, opens, make) => ({ name, opens, make: () => { const made = make(); return Buffer.isBuffer(made) ? made : bytes(made); } });
const bombs = (what, sizes, more = {}) => sizes.map(n => file(`${n} ${what}`, n <= BOUND[what], () => sized({ [what]: n, ...more })));
/** A document in whose text one piece is replaced. */
const patched = (from, to) => () => {
  const text = JSON.stringify(sized({ options: 2, criteria: 2, initiatives: 2, goals: 1, scores: true }));
  if (!text.includes(from)) throw new Error(`nothing to patch: ${from}`);
  return Buffer.from(text.replace(from, to));
};
const nested = (depth, open, close, inner = '1') => Buffer.concat([Buffer.from(`{"format":"weighbridge","version":1,"extra":${''}`), Buffer.from(open.repeat(depth) + inner + close.repeat(depth)), Buffer.from(`,${smallCase('Deep').trim().slice(1).replace(/"format":\s*"weighbridge",\s*"version":\s*1,/, '')}`)]);
const keys = n => () => {
  const pieces = ['{"format":"weighbridge","version":1,"extra":{'];
  for (let i = 0; i < n; i++) pieces.push(`${i ? ',' : ''}"${i.toString(36)}":0`);
  pieces.push(`},${smallCase('Keys').trim().slice(1).replace(/"format":\s*"weighbridge",\s*"version":\s*1,/, '')}`);
  return Buffer.from(pieces.join(''));
};
const utf16 = text => Buffer.from(text, 'utf16le');

const PAYLOADS = [
  '<script>globalThis.drillRan=1</script>', '<img src=x onerror="globalThis.drillRan=1">', '<svg onload="globalThis.drillRan=1">',
  '"><svg/onload=globalThis.drillRan=1>', '<style>*{display:none}</style>', '</title><script>globalThis.drillRan=1</script>',
  'javascript:globalThis.drillRan=1', '<iframe srcdoc="<script>parent.drillRan=1</script>">', '{{constructor.constructor("drillRan=1")()}}',
  '<math><mtext><table><mglyph><style><img src=x onerror=globalThis.drillRan=1>',
];
const BIDI = ['\u202eexe.txt', 'a\u2066b\u2069c', '\u200bzero\u200d', '\u202d\u202e'.repeat(500), '\ufeffmark', 'e\u0301'.repeat(2000), '\u0600\u0601\u061c', '\ufdd0\uffff', 'Z\u0489'.repeat(3000), '\u{1f469}\u200d\u{1f680}'.repeat(500)];
const FORMULAS = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1+1', '\r=1+1', '=cmd|\'/c calc\'!A0', '\uff1d1+1', ' =HYPERLINK("http://x")', '\u0000=1'];

/** The classes, ten files each. */
export const CLASSES = {
  'many options': [...bombs('options', [200, 201, 202, 250, 500, 1000, 2000, 5000, 20_000]), file('200 options on 200 criteria, scored', true, () => sized({ options: 200, criteria: 200, scores: true }))],
  'many criteria': [...bombs('criteria', [200, 201, 210, 300, 500, 1000, 2000, 10_000, 50_000]), file('2,000 options on 2,000 criteria', false, () => sized({ options: 2000, criteria: 2000 }))],
  'many initiatives': bombs('initiatives', [4999, 5000, 5001, 5010, 6000, 8000, 10_000, 20_000, 50_000, 100_000]),
  'many goals': [...bombs('goals', [299, 300, 301, 310, 500, 1000, 3000, 10_000, 60_000]), file('5,000 initiatives by 300 goals', true, () => sized({ initiatives: 5000, goals: 300 }))],
  'long texts': [
    ...['title', 'initiative', 'option', 'description', 'reason', 'recommendation'].map(place => file(`19 MiB in ${place}`, false, () => withText(place, 'word '.repeat(19 * MIB / 5)))),
    file('1 MiB in title', false, () => withText('title', 'a'.repeat(MIB))),
    file('20,000 characters in title', true, () => withText('title', 'b '.repeat(10_000))),
    file('21 MiB of file', false, () => withText('title', 'x'.repeat(21 * MIB))),
    file('60 MiB of spaces', false, () => Buffer.alloc(60 * MIB, 32)),
  ],
  'deep nesting': [
    ...[64, 120].map(depth => file(`${depth} arrays`, null, () => nested(depth, '[', ']'))),
    ...[129, 1000, 100_000, 1_000_000].map(depth => file(`${depth} arrays`, false, () => nested(depth, '[', ']'))),
    ...[200, 100_000, 1_000_000].map(depth => file(`${depth} objects`, false, () => nested(depth, '{"a":', '}'))),
    file('a million arrays that are never closed', false, () => Buffer.from('['.repeat(1_000_000))),
  ],
  'many members': [
    ...[1000, 10_000, 100_000, 500_000, 1_000_000, 1_500_000].map(n => file(`${n} members`, null, keys(n))),
    file('10,000,000 members', false, keys(10_000_000)),
    file('10,000,000 elements', null, () => Buffer.from(`{"format":"weighbridge","version":1,"extra":[${'0,'.repeat(9_000_000)}0],${smallCase('E').trim().slice(1)}`)),
    file('a member twice', false, patched('"title":"Big"', '"title":"Big","title":"Other"')),
    file('a member twice, spelt with escapes', false, patched('"title":"Big"', '"title":"Big","t\\u0069tle":"Other"')),
  ],
  'ids and references': [
    file('two options with one id', false, patched('{"id":7,"name":"Option 2"', '{"id":6,"name":"Option 2"')),
    file('an id of 0', null, patched('"id":1,', '"id":0,')),
    file('a negative id', false, patched('"id":1,', '"id":-1,')),
    file('an id with a fraction', false, patched('"id":1,', '"id":1.5,')),
    file('an id beyond 32 bits', null, patched('"id":1,', '"id":4294967296,')),
    file('an id as text', false, patched('"id":1,', '"id":"1",')),
    file('a score of an unknown option', false, patched('"alternative":6', '"alternative":999')),
    file('a score of an unknown criterion', false, patched('"criterion":8', '"criterion":999')),
    file('next id already used', null, patched(/"next_id":\d+/.exec(JSON.stringify(sized({ options: 2, criteria: 2, initiatives: 2, goals: 1, scores: true })))[0], '"next_id":1')),
    file('a score twice', null, () => { const made = sized({ options: 2, criteria: 2, scores: true }); made.case.appraisals[0].scores.push(made.case.appraisals[0].scores[0]); return made; }),
  ],
  numbers: ['NaN', 'Infinity', '1e999', '-1e999', '9007199254740993', '00', '0x10', '1.', '"50"', '-5'].map(number => file(`points of ${number}`, number === '9007199254740993' ? null : false, patched('"points":50', `"points":${number}`))),
  encodings: [
    file('a byte order mark', true, () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(smallCase('Mark'))])),
    file('UTF-16, little end first', null, () => Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(smallCase('Sixteen'))])),
    file('UTF-16, big end first', null, () => Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(smallCase('Sixteen')).swap16()])),
    file('UTF-16 without a mark', null, () => utf16(smallCase('Sixteen'))),
    file('Latin-1', false, () => Buffer.from(smallCase('Café'), 'latin1')),
    file('a stray byte', false, () => Buffer.concat([Buffer.from(smallCase('Stray').slice(0, 40)), Buffer.from([0x80]), Buffer.from(smallCase('Stray').slice(40))])),
    file('a lone surrogate', false, () => Buffer.from(smallCase('Lone').replace('Lone', '\\ud800'))),
    file('two surrogates the wrong way round', false, () => Buffer.from(smallCase('Wrong').replace('Wrong', '\\udc00\\ud800'))),
    file('an overlong zero', false, () => Buffer.concat([Buffer.from(smallCase('Long').slice(0, 60)), Buffer.from([0xc0, 0x80]), Buffer.from(smallCase('Long').slice(60))])),
    file('a zero in a text', null, () => Buffer.from(smallCase('Zero').replace('Zero', '\\u0000'))),
  ],
  'direction and invisible signs': inEachPlace('signs', i => BIDI[i], null),
  'markup in texts': inEachPlace('markup', i => PAYLOADS[i], true),
  'formulas in texts': inEachPlace('a formula', i => FORMULAS[i], null),
  'other kinds of file': [
    file('nothing', false, () => Buffer.alloc(0)),
    file('a picture', false, () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
    file('a zip archive', false, () => Buffer.from('504b0304140000000800', 'hex')),
    file('a PDF', false, () => Buffer.from('%PDF-1.7\n%\xe2\xe3\n1 0 obj')),
    file('a web page', false, () => Buffer.from('<!doctype html><title>x</title>')),
    file('a table', false, () => Buffer.from('a,b\r\n1,2\r\n')),
    file('random bytes', false, () => Buffer.from(Array.from({ length: 65_536 }, (_, i) => (i * 7919 + (i >> 3)) & 255))),
    file('a gzip of 20 MiB of zeros', false, () => Buffer.from('1f8b0800000000000003', 'hex')),
    file('JSON that is no case', false, () => Buffer.from('{"a":[1,2,3]}')),
    file('the number 1', false, () => Buffer.from('1')),
  ],
  'cut, newer and unknown': [
    ...[1, 17, 60, 120, 170].map(at => file(`cut after ${at} bytes`, false, () => Buffer.from(smallCase('Cut').slice(0, at)))),
    file('version 2', false, () => Buffer.from(smallCase('New').replace('"version": 1', '"version": 2'))),
    file('version 4294967296', false, () => Buffer.from(smallCase('New').replace('"version": 1', '"version": 4294967296'))),
    file('version 0', false, () => Buffer.from(smallCase('Old').replace('"version": 1', '"version": 0'))),
    file('unknown members', true, () => { const made = parsed('Unknown'); made.later = { a: [1] }; made.case.later = 'kept'; return made; }),
    file('another format', false, () => Buffer.from(smallCase('Other').replace('"weighbridge"', '"otherbridge"'))),
  ],
};

/** All files, each with its class. */
export const FILES = Object.entries(CLASSES).flatMap(([group, files]) => files.map(one => ({ ...one, group })));
