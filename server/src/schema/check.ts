import { atItsPlace, type Finding, keepingComments, toFinding } from '../findings/finding.ts';
import type { Fix, Report, Severity } from '../findings/report.ts';
import { READ_ONLY_PROPERTIES, SERVICE_READ_ONLY_PROPERTIES } from '../model/facts.ts';
import { misplacedAtTop, misplacedInContainers } from '../model/misplaced.ts';
import { MOST_CONTAINERS } from '../model/most.ts';
import { isCompletedLater } from '../model/pipeline.ts';
import type { Refuser } from '../model/refusal.ts';
import type { ServiceDefinition } from '../model/service.ts';
import { labelOf, TaskDefinition } from '../model/task.ts';
import { remove, rename, replace, set } from '../syntax/edit.ts';
import { admits, isEnough } from '../syntax/effort.ts';
import {
  type ArrayNode,
  isPlaceholder,
  type NumberNode,
  type ObjectNode,
  type PropertyNode,
  type SyntaxNode,
  type ValueNode,
} from '../syntax/node.ts';
import { hasPlaceholder } from '../syntax/placeholder.ts';
import { isRead, lookedFor, recordReads, WHOLE_TEXT } from '../syntax/reads.ts';
import { apiSpelling } from './casing.ts';
import { isWrittenAsFraction } from './fraction.ts';
import { hasType } from './has-type.ts';
import { LimitCheck, refuserOf, type SchemaCode } from './limits.ts';
import { emptyMessage, isLeftover, isOfService, isSupplied, meant, missingMessage, skeleton } from './missing.ts';
import {
  aliasOf,
  belonging,
  intoNewContainer,
  looseContainer,
  type Misplaced,
  misplacedIn,
  movesOf,
  renamesOf,
  wrapIn,
} from './move.ts';
import { nearest } from './nearest.ts';
import { nameOf } from './place.ts';
import { quotedPlaceholder } from './quoted-placeholder.ts';
import type { SchemaRun } from './recheck.ts';
import { CONTAINER, limits, memberOf, REQUEST, type Reason, resolve, type Schema, SERVICES } from './schema.ts';
import { becomesText, Shapes, type WrongItem, wrongItem, wrongItems, wrongShape } from './wrong-shape.ts';

/**
 * Checks a task definition or service against the API's schema: members, types, closed lists, ranges, formats.
 * Placeholders are not judged, as they are decided later; nor are `null` and empty strings, which deploy tools drop.
 */
export function checkSchema(subject: TaskDefinition | ServiceDefinition): Finding[] {
  return new Checker(subject).run();
}

const NO_CONTAINERS: SchemaRun['ofContainers'] = new Map();

/** Checks one task definition or service, once. */
export class Checker {
  private readonly findings: Finding[] = [];
  private completedLater: boolean | undefined;
  private readonly names = new Map<ObjectNode, ReadonlySet<string>>();
  private readonly shapes: Shapes;
  private readonly limits: LimitCheck;

  private kept = NO_CONTAINERS;
  private readonly ofContainers = new Map<ValueNode, readonly Finding[]>();

  private readonly task: TaskDefinition | undefined;

  /** Whether the reader is a Go program that drops unknown members: Terraform or ecspresso. */
  private readonly isLenient: boolean;

  constructor(private readonly subject: TaskDefinition | ServiceDefinition) {
    const task = subject instanceof TaskDefinition ? subject : undefined;
    this.task = task;
    this.isLenient = subject instanceof TaskDefinition ? subject.isBareList : subject.isPartial;
    this.shapes = new Shapes(task);
    this.limits = new LimitCheck(task, (code, severity, report, reason) => this.report(code, severity, report, reason));
  }

  run(): Finding[] {
    const { part } = this.subject;
    this.misspelt(part.misspelt ?? []);
    if (part.kind === 'service') this.value(part.root, SERVICES[part.type]);
    else if (part.root.kind === 'array') this.items(part.root, CONTAINER);
    else this.value(part.root, REQUEST);
    return this.findings;
  }

