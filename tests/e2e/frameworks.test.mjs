// Frameworks: everything of one worded, scores carried from one edition to another and confirmed, and the text of a report read.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  LOOKS, addInitiative, button, chooseFile, downloaded, enter, field, fileOf, fits, focused, heading, look, openProgramme, pageOfCase, press, saved, startCase,
  tabTo, toFrameworks, undo, until, viewOf, withoutPickers,
} from './drive.mjs';
import { axe, shot, withSite } from './lib.mjs';

const at = withSite();

/** Opens the report of 2020 at its frameworks, adds the newer strategy and the crosswalk that comes with the page. */
async function openCrosswalk(page) {
  await openProgramme(page, at.address, 'Alignment');
  await toFrameworks(page);
  await button(page, 'Add Our Manchester Strategy 2025-35').click();
  await button(page, 'Add the crosswalk Our Manchester Strategy 2016-25 to Our Manchester Strategy 2025-35').click();
  await page.locator('.crosswalk__link').nth(7).waitFor();
}

const carried = page => page.locator('.score--carried');
const inMatrix = page => page.locator('.matrix .score--carried');

describe('a framework', () => {
  at.inPage('everything of a goal is given by the keyboard, kept in the file and undone', async page => {
    await startCase(page, at.address);
    await addInitiative(page, 'Electric fleet');
    await pageOfCase(page, 'Alignment');
    await toFrameworks(page);
    await enter(field(page, 'Name of the framework'), 'Anytown plan');
    await until(async () => /^add-goal-/.test(await focused(page)), true);
    await page.keyboard.type('Clean air');
    await page.keyboard.press('Enter');
    await page.locator('.wording__goal').waitFor();
    await tabTo(page, '.wording__more summary', { back: true });
    await page.keyboard.press('Enter');
    await enter(field(page, 'Weight beside the other goals of its lens'), '2');
    await enter(field(page, 'What +3 looks like here'), 'No street above the limit');
    await enter(field(page, 'What −3 looks like here'), 'A new road through the centre');
    await page.getByLabel('Whose emissions it is about').selectOption('All emissions, whoever’s they are');
    await enter(field(page, 'Cues: beginnings of words that speak of it'), 'Air, smog, air');
    await enter(field(page, 'Source, if not that of the framework'), 'Page 4');
    await enter(field(page, 'Holds from'), '2026');
    await enter(field(page, 'Holds until'), 'December 2030');
    await enter(field(page, 'Heading in reports'), 'How this helps Anytown');
    await page.getByLabel('Parts that were not found').fill('Priority 2\nPriority 3');
    await page.getByLabel('Parts that were not found').blur();
    await until(() => heading(page), '2 parts of Anytown plan are not in this file.');
    await page.getByText('Holds from 2026 to December 2030.').waitFor();
    await enter(field(page, 'Weight beside the other goals of its lens'), '-1');
    await page.locator('.field__error').waitFor();
    await page.keyboard.press('Escape');
    await withoutPickers(page);
    const { frameworks: [held] } = JSON.parse(await saved(page)).case;
    const { from, until: end, heading: words, not_found: missing, goals: [goal] } = held;
    assert.deepEqual({ from, end, words, missing }, { from: '2026', end: '2030-12', words: 'How this helps Anytown', missing: ['Priority 2', 'Priority 3'] });
    const { weight, cues, carbon, source, anchors } = goal;
    assert.deepEqual({ weight, cues, carbon, source, anchors }, {
      weight: 2, cues: ['air', 'smog'], carbon: 'total', source: 'Page 4', anchors: { 3: 'No street above the limit', '-3': 'A new road through the centre' },
    });
  });
});

