import { atItsPlace, type Finding, keepingComments, toFinding } from '../findings/finding.ts';
import type { Fix, Report, Severity } from '../findings/report.ts';
import { READ_ONLY_PROPERTIES } from '../model/facts.ts';
import { misplacedAtTop, misplacedInContainers } from '../model/misplaced.ts';
import { isCompletedLater, isSlot } from '../model/pipeline.ts';
import type { Refuser } from '../model/refusal.ts';
import { table } from '../model/table.ts';
import { labelOf, type TaskDefinition } from '../model/task.ts';
import { cut, enumerate } from '../model/wording.ts';
import { remove, rename, replace, set } from '../syntax/edit.ts';
import {
  type ArrayNode,
  isPlaceholder,
  type NumberNode,
  type ObjectNode,
  type PropertyNode,
  propertyOf,
  type StringNode,
  type SyntaxNode,
  type ValueNode,
} from '../syntax/node.ts';
import { hasPlaceholder } from '../syntax/placeholder.ts';
import { Ask, type Json } from '../syntax/value.ts';
import { apiSpelling } from './casing.ts';
import { aliasOf, movesOf, type Part, partsOf, renamesOf, wrapIn } from './move.ts';
import { nearest } from './nearest.ts';
import { nameOf, propertyAbove } from './place.ts';
import { CONTAINER, limits, memberOf, REQUEST, type Reason, resolve, type Schema } from './schema.ts';
import { Shapes, type WrongItem, wrongItem, wrongItems, wrongShape } from './wrong-shape.ts';

/** Codes that the schema check reports. */
export type SchemaCode =
  | 'wrong-type'
  | 'unknown-value'
  | 'out-of-range'
  | 'wrong-format'
  | 'missing-property'
  | 'unknown-property'
  | 'td-cfn-casing';

/** What cannot be written into a request at all. */
const UNSENDABLE: ReadonlySet<SchemaCode> = new Set(['wrong-type', 'unknown-property', 'td-cfn-casing']);

function refuserOf(code: SchemaCode): Refuser {
  return UNSENDABLE.has(code) ? 'cli' : 'registration';
}

/**
 * Checks a task definition against the schema of the API: members, types, closed values, ranges, formats.
 * Placeholders, `null` and empty texts are not judged: the first are decided later, the others are dropped by deploy tools.
 */
export function checkSchema(task: TaskDefinition): Finding[] {
  return new Checker(task).run();
}

/**
 * The same after one value has changed and nothing else: only its container is checked again, where it is in one.
 * @param last what was found before the change
 */
export function recheckSchema(task: TaskDefinition, last: readonly Finding[], { leaf, before }: Change): Finding[] {
  const container = task.containers.node && itemAround(leaf, task.containers.node);
  // Whether a later step completes the file shows in values anywhere.
  if (container?.kind !== 'object' || wrongItem(container, CONTAINER, new Shapes(task))) return checkSchema(task);
  if (isSlot(String(before)) !== isSlot(String(leaf.value))) return checkSchema(task);
  const kept = last.filter(({ node }) => !node || itemAround(node, task.containers.node!) !== container);
  return [...kept.map(atItsPlace), ...new Checker(task).runOn(container)];
}

/** A value that has changed. */
interface Change {
  readonly leaf: StringNode | NumberNode;
  readonly before: string | number;
}

/** The item of a list that a node is, or is in. */
function itemAround(node: SyntaxNode, list: ArrayNode): ValueNode | undefined {
  let item: SyntaxNode = node;
  while (item.parent && item.parent !== list) item = item.parent;
  return item.parent === list && item.kind !== 'property' ? item : undefined;
}

class Checker {
  private readonly findings: Finding[] = [];
  private completedLater: boolean | undefined;
  private readonly names = new Map<ObjectNode, ReadonlySet<string>>();

  private readonly shapes: Shapes;

  constructor(private readonly task: TaskDefinition) {
    this.shapes = new Shapes(task);
  }