  /** Members under the API's names in a format with its own. Most likely copied from JSON, so all need renaming. */
  private misspelt(properties: readonly PropertyNode[]): void {
    const [first, ...others] = properties;
    if (!first) return;
    const { dialect } = this.subject.part;
    this.report('td-cfn-casing', 'error', {
      at: first.key,
      message: `${dialect.reader} does not know "${first.key.value}"${others.length > 0 ? ` and ${others.length} more` : ''}: write an upper-case first letter`,
      fixes: [
        {
          title: others.length > 0 ? `Rename all ${properties.length} members` : 'Rename it',
          preferred: true,
          edits: properties.map((property) => rename(property, property.key.value)),
        },
      ],
      related: others.map(({ key }) => ({ at: key, message: 'This one too' })),
    });
  }

  /** @param kept the findings of containers that need not be checked */
  runFor(kept: SchemaRun['ofContainers'] = NO_CONTAINERS): SchemaRun {
    this.kept = kept;
    const findings = this.run();
    return { findings, ofContainers: this.ofContainers, completedLater: this.completedLater };
  }

  private report(code: SchemaCode, severity: Severity, report: Report, reason?: Reason): void {
    if (!admits(code)) return;
    const refusedBy = severity === 'error' ? (reason?.refusedBy ?? this.refuserOf(code)) : undefined;
    const finding = keepingComments(this.subject.document, toFinding({ id: code, severity, refusedBy }, report));
    this.findings.push({ ...finding, why: reason?.because });
  }

  private refuserOf(code: SchemaCode): Refuser {
    if (this.task) return refuserOf(code);
    // The AWS CLI notices missing required members before it sends anything.
    return code === 'missing-property' ? 'cli' : refuserOf(code, 'service');
  }

  private value(node: ValueNode, schema: Schema): void {
    if (node.kind === 'template' || node.kind === 'invalid' || node.kind === 'null') return;
    if (node.kind === 'string' && (node.value === '' || isPlaceholder(node))) {
      const wrong = quotedPlaceholder(node, schema, this.task);
      if (wrong) this.report('wrong-type', wrong.severity, wrong.report);
      return;
    }
    const resolved = resolve(schema);
    if (resolved.type && !hasType(node, resolved.type))
      return isEnough('wrong-type') ? undefined : this.wrongType(node, schema);
    if (
      resolved.type === 'integer' &&
      node.kind === 'number' &&
      isWrittenAsFraction(node, this.subject.document, this.subject.part)
    )
      return this.fraction(node);
    const ours = limits(schema);
    // A list of values in our overlay replaces the API's own list, which carries no severity.
    if (
      resolved.enum &&
      node.kind === 'string' &&
      !resolved.enum.includes(node.value) &&
      !ours.some((limit) => limit.enum)
    )
      return this.limits.unknownValue(node, resolved.enum);
    for (const limit of ours) this.limits.limit(node, limit);
    if (node.kind === 'object') this.members(node, resolved);
    else if (node.kind === 'array' && resolved.items) this.items(node, resolved.items);
  }

  private members(node: ObjectNode, schema: Schema): void {
    const misplaced = schema.properties ? misplacedIn(node, schema) : [];
    for (const one of misplaced) this.misplaced(node, one);
    const loose = this.task && schema === REQUEST ? looseContainer(node, this.task) : [];
    if (loose.length > 0) this.loose(node, loose, this.task!);
    const reported = new Set([...misplaced.flatMap(({ properties }) => properties), ...loose]);
    for (const property of node.properties) {
      if (reported.has(property)) continue;
      const member = memberOf(schema, property.key.value);
      if (member) {
        if (property.value && !this.isJudged(property, schema)) this.value(property.value, member);
      } else if (schema.additionalProperties) {
        if (property.value) this.value(property.value, schema.additionalProperties);
      } else if (schema.properties) {
        this.unknownProperty(property, schema);
      }
    }
    if (schema.required && !node.open && !isEnough('missing-property') && !isLeftover(node))
      this.required(node, schema);
  }

  /** Whether one of the format's own rules reports the type of a member. */
  private isJudged({ key, value }: PropertyNode, schema: Schema): boolean {
    return schema === REQUEST && value?.kind === 'object' && this.subject.part.dialect.judged?.has(key.value) === true;
  }