describe('a crosswalk', () => {
  at.inPage('what it carries is hatched, counts for nothing, and is confirmed one by one or goal by goal', async page => {
    await openCrosswalk(page);
    await until(() => heading(page), '5 parts of Our Manchester Strategy 2025-35 are not in this file.');
    await pageOfCase(page, 'Alignment');
    const indices = () => page.locator('.matrix tbody .n').allTextContents();
    const before = await indices();
    await toFrameworks(page);
    await page.getByRole('button', { name: /^Carry \d+ scores over, to be confirmed$/ }).press('Enter');
    const counts = async () => (await heading(page)).match(/^(\d+) of (\d+) scores? for Our Manchester Strategy 2025-35/)?.slice(1).map(Number);
    await until(async () => (await counts()) !== undefined, true);
    const [n, of] = await counts();
    assert.ok(n > 1 && n === of);
    assert.match(await heading(page), /carried from Our Manchester Strategy 2016-25 and not confirmed\. 5 parts of/);
    await pageOfCase(page, 'Alignment');
    await until(() => inMatrix(page).count(), n);
    assert.deepEqual(await indices(), before, 'no index has moved');
    // One is confirmed where it stands in the matrix.
    await inMatrix(page).first().click();
    await page.locator('#confirm-carried').press('Enter');
    await until(() => inMatrix(page).count(), n - 1);
    await until(async () => (await indices()).join() !== before.join(), true);
    await page.getByText('Carried over from another edition, and nobody has confirmed it.').first().waitFor();
    // The others of a goal together, and back in one step.
    await toFrameworks(page);
    const all = page.getByRole('button', { name: /^Confirm all \d+ for / }).first();
    const together = Number((await all.textContent()).match(/\d+/)[0]);
    await all.press('Enter');
    await until(async () => (await counts())[0], n - 1 - together);
    await undo(page);
    await until(async () => (await counts())[0], n - 1);
    await page.getByRole('button', { name: /^Take back \d+ scores? not confirmed$/ }).click();
    await until(() => heading(page), '5 parts of Our Manchester Strategy 2025-35 are not in this file.');
    await pageOfCase(page, 'Alignment');
    await until(() => carried(page).filter({ visible: true }).count(), 1, 'the key alone');
  });

  at.inPage('one of one’s own is started, linked, noted and removed by the keyboard', async page => {
    await openProgramme(page, at.address, 'Alignment');
    await toFrameworks(page);
    await tabTo(page, '#start-crosswalk');
    await page.keyboard.press('Enter');
    await until(async () => /^crosswalk-/.test(await focused(page)), true);
    await page.getByLabel('How far').last().selectOption('Same goal');
    await button(page, 'Add link').press('Enter');
    await until(async () => /^link-\d+-\d+$/.test(await focused(page)), true);
    await enter(field(page, 'Note'), 'In other words');
    await enter(field(page, 'Who drew the crosswalk up, and where it was read'), 'Policy team, 2026');
    await withoutPickers(page);
    const [made] = JSON.parse(await saved(page)).case.crosswalks;
    assert.deepEqual([made.source, made.links.length, made.links[0].strength, made.links[0].note], ['Policy team, 2026', 1, 'same', 'In other words']);
    await press(page, /^Remove this crosswalk/);
    await until(() => page.locator('.crosswalk').count(), 0);
    await undo(page);
    await until(() => page.locator('.crosswalk__link').count(), 1);
  });
});

const REPORT = `Summary

This paper gives an update on the Data Centre, Network Refresh, Collaboration, Liquid Logic and the Data Strategy.

Recommendations

Members are asked to note it.

Name: Jo Bloggs
Telephone: 0161 496 0000

2.0 PROGRESS

Data Centre
2.1 The plan has twenty four work streams.

Network Refresh
2.2 A triage team sorts what users report.

Liquidlogic
2.3 It takes the place of MiCare, which users call Micare.

Collaboration
2.4 The triage team (paragraph 2.1) closes in March.
2.4 The Strategy 2016-19 expires this year.

9.0 LEGAL IMPLICATIONS
9.1 N/A
`;

async function readText(page) {
  await openProgramme(page, at.address, 'Programme');
  await viewOf(page, 'Report');
  await field(page, 'Text of the report').fill(REPORT);
  await tabTo(page, '#read-text');
  await page.keyboard.press('Enter');
  await until(() => focused(page), 'h-text-found');
}

describe('a crosswalk as a pack', () => {
  at.inPage('it is saved with its two frameworks, and opened into another case as one step', async page => {
    await openCrosswalk(page);
    await withoutPickers(page);
    const made = await downloaded(page, () => page.getByRole('button', { name: /^Save as a pack file: .*2016-25.*2025-35/ }).click());
    const pack = JSON.parse(made.text).case;
    assert.deepEqual([pack.frameworks.length, pack.crosswalks.length, pack.programme?.initiatives?.length ?? 0], [2, 1, 0]);
    await startCase(page, at.address, 'Another city plan');
    await addInitiative(page, 'Electric fleet');
    await page.goto(`${at.address}#/`);
    await chooseFile(page, fileOf(made.text, 'crosswalk.json'));
    await page.getByRole('heading', { level: 1, name: 'This file holds 2 frameworks of goals and a crosswalk between them' }).waitFor();
    assert.deepEqual(await axe(page), []);
    for (const width of [1280, 320]) {
      await look(page, width, 'light');
      await fits(page, `pack at ${width}`);
      await shot(page, `pack-${width}`);
    }
    await button(page, 'Add them to the open case').press('Enter');
    await page.locator('.crosswalk__link').nth(7).waitFor();
    await page.getByText(/^Added .* and the crosswalk from .*, with \d+ links\./).waitFor();
    await undo(page);
    await until(() => page.locator('.crosswalk__link').count(), 0);
  });
});