  run(): Finding[] {
    const { root } = this.task;
    this.misspelt(this.task.part.misspelt ?? []);
    if (root.kind === 'array') {
      this.items(root, CONTAINER);
    } else {
      this.value(root, REQUEST);
    }
    return this.findings;
  }

  /** Members by the API's names, where the format has others: whoever copied them from JSON has to rename them all. */
  private misspelt(properties: readonly PropertyNode[]): void {
    const [first, ...others] = properties;
    if (!first) return;
    const { dialect } = this.task.part;
    this.report('td-cfn-casing', 'error', {
      at: first.key,
      message: `${dialect.reader} does not know "${first.key.value}"${others.length > 0 ? ` and ${others.length} more` : ''}: begin it with a capital`,
      fixes: [
        {
          title: others.length > 0 ? `Rename all ${properties.length} members` : 'Rename it',
          preferred: true,
          edits: properties.map((property) => rename(property, property.key.value)),
        },
      ],
      related: others.map(({ key }) => ({ at: key, message: 'So must this' })),
    });
  }

  /** Checks one container. */
  runOn(container: ValueNode): Finding[] {
    this.value(container, CONTAINER);
    return this.findings;
  }

  private report(code: SchemaCode, severity: Severity, report: Report, reason?: Reason): void {
    const refusedBy = severity === 'error' ? (reason?.refusedBy ?? refuserOf(code)) : undefined;
    const finding = keepingComments(this.task.document, toFinding({ id: code, severity, refusedBy }, report));
    this.findings.push({ ...finding, why: reason?.because });
  }

  private value(node: ValueNode, schema: Schema): void {
    if (node.kind === 'template' || node.kind === 'invalid' || node.kind === 'null') return;
    if (node.kind === 'string' && (node.value === '' || isPlaceholder(node))) return;
    const resolved = resolve(schema);
    if (resolved.type && !hasType(node, resolved.type)) return this.wrongType(node, schema);
    if (resolved.type === 'integer' && node.kind === 'number' && this.isFraction(node)) return this.fraction(node);
    const ours = limits(schema);
    // A list of values in the overlay stands for the API's own, which has no severity.
    if (
      resolved.enum &&
      node.kind === 'string' &&
      !resolved.enum.includes(node.value) &&
      !ours.some((limit) => limit.enum)
    )
      return this.unknownValue(node, resolved.enum);
    for (const limit of ours) this.limit(node, limit);
    if (node.kind === 'object') this.members(node, resolved);
    else if (node.kind === 'array' && resolved.items) this.items(node, resolved.items);
  }

  private members(node: ObjectNode, schema: Schema): void {
    const parts = schema.properties ? partsOf(node, schema) : [];
    for (const part of parts) this.part(node, part);
    const inParts = new Set(parts.flatMap(({ properties }) => properties));
    for (const property of node.properties) {
      if (inParts.has(property)) continue;
      const member = memberOf(schema, property.key.value);
      if (member) {
        if (property.value) this.value(property.value, member);
      } else if (schema.additionalProperties) {
        if (property.value) this.value(property.value, schema.additionalProperties);
      } else if (schema.properties) {
        this.unknownProperty(property, schema);
      }
    }
    if (schema.required && !node.open && !isLeftover(node)) this.required(node, schema);
  }

  private part(node: ObjectNode, part: Part): void {
    const [first, ...others] = part.properties;
    const name = `"${first!.key.value}"${others.length > 0 ? ` and ${others.length} more` : ''}`;
    this.report('unknown-property', this.task.isBareList ? 'warning' : 'error', {
      at: first!.key,
      message: `${name} belong${others.length > 0 ? '' : 's'} into "${part.into}"; here ${inSentence(this.task.part.dialect.reader)} refuses it. Move it`,
      fixes: wrapIn(node, part),
      related: others.map(({ key }) => ({ at: key, message: `Belongs into "${part.into}" too` })),
    });
  }

