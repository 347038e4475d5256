// What the pages say of figures: in units that fit, the same everywhere, and with nothing that contradicts another sentence.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe } from 'node:test';
import { downloaded, enter, field, fileOf, heading, look, openExample, openFile, openProgramme, pageOfCase, putTable, sitingWith, startEmpty, step, takeTable, until, withoutPickers } from './drive.mjs';
import { withSite } from './lib.mjs';

const table = name => readFileSync(new URL(`../files/spreadsheets/${name}`, import.meta.url), 'utf8');

/** Takes over a table and finishes weighting. */
async function weighed(page, address, text, { rents = false } = {}) {
  await startEmpty(page, address, 'options');
  await putTable(page, text);
  if (rents) await field(page, 'Costs').selectOption({ label: 'Use “Rent (£ a year)” as whole-life cost' });
  const why = page.getByLabel(/^Why leave out /);
  if (await why.count()) await why.fill('It cannot be chosen.');
  await takeTable(page);
  await step(page, 'weights');
  await page.getByRole('button', { name: 'Finish weighting and show results' }).click();
  await page.waitForURL(/\/results$/);
}

const texts = (page, selector) => page.locator(selector).allTextContents();

describe('what the pages say', () => {
  const at = withSite();

  at.inPage('rents of some thousand pounds stand in a unit that tells them apart', async page => {
    await weighed(page, at.address, table('office.tsv'), { rents: true });
    const costs = page.getByRole('table', { name: 'Cost beside value' });
    const head = await costs.locator('thead').textContent();
    assert.match(head, /£k/, head);
    const rows = await costs.locator('tbody tr').allTextContents();
    for (const figure of ['35.0', '17.8', '6.7', '14.1', '34.8', '18.6', '12.0']) {
      assert.ok(rows.some(row => row.includes(figure)), `${figure} in ${rows.join(' | ')}`);
    }
  });

  at.inPage('a family and a criterion have one share each, on every page', async page => {
    await weighed(page, at.address, table('office.tsv'));
    const found = { Turnover: new Set(), Comfort: new Set() };
    for (const where of ['weights', 'results', 'sensitivity']) {
      await step(page, where);
      const text = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
      for (const [name, shares] of Object.entries(found)) {
        // Its share is the first figure beside its name; what it would have to be for another to lead comes later.
        const [, share] = text.match(new RegExp(`${name}[^0-9]{0,40}(\\d+\\.\\d)(?! points)`)) ?? [];
        shares.add(`${where} ${share}`);
      }
    }
    for (const [name, shares] of Object.entries(found)) {
      assert.deepEqual([...shares].map(one => one.split(' ')[0]), ['weights', 'results', 'sensitivity'], `one share of ${name} on each page: ${[...shares]}`);
      assert.equal(new Set([...shares].map(one => one.split(' ')[1])).size, 1, `${name}: ${[...shares]}`);
    }
  });

  at.inPage('money is said in pounds in the log, as it was typed', async page => {
    await openExample(page, at.address, 'costs');
    await page.locator('#cost-option').selectOption({ label: 'Dual-site co-location' });
    await enter(page.locator('#cost-capital'), '£1.25m');
    await pageOfCase(page, 'Log');
    const log = await page.locator('main').innerText();
    assert.match(log, /Dual-site co-location.*capital £1\.25m;/s);
    assert.doesNotMatch(log, /pence|125000000/);
  });

  at.inPage('what everything is compared with is never called dispensable', async page => {
    const text = sitingWith(appraisal => { appraisal.gates = []; });
    await openFile(page, at.address, fileOf(text));
    await step(page, 'sensitivity');
    const said = await page.locator('main').innerText();
    assert.doesNotMatch(said, /usual[^.]*could be left out/i);
    assert.match(said, /Business as usual/);
  });

  at.inPage('where no lead counts, nothing on the page says that somebody leads', async page => {
    await weighed(page, at.address, table('marks.csv'));
    assert.match(await heading(page), /^No clear leader/);
    assert.doesNotMatch((await texts(page, '.beam, .beam__words, figcaption, .chart__title')).join(' '), /\bleads\b/);
    for (const where of ['weights', 'sensitivity', 'record']) {
      await step(page, where);
      assert.doesNotMatch((await texts(page, '.rail')).join(' '), /\bleads\b/i, where);
    }
  });

  /** Returns the row of a criterion among the bars of half and twice its weight. */
  const barsOf = (page, criterion) => page.getByRole('region', { name: 'Table: the lead by weight', exact: true })
    .getByRole('row', { name: new RegExp(`^${criterion}`) });

  at.inPage('a doubled weight that puts the second first is a bar beyond no lead, and a lead below 0', async page => {
    await openExample(page, at.address, 'sensitivity');
    await page.getByRole('heading', { name: 'Doubling the weight of Lead time puts B first', exact: true }).waitFor();
    const row = barsOf(page, 'Lead time');
    assert.match(await row.locator('td').last().textContent(), /^−\d+\.\d$/);
    const [bar, none] = await row.evaluate(row => ['.tornado__high', '.tornado__zero'].map(part => row.querySelector(part).getBoundingClientRect().left));
    assert.ok(bar < none - 1, `the solid bar begins at ${bar}, no lead is at ${none}`);
    assert.equal(await page.locator('.tornado__another').count(), 0, 'no third option comes first');
  });

  at.inPage('a weight that puts a third option first says so beside its figure', async page => {
    await weighed(page, at.address, table('office.tsv'));
    await step(page, 'sensitivity');
    const title = await page.locator('#h-tornado', { hasText: 'first' }).textContent();
    const [, how, criterion, third] = title.match(/^(Halving|Doubling) the weight of (.+) puts ([A-Z]) first$/) ?? [];
    assert.ok(third, title);
    const row = barsOf(page, criterion);
    const figures = await row.locator('td').allTextContents();
    assert.match(figures.at(how === 'Halving' ? -2 : -1), new RegExp(`^\\d+\\.\\d ${third} first$`), `${title}: ${figures}`);
    assert.deepEqual(await texts(page, '.tornado__another'), [`${third} first`], 'and nowhere else');
    assert.match(await page.locator('section', { has: page.locator('#h-tornado') }).locator('.chart__subtitle').textContent(), new RegExp(`${third} also comes first`));
  });

  at.inPage('a lead in the list of steps has the colour of what is ready, and what is open another', async page => {
    const colour = (page, words) => page.locator('.rail__state', { hasText: words }).first().evaluate(state => getComputedStyle(state).color);
    // Costs without optimism bias are open, and were once told as a fault of the lead.
    const text = sitingWith((appraisal, kase) => {
      kase.title = 'Without optimism bias';
      for (const option of appraisal.alternatives) delete option.cost?.uplift;
    });
    await openFile(page, at.address, fileOf(text));
    await step(page, 'results');
    await until(() => page.locator('.rail__link', { hasText: 'Results' }).locator('.rail__state').textContent(), 'Lead 5.7');
    for (const scheme of ['light', 'dark']) {
      await look(page, 1280, scheme);
      assert.notEqual(await colour(page, 'without optimism bias'), await colour(page, 'Ready'), scheme);
      assert.equal(await colour(page, 'Lead 5.7'), await colour(page, 'Ready'), scheme);
    }
  });

  at.inPage('points that add up to 100 have most of their sliders to move in', async page => {
    await openExample(page, at.address, 'weights');
    const sliders = page.locator('.weights__points .slider');
    await sliders.first().waitFor();
    assert.deepEqual(await sliders.evaluateAll(all => [...new Set(all.map(slider => slider.max))]), ['30'], 'the largest is 12');
    await enter(page.locator('.weights__points input[type=text]').first(), '80');
    await page.waitForFunction(() => document.querySelector('.weights__points .slider').max === '100');
  });

  at.inPage('no name is cut on a narrow screen, and no label stands in single letters', async page => {
    await look(page, 320, 'light');
    await openProgramme(page, at.address, 'Programme');
    const names = page.locator('#initiatives tbody th');
    await names.first().waitFor();
    const cut = await names.evaluateAll(all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent));
    assert.deepEqual(cut, []);
    await page.getByRole('link', { name: 'Open Data Centre Programme' }).click();
    await page.locator('.details').first().waitFor();
    const widths = await page.locator('.details label').evaluateAll(all => all.map(one => one.getBoundingClientRect().width));
    assert.ok(widths.every(width => width > 100), widths.join());
  });

  at.inPage('nothing is called ready before there is anything', async page => {
    await startEmpty(page, at.address, 'options');
    const said = `${await heading(page)} ${(await texts(page, '.rail')).join(' ')}`;
    assert.doesNotMatch(said, /in the running|Ready/, said);
  });

  at.inPage('what a score lacks is a mark in its cell and a count above the sheet', async page => {
    await startEmpty(page, at.address, 'options');
    await putTable(page, table('marks.csv'));
    await takeTable(page);
    await step(page, 'scores');
    assert.match(await page.locator('.headline__guard').innerText(), /16 have no reason yet/);
    const cells = await page.locator('.sheet__score').evaluateAll(all => all.map(cell => {
      const seen = cell.cloneNode(true);
      for (const unseen of seen.querySelectorAll('.visually-hidden')) unseen.remove();
      return seen.textContent;
    }));
    assert.equal(cells.length, 24);
    for (const cell of cells) assert.ok(cell.length < 10, cell);
  });
});
