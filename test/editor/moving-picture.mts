/**
 * The moving picture of the README, made from the real editor: mistakes, the light bulb, all fixes, and no mistake left.
 * Part of `npm run screenshots`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { animatedPng, type Frame } from './apng.ts';
import { launchChromium } from './host/chromium.ts';
import { ROOT } from './host/paths.ts';
import { ServerHost } from './host/server-host.ts';
import { Window } from './host/window.ts';

const OUT = join(ROOT, 'client/media/screenshots/moving.png');

const TEXT = `{
  "family": "orders",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "512",
  "memory": "512",
  "executionRoleArn": "arn:aws:iam::\${ACCOUNT_ID}:role/orders",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "\${IMAGE}",
      "portMappings": [{ "containerPort": 8080, "hostPort": 80 }],
      "dependsOn": [{ "containerName": "cache", "condition": "HEALTHY" }],
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/ecs/orders", "awslogs-region": "eu-west-1" }
      }
    },
    {
      "name": "cache",
      "image": "public.ecr.aws/docker/library/redis:7.4",
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
          "awslogs-group": "/ecs/orders",
          "awslogs-region": "eu-west-1",
          "awslogs-stream-prefix": "cache"
        }
      }
    }
  ]
}
`;

const folder = mkdtempSync(join(tmpdir(), 'taskdef-'));
writeFileSync(join(folder, 'task-definition.json'), TEXT);
const server = await ServerHost.start({
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.activityBar.location': 'hidden',
  'editor.minimap.enabled': false,
  'breadcrumbs.enabled': false,
  'window.commandCenter': false,
  'window.title': 'orders',
  'workbench.layoutControl.enabled': false,
  'editor.inlayHints.enabled': 'off',
  'editor.cursorBlinking': 'solid',
});
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 960, height: 700 } });
  page.setDefaultTimeout(60_000);
  const window = await Window.open(page, server.address({ workspace: folder, extension: ROOT }));
  const frames: Frame[] = [];
  const show = async (shown: number) => {
    frames.push({ ...(await pixelsOf(page, await page.screenshot({ caret: 'initial' }))), shown });
  };
  const menuItem = (words: string) => page.locator('.action-widget .monaco-list-row', { hasText: words }).first();
  const finding = (words: string) => page.locator('.markers-panel .monaco-list-row', { hasText: words }).first();

  await window.openFile('task-definition.json');
  await window.command('View: Close Primary Side Bar');
  await page.locator('.squiggly-error').first().waitFor();
  await window.command('Problems: Focus on Problems View');
  await finding('does not fit').waitFor();
  await window.command('View: Focus Active Editor Group');
  await window.goTo(6, 14);
  await show(3000);

  await page.keyboard.press('Control+.');
  await menuItem('Set memory to "1024"').waitFor();
  await show(2500);
  await menuItem('Set memory to "1024"').click();
  await page.locator('.view-line', { hasText: '"1024"' }).first().waitFor();
  await finding('does not fit').waitFor({ state: 'detached' });
  await show(1500);

  await window.goTo(13, 65);
  await window.hover();
  await page.locator('.monaco-hover:not(.hidden)', { hasText: 'never becomes' }).waitFor();
  await show(3500);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+.');
  await menuItem('Add a health check to "cache"').waitFor();
  await show(2000);
  await menuItem('Add a health check to "cache"').click();
  await finding('never becomes').waitFor({ state: 'detached' });
  await show(1500);

  await window.command('Taskdef: Fix All');
  await page.locator('.markers-panel', { hasText: 'No problems' }).waitFor();
  await show(4000);

  const picture = animatedPng(frames);
  writeFileSync(OUT, picture);
  console.log(`${OUT}: ${frames.length} frames, ${Math.round(picture.length / 1024)} KB`);
} finally {
  await browser.close();
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Decodes a PNG, as the browser does. */
async function pixelsOf(page: Page, png: Buffer): Promise<Omit<Frame, 'shown'>> {
  const { width, height, pixels } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let text = '';
    for (let i = 0; i < data.length; i += 8192) text += String.fromCharCode(...data.subarray(i, i + 8192));
    return { width: image.width, height: image.height, pixels: btoa(text) };
  }, png.toString('base64'));
  return { width, height, pixels: new Uint8Array(Buffer.from(pixels, 'base64')) };
}
