// Builds dist/: the extension, the server and the command line, each one file, for Node and for the browser; and the notices
// of the packages that are inside.
// --watch rebuilds on change; --production minifies.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { bundledPackages, noticesOf } from './client/tools/notices.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/**
 * Data as texts, of which each is parsed when it is first asked for: V8 reads a text of 200 KB in a fraction of the time
 * that code takes, and a file that is opened needs few of them.
 */
const dataAsText = {
  name: 'data-as-text',
  setup(build) {
    build.onLoad({ filter: /\.generated\.json$/ }, ({ path }) => {
      const entries = Object.entries(JSON.parse(readFileSync(path, 'utf8')));
      const texts = Object.fromEntries(entries.map(([name, value]) => [name, JSON.stringify(value)]));
      return {
        contents: `import { parsed } from 'parsed-when-asked'; export default parsed(${JSON.stringify(texts)});`,
        loader: 'js',
      };
    });
    build.onResolve({ filter: /^parsed-when-asked$/ }, ({ path }) => ({ path, namespace: path }));
    build.onLoad({ filter: /.*/, namespace: 'parsed-when-asked' }, () => ({
      contents: `export function parsed(texts) {
        for (const name of Object.keys(texts)) {
          const text = texts[name];
          const keep = (value) => Object.defineProperty(texts, name, { value, enumerable: true });
          Object.defineProperty(texts, name, { get: () => keep(JSON.parse(text))[name], enumerable: true, configurable: true });
        }
        return texts;
      }`,
    }));
  },
};

/**
 * What the command line needs only to explain a rule: the documentation of members and all examples, a quarter of its
 * code. They are in a function that is compiled, and a text that is parsed, when something of them is read.
 */
const parsedWhenRead = {
  name: 'parsed-when-read',
  setup(build) {
    const when = (value) => `
      let data;
      const all = () => (data ??= JSON.parse(${JSON.stringify(JSON.stringify(value))}));
      const value = new Proxy({}, {
        get: (_, name) => all()[name],
        has: (_, name) => name in all(),
        ownKeys: () => Reflect.ownKeys(all()),
        getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(all(), name),
      });`;
    build.onLoad({ filter: /docs\.generated\.json$/ }, ({ path }) => ({
      contents: `${when(JSON.parse(readFileSync(path, 'utf8')))} export default value;`,
    }));
    build.onLoad({ filter: /examples\.generated\.ts$/ }, async ({ path }) => {
      const { outputFiles } = await esbuild.build({ ...node, entryPoints: [path], sourcemap: false, write: false });
      const examples = { exports: {} };
      new Function('module', outputFiles[0].text)(examples);
      return { contents: `${when(examples.exports.RULE_EXAMPLES)} export { value as RULE_EXAMPLES };` };
    });
  },
};

/** The YAML library as it is for browsers: what it takes from Node, for a debug flag, is not there in a worker. */
const yamlAnywhere = {
  name: 'yaml-anywhere',
  setup(build) {
    build.onResolve({ filter: /^yaml$/ }, () => ({
      path: join(import.meta.dirname, 'node_modules/yaml/browser/dist/index.js'),
    }));
  },
};

/** What Node alone has, as an empty object where there is no Node: a file that runs in both may import it, and not use it there. */
const nodeWhereItIs = {
  name: 'node-where-it-is',
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path, namespace }) =>
      namespace === 'node-where-it-is' ? { path, external: true } : { path, namespace: 'node-where-it-is' },
    );
    build.onLoad({ filter: /.*/, namespace: 'node-where-it-is' }, ({ path }) => ({
      contents: `module.exports = typeof importScripts === 'function' ? {} : require('${path}');`,
    }));
  },
};

/** One copy of the editor's interface: esbuild would take one for each of our files, a millisecond each. */
const oneEditor = {
  name: 'one-editor',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'one-editor' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'one-editor' },
    );
    build.onLoad({ filter: /.*/, namespace: 'one-editor' }, () => ({ contents: "export * from 'vscode';" }));
  },
};

/** The same for the library of the protocol, and only what we use of its 600 names: each one is an object at the start. */
const oneProtocol = {
  name: 'one-protocol',
  setup(build) {
    build.onResolve({ filter: /^vscode-languageserver(?:\/node)?$/ }, ({ path, namespace, resolveDir }) =>
      namespace === 'one-protocol' ? undefined : { path, namespace: 'one-protocol', pluginData: resolveDir },
    );
    build.onLoad({ filter: /.*/, namespace: 'one-protocol' }, ({ path, pluginData }) => ({
      contents: `const { ${namesFrom(path).join(', ')} } = require('${path}'); export { ${namesFrom(path).join(', ')} };`,
      resolveDir: pluginData,
    }));
  },
};

/** The values that the server's files import from a package. */
function namesFrom(name) {
  const names = new Set();
  for (const file of readdirSync('server/src', { recursive: true }).filter((path) => path.endsWith('.ts'))) {
    const text = readFileSync(join('server/src', file), 'utf8');
    for (const [, list, from] of text.matchAll(/^import \{([^}]*)\} from '([^']*)';/gm))
      if (from === name)
        for (const one of list.split(',').map((part) => part.trim()))
          if (one && !one.startsWith('type ')) names.add(one);
  }
  return [...names].sort();
}

