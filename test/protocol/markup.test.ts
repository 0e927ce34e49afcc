/** Text of a file that looks like markup stays text, wherever it is shown: no link, no picture, no HTML, no command but ours. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { marked, type Token } from 'marked';
import {
  CodeLensRequest,
  CodeLensResolveRequest,
  type CompletionItem,
  CompletionRequest,
  CompletionResolveRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  InlayHintRequest,
  type MarkupContent,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { code, plainWords } from '../../server/src/features/markdown.ts';
import { PULL, Session, URI } from './session.ts';

const ROOT = join(import.meta.dirname, '../..');

interface Schema {
  readonly type?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
}
const { definitions } = JSON.parse(readFileSync(join(ROOT, 'schemas/api.json'), 'utf8')) as {
  definitions: Record<string, Schema>;
};

const EVIL = 'https://evil.example';
const MARKUP = [
  `![x](${EVIL}/p.png)`,
  '[a](command:taskdef.learn?%5B%22x%22%5D)',
  `<img src="${EVIL}/p.png">`,
  `<a href='${EVIL}'>x</a>`,
  `\`\`x\` ${EVIL} \`![y](${EVIL})`,
  `\` ![x](${EVIL}) \``,
  `![x](https&#58;//evil.example/p.png)`,
  '![x](//evil.example/p.png)',
  '[x](//evil.example)',
  '<img src=x>',
  '[x][x]`![x](//evil.example)`',
  `&lt;img src=x&gt;<!-- x -->`,
  EVIL,
  `www.evil.example someone@evil.example`,
  `<${EVIL}>`,
  `[x]\n\n[x]: ${EVIL}`,
  `\n\n![x](${EVIL}/p.png)\n\n<img src=x>`,
  `\\![x](${EVIL})`,
  `|a|b|\n|-|-|\n|![x](${EVIL})|b|`,
];
/** Texts in which markup stands where Taskdef expects a part: the forms that it takes apart and shows. */
const WRAPPED: readonly ((markup: string) => string)[] = [
  (markup) => markup,
  (markup) => `111122223333.dkr.ecr.us-east-1.amazonaws.com/${markup}:1`,
  (markup) => `111122223333.dkr.ecr.us-east-1.amazonaws.com/a:${markup}`,
  (markup) => `${markup}.example.com/team/web:1`,
  (markup) => `arn:aws:ssm:${markup}:111122223333:parameter/x`,
  (markup) => `arn:aws:ssm:us-east-1:${markup}:parameter/x`,
  (markup) => `arn:aws:ssm:us-east-1:111122223333:parameter/${markup}`,
  (markup) => `arn:aws:secretsmanager:us-east-1:111122223333:secret:${markup}:${markup}:${markup}:`,
  (markup) => `arn:${markup}:iam::111122223333:role/x`,
  (markup) => `arn:aws:${markup}::111122223333:role/x`,
  (markup) => `arn:aws:iam::111122223333:role/${markup.replaceAll(/\s/g, '')}`,
];

/** All members of a type, each text the same. Everything that is shown comes from some member. */
function filled(schema: Schema, text: string, key = ''): unknown {
  if (schema.$ref) return filled(definitions[schema.$ref.replace('#/definitions/', '')]!, text, key);
  switch (schema.type) {
    case 'object': {
      const members = Object.entries(schema.properties ?? {}).map(([name, member]) => [
        name,
        filled(member, text, name),
      ]);
      const free = schema.additionalProperties ? OPTIONS.map((name) => [name, text]) : [];
      return Object.fromEntries([...members, ...free, [text, text]]);
    }
    case 'array':
      return [filled(schema.items!, text, key)];
    case 'integer':
    case 'number':
      return 256;
    case 'boolean':
      return true;
    default:
      // Behind a known driver its options are known, and what they hold is shown.
      return key === 'logDriver' ? 'awslogs' : text;
  }
}
const OPTIONS = ['awslogs-region', 'awslogs-group', 'awslogs-stream-prefix', 'mode'];

/** What of markdown leads somewhere or loads something: links and pictures with their addresses, and HTML. */
function activeIn(markdown: string): string[] {
  const found: string[] = [];
  marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token: Token) => {
    if (token.type === 'link' || token.type === 'image') found.push(`${token.type} ${token.href as string}`);
    if (token.type === 'html' || token.type === 'def') found.push(`${token.type} ${token.raw}`);
  });
  return found;
}

