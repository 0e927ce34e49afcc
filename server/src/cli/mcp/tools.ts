import { type Brief, brief } from '../../brief/brief.ts';
import { fixAll } from '../../findings/fixes.ts';
import { asksOf, type Checked, repair } from '../../findings/repair.ts';
import { isHint } from '../../rules/catalogue.ts';
import { surviveFailures } from '../../rules/run.ts';
import { NotWritten, writeAtomically } from '../write.ts';
import { CONVERSIONS, convert, POLICIES, policyFor } from './convert.ts';
import { type ExamplesOf, explain } from './explain.ts';
import { type Answer, fieldsOf, type Tool, type Tools } from './protocol.ts';
import { Impossible, type Roots } from './roots.ts';
import { type Source, Sources } from './source.ts';

const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean' } as const;
const COUNT = { type: 'integer' } as const;
const WORDS = { type: 'array', items: TEXT } as const;

function closed(properties: Readonly<Record<string, object>>, required: readonly string[] = []): object {
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}), additionalProperties: false };
}

const SOURCE = {
  path: { ...TEXT, description: 'File; or pass text' },
  text: { ...TEXT, description: 'Content' },
};
const FINDING = closed(
  {
    rule: TEXT,
    severity: { enum: ['error', 'warning', 'info'] },
    at: { ...TEXT, description: 'line:column' },
    message: TEXT,
    fix: closed(
      {
        title: TEXT,
        safe: FLAG,
        fillIn: WORDS,
        edits: { type: 'array', items: closed({ at: TEXT, text: TEXT }, ['at', 'text']) },
      },
      ['title'],
    ),
    or: WORDS,
  },
  ['rule', 'severity', 'at', 'message'],
);
const BRIEF = {
  accepted: { ...FLAG, description: 'ECS accepts it' },
  errors: COUNT,
  warnings: COUNT,
};
const READS = { readOnlyHint: true, openWorldHint: false };

type Values = Readonly<Record<string, unknown>>;

interface OwnTool extends Tool {
  readonly run: (values: Values) => Answer;
}

/** The tools for task definitions. None uses the network or starts a program. */
export function taskTools(roots: Roots, allowWrite: boolean, examplesOf: ExamplesOf): Tools {
  const sources = new Sources(roots);
  let failure: string | undefined;
  surviveFailures((rule) => {
    failure = rule;
  });
  const tools: OwnTool[] = [
    {
      name: 'check_task_definition',
      description:
        'Finds all that Amazon ECS refuses in a task definition, and what fails later, with edits. Call it after each change, until accepted.',
      inputSchema: closed({ ...SOURCE, hints: { ...FLAG, description: 'Also good practice' } }),
      outputSchema: closed({ ...BRIEF, findings: { type: 'array', items: FINDING }, more: COUNT }, [
        ...Object.keys(BRIEF),
        'findings',
      ]),
      annotations: READS,
      run: (values) => ({ ...briefOf(sources.from(values), values.hints === true) }),
    },
    {
      name: 'fix_task_definition',
      description: `Applies the safe fixes; with all, the best fix of each error and warning; with rules, of these. Keeps comments and order. ${allowWrite ? 'With write, it writes the file.' : 'Writes nothing: use text.'}`,
      inputSchema: closed({ ...SOURCE, all: FLAG, rules: WORDS, ...(allowWrite ? { write: FLAG } : {}) }),
      outputSchema: closed(
        { ...BRIEF, changed: FLAG, written: FLAG, fixed: WORDS, fillIn: WORDS, left: WORDS, text: TEXT },
        [...Object.keys(BRIEF), 'changed', 'written', 'fixed', 'left'],
      ),
      annotations: allowWrite ? { destructiveHint: true, idempotentHint: true, openWorldHint: false } : READS,
      run: (values) => fix(sources, values, allowWrite),
    },
    {
      name: 'explain_task_definition',
      description: 'Explains a rule, member, concept, or AWS error text.',
      inputSchema: closed(
        { topic: { ...TEXT, description: 'e.g. role-same, containerDefinitions.dependsOn.condition, awsvpc' } },
        ['topic'],
      ),
      outputSchema: closed({ kind: TEXT, topic: TEXT, text: TEXT }, ['kind', 'topic', 'text']),
      annotations: READS,
      run: ({ topic }) => explain(String(topic), examplesOf),
    },
    {
      name: 'convert_task_definition',
      description:
        'Rewrites it for Fargate, ARM64 or Express Mode, or makes the output of describe-task-definition registrable; or writes the IAM policy of a role.',
      inputSchema: closed({ ...SOURCE, to: { enum: [...Object.keys(CONVERSIONS), ...Object.keys(POLICIES)] } }, ['to']),
      outputSchema: closed({ ...BRIEF, changed: FLAG, done: WORDS, look: WORDS, text: TEXT }, [
        ...Object.keys(BRIEF),
        'changed',
        'done',
        'look',
      ]),
      annotations: READS,
      run: (values) => {
        const source = sources.from(values);
        const to = String(values.to);
        if (Object.hasOwn(POLICIES, to))
          return { ...countsOf(source), changed: true, done: [], ...policyFor(source, to) };
        const { text, done, look } = convert(source, to);
        return { ...countsOf(source.again(text)), changed: text !== source.text, done, look, text };
      },
    },
  ];
  return {
    list: tools.map(({ run: _, ...tool }) => tool),
    call(name, values) {
      const tool = tools.find((one) => one.name === name);
      if (!tool) return undefined;
      try {
        failure = undefined;
        const answer = tool.run(checked(values, tool.inputSchema));
        // If one of our rules failed, its findings are unknown, and nobody should rely on the result.
        return failure === undefined
          ? answer
          : `Not everything was checked: the rule ${failure} failed, which is a bug in Taskdef. Run "taskdef check" and report its output.`;
      } catch (error) {
        if (error instanceof Impossible || error instanceof NotWritten) return error.message;
        return 'This text could not be read. Run "taskdef check" and report its output.';
      }
    },
  };
}

