// A large case for the tests of size and speed: `bigCase(50, 40)` is the text of a Weighbridge file with one appraisal of 50
// options on 40 criteria. The same numbers come out each time. It can also be run: node big-case.mjs 200 200 > big.json

/** Returns numbers from 0 up to 1 that look random and are the same each time. */
function* numbers(seed) {
  let state = seed >>> 0;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

const FAMILY_SIZE = 8;

/** Returns the scale of a criterion: most are judged directly, the others measured in each way, or chosen among levels. */
function scaleOf(number, nextId) {
  const measure = { name: 'time to live service', unit: 'months' };
  switch (number % 8) {
    case 1: return { measured: { measure, worst: 20, best: 0, shape: 'linear' } };
    case 3: return { measured: { measure: { name: 'energy', unit: 'MWh' }, worst: 900, best: 100, shape: { exponential: { midvalue: 400 } } } };
    case 5: return { measured: { measure: { name: 'floor area', unit: 'm²' }, worst: 400, best: 1500, shape: { piecewise: [{ measure: 500, points: 25 }, { measure: 1000, points: 75 }] } } };
    case 7: return { levels: ['None', 'Some', 'Most', 'All'].map((label, i) => ({ id: nextId(), label, points: [0, 30, 75, 100][i] })) };
    default: return 'direct';
  }
}

function stateOf(scale, random) {
  const unsaid = random();
  if (unsaid < 0.01) return 'unknown';
  if (unsaid < 0.02) return 'not_applicable';
  if (scale === 'direct') return { points: Math.round(random() * 100) };
  if (scale.levels) return { level: scale.levels[Math.floor(random() * scale.levels.length)].id };
  const { worst, best } = scale.measured;
  // Now and then beyond an end, as real measures are.
  return { measured: Math.round(worst + (best - worst) * (random() * 1.04 - 0.02)) };
}

/** Returns the text of a file with one appraisal of so many options and criteria, all scored and weighed. */
export function bigCase(nOptions, nCriteria) {
  const stream = numbers(nOptions * 1000 + nCriteria);
  const random = () => stream.next().value;
  let lastId = 0;
  const nextId = () => ++lastId;
  const appraisalId = nextId();
  const alternatives = Array.from({ length: nOptions }, (_, i) => ({
    id: nextId(),
    name: i === 0 ? 'Business as usual' : i === 1 ? 'Do minimum' : `Option ${i - 1} of the long list`,
    role: ['business_as_usual', 'do_minimum'][i] ?? 'candidate',
    cost: { present_value: Math.round(1e7 + random() * 1e9) },
  }));
  const gates = ['Within the law', 'Can be paid for'].map(name => ({
    id: nextId(),
    name,
    verdicts: alternatives.map(({ id }) => ({ alternative: id, outcome: random() < 0.95 ? 'pass' : 'fail', evidence: 'Made up for a test of size.' })),
  }));
  const leaves = Array.from({ length: nCriteria }, (_, i) => {
    const scale = scaleOf(i, nextId);
    const leaf = { scale, worst_anchor: `The least that criterion ${i + 1} allows`, best_anchor: `The most that criterion ${i + 1} can be`, swing: 10 + Math.round(random() * 90) };
    return { id: nextId(), name: `Criterion ${i + 1}`, definition: 'Made up for a test of size.', kind: { leaf } };
  });
  const criteria = [];
  for (let i = 0; i < nCriteria; i += FAMILY_SIZE) {
    criteria.push({ id: nextId(), name: `Family ${i / FAMILY_SIZE + 1}`, kind: { family: leaves.slice(i, i + FAMILY_SIZE) } });
  }
  const scores = alternatives.flatMap(option => leaves.map(leaf => ({
    alternative: option.id,
    criterion: leaf.id,
    state: stateOf(leaf.kind.leaf.scale, random),
    reason: `Why ${option.name} stands where it does on ${leaf.name}, in a sentence of the usual length.`,
    source: 'Made up for a test of size',
  })));
  const appraisal = { id: appraisalId, title: 'A long list', materiality: 2, alternatives, gates, criteria, scores };
  const aCase = {
    title: `${nOptions} options on ${nCriteria} criteria`,
    illustrative: true,
    lens_weights: { outcomes: 1, carbon: 1, social_value: 1 },
    programme: {},
    appraisals: [appraisal],
    next_id: lastId + 1,
  };
  return JSON.stringify({ format: 'weighbridge', version: 1, case: aCase }, null, 2);
}

if (process.argv[1]?.endsWith('big-case.mjs')) {
  const [nOptions, nCriteria] = process.argv.slice(2).map(Number);
  process.stdout.write(bigCase(nOptions || 50, nCriteria || 40));
}