  private misplaced(node: ObjectNode, { into, properties }: Misplaced): void {
    const [first, ...others] = properties;
    const { reader, unknown } = this.subject.part.dialect;
    const [name, them] = belonging(properties);
    this.report('unknown-property', this.isLenient ? 'warning' : 'error', {
      at: first!.key,
      message: `${name} in "${into}"; here ${inSentence(reader)} ${unknown} ${them}. Move ${them}`,
      fixes: wrapIn(node, { into, properties }),
      related: others.map(({ key }) => ({ at: key, message: `This belongs in "${into}" too` })),
    });
  }

  /** Reports container members in a file that has no container to hold them. */
  private loose(root: ObjectNode, members: readonly PropertyNode[], task: TaskDefinition): void {
    const [first, ...others] = members;
    const [name, them] = belonging(members);
    this.report('unknown-property', 'error', {
      at: first!.key,
      message: `${name} in a container in "containerDefinitions"; here ${inSentence(task.part.dialect.reader)} refuses ${them}`,
      fixes: intoNewContainer(root, members, task),
      related: others.map(({ key }) => ({ at: key, message: 'This belongs to the container too' })),
    });
  }

  /** Whether a missing member was written somewhere else, and is reported there. */
  private isElsewhere(node: ObjectNode, key: string, schema: Schema): boolean {
    if (!this.task) return node.properties.some((property) => aliasOf(property.key.value, schema) === key);
    if (key === 'containerDefinitions' && schema === REQUEST && looseContainer(node, this.task).length > 0) return true;
    if (schema === CONTAINER) return misplacedAtTop(this.task.node, key) !== undefined;
    if (schema === REQUEST) return misplacedInContainers(this.task.containers.node).has(key);
    return node.properties.some((property) => aliasOf(property.key.value, schema) === key);
  }

