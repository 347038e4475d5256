// Two published cases rebuilt by hand, as a person does who has no spreadsheet: names, scores and weights are typed one after
// the other, and the mouse is needed for little. Their figures are those that were published.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe } from 'node:test';
import { downloaded, field, until } from './drive.mjs';
import { open, withSite } from './lib.mjs';

const MOST_CLICKS = 50;
const rows = name => readFileSync(new URL(`../files/spreadsheets/${name}`, import.meta.url), 'utf8').trimEnd().split('\n').map(line => line.split('\t'));

/** The office case of Goodwin and Wright: options, families with their criteria, weights, scores by criterion, rents. */
function office() {
  const lines = rows('office.tsv');
  const options = lines[1].slice(4);
  const families = [];
  for (const line of lines.slice(2, lines.findIndex(line => line[0] === 'Total'))) {
    if (line[1]) families.at(-1).criteria.push({ name: line[0], worst: line[1], best: line[2], weight: line[3], scores: line.slice(4) });
    else families.push({ name: line[0], criteria: [] });
  }
  return { title: 'Where the new office goes', options, families, totals: ['80.5', '39.7', '47.7', '52.4', '64.5', '21.0', '60.3'] };
}

/** The template with marks out of ten, as points: four suppliers by four criteria. */
function marks() {
  const lines = readFileSync(new URL('../files/spreadsheets/marks.csv', import.meta.url), 'utf8').trimEnd().split('\n').map(line => line.split(','));
  const names = lines[1].slice(1, 5);
  const weights = lines[2].slice(1, 5);
  const suppliers = lines.slice(3);
  const criteria = names.map((name, at) => ({
    name, weight: weights[at], worst: 'No marks', best: 'Full marks', scores: suppliers.map(line => String(Number(line[at + 1]) * 10)),
  }));
  return { title: 'Which supplier', options: suppliers.map(line => line[0]), families: [{ name: null, criteria }], totals: ['37.5', '59.5', '42.0', '60.0'] };
}

/** Goes on to the next step by the way at the foot of the page. */
async function next(page, name) {
  await page.locator('#next-step').click();
  await page.locator('.rail__link[aria-current=step]', { hasText: name }).waitFor({ state: 'attached' });
  await page.locator('main h1').waitFor();
}

/** Types names into the field that has the focus, each with Enter. */
async function typeNames(page, names, has) {
  for (const name of names) {
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await has(name);
  }
}

async function rebuild(page, address, { title, options, families, totals }) {
  await open(page, `${address}#/`);
  await page.evaluate(() => {
    window.nClicks = 0;
    addEventListener('click', event => { window.nClicks += event.isTrusted && event.detail > 0 ? 1 : 0; }, true);
  });
  await page.locator('#start-case').click();
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/context$/);
  await next(page, 'Options');

  await field(page, 'Add an option').click();
  await typeNames(page, options, name => page.locator('.option__name', { hasText: name }).waitFor());
  for (const name of ['Do minimum', 'Business as usual']) {
    await page.getByRole('button', { name: `Leave out, with a reason: ${name}` }).click();
    await page.locator('.option textarea').last().waitFor();
    await page.keyboard.type('It cannot be chosen.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.left-out', { hasText: name }).waitFor();
  }
  await until(() => page.locator('.option').count(), options.length);
  await next(page, 'Criteria');

  for (const { name, criteria } of families) {
    if (name) {
      await field(page, 'Add a family').click();
      await typeNames(page, [name], name => page.locator('.family__name', { hasText: name }).waitFor());
      await page.getByRole('button', { name: `Add a criterion to ${name}` }).click();
      await until(() => page.evaluate(() => document.activeElement.labels?.[0]?.textContent), `New criterion in ${name}`);
    } else {
      await field(page, 'Add a criterion without a family').click();
    }
    await typeNames(page, criteria.map(found => found.name), name => page.locator('.leaf__name', { hasText: name }).waitFor());
  }
  await next(page, 'Scores');

  const leaves = families.flatMap(family => family.criteria);
  await page.locator('.sheet__score').first().click();
  for (let option = 0; option < options.length; option++) {
    for (const leaf of leaves) {
      await page.keyboard.type(leaf.scores[option]);
      await page.keyboard.press('Enter');
    }
  }
  await page.getByRole('heading', { level: 1, name: `All ${options.length * leaves.length} scores are given.` }).waitFor();
  await next(page, 'Costs');
  await next(page, 'Weights');

  await page.locator('.weights__points input[type=text]').first().click();
  for (const { weight } of leaves) {
    await page.keyboard.press('Control+a');
    await page.keyboard.type(weight);
    await page.keyboard.press('Enter');
  }
  await page.getByRole('button', { name: 'Finish weighting and show results' }).click();
  await page.waitForURL(/\/results$/);
  await next(page, 'Sensitivity');
  await next(page, 'Record');
  await page.locator('#record-export').click();
  await page.keyboard.type('A draft for the panel.');
  const { text } = await downloaded(page, () => page.locator('#export').click());
  const file = JSON.parse(text);
  assert.deepEqual(file.results.options.map(option => (Math.round(option.total * 10 + 1e-6) / 10).toFixed(1)), totals);
  const clicks = await page.evaluate(() => window.nClicks);
  assert.ok(clicks <= MOST_CLICKS, `${clicks} presses`);
  return clicks;
}

describe('two published cases, by hand', () => {
  const at = withSite();

  at.inPage('the office of Goodwin and Wright', async page => {
    console.log(`# presses of the mouse: ${await rebuild(page, at.address, office())}`);
  });

  at.inPage('the template with marks out of ten', async page => {
    console.log(`# presses of the mouse: ${await rebuild(page, at.address, marks())}`);
  });
});
