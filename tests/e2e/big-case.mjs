// A large case for the tests of size and speed: `bigCase(50, 40)` is the text of a Weighbridge file with one appraisal of 50
// options on 40 criteria, `bigProgramme(1000, 30)` of one with 1,000 initiatives against 30 goals. The same numbers come out
// each time. It can also be run: node big-case.mjs 200 200 > big.json

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

function stateOf(scale, random, gaps) {
  const unsaid = random();
  if (unsaid < gaps / 2) return 'unknown';
  if (unsaid < gaps) return 'not_applicable';
  if (scale === 'direct') return { points: Math.round(random() * 100) };
  if (scale.levels) return { level: scale.levels[Math.floor(random() * scale.levels.length)].id };
  const { worst, best } = scale.measured;
  // Now and then beyond an end, as real measures are.
  return { measured: Math.round(worst + (best - worst) * (random() * 1.04 - 0.02)) };
}

/** Returns the text of a file with one appraisal of so many options and criteria, all weighed; `gaps` of the scores have no number. */
export function bigCase(nOptions, nCriteria, { gaps = 0.02 } = {}) {
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
    state: stateOf(leaf.kind.leaf.scale, random, gaps),
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

const STATUSES = ['red', 'amber', 'green', 'complete', undefined];

/**
 * Returns the text of a file with so many initiatives and goals. `share` of the cells are assessed, each with a reason of
 * `length` signs; 0 gives none.
 */
export function bigProgramme(nInitiatives, nGoals, { share = 1, length = 80 } = {}) {
  const stream = numbers(nInitiatives * 1000 + nGoals);
  const random = () => stream.next().value;
  let lastId = 0;
  const nextId = () => ++lastId;
  const lenses = ['outcomes', 'carbon', 'social_value'];
  const frameworks = lenses.map((lens, at) => ({
    id: nextId(),
    title: `Framework ${at + 1}`,
    lens,
    publisher: 'Made up for a test of size',
    edition: '1',
    goals: Array.from({ length: Math.floor(nGoals / 3) + (at < nGoals % 3 ? 1 : 0) }, (_, i) => ({
      id: nextId(),
      title: `Goal ${i + 1} of framework ${at + 1}`,
      text: 'what would be better for people who live here',
      short: `G${at + 1}.${i + 1}`,
    })),
  }));
  const goals = frameworks.flatMap(framework => framework.goals);
  const initiatives = Array.from({ length: nInitiatives }, (_, i) => ({
    id: nextId(),
    name: `Initiative ${i + 1} of the programme`,
    status: STATUSES[Math.floor(random() * 5)],
    planned_end: `20${20 + Math.floor(random() * 10)}-0${1 + Math.floor(random() * 9)}`,
    budget: Math.round(random() * 1e9),
  }));
  const contributions = initiatives.flatMap(initiative => goals.flatMap(goal => {
    if (random() >= share) return [];
    const kind = random();
    const points = Math.round(random() * 6) - 3;
    const assessment = kind < 0.03 ? 'unknown' : kind < 0.06 ? 'not_applicable' : { scored: points };
    const reason = `Why ${initiative.name} does this for ${goal.short}, in a sentence. `.padEnd(length, 'and more ').slice(0, length);
    return [{ initiative: initiative.id, goal: goal.id, assessment, ...(length > 0 && { reason }) }];
  }));
  const aCase = {
    title: `${nInitiatives} initiatives against ${nGoals} goals`,
    illustrative: true,
    frameworks,
    lens_weights: { outcomes: 1, carbon: 1, social_value: 1 },
    programme: { initiatives },
    contributions,
    next_id: lastId + 1,
  };
  return JSON.stringify({ format: 'weighbridge', version: 1, case: aCase });
}

if (process.argv[1]?.endsWith('big-case.mjs')) {
  const [nOptions, nCriteria] = process.argv.slice(2).map(Number);
  process.stdout.write(bigCase(nOptions || 50, nCriteria || 40));
}
