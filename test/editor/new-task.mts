/** Writes a new task definition by keyboard alone, in a real editor: Enter takes what is marked, and something always is. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, openEditor } from './editor-page.ts';
import { launchChromium } from './host/chromium.ts';
import { ROOT } from './host/paths.ts';
import { ServerHost } from './host/server-host.ts';

const workspace = mkdtempSync(join(tmpdir(), 'taskdef-new-'));
const server = await ServerHost.start();
const browser = await launchChromium();
try {
  const page = await openEditor(browser, server.address({ workspace, extension: ROOT }));
  await command(page, 'Taskdef: New Task Definition');
  const step = (number: number) => page.locator('.quick-input-titlebar', { hasText: `(${number}/5)` }).waitFor();
  for (const number of [1, 2, 3]) {
    await step(number);
    await page.locator('.quick-input-list .monaco-list-row.focused').first().waitFor();
    await page.keyboard.press('Enter');
  }
  await step(4);
  await page.keyboard.type('nginx:1.27');
  await page.keyboard.press('Enter');
  await step(5);
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: 'task-definition.json' }).waitFor();
  const { cpu, memory, requiresCompatibilities } = JSON.parse(
    readFileSync(join(workspace, 'task-definition.json'), 'utf8'),
  );
  assert.deepEqual(
    { cpu, memory, requiresCompatibilities },
    { cpu: '256', memory: '512', requiresCompatibilities: ['FARGATE'] },
  );
  console.log('✔ a new task definition is written by keyboard alone');
} finally {
  await browser.close();
  server.stop();
  rmSync(workspace, { recursive: true, force: true });
}
