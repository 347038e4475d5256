// Context, options and criteria: the frame is said, options go with a reason, gates move, and the tree is reshaped.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  LOOKS, add, button, criterionNames, editOption, field, fits, focused, group, heading, kept, look, openExample, optionNames, say,
  startEmpty, step, toFrameworks, undo, until,
} from './drive.mjs';
import { axe, shot, usable, withSite } from './lib.mjs';

const gateNames = page => page.getByLabel('Gate', { exact: true }).evaluateAll(all => all.map(one => one.value));

/** Gives the open appraisal two families with two criteria in the first. */
async function addTree(page) {
  await add(page, 'Add a family', 'Place');
  await add(page, 'Add a family', 'Carbon');
  await button(page, 'Add a criterion to Place').click();
  await add(page, 'New criterion in Place', 'Noise');
  await add(page, 'New criterion in Place', 'Smell');
  await button(page, 'Add a criterion to Carbon').click();
  await add(page, 'New criterion in Carbon', 'Embodied carbon');
  await until(() => criterionNames(page), ['Place', 'Noise', 'Smell', 'Carbon', 'Embodied carbon']);
}

/** Drags a row of the tree by its handle to a place on another row, 0 at its top and 1 at its foot. */
async function drag(page, name, onto, down) {
  const target = page.locator('[data-row]', { has: page.locator('.family__name, .leaf__name', { hasText: new RegExp(`^${onto}$`) }) });
  // By hand, for the page must not be scrolled between the press and the first move.
  await target.evaluate(row => row.scrollIntoView({ block: 'center' }));
  const [to, grip] = [await target.boundingBox(), await group(page, name).locator('.grip').boundingBox()];
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 200, to.y + to.height * down, { steps: 5 });
  await page.mouse.up();
}

