/**
 * Opens what `npm start` opens in a browser: a newcomer sees an example of each format, with its findings and the
 * problems panel. --shots=FOLDER keeps a picture.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEditor } from './editor-page.ts';
import { launchChromium } from './host/chromium.ts';
import { ROOT } from './host/paths.ts';

const { values } = parseArgs({ options: { shots: { type: 'string' } } });
if (values.shots) mkdirSync(values.shots, { recursive: true });

// Where VS Code is on this machine, it would open on somebody's screen.
const start = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'test/editor/start.mts')], {
  env: { ...process.env, PATH: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await launchChromium();
try {
  const page = await openEditor(browser, await addressOf(start));
  await page.setViewportSize({ width: 1400, height: 900 });
  await page.locator('.tab.active', { hasText: 'task-definition.json' }).waitFor({ timeout: 60_000 });
  for (const name of ['template.yaml', 'ecs.tf', 'task-definition.yaml', 'service-definition.json'])
    await page.locator('.tab', { hasText: name }).waitFor();
  const problems = page.locator('.markers-panel');
  await problems.getByText('does not fit cpu "512" on Fargate').first().waitFor();
  await page.locator('.monaco-editor .squiggly-error').first().waitFor();
  const label = await page.locator('.monaco-workbench .statusbar-item', { hasText: 'ECS: refused' }).count();
  assert.equal(label, 1);
  if (values.shots) await page.screenshot({ path: join(values.shots, '12-start.png') });
  console.log('✔ npm start shows an example of each format with its findings');
} finally {
  await browser.close();
  start.kill();
}

/** The address that is printed. */
async function addressOf(process: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of process.stdout!) {
    text += String(chunk);
    const [address] = /http:\S+/.exec(text) ?? [];
    if (address) return address;
  }
  throw new Error(`There was no address: ${text}`);
}
