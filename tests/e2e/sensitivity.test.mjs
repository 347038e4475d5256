// The sensitivity step: what would change the answer, and random weights drawn off the page's thread.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LOOKS, look, openExample, startEmpty, step } from './drive.mjs';
import { axe, firefox, pause, shot, singleFile, watch, withSite } from './lib.mjs';

/** Opens the worked example at its sensitivity step, and waits for the first draws. For a page of either browser. */
async function openDraws(page, address) {
  await openExample(page, address, 'sensitivity');
  await page.waitForSelector('#h-draws');
  await page.waitForFunction(() => /draws done/.test(document.querySelector('#draws-status').textContent));
}

/** Everything that the draws found, as the page prints it. */
const figures = page => page.evaluate(() => {
  const texts = selector => [...document.querySelectorAll(selector)].map(one => one.textContent);
  return { places: texts('.ranks__value'), central: texts('#h-central ~ ul li') };
});

/** Records how far the progress bar was seen to be, from now on. */
const recordProgress = page => page.evaluate(() => {
  globalThis.seenProgress = [];
  new MutationObserver(() => {
    const bar = document.querySelector('progress');
    if (bar) globalThis.seenProgress.push(bar.value / bar.max);
  }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
});

const status = page => page.locator('#draws-status').textContent();
const region = (page, name) => page.getByRole('region', { name, exact: true });
const saysTheWorkerWasRefused = page => page.evaluate(() => document.body.textContent.includes('could not do this in the background'));

/** Chooses what to draw, draws, and waits for the end. */
async function draw(page, { weights = 'No view at all', draws = '10,000', seed = '1' }) {
  await page.getByLabel('Weights', { exact: true }).selectOption(weights);
  await page.getByLabel('Draws', { exact: true }).selectOption(draws);
  await page.getByLabel('Seed', { exact: true }).fill(seed);
  await page.getByRole('button', { name: 'Draw again' }).click();
  const of = new RegExp(`random sets of weights.*Seed “${seed}”`);
  await page.locator('#draws-status', { hasText: `${draws} draws done.` }).waitFor({ timeout: 120_000 });
  await page.locator('.chart__subtitle', { hasText: of }).waitFor();
}

describe('sensitivity', () => {
  const at = withSite();
  let hosted;

  at.inPage('the page says what would change the answer', async page => {
    await openDraws(page, at.address);
    assert.equal(
      await page.getByRole('heading', { level: 1 }).textContent(),
      'The smallest change that ties E and B is 4.0 points of weight, moved from Operational carbon to Supplier and migration risk.',
    );
    const families = await region(page, 'Table: how far the weight of each family can move').locator('tbody tr').evaluateAll(
      rows => rows.map(row => [row.querySelector('th button').firstChild.textContent, ...[3, 4].map(at => row.children[at].textContent)]),
    );
    assert.deepEqual(families, [
      ['Deliverability', '29.2', '+9.2'],
      ['Resilience', '13.7', '−21.3'],
      ['Social value', '37.2', '+27.2'],
      ['Carbon', '45.8', '+30.8'],
      ['Security and compliance', 'never', ''],
      ['Flexibility', 'never', ''],
    ]);
    await page.getByRole('heading', { name: 'Above a weight of 29.2 for Deliverability, Commercial co-location takes the lead' }).waitFor();
    await page.getByRole('heading', { name: /The smallest change of one score that ties E and B is 47\.1 points/ }).waitFor();
    const methods = await region(page, 'Table: other methods').locator('tbody tr').evaluateAll(
      rows => rows.map(row => [row.children[1].textContent, row.children[3].textContent.split(/[,:]/)[0]]),
    );
    assert.deepEqual(methods, [['E', 'This result'], ['E', 'Agrees'], ['E', 'Agrees'], ['E', 'Agrees'], ['B', 'Disagrees']]);
    assert.match(await region(page, 'Table: rank reversal').textContent(), /Weighted sumCannot change/);
    await page.getByText('No option is dominated, and each of them comes first under some weights.').waitFor();
  });

  at.inPage('the lines of any family or criterion are shown, with their table', async page => {
    await openDraws(page, at.address);
    await page.getByRole('button', { name: /^Resilience ?: show its lines/ }).click();
    await page.getByRole('heading', { name: 'Below a weight of 13.7 for Resilience, Commercial co-location takes the lead' }).waitFor();
    assert.equal(await page.locator('tr[aria-current="true"]').first().locator('button').textContent(), 'Resilience: show its lines');
    await page.getByLabel('Weight to change').selectOption('Lead time');
    await page.getByRole('heading', { name: /Above a weight of 15\.9 for Lead time, Commercial co-location takes the lead/ }).waitFor();
    await page.getByLabel('Weight to change').selectOption('Flexibility (family)');
    await page.getByRole('heading', { name: 'E leads at every weight of Flexibility' }).waitFor();
    await page.locator('summary', { hasText: 'Show the table' }).click();
    const row = await region(page, 'Table: totals by weight').locator('tbody tr').first().locator('td').allTextContents();
    assert.deepEqual([row.length, row[1]], [11, '71.0'], 'at the weight of today stands the total of today');
  });

  at.inPage('the same seed gives the same figures, another seed others', async page => {
    await openDraws(page, at.address);
    const first = await figures(page);
    assert.equal(first.places.length, 25);
    assert.equal(await saysTheWorkerWasRefused(page), false);
    await draw(page, { draws: '100,000', seed: 'minutes of 3 March' });
    hosted = await figures(page);
    assert.notDeepEqual(hosted, first);
    await draw(page, { draws: '100,000', seed: 'another' });
    assert.notDeepEqual(await figures(page), hosted);
    await draw(page, { draws: '100,000', seed: 'minutes of 3 March' });
    assert.deepEqual(await figures(page), hosted);
    await draw(page, { weights: 'Within a quarter of the weights in use' });
    await page.getByRole('heading', { name: /With each weight within a quarter of itself, E comes first in/ }).waitFor();
    await page.getByLabel('Seed', { exact: true }).fill('  ');
    await page.getByLabel('Seed', { exact: true }).press('Enter');
    await page.locator('.field__error', { hasText: 'Enter a seed: any word or number.' }).waitFor();
  });

  at.inPage('a long run shows how far it is and can be cancelled by keyboard', async page => {
    await openDraws(page, at.address);
    const before = await figures(page);
    await recordProgress(page);
    // Weights that keep an order are drawn one from the last, which takes long enough to be seen.
    await draw(page, { weights: 'Keep the order of the weights in use', draws: '100,000', seed: '2' });
    const progress = await page.evaluate(() => globalThis.seenProgress);
    assert.ok(progress.some(part => part > 0 && part < 1), `progress was seen: ${progress}`);
    assert.ok(progress.every((part, at) => at === 0 || part >= progress[at - 1]), 'and never went back');
    const after = await figures(page);
    await page.locator('#draws-run').focus();
    // The bar stands as soon as the run begins; the key that cancels comes right behind it.
    await page.evaluate(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('progress')) return;
        observer.disconnect();
        document.querySelector('#draws-cancel').focus();
        document.querySelector('#draws-cancel').click();
      }).observe(document.body, { subtree: true, childList: true });
    });
    await page.keyboard.press('Enter');
    await page.locator('#draws-status', { hasText: 'Cancelled. Nothing has changed.' }).waitFor();
    await pause(500);
    assert.equal(await status(page), 'Cancelled. Nothing has changed.', 'a cancelled run says nothing more');
    assert.deepEqual(await figures(page), after);
    assert.notDeepEqual(after, before);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'draws-cancel', 'the focus stays');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.locator('#draws-status', { hasText: '100,000 draws done.' }).waitFor({ timeout: 120_000 });
  });

  at.inPage('without workers the page draws in turns, says so, and finds the same', async page => {
    await page.addInitScript(() => { delete globalThis.Worker; });
    await openDraws(page, at.address);
    await page.getByText('This browser could not do this in the background').waitFor();
    await draw(page, { draws: '100,000', seed: 'minutes of 3 March' });
    assert.deepEqual(await figures(page), hosted);
    await page.getByLabel('Weights', { exact: true }).selectOption('Keep the order of the weights in use');
    await page.getByLabel('Draws', { exact: true }).selectOption('1,000,000');
    await recordProgress(page);
    await page.getByRole('button', { name: 'Draw again' }).click();
    await page.waitForFunction(() => globalThis.seenProgress.some(part => part > 0 && part < 1));
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.locator('#draws-status', { hasText: 'Cancelled.' }).waitFor();
  });

  at.inPage('the single file draws in a worker of its own and finds the same', async page => {
    await openDraws(page, singleFile());
    assert.equal(await saysTheWorkerWasRefused(page), false);
    await draw(page, { draws: '100,000', seed: 'minutes of 3 March' });
    assert.deepEqual(await figures(page), hosted);
    assert.deepEqual(at.seen.requests.filter(address => !address.endsWith('/weighbridge.html')), []);
  });

  test('Firefox draws in a worker, hosted and from a disk', async () => {
    const fox = await firefox();
    try {
      for (const address of [at.address, singleFile()]) {
        const page = await fox.newPage();
        const seen = watch(page);
        await openDraws(page, address);
        assert.equal(await saysTheWorkerWasRefused(page), false, address);
        assert.equal((await figures(page)).places.length, 25);
        assert.deepEqual(seen.problems, [], address);
        await page.close();
      }
    } finally {
      await fox.close();
    }
  });

  at.inPage('an appraisal without a ranking teaches what is needed', async page => {
    await startEmpty(page, at.address, 'sensitivity');
    await page.getByRole('button', { name: 'Finish weighting and show results' }).click();
    await page.getByRole('button', { name: 'Finish with weights missing' }).click();
    await step(page, 'sensitivity');
    await page.getByRole('heading', { name: 'There is no ranking to put to the test yet' }).waitFor();
    await page.locator('.needs').getByRole('link', { name: 'Weights' }).click();
    await page.getByRole('heading', { level: 1, name: /How much does each improvement matter/ }).waitFor();
  });

  at.inPage('contents lead to each answer, and on a narrow screen every figure is in sight', async page => {
    await openDraws(page, at.address);
    const contents = page.getByRole('navigation', { name: 'On this page' });
    for (const link of await contents.getByRole('link').all()) {
      await link.click();
      assert.ok(await page.evaluate(() => /^H[23]$/.test(document.activeElement.tagName)), await link.textContent());
    }
    await page.getByText(/^No single score of .* would tie it with E\.$/).waitFor();
    await look(page, 320, 'light');
    for (const name of [
      'Table: how far the weight of each family can move', 'Table: the lead by weight', 'Table: scores that tie the first two',
      'Table: other methods', 'Table: rank reversal',
    ]) {
      const beyond = await region(page, name).locator('tbody :is(th, td)').evaluateAll(all =>
        all.filter(cell => cell.getBoundingClientRect().right > innerWidth).map(cell => cell.textContent));
      assert.deepEqual(beyond, [], name);
      // A list still is a table to whoever hears it.
      assert.ok(await region(page, name).getByRole('row').count() > 1, name);
    }
  });

  at.inPage('results that are out of date are not shown', async page => {
    await openDraws(page, at.address);
    await step(page, 'weights');
    const weight = page.getByLabel('Lead time, points', { exact: true });
    await weight.fill('20');
    await weight.press('Enter');
    await step(page, 'sensitivity');
    await page.locator('#draws-status', { hasText: 'draws done' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.locator('#draws-status', { hasText: 'The scores or weights have changed since. Draw again.' }).waitFor();
    assert.equal(await page.locator('.ranks').count(), 0);
    await page.getByRole('button', { name: 'Draw again' }).click();
    await page.locator('.ranks').waitFor();
  });

  for (const [width, colorScheme] of LOOKS) {
    at.inPage(`no accessibility faults, ${colorScheme}, ${width} wide`, async page => {
      await look(page, width, colorScheme);
      await openDraws(page, at.address);
      for (const summary of await page.locator('main summary:visible').all()) await summary.click();
      assert.deepEqual(await axe(page), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, 'nothing is wider than the page');
      await shot(page, `sensitivity-${width}-${colorScheme}`);
    });
  }
});
