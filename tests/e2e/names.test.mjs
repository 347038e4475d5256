// Names and frameworks of one's own: renaming and copying a case, renaming an appraisal, wording a framework, and pack files.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  add, addInitiative, button, chooseFile, downloaded, enter, field, fileOf, fits, focused, kept, look, pageOfCase, saved,
  startAppraisal, startCase, undo, toFrameworks, undoNotice, until, withoutPickers,
} from './drive.mjs';
import { axe, open, withSite } from './lib.mjs';

const at = withSite();

const caseTitle = page => page.locator('.masthead__case').textContent();

/** Returns the headings of the matrix's columns. */
const goals = page => page.locator('.wording__goal').evaluateAll(rows => rows.map(row => {
  const [name, short] = row.querySelectorAll('input');
  return short.value || name.value;
}));

/** Starts a case with two initiatives and a framework of its own with these goals, and stays at its alignment. */
async function startOwn(page, ...names) {
  await startCase(page, at.address);
  await addInitiative(page, 'Electric fleet', 'Depot move');
  await pageOfCase(page, 'Alignment');
  await toFrameworks(page);
  await enter(field(page, 'Name of the framework'), 'Anytown plan');
  await field(page, 'Name of the goal').waitFor();
  for (const name of names) await add(page, 'Name of the goal', name);
  await until(async () => (await goals(page)).length, names.length);
}

describe('names', () => {
  at.inPage('a case is renamed where its name stands, and undone', async page => {
    await startCase(page, at.address, 'Dpots');
    await button(page, 'Rename the case').click();
    await until(() => focused(page), 'case-title');
    assert.equal(await field(page, 'New name of the case').inputValue(), 'Dpots');
    await field(page, 'New name of the case').fill('  ');
    await page.keyboard.press('Enter');
    await page.locator('.masthead .field__error', { hasText: 'Enter a name.' }).waitFor();
    assert.deepEqual(await axe(page), []);
    await field(page, 'New name of the case').fill('Depots');
    await page.keyboard.press('Enter');
    await until(() => caseTitle(page), 'Depots');
    await until(() => focused(page), 'case-title-open');
    await kept(page);
    await page.goto(`${at.address}#/`);
    await page.getByRole('link', { name: 'Depots', exact: true }).click();
    await until(() => caseTitle(page), 'Depots');
    await undo(page);
    await until(() => caseTitle(page), 'Dpots');
  });

  at.inPage('Escape and an unchanged name leave the case as it is', async page => {
    await startCase(page, at.address, 'Depots');
    await button(page, 'Rename the case').click();
    await field(page, 'New name of the case').fill('Sheds');
    await page.keyboard.press('Escape');
    await until(() => focused(page), 'case-title-open');
    assert.equal(await caseTitle(page), 'Depots');
    await button(page, 'Rename the case').click();
    await button(page, 'Done').click();
    await until(() => focused(page), 'case-title-open');
    assert.equal(await button(page, 'Undo').getAttribute('title'), 'Nothing to undo');
  });

  at.inPage('an appraisal is renamed beside its steps', async page => {
    await startCase(page, at.address);
    await startAppraisal(page, 'Where the depot goes');
    await button(page, 'Rename the appraisal').click();
    await enter(field(page, 'New name of the appraisal'), 'Where the depots go');
    await until(() => page.locator('.rail__title').textContent(), 'Where the depots go');
  });

  at.inPage('a copy of a case is a case of its own', async page => {
    await startCase(page, at.address, 'Yards');
    await addInitiative(page, 'Electric fleet');
    await kept(page);
    await page.goto(`${at.address}#/`);
    await button(page, 'Make a copy of Yards').click();
    await until(() => caseTitle(page), 'Yards (copy)');
    await pageOfCase(page, 'Programme');
    await addInitiative(page, 'Depot move');
    await kept(page);
    await page.goto(`${at.address}#/`);
    await page.getByRole('link', { name: 'Yards', exact: true }).click();
    await until(() => caseTitle(page), 'Yards');
    await pageOfCase(page, 'Programme');
    await page.getByRole('heading', { level: 1, name: '1 initiative, none with a status.' }).waitFor();
    // A file of the first belongs to the first.
    const text = await saved(page);
    await page.goto(`${at.address}#/`);
    await chooseFile(page, fileOf(text));
    await until(() => caseTitle(page), 'Yards');
  });
});