/** Ours lead to AWS's pages, to rule pages and to the course. */
const OURS =
  /^link (?:https:\/\/docs\.aws\.amazon\.com\/|https:\/\/github\.com\/taskdef\/taskdef\/|command:taskdef\.learn\?%5B%22[a-z-]+%22%5D$)/;

function assertOurs(markdown: string, where: string): void {
  const strange = activeIn(markdown).filter((each) => !OURS.test(each));
  assert.deepEqual(strange, [], `${where}: ${markdown}`);
}

/** Where hovers and completions are asked for: at the beginning of each text, number and name, and inside of it. */
function placesIn(text: string): number[] {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"|\b\d+\b/g)].flatMap(({ index, 0: token }) =>
    token.length > 3 ? [index + 1, index + (token.length >> 1)] : [index],
  );
}

const CLIENT = {
  ...PULL,
  textDocument: { ...PULL.textDocument, documentSymbol: { hierarchicalDocumentSymbolSupport: true } },
};

describe('markup in every member', () => {
  test('the reader of these tests finds what it is to find', () => {
    for (const markup of MARKUP.slice(0, 4)) assert.ok(activeIn(`a ${markup}`).length > 0, markup);
    assert.ok(activeIn(`see ${EVIL}`).length > 0);
    assert.deepEqual(activeIn('`![x](y)` and \\[a\\](b)'), []);
  });

  for (const [i, wrap] of WRAPPED.entries()) {
    test(`in hovers: ${wrap('…')}`, async (t) => {
      const session = await Session.start(t, { capabilities: CLIENT, initializationOptions: { learnCommand: true } });
      // Every markup in the plain form; elsewhere most are without a colon, which would end the part.
      const chosen = i === 0 ? MARKUP : MARKUP.filter((markup, n) => n < 2 || !markup.includes(':'));
      let asked = 0;
      for (const [n, markup] of chosen.entries()) {
        const uri = `file:///workspace/${i}-${n}-taskdef.json`;
        const text = JSON.stringify(
          filled({ $ref: '#/definitions/RegisterTaskDefinitionRequest' }, wrap(markup)),
          null,
          1,
        );
        await session.open(text, uri);
        const document = TextDocument.create(uri, 'json', 0, text);
        const hovers = await Promise.all(
          placesIn(text).map((offset) => session.hover(document.positionAt(offset), uri)),
        );
        for (const hover of hovers) {
          if (!hover) continue;
          asked++;
          assertOurs((hover.contents as MarkupContent).value, markup);
        }
        session.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
      }
      assert.ok(asked > 100, `${asked} hovers`);
    });
  }

  test('in a region, beside an image', async (t) => {
    const session = await Session.start(t);
    for (const markup of MARKUP) {
      const options = { 'awslogs-region': markup };
      const container = {
        name: 'a',
        image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/a:1',
        logConfiguration: { logDriver: 'awslogs', options },
      };
      await session.open(
        JSON.stringify({ family: 'a', containerDefinitions: [container] }),
        `file:///workspace/${MARKUP.indexOf(markup)}-taskdef.json`,
      );
      const text = await session.hoverText(
        '111122223333.dkr',
        `file:///workspace/${MARKUP.indexOf(markup)}-taskdef.json`,
      );
      assert.match(text, /a private Amazon ECR repository in us-east-1, account/);
      assertOurs(text, markup);
    }
  });

  test('in completions, hints and lenses', async (t) => {
    const session = await Session.start(t, { capabilities: CLIENT });
    for (const [n, markup] of MARKUP.entries()) {
      const uri = `file:///workspace/c${n}-taskdef.json`;
      const text = JSON.stringify(filled({ $ref: '#/definitions/RegisterTaskDefinitionRequest' }, markup), null, 1);
      await session.open(text, uri);
      const document = TextDocument.create(uri, 'json', 0, text);
      const textDocument = { uri };
      for (const offset of placesIn(text).filter((_, at) => at % 5 === n % 5)) {
        const answer = await session.client.sendRequest(CompletionRequest.type, {
          textDocument,
          position: document.positionAt(offset),
        });
        const items = (Array.isArray(answer) ? answer : (answer?.items ?? [])) as CompletionItem[];
        for (const item of items.filter(({ data }) => data !== undefined).slice(0, 3)) {
          const { documentation } = await session.client.sendRequest(CompletionResolveRequest.type, item);
          if (documentation) assertOurs((documentation as MarkupContent).value, item.label);
        }
      }
      const range = { start: document.positionAt(0), end: document.positionAt(text.length) };
      // A plain text by the protocol; markdown would be an object.
      for (const { tooltip } of (await session.client.sendRequest(InlayHintRequest.type, { textDocument, range })) ??
        [])
        assert.equal(typeof tooltip, 'string');
      for (const lens of (await session.client.sendRequest(CodeLensRequest.type, { textDocument })) ?? []) {
        const { command } = lens.command ? lens : await session.client.sendRequest(CodeLensResolveRequest.type, lens);
        assert.ok(!command?.title.includes('evil'), command?.title);
      }
      session.client.sendNotification('textDocument/didClose', { textDocument });
    }
  });
});

