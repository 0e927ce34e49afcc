import type { Page } from 'playwright-core';

/**
 * Waits until what the editor has stored under a key matches. In a browser VS Code writes in its pauses, and what it had not
 * written when its page goes is lost; it also writes when its window loses the focus (seen with 1.139, 2026-11-24).
 */
export async function hasStored(page: Page, key: string, pattern: RegExp): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await stored(page, key)).some((value) => pattern.test(value))) {
    if (Date.now() > deadline) throw new Error(`The editor has not stored ${key}.`);
    await losesFocus(page);
    await page.waitForTimeout(200);
  }
}

/** What the editor's window sees when somebody looks at it and then at another one. */
async function losesFocus(page: Page): Promise<void> {
  for (const hasFocus of [true, false]) {
    await page.evaluate((focused) => {
      document.hasFocus = () => focused;
      window.dispatchEvent(new Event(focused ? 'focus' : 'blur'));
    }, hasFocus);
    await page.waitForTimeout(100);
  }
  await page.evaluate(() => {
    delete (document as { hasFocus?: unknown }).hasFocus;
    window.dispatchEvent(new Event('focus'));
  });
}

/** What the editor has stored under a key, as text. */
function stored(page: Page, key: string): Promise<string[]> {
  return page.evaluate(async (key) => {
    const values: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      if ([...database.objectStoreNames].includes('ItemTable')) {
        const reading = database.transaction('ItemTable').objectStore('ItemTable').get(key);
        await new Promise((resolve) => reading.addEventListener('success', resolve));
        values.push(String(reading.result));
      }
      database.close();
    }
    return values;
  }, key);
}
