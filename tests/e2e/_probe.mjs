import { bigCase } from './big-case.mjs';
import { chromium, serve, usable } from './lib.mjs';
const site = await serve(); const browser = await chromium();
const page = await browser.newPage();
const client = await browser.newCDPSession(page);
await client.send('Performance.enable');
await page.goto(site.address); await usable(page);
await page.evaluate(() => { delete window.showOpenFilePicker; });
const chooser = page.waitForEvent('filechooser');
await page.getByRole('button', { name: /^Open a file/ }).click();
await (await chooser).setFiles({ name: 'big.json', mimeType: 'application/json', buffer: Buffer.from(bigCase(50, 40)) });
await page.waitForFunction(() => /appraisal/.test(location.hash));
const metrics = async () => Object.fromEntries((await client.send('Performance.getMetrics')).metrics.map(m => [m.name, m.value]));
async function probe(step, ready, label, act) {
  await page.evaluate(step => { location.hash = location.hash.replace(/[a-z]+$/, step); }, step);
  await page.locator(ready).first().waitFor(); await page.waitForTimeout(800);
  const a = await metrics();
  const n = 10;
  const sync = [];
  for (let i = 0; i < n; i++) {
    sync.push(await page.evaluate(`(async () => { const i=${i}; const act=(${act}); await new Promise(r=>requestAnimationFrame(r)); const t=performance.now(); act(i); const s=performance.now()-t; await new Promise(r=>setTimeout(r,0)); const m=performance.now()-t; return [s,m]; })()`));
    await page.waitForTimeout(60);
  }
  const b = await metrics();
  await page.waitForTimeout(500);
  const c = await metrics();
  const d = k => ((b[k]-a[k])*1000/n).toFixed(1), e = k => ((c[k]-b[k])*1000/n).toFixed(1);
  console.log(label, 'sync', sync.map(x=>x[0].toFixed(1)).join(' '), '| to macrotask', sync.map(x=>x[1].toFixed(1)).join(' '), '\n   script', d('ScriptDuration'), 'style', d('RecalcStyleDuration'), 'layout', d('LayoutDuration'), 'task', d('TaskDuration'), '(after: script', e('ScriptDuration'), ')');
}
await probe('weights', '.ranking__row', 'slider', `i => { const s=document.querySelector('.slider'); s.value=10+7*i; s.dispatchEvent(new Event('input',{bubbles:true})); }`);
await probe('weights', '.ranking__row', 'typed', `i => { const s=document.querySelector('.weights .field__input'); s.value=10+7*i; s.dispatchEvent(new Event('change',{bubbles:true})); }`);
await probe('scores', '.sheet__score', 'score', `i => { const cell=document.querySelectorAll('.sheet__score')[60+i]; cell.dispatchEvent(new KeyboardEvent('keydown',{key:'u',bubbles:true,cancelable:true})); }`);
await browser.close(); await site.stop(); process.exit();