  /** Whether a member that is missing stands elsewhere, where it is reported. */
  private isElsewhere(node: ObjectNode, key: string, schema: Schema): boolean {
    if (schema === CONTAINER) return misplacedAtTop(this.task.node, key) !== undefined;
    if (schema === REQUEST) return misplacedInContainers(this.task.containers.node).has(key);
    return node.properties.some((property) => aliasOf(property.key.value, schema) === key);
  }

  private required(node: ObjectNode, schema: Schema): void {
    let meants: Set<string> | undefined;
    for (const key of schema.required!) {
      if (schema === REQUEST && this.task.part.dialect.supplied.has(key)) continue;
      const property = node.properties.findLast((p) => p.key.value === key);
      if (
        property &&
        property.value?.kind !== 'null' &&
        !(property.value?.kind === 'string' && property.value.value === '')
      )
        continue;
      // A half-typed member, or the member under a misspelt name, is reported as such.
      meants ??= new Set(
        node.properties.flatMap((p) => (memberOf(schema, p.key.value) ? [] : (meant(p.key.value, schema) ?? []))),
      );
      if (meants.has(key) || (!property && this.isElsewhere(node, key, schema))) continue;
      if (key === 'expression' && isOfService(node)) continue;
      const reason = schema['x-required']?.[key];
      const template = skeleton(key, schema.properties![key]!, this.task);
      // An empty value may be a slot that a pipeline fills.
      const severity = property ? 'warning' : this.severityOfMissing(key, schema, reason);
      this.report(
        'missing-property',
        severity,
        {
          at: property?.key ?? this.label(node),
          message: property ? emptyMessage(key, schema) : missingMessage(key, schema, severity),
          fixes:
            template === undefined
              ? []
              : [{ title: property ? `Give "${key}" a value` : `Add "${key}"`, edits: [set(node, key, template)] }],
        },
        reason,
      );
    }
  }

  private severityOfMissing(key: string, schema: Schema, reason: Reason | undefined): Severity {
    if (reason?.severity) return reason.severity;
    // A file that a pipeline completes may get its family and its containers there.
    const isFilledIn = schema === REQUEST || (schema === CONTAINER && key === 'image');
    return isFilledIn && this.isCompletedLater() ? 'warning' : 'error';
  }

  private isCompletedLater(): boolean {
    this.completedLater ??= isCompletedLater(this.task);
    return this.completedLater;
  }

  private label(node: ObjectNode): SyntaxNode {
    if (node.parent?.kind === 'property') return node.parent.key;
    return labelOf(node, node === this.task.root ? 'family' : 'name');
  }

  private unknownProperty(property: PropertyNode, schema: Schema): void {
    const key = property.key.value;
    const isRoot = property.parent === this.task.root;
    const { reader, id } = this.task.part.dialect;
    if (isRoot && id === 'api' && READ_ONLY_PROPERTIES.has(key)) return;
    if (hasPlaceholder(key)) return;
    const spelling = apiSpelling(key, schema.properties!);
    const taken = (name: string) => this.namesIn(property.parent).has(name);
    if (spelling) {
      return this.report('td-cfn-casing', 'error', {
        at: property.key,
        message: `ECS spells "${key}" as "${spelling}"`,
        fixes: taken(spelling)
          ? []
          : [{ title: `Rename to "${spelling}"`, preferred: true, edits: [rename(property, spelling)] }],
      });
    }
    const near = nearest(key, Object.keys(schema.properties!)).filter((name) => !taken(name));
    const removal: Fix = { title: `Remove "${key}"`, edits: [remove(property)] };
    if (near.length > 0) {
      // Terraform, which reads bare lists, drops what it does not know without a word.
      return this.report('unknown-property', this.task.isBareList ? 'warning' : 'error', {
        at: property.key,
        message: `ECS does not know "${key}". Did you mean "${near[0]}"?`,
        fixes: [
          ...movesOf(property, schema, this.task),
          ...near.map((name) => ({ title: `Rename to "${name}"`, edits: [rename(property, name)] })),
          removal,
        ],
      });
    }
    const elsewhere =
      schema === CONTAINER && memberOf(REQUEST, key)
        ? 'the task level'
        : schema === REQUEST && memberOf(CONTAINER, key)
          ? 'a container'
          : undefined;
    const renames = renamesOf(property, schema);
    const moves = movesOf(property, schema, this.task);
    const isMeant = elsewhere || moves.length > 0 || renames.length > 0;
    this.report('unknown-property', isMeant && !this.task.isBareList ? 'error' : 'warning', {
      at: property.key,
      message: elsewhere
        ? `"${key}" belongs to ${elsewhere}; here ${inSentence(reader)} refuses it. Move it`
        : isMeant
          ? `${reader} refuses "${key}" here. ${(moves[0] ?? renames[0])!.title}`
          : id === 'api'
            ? `The AWS CLI of ${API_DATE} refuses "${key}" here, other tools drop it: remove it`
            : `${reader} as of ${API_DATE} refuses "${key}" here: remove it`,
      fixes: [...moves, ...renames, removal],
    });
  }

