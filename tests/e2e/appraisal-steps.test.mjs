// The first three steps of an appraisal, from nothing: options and gates, criteria and their scales, scores with reasons.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  LOOKS, add, cell, criterionNames, detail, editOption, fits, focused, group, heading, kept, look, openExample, optionNames,
  startEmpty, step, undoNotice, until,
} from './drive.mjs';
import { axe, shot, singleFile, usable, withSite } from './lib.mjs';

const STEPS = ['options', 'criteria', 'scores'];

/** Starts an appraisal from nothing and leaves the page at its options. */
async function startAtOptions(page, address) {
  await startEmpty(page, address, 'options');
  await page.getByRole('heading', { name: 'What could be done instead?' }).waitFor();
}

/** Gives the open appraisal two families, a measured criterion and one that is judged directly. */
async function addCriteria(page) {
  await step(page, 'criteria');
  await add(page, 'Add a family', 'Delivery');
  await add(page, 'Add a family', 'Carbon');
  await page.getByRole('button', { name: 'Add a criterion to Delivery' }).click();
  await add(page, 'New criterion in Delivery', 'Lead time');
  await page.getByRole('button', { name: 'Add a criterion to Carbon' }).click();
  await add(page, 'New criterion in Carbon', 'Embodied carbon');
  await page.getByRole('button', { name: 'Edit: Lead time' }).click();
  await page.getByRole('radio', { name: 'Measured' }).check();
  await page.getByLabel('What is measured').fill('time to live service');
  await page.getByLabel('Unit', { exact: true }).fill('months');
  await page.getByLabel('Worst: 0 points').fill('20');
  await page.getByLabel('Best: 100 points').fill('0');
  await page.getByLabel('Best: 100 points').press('Enter');
  await page.locator('.leaf__scale', { hasText: 'time to live service, 20 to 0 months' }).waitFor();
}

async function buildFromNothing(page, address) {
  await startAtOptions(page, address);
  await add(page, 'Add an option', 'Move the depot');
  await add(page, 'Add an option', 'Share a depot');
  await until(() => optionNames(page), ['Business as usual', 'Do minimum', 'Move the depot', 'Share a depot']);
  await until(() => page.locator('.option__letter').allTextContents(), ['', 'A', 'B', 'C']);

  await add(page, 'Add a gate', 'Affordable');
  await page.getByLabel('Affordable: Do minimum', { exact: true }).selectOption('Fail');
  await page.getByLabel('Evidence, Affordable: Do minimum').fill('Above the envelope.');
  await page.getByLabel('Evidence, Affordable: Do minimum').blur();
  await until(() => heading(page), '3 of 4 options are in the running. Do minimum fails a gate.');
  await group(page, 'Do minimum').getByText('Fails Affordable. It stays on the page, out of the running.').waitFor();

  await editOption(page, 'Business as usual');
  await until(async () => (await focused(page)).startsWith('option-'), true, 'the name takes the focus');
  await group(page, 'Business as usual').getByLabel('Role').selectOption('Option');
  await page.getByLabel('Why is there no business as usual?').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByLabel('Why is there no business as usual?').waitFor({ state: 'detached' });
  assert.equal(await group(page, 'Business as usual').getByLabel('Role').inputValue(), '0', 'the list went back too');

  await addCriteria(page);
  await page.getByRole('button', { name: 'Edit: Embodied carbon' }).click();
  const fields = page.locator('.leaf', { hasText: 'Embodied carbon' });
  await fields.getByLabel('What 0 looks like').fill('All new');
  await fields.getByLabel('What 100 looks like').fill('All kept');
  await fields.getByLabel('What 100 looks like').blur();
  await until(() => heading(page), '2 criteria, each with both ends described.');

  await step(page, 'scores');
  await until(() => heading(page), 'How does each option do on each criterion?');
  await cell(page, 'Move the depot', 'Lead time').click();
  await page.keyboard.type('8');
  await page.keyboard.press('Enter');
  await cell(page, 'Move the depot', 'Lead time').getByText('60.0', { exact: true }).waitFor();
  await page.keyboard.type('75');
  await page.keyboard.press('Enter');
  await cell(page, 'Move the depot', 'Lead time').click();
  assert.equal(await detail(page).locator('.formula').textContent(), 'Points: 60.0 = (20 − 8) ÷ (20 − 0) × 100.');
  await detail(page).getByText('No reason yet.').waitFor();
  await detail(page).getByLabel('Reason', { exact: true }).fill('The builder’s programme.');
  await detail(page).getByLabel('Source', { exact: true }).fill('Programme, revision 3');
  await detail(page).getByLabel('Source', { exact: true }).press('Enter');
  await detail(page).getByText('No reason yet.').waitFor({ state: 'detached' });
  await cell(page, 'Business as usual', 'Lead time').click();
  await detail(page).getByLabel('Time to live service, months').fill('25');
  await detail(page).getByLabel('Time to live service, months').press('Enter');
  await detail(page).getByText('25 months is beyond the worst end of the scale, 20 months, and counts as that end.').waitFor();
  await cell(page, 'Business as usual', 'Lead time').getByText('beyond the scale', { exact: true }).waitFor();
  await cell(page, 'Share a depot', 'Lead time').click();
  await page.keyboard.press('e');
  await detail(page).getByText('Points: 0.0, those of business as usual.').waitFor();
  await until(() => heading(page), '4 of 8 scores are given.');
  assert.equal(await page.locator('.headline__guard').textContent(), '4 scores to give, 1 is beyond its scale and counts as the end, 3 have no reason yet and 3 have no source yet.');

  await kept(page);
  await page.reload();
  await cell(page, 'Move the depot', 'Embodied carbon').waitFor();
  assert.match(await cell(page, 'Move the depot', 'Embodied carbon').textContent(), /75 points/);
  await cell(page, 'Move the depot', 'Lead time').click();
  assert.equal(await detail(page).getByLabel('Reason', { exact: true }).inputValue(), 'The builder’s programme.');
  assert.equal(await detail(page).getByLabel('Source', { exact: true }).inputValue(), 'Programme, revision 3');
}