/** Modules of Node that the protocol's library loads for what we never do, such as named pipes: only if it does so after all. */
const whenUsed = {
  name: 'when-used',
  setup(build) {
    build.onResolve({ filter: /^(?:crypto|child_process)$/ }, ({ path, namespace, importer }) => {
      if (namespace === 'when-used') return { path, external: true };
      return /node_modules.vscode-/.test(importer) ? { path, namespace: 'when-used' } : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: 'when-used' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require('${path}')[name] });`,
    }));
  },
};

/** Hashes are needed only where a file is written, and loading them takes Node 4 ms. */
const hashesWhenUsed = {
  name: 'hashes-when-used',
  setup(build) {
    build.onResolve({ filter: /^node:crypto$/ }, ({ path, namespace }) =>
      namespace === 'hashes-when-used' ? { path, external: true } : { path, namespace: 'hashes-when-used' },
    );
    build.onLoad({ filter: /.*/, namespace: 'hashes-when-used' }, ({ path }) => ({
      contents: ['createHash', 'randomBytes']
        .map((name) => `export const ${name} = (...values) => require('${path}').${name}(...values);`)
        .join('\n'),
    }));
  },
};

/** Escapes what is not ASCII, in patterns and templates too, where esbuild leaves it: such a text is read and kept in half the room. */
const ascii = {
  name: 'ascii',
  setup(build) {
    build.onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(
        /[^\0-\x7F]/g,
        (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
      loader: /ts$/.test(path) ? 'ts' : 'js',
    }));
  },
};

/** Leaves the library that talks to the server in a file of its own, which is read when it is needed. */
const languageClientApart = {
  name: 'language-client-apart',
  setup(build) {
    build.onResolve({ filter: /\/language-client\.ts$/ }, () => ({ path: './language-client.js', external: true }));
  },
};

const common = {
  plugins: [dataAsText, yamlAnywhere],
  bundle: true,
  sourcemap: !production,
  // Half the text to read at start; the source maps keep it readable.
  minify: !watch,
  logLevel: 'warning',
  // jsonc-parser's "main" is a UMD file whose inner require calls no bundler follows.
  mainFields: ['module', 'main'],
};
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs' };
// Runs in Node and in a browser: what the one has and the other has not is only looked for where it is.
const anywhere = { ...node, target: 'es2022', conditions: ['browser'] };
const browser = { ...common, platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] };

const builds = [
  {
    ...node,
    plugins: [parsedWhenRead, ...common.plugins, hashesWhenUsed, ascii],
    entryPoints: ['server/src/cli/entry.ts'],
    // A bundle that is run with kept code has no import().
    supported: { 'dynamic-import': false },
    outfile: 'dist/command-line.js',
  },
  // What people start, and what starts the former.
  { ...node, sourcemap: false, entryPoints: ['server/src/cli/start.ts'], outfile: 'dist/cli.js' },
  {
    ...anywhere,
    plugins: [...common.plugins, oneProtocol, whenUsed, hashesWhenUsed, nodeWhereItIs, ascii],
    format: 'iife',
    entryPoints: ['server/src/main.ts'],
    outfile: 'dist/server/server.js',
  },
  // The same under the name that other editors are told, and that starts it in Node.
  { ...node, sourcemap: false, entryPoints: ['server/src/node/start.ts'], outfile: 'dist/server/node.js' },
  {
    ...node,
    plugins: [yamlAnywhere, languageClientApart, oneEditor],
    entryPoints: ['client/src/node/main.ts'],
    outfile: 'dist/extension.js',
  },
  {
    ...node,
    entryPoints: ['client/src/node/language-client.ts'],
    outfile: 'dist/language-client.js',
    external: ['vscode'],
  },
  {
    ...browser,
    format: 'cjs',
    plugins: [yamlAnywhere, oneEditor],
    entryPoints: ['client/src/browser/main.ts'],
    outfile: 'dist/browser.js',
  },
  ...Object.entries({ main: 'view', 'picture-page': 'picture', 'deployment-page': 'deployment' }).map(
    ([page, name]) => ({
      ...browser,
      format: 'iife',
      // They stand in the page itself; a source map would lead nowhere.
      minify: true,
      sourcemap: false,
      entryPoints: [`client/src/learn/view/${page}.ts`],
      outfile: `dist/learn/${name}.js`,
    }),
  ),
  {
    ...common,
    sourcemap: false,
    minify: true,
    entryPoints: ['client/src/learn/view/style.css'],
    outfile: 'dist/learn/style.css',
  },
  {
    ...common,
    plugins: [],
    sourcemap: false,
    entryPoints: ['server/src/course/course.generated.json'],
    outfile: 'dist/learn/course.json',
    loader: { '.json': 'copy' },
  },
];

/** Minifies what esbuild has minified once more: 38 KB less of the 900 that the package may have, for half a minute. */
async function makeSmaller(file) {
  const { minify } = await import('terser');
  const source = readFileSync(file, 'utf8');
  // ASCII, as esbuild writes it: the server's start reads the bundle byte by byte.
  const format = { ascii_only: true };
  const { code } = await minify(source, { ecma: 2020, compress: { passes: 2 }, toplevel: true, format });
  // Never runs, so Terser drops it, but Node reads in it what a module exports: without it, import() finds no names.
  const names = /0&&\(module\.exports=\{[^}]*\}\)/.exec(source)?.[0] ?? '';
  writeFileSync(file, code + names);
}

mkdirSync('dist', { recursive: true });
const metafiles = [];
for (const options of builds) {
  if (watch) {
    const context = await esbuild.context(options);
    await context.watch();
  } else {
    const { metafile } = await esbuild.build({ ...options, metafile: true });
    metafiles.push(metafile);
    if (production && options.outfile.endsWith('.js')) await makeSmaller(options.outfile);
    if (process.argv.includes('--metafile')) writeFileSync(`${options.outfile}.meta.json`, JSON.stringify(metafile));
  }
}
if (!watch) writeFileSync('dist/THIRD_PARTY_NOTICES.txt', noticesOf(bundledPackages(metafiles), import.meta.dirname));