  private namesIn(object: ObjectNode): ReadonlySet<string> {
    let names = this.names.get(object);
    if (!names) {
      names = new Set(object.properties.map(({ key }) => key.value));
      this.names.set(object, names);
    }
    return names;
  }

  /** The items of a list; those of the wrong shape are one finding. */
  private items(list: ArrayNode, schema: Schema): void {
    const wrong: WrongItem[] = [];
    for (const item of list.items) {
      const found = wrongItem(item, schema, this.shapes);
      if (found) wrong.push(found);
      else this.value(item, schema);
    }
    if (wrong.length > 0) this.report('wrong-type', 'error', wrongItems(list, wrong, this.shapes));
  }

  private wrongType(node: ValueNode, schema: Schema): void {
    this.report('wrong-type', 'error', wrongShape(node, schema, this.shapes));
  }

  /** `256.0` and `2e2` are whole, but the AWS CLI reads them as floats, and takes no float for a whole number (botocore 1.42, checked 2026-11-28). */
  private isFraction({ offset, length }: NumberNode): boolean {
    return /[.eE]/.test(this.task.document.text.slice(offset, offset + length));
  }

  private fraction(node: NumberNode): void {
    this.report('wrong-type', 'error', {
      at: node,
      message: `${nameOf(node)} must be a number without a fraction or an exponent: write ${node.value}`,
      fixes: [{ title: `Write ${node.value}`, preferred: true, edits: [replace(node, node.value)] }],
    });
  }

  private unknownValue(
    node: StringNode,
    values: readonly string[],
    severity: Severity = 'error',
    reason?: Reason,
  ): void {
    const constraint = node.value === 'distinctInstance' ? constraintOf(node) : undefined;
    if (constraint) {
      this.report(
        'unknown-value',
        severity,
        {
          at: node,
          message: 'A task definition has no "distinctInstance": remove it, and set it in the service',
          fixes: [{ title: 'Remove the placement constraint', edits: [remove(constraint)] }],
        },
        reason,
      );
      return;
    }
    const same = values.find((value) => value.toLowerCase() === node.value.toLowerCase());
    const only = this.onlyValue(node);
    const near = only ? [only] : same ? [same] : nearest(node.value, values);
    const offered = near.length > 0 ? near : values.length <= 8 ? values : [];
    const quoted = values.map((value) => `"${value}"`);
    const say =
      near.length > 0
        ? `Did you mean "${near[0]}"?`
        : values.length <= 5
          ? `Use ${enumerate(quoted, 'or')}`
          : 'Choose one that ECS knows';
    this.report(
      'unknown-value',
      severity,
      {
        at: node,
        message: `ECS does not know "${cut(node.value, 40)}" for ${nameOf(node)}. ${say}`,
        fixes: offered.map((value) => ({
          title: `Write "${value}"`,
          preferred: value === same || value === only,
          edits: [replace(node, value)],
        })),
      },
      reason,
    );
  }

