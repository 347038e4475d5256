// Weights: blind until finished, five ways to ask, several sets side by side, and weights that must be looked at again.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  LOOKS, SITING, downloaded, dropText, enter, field, fits, focused, look, saved, sitingWith, step, tabTo, undoNotice,
  until,
} from './drive.mjs';
import { axe, open, shot, withSite } from './lib.mjs';

const OPTIONS = JSON.parse(SITING).case.appraisals[0].alternatives.map(option => option.name);

const at = withSite();

/** Opens the siting example, changed, and goes to its weights. */
async function openWeights(page, change = () => {}) {
  await open(page, `${at.address}#/`);
  await dropText(page, sitingWith((appraisal, whole) => {
    whole.title = `Siting ${Math.random()}`;
    change(appraisal, whole);
  }));
  await page.waitForFunction(() => /^#\/case\/.*results$/.test(location.hash));
  await step(page, 'weights');
  await page.getByRole('heading', { name: 'How much does each improvement matter?' }).waitFor();
}

const blind = appraisal => { appraisal.blind = true; };

const type = (page, label, value) => enter(field(page, label), value);

/** Returns the printed share of each criterion by its name. */
const shares = page => page.locator('.weights tbody tr:not(.weights__family)').evaluateAll(rows => Object.fromEntries(rows.map(row =>
  [row.querySelector('.weights__criterion').textContent, row.querySelector('.weights__share-number').textContent])));

/** Adds a weight set by keyboard alone and waits until it is in use. */
async function addSet(page, name, method) {
  await field(page, 'Method').selectOption(method);
  await type(page, 'Name of the new set', name);
  await page.getByRole('radio', { name: new RegExp(`^${name}`) }).waitFor();
  await until(() => page.getByRole('radio', { name: new RegExp(`^${name}`) }).isChecked(), true);
}

/** Returns what names an option anywhere in the page: in its text, in an attribute, in the title, in what a field holds. */
const named = page => page.evaluate(names => {
  const found = [];
  const look = (text, where) => names.filter(name => text.toLowerCase().includes(name.toLowerCase())).forEach(name => found.push(`${name}: ${where}`));
  look(document.title, 'title');
  for (const element of document.querySelectorAll('*')) {
    if (element.closest('script, style')) continue;
    for (const { name, value } of element.attributes) look(value, `${element.tagName} ${name}`);
    if ('value' in element) look(String(element.value), `${element.tagName} holds`);
    for (const node of element.childNodes) if (node.nodeType !== Node.ELEMENT_NODE) look(node.textContent, element.tagName);
  }
  return found;
}, OPTIONS);

describe('weighing blind', () => {
  at.inPage('nothing in the page names an option, a total, a rank or a lead', async page => {
    await openWeights(page, blind);
    await page.getByText('You are weighting blind.').waitFor();
    assert.deepEqual(await named(page), []);
    assert.equal(await page.locator('.ranking, .ranking__finding, .weights__live').count(), 0);
    const text = await page.locator('body').textContent();
    assert.doesNotMatch(text, /leads|leader|71\.0|65\.4|5\.7|rank of/i);
    assert.deepEqual(await page.locator('.rail__link', { hasText: /Results|Sensitivity/ }).locator('.rail__state').allTextContents(),
      ['Hidden while weighting', 'Hidden while weighting']);
    // A slider is dragged, a weight is typed: still nothing.
    await type(page, 'Lead time, points', 20);
    await field(page, 'Lead time, points by slider').press('PageUp');
    assert.equal(await field(page, 'Lead time, points').inputValue(), '30');
    assert.deepEqual(await named(page), []);
    assert.match(await page.getByRole('button', { name: 'Undo', exact: true }).getAttribute('title'), /^Undo: Weight of Lead time$/);
    await shot(page, 'weights-blind-1280-light');
  });

  at.inPage('what was done before to an option is not named by undo, nor by an old notice', async page => {
    await openWeights(page, blind);
    await step(page, 'options');
    await page.getByRole('button', { name: 'Remove: Cloud virtual backup' }).click();
    await page.getByText('Removed Cloud virtual backup.').waitFor();
    await step(page, 'weights');
    await page.getByText('You are weighting blind.').waitFor();
    assert.deepEqual(await named(page), []);
    assert.equal(await page.getByRole('button', { name: 'Undo', exact: true }).getAttribute('title'), 'Undo: the last change before weighting');
    await page.keyboard.press('Control+z');
    await page.getByText('Undid: the last change before weighting.').waitFor();
    assert.deepEqual(await named(page), []);
  });

  at.inPage('a weight may be typed with a sign for per cent', async page => {
    await openWeights(page);
    await type(page, 'Lead time, points', '25%');
    await until(() => field(page, 'Lead time, points').inputValue(), '25');
    assert.equal(await page.locator('.field__error').count(), 0);
  });

  at.inPage('results and sensitivity are hidden until weighting is finished there', async page => {
    await openWeights(page, blind);
    for (const name of ['sensitivity', 'results']) {
      await step(page, name);
      await page.getByRole('heading', { level: 1, name: 'Hidden while weights are being given' }).waitFor();
      await page.locator('.headline__over', { hasText: new RegExp(name, 'i') }).waitFor();
      assert.deepEqual(await named(page), []);
      assert.deepEqual(await axe(page), []);
      await page.getByRole('link', { name: 'weights', exact: true }).click();
      await page.getByText('You are weighting blind.').waitFor();
    }
    await step(page, 'results');
    await page.getByRole('button', { name: 'Finish weighting and show results' }).click();
    await page.getByRole('heading', { level: 1, name: /Dual-site co-location leads/ }).waitFor();
  });

  at.inPage('finishing with weights missing says which, and each can be gone to', async page => {
    await openWeights(page, appraisal => {
      blind(appraisal);
      appraisal.criteria[0].kind.family[1].kind.leaf.swing = null;
      delete appraisal.criteria[0].kind.family[1].kind.leaf.swing;
    });
    const finish = page.getByRole('button', { name: 'Finish weighting and show results' });
    await finish.press('Enter');
    const summary = page.getByRole('group', { name: 'Some weights are missing' });
    await summary.waitFor();
    await until(() => focused(page), 'missing');
    assert.deepEqual(await summary.getByRole('listitem').allTextContents(), ['Data lost in a failure (RPO)']);
    assert.deepEqual(await axe(page), []);
    await shot(page, 'weights-missing-1280-light');
    await summary.getByRole('button', { name: 'Data lost in a failure (RPO)' }).press('Enter');
    await until(() => focused(page), 'points-14');
    await page.keyboard.type('8');
    await page.keyboard.press('Enter');
    await summary.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await summary.waitFor();
    await summary.getByRole('button', { name: 'Finish with weights missing' }).click();
    await page.getByRole('heading', { level: 1, name: /leads|leader/ }).waitFor();
    await page.getByText(/1 criterion has no weight yet/).first().waitFor();
  });

  at.inPage('after finishing, a change is logged as made after the ranking was shown, and blind weighing can be turned on again', async page => {
    await openWeights(page, blind);
    await type(page, 'Lead time, points', 9);
    await page.getByRole('button', { name: 'Finish weighting and show results' }).click();
    await page.getByRole('heading', { level: 1, name: /leads|leader/ }).waitFor();
    await step(page, 'weights');
    await page.locator('.ranking__row').first().waitFor();
    await type(page, 'Lead time, points', 10);
    const again = page.getByRole('button', { name: 'Weigh blind again' });
    await again.press('Enter');
    await page.getByText('You are weighting blind.').waitFor();
    assert.deepEqual(await named(page), []);
    await until(() => focused(page), 'h-weights');
    const file = JSON.parse(await saved(page));
    const weights = file.log.filter(entry => entry.what === 'Weight of Lead time');
    assert.deepEqual(weights.map(entry => entry.after_ranking ?? false), [false, true]);
  });
});

describe('ways to ask', () => {
  at.inPage('direct weights start from the set in use and change alone', async page => {
    await openWeights(page);
    const start = await shares(page);
    await addSet(page, 'Panel', 'Direct');
    await until(() => focused(page).then(id => /^set-\d+$/.test(id)), true, 'the focus is on the new set');
    await page.getByText(/Importance on its own means little/).waitFor();
    assert.deepEqual(await shares(page), start);
    await page.getByRole('columnheader', { name: 'How much it counts' }).waitFor();
    await type(page, 'Time to recover (RTO), points', 112);
    assert.equal((await shares(page))['Time to recover (RTO)'], '56.0');
    await page.getByRole('radio', { name: /^Swing weights/ }).check();
    await until(() => shares(page), start);
  });

  at.inPage('places give centroid, rank-sum and reciprocal weights', async page => {
    await openWeights(page, three);
    await page.getByRole('button', { name: 'Set weights by rank instead' }).press('Enter');
    await page.getByRole('radio', { name: /^By rank/ }).waitFor();
    await page.locator('.weights__move').first().waitFor();
    await type(page, 'Security and compliance, place', 2);
    await type(page, 'Lead time, place', 1.5);
    assert.match(await page.locator('.field__error').textContent(), /Enter a whole number of 1 or more/);
    await type(page, 'Lead time, place', 1);
    await page.getByRole('button', { name: 'Place the others in the order shown' }).click();
    // Edwards and Barron (1994): 11/18, 5/18 and 2/18.
    await until(() => shares(page), { 'Security and compliance': '27.8', 'Lead time': '61.1', Scalability: '11.1' });
    await field(page, 'How places become weights').selectOption('Rank sum');
    await until(() => shares(page), { 'Security and compliance': '33.3', 'Lead time': '50.0', Scalability: '16.7' });
    await field(page, 'How places become weights').selectOption('Reciprocal');
    await until(() => shares(page), { 'Security and compliance': '27.3', 'Lead time': '54.5', Scalability: '18.2' });
    const up = page.getByRole('button', { name: /^Up: Scalability/ });
    await up.press('Enter');
    assert.equal(await field(page, 'Scalability, place').inputValue(), '2');
    assert.match(await focused(page), /^place-\d+-up$/);
    assert.equal(await page.getByRole('button', { name: /^Up: Lead time/ }).getAttribute('aria-disabled'), 'true');
    assert.deepEqual(await page.locator('.weights__order li').allTextContents(), ['1 Lead time', '2 Scalability', '3 Security and compliance']);
    assert.match(await page.getByRole('button', { name: 'Undo', exact: true }).getAttribute('title'), /Order of the improvements, By rank/);
    await shot(page, 'weights-ranking-1280-light');
  });

  at.inPage('comparisons in pairs give weights, a ratio and the judgement to look at again', async page => {
    await openWeights(page, three);
    await addSet(page, 'Pairs', 'Comparisons in pairs (AHP)');
    await page.getByText(/are for weighing criteria/).waitFor();
    const judge = page.getByRole('button', { name: /the pairs: 3 pairs, 3 open/ });
    await judge.waitFor();
    assert.equal(await judge.getAttribute('aria-expanded'), 'true');
    await type(page, 'Security and compliance or Lead time: times as much', 3);
    await type(page, 'Security and compliance or Scalability: times as much', 5);
    await type(page, 'Lead time or Scalability: times as much', 10);
    await page.locator('.field__error', { hasText: 'Enter a number from 1 to 9' }).waitFor();
    await type(page, 'Lead time or Scalability: times as much', 2);
    // Saaty (1980): a matrix 1 3 5, 1/3 1 2, 1/5 1/2 1 gives 0.648, 0.230, 0.122 and a ratio of 0.003.
    const row = name => page.locator('.pairs__table tbody tr', { hasText: name }).locator('td').allTextContents();
    await until(() => row('Security and compliance'), ['64.8', '64.8']);
    await until(() => row('Scalability'), ['12.2', '12.2']);
    await page.getByText('Consistency ratio 0.00, not above 0.10. Random index 0.58 by Saaty (1980).').waitFor();
    await page.getByLabel('Lead time or Scalability: which counts more').selectOption('Scalability');
    await type(page, 'Lead time or Scalability: times as much', 2.5);
    await page.getByText(/above 0\.10: some judgements contradict others/).waitFor();
    await page.getByText(/The one judgement to look at again: /).waitFor();
    await shot(page, 'weights-pairs-1280-light');
    await page.getByRole('button', { name: /Hide the pairs/ }).click();
    await page.getByRole('button', { name: 'Go to this judgement' }).press('Enter');
    await until(() => focused(page).then(id => /^pair-\d+-\d+$/.test(id)), true);
  });

  at.inPage('limits say by how much they miss, which shares are used and who can lead', async page => {
    await openWeights(page, three);
    await addSet(page, 'Between', 'Limits');
    await page.getByText('No limits are given yet.').waitFor();
    const limit = async (name, low, high) => {
      await type(page, `${name}, lowest`, low);
      await type(page, `${name}, highest`, high);
    };
    await limit('Security and compliance', 10, 30);
    await limit('Lead time', 20, 40);
    await limit('Scalability', 40, 50);
    await until(() => shares(page), { 'Security and compliance': '22.0', 'Lead time': '32.0', Scalability: '46.0' });
    await page.getByText('Some weights are within all limits: the least shares add up to 70.0, the most to 120.0.').waitFor();
    await page.locator('#reaches', { hasText: /can lead under some weights within these limits/ }).waitFor();
    await shot(page, 'weights-limits-1280-light');
    await type(page, 'Scalability, lowest', 90);
    assert.match(await page.locator('.field__error').first().textContent(), /Enter a lowest share and a highest share from 0 to 100, in order/);
    await type(page, 'Scalability, highest', 95);
    await page.locator('#limits-error', { hasText: 'the least shares add up to 120.0, which is 20.0 more than 100. Lower some of them.' }).waitFor();
    assert.equal((await shares(page)).Scalability, '–');
    assert.equal(await page.locator('#reaches').count(), 0);
  });
});

/** Leaves three criteria of the example, each alone at the top of the tree. */
function three(appraisal) {
  const [security, deliverability, flexibility] = appraisal.criteria.slice(1, 4);
  appraisal.criteria = [security, deliverability.kind.family[0], flexibility.kind.family[0]];
  const kept = new Set(appraisal.criteria.map(criterion => criterion.id));
  appraisal.scores = appraisal.scores.filter(score => kept.has(score.criterion));
}

describe('weight sets', () => {
  at.inPage('a new set is filled before results are taken from it', async page => {
    await openWeights(page, three);
    const leads = () => page.locator('.weights__live').textContent();
    const before = await leads();
    await addSet(page, 'Tenants', 'Ranking');
    await page.getByText(/^You are filling “Tenants”\. 3 weights are still to give\. Results are taken from “Swing weights”/).waitFor();
    assert.equal(await leads(), before, 'the ranking stays');
    const use = page.getByRole('button', { name: 'Use these weights' });
    assert.equal(await use.getAttribute('aria-disabled'), 'true');
    await use.press('Enter');
    assert.equal(await leads(), before);
    await page.getByRole('button', { name: 'Place the others in the order shown' }).click();
    await page.getByText(/All its weights are given\./).waitFor();
    assert.equal(await leads(), before);
    assert.deepEqual(await axe(page), []);
    await use.click();
    await until(async () => await leads() !== before, true);
    await page.getByRole('radio', { name: /^Tenants.*in use$/ }).waitFor();
    assert.equal(await use.count(), 0);
    // One that is filled is used as soon as it is chosen.
    await page.getByRole('radio', { name: /^Swing weights/ }).check();
    await until(leads, before);
  });

  at.inPage('stand side by side, are renamed and removed, and come back', async page => {
    await openWeights(page);
    assert.equal(await page.locator('.table--sets').count(), 0);
    await addSet(page, 'Panel', 'Swing');
    for (const name of ['Lead time', 'Skills and resourcing', 'Supplier and migration risk']) await type(page, `${name}, points`, 0);
    await addSet(page, 'By rank', 'Ranking');
    const caption = page.locator('#cap-sets');
    await until(() => caption.textContent(), 'Dual-site co-location leads under 2 of 3 weight sets');
    const table = page.locator('.table--sets');
    assert.deepEqual(await table.locator('thead th').allTextContents(), ['Improvement', 'Swing weights', 'Panel', 'By rank']);
    assert.deepEqual(await table.locator('tbody tr', { hasText: 'Leader' }).locator('td').allTextContents(),
      ['Dual-site co-location', 'Dual-site co-location', 'None yet: 15 weights missing']);
    assert.match(await table.locator('tbody th').first().textContent(), /^Time to recover \(RTO\): from five days/);
    const { text } = await downloaded(page, () => page.getByRole('button', { name: 'Save as CSV' }).click());
    assert.match(text, /Leader,Dual-site co-location/);
    await shot(page, 'weights-sets-1280-light');

    const group = page.getByRole('group', { name: 'Panel', exact: true });
    await group.getByLabel('Name of the set').fill('Residents’ panel');
    await group.getByLabel('Name of the set').press('Enter');
    await page.getByRole('radio', { name: /^Residents’ panel/ }).check();
    await page.getByRole('button', { name: 'Remove: Residents’ panel' }).press('Enter');
    await page.getByText('Removed Residents’ panel.').waitFor();
    await until(() => focused(page), 'set-base');
    assert.ok(await page.getByRole('radio', { name: /^Swing weights/ }).isChecked());
    await undoNotice(page);
    await page.getByRole('radio', { name: /^Residents’ panel/ }).waitFor();
    await until(() => focused(page).then(id => /^set-name-\d+$/.test(id)), true);
    await page.getByRole('button', { name: 'Weigh blind again' }).click();
    await until(() => caption.textContent(), 'Shares of 100 under 3 weight sets');
    assert.deepEqual(await named(page), []);
  });

  at.inPage('a set is added, filled and removed by keyboard alone', async page => {
    await openWeights(page, three);
    await field(page, 'Method').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Ranked');
    await page.keyboard.press('Enter');
    await until(() => focused(page).then(id => /^set-\d+$/.test(id)), true);
    await tabTo(page, '[id^="place-"]');
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await until(() => shares(page).then(found => found['Security and compliance']), '100.0');
    await tabTo(page, '[id^="set-remove-"]');
    await page.keyboard.press('Enter');
    await page.getByText('Removed Ranked.').waitFor();
  });
});

at.inPage('a weight given before an end of its scale changed is marked until it is said to hold', async page => {
  await openWeights(page, appraisal => { appraisal.criteria[1].kind.leaf.ends_changed = true; });
  const row = page.getByRole('row', { name: /^Security and compliance from/ });
  await row.getByText('An end of this scale changed after the weight was given').waitFor();
  assert.equal(await page.getByText('An end of this scale changed').count(), 1);
  assert.deepEqual(await axe(page), []);
  await shot(page, 'weights-stale-1280-light');
  await page.getByRole('button', { name: 'Still holds: Security and compliance' }).press('Enter');
  await page.getByText('An end of this scale changed').waitFor({ state: 'detached' });
  await until(() => focused(page), 'points-17');
  assert.match(await page.getByRole('button', { name: 'Undo', exact: true }).getAttribute('title'), /Weight of Security and compliance still holds/);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByText('An end of this scale changed').waitFor();
  await type(page, 'Security and compliance, points', 11);
  await page.getByText('An end of this scale changed').waitFor({ state: 'detached' });
});

describe('for everybody', () => {
  for (const [width, colorScheme] of LOOKS) {
    at.inPage(`no faults of access and no scrolling sideways, ${colorScheme}, ${width} wide`, async page => {
      await look(page, width, colorScheme);
      await openWeights(page, blind);
      for (const [name, method] of [[null, 'Swing'], ['D', 'Direct'], ['R', 'Ranking'], ['P', 'Comparisons in pairs (AHP)'], ['L', 'Limits']]) {
        if (name) await addSet(page, name, method);
        assert.deepEqual(await axe(page), [], method);
        await fits(page, method);
        await shot(page, `weights-${method.replace(/\W.*/, '')}-${width}-${colorScheme}`);
      }
      assert.deepEqual(await named(page), []);
    });
  }

  at.inPage('forced colours', async page => {
    await page.emulateMedia({ forcedColors: 'active' });
    await openWeights(page);
    assert.deepEqual(await axe(page), []);
    await shot(page, 'weights-1280-forced');
  });
});
