import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { Dice } from '../protocol/fuzzing.ts';
import { ServerProcess } from '../protocol/server-process.ts';
import { cli } from '../unit/cli.ts';
import type { Attack } from './attack.ts';
import { ADDRESSES, ODD_INITIALIZES, PULL, PUSH, REFUSED_INITIALIZES, SETTINGS } from './hostile/clients.ts';

const TEXT = '{"pidMode": "hots", "containerDefinitions": []}';
const STEPS = 25;

/** Odd addresses, settings and beginnings in any order, over the streams of a real process: it answers all that was asked, and goes on. */
export const attack: Attack = {
  async round(context, seed) {
    const dice = new Dice(seed);
    const server = new ServerProcess(context, join(dirname(cli()), 'server/node.js'));
    for (let id = 1; dice.chance(0.5); id++) {
      const { error } = await server.request(id, 'initialize', dice.oneOf(REFUSED_INITIALIZES) as object);
      assert.ok(error, 'what cannot be answered is refused');
    }
    const pulls = dice.chance(0.5);
    const begin = {
      ...(dice.chance(0.5)
        ? dice.oneOf(ODD_INITIALIZES)
        : { initializationOptions: { settings: dice.oneOf(SETTINGS) } }),
      capabilities: pulls ? PULL : PUSH,
    };
    assert.ok((await server.request(50, 'initialize', begin)).result, JSON.stringify(begin));
    server.send({ method: 'initialized', params: {} });
    const open = new Set<string>();
    for (let id = 100; id < 100 + STEPS; id++) {
      const uri = edited(dice, dice.oneOf(ADDRESSES));
      const textDocument = { uri, languageId: 'json', version: id, text: TEXT };
      switch (dice.below(5)) {
        case 0:
          server.send({ method: 'textDocument/didOpen', params: { textDocument } });
          open.add(uri);
          break;
        case 1:
          server.send({ method: 'textDocument/didClose', params: { textDocument } });
          open.delete(uri);
          break;
        case 2:
          server.send({
            method: 'workspace/didChangeConfiguration',
            params: { settings: dice.chance(0.5) ? { taskdef: dice.oneOf(SETTINGS) } : dice.oneOf(SETTINGS) },
          });
          break;
        case 3:
          server.send({ method: 'textDocument/didSave', params: { textDocument } });
          server.send({ method: 'workspace/didChangeWatchedFiles', params: { changes: [{ uri, type: 2 }] } });
          break;
        default: {
          const asked = open.size > 0 && dice.chance(0.7) ? dice.oneOf([...open]) : uri;
          const range = { start: { line: 0, character: 13 }, end: { line: 0, character: 13 } };
          const params = { textDocument: { uri: asked }, range, position: range.start, context: { diagnostics: [] } };
          const method = dice.oneOf(['hover', 'completion', 'codeAction', 'documentSymbol', 'diagnostic']);
          const { error } = await server.request(id, `textDocument/${method}`, params);
          assert.equal(error, undefined, `${method} of ${asked.slice(0, 100)}`);
        }
      }
    }
    const last = { uri: 'file:///last/task-definition.json', languageId: 'json', version: 1, text: TEXT };
    server.send({ method: 'workspace/didChangeConfiguration', params: { settings: { taskdef: {} } } });
    server.send({ method: 'textDocument/didOpen', params: { textDocument: last } });
    const { result } = await server.request(900, 'textDocument/diagnostic', { textDocument: { uri: last.uri } });
    assert.match(JSON.stringify(result), /unknown-value/);
  },
};

/** An address with a piece of another in it, now and then. */
function edited(dice: Dice, uri: string): string {
  if (uri.length > 1000 || dice.chance(0.5)) return uri;
  const at = dice.below(uri.length);
  return (
    uri.slice(0, at) + dice.oneOf(['%', '%E9', '%2F', '%00', '\\', '..', '?', '#', ':', '//', '\u202e']) + uri.slice(at)
  );
}