  /** The value that is left where the launch type takes one alone, and nothing else in the file stands against it. */
  private onlyValue(node: StringNode): string | undefined {
    const isMode = node.parent?.kind === 'property' && node.parent.key.value === 'networkMode';
    if (!isMode || node.parent?.parent !== this.task.root) return undefined;
    return this.task.requires('FARGATE') === 'yes' && this.task.requires('EXTERNAL') !== 'yes' ? 'awsvpc' : undefined;
  }

  private limit(node: ValueNode, limit: Schema): void {
    const reason = limit['x-because'];
    const severity = reason?.severity ?? 'error';
    if (node.kind === 'number') this.range(node, limit, severity, reason);
    else if (node.kind === 'string') this.format(node, limit, severity, reason);
    else if (node.kind === 'array') this.count(node, limit, severity, reason);
  }

  private range(
    node: NumberNode,
    { minimum = -Infinity, maximum = Infinity }: Schema,
    severity: Severity,
    reason?: Reason,
  ): void {
    if (node.value >= minimum && node.value <= maximum) return;
    const nearestValue = Math.min(Math.max(node.value, minimum), maximum);
    const range =
      maximum === Infinity
        ? `${minimum} or more`
        : minimum === -Infinity
          ? `${maximum} or less`
          : `${minimum} to ${maximum}`;
    this.report(
      'out-of-range',
      severity,
      {
        at: node,
        message: `${nameOf(node)} must be ${range}, not ${node.value}`,
        fixes: [setTo(node, nearestValue)],
      },
      reason,
    );
  }

  private format(node: StringNode, limit: Schema, severity: Severity, reason?: Reason): void {
    if (limit.enum && !limit.enum.includes(node.value)) return this.unknownValue(node, limit.enum, severity, reason);
    if (limit.maxLength !== undefined && node.value.length > limit.maxLength) {
      return this.report(
        'out-of-range',
        severity,
        { at: node, message: `${nameOf(node)} may have ${limit.maxLength} characters, not ${node.value.length}` },
        reason,
      );
    }
    if (limit.minLength !== undefined && node.value.length < limit.minLength) {
      return this.report(
        'out-of-range',
        severity,
        { at: node, message: `${nameOf(node)} needs at least ${limit.minLength} characters` },
        reason,
      );
    }
    if (limit.pattern === undefined || pattern(limit.pattern).test(node.value)) return;
    const repaired = repair(node, pattern(limit.pattern));
    this.report(
      'wrong-format',
      severity,
      {
        at: node,
        message:
          repaired === undefined
            ? `ECS does not take "${cut(node.value, 40)}" for ${nameOf(node)}: ${formOf(node)}`
            : `${nameOf(node)} "${cut(node.value, 40)}" has characters that ECS does not take: write "${cut(repaired, 40)}"`,
        fixes:
          repaired === undefined ? [] : [{ title: `Write "${cut(repaired, 40)}"`, edits: [replace(node, repaired)] }],
      },
      reason,
    );
  }

  private count(node: ArrayNode, limit: Schema, severity: Severity, reason?: Reason): void {
    if (limit.maxItems !== undefined && node.items.length > limit.maxItems && !node.open) {
      this.report(
        'out-of-range',
        severity,
        { at: node, message: `${nameOf(node)} may have ${limit.maxItems} items, not ${node.items.length}` },
        reason,
      );
    }
    if (limit.minItems !== undefined && node.items.length < limit.minItems && !node.open) {
      this.report(
        'out-of-range',
        severity,
        {
          at: node,
          message: `${nameOf(node)} needs at least ${limit.minItems} ${limit.minItems === 1 ? 'item' : 'items'}`,
        },
        reason,
      );
    }
    if (limit.items) for (const item of node.items) this.item(item, limit.items, limit);
  }

