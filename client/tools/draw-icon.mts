/** Draws client/media/icon.png, which the Marketplace takes as PNG only, from icon.svg. Needs a Chromium. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from '../../test/editor/host/chromium.ts';

const MEDIA = join(import.meta.dirname, '../media');
const SIZE = 256;

const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block}</style>${readFileSync(join(MEDIA, 'icon.svg'), 'utf8')}`,
  );
  await page.screenshot({ path: join(MEDIA, 'icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