describe('text that turns its direction', () => {
  const TURNS = ['\u202E', '\u2066', '\u200F', '\u061C', '\u2028', '\u001B', '\u009B'];
  const NAME = `a${TURNS.join('b')}c`;
  const active = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/;

  test('is shown as a sign in findings, hovers, the outline, symbols and pictures', async (t) => {
    const session = await Session.start(t, { capabilities: CLIENT });
    const text = JSON.stringify(filled({ $ref: '#/definitions/RegisterTaskDefinitionRequest' }, NAME), null, 1);
    await session.open(text);
    const textDocument = { uri: URI };
    const found = await session.pull();
    assert.ok(found.some(({ message }) => String(message).includes('\uFFFD')));
    const symbols = (await session.client.sendRequest(DocumentSymbolRequest.type, {
      textDocument,
    })) as DocumentSymbol[];
    const document = session.document();
    const all = { start: document.positionAt(0), end: document.positionAt(text.length) };
    const actions = await session.codeActions(all);
    const lists = await Promise.all(
      placesIn(text)
        .filter((_, at) => at % 3 === 0)
        .map((offset) =>
          session.client.sendRequest(CompletionRequest.type, { textDocument, position: document.positionAt(offset) }),
        ),
    );
    const items = lists.flatMap((list) => (Array.isArray(list) ? list : (list?.items ?? [])));
    const shown: Record<string, unknown> = {
      actions: actions.map(({ title, disabled, edit }) => [
        title,
        disabled?.reason,
        Object.values(edit?.changeAnnotations ?? {}),
      ]),
      completions: items.map(({ label, detail, labelDetails }) => [label, detail, labelDetails]),
      findings: found.map(({ message, relatedInformation }) => [
        message,
        relatedInformation?.map((each) => each.message),
      ]),
      outline: symbols.map(function names({ name, detail, children }): unknown {
        return [name, detail, children?.map(names)];
      }),
      symbols: (await session.client.sendRequest(WorkspaceSymbolRequest.type, { query: '' }))?.map(
        ({ name, containerName }) => [name, containerName],
      ),
      picture: await session.client.sendRequest('taskdef/picture', { uri: URI, standalone: false }),
      exported: await session.client.sendRequest('taskdef/picture', { uri: URI, standalone: true }),
      report: await session.client.sendRequest('taskdef/checkText', { uri: URI, text }),
    };
    for (const [name, value] of Object.entries(shown)) {
      const strings: string[] = [];
      JSON.stringify(value, (_, each: unknown) => {
        if (typeof each === 'string') strings.push(each);
        return each;
      });
      assert.ok(
        strings.some((each) => each.includes('\uFFFD')),
        `${name} show the name`,
      );
      for (const each of strings) assert.doesNotMatch(each, active, `${name}: ${JSON.stringify(each)}`);
    }
  });
});

describe('text as code', () => {
  test('is one piece of code, whatever it holds', () => {
    for (const text of [...MARKUP, '`', '``', '` `', ' x ', 'a`b``c', '\\', '\n', '\t`', 'x'.repeat(500), '']) {
      const [paragraph, ...more] = marked.lexer(`before ${code(text)} after`);
      assert.deepEqual(more, [], JSON.stringify(text));
      const kinds = (paragraph as { tokens?: Token[] }).tokens!.map(({ type }) => type);
      assert.deepEqual(kinds, ['text', 'codespan', 'text'], JSON.stringify(text));
    }
  });

  test('and as plain words it is words', () => {
    for (const text of MARKUP) {
      assert.deepEqual(activeIn(`before ${plainWords(text)} after`), []);
      assert.deepEqual(activeIn(`*${plainWords(text)}*`), []);
    }
  });
});
