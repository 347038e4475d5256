// The carbon page: a published budget typed by the keyboard, measures typed and pasted, what only moves, a year that is missing,
// social value in pounds only from a value with its source, and figures that a file's reference tables offer.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  LOOKS, addInitiative, button, cellOf, downloaded, enter, field, fileOf, fits, focused, heading, look, openFile, openProgramme, paste, startCase, tabTo, typeInto, undo, until, viewOf,
} from './drive.mjs';
import { axe, shot, withSite } from './lib.mjs';

const at = withSite();

const remarks = page => page.locator('.carbon__remarks li').allTextContents();
const shown = (page, table, name, column) => cellOf(page, table, name, column).locator('.entry-table__text').textContent();

/** Presses keys one after the other. */
async function keys(page, ...names) {
  for (const name of names) await page.keyboard.press(name);
}

/** Starts a case with two initiatives, and goes to its carbon page. */
async function begin(page) {
  await startCase(page, at.address, 'Low carbon plan');
  await addInitiative(page, 'Data centre', 'Homes');
  await enter(field(page, 'Date of the figures'), 'June 2025');
  await viewOf(page, 'Carbon');
  await page.waitForURL(/\/carbon$/);
}

/** Types the budget of 2025 to 2030 and the base line, as the action plan prints them. */
async function typeBudget(page) {
  const typed = [
    ['Document that sets the budget, with its date', 'Climate Change Action Plan 2025-30, page 2'],
    ['First year', '2025/26'], ['Last year', '2029/30'], ['Tonnes allowed in all these years', '79,300'],
    ['Tonnes a year without further measures', '25373'],
    ['Where that was read, and what is not known about it', 'latest figure published in 2025, its year not stated'],
  ];
  for (const [label, words] of typed) await enter(field(page, label), words);
}

const HEAD = 'Measure\tInitiative\tFrom\tCouncil, t a year\tTotal, t a year\tSource\n';

at.inPage('nothing is read as nothing: the page says what is not given, and teaches', async page => {
  await openProgramme(page, at.address, 'Programme');
  await viewOf(page, 'Carbon');
  await until(() => heading(page), 'No tonnes and no social value are given for any of the 9 initiatives.');
  await page.getByText('tonnes that move to somebody else are not saved').waitFor();
  assert.deepEqual(await axe(page), []);
});

at.inPage('a budget and measures are typed by the keyboard alone, and say until when it lasts', async page => {
  await begin(page);
  await tabTo(page, '#budget-document');
  await page.keyboard.type('Action plan');
  for (const words of ['2025/26', '2029/30', '79,300']) {
    await keys(page, 'Tab');
    await page.keyboard.type(words);
  }
  await tabTo(page, '#base-flat');
  await page.keyboard.type('25,373 t');
  await keys(page, 'Enter');
  await until(() => heading(page), 'At 25,373 t a year, the 79,300 t for 2025/26 to 2029/30 last 3.1 years, until May 2028. Without measures, 47,565 t are still to be found.');
  await tabTo(page, '#add-carbon');
  await page.keyboard.type('Planned savings');
  await keys(page, 'Enter');
  await cellOf(page, 'carbon', 'Planned savings').waitFor();
  await tabTo(page, '#carbon tbody th', { back: true });
  await keys(page, 'ArrowRight', 'ArrowRight');
  await page.keyboard.type('2025/26');
  await keys(page, 'Tab');
  await page.keyboard.type('2029/30');
  await keys(page, 'Tab');
  await page.keyboard.type('-8574.2');
  await keys(page, 'Tab');
  await page.keyboard.type('-8,574.2');
  await keys(page, 'Enter');
  await until(() => shown(page, 'carbon', 'Planned savings', 'Total, t a year'), '−8,574.2');
  assert.equal(await shown(page, 'carbon', 'Planned savings', 'From'), 'April 2025');
  assert.equal(await shown(page, 'carbon', 'Planned savings', 'Until'), 'March 2030');
  await until(async () => (await heading(page)).split('. ').pop(), 'With the measures given, 4,694 t are still to be found.');
  assert.ok((await remarks(page)).some(words => words.startsWith('5 flat years of 25,373 t are 126,865 t; less 42,871 t of measures leaves 83,994 t: 4,694 t over the budget.')), JSON.stringify(await remarks(page)));
  await typeInto(page, 'carbon', 'Planned savings', 'Until', '2020');
  await page.locator('#carbon-entry-error').waitFor();
  assert.match(await page.locator('#carbon-entry-error').textContent(), /an end that does not come before the start/);
  await page.locator('#carbon-entry').press('Escape');
  await until(() => focused(page), await cellOf(page, 'carbon', 'Planned savings', 'Until').getAttribute('id'));
});

