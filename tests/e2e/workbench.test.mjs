// A whole appraisal from nothing: the siting example is built by hand through all steps but costs, exported, and checked.
// Once with the pointer at hand, once by the keyboard alone.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { SITING, add, chooseFile, downloaded, fileOf, heading, say, startAppraisal, startCase, until } from './drive.mjs';
import { open, withSite } from './lib.mjs';
import { Keys } from './keys.mjs';

const APPRAISAL = JSON.parse(SITING).case.appraisals[0];
const OPTIONS = APPRAISAL.alternatives;
const CANDIDATES = OPTIONS.filter(option => option.role === 'candidate');
const LEAVES = APPRAISAL.criteria.flatMap(top => top.kind.family ?? [top]);
const TOTALS = { 'Dual-site co-location': '71.0', 'Commercial co-location': '65.4', 'Cloud virtual backup': '61.7',
  'Public sector neighbour': '53.2', 'Refurbish council property': '45.1', 'Business as usual': '34.2' };
const FINDING = 'Dual-site co-location leads Commercial co-location by 5.7 points.';
const MOVE = 'Moving 4.0 points of weight from Operational carbon to Supplier and migration risk would tie them.';

const CONTEXT = [
  ['Assumptions', APPRAISAL.basis],
  ['Guidance followed, and its edition', 'The Green Book, 2022'],
  ['Authority', 'A council'],
  ['Committee', 'Resources committee'],
  ['Date of the meeting', '3 February 2027'],
  ['Roles, one on each line', 'Chief information officer\nFinance lead\nSustainability lead'],
];
const WITHOUT_DO_MINIMUM = 'Renewing plant at one site would still fail the first gate.';
const RECOMMENDATION = 'Leave both council sites for two rented rooms.';
const DISSENT = 'The finance lead asked for a shorter contract.';
const STAYS_OPEN = 'Each was discussed in the session; none changes the leader.';

const nameOf = option => OPTIONS.find(other => other.id === option).name;
const scoreOf = (option, leaf) => APPRAISAL.scores.find(score => score.alternative === option.id && score.criterion === leaf.id);
const numberOf = score => String(score.state.points ?? score.state.measured);

/** Returns each option's total as the table of the results prints it. */
const totals = page => page.locator('table[aria-labelledby=cap-figures]').locator('tbody tr').evaluateAll(rows => Object.fromEntries(
  rows.map(row => {
    const letter = row.querySelector('th .letter')?.textContent ?? '';
    return [row.querySelector('th').textContent.slice(letter.length).trim(), row.lastElementChild.textContent];
  })));

/** Goes to a step by its link in the rail. */
async function stepTo(page, name) {
  await page.getByRole('navigation', { name: 'Steps of the appraisal' }).getByRole('link', { name }).click();
  await page.locator('.rail__link[aria-current=step]', { hasText: name }).waitFor();
}

async function startSiting(page, address) {
  await startCase(page, address, 'Siting from nothing');
  await startAppraisal(page, APPRAISAL.title);
}

async function giveContext(page) {
  await stepTo(page, 'Context and roles');
  for (const [label, words] of CONTEXT) await say(page.getByLabel(label, { exact: true }), words);
  await page.getByLabel('Stage', { exact: true }).selectOption({ label: 'Shortlist: a few options are compared in full' });
}

async function giveOptions(page) {
  await stepTo(page, 'Options and gates');
  for (const option of CANDIDATES) await add(page, 'Add an option', option.name);
  await page.getByRole('button', { name: 'Leave out, with a reason: Do minimum' }).click();
  await page.getByLabel('Why is there no do-minimum option?').fill(WITHOUT_DO_MINIMUM);
  await page.getByRole('button', { name: 'Leave out with this reason' }).click();
  await until(() => page.locator('.option').count(), OPTIONS.length);
  for (const gate of APPRAISAL.gates) {
    await add(page, 'Add a gate', gate.name);
    for (const verdict of gate.verdicts) {
      const name = nameOf(verdict.alternative);
      await page.getByLabel(`${gate.name}: ${name}`, { exact: true }).selectOption(verdict.outcome === 'pass' ? 'Pass' : 'Fail');
      await say(page.getByLabel(`Evidence, ${gate.name}: ${name}`), verdict.evidence);
    }
  }
  await until(() => heading(page), '5 of 6 options are in the running. Business as usual fails a gate.');
}

