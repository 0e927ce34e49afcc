/** Keys and values that every object of JavaScript has by birth: a table that is asked for them must not find them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CompletionRequest,
  DocumentSymbolRequest,
  HoverRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver/node';
import { Session, URI } from './session.ts';

const BORN = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'];

/** A task definition with the word as a key wherever there can be one, and as a value of what has a table of values. */
function taskWith(word: string): string {
  const born = `"${word}": { "${word}": "" }, "x${word}": [{ "${word}": [] }]`;
  return `{
  ${born},
  "family": "web",
  "networkMode": "${word}",
  "taskRoleArn": "arn:${word}:iam::111122223333:role/x",
  "volumes": [{ "name": "data", ${born}, "${word}": {} }],
  "containerDefinitions": [
    {
      "name": "web", "image": "example.com/web:1", "memory": 9, ${born}, "${word}": [{ "${word}": null }],
      "firelensConfiguration": { "type": "fluentbit", "options": { "${word}": "${word}" } },
      "systemControls": [{ "namespace": "${word}", "value": "" }],
      "dependsOn": [{ "containerName": "${word}", "condition": "${word}" }],
      "logConfiguration": { "logDriver": "awslogs", "options": { "${word}": "${word}" } }
    }
  ]
}
`;
}

for (const word of BORN) {
  test(`"${word}" is a word like any other`, async (t) => {
    const session = await Session.start(t, {
      capabilities: { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } },
    });
    const text = taskWith(word);
    await session.open(text);
    const textDocument = { uri: URI };
    const said: unknown[] = [...(await session.pull())];
    said.push(await session.client.sendRequest(DocumentSymbolRequest.type, { textDocument }));
    await session.client.sendRequest(SemanticTokensRequest.type, { textDocument });
    for (const { index } of text.matchAll(new RegExp(word, 'g'))) {
      const position = session.document().positionAt(index);
      said.push(await session.client.sendRequest(HoverRequest.type, { textDocument, position }));
      said.push(await session.client.sendRequest(CompletionRequest.type, { textDocument, position }));
    }
    assert.doesNotMatch(JSON.stringify(said), /\[native code\]|undefined|\[object/);
  });
}
