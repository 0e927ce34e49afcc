import { isPlaceholder } from '../syntax/node.ts';
import { Ask, type Json } from '../syntax/value.ts';
import { asWritten } from './as-written.ts';
import { declaredIn } from './declared.ts';
import { EXAMPLE_ACCOUNT, homeOf } from './home.ts';
import { capital } from './name-style.ts';
import type { TaskDefinition } from './task.ts';

type RoleKey = 'executionRoleArn' | 'taskRoleArn';

const OTHER: Readonly<Record<RoleKey, RoleKey>> = {
  executionRoleArn: 'taskRoleArn',
  taskRoleArn: 'executionRoleArn',
};
/** AWS's own console makes the one and names it so; nobody knows what the other is called. Checked 2026-11-28. */
const USUAL: Readonly<Record<RoleKey, string>> = {
  executionRoleArn: 'ecsTaskExecutionRole',
  taskRoleArn: 'TASK_ROLE',
};
/** How the names of roles say which of the two they are. */
const MEANT: Readonly<Record<RoleKey, RegExp>> = {
  executionRoleArn: /exec/i,
  taskRoleArn: /^(?!.*exec).*(?:task|app)/i,
};

/**
 * What to write for a role that is missing: the one that the file declares or gives to its other task definitions,
 * otherwise one beside the other role, by
 * its name if the file names roles so. The name is to be filled in, and the account if the file names none.
 */
export function roleHabit(task: TaskDefinition, key: RoleKey): Json {
  const known = declaredRole(task, key) ?? (key === 'executionRoleArn' ? roleOfOthers(task) : undefined);
  if (known !== undefined) return known;
  const other = task.text(OTHER[key]);
  const written = other && !isPlaceholder(other) ? other.value : '';
  const [, place, name] = /^(arn:aws[a-z-]*:iam::\d{12}:role\/(?:[!-~]*\/)?)([\w+=,.@-]+)$/.exec(written) ?? [];
  const ask = new Ask(nameLike(name ?? '', key));
  // The account of AWS's examples is nobody's, though the images may name the right one.
  const { account, partition = 'aws' } = homeOf(task);
  if (place !== undefined && account !== undefined && place.includes(`:${account}:`))
    return asWritten(task, place, ask);
  if (/^[\w+=,.@-]+$/.test(written) && task.part.dialect.id !== 'terraform')
    return asWritten(task, new Ask(nameLike(written, key)));
  return asWritten(task, `arn:${partition}:iam::`, account ?? new Ask(EXAMPLE_ACCOUNT), ':role/', ask);
}

/** The only role that the file declares or takes as a variable for the purpose, judging by its name. */
function declaredRole(task: TaskDefinition, key: RoleKey): Json | undefined {
  const fitting = declaredIn(task).filter(({ kind, type = '', id }) => {
    if (!MEANT[key].test(id)) return false;
    return kind === 'resource' ? /^(?:AWS::IAM::Role|(?:data\.)?aws_iam_role)$/.test(type) : /role_?arn$/i.test(id);
  });
  const [only] = fitting;
  if (!only || fitting.length > 1) return undefined;
  const { kind, id, type } = only;
  if (kind === 'resource' && mayBeMissing(task, id)) return undefined;
  if (task.part.dialect.id === 'terraform') return `\${${kind === 'parameter' ? `var.${id}` : `${type}.${id}.arn`}}`;
  return kind === 'parameter' ? { Ref: id } : { 'Fn::GetAtt': [id, 'Arn'] };
}

/** Whether a resource may not be there, or be there more than once, so that its plain name would be wrong. */
function mayBeMissing({ part, document: { text } }: TaskDefinition, id: string): boolean {
  if (part.dialect.id === 'terraform') {
    const start = text.search(new RegExp(`"${id}"\\s*\\{`));
    const end = text.indexOf('\n}', start);
    return /^[ \t]*(?:count|for_each)[ \t]*=/m.test(start < 0 || end < 0 ? '' : text.slice(start, end));
  }
  const [block = ''] = new RegExp(`^( *)["']?${id}["']?:[^\\n]*(?:\\n(?:\\1 +[^\\n]*|\\s*))*`, 'm').exec(text) ?? [];
  return /^[ \t]*["']?Condition["']?:[ \t]*["']?\w+/m.test(block);
}

/** How the formats that may hold several task definitions write the member: an expression, or a text between quotes. */
const WRITTEN: Readonly<Record<string, RegExp>> = {
  terraform: /\bexecution_role_arn[ \t]*=[ \t]*(?:([a-z][\w-]*(?:\.[\w-]+)+)|"([^"\\\n]+)")[ \t]*$/gm,
  cloudformation:
    /\bExecutionRoleArn["']?:\s*(?:(?:!GetAtt\s+|\{\s*"Fn::GetAtt":\s*\[\s*")(?<get>\w+)(?:\.|",\s*")Arn\b|(?:!Ref\s+|\{\s*"Ref":\s*")(?<ref>\w+)|["']?(?<text>arn:[^\s"',]+))/g,
};

/**
 * The execution role of the other task definitions in the file, if all have the same: it is about ECS, and not about
 * what an application may do.
 */
function roleOfOthers({ part, document }: TaskDefinition): Json | undefined {
  const pattern = WRITTEN[part.dialect.id];
  if (!pattern) return undefined;
  const found = [...document.text.matchAll(pattern)];
  const [first] = found;
  const what = ({ 0: whole }: RegExpMatchArray) => whole.replaceAll(/\s+/g, ' ');
  if (!first || found.some((one) => what(one) !== what(first))) return undefined;
  if (part.dialect.id === 'terraform') return first[1] ? `\${${first[1]}}` : roleIn(first[2]);
  const { get, ref, text } = first.groups!;
  if (get) return { 'Fn::GetAtt': [get, 'Arn'] };
  return ref ? { Ref: ref } : roleIn(text);
}

/** A text if it is the ARN of a role: one that is wrong is not to be written again. */
function roleIn(text: string | undefined): string | undefined {
  return text !== undefined && /^arn:[^:]*:iam::[^:]*:role\/./.test(text) ? text : undefined;
}

/** The name of a role, made from that of the other: `shop-task-role` for `shop-execution-role`. */
function nameLike(other: string, key: RoleKey): string {
  if (key === 'taskRoleArn') {
    if (other === USUAL.executionRoleArn || !/exec/i.test(other)) return USUAL[key];
    const both = other.replace(/(task)[-_]?exec(?:ution)?/i, '$1');
    return both === other ? other.replace(/exec(?:ution)?/i, (word) => inCaseOf(word, 'task')) : both;
  }
  if (!/task/i.test(other) || /exec/i.test(other)) return USUAL[key];
  return other.replace(/task/i, (word) => (/^[A-Z]|[a-z0-9]Task/.test(other) ? `${word}Execution` : 'execution'));
}

function inCaseOf(model: string, word: string): string {
  return /^[A-Z]/.test(model) ? capital(word) : word;
}
