import { analyse } from '../../src/analysis.ts';
import type { Changes } from '../../src/course/course.ts';
import { deploy, serviceFor } from '../../src/features/deployment.ts';
import type { Finding } from '../../src/findings/finding.ts';
import { executionRolePolicy } from '../../src/policy/execution-role.ts';
import { policyDocument } from '../../src/policy/policy.ts';
import { textsAfter, type ValueEdit, writeJson } from './files.ts';

/** An example as in its section's file. */
export interface ExampleSource {
  readonly title: string;
  /** What the file is called; `task-definition.json` if left out. */
  readonly file?: 'service.json' | 'policy.json' | 'template.json';
  /** The whole file; otherwise what is changed in the example `after`. */
  readonly content?: unknown;
  /** The section and number of another example, as `networking/2`. */
  readonly after?: string;
  readonly edits?: readonly ValueEdit[];
  /** The example that the service runs, or whose execution role the policy is for. */
  readonly with?: string;
  /** Whether the AWS CLI refuses it. */
  readonly rejectedByCli?: true;
  /** The errors and warnings in it, and a note if the example is about it. */
  readonly findings: readonly string[];
}

/** An example with its text. */
export interface ShownExample {
  readonly title: string;
  readonly file: string;
  readonly text: string;
  /** The errors and warnings that the section names. */
  readonly expected: readonly string[];
  /** Those that the engine reports. */
  readonly found: readonly Finding[];
  readonly rejectedByCli: true | undefined;
  /** What differs from the example that it changes. */
  readonly changes: Changes | undefined;
}

type Sections = Readonly<Record<string, { readonly title: string; readonly examples: readonly ExampleSource[] }>>;

/** The examples of a section, with what each has taken over from others. Throws where one names what does not exist. */
export function examplesOf(sections: Sections, section: string): ShownExample[] {
  return sections[section]!.examples.map((source, i) => shown(sections, source, `${section}/${i + 1}`));
}

function shown(sections: Sections, source: ExampleSource, id: string): ShownExample {
  const { title, file = 'task-definition.json', after, rejectedByCli, findings } = source;
  const text = writeJson(contentOf(sections, id));
  const base = after === undefined ? undefined : writeJson(contentOf(sections, after));
  return {
    title,
    file,
    text,
    expected: findings,
    rejectedByCli,
    found: findingsIn(sections, source, text).filter(
      ({ severity, rule }) => severity !== 'info' || findings.includes(rule),
    ),
    changes: base === undefined ? undefined : { since: sinceOf(sections, after!, id), runs: runs(base, text) },
  };
}

/** The title of the section with the earlier example; empty if it is the same section. */
function sinceOf(sections: Sections, after: string, id: string): string {
  const [earlier = '', now] = [after, id].map((each) => each.split('/')[0]);
  return earlier === now ? '' : sections[earlier]!.title;
}

function example(sections: Sections, id: string): ExampleSource {
  const [section = '', place] = id.split('/');
  const found = sections[section]?.examples[Number(place) - 1];
  if (!found) throw new Error(`there is no example ${id}`);
  return found;
}

function contentOf(sections: Sections, id: string): unknown {
  const { content, after, edits, file, with: other } = example(sections, id);
  if (after !== undefined)
    return JSON.parse(textsAfter([{ name: file ?? '', content: contentOf(sections, after) }], edits)[0]!);
  if (content !== undefined) return content;
  // The policy that our own command writes.
  const { tasks } = analyse(writeJson(contentOf(sections, other!)), 'task-definition.json', 'asked');
  return policyDocument(executionRolePolicy(tasks[0]!));
}

function findingsIn(sections: Sections, { file, with: other }: ExampleSource, text: string): readonly Finding[] {
  if (file === undefined) return analyse(text, 'task-definition.json').findings;
  if (file === 'policy.json') return [];
  if (file === 'template.json') return analyse(text, file).findings;
  const [task, service] = [writeJson(contentOf(sections, other!)), text].map((each, i) => {
    const uri = i === 0 ? 'task-definition.json' : 'service.json';
    return { uri, analysis: analyse(each, uri, 'asked') };
  });
  const parts = serviceFor(task!.analysis.tasks[0]!, task!, [service!]);
  if (!parts.service) throw new Error('the service does not run the task definition that it comes with');
  const { findings } = deploy({ task: task!.analysis.tasks[0]!, taskFile: task!, ...parts }, {});
  return findings.filter((finding) => finding.file === service);
}

/** The lines of a text that are the same as before, new, or gone, in turn. */
function runs(before: string, after: string): Changes['runs'] {
  const [old, now] = [before.trimEnd().split('\n'), after.trimEnd().split('\n')];
  // A comma that comes or goes with what follows is no news.
  const isSame = (i: number, j: number) => bare(old[i]!) === bare(now[j]!);
  // The length of the longest common part from each pair of lines on.
  const common = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      common[i]![j] = isSame(i, j) ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  const found: { same: number; removed: string[]; added: number }[] = [];
  let run = { same: 0, removed: [] as string[], added: 0 };
  for (let i = 0, j = 0; i < old.length || j < now.length; ) {
    if (i < old.length && j < now.length && isSame(i, j)) {
      if (run.added + run.removed.length > 0) {
        found.push(run);
        run = { same: 0, removed: [], added: 0 };
      }
      run.same++;
      i++;
      j++;
    } else if (j >= now.length || (i < old.length && common[i + 1]![j]! >= common[i]![j + 1]!))
      run.removed.push(old[i++]!);
    else {
      run.added++;
      j++;
    }
  }
  return [...found, run];
}

function bare(line: string): string {
  return line.replace(/,$/, '');
}
