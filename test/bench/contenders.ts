/** Who is measured: our server, the one that people have without it, and one that does nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { SERVER_ARGUMENTS } from '../../client/src/node/server-arguments.ts';
import type { Format } from './edits.ts';
import type { Contender } from './language-server.ts';

const ROOT = join(import.meta.dirname, '../..');

export interface Contenders {
  readonly ours: Contender;
  /** Undefined for a format for which there is no other server. */
  readonly theirs: Contender | undefined;
  readonly floor: Contender;
}

/**
 * The contenders for a format.
 * @param node the program that runs them all
 * @param folder where files may be made
 * @param yamlServer where yaml-language-server is, which is no package of this project
 */
export function contendersFor(
  { name }: Format,
  node: string,
  folder: string,
  yamlServer: string | undefined,
): Contenders {
  // As the extension starts it.
  const ours = { name: 'taskdef', node, command: [...SERVER_ARGUMENTS, join(ROOT, 'dist/server/node.js'), '--stdio'] };
  return { ours, theirs: theirsFor(name, node, yamlServer), floor: nullServer(node, folder) };
}

function theirsFor(format: Format['name'], node: string, yamlServer: string | undefined): Contender | undefined {
  const schema = JSON.parse(readFileSync(join(ROOT, 'schemas/task-definition.schema.json'), 'utf8')) as object;
  if (format === 'JSON')
    return {
      name: 'vscode-json',
      node,
      command: [join(ROOT, 'node_modules/vscode-langservers-extracted/bin/vscode-json-language-server'), '--stdio'],
      initializationOptions: { provideFormatter: false },
      settings: {
        json: { validate: { enable: true }, schemas: [{ fileMatch: ['*.json'], url: 'taskdef://schema', schema }] },
      },
    };
  if (format !== 'YAML' || yamlServer === undefined) return undefined;
  return {
    name: 'yaml',
    node,
    command: [yamlServer, '--stdio'],
    pushes: true,
    settings: { yaml: { validate: true, schemaStore: { enable: false } } },
  };
}

/** The server that does nothing, bundled as ours is and with the same cache of compiled code. */
function nullServer(node: string, folder: string): Contender {
  const outfile = join(folder, 'null-server.js');
  buildSync({
    stdin: {
      contents: "require('node:module').enableCompileCache?.(); require('./null-server.ts');",
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    outfile,
  });
  return { name: 'nothing', node, command: [outfile, '--stdio'] };
}
