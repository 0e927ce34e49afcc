// The notices of the packages whose code is inside of ours, as their licences ask for.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folders of the packages that were bundled, from the project's root.
 * @param {readonly import('esbuild').Metafile[]} metafiles what esbuild says of each build
 * @returns {string[]}
 */
export function bundledPackages(metafiles) {
  const folders = new Set();
  for (const { outputs } of metafiles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
        // The innermost package: one may hold others.
        const folder = /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
        if (folder && bytesInOutput > 0) folders.add(folder);
      }
    }
  }
  return [...folders].sort();
}

/**
 * The text of THIRD_PARTY_NOTICES.txt: each package with its version and the whole text of its licence.
 * @param {readonly string[]} folders see {@link bundledPackages}
 * @param {string} root the project's root
 * @throws where a package brings no licence along
 */
export function noticesOf(folders, root) {
  const notices = new Map();
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((each) =>
      /^(?:licen[cs]e|copying)(?:\.(?:md|txt))?$/i.test(each),
    );
    if (!file) throw new Error(`${folder} is bundled and has no licence file.`);
    const text = readFileSync(join(root, folder, file), 'utf8')
      .replaceAll('\r\n', '\n')
      .trim();
    notices.set(`${name} ${version}`, `${name} ${version} (${license})\n\n${text}`);
  }
  const sorted = [...notices].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, notice]) => notice);
  const intro = 'Taskdef contains code of the following packages, each under the licence that stands below its name.';
  return `${[intro, ...sorted].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
