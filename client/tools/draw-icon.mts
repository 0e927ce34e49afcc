/** Draws client/media/icon.png, which the Marketplace takes as PNG only, from icon.svg. Needs a Chromium. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from '../../test/editor/host/chromium.ts';

const MEDIA = join(import.meta.dirname, '../media');
// The least that the Marketplace takes; it barely compresses, and is downloaded with every update.
const SIZE = 128;

const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${SIZE}px;height:${SIZE}px}</style>${readFileSync(join(MEDIA, 'icon.svg'), 'utf8')}`,
  );
  await page.screenshot({ path: join(MEDIA, 'icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