async function giveCriteria(page) {
  await stepTo(page, 'Criteria');
  for (const top of APPRAISAL.criteria) {
    if (!top.kind.family) {
      await add(page, 'Add a criterion without a family', top.name);
      continue;
    }
    await add(page, 'Add a family', top.name);
    await page.getByRole('button', { name: `Add a criterion to ${top.name}`, exact: true }).click();
    for (const leaf of top.kind.family) await add(page, `New criterion in ${top.name}`, leaf.name);
  }
  for (const leaf of LEAVES) {
    const row = page.locator('.leaf').filter({ has: page.getByRole('button', { name: `Edit: ${leaf.name}`, exact: true }) });
    await row.getByRole('button', { name: `Edit: ${leaf.name}`, exact: true }).click();
    await say(row.getByLabel('Definition'), leaf.definition);
    const { scale, worst_anchor: worst, best_anchor: best } = leaf.kind.leaf;
    if (scale.measured) {
      await row.getByRole('radio', { name: 'Measured' }).check();
      await say(row.getByLabel('What is measured'), scale.measured.measure.name);
      await say(row.getByLabel('Unit', { exact: true }), scale.measured.measure.unit);
      await say(row.getByLabel('Worst: 0 points'), String(scale.measured.worst));
      await say(row.getByLabel('Best: 100 points'), String(scale.measured.best));
    }
    await say(row.getByLabel('What 0 looks like'), worst);
    await say(row.getByLabel('What 100 looks like'), best);
    await row.getByRole('button', { name: `Edit: ${leaf.name}`, exact: true }).click();
  }
  await until(() => heading(page), '15 criteria, each with both ends described.');
}

async function giveScores(page) {
  await stepTo(page, 'Scores');
  const detail = page.getByRole('complementary', { name: 'The selected score' });
  for (const leaf of LEAVES) {
    for (const option of OPTIONS) {
      const score = scoreOf(option, leaf);
      await page.locator(`#score-${option.newId}-${leaf.newId}`).click();
      await page.keyboard.type(numberOf(score));
      await page.keyboard.press('Enter');
      await page.locator(`#score-${option.newId}-${leaf.newId}`).click();
      await say(detail.getByLabel('Reason', { exact: true }), score.reason);
      await say(detail.getByLabel('Source', { exact: true }), score.source);
    }
  }
  await until(() => heading(page), 'All 90 scores are given.');
}

/** Notes the ids that the new case gave to options and criteria, by the order in which the page shows them. */
async function noteIds(page) {
  await stepTo(page, 'Scores');
  await page.locator('.sheet__score').first().waitFor();
  const ids = await page.locator('.sheet__score').evaluateAll(all => all.map(one => [one.id, one.textContent]));
  for (const [id, label] of ids) {
    const [, option, leaf] = id.split('-');
    OPTIONS.filter(other => label.startsWith(`${other.name}, `)).forEach(found => { found.newId = option; });
    LEAVES.filter(other => label.includes(`, ${other.name}:`)).forEach(found => { found.newId = leaf; });
  }
  assert.ok([...OPTIONS, ...LEAVES].every(found => found.newId), 'every option and criterion has its cells');
}

async function giveWeights(page) {
  await stepTo(page, 'Weights');
  const source = await page.content();
  for (const option of CANDIDATES) assert.ok(!source.includes(option.name), `${option.name} is not in the page while weights are given`);
  for (const leaf of LEAVES) {
    const field = page.getByLabel(`${leaf.name}, points`, { exact: true });
    await field.fill(String(leaf.kind.leaf.swing));
    await field.press('Enter');
  }
  await page.getByRole('button', { name: 'Finish weighting and show results' }).click();
}

async function readResults(page) {
  await stepTo(page, 'Results');
  await until(() => heading(page), `${FINDING} ${MOVE}`);
  await until(() => totals(page), TOTALS);
  await stepTo(page, 'Sensitivity');
  await page.getByRole('heading', { level: 1, name: /4\.0 points of weight/ }).waitFor();
}

