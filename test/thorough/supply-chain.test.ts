/** What comes from others: what is installed is what was locked, and what is shipped names whose it is. Needs `npm run build`. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { listFiles } from '@vscode/vsce';
import esbuild from 'esbuild';
import { bundledPackages, noticesOf } from '../../client/tools/notices.mjs';
import { folder } from '../unit/cli.ts';

const ROOT = join(import.meta.dirname, '../..');
const FILE = 'dist/THIRD_PARTY_NOTICES.txt';

interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly resolved?: string;
}

test('every package in the lock file has its checksum, and comes from nowhere but the registry', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  const entries = Object.entries(packages).filter(([path]) => path !== '');
  assert.ok(entries.length > 300, `${entries.length} entries`);
  const open = entries.filter(([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==(?: |$)/.test(integrity ?? ''));
  assert.deepEqual(open, []);
  const elsewhere = entries.filter(([, { link, resolved }]) => link || /^(?:git|file|http:)/.test(resolved ?? ''));
  assert.deepEqual(elsewhere, []);
});

/** The packages that our programs hold, found by building each once more, as one file that nobody wrote. */
async function packagesInside(): Promise<string[]> {
  const builds: readonly [entryPoints: string[], options: esbuild.BuildOptions][] = [
    [
      ['server/src/cli/entry.ts', 'client/src/node/main.ts', 'client/src/node/language-client.ts'],
      { platform: 'node', mainFields: ['module', 'main'] },
    ],
    [['server/src/main.ts'], { platform: 'node', mainFields: ['module', 'main'], conditions: ['browser'] }],
    [
      [
        'client/src/browser/main.ts',
        'client/src/learn/view/main.ts',
        'client/src/learn/view/picture-page.ts',
        'client/src/learn/view/deployment-page.ts',
      ],
      { platform: 'browser', mainFields: ['browser', 'module', 'main'] },
    ],
  ];
  const found = new Set<string>();
  for (const [entryPoints, options] of builds) {
    const { metafile } = await esbuild.build({
      ...options,
      absWorkingDir: ROOT,
      entryPoints,
      outdir: 'nowhere',
      write: false,
      metafile: true,
      bundle: true,
      external: ['vscode'],
      logLevel: 'error',
    });
    for (const { inputs } of Object.values(metafile.outputs)) {
      for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
        if (!path.includes('node_modules/') || bytesInOutput === 0) continue;
        let at = join(ROOT, path, '..');
        while (!isPackage(at)) at = join(at, '..');
        const { name, version } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')) as Record<string, string>;
        found.add(`${name} ${version}`);
      }
    }
  }
  return [...found].sort();
}

function isPackage(folder: string): boolean {
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) && 'version' in (JSON.parse(readFileSync(manifest, 'utf8')) as object);
}

describe('the notices', () => {
  const text = () => readFileSync(join(ROOT, FILE), 'utf8');
  const notices = () =>
    text()
      .split(`\n\n${'-'.repeat(80)}\n\n`)
      .slice(1);

  test('name the packages that are inside, all of them and no other', async () => {
    const inside = await packagesInside();
    assert.ok(inside.length > 10 && inside.some((each) => each.startsWith('jsonc-parser ')), inside.join(', '));
    assert.deepEqual(
      notices().map((each) => each.slice(0, each.indexOf(' ('))),
      inside,
    );
  });

  test('have the text of each licence', () => {
    for (const notice of notices()) {
      const [head = '', ...rest] = notice.split('\n');
      assert.match(head, /^\S+ \d+\.\d+\.\d+\S* \((?:MIT|ISC|BlueOak-1\.0\.0|Apache-2\.0|BSD-[23]-Clause)\)$/);
      const licence = rest.join('\n');
      assert.ok(licence.length > 400, head);
      // The Blue Oak licence is itself the notice that it asks for.
      if (!head.includes('BlueOak')) assert.match(licence, /copyright/i, head);
    }
  });

  test('go along in both packages', async () => {
    assert.ok((await listFiles({ cwd: ROOT })).includes(FILE), 'in the .vsix');
    const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const [{ files }] = JSON.parse(packed) as [{ files: { path: string }[] }];
    assert.ok(
      files.some(({ path }) => path === FILE),
      'in the npm package',
    );
  });

  test('are of the innermost package that holds a file', () => {
    assert.deepEqual(
      bundledPackages([
        {
          outputs: {
            'a.js': {
              bytes: 1,
              imports: [],
              exports: [],
              inputs: {
                'node_modules/@a/b/lib/x.js': { bytesInOutput: 1 },
                'node_modules/c/node_modules/d/x.js': { bytesInOutput: 1 },
                'node_modules/e/x.js': { bytesInOutput: 0 },
                'server/src/main.ts': { bytesInOutput: 1 },
              },
            },
          },
        },
      ]),
      ['node_modules/@a/b', 'node_modules/c/node_modules/d'],
    );
  });

  test('are not made without a licence', (t) => {
    const manifest = JSON.stringify({ name: 'a', version: '1.0.0', license: 'MIT' });
    const root = folder(t, { 'a/package.json': manifest, 'b/package.json': manifest, 'b/LICENSE': 'Copyright x' });
    assert.throws(() => noticesOf(['a'], root), /no licence file/);
    assert.match(noticesOf(['b'], root), /a 1\.0\.0 \(MIT\)\n\nCopyright x\n$/);
  });
});
