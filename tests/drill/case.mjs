// The case that the drills work on: the siting example with a small programme and a few goals beside it.
import { readFileSync } from 'node:fs';

const SEED = readFileSync(new URL('../../seeds/data-centre-siting.json', import.meta.url), 'utf8');
const N_INITIATIVES = 4;

/** Returns the case as the text of a file, and the ids that a drill needs to know of it. */
export function drillCase(title) {
  const document = JSON.parse(SEED);
  const kase = document.case;
  kase.title = title;
  let next = kase.next_id;
  const goals = ['Jobs', 'Places', 'Carbon'].map(name => ({ id: next++, title: name }));
  const framework = { id: next++, title: 'Aims', lens: 'outcomes', publisher: 'Anytown', edition: '1', source: 'Made up', goals };
  const initiatives = Array.from({ length: N_INITIATIVES }, (_, i) => ({ id: next++, name: `Initiative ${i + 1}` }));
  kase.frameworks = [framework];
  kase.programme = { initiatives };
  kase.contributions = initiatives.map((initiative, i) => ({
    initiative: initiative.id, goal: goals[i % goals.length].id, assessment: { scored: 1 }, reason: 'Made up for a drill',
  }));
  kase.next_id = next;
  const [appraisal] = kase.appraisals;
  const leaves = appraisal.criteria.flatMap(criterion => criterion.kind.family ?? [criterion]);
  return {
    text: `${JSON.stringify(document, null, 2)}\n`,
    known: {
      title,
      appraisal: appraisal.id,
      options: appraisal.alternatives.map(option => option.id),
      leaves: leaves.map(leaf => leaf.id),
      direct: leaves.filter(leaf => leaf.kind.leaf.scale === 'direct').map(leaf => leaf.id),
      initiatives: initiatives.map(initiative => initiative.id),
      goals: goals.map(goal => goal.id),
    },
  };
}

/** Returns a small case: one initiative, so that a record of it is short. */
export function smallCase(title, initiative = 'First initiative') {
  const document = {
    format: 'weighbridge',
    version: 1,
    case: { title, lens_weights: { outcomes: 1, carbon: 1, social_value: 1 }, programme: { initiatives: [{ id: 1, name: initiative }] }, next_id: 2 },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