  private item(node: ValueNode, schema: Schema, owner: Schema): void {
    if (node.kind === 'string' && (node.value === '' || isPlaceholder(node))) return;
    this.limit(node, { ...schema, ...(owner['x-because'] ? { 'x-because': owner['x-because'] } : {}) });
  }
}

/** The month of the SDK that the schema was generated from, for messages about members that ECS may have learned since. */
const API_DATE = 'November 2026';

/** An object with nothing but empty texts, as `--generate-cli-skeleton` leaves them behind: deploy tools drop it as a whole. */
function isLeftover(node: ObjectNode): boolean {
  return (
    node.properties.length > 0 &&
    node.properties.every(({ value }) => value?.kind === 'null' || (value?.kind === 'string' && value.value === ''))
  );
}

const PATTERNS = new Map<string, RegExp>();

function pattern(source: string): RegExp {
  let found = PATTERNS.get(source);
  if (!found) {
    found = new RegExp(source, 'u');
    PATTERNS.set(source, found);
  }
  return found;
}

function hasType(node: ValueNode, type: NonNullable<Schema['type']>): boolean {
  switch (node.kind) {
    case 'number':
      return type === 'integer' && Number.isInteger(node.value);
    case 'boolean':
      return type === 'boolean';
    default:
      return node.kind === type;
  }
}

/** A text with the characters replaced that its pattern does not take; undefined where that does not help. */
function repair(node: StringNode, expected: RegExp): string | undefined {
  const trimmed = node.value.trim();
  const attempts = [trimmed, trimmed.toLowerCase()];
  // Only names may be rewritten: in an address, an ARN or a reference each character means something.
  if (/^"(?:family|name)"$/.test(nameOf(node))) attempts.push(trimmed.replaceAll(/[^A-Za-z0-9_-]+/g, '-'));
  return attempts.find((attempt) => attempt !== '' && expected.test(attempt));
}

/** Sets an amount; a soft limit of memory takes the hard one along where that would be below it. */
function setTo(node: NumberNode, value: number): Fix {
  const property = propertyAbove(node);
  const hard = property?.key.value === 'memoryReservation' ? propertyOf(property.parent, 'memory')?.value : undefined;
  const raises = hard?.kind === 'number' && hard.value < value;
  return {
    title: raises ? `Set memory and memoryReservation to ${value}` : `Set to ${value}`,
    edits: [replace(node, value), ...(raises ? [replace(hard, value)] : [])],
  };
}

/** What to write for a member that is missing. */
function skeleton(key: string, schema: Schema, task: TaskDefinition): Json | undefined {
  if (key === 'family') return new Ask('my-service');
  if (key === 'containerDefinitions') {
    // Where the task reserves no memory, each container has to.
    const reserved = task.requires('FARGATE') === 'yes' || task.string('memory').state !== 'absent';
    const memory = reserved ? {} : { memory: 512 };
    return [{ name: new Ask('app'), image: new Ask('REGISTRY/IMAGE:TAG'), ...memory, essential: true }];
  }
  if (key === 'image') return new Ask('REGISTRY/IMAGE:TAG');
  if (key === 'name') return new Ask(freeName(task, task.containers.length > 1 ? 'container' : 'app'));
  const resolved = resolve(schema);
  if (resolved.enum) return resolved.enum.length === 1 ? resolved.enum[0]! : new Ask(resolved.enum[0]!);
  if (resolved.type === 'boolean') return true;
  if (resolved.type === 'integer') return limits(schema).find((limit) => limit.minimum !== undefined)?.minimum ?? 1;
  if (resolved.type === 'string') return new Ask(key.replaceAll(/([A-Z])/g, '_$1').toUpperCase());
  return undefined;
}