const pasted = page => page.locator('section[aria-labelledby=h-measures-pasted]');

/** Pastes measures into the field that adds one, and takes over what is shown. */
async function pasteMeasures(page, text) {
  await field(page, 'What saves or adds tonnes').focus();
  await paste(page, text);
  await page.locator('#take-measures').click();
  await pasted(page).waitFor({ state: 'detached' });
}

at.inPage('pasted measures are shown first, and are one step; tonnes count once, and what only moves is said', async page => {
  await begin(page);
  await field(page, 'What saves or adds tonnes').focus();
  await paste(page, `${HEAD}Servers leave\tData centre\t2026/27\t-1000\t-10\tInvented\nLights\thomes\t2026/27\t-240\t-300\tInvented\nHeat\tNobody\t2026/27\t-1\t-1\t\nPumps\tHomes\tsoon\t-1\t-1\t`);
  await until(() => focused(page), 'h-measures-pasted');
  assert.match(await heading(page), /^No tonnes and no social value/, 'nothing is done before it is taken over');
  await pasted(page).getByText('3 measures would be added. 1 row stays out. 1 cell is not taken.').waitFor();
  const of = name => pasted(page).locator('tbody tr').filter({ hasText: name });
  assert.match(await of('Heat').textContent(), /Stays out.*Initiative, “Nobody”: no initiative of this case is called so\./);
  assert.match(await of('Pumps').textContent(), /Added.*Not taken: From, “soon”/);
  const out = await downloaded(page, () => page.locator('#save-measures-out').click());
  assert.equal(out.name, 'measures-that-stay-out.csv');
  assert.match(out.text, /Heat,Nobody,2026\/27,.*4,/);
  assert.deepEqual(await axe(page), []);
  for (const width of [1280, 320]) {
    await look(page, width, 'light');
    await fits(page, `pasted measures at ${width}`);
    await shot(page, `measures-pasted-${width}`);
  }
  await look(page, 1280, 'light');
  await tabTo(page, '#take-measures');
  await page.keyboard.press('Enter');
  await until(() => heading(page), 'These measures take 1,241 t a year out of the council’s boundary and 311 t out of the total: 930 t only move.');
  await page.getByText('3 measures added.').waitFor();
  // The same table with one figure changed: what changes is said, and nothing else does.
  await field(page, 'What saves or adds tonnes').focus();
  await paste(page, `${HEAD}Lights\tHomes\t2026/27\t-250\t-300\tInvented\nPumps\tHomes\t\t\t-1\t\n`);
  await pasted(page).getByText('1 measure would be changed.').waitFor();
  assert.match(await of('Lights').textContent(), /Changed.*Council, t a year: −240 becomes −250\./);
  assert.match(await of('Pumps').textContent(), /As it is/);
  await page.locator('#leave-measures').click();
  await until(() => focused(page), 'add-carbon');
  assert.equal(await shown(page, 'carbon', 'Lights', 'Council, t a year'), '−240');
  await typeInto(page, 'carbon', 'Lights', 'Same tonnes as', 'servers leave');
  await until(async () => (await remarks(page)).some(words => words === 'Counted once: Lights has the tonnes of Servers leave.'), true);
  await until(() => heading(page), 'These measures take 1,001 t a year out of the council’s boundary and 11 t out of the total: 990 t only move.');
  const { name, text } = await downloaded(page, () => page.getByRole('button', { name: /^Save as CSV ?: Carbon measures/ }).click());
  assert.equal(name, 'carbon-measures.csv');
  assert.match(text, /Homes,Lights,from April 2026,-240,-300,no: same tonnes as Servers leave,Invented/);
  await undo(page);
  await undo(page);
  await until(() => page.locator('#carbon tbody tr').count(), 0);
});

