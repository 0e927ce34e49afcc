/**
 * Writes a new task definition by keyboard alone, in a real editor: Enter takes what is marked, and something always is.
 * --shots=FOLDER keeps a picture of the questions.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { command, openEditor } from './editor-page.ts';
import { launchChromium } from './host/chromium.ts';
import { ROOT } from './host/paths.ts';
import { ServerHost } from './host/server-host.ts';
import { setTheme } from './themes.ts';

const { values } = parseArgs({ options: { shots: { type: 'string' } } });
if (values.shots) mkdirSync(values.shots, { recursive: true });
const workspace = mkdtempSync(join(tmpdir(), 'taskdef-new-'));
writeFileSync(join(workspace, 'taken.json'), '{}');
setTheme(workspace, undefined, { 'editor.tabSize': 3 });
const server = await ServerHost.start();
const browser = await launchChromium();
try {
  const page = await openEditor(browser, server.address({ workspace, extension: ROOT }));
  await command(page, 'Taskdef: New Task Definition');
  const step = (number: number) => page.locator('.quick-input-titlebar', { hasText: `(${number}/8)` }).waitFor();
  for (const number of [1, 2, 3]) {
    await step(number);
    const chosen = page.locator('.quick-input-list .monaco-list-row.focused').first();
    await chosen.waitFor();
    if (number === 2) assert.match((await chosen.textContent())!, /from \$9 a month in us-east-1/);
    if (number === 3) assert.match((await chosen.textContent())!, /about \$9 a month in us-east-1/);
    await shot(page, `wizard-${number}`);
    await page.keyboard.press('Enter');
  }
  await step(4);
  await page.keyboard.type('nginx:1.27');
  await page.keyboard.press('Enter');
  await step(5);
  await page.keyboard.type('80');
  await page.keyboard.press('Enter');
  for (const number of [6, 7]) {
    await step(number);
    await shot(page, `wizard-${number}`);
    await page.keyboard.press('Enter');
  }
  await step(8);
  await page.keyboard.press('Home');
  await page.keyboard.type('taken.json');
  await page.keyboard.press('Shift+End');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await page.getByText('A file with this name already exists.').first().waitFor();
  await page.keyboard.press('Home');
  await page.keyboard.type('deploy/web-');
  await shot(page, 'wizard-8');
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: 'web-taken.json' }).waitFor();
  const text = readFileSync(join(workspace, 'deploy/web-taken.json'), 'utf8');
  const { cpu, memory, requiresCompatibilities, taskRoleArn, containerDefinitions } = JSON.parse(text);
  assert.deepEqual(
    { cpu, memory, requiresCompatibilities, taskRoleArn },
    {
      cpu: '256',
      memory: '512',
      requiresCompatibilities: ['FARGATE'],
      taskRoleArn: 'arn:aws:iam::111122223333:role/nginx-task-role',
    },
  );
  assert.match(containerDefinitions[0].healthCheck.command[1], /curl -f http:\/\/localhost:80\/ /);
  assert.match(text, /^\{\n {3}"family"/, 'it is indented as the editor is set');
  await shot(page, 'wizard-file');
  console.log('✔ a new task definition is written by keyboard alone');
} finally {
  await browser.close();
  server.stop();
  rmSync(workspace, { recursive: true, force: true });
}

async function shot(page: Page, name: string): Promise<void> {
  if (values.shots) await page.screenshot({ path: join(values.shots, `12-${name}.png`) });
}