describe('the text of a report', () => {
  at.inPage('it is read, offers what it says, and is not kept unless asked', async page => {
    await readText(page);
    const found = await page.locator('.text-found .finding__what').allTextContents();
    for (const words of [/numbered 2\.4/, /refers to 2\.1 for “triage team”; that stands in 2\.2/, /MiCare \(once\) and Micare \(once\)/, /2016-19 was over/, /“Collaboration” before “Liquid Logic”/, /names “Data Strategy”/]) {
      assert.ok(found.some(one => words.test(one)), `${words}: ${found.join(' | ')}`);
    }
    // Personal details are offered for removal.
    await page.locator('.text-found li', { hasText: '0161 496 0000' }).waitFor();
    await page.locator('#remove-personal').press('Enter');
    await until(async () => /Name: …\nTelephone: …/.test(await field(page, 'Text of the report').inputValue()), true);
    // One offer, then the rest.
    await page.getByRole('button', { name: 'Record 24 for all initiatives' }).press('Enter');
    await page.locator('.text-found .carried__row', { hasText: 'The text claims 24' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Record N\/A for 9\.0 LEGAL/ }).press('Enter');
    await until(() => page.locator('.text-found .carried__row').count(), 0);
    await withoutPickers(page);
    let held = JSON.parse(await saved(page)).case;
    assert.equal(held.programme.stated_counts.find(one => one.of === 'initiatives').stated, 24);
    assert.equal(held.sections.find(one => one.heading === 'LEGAL IMPLICATIONS').answer, 'N/A');
    assert.equal(held.report_text, undefined);
    await page.locator('#text-unanswered').waitFor();
    assert.deepEqual(await axe(page), []);
    await page.locator('#keep-text').press('Enter');
    await page.getByText('The text is kept with the case.').waitFor();
    // What is found in it is answered now, with the other findings of the report, and says so beside the text.
    await until(() => page.locator('#text-unanswered').count(), 0);
    const twice = page.locator('.text-found .finding', { hasText: 'numbered 2.4' });
    await twice.getByRole('button', { name: 'Answer it with the findings of the report' }).press('Enter');
    await until(async () => /^answer-number_twice-2\.4-/.test(await focused(page)), true);
    await page.keyboard.press('Enter');
    await page.locator(`[id="${await focused(page)}-reason"]`).fill('Numbered anew in the final text.');
    await page.locator('h1').first().click();
    await twice.getByText('Stays open: Numbered anew in the final text.').waitFor();
    held = JSON.parse(await saved(page)).case;
    assert.ok(held.report_text.length > 10 && !JSON.stringify(held.report_text).includes('0161'));
    await button(page, 'Take it out of the case').press('Enter');
    await until(() => button(page, 'Take it out of the case').count(), 0);
  });
});

describe('accessibility', () => {
  for (const [width, colorScheme] of LOOKS) {
    at.inPage(`no faults at ${width}, ${colorScheme}`, async page => {
      await look(page, width, colorScheme);
      await openCrosswalk(page);
      await page.getByRole('button', { name: /^Carry \d+ scores over/ }).click();
      await page.locator('.carried__row').first().waitFor();
      await button(page, 'Edit Our Manchester Strategy 2016-25').click();
      await page.locator('.wording__more summary').first().click();
      assert.deepEqual(await axe(page), []);
      await fits(page, `frameworks at ${width}`);
      await shot(page, `frameworks-${width}-${colorScheme}`);
      await pageOfCase(page, 'Alignment');
      await inMatrix(page).first().click();
      assert.deepEqual(await axe(page), [], 'hatched');
      await fits(page, `matrix with what is carried at ${width}`);
      await shot(page, `carried-${width}-${colorScheme}`);
      await readText(page);
      assert.deepEqual(await axe(page), [], 'a text that was read');
      await fits(page, `text of a report at ${width}`);
      await shot(page, `report-text-${width}-${colorScheme}`);
    });
  }
});
