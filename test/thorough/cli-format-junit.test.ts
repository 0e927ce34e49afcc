/** `taskdef check --format junit`: for test reports. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { folder, task, taskdef, WITH_ERROR, WITH_WARNING } from '../unit/cli.ts';
import '../unit/arbitraries.ts';
import { badExamples, nasty, nastyTask, printed } from './cli-formats.ts';

describe('junit', () => {
  interface Element {
    readonly name: string;
    readonly attributes: Record<string, string>;
    readonly children: Element[];
  }

  /** Reads XML and throws where it is not well-formed. */
  function parse(text: string): Element {
    const parser = new SaxesParser({ fileName: 'junit.xml' });
    const root: Element = { name: '', attributes: {}, children: [] };
    const open = [root];
    parser.on('error', (error) => assert.fail(error));
    parser.on('opentag', ({ name, attributes }) => {
      const element = { name, attributes: attributes as Record<string, string>, children: [] };
      open.at(-1)!.children.push(element);
      open.push(element);
    });
    parser.on('closetag', () => {
      open.pop();
    });
    parser.write(text).close();
    const [suites] = root.children;
    assert.equal(suites?.name, 'testsuites');
    assertCounts(suites);
    return suites;
  }

  /** The counts are what build servers add up. */
  function assertCounts(suites: Element): void {
    const count = (element: Element, name: string): number =>
      element.children.reduce((sum, child) => sum + (child.name === name ? 1 : 0) + count(child, name), 0);
    for (const element of [suites, ...suites.children]) {
      assert.equal(Number(element.attributes.tests), count(element, 'testcase'));
      assert.equal(Number(element.attributes.failures), count(element, 'failure'));
      assert.equal(Number(element.attributes.errors), count(element, 'error'));
    }
  }

  test('the reader refuses what is wrong', () => {
    for (const text of ['<a>', '<a b="<"/>', '<a>\u0001</a>', '<a>&x;</a>', '<a>]]></a>'])
      assert.throws(() => parse(text));
  });

  test('is well-formed with every rule', () => {
    assert.ok(Number(parse(printed('junit', badExamples())).attributes.failures) > 100);
  });

  test('is well-formed whatever files hold and are called', () => {
    fc.assert(
      fc.property(nasty, nastyTask, (name, text) => {
        parse(printed('junit', { [`a/${name}`]: text }, (format) => format.problem?.(name, name)));
      }),
      { numRuns: 150 },
    );
  });

  test('an error fails, a warning passes, a clean file is a case too', (t) => {
    const cwd = folder(t, { 'a-taskdef.json': WITH_ERROR, 'b-taskdef.json': WITH_WARNING, 'c-taskdef.json': task() });
    const suites = parse(taskdef(['check', '--format', 'junit', '.'], { cwd }).stdout);
    const { attributes, children } = suites;
    assert.deepEqual({ ...attributes }, { name: 'taskdef', tests: '3', failures: '1', errors: '0' });
    assert.deepEqual(
      children.map((suite) => [suite.attributes.name, suite.children[0]!.children[0]?.name]),
      [
        ['a-taskdef.json', 'failure'],
        ['b-taskdef.json', 'system-out'],
        ['c-taskdef.json', undefined],
      ],
    );
    assert.match(children[0]!.children[0]!.children[0]!.attributes.message!, /"bridge"/);
  });

  test('too many warnings and unreadable files fail', (t) => {
    const cwd = folder(t, { 'taskdef.json': WITH_WARNING });
    const { stdout, stderr, status } = taskdef(
      ['check', '--format', 'junit', '--max-warnings', '0', 'taskdef.json', 'no.json'],
      { cwd },
    );
    assert.equal(status, 2);
    assert.match(stderr, /1 warning, but --max-warnings allows 0/);
    const { attributes } = parse(stdout);
    assert.equal(attributes.failures, '1');
    assert.equal(attributes.errors, '1');
  });
});
