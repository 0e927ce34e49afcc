import type { StringNode } from '../syntax/node.ts';
import { Ask, type Json } from '../syntax/value.ts';
import { asWritten } from './as-written.ts';
import { type Declared, declaredIn } from './declared.ts';
import { EXAMPLE_ACCOUNT, homeOf } from './home.ts';
import { commonPattern, type Pattern, patternOf } from './name-style.ts';
import { UNKNOWN_REGION } from './region-name.ts';
import type { TaskDefinition } from './task.ts';

/** Where secrets are kept. */
export type StoreKind = 'secret' | 'parameter';

/** The suffix that Secrets Manager gives to a secret's ARN, to be filled in. */
const SUFFIX = '-AbCdEf';

/** The stores that the file's secrets are in, the most used first. */
export function storesInUse(task: TaskDefinition): StoreKind[] {
  const counts = { secret: 0, parameter: 0 };
  for (const { kind } of references(task)) counts[kind]++;
  const used = (['secret', 'parameter'] as const).filter((kind) => counts[kind] > 0);
  return used.sort((a, b) => counts[b] - counts[a]);
}

/**
 * What to write in `valueFrom` for a new secret, as the file's other secrets have it: by name or by ARN, in the same
 * path, as a key of the same secret. Without such a habit, an ARN in the file's account and Region. What the file does
 * not say is to be filled in.
 * @param name of the environment variable
 */
export function secretReference(task: TaskDefinition, kind: StoreKind, name: string): Json {
  const declared = declaredFor(task, kind, name);
  if (declared !== undefined) return declared;
  const others = references(task).filter((one) => one.kind === kind && one.isText);
  const pattern = commonPattern(others);
  if (pattern) return fromPattern(task, pattern, name);
  // All are in one place, but their names say something else.
  const [first, ...more] = others.map(({ text }) => headOf(text));
  const head = first !== undefined && more.every((one) => one === first) ? first : undefined;
  const style = others.map(({ text, name: own }) => patternOf(text, own)).find((one) => one !== undefined)?.style;
  const written = style ? style(name) : name;
  const last = new Ask(kind === 'secret' ? written + SUFFIX : written);
  return asWritten(task, ...(head !== undefined ? [head] : ownHead(task, kind)), last);
}

/** The ARN of a secret of that name in Secrets Manager, with its suffix to be filled in. @param rest what follows it */
export function secretArn(task: TaskDefinition, name: string, rest = ''): Json {
  return asWritten(task, ...ownHead(task, 'secret'), new Ask(name + SUFFIX), ...(rest === '' ? [] : [rest]));
}

/** The start of an ARN in the file's account and Region. */
function ownHead(task: TaskDefinition, kind: StoreKind): (string | Ask)[] {
  const { partition = 'aws', region = new Ask(UNKNOWN_REGION), account = new Ask(EXAMPLE_ACCOUNT) } = homeOf(task);
  const [service, before] = kind === 'secret' ? ['secretsmanager', ':secret:'] : ['ssm', ':parameter/'];
  return [`arn:${partition}:${service}:`, region, ':', account, before];
}

/** The start of a reference up to the last part of the secret's own name: its place, and the path of the name. */
function headOf(text: string): string {
  const [place = ''] = /^arn:(?:\$\{[^}]*\}|[^$])*?:(?:secret:|parameter\/)/.exec(text) ?? [];
  const name = text.slice(place.length);
  return place + name.slice(0, name.lastIndexOf('/') + 1);
}

function fromPattern(task: TaskDefinition, { before, after, style }: Pattern, name: string): Json {
  return asWritten(
    task,
    ...[before, new Ask(style(name) + (after === SUFFIX ? after : '')), after === SUFFIX ? '' : after].filter(
      (part) => part !== '',
    ),
  );
}

/** A secret or parameter that the file itself makes, if its name is that of the variable. */
function declaredFor(task: TaskDefinition, kind: StoreKind, name: string): Json | undefined {
  const plain = (text: string) => text.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
  const types = RESOURCES[kind];
  const fitting = declaredIn(task).filter(
    ({ type, id }: Declared) => type !== undefined && types.test(type) && plain(id) === plain(name),
  );
  const [only] = fitting;
  if (!only || fitting.length > 1) return undefined;
  if (task.part.dialect.id === 'terraform') return `\${${only.type}.${only.id}.arn}`;
  return { Ref: only.id };
}

const RESOURCES: Readonly<Record<StoreKind, RegExp>> = {
  secret: /^(?:AWS::SecretsManager::Secret|(?:data\.)?aws_secretsmanager_secret)$/,
  parameter: /^(?:AWS::SSM::Parameter|(?:data\.)?aws_ssm_parameter)$/,
};

interface Reference {
  readonly kind: StoreKind;
  /** The reference, with the suffix of a secret's ARN as one to fill in. */
  readonly text: string;
  readonly name: string;
  /** False for a reference to a resource, which tells nothing about how others are called. */
  readonly isText: boolean;
}

function references(task: TaskDefinition): Reference[] {
  return task.containers.items.flatMap((container) =>
    container.list('secrets').items.flatMap((secret) => {
      const valueFrom = secret.text('valueFrom');
      const name = secret.text('name')?.value;
      const kind = valueFrom && kindOf(valueFrom);
      if (!valueFrom || !kind || name === undefined) return [];
      const text = valueFrom.value.replace(/(:secret:[^:]*)-[A-Za-z0-9]{6}$/, `$1${SUFFIX}`);
      return { kind, text, name, isText: !/^\$\{[^}]*\}$/.test(text) };
    }),
  );
}

function kindOf({ value }: StringNode): StoreKind | undefined {
  if (/^arn:.*:secretsmanager:.*:secret:.|^\$\{[^}]*(?:secretsmanager|secret)/i.test(value)) return 'secret';
  if (/^arn:.*:ssm:.*:parameter\/.|^\$\{[^}]*(?:ssm|param)/i.test(value)) return 'parameter';
  // A bare name is one of Parameter Store.
  return /^[\w./-]+$/.test(value) && !value.includes('//') ? 'parameter' : undefined;
}