async function recordAndExport(page) {
  await stepTo(page, 'Record');
  await page.getByLabel('Recommended option').selectOption({ label: 'Dual-site co-location' });
  await say(page.getByLabel('Why', { exact: true }), RECOMMENDATION);
  await say(page.getByLabel('Dissent'), DISSENT);
  await say(page.getByLabel('One reason for all open findings'), STAYS_OPEN);
  return (await downloaded(page, () => page.getByRole('button', { name: 'Export the appraisal' }).click())).text;
}

/** Has the text of a file checked. */
async function check(page, text) {
  await page.evaluate(() => { location.hash = '#/check'; });
  await page.locator('#choose').waitFor();
  await chooseFile(page, fileOf(text, 'committee.json'), /^Choose (a|another) file$/);
}

/** The export says what was found, verifies, and a changed digit in it is found. */
async function checkExport(page, text) {
  const exported = JSON.parse(text);
  assert.equal(exported.format, 'weighbridge-appraisal');
  await check(page, text);
  await page.getByText('Results match.').first().waitFor();
  // The first score of the siting example that is 75 points becomes 95.
  const at = text.indexOf('75', text.indexOf('"scores"'));
  assert.ok(at > 0);
  await check(page, `${text.slice(0, at)}9${text.slice(at + 1)}`);
  await page.getByText(/Results do not match/).first().waitFor();
}

// The same with nothing but the keyboard. Scores come as a block from a spreadsheet, as most people have them.

/** Goes to a step by the rail. */
async function stepByKeys(keys, name) {
  await keys.activate(new RegExp(`^\\d ?${name}`), { kind: 'a' });
  await keys.page.locator('.rail__link[aria-current=step]', { hasText: name }).waitFor();
}

async function startByKeys(keys, address) {
  await open(keys.page, `${address}#/`);
  await keys.activate('Start a case');
  await keys.to('What is to be decided?');
  await keys.type(APPRAISAL.title);
  await keys.press('Enter');
  await keys.page.locator('.masthead__case', { hasText: APPRAISAL.title }).waitFor();
  await keys.page.locator('.rail').waitFor();
}

async function giveContextByKeys(keys) {
  await stepByKeys(keys, 'Context and roles');
  for (const [label, words] of CONTEXT) await keys.fill(label, words);
}

async function giveOptionsByKeys(keys) {
  await stepByKeys(keys, 'Options and gates');
  await keys.to('Add an option');
  for (const option of CANDIDATES) {
    await keys.type(option.name);
    await keys.press('Enter');
    await keys.page.locator('.option').filter({ has: keys.page.locator(`[aria-label="${option.name}"]`) }).waitFor();
  }
  await keys.activate('Leave out, with a reason: Do minimum');
  await until(async () => (await keys.here()).name, 'Why is there no do-minimum option?');
  await keys.page.keyboard.insertText(WITHOUT_DO_MINIMUM);
  await keys.activate('Leave out with this reason');
  await until(() => keys.page.locator('.option').count(), OPTIONS.length);
  for (const gate of APPRAISAL.gates) {
    await keys.to('Add a gate');
    await keys.type(gate.name);
    await keys.press('Enter');
    await keys.page.getByLabel(`${gate.name}: ${OPTIONS[0].name}`, { exact: true }).waitFor();
  }
  for (const option of OPTIONS) {
    for (const gate of APPRAISAL.gates) {
      const verdict = gate.verdicts.find(other => other.alternative === option.id);
      await keys.choose(`${gate.name}: ${option.name}`, verdict.outcome === 'pass' ? 'Pass' : 'Fail');
      await keys.fill(`Evidence, ${gate.name}: ${option.name}`, verdict.evidence);
    }
  }
  await until(() => heading(keys.page), '5 of 6 options are in the running. Business as usual fails a gate.');
}