interface InputSchema {
  readonly properties: Readonly<Record<string, { readonly type?: string; readonly enum?: readonly string[] }>>;
  readonly required?: readonly string[];
}

/** The arguments of a call. @throws Impossible if they do not match the announced schema */
function checked(values: unknown, schema: object): Values {
  const { properties, required = [] } = schema as InputSchema;
  const fields = fieldsOf(values);
  if (!fields) throw new Impossible(`arguments has to be an object with ${Object.keys(properties).join(', ')}.`);
  for (const [key, value] of Object.entries(fields)) {
    const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (!property) {
      if (key === 'write')
        throw new Impossible('Writing is not allowed. Use "text", or start "taskdef mcp --allow-write".');
      throw new Impossible(
        `There is no argument "${key.slice(0, 60)}". There are ${Object.keys(properties).join(', ')}.`,
      );
    }
    if (property.enum && !property.enum.includes(value as string))
      throw new Impossible(`"${key}" has to be one of ${property.enum.join(', ')}.`);
    if (property.type === 'array' ? !isTexts(value) : property.type && typeof value !== property.type)
      throw new Impossible(
        `"${key}" has to be ${property.type === 'array' ? 'a list of strings' : `a ${property.type}`}.`,
      );
  }
  for (const key of required) if (!Object.hasOwn(fields, key)) throw new Impossible(`"${key}" is missing.`);
  return fields;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function briefOf(source: Source, hints = false): Brief {
  return brief(
    source.document,
    source.analysis.document,
    source.shown.filter(({ hint }) => hints || !hint),
  );
}

function countsOf(source: Source): Pick<Brief, 'accepted' | 'errors' | 'warnings'> {
  const { accepted, errors, warnings } = brief(source.document, source.analysis.document, source.shown, 0);
  return { accepted, errors, warnings };
}

function fix(sources: Sources, values: Values, allowWrite: boolean): Answer {
  const { all, rules, write } = values;
  const source = sources.from(values);
  if (write === true && !source.file) throw new Impossible('"write" needs "path".');
  if (all === true && rules !== undefined) throw new Impossible('Pass "all" or "rules", not both.');
  const check = (text: string): Checked => {
    const { analysis } = source.again(text);
    return { document: analysis.document, findings: analysis.findings };
  };
  const fillIn = new Set<string>();
  let text: string;
  if (all === true) {
    const repaired = repair(source.text, check);
    text = repaired.text;
    for (const { toFillIn } of repaired.repairs) for (const word of toFillIn) fillIn.add(word);
  } else if (isTexts(rules)) {
    const unknown = rules.find((rule) => !source.analysis.findings.some((finding) => finding.rule === rule));
    if (unknown !== undefined)
      throw new Impossible(`"${unknown.slice(0, 60)}" finds nothing here. check_task_definition lists what does.`);
    text = fixAll(source.text, (current) => {
      const { document, findings } = check(current);
      // Once per finding: a fix that is not safe may leave its finding in place.
      const best = current === source.text ? findings.filter(({ rule }) => rules.includes(rule)) : [];
      const chosen = best.flatMap((finding) => {
        const first = finding.fixes.find(({ preferred }) => preferred) ?? finding.fixes[0];
        if (!first) return [];
        for (const word of asksOf(first.edits)) fillIn.add(word);
        return [{ ...finding, fixes: [{ ...first, preferred: true }] }];
      });
      return { document, findings: chosen };
    });
  } else text = fixAll(source.text, check);
  const after = source.again(text);
  const changed = text !== source.text;
  const written = changed && write === true && allowWrite;
  if (written) writeTo(source, text);
  return {
    ...countsOf(after),
    changed,
    written,
    fixed: rulesOf(source).filter((rule) => !rulesOf(after).includes(rule)),
    ...(fillIn.size > 0 ? { fillIn: [...fillIn] } : {}),
    left: rulesOf(after),
    ...(changed && !written ? { text } : {}),
  };
}

function writeTo({ file, text: before }: Source, text: string): void {
  const { path, faithful, stamp } = file!;
  if (!faithful) throw new NotWritten('It is not in UTF-8, and writing it would lose characters.');
  writeAtomically(path, text, { text: before, stamp });
}

/** The rules that found more than hints. */
function rulesOf({ analysis }: Source): string[] {
  return [...new Set(analysis.findings.filter((finding) => !isHint(finding)).map(({ rule }) => rule))].sort();
}
