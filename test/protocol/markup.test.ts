/** Text of a file that looks like markup stays text, wherever it is shown: no link, no picture, no HTML, no command but ours. */
import assert from 'node:assert/strict';
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
import { visibleInMessage } from '../../server/src/model/visible.ts';
import { activeIn, assertOurs, EVIL, filledTask, MARKUP, placesIn, WRAPPED } from '../attacks/hostile/markup.ts';
import { PULL, Session, URI } from './session.ts';

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
          filledTask(() => wrap(markup)),
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
      const text = JSON.stringify(
        filledTask(() => markup),
        null,
        1,
      );
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
    const text = JSON.stringify(
      filledTask(() => NAME),
      null,
      1,
    );
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
        // The report is JSON, in which signs of direction are escapes: its edits have to be exact.
        strings.some((each) => each.includes('\uFFFD') || (name === 'report' && /\\u20[0-9a-f]{2}/.test(each))),
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

  test('and in a message of the editor it is no link', () => {
    const links = /\[[^\]]+\]\(\S+\)/;
    for (const text of ['[Update](command:a.b)', '[[a](https://evil.example)', 'a](b [c](file:///d)'])
      assert.doesNotMatch(visibleInMessage(`before ${text} after`), links, text);
  });
});