const at = withSite();

describe('steps of an appraisal', () => {
  at.inPage('an appraisal is built from nothing', page => buildFromNothing(page, at.address));

  at.inPage('options move and go, the focus stays near, and undo brings back what went', async page => {
    await startAtOptions(page, at.address);
    await add(page, 'Add an option', 'Move');
    await add(page, 'Add an option', 'Share');
    assert.match(await focused(page), /^add-option$/, 'several can be added one after the other');
    await page.getByRole('button', { name: 'Up: Share, now 4 of 4' }).press('Enter');
    await until(() => optionNames(page), ['Business as usual', 'Do minimum', 'Share', 'Move']);
    const up = page.getByRole('button', { name: 'Up: Share, now 3 of 4' });
    await until(() => focused(page), await up.getAttribute('id'), 'the focus moves with the row');
    await page.getByRole('button', { name: 'Remove: Share' }).click();
    await until(() => optionNames(page), ['Business as usual', 'Do minimum', 'Move']);
    await page.getByText('Removed Share.').waitFor();
    const next = page.getByRole('button', { name: 'Remove: Move' });
    await until(() => focused(page), await next.getAttribute('id'), 'the focus goes to the neighbour');
    await undoNotice(page);
    await until(() => optionNames(page), ['Business as usual', 'Do minimum', 'Share', 'Move']);
    const edit = page.getByRole('button', { name: 'Edit: Share' });
    await until(() => focused(page), await edit.getAttribute('id'), 'the focus goes to what came back');
    await page.keyboard.press('Enter');
    const back = group(page, 'Share').getByLabel('Name', { exact: true });
    await until(() => focused(page), await back.getAttribute('id'), 'the form takes the focus');
    await back.fill('  ');
    await back.press('Enter');
    assert.match(await group(page, 'Share').locator('.field__error').textContent(), /Enter a name/);
    assert.equal(await back.inputValue(), '  ');
    await back.fill('Share a depot');
    await back.press('Enter');
    await until(() => optionNames(page), ['Business as usual', 'Do minimum', 'Share a depot', 'Move']);
  });

  at.inPage('the undo of a notice goes with the next change, so it never takes back something else', async page => {
    await startAtOptions(page, at.address);
    await add(page, 'Add an option', 'Sooner');
    await page.getByRole('button', { name: 'Remove: Sooner' }).click();
    await page.getByText('Removed Sooner.').waitFor();
    await add(page, 'Add an option', 'Later');
    await until(() => page.locator('.notice').count(), 0);
    assert.deepEqual(await optionNames(page), ['Business as usual', 'Do minimum', 'Later']);
  });

  at.inPage('gates are renamed and removed', async page => {
    await startAtOptions(page, at.address);
    await add(page, 'Add a gate', 'Legal');
    await add(page, 'Add a gate', 'Affordable');
    await page.getByLabel('Gate', { exact: true }).first().fill('Within the law');
    await page.getByLabel('Gate', { exact: true }).first().press('Enter');
    await page.getByRole('columnheader', { name: 'Within the law' }).waitFor();
    await page.getByRole('button', { name: 'Remove: Within the law' }).click();
    await page.getByRole('columnheader', { name: 'Within the law' }).waitFor({ state: 'detached' });
    await undoNotice(page);
    await page.getByRole('columnheader', { name: 'Within the law' }).waitFor();
  });

  at.inPage('criteria move, change family and go, and undo brings back what went', async page => {
    await startAtOptions(page, at.address);
    await addCriteria(page);
    assert.deepEqual(await criterionNames(page), ['Delivery', 'Lead time', 'Carbon', 'Embodied carbon']);
    await page.getByRole('button', { name: 'Up: Carbon, now 2 of 2' }).press('Enter');
    await until(() => criterionNames(page), ['Carbon', 'Embodied carbon', 'Delivery', 'Lead time']);
    await until(async () => (await focused(page)).endsWith('-up'), true);
    await page.getByRole('button', { name: 'Edit: Embodied carbon' }).click();
    await page.locator('.leaf', { hasText: 'Embodied carbon' }).getByLabel('Family', { exact: true }).selectOption('Delivery');
    await until(() => criterionNames(page), ['Carbon', 'Delivery', 'Lead time', 'Embodied carbon']);
    await until(async () => (await focused(page)).startsWith('home-'), true, 'the focus goes with the row');
    await page.getByRole('button', { name: 'Remove: Delivery' }).click();
    await until(() => criterionNames(page), ['Carbon']);
    await undoNotice(page);
    await until(() => criterionNames(page), ['Carbon', 'Delivery', 'Lead time', 'Embodied carbon']);
    assert.equal(await page.getByRole('button', { name: 'Edit: Lead time' }).getAttribute('aria-expanded'), 'true');
  });

  at.inPage('a scale that cannot be keeps what was typed and says what was expected', async page => {
    await startAtOptions(page, at.address);
    await addCriteria(page);
    const leaf = page.locator('.leaf', { hasText: 'Lead time' });
    const [worst, best] = [leaf.getByLabel('Worst: 0 points'), leaf.getByLabel('Best: 100 points')];
    await best.fill('20');
    await best.press('Enter');
    assert.match(await leaf.locator('.field__error').textContent(), /Enter different measures at the worst and the best end/);
    assert.equal(await best.inputValue(), '20');
    await worst.fill('next spring');
    await worst.press('Enter');
    assert.match(await leaf.locator('.field__error').textContent(), /Enter a number for the worst end/);
    assert.deepEqual([await worst.inputValue(), await best.inputValue()], ['next spring', '20']);
    await leaf.locator('.leaf__scale', { hasText: '20 to 0 months' }).waitFor();
    await worst.fill('0');
    await worst.press('Enter');
    await leaf.locator('.leaf__scale', { hasText: '0 to 20 months' }).waitFor();
    assert.equal(await leaf.locator('.field__error').count(), 0, 'both ends are taken together, so a scale can be turned round');
    await leaf.getByRole('button', { name: 'Add a point between the ends' }).click();
    const points = leaf.getByLabel('earns, in points');
    assert.equal(await points.inputValue(), '50', 'a new point changes nothing');
    await points.fill('80');
    await points.press('Enter');
    await best.fill('30');
    await best.press('Enter');
    await leaf.locator('.leaf__scale', { hasText: '0 to 30 months' }).waitFor();
    assert.equal(await points.inputValue(), '80', 'the line is kept when an end moves');
    await points.fill('100');
    await points.press('Enter');
    assert.match(await leaf.locator('.field__error').textContent(), /in order from worst to best/);
    assert.equal(await points.inputValue(), '100');
  });

  at.inPage('a changed scale says that its weight was given for another move', async page => {
    await openExample(page, at.address, 'criteria');
    await page.getByRole('button', { name: 'Edit: Lead time' }).click();
    const leaf = page.locator('.leaf', { hasText: 'Lead time' });
    assert.equal(await leaf.locator('.leaf__remark').count(), 0);
    await leaf.getByLabel('Worst: 0 points').fill('24');
    await leaf.getByLabel('Worst: 0 points').press('Enter');
    await leaf.getByText('An end changed after weights were given. Look at the weight again.').waitFor();
    await leaf.getByRole('radio', { name: 'Judged directly, 0 to 100' }).check();
    await leaf.getByText('6 scores are measures and earn no points on this scale.').waitFor();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await until(() => leaf.locator('.leaf__remark').count(), 0);
  });

  at.inPage('a score that cannot be stays in its cell, with what was expected', async page => {
    await openExample(page, at.address, 'scores');
    const before = await heading(page);
    await cell(page, 'Cloud virtual backup', 'Facility tier').click();
    await page.keyboard.press('Enter');
    const field = page.getByRole('textbox', { name: 'Cloud virtual backup, Facility tier' });
    assert.equal(await field.inputValue(), '90');
    await field.fill('101');
    await field.press('Enter');
    assert.match(await page.locator('.sheet .field__error').textContent(), /Enter a number from 0 to 100/);
    await field.fill('high');
    await cell(page, 'Refurbish council property', 'Lead time').click();
    assert.equal(await field.inputValue(), 'high', 'it stays when another cell is chosen');
    assert.equal(await heading(page), before);
    await detail(page).getByLabel('Time to live service, months').fill('soon');
    await detail(page).getByLabel('Time to live service, months').press('Enter');
    assert.match(await detail(page).locator('.field__error').textContent(), /Enter a number/);
    assert.equal(await detail(page).getByLabel('Time to live service, months').inputValue(), 'soon');
    await field.press('Escape');
    await cell(page, 'Cloud virtual backup', 'Facility tier').getByText('90', { exact: true }).waitFor();
    await until(async () => (await focused(page)).startsWith('score-'), true, 'the focus goes back to the cell');
  });

  at.inPage('the table is one tab stop, and keys set scores', async page => {
    await openExample(page, at.address, 'scores');
    const stops = await page.locator('.sheet button, .sheet input').evaluateAll(all => all.filter(one => one.tabIndex === 0).length);
    assert.equal(stops, 1);
    await cell(page, 'Business as usual', 'Time to recover \\(RTO\\)').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    const now = cell(page, 'Refurbish council property', 'Data lost in a failure \\(RPO\\)');
    await until(() => focused(page), await now.getAttribute('id'));
    await page.keyboard.press('u');
    await now.getByText('?', { exact: true }).waitFor();
    await page.keyboard.press('n');
    await now.getByText('n/a', { exact: true }).waitFor();
    await page.keyboard.press('Delete');
    await until(() => heading(page), '89 of 90 scores are given.');
    assert.match(await now.textContent(), /not scored/);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await until(() => heading(page), 'All 90 scores are given.');
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'score-entry', 'the next stop is the selected score');
    await page.evaluate(() => localStorage.setItem('weighbridge.shortcuts', 'false'));
    await now.focus();
    await page.keyboard.press('n');
    await page.keyboard.press('5');
    assert.equal(await heading(page), 'All 90 scores are given.');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.sheet input').count(), 1, 'Enter is no single-key shortcut');
    await page.evaluate(() => localStorage.removeItem('weighbridge.shortcuts'));
  });

  at.inPage('at 320 pixels one option is shown at a time', async page => {
    await page.setViewportSize({ width: 320, height: 800 });
    await openExample(page, at.address, 'scores');
    assert.equal(await page.locator('.sheet__score:visible').count(), 15);
    await page.getByLabel('Option shown').selectOption('Dual-site co-location');
    await cell(page, 'Dual-site co-location', 'Lead time').waitFor({ state: 'visible' });
    assert.equal(await page.locator('.sheet__score:visible').count(), 15);
    await cell(page, 'Dual-site co-location', 'Lead time').click();
    await page.getByRole('button', { name: 'Reason and source' }).click();
    await until(() => focused(page), 'score-entry');
    await page.getByRole('button', { name: 'Back to the score' }).click();
    await until(async () => (await focused(page)).startsWith('score-'), true);
  });

  for (const [what, begin] of [
    ['the siting example', page => openExample(page, at.address, 'options')],
    ['an empty appraisal', page => startAtOptions(page, at.address)],
  ]) {
    for (const [width, colorScheme] of LOOKS) {
      at.inPage(`no accessibility faults in ${what} at ${width}, ${colorScheme}`, async page => {
        await look(page, width, colorScheme);
        await begin(page);
        for (const name of STEPS) {
          await step(page, name);
          if (name === 'criteria' && what === 'the siting example') {
            await page.getByRole('button', { name: 'Edit: Lead time' }).click();
            await page.getByRole('button', { name: 'Edit: Resilience' }).click();
            await page.getByRole('button', { name: 'Add a criterion to Carbon' }).click();
          }
          assert.deepEqual(await axe(page), [], name);
          await fits(page, name);
          await shot(page, `${name}-${what.split(' ').at(-1)}-${width}-${colorScheme}`);
        }
      });
    }
  }

  at.inPage('nothing to score says what is needed first', async page => {
    await startAtOptions(page, at.address);
    await step(page, 'scores');
    assert.equal(await heading(page), 'Scores come after options and criteria.');
    await page.getByRole('link', { name: 'Add criteria' }).click();
    await until(() => heading(page), 'What would make one option better than another?');
    await page.getByText('Start with a family').waitFor();
    await page.reload();
    await usable(page);
    await until(() => heading(page), 'What would make one option better than another?');
  });
});

at.inPage('the single file builds an appraisal from nothing too', page => buildFromNothing(page, singleFile()));