async function giveCriteriaByKeys(keys) {
  await stepByKeys(keys, 'Criteria');
  for (const top of APPRAISAL.criteria) {
    await keys.to(top.kind.family ? 'Add a family' : 'Add a criterion without a family');
    await keys.type(top.name);
    await keys.press('Enter');
    await keys.page.locator('.family__name, .leaf__name').filter({ hasText: top.name }).first().waitFor();
  }
  for (const top of APPRAISAL.criteria.filter(top => top.kind.family)) {
    await keys.activate(`Add a criterion to ${top.name}`);
    await until(async () => (await keys.here()).name, `New criterion in ${top.name}`);
    for (const leaf of top.kind.family) {
      await keys.type(leaf.name);
      await keys.press('Enter');
      await keys.page.locator('.leaf__name', { hasText: leaf.name }).waitFor();
    }
  }
  for (const leaf of LEAVES) {
    await keys.activate(`Edit: ${leaf.name}`);
    await keys.fill('Definition', leaf.definition);
    const { scale, worst_anchor: worst, best_anchor: best } = leaf.kind.leaf;
    if (scale.measured) {
      await keys.to('Judged directly, 0 to 100');
      await keys.press('ArrowDown');
      await keys.fill('What is measured', scale.measured.measure.name);
      await keys.fill('Unit', scale.measured.measure.unit);
      await keys.fill('Worst: 0 points', String(scale.measured.worst));
      await keys.fill('Best: 100 points', String(scale.measured.best));
    }
    await keys.fill('What 0 looks like', worst);
    await keys.fill('What 100 looks like', best);
    await keys.activate(`Edit: ${leaf.name}`, { back: true });
  }
  await until(() => heading(keys.page), '15 criteria, each with both ends described.');
}

async function giveScoresByKeys(keys) {
  await stepByKeys(keys, 'Scores');
  await keys.activate('Paste a block');
  const lines = LEAVES.map(leaf => [leaf.name, ...OPTIONS.map(option => numberOf(scoreOf(option, leaf)))]);
  const block = [['', ...OPTIONS.map(option => option.name)], ...lines].map(line => line.join('\t')).join('\n');
  await until(async () => (await keys.here()).id, 'paste-text');
  await keys.page.keyboard.insertText(block);
  await keys.activate('Show what would change');
  await keys.page.locator('#paste-apply').waitFor();
  await keys.to('Apply 90 scores');
  await keys.press('Enter');
  await until(() => heading(keys.page), 'All 90 scores are given.');
}

async function giveWeightsByKeys(keys) {
  await stepByKeys(keys, 'Weights');
  for (const leaf of LEAVES) await keys.fill(`${leaf.name}, points`, String(leaf.kind.leaf.swing));
  await keys.activate('Finish weighting and show results');
}

async function recordByKeys(keys) {
  await stepByKeys(keys, 'Record');
  await keys.choose('Recommended option', 'Dual');
  await keys.fill('Why', RECOMMENDATION);
  await keys.fill('Dissent', DISSENT);
  await keys.fill('One reason for all open findings', STAYS_OPEN);
  return (await downloaded(keys.page, () => keys.activate('Export the appraisal'))).text;
}

describe('an appraisal from nothing', () => {
  const at = withSite();

  at.inPage('the siting example is built, exported and checked', async page => {
    await startSiting(page, at.address);
    await giveContext(page);
    await giveOptions(page);
    await giveCriteria(page);
    await noteIds(page);
    await giveScores(page);
    await giveWeights(page);
    await readResults(page);
    await checkExport(page, await recordAndExport(page));
  });

  at.inPage('the same by the keyboard alone', async page => {
    const keys = new Keys(page);
    await startByKeys(keys, at.address);
    await giveContextByKeys(keys);
    await giveOptionsByKeys(keys);
    await giveCriteriaByKeys(keys);
    await giveScoresByKeys(keys);
    await giveWeightsByKeys(keys);
    await until(() => heading(page), `${FINDING} ${MOVE}`);
    await until(() => totals(page), TOTALS);
    await stepByKeys(keys, 'Sensitivity');
    await page.getByRole('heading', { level: 1, name: /4\.0 points of weight/ }).waitFor();
    await checkExport(page, await recordByKeys(keys));
  });
});