describe('the frame of an appraisal', () => {
  const at = withSite();

  at.inPage('the context is said, and the headline says what is still open', async page => {
    await startEmpty(page, at.address, 'context');
    await until(() => heading(page), 'Where the depot goes.');
    await page.getByText('Still to add: who decides, whose paper it is, the date of the meeting, the assumptions, the stage, the guidance and who is in the room.').waitFor();
    await say(field(page, 'Authority'), 'Anytown Council');
    await say(field(page, 'Committee'), 'Executive');
    await say(field(page, 'Date of the meeting'), 'soon');
    assert.match(await page.locator('.field__error').textContent(), /Enter a day such as 4 May 2026, or a month such as May 2026\./);
    assert.equal(await page.getByLabel('Date of the meeting').inputValue(), 'soon');
    await say(field(page, 'Date of the meeting'), '30/02/2020');
    assert.match(await page.locator('.field__error').textContent(), /February 2020 has 29 days: enter a day from 1 to 29\./);
    await say(field(page, 'Date of the meeting'), '2019/20');
    assert.match(await page.locator('.field__error').textContent(), /2019\/20 runs from April 2019 to March 2020: enter one month or day of it, such as March 2020\./);
    await say(field(page, 'Date of the meeting'), '12/02/2020');
    assert.equal(await page.getByLabel('Date of the meeting').inputValue(), '12 February 2020', 'the day comes first');
    await until(() => heading(page), 'Where the depot goes: to be decided by Executive, Anytown Council, on 12 February 2020.');
    await page.getByLabel('Stage', { exact: true }).selectOption({ label: 'Shortlist: a few options are compared in full' });
    await say(field(page, 'Assumptions'), 'Ten years, prices of 2019.');
    await say(field(page, 'Guidance followed, and its edition'), 'The Green Book, 2022');
    await say(field(page, 'Roles, one on each line'), 'Chief finance officer\n\n  Tenant  \n');
    await page.getByText('The context is complete.').waitFor();
    await until(() => page.locator('.headline__over').textContent(), 'Context and roles. 2 roles in the room.');
    assert.equal(await page.getByLabel('Roles, one on each line').inputValue(), 'Chief finance officer\nTenant');
    await kept(page);
    await page.reload();
    await usable(page);
    assert.equal(await page.getByLabel('Guidance followed, and its edition').inputValue(), 'The Green Book, 2022');
    assert.equal(await page.getByLabel('Stage', { exact: true }).inputValue(), '2');
    await say(field(page, 'What is to be decided'), '  ');
    assert.match(await page.locator('.field__error').textContent(), /Enter a name/);
  });

  at.inPage('the lead that counts is explained and held to its range', async page => {
    await startEmpty(page, at.address, 'context');
    await page.getByText('Decide this before you see the ranking').waitFor();
    const lead = page.getByLabel('Smallest lead that counts, in points');
    for (const bad of ['two', '101', '-1', '']) {
      await lead.fill(bad);
      await lead.press('Enter');
      assert.match(await page.locator('.field__error').textContent(), /Enter a number from 0 to 100/, bad);
      assert.equal(await lead.inputValue(), bad);
    }
    await lead.fill('3.5');
    await lead.press('Enter');
    await page.getByText('less than 3.5 points ahead of the second').waitFor();
    assert.equal(await page.locator('.field__error').count(), 0);
    assert.match(await undo(page), /Smallest lead that counts/);
    await page.getByText('less than 2 points ahead of the second').waitFor();
  });

  at.inPage('do minimum goes only with a reason, which the page then lists', async page => {
    await startEmpty(page, at.address, 'options');
    await button(page, 'Remove: Do minimum').press('Enter');
    const why = page.getByLabel('Why is there no do-minimum option?');
    await why.waitFor();
    await until(async () => (await focused(page)).startsWith('why-'), true, 'the question takes the focus');
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'detached' });
    await until(async () => (await focused(page)).endsWith('-remove'), true, 'the focus goes back to what asked');
    await page.keyboard.press('Enter');
    await button(page, 'Leave out with this reason').click();
    const summary = page.getByRole('alert');
    await summary.getByText('There is a problem').waitFor();
    await until(() => focused(page), 'problem error-summary');
    await summary.getByRole('link').click();
    await until(async () => (await focused(page)).startsWith('why-'), true, 'the summary leads to the field');
    assert.match(page.url(), /options$/, 'and not away from the page');
    await page.keyboard.type('The lease ends in May.');
    await button(page, 'Leave out with this reason').click();
    await until(() => optionNames(page), ['Business as usual']);
    assert.equal(await page.locator('.left-out').textContent(), 'Do minimumThe lease ends in May.');
    await page.getByText('Left out Do minimum.').waitFor();
    assert.match(await undo(page), /Leave out option Do minimum/);
    await until(() => optionNames(page), ['Business as usual', 'Do minimum']);
    assert.equal(await page.locator('.left-out').count(), 0);
  });

  at.inPage('a role is kept until another option has it, and a candidate can be left out too', async page => {
    await startEmpty(page, at.address, 'options');
    await editOption(page, 'Business as usual');
    await group(page, 'Business as usual').getByLabel('Role').selectOption('Option');
    await page.getByLabel('Why is there no business as usual?').waitFor();
    await button(page, 'Cancel').click();
    assert.equal(await group(page, 'Business as usual').getByLabel('Role').inputValue(), '0');
    await until(async () => (await focused(page)).startsWith('role-'), true);
    await add(page, 'Add an option', 'Close it');
    await editOption(page, 'Close it');
    await group(page, 'Close it').getByLabel('Role').selectOption('Business as usual');
    await page.getByText('More than one option is business as usual.').waitFor();
    await group(page, 'Business as usual').getByLabel('Role').selectOption('Option');
    await page.getByText('More than one option is business as usual.').waitFor({ state: 'detached' });
    await button(page, 'Done with Business as usual').click();
    await until(async () => (await focused(page)).startsWith('edit-option-'), true, 'the focus goes back to Edit');
    await button(page, 'Leave out, with a reason: Business as usual').click();
    await page.getByLabel('Why is Business as usual left out?').fill('Closed by order.');
    await button(page, 'Leave out with this reason').click();
    await until(() => optionNames(page), ['Do minimum', 'Close it']);
    await page.getByRole('heading', { name: 'Left out, and why' }).waitFor();
  });

  at.inPage('gates move, and a verdict without evidence says so', async page => {
    await startEmpty(page, at.address, 'options');
    await page.getByText('A gate is a must').waitFor();
    await add(page, 'Add a gate', 'Legal');
    await add(page, 'Add a gate', 'Affordable');
    await button(page, 'Up: Affordable, now 2 of 2').press('Enter');
    await until(() => gateNames(page), ['Affordable', 'Legal']);
    await until(async () => (await focused(page)).endsWith('-up'), true);
    await until(() => page.getByRole('columnheader').allTextContents(), ['Option', 'Affordable', 'Legal']);
    await page.getByLabel('Legal: Do minimum', { exact: true }).selectOption('Fail');
    await page.getByText('No evidence yet').waitFor();
    await until(() => heading(page), '1 of 2 options are in the running. Do minimum fails a gate.');
    await say(field(page, 'Evidence, Legal: Do minimum'), 'Counsel’s advice.');
    await page.getByText('No evidence yet').waitFor({ state: 'detached' });
    await undo(page);
    await undo(page);
    assert.match(await undo(page), /Place of gate Affordable/);
    await until(() => gateNames(page), ['Legal', 'Affordable']);
  });

  at.inPage('criteria are split and merged, and undo names it', async page => {
    await startEmpty(page, at.address, 'criteria');
    await addTree(page);
    await button(page, 'Edit: Noise').click();
    await button(page, 'Split in two: Noise').click();
    await button(page, 'Split').click();
    await page.getByRole('alert').getByText('Enter a name.').waitFor();
    await page.getByLabel('What is the second part of Noise called?').fill('Noise at night');
    await page.keyboard.press('Enter');
    await until(() => criterionNames(page), ['Place', 'Noise', 'Noise at night', 'Smell', 'Carbon', 'Embodied carbon']);
    const second = await button(page, 'Edit: Noise at night').getAttribute('id');
    await until(() => focused(page), second, 'the focus goes to the second part');
    await button(page, 'Merge into another: Noise').click();
    await page.getByLabel('Which criterion takes in Noise?').selectOption('Smell');
    await button(page, 'Merge').click();
    await until(() => criterionNames(page), ['Place', 'Noise at night', 'Smell', 'Carbon', 'Embodied carbon']);
    await until(() => focused(page), await button(page, 'Edit: Smell').getAttribute('id'));
    assert.match(await undo(page), /Merge Noise into Smell/);
    assert.match(await undo(page), /Split Noise/);
    await until(() => criterionNames(page), ['Place', 'Noise', 'Smell', 'Carbon', 'Embodied carbon']);
  });

  at.inPage('criteria on different scales are not merged, and the page says why', async page => {
    await openExample(page, at.address, 'criteria');
    await button(page, 'Edit: Lead time').click();
    await button(page, 'Merge into another: Lead time').click();
    const choice = page.getByLabel('Which criterion takes in Lead time?');
    assert.match((await choice.locator('option').allTextContents()).join(), /Facility tier \(another scale\)/);
    await choice.selectOption('Facility tier (another scale)');
    await button(page, 'Merge').click();
    await page.getByRole('alert').getByText('The two criteria are on different scales; give both the same scale, or remove one of them.').waitFor();
    assert.equal(await choice.locator('option:checked').textContent(), 'Facility tier (another scale)');
    await button(page, 'Cancel').click();
    assert.ok((await criterionNames(page)).includes('Lead time'));
  });

  at.inPage('rows are dragged before, behind and into, and the buttons do the same', async page => {
    await startEmpty(page, at.address, 'criteria');
    await addTree(page);
    await drag(page, 'Smell', 'Noise', 0.1);
    await until(() => criterionNames(page), ['Place', 'Smell', 'Noise', 'Carbon', 'Embodied carbon']);
    await until(() => focused(page), await button(page, 'Edit: Smell').getAttribute('id'));
    await drag(page, 'Smell', 'Embodied carbon', 0.9);
    await until(() => criterionNames(page), ['Place', 'Noise', 'Carbon', 'Embodied carbon', 'Smell']);
    await drag(page, 'Carbon', 'Place', 0.1);
    await until(() => criterionNames(page), ['Carbon', 'Embodied carbon', 'Smell', 'Place', 'Noise']);
    await drag(page, 'Embodied carbon', 'Place', 0.8);
    await until(() => criterionNames(page), ['Carbon', 'Smell', 'Place', 'Noise', 'Embodied carbon']);
    await drag(page, 'Place', 'Noise', 0.9);
    assert.deepEqual(await criterionNames(page), ['Carbon', 'Smell', 'Place', 'Noise', 'Embodied carbon'], 'a family does not go into itself');
    assert.equal(await page.locator('[data-drop], .dragged').count(), 0, 'nothing is left of the drag');
    assert.match(await undo(page), /Family of Embodied carbon/);
    await until(() => criterionNames(page), ['Carbon', 'Embodied carbon', 'Smell', 'Place', 'Noise']);

    await button(page, 'Edit: Smell').press('Enter');
    await page.locator('.leaf', { hasText: 'Smell' }).getByLabel('Family', { exact: true }).selectOption('Place');
    await until(() => criterionNames(page), ['Carbon', 'Embodied carbon', 'Place', 'Noise', 'Smell']);
    await button(page, 'Up: Smell, now 2 of 2').press('Enter');
    await until(() => criterionNames(page), ['Carbon', 'Embodied carbon', 'Place', 'Smell', 'Noise']);
  });

  at.inPage('while a row is dragged the page shows where it would land', async page => {
    await page.setViewportSize({ width: 1280, height: 1400 });
    await startEmpty(page, at.address, 'criteria');
    await addTree(page);
    const box = async name => group(page, name).locator('.grip').boundingBox();
    const [from, to] = [await box('Embodied carbon'), await box('Noise')];
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y - 20, { steps: 4 });
    await page.mouse.move(to.x + 100, to.y + 3, { steps: 6 });
    // A driven pointer is over something only from its second move on it.
    await page.mouse.move(to.x + 101, to.y + 2);
    await until(() => page.locator('[data-drop]').evaluateAll(all => all.map(one => [one.getAttribute('aria-label'), one.dataset.drop])), [['Noise', 'before']]);
    assert.equal(await page.locator('.dragged .leaf__name').textContent(), 'Embodied carbon');
    await page.getByText('To the end of the tree, in no family').waitFor();
    const end = await page.locator('.tree__end').boundingBox();
    await page.mouse.move(end.x + 90, end.y + 10, { steps: 4 });
    await page.mouse.move(end.x + 91, end.y + 11);
    await until(() => page.locator('.tree__end').getAttribute('data-drop'), 'into');
    await page.mouse.up();
    await until(() => criterionNames(page), ['Place', 'Noise', 'Smell', 'Carbon', 'Embodied carbon']);
    await until(() => page.locator('.tree--top > .leaf .leaf__name').allTextContents(), ['Embodied carbon']);
  });

  at.inPage('a goal of the case becomes a criterion and stays linked', async page => {
    await startEmpty(page, at.address, 'criteria');
    await add(page, 'Add a family', 'Outcomes');
    await page.getByText('This case has no framework yet.').waitFor();
    const back = page.url().split('#')[1];
    await page.getByRole('link', { name: 'Add one on the page of frameworks' }).click();
    await page.locator('.frameworks').getByRole('button', { name: /^Add / }).first().click();
    const framework = await page.locator('.frameworks h3').first().textContent();
    await page.evaluate(back => { location.hash = back; }, back);
    await page.locator('.headline__over', { hasText: 'Criteria.' }).waitFor();
    await page.locator('.goals summary').press('Enter');
    const before = await page.locator('.goal').count();
    assert.ok(before > 1);
    await page.getByLabel('Put new criteria in').selectOption('Outcomes');
    const next = await page.locator('.goal button').nth(1).getAttribute('id');
    await page.locator('.goal button').first().press('Enter');
    await until(() => page.locator('.goal').count(), before - 1);
    await until(() => focused(page), next, 'the focus goes to the next goal');
    const row = page.locator('.family .leaf');
    assert.ok((await row.locator('.leaf__goal').textContent()).startsWith('From goal: '));
    assert.ok((await row.locator('.leaf__goal').textContent()).endsWith(`(${framework})`));
    assert.match(await row.locator('.leaf__goal a').getAttribute('href'), /\/alignment$/);
    assert.match(await undo(page), /Add criterion|goal/i);
    await until(() => page.locator('.goal').count(), before);
  });

  at.inPage('an end that changes after weighting marks the weight until somebody has looked', async page => {
    await openExample(page, at.address, 'criteria');
    const leaf = page.locator('.leaf', { hasText: 'Lead time' });
    await button(page, 'Edit: Lead time').click();
    await leaf.getByLabel('Worst: 0 points').fill('24');
    await leaf.getByLabel('Worst: 0 points').press('Enter');
    await leaf.getByText('An end changed after weights were given. Look at the weight again.').waitFor();
    await kept(page);
    await page.reload();
    await leaf.getByText('An end changed after weights were given.').waitFor();
    assert.match(await leaf.getByRole('link', { name: 'Go to the weights' }).getAttribute('href'), /\/weights$/);
    await button(page, 'The weight still holds: Lead time').press('Enter');
    await leaf.getByText('An end changed after weights were given.').waitFor({ state: 'detached' });
    await until(async () => (await focused(page)).startsWith('edit-'), true);
    assert.match(await undo(page), /Weight of Lead time still holds/);
    await leaf.getByText('An end changed after weights were given.').waitFor();
  });

  at.inPage('names and texts of any length stay inside the page', async page => {
    await startEmpty(page, at.address, 'options');
    const long = 'wordwithoutend'.repeat(357);
    await add(page, 'Add an option', long);
    await add(page, 'Add a gate', long);
    await page.locator('.option').last().getByRole('button', { name: /^Edit: / }).click();
    await say(page.locator('.option').last().getByLabel('Description', { exact: true }), 'Many words. '.repeat(420));
    await page.locator('.verdict select').last().selectOption('Fail');
    await step(page, 'criteria');
    await add(page, 'Add a family', long);
    await add(page, 'Add a criterion without a family', long);
    await step(page, 'context');
    await say(field(page, 'What is to be decided'), long);
    await say(field(page, 'Roles, one on each line'), long);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      for (const name of ['context', 'options', 'criteria']) {
        await step(page, name);
        await fits(page, `${name} at ${width}`);
      }
    }
  });

  for (const [width, colorScheme] of LOOKS) {
    at.inPage(`no accessibility faults at ${width}, ${colorScheme}`, async page => {
      await look(page, width, colorScheme);
      await startEmpty(page, at.address, 'context');
      const check = async name => {
        assert.deepEqual(await axe(page), [], name);
        await fits(page, name);
        await shot(page, `frame-${name}-${width}-${colorScheme}`);
      };
      await check('context');
      await step(page, 'options');
      await add(page, 'Add a gate', 'Legal');
      await page.getByLabel('Legal: Do minimum', { exact: true }).selectOption('Pass');
      await button(page, 'Remove: Do minimum').click();
      await button(page, 'Leave out with this reason').click();
      await page.getByRole('alert').waitFor();
      await check('options');
      await page.getByLabel('Why is there no do-minimum option?').fill('None is lawful.');
      await button(page, 'Leave out with this reason').click();
      await page.getByRole('heading', { name: 'Left out, and why' }).waitFor();
      await check('left-out');
      await page.getByRole('link', { name: 'Alignment', exact: true }).click();
      await toFrameworks(page);
      await page.locator('.frameworks').getByRole('button', { name: /^Add / }).first().click();
      await page.goBack();
      await page.goBack();
      await step(page, 'criteria');
      await addTree(page);
      await page.locator('.goals summary').click();
      await page.locator('.goal button').first().click();
      await button(page, 'Edit: Noise').click();
      await button(page, 'Merge into another: Noise').click();
      await check('criteria');
    });
  }
});