at.inPage('tonnes that leave the council and not the world are asked about on the initiative’s own page too', async page => {
  await begin(page);
  await pasteMeasures(page, `${HEAD}Servers leave\tData centre\t2026/27\t-186.1\t9.3\tInvented\n`);
  await page.getByText('It takes emissions out of the council’s own boundary, and in all they do not fall.').waitFor();
  await viewOf(page, 'Initiatives');
  await page.getByRole('link', { name: /Data centre/ }).first().click();
  await page.getByText('It takes emissions out of the council’s own boundary, and in all they do not fall.').waitFor();
  assert.equal(await shown(page, 'carbon', 'Servers leave', 'Total, t a year'), '9.3');
  assert.equal(await page.getByLabel('Initiative', { exact: true }).count(), 0, 'its own measures only');
});

at.inPage('published figures are taken over from reference tables, and missing years give no verdict', async page => {
  const pack = JSON.parse(readFileSync(new URL('../../seeds/frameworks/zero-carbon-2038.json', import.meta.url), 'utf8'));
  pack.case.title = 'Carbon of the council';
  pack.case.context = { ...pack.case.context, data_date: '2026-11' };
  pack.case.programme = { initiatives: [{ id: 900, name: 'Fleet' }] };
  pack.case.next_id = 901;
  await openFile(page, at.address, fileOf(JSON.stringify(pack)));
  await page.getByRole('link', { name: 'Programme', exact: true }).first().click();
  await viewOf(page, 'Carbon');
  await page.getByText('Published figures in the reference tables of this case').click();
  await button(page, 'Take over Reported tonnes of 5 years, 2018/19 to 2023/24').click();
  await button(page, 'Take over 119,988 t: 2020 to 2025, annual report 2020-21').click();
  await enter(field(page, 'First year'), '2020/21');
  await enter(field(page, 'Last year'), '2024/25');
  await until(() => heading(page), '2 of 5 years are not found: no verdict on the 119,988 t for 2020/21 to 2024/25.');
  assert.equal(await shown(page, 'years', '2023/24', 'Reported, t'), '23,056');
  await page.getByText('2 of its 5 years have no reported figure (2021/22 and 2024/25): what is used cannot be said.').waitFor();
  assert.equal(await page.locator('body').filter({ hasText: 'Unverified: general knowledge' }).count(), 0);
});

at.inPage('social value has pounds only with a source, promised and delivered apart', async page => {
  await begin(page);
  await enter(field(page, 'What is counted, such as local jobs').last(), 'Local jobs');
  await typeInto(page, 'social', 'Local jobs', 'How many', '4');
  await typeInto(page, 'social', 'Local jobs', 'Its doing', '50%');
  await typeInto(page, 'social', 'Local jobs', 'Would have come anyway', '20%');
  await typeInto(page, 'proxies', 'Local jobs', 'One is worth', '£30,000');
  await until(() => heading(page), 'Social value: nothing in pounds is promised and none is delivered. 1 of 1 line has no pounds: a quantity, a share, a value, its source or its edition is missing.');
  await typeInto(page, 'proxies', 'Local jobs', 'Source', 'Invented for this test');
  await typeInto(page, 'proxies', 'Local jobs', 'Edition', '2026');
  await until(() => heading(page), 'Social value: £48,000 is promised and none is delivered.');
  await typeInto(page, 'social', 'Local jobs', 'State', 'Delivered');
  await until(() => heading(page), 'Social value: nothing in pounds is promised and £48,000 is delivered.');
});

at.inPage('the page fits and reads in every width and theme', async page => {
  await begin(page);
  await typeBudget(page);
  await pasteMeasures(page, `${HEAD}Solar farm agreement\tHomes\t2025/26\t-3520\t-3520\tAction plan 2025-30, page 2\nServers leave\tData centre\t2026/27\t-186.1\t9.3\tInvented\n`);
  await cellOf(page, 'carbon', 'Servers leave').waitFor();
  await page.locator('.plot .crossing').waitFor({ state: 'attached' });
  for (const [width, colorScheme] of LOOKS) {
    await look(page, width, colorScheme);
    await fits(page, `carbon at ${width}`);
    assert.deepEqual(await axe(page), [], `${width} ${colorScheme}`);
    await shot(page, `carbon-${width}-${colorScheme}`);
  }
  await page.emulateMedia({ media: 'print' });
  await shot(page, 'carbon-print');
});
