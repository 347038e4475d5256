// The scores step and the value function: levels, ranges, what is missing, a pasted block, points that are dragged, and size.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { bigCase } from './big-case.mjs';
import { LOOKS, cell, detail, downloaded, drawFrames, enter, fileOf, fits, focused, heading, holdFrames, look, openExample, openFile, paste, step, until } from './drive.mjs';
import { axe, shot, withSite } from './lib.mjs';

/** Opens a file's text at the scores of its appraisal, under a title of its own: a case that is here already is asked about. */
async function openText(page, address, given) {
  const document = JSON.parse(given);
  document.case.title = `${document.case.title} ${Math.random()}`;
  await openFile(page, address, fileOf(JSON.stringify(document)));
  await step(page, 'scores');
}

const guard = page => page.locator('.headline__guard').textContent();
/** Opens the fields of a criterion and returns its row. */
async function editCriterion(page, name) {
  await page.getByRole('button', { name: `Edit: ${name}` }).click();
  return page.locator('.leaf', { hasText: name });
}

describe('scores', () => {
  const at = withSite();

  at.inPage('levels are described, chosen by list, by number and by words, and move by their points', async page => {
    await openExample(page, at.address, 'criteria');
    const leaf = await editCriterion(page, 'Facility tier');
    await leaf.getByRole('radio', { name: 'Described levels' }).check();
    await leaf.getByText('Scores are still judged directly until you describe a level.').waitFor();
    await enter(leaf.getByLabel('Describe the worst level'), 'Tier I');
    for (const label of ['Tier III', 'Tier II']) {
      await leaf.getByLabel('Add a level').fill(label);
      await leaf.getByLabel('Add a level').press('Enter');
      await until(() => leaf.locator('.level-row').getByRole('textbox', { name: 'Level' }).evaluateAll((all, label) => all.some(one => one.value === label), label), true);
    }
    const labels = () => leaf.locator('.level-row').getByRole('textbox', { name: 'Level' }).evaluateAll(all => all.map(one => one.value));
    await until(labels, ['Tier I', 'Tier II', 'Tier III']);
    await leaf.getByText('The largest step, 50 points, is from “Tier I” to “Tier II”.').waitFor();
    // A level that earns more goes further down, and the focus goes with it.
    const points = leaf.getByLabel('Points', { exact: true });
    await enter(points.first(), '80');
    await until(labels, ['Tier II', 'Tier I', 'Tier III']);
    await until(async () => (await focused(page)).startsWith('level-points-'), true);
    await enter(points.nth(1), '101');
    assert.match(await leaf.locator('.field__error').textContent(), /Enter (a number|points) from 0 to 100/);
    assert.equal(await points.nth(1).inputValue(), '101');
    await points.nth(1).press('Escape');
    await page.keyboard.press('Tab');
    const slider = leaf.getByRole('slider', { name: 'Tier I', exact: true });
    await slider.focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await until(() => slider.getAttribute('aria-valuetext'), '70 points');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowLeft');
    await until(labels, ['Tier I', 'Tier II', 'Tier III']);
    await until(() => page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Tier I', 'the focus stays on the level');

    await step(page, 'scores');
    await cell(page, 'Cloud virtual backup', 'Facility tier').click();
    await detail(page).getByLabel('Level').selectOption('3. Tier III (100 points)');
    await cell(page, 'Cloud virtual backup', 'Facility tier').getByText('Tier III', { exact: true }).waitFor();
    await detail(page).getByText('Points: 100.0, those of the level “Tier III”.').waitFor();
    await cell(page, 'Cloud virtual backup', 'Facility tier').press('2');
    await page.keyboard.press('Enter');
    await cell(page, 'Cloud virtual backup', 'Facility tier').getByText('Tier II', { exact: true }).waitFor();
    await cell(page, 'Cloud virtual backup', 'Facility tier').click();
    await page.keyboard.press('Enter');
    const field = page.getByRole('textbox', { name: 'Cloud virtual backup, Facility tier' });
    assert.equal(await field.inputValue(), 'Tier II');
    await enter(field, 'Tier IV');
    assert.match(await page.locator('.sheet .field__error').textContent(), /Enter a level of the scale, by its words or its number/);
    await enter(field, 'tier i');
    await cell(page, 'Cloud virtual backup', 'Facility tier').getByText('Tier I', { exact: true }).waitFor();
    assert.match(await cell(page, 'Cloud virtual backup', 'Facility tier').locator('.visually-hidden').textContent(), /Tier I, 40\.0 points/);
  });

  at.inPage('a range is given with a score, marked in the table, and refused out of order', async page => {
    await openExample(page, at.address, 'scores');
    await cell(page, 'Cloud virtual backup', 'Lead time').click();
    const [low, high] = [detail(page).getByLabel('At lowest'), detail(page).getByLabel('At highest')];
    await low.fill('7');
    await low.press('Tab');
    await enter(high, '9');
    assert.match(await detail(page).locator('.field__error').textContent(), /Enter a lowest number up to the score, and a highest number from the score/);
    assert.deepEqual([await low.inputValue(), await high.inputValue()], ['7', '9'], 'what was typed is kept');
    await enter(low, 'soon');
    assert.match(await detail(page).locator('.field__error').textContent(), /Enter the lowest number/);
    await enter(low, '4');
    await cell(page, 'Cloud virtual backup', 'Lead time').locator('.sheet__range').waitFor();
    assert.match(await cell(page, 'Cloud virtual backup', 'Lead time').locator('.visually-hidden').textContent(), /6 months, 70\.0 points, between 4 to 9/);
    await low.fill('');
    await low.press('Tab');
    await enter(high, '');
    await cell(page, 'Cloud virtual backup', 'Lead time').locator('.sheet__range').waitFor({ state: 'detached' });
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await cell(page, 'Cloud virtual backup', 'Lead time').locator('.sheet__range').waitFor();
  });

  at.inPage('what is beyond its scale, and what has no source, is counted', async page => {
    await openExample(page, at.address, 'scores');
    await cell(page, 'Cloud virtual backup', 'Lead time').press('3');
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await until(() => guard(page), '1 is beyond its scale and counts as the end.');
    await cell(page, 'Commercial co-location', 'Lead time').click();
    await enter(detail(page).getByLabel('Source', { exact: true }), '');
    await until(() => guard(page), '1 is beyond its scale and counts as the end and 1 has no source yet.');
    await detail(page).getByText('No source yet.').waitFor();
    assert.match(await cell(page, 'Commercial co-location', 'Lead time').locator('.visually-hidden').textContent(), /, no source yet$/);
    assert.equal(await page.locator('.sheet__face--bare').count(), 1, 'a mark, and no words, in the cell');
    await page.getByText('no reason or no source yet: 1 of 90 scores.').waitFor();
    const graph = detail(page).locator('.value-graph');
    await graph.getByText('Every step from 20 to 0 months counts the same.').waitFor();
    assert.equal(await graph.locator('circle').count(), 6, 'every option is on the line');
    assert.equal(await graph.locator('.value-graph__mark--held').count(), 1);
    await graph.getByText('Show the table').click();
    await graph.getByRole('row', { name: '8 months 60.0 Commercial co-location' }).waitFor();
  });

  at.inPage('a block is pasted on a cell, shown first, and undone in one step', async page => {
    await openExample(page, at.address, 'scores');
    await cell(page, 'Public sector neighbour', 'Skills and resourcing').click();
    await paste(page, '1\t2\r\n?\tn/a\r\n');
    await page.getByRole('heading', { name: '4 scores would change.' }).waitFor();
    await until(() => focused(page), 'paste-preview');
    await page.getByRole('row', { name: 'Cloud virtual backup Supplier and migration risk 60 n/a' }).waitFor();
    await cell(page, 'Public sector neighbour', 'Skills and resourcing').getByText('55', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Apply 4 scores' }).click();
    await page.getByText('4 scores pasted.').waitFor();
    await cell(page, 'Public sector neighbour', 'Skills and resourcing').getByText('1', { exact: true }).waitFor();
    await until(() => heading(page), '88 of 90 scores are given.');
    await until(async () => (await focused(page)).startsWith('score-'), true, 'the focus goes back to the table');
    await page.keyboard.press('Control+z');
    await until(() => heading(page), 'All 90 scores are given.');
    await page.getByText('Undid: Paste 4 scores.').waitFor();
    await cell(page, 'Public sector neighbour', 'Skills and resourcing').getByText('55', { exact: true }).waitFor();
    // One number is no block.
    await paste(page, '12\n');
    await cell(page, 'Public sector neighbour', 'Skills and resourcing').getByText('12', { exact: true }).waitFor();
    assert.equal(await page.getByLabel('Cells from a spreadsheet').count(), 0);
  });

  at.inPage('a block with names lies in any order, and a wrong one changes nothing', async page => {
    await openExample(page, at.address, 'scores');
    await page.getByRole('button', { name: 'Paste a block' }).click();
    await until(() => focused(page), 'paste-text');
    const text = page.getByLabel('Cells from a spreadsheet');
    const show = page.getByRole('button', { name: 'Show what would change' });
    const wrong = '\tCloud\tDual-site co-location\nLead time\t9\tsoon\nFacility tier\t3\t101';
    await text.fill(wrong);
    await show.click();
    await until(() => page.locator('.error-summary li').allTextContents(), [
      'Row 1, column 2: “Cloud” is not the name of an option.',
      'Row 2, column 3: enter a number, for example 12.5 instead of “soon”.',
      'Row 3, column 3: enter a number from 0 to 100 instead of “101”.',
    ]);
    await until(async () => (await focused(page)).includes('error-summary'), true, 'the summary takes the focus');
    assert.equal(await text.inputValue(), wrong, 'the text is kept');
    assert.deepEqual(await axe(page), []);
    await page.locator('.error-summary a').first().click();
    assert.equal(await focused(page), 'paste-text');
    await text.fill('1\t2\n3');
    await show.click();
    await until(() => page.locator('.error-summary li').allTextContents(), ['Row 2: this row has 1 cell, and the first row 2. Give each row the same number.']);
    await text.fill(Array(30).fill('x').join('\n'));
    await show.click();
    await page.locator('.error-summary li', { hasText: '15 criteria fit from the selected cell on, and 30 were pasted.' }).waitFor();
    await text.fill(`\tBusiness as usual\nLead time\thigh\n${'Lead time\t1\n'.repeat(25)}`);
    await show.click();
    await page.locator('.error-summary li', { hasText: 'And 6 more like these.' }).waitFor();
    assert.equal(await page.locator('.error-summary li').count(), 21);
    assert.equal(await heading(page), 'All 90 scores are given.');
    // Options down, criteria across.
    await text.fill('Option,Facility tier,Lead time\nDual-site co-location,99,"1,020"\nCloud virtual backup,,6');
    await show.click();
    await page.getByRole('heading', { name: '2 scores would change. 1 cell is already recorded like this. 1 empty cell changes nothing.' }).waitFor();
    assert.deepEqual(await axe(page), []);
    await page.getByRole('button', { name: 'Apply 2 scores' }).press('Enter');
    await cell(page, 'Dual-site co-location', 'Lead time').getByText('1,020', { exact: true }).waitFor();
    await until(() => guard(page), '1 is beyond its scale and counts as the end.');
  });

  at.inPage('a line goes through points that are dragged, typed and moved by keys', async page => {
    await openExample(page, at.address, 'criteria');
    const leaf = await editCriterion(page, 'Lead time');
    await leaf.getByText('Less is better: 20 months earn 0 points, 0 months earn 100.').waitFor();
    await leaf.getByRole('radio', { name: 'Points', exact: true }).check();
    const point = leaf.getByRole('slider', { name: 'Point 1' });
    await until(() => point.getAttribute('aria-valuetext'), '10 months earns 50 points');
    await point.scrollIntoViewIfNeeded();
    const field = await leaf.locator('.value-graph__field').boundingBox();
    const from = await point.boundingBox();
    const place = (x, y) => [field.x + x * field.width, field.y + (1 - y) * field.height];
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(...place(0.5, 0.6), { steps: 3 });
    await page.mouse.move(...place(0.75, 0.8), { steps: 3 });
    await until(() => point.getAttribute('aria-valuetext'), '15 months earns 80 points', 'shown while it is dragged');
    await leaf.getByText('The first steps count most: 16.88 months already earns 50 points.').waitFor();
    assert.equal(await leaf.getByLabel('earns, in points').inputValue(), '80', 'the numbers follow');
    await page.mouse.up();
    await page.keyboard.press('Control+z');
    await until(() => point.getAttribute('aria-valuetext'), '10 months earns 50 points', 'one drag is one step');
    await page.keyboard.press('Control+Shift+z');
    await until(() => point.getAttribute('aria-valuetext'), '15 months earns 80 points');
    // A drag that is given up changes nothing.
    const now = await point.boundingBox();
    await page.mouse.move(now.x + now.width / 2, now.y + now.height / 2);
    await page.mouse.down();
    await page.mouse.move(...place(0.2, 0.9), { steps: 3 });
    await until(() => point.getAttribute('aria-valuetext'), '4 months earns 90 points');
    await page.keyboard.press('Escape');
    await until(() => point.getAttribute('aria-valuetext'), '15 months earns 80 points');
    await page.mouse.up();
    assert.equal(await point.getAttribute('aria-valuetext'), '15 months earns 80 points');
    await point.focus();
    await page.keyboard.press('ArrowLeft');
    await until(() => point.getAttribute('aria-valuetext'), '14.8 months earns 80 points');
    await page.keyboard.press('Shift+ArrowDown');
    await until(() => point.getAttribute('aria-valuetext'), '14.8 months earns 70 points');
    await until(() => focused(page), await point.getAttribute('id'));
    await enter(leaf.getByLabel('Point 1, measure'), '25');
    assert.match(await leaf.locator('.field__error').textContent(), /in order from worst to best/);
    await leaf.getByLabel('Point 1, measure').press('Escape');
    await leaf.getByRole('button', { name: 'Add a point between the ends' }).click();
    await until(() => leaf.getByRole('slider').count(), 2);
    await leaf.getByRole('button', { name: 'Remove: point 2' }).click();
    await until(() => leaf.getByRole('slider').count(), 1);
    assert.deepEqual(await axe(page), []);

    await leaf.getByRole('radio', { name: 'Curve' }).check();
    const middle = leaf.getByRole('slider', { name: 'Measure worth 50 points' });
    await middle.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await until(async () => Number(await leaf.getByRole('textbox', { name: 'Measure worth 50 points' }).inputValue()) > 17, true);
    await leaf.getByRole('textbox', { name: 'Measure worth 50 points' }).fill('16');
    await leaf.getByRole('textbox', { name: 'Measure worth 50 points' }).press('Enter');
    await leaf.getByText('The first steps count most: 16 months already earns 50 points.').waitFor();
    await leaf.getByText('Show the table').click();
    await until(() => leaf.locator('.value-graph tbody tr').count(), 9);
    const { name } = await downloaded(page, () => leaf.getByRole('button', { name: 'Download as CSV' }).click());
    assert.equal(name, 'value-function.csv');
    assert.deepEqual(await axe(page), []);
  });

  at.inPage('the whole by keyboard alone', async page => {
    await openExample(page, at.address, 'scores');
    await page.getByRole('button', { name: 'Paste a block' }).focus();
    await page.keyboard.press('Enter');
    await until(() => focused(page), 'paste-text');
    await page.keyboard.type('5');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await until(() => focused(page), 'paste-preview');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await until(() => focused(page), 'paste-apply');
    await page.keyboard.press('Enter');
    await until(async () => (await focused(page)).startsWith('score-'), true);
    assert.match(await page.evaluate(() => document.activeElement.textContent), /5 points/);
  });

  /** Returns the ids of the cells, option by option. */
  const columns = async page => {
    const rows = await page.locator('.sheet tbody tr').evaluateAll(all => all.map(row => [...row.querySelectorAll('.sheet__score')].map(one => one.id)).filter(row => row.length));
    return rows[0].map((_, at) => rows.map(row => row[at]));
  };

  at.inPage('Enter at the foot of a column goes to the next option, and stops with words at the last cell', async page => {
    await openExample(page, at.address, 'scores');
    const all = await columns(page);
    await page.locator(`#${all[0].at(-1)}`).click();
    await page.keyboard.type('41');
    await page.keyboard.press('Enter');
    await until(() => focused(page), all[1][0], 'at the top of the next option');
    await page.locator('.sheet-said', { hasText: 'Next option: Refurbish council property, ' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await until(() => page.locator('.sheet-said').textContent(), '', 'said once');
    const last = all.at(-1).at(-1);
    await page.locator(`#${last}`).click();
    await page.keyboard.type('42');
    await page.keyboard.press('Enter');
    await page.locator('.sheet-said', { hasText: 'That was the last score.' }).waitFor();
    await until(() => focused(page), last);
    await page.keyboard.type('9');
    assert.equal(await page.locator('.sheet input').count(), 0, 'one number too many is typed over nothing');
    await page.locator(`#${last}`).getByText('42', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.sheet__entry').fill('43');
    await page.keyboard.press('Enter');
    await page.locator(`#${last}`).getByText('43', { exact: true }).waitFor();
  });

  at.inPage('scores that are typed faster than the page is drawn all land where they were typed', async page => {
    await openExample(page, at.address, 'scores');
    const [column] = await columns(page);
    await page.locator(`#${column[0]}`).click();
    await holdFrames(page);
    for (const key of ['6', '1', 'Enter', '7', '2', 'Enter', '8']) await page.keyboard.press(key);
    await drawFrames(page);
    for (const key of ['3', 'Enter']) await page.keyboard.press(key);
    for (const [row, points] of ['61', '72', '83'].entries()) {
      await page.locator(`#${column[row]}`).getByText(points, { exact: true }).waitFor({ timeout: 5_000 });
    }
  });

  at.inPage('the reason is one key away, and Escape leads back with what was typed', async page => {
    await openExample(page, at.address, 'scores');
    const at_cell = cell(page, 'Cloud virtual backup', 'Lead time');
    const id = await at_cell.getAttribute('id');
    await at_cell.press('r');
    await until(() => focused(page), 'score-reason');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('The supplier says so.');
    await page.keyboard.press('Escape');
    await until(() => focused(page), id);
    assert.equal(await detail(page).getByLabel('Reason', { exact: true }).inputValue(), 'The supplier says so.');
    await page.keyboard.type('7');
    await page.keyboard.press('Shift+Enter');
    await until(() => focused(page), 'score-reason', 'from the field too');
    await at_cell.getByText('7', { exact: true }).waitFor();
    await detail(page).locator('#score-entry').fill('soon');
    await detail(page).locator('#score-entry').press('Escape');
    await until(() => focused(page), id);
    assert.equal(await page.locator('.sheet-aside .field__error').count(), 0, 'a number is put back');
    await page.evaluate(() => localStorage.setItem('weighbridge.shortcuts', 'false'));
    await at_cell.press('r');
    assert.equal(await focused(page), id, 'single keys are off');
    await at_cell.press('Shift+Enter');
    await until(() => focused(page), 'score-reason');
    await page.evaluate(() => localStorage.removeItem('weighbridge.shortcuts'));
  });

  for (const [width, nOptions] of [[1280, 9], [1280, 6], [768, 12]]) {
    at.inPage(`names of options and criteria stay in sight at ${width} with ${nOptions} options`, async page => {
      await page.setViewportSize({ width, height: 720 });
      await openText(page, at.address, bigCase(nOptions, 40));
      await cell(page, 'Business as usual', 'Criterion 1').waitFor();
      await until(() => page.locator('.sheet[aria-busy]').count(), 0);
      const ids = await page.locator('.sheet__score').evaluateAll(all => all.map(one => one.id));
      await page.locator(`#${ids[0]}`).focus();
      await page.keyboard.press('Control+End');
      await until(() => focused(page), ids.at(-1));
      const off = await page.evaluate(() => {
        const frame = document.querySelector('.table-scroll--tall');
        // Where all fits, the page scrolls and the names stay at its top.
        const isPage = getComputedStyle(frame).overflowY === 'visible';
        const { left, top } = frame.getBoundingClientRect();
        const region = { left, top: isPage ? Math.max(top, 0) : top };
        const [head] = document.querySelectorAll('.sheet thead');
        const corner = head.querySelector('th');
        const rows = [...document.querySelectorAll('.sheet tbody th')].map(one => Math.abs(one.getBoundingClientRect().left - region.left));
        const at = document.elementFromPoint(region.left + 8, region.top + 4);
        return { top: Math.abs(head.getBoundingClientRect().top - region.top), left: Math.max(...rows), corner: at === corner };
      });
      assert.ok(off.top < 2 && off.left < 2 && off.corner, JSON.stringify(off));
      const ring = await page.locator(`#${ids.at(-1)}`).evaluate(one => {
        const { outlineOffset, outlineWidth } = getComputedStyle(one);
        return parseFloat(outlineOffset) + parseFloat(outlineWidth);
      });
      assert.ok(ring <= 0, 'the ring lies within the cell, so that nothing cuts it');
    });
  }

  at.inPage('all options stand side by side from 768 pixels on', async page => {
    await page.setViewportSize({ width: 768, height: 1024 });
    await openExample(page, at.address, 'scores');
    assert.equal(await page.locator('.sheet__score:visible').count(), 90);
    assert.equal(await page.getByLabel('Option shown').count(), 0);
    await fits(page, 'scores at 768');
    const widest = await page.locator('.table-scroll--tall').evaluate(region => region.scrollWidth - region.clientWidth);
    assert.ok(widest <= 0, `six options fit without scrolling sideways: ${widest}`);
    await page.getByRole('button', { name: 'Reason and source of the selected score' }).click();
    await until(() => focused(page), 'score-reason');
  });

  for (const [width, colorScheme] of LOOKS) {
    at.inPage(`no accessibility faults at ${width}, ${colorScheme}`, async page => {
      await look(page, width, colorScheme);
      await openExample(page, at.address, 'scores');
      if (width === 320) await page.getByLabel('Option shown').selectOption('Cloud virtual backup');
      await cell(page, 'Cloud virtual backup', 'Lead time').click();
      await detail(page).getByLabel('At lowest').fill('4');
      await enter(detail(page).getByLabel('At highest'), '9');
      await cell(page, 'Cloud virtual backup', 'Lead time').locator('.sheet__range').waitFor();
      await detail(page).getByText('Show the table').click();
      await page.getByRole('button', { name: 'Paste a block' }).click();
      await page.getByLabel('Cells from a spreadsheet').fill('\tShare\nLead time\tx');
      await page.getByRole('button', { name: 'Show what would change' }).click();
      await page.locator('.error-summary').waitFor();
      assert.deepEqual(await axe(page), []);
      await fits(page, 'scores');
      await shot(page, `scores-detail-${width}-${colorScheme}`);
      await step(page, 'criteria');
      const leaf = await editCriterion(page, 'Lead time');
      await leaf.getByRole('radio', { name: 'Points', exact: true }).check();
      await leaf.getByRole('slider').first().waitFor();
      const tier = await editCriterion(page, 'Facility tier');
      await tier.getByRole('radio', { name: 'Described levels' }).check();
      await enter(tier.getByLabel('Describe the worst level'), 'Tier I');
      await tier.getByRole('slider').first().waitFor();
      assert.deepEqual(await axe(page), []);
      await fits(page, 'criteria');
      await shot(page, `value-function-${width}-${colorScheme}`);
    });
  }

  at.inPage('fifty options on forty criteria stand in one table, and an edit tells only its cell', async page => {
    await openText(page, at.address, bigCase(50, 40));
    await cell(page, 'Business as usual', 'Criterion 1').waitFor();
    await until(() => page.locator('.sheet[aria-busy]').count(), 0);
    assert.equal(await page.locator('.sheet__score').count(), 2000);
    assert.equal(await page.locator('.sheet-parts').count(), 0);
    const debug = await page.context().newCDPSession(page);
    const { nodes } = await debug.send('Accessibility.getFullAXTree');
    assert.equal(nodes.filter(node => node.role?.value === 'gridcell').length, 2000, 'a screen reader finds those out of sight');
    await cell(page, 'Option 9 of the long list', 'Criterion 3').click();
    await page.evaluate(() => {
      globalThis.changed = new Set();
      const note = records => records.forEach(({ target }) => {
        const cell = (target.nodeType === 1 ? target : target.parentElement)?.closest('td');
        if (cell) globalThis.changed.add(cell);
      });
      new MutationObserver(note).observe(document.querySelector('.sheet'), { subtree: true, childList: true, characterData: true, attributes: true });
    });
    await page.keyboard.press('u');
    await cell(page, 'Option 9 of the long list', 'Criterion 3').getByText('?', { exact: true }).waitFor();
    assert.equal(await page.evaluate(() => globalThis.changed.size), 1);
    // An option without effect moves with business as usual.
    await page.keyboard.press('e');
    await cell(page, 'Option 9 of the long list', 'Criterion 3').getByText('no effect', { exact: true }).waitFor();
    await cell(page, 'Business as usual', 'Criterion 3').click();
    await page.keyboard.press('7');
    await page.keyboard.press('Enter');
    await cell(page, 'Option 9 of the long list', 'Criterion 3').getByText('7.0', { exact: true }).waitFor();
  }, { timeout: 240_000 });

  at.inPage('two hundred options on two hundred criteria are drawn a part at a time and stay usable', async page => {
    await openText(page, at.address, bigCase(200, 200));
    await page.getByText('Options 1 to 50 of 200').waitFor({ timeout: 60_000 });
    await page.getByText('Criteria 1 to 50 of 200').waitFor();
    await until(() => page.locator('.sheet[aria-busy]').count(), 0);
    assert.equal(await page.locator('.sheet__score').count(), 2500);
    await page.getByRole('button', { name: 'Later options' }).click();
    await page.getByText('Options 51 to 100 of 200').waitFor();
    await until(() => focused(page), 'later-options');
    await page.getByRole('button', { name: 'Later criteria' }).click();
    await page.getByText('Criteria 51 to 100 of 200').waitFor();
    const first = cell(page, 'Option 49 of the long list', 'Criterion 51');
    await first.press('ArrowUp');
    // The arrow turns the page too.
    await page.getByText('Criteria 1 to 50 of 200').waitFor();
    await until(() => page.evaluate(() => document.activeElement.textContent.split(':')[0]), 'Option 49 of the long list, Criterion 50');
    await page.keyboard.press('u');
    await cell(page, 'Option 49 of the long list', 'Criterion 50').getByText('?', { exact: true }).waitFor();
    // A block of all 40,000.
    const reason = 'r'.repeat(5000);
    await detail(page).getByLabel('Reason', { exact: true }).fill(reason);
    await detail(page).getByLabel('Reason', { exact: true }).blur();
    await until(async () => (await detail(page).getByLabel('Reason', { exact: true }).inputValue()).length, 5000);
  }, { timeout: 240_000 });
});
