import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import esbuild, { type BuildOptions, type Plugin } from 'esbuild';
import { ROOT } from './paths.ts';

const SUITE = join(ROOT, 'test/editor/suite');

/**
 * Compiles the editor suite for an extension host in Node, or in a web worker. Returns the script.
 * @param only words in the names of the tests to run; all run where it is empty
 */
export async function buildSuite(host: 'node' | 'browser', only = ''): Promise<string> {
  const outfile = join(ROOT, `dist/test/suite.${host}.js`);
  const common = {
    entryPoints: [join(SUITE, 'index.ts')],
    outfile,
    bundle: true,
    format: 'cjs',
    logLevel: 'warning',
    define: { ONLY: JSON.stringify(only) },
  } satisfies BuildOptions;
  if (host === 'node') {
    const external = ['vscode', 'mocha'];
    await esbuild.build({ ...common, platform: 'node', target: 'node20', external, mainFields: ['module', 'main'] });
  } else {
    await esbuild.build({
      ...common,
      platform: 'browser',
      target: 'es2022',
      external: ['vscode'],
      mainFields: ['browser', 'module', 'main'],
      plugins: [withoutNode],
    });
  }
  return outfile;
}

/** Gives the suite what stands in for Node in a browser. The rest of Node is undefined there: tests that need it ask first. */
const withoutNode: Plugin = {
  name: 'without-node',
  setup(build) {
    build.onResolve({ filter: /^mocha$/ }, () => ({ path: join(SUITE, 'browser/mocha.ts') }));
    build.onResolve({ filter: /^node:assert(\/strict)?$/ }, () => ({ path: join(SUITE, 'browser/assert.ts') }));
    build.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'absent' }));
    // Its package calls it a module, so the script would take the suite's own exports for its own: hide them from it.
    build.onLoad({ filter: /mocha[\\/]mocha\.js$/ }, ({ path }) => ({
      contents: `var module, exports;\n${readFileSync(path, 'utf8')}`,
    }));
    build.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = {};' }));
  },
};
