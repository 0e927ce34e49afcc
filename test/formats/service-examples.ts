/** The examples of the rules about services as data, to be written in other formats and judged there. */
import assert from 'node:assert/strict';
import { type Analysis, analyse } from '../../server/src/analysis.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { SERVICE_RULES } from '../../server/src/rules/index.generated.ts';
import { applyEdits, toTextEdits } from '../../server/src/syntax/edit.ts';
import type { Json } from '../../server/src/syntax/value.ts';
import { plainValue } from '../unit/tree.ts';

interface Data {
  readonly [key: string]: Json;
}

/** An example with one service. */
export interface ServiceExample {
  /** As `rule bad 1`. */
  readonly name: string;
  readonly rule: string;
  readonly kind: 'bad' | 'good';
  readonly text: string;
  readonly service: Data;
  /** The task definition in the same document. */
  readonly task: Data | undefined;
  /** The names in the text: the API's own, or a template's. */
  readonly written: 'api' | 'template';
}

/** The examples that are one service as data, alone or with its task definition, as CreateService takes it. */
export const SERVICE_EXAMPLES: readonly ServiceExample[] = SERVICE_RULES.flatMap(({ id }) =>
  (['bad', 'good'] as const).flatMap((kind) =>
    RULE_EXAMPLES[id]![kind].flatMap((text, i): ServiceExample | [] => {
      const analysis = analyse(text, 'service.json');
      const { services, tasks } = analysis;
      const [one] = services;
      const { part } = one ?? {};
      if (!one || services.length > 1 || tasks.length > 1 || part?.type !== 'CreateServiceRequest' || part.wrapper)
        return [];
      if (tasks.length > 0 && one.task !== tasks[0]) return [];
      const [service, task] = dataOf(analysis);
      if (hasSymbol(service) || hasSymbol(task)) return [];
      const written = part.dialect.id === 'api' ? 'api' : 'template';
      return { name: `${id} ${kind} ${i + 1}`, rule: id, kind, text, service, task, written };
    }),
  ),
);

function hasSymbol(value: unknown): boolean {
  if (typeof value === 'symbol') return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasSymbol);
}

function dataOf({ services, tasks }: Analysis): [service: Data, task: Data | undefined] {
  return [plainValue(services[0]?.root) as Data, tasks[0] && (plainValue(tasks[0].root) as Data)];
}

/** How a format writes a service, with its task definition if that is in the document. */
export interface ServiceTranscription {
  readonly fileName: string;
  write(example: ServiceExample): string;
}

/** Checks an example in a format against what is said of it as it is. */
export function sameOfService(example: ServiceExample, { fileName, write }: ServiceTranscription): void {
  const text = write(example);
  const here = analyse(example.text, 'service.json');
  const there = analyse(text, fileName);
  assert.equal(there.services.length, 1, `is recognised:\n${text}`);
  const of = ({ findings }: Analysis) => findings.filter(({ rule }) => rule === example.rule);
  const [wanted, found] = [of(here), of(there)];
  const summary = (findings: typeof wanted) => findings.map(({ severity, fixes }) => [severity, fixes.length]);
  assert.deepEqual(summary(found), summary(wanted), `says the same:\n${text}`);
  wanted.forEach((finding, i) => {
    finding.fixes.forEach((fix, n) => {
      const fixed = applyEdits(example.text, toTextEdits(here.document, fix.edits));
      const fixedThere = applyEdits(text, toTextEdits(there.document, found[i]!.fixes[n]!.edits));
      const result = compared(analyse(fixedThere, fileName), example);
      const same = compared(analyse(fixed, 'service.json'), example);
      assert.deepEqual(result, same, `"${fix.title}" does the same:\n${text}\nbecame\n${fixedThere}`);
    });
  });
}

/** What is compared: all but the reference to the task definition, which each format writes in its own way. */
function compared(analysis: Analysis, { task }: ServiceExample): unknown {
  const [service, ofTask] = dataOf(analysis);
  return [task ? { ...service, taskDefinition: undefined } : service, ofTask];
}