/** The name, with a number behind it where a container has it already. */
function freeName(task: TaskDefinition, name: string): string {
  const taken = new Set(task.containers.items.map((container) => container.name.value));
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}-${n}`;
  return free;
}

function missingMessage(key: string, schema: Schema, severity: Severity): string {
  if (schema === REQUEST) return `A task definition needs "${key}": add it`;
  if (schema === CONTAINER && key === 'image')
    return `This container has no "image": add it${severity === 'error' ? '' : ', unless your pipeline fills it in'}`;
  return `"${key}" is missing: add it`;
}

/** A name as it stands in the middle of a sentence. */
function inSentence(reader: string): string {
  return reader.replace(/^The /, 'the ');
}

function emptyMessage(key: string, schema: Schema): string {
  const slot = schema === CONTAINER && key === 'image' ? ', unless your pipeline fills it in' : '';
  return `"${key}" is empty: give it a value${slot}`;
}

/** What to write, by member, or by list and member where several have a member of the name. */
const FORMS = table<string>({
  accessPointArn: 'write the whole ARN',
  accessPointId: 'write an id as in "fsap-0123456789abcdef0"',
  containerPath: 'write a path from the root, as in "/data"',
  containerPortRange: 'write two ports, as in "8000-8010"',
  cpu: 'write units as in "256", or "1 vCPU"',
  credentialSpecs: 'write "credentialspec:" and an ARN',
  credentialsParameter: 'write the ARN of a secret',
  dnsSearchDomains: 'write a domain as in "example.com"',
  dockerSecurityOptions: 'write one as in "no-new-privileges"',
  'environmentFiles.value': 'write the ARN of a ".env" file in S3',
  family: 'write letters, digits, "-" and "_"',
  fileSystemArn: 'write the whole ARN',
  fileSystemId: 'write an id as in "fs-0123456789abcdef0"',
  image: 'write up to 255 characters, and a digest as "@sha256:" with 64 hex digits',
  ipAddress: 'write an address as in "10.0.0.5"',
  links: 'write "NAME" or "NAME:ALIAS"',
  memory: 'write MiB as in "512", or "1 GB"',
  mountOptions: 'write one option, as in "noexec"',
  name: 'write letters, digits, "-" and "_"',
  namespace: 'write one that a container has, as in "net.core.somaxconn"',
  'tags.key': 'write letters, digits, spaces and _.:/=+-@, without "aws:" in front',
  'tags.value': 'write letters, digits, spaces and _.:/=+-@, without "aws:" in front',
  user: 'write "USER" or "USER:GROUP"',
  valueFrom: 'write an ARN of Secrets Manager or Parameter Store',
  workingDirectory: 'write a path from the root, as in "/app"',
});

function formOf(node: ValueNode): string {
  const property = propertyAbove(node);
  const list = property && propertyAbove(property);
  const key = property?.key.value ?? '';
  return FORMS[`${list?.key.value}.${key}`] ?? FORMS[key] ?? 'write it as the documentation shows';
}

/** The known member that a misspelt one is taken for. */
function meant(key: string, schema: Schema): string | undefined {
  return apiSpelling(key, schema.properties!) ?? nearest(key, Object.keys(schema.properties!))[0];
}

/** Whether a placement constraint is one of a service, which takes no expression: its type is reported. */
function isOfService(constraint: ObjectNode): boolean {
  const type = propertyOf(constraint, 'type')?.value;
  return type?.kind === 'string' && type.value === 'distinctInstance';
}

/** The placement constraint that a type stands in, with the list where it is the only one; undefined elsewhere. */
function constraintOf(type: StringNode): PropertyNode | ValueNode | undefined {
  const constraint = type.parent?.kind === 'property' ? type.parent.parent : undefined;
  const list = constraint?.parent;
  if (!constraint || list?.kind !== 'array') return undefined;
  const owner = list.parent;
  if (owner?.kind !== 'property' || owner.key.value !== 'placementConstraints') return undefined;
  return list.items.length === 1 ? owner : constraint;
}