  private required(node: ObjectNode, schema: Schema): void {
    let meants: Set<string> | undefined;
    for (const key of schema.required!) {
      if (isSupplied(this.subject, node, schema, key)) continue;
      const property = node.properties.findLast((p) => p.key.value === key);
      if (
        property &&
        property.value?.kind !== 'null' &&
        !(property.value?.kind === 'string' && property.value.value === '')
      )
        continue;
      // A half-typed or misspelt member is reported as such, not as missing.
      meants ??= new Set(
        node.properties.flatMap((p) => (memberOf(schema, p.key.value) ? [] : (meant(p.key.value, schema) ?? []))),
      );
      if (meants.has(key)) continue;
      const isUnset = !property || key === 'containerDefinitions';
      if (isUnset && this.isElsewhere(node, key, schema)) continue;
      if (key === 'expression' && this.task && isOfService(node)) continue;
      if (node === this.subject.root && !this.task && this.isLenient) continue;
      const reason = schema['x-required']?.[key];
      const template = skeleton(key, schema.properties![key]!, this.task);
      // A pipeline may yet fill in an empty value.
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
    // ecspresso itself fills in what the file leaves out.
    if (!this.task && this.isLenient) return 'warning';
    // If a pipeline completes the file, it may add the family and the containers.
    const isFilledIn = schema === REQUEST || (schema === CONTAINER && key === 'image');
    return isFilledIn && this.isCompletedLater() ? 'warning' : 'error';
  }

  private isCompletedLater(): boolean {
    this.completedLater ??= this.task !== undefined && isCompletedLater(this.task);
    return this.completedLater;
  }

  private label(node: ObjectNode): SyntaxNode {
    if (node.parent?.kind === 'property') return node.parent.key;
    return node === this.subject.root ? this.subject.label : labelOf(node, 'name');
  }

  private unknownProperty(property: PropertyNode, schema: Schema): void {
    const key = property.key.value;
    const isRoot = property.parent === this.subject.root;
    const { reader, id, unknown } = this.subject.part.dialect;
    if (isRoot && id === 'api' && (this.task ? READ_ONLY_PROPERTIES : SERVICE_READ_ONLY_PROPERTIES).has(key)) return;
    if (isEnough('unknown-property') || hasPlaceholder(key)) return;
    const spelling = apiSpelling(key, schema.properties!);
    const taken = (name: string) => this.namesIn(property.parent).has(name);
    if (spelling) {
      return this.report('td-cfn-casing', this.task || !this.isLenient ? 'error' : 'warning', {
        at: property.key,
        message: `ECS spells "${key}" as "${spelling}": rename it`,
        fixes: taken(spelling)
          ? []
          : [{ title: `Rename to "${spelling}"`, preferred: true, edits: [rename(property, spelling)] }],
      });
    }
    const near = nearest(key, Object.keys(schema.properties!)).filter((name) => !taken(name));
    const removal: Fix = { title: `Remove "${key}"`, edits: [remove(property)] };
    const moves = movesOf(property, schema, this.task);
    if (near.length > 0) {
      // A lenient reader drops unknown members silently.
      return this.report('unknown-property', this.isLenient ? 'warning' : 'error', {
        at: property.key,
        message: `ECS does not know "${key}". Did you mean "${near[0]}"?`,
        fixes: [
          ...moves,
          ...near.map((name) => ({
            title: `Rename to "${name}"`,
            edits: [rename(property, name)],
            obvious: near.length === 1 && moves.length === 0,
          })),
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
    const isMeant = elsewhere || moves.length > 0 || renames.length > 0;
    this.report('unknown-property', isMeant && !this.isLenient ? 'error' : 'warning', {
      at: property.key,
      message: elsewhere
        ? `"${key}" belongs to ${elsewhere}; here ${inSentence(reader)} ${unknown} it. Move it`
        : isMeant
          ? `${reader} ${unknown} "${key}" here. ${(moves[0] ?? renames[0])!.title}`
          : id === 'api'
            ? `The AWS CLI as of ${API_DATE} refuses "${key}" here, and other tools drop it: remove it`
            : `${reader} as of ${API_DATE} ${unknown} "${key}" here: remove it`,
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

  /** Checks a list's items; all those of the wrong shape make up one finding. */
  private items(list: ArrayNode, schema: Schema): void {
    if (resolve(schema) === CONTAINER && this.task?.containers.node === list) return this.containers(list, schema);
    const wrong: WrongItem[] = [];
    for (const item of resolve(schema) === CONTAINER ? list.items.slice(0, MOST_CONTAINERS) : list.items) {
      const found = wrongItem(item, schema, this.shapes);
      if (found) wrong.push(found);
      else this.value(item, schema);
    }
    if (wrong.length > 0) this.report('wrong-type', 'error', wrongItems(list, wrong, this.shapes));
  }

  /** The same for the task definition's containers, of which those that are kept need not be checked. */
  private containers(list: ArrayNode, schema: Schema): void {
    const wrong: WrongItem[] = [];
    for (const item of list.items.slice(0, MOST_CONTAINERS)) {
      const known = this.kept.get(item)?.map(atItsPlace);
      if (known) {
        this.findings.push(...known);
        this.ofContainers.set(item, known);
        continue;
      }
      const found = wrongItem(item, schema, this.shapes);
      if (found) wrong.push(found);
      else this.container(item, schema);
    }
    if (wrong.length > 0) this.report('wrong-type', 'error', wrongItems(list, wrong, this.shapes));
  }

  private container(item: ValueNode, schema: Schema): void {
    const before = this.findings.length;
    const reads = recordReads(() => this.value(item, schema));
    // What is proposed may follow the other containers.
    if (!isRead(reads, WHOLE_TEXT) && !lookedFor(reads, 'containerDefinitions'))
      this.ofContainers.set(item, this.findings.slice(before));
  }

  private wrongType(node: ValueNode, schema: Schema): void {
    const severity = becomesText(node, schema, this.subject) ? 'warning' : 'error';
    this.report('wrong-type', severity, wrongShape(node, schema, this.shapes));
  }

  private fraction(node: NumberNode): void {
    this.report('wrong-type', 'error', {
      at: node,
      message: `${nameOf(node)} has to be a number without a fraction or an exponent: write ${node.value}`,
      fixes: [{ title: `Write ${node.value}`, preferred: true, edits: [replace(node, node.value)] }],
    });
  }
}

/** The month of the SDK behind the schema. Messages quote it, as ECS may have gained members since. */
const API_DATE = 'November 2026';

function inSentence(reader: string): string {
  return reader.replace(/^The /, 'the ');
}