describe('a framework of one’s own', () => {
  at.inPage('its goals are added, worded, ordered and removed', async page => {
    await startOwn(page, 'Warm homes', 'Clean air');
    assert.deepEqual((await goals(page)).map(text => text.trim()), ['Warm homes', 'Clean air']);
    await enter(page.getByLabel('Short name, for columns').first(), 'Homes');
    await until(async () => (await goals(page))[0].trim(), 'Homes');
    await page.getByRole('button', { name: /^Down: Warm homes/ }).click();
    await until(async () => (await goals(page)).map(text => text.trim()).join(), 'Clean air,Homes');
    await enter(field(page, 'Publisher'), 'Anytown Council');
    await page.getByText(/2 goals\. Anytown Council\./).waitFor();
    assert.deepEqual(await axe(page), []);
    // Nothing hangs on it: it goes at once.
    await page.getByRole('button', { name: 'Remove: Clean air' }).click();
    await until(async () => (await goals(page)).length, 1);
    await undoNotice(page);
    await until(async () => (await goals(page)).length, 2);
  });

  at.inPage('what hangs on a goal is said before it goes, and comes back in one step', async page => {
    await startOwn(page, 'Warm homes', 'Clean air');
    await pageOfCase(page, 'Alignment');
    await page.locator('.matrix .score').first().click();
    await page.keyboard.press('2');
    await page.locator('.matrix').getByRole('button', { name: /^\+2 / }).waitFor();
    await toFrameworks(page);
    await button(page, 'Edit Anytown plan').click();
    await page.getByRole('button', { name: 'Remove: Warm homes' }).click();
    const warning = page.locator('.warning');
    await warning.getByText('1 cell of the matrix would go with it. Undo brings all of it back.').waitFor();
    assert.deepEqual(await axe(page), []);
    await warning.getByRole('button', { name: 'Keep it' }).click();
    assert.equal((await goals(page)).length, 2);
    await page.getByRole('button', { name: 'Remove: Warm homes' }).click();
    await warning.getByRole('button', { name: 'Remove it' }).click();
    await until(async () => (await goals(page)).length, 1);
    await undoNotice(page);
    await until(async () => (await goals(page)).length, 2);
    await pageOfCase(page, 'Alignment');
    await page.locator('.matrix').getByRole('button', { name: /^\+2 / }).waitFor();
  });

  at.inPage('it is saved as a pack file, which goes into another case or starts one', async page => {
    await startOwn(page, 'Warm homes', 'Clean air');
    await withoutPickers(page);
    const { name, text } = await downloaded(page, () => button(page, 'Save as a pack file: Anytown plan').click());
    assert.equal(name, 'anytown-plan.json');
    const held = JSON.parse(text);
    assert.deepEqual(held.case.frameworks[0].goals.map(goal => [goal.id, goal.title]), [[2, 'Warm homes'], [3, 'Clean air']]);
    assert.equal(held.case.programme?.initiatives, undefined);
    await startCase(page, at.address, 'Another council');
    await page.goto(`${at.address}#/`);
    await chooseFile(page, fileOf(text, name));
    await page.getByRole('heading', { level: 1, name: 'This file holds a framework of goals' }).waitFor();
    assert.deepEqual(await axe(page), []);
    await button(page, 'Do not open the file').click();
    await page.getByText('anytown-plan.json was not opened. Nothing was changed.').waitFor();
    await chooseFile(page, fileOf(text, name));
    await button(page, 'Add it to the open case').click();
    await until(() => caseTitle(page), 'Another council');
    await page.getByRole('heading', { level: 3, name: 'Anytown plan' }).waitFor();
    await undo(page);
    await page.getByRole('heading', { level: 3, name: 'Anytown plan' }).waitFor({ state: 'detached' });
    await page.goto(`${at.address}#/`);
    await chooseFile(page, fileOf(text, name));
    await button(page, 'Start a case with it').click();
    await until(() => caseTitle(page), 'Anytown plan');
  });

  for (const [width, colorScheme] of [[1280, 'light'], [320, 'dark']]) {
    at.inPage(`no faults while it is worded at ${width}, ${colorScheme}`, async page => {
      await look(page, width, colorScheme);
      await open(page, at.address);
      await startOwn(page, 'Warm homes');
      await fits(page, 'a framework that is worded');
      assert.deepEqual(await axe(page), []);
    });
  }
});
