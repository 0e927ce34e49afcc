// Builds dist/: the extension, the server and the command line, each one file, for Node and for the browser.
// --watch rebuilds on change; --production minifies.
import { mkdirSync, writeFileSync } from 'node:fs';
import esbuild from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const common = {
  bundle: true,
  sourcemap: !production,
  minify: production,
  logLevel: 'warning',
  // jsonc-parser's "main" is a UMD file whose inner require calls no bundler follows.
  mainFields: ['module', 'main'],
};
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs' };
const browser = { ...common, platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] };

const builds = [
  { ...node, entryPoints: ['server/src/cli/entry.ts'], outfile: 'dist/cli.js' },
  { ...node, entryPoints: ['server/src/node/main.ts'], outfile: 'dist/server/node.js' },
  { ...browser, format: 'iife', entryPoints: ['server/src/browser/main.ts'], outfile: 'dist/server/browser.js' },
  { ...node, entryPoints: ['client/src/node/main.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  {
    ...browser,
    format: 'cjs',
    entryPoints: ['client/src/browser/main.ts'],
    outfile: 'dist/browser.js',
    external: ['vscode'],
  },
];

mkdirSync('dist', { recursive: true });
for (const options of builds) {
  if (watch) {
    const context = await esbuild.context(options);
    await context.watch();
  } else {
    const { metafile } = await esbuild.build({ ...options, metafile: true });
    if (process.argv.includes('--metafile')) writeFileSync(`${options.outfile}.meta.json`, JSON.stringify(metafile));
  }
}
