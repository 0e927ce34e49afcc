import type { Fix, Report, Severity } from '../findings/report.ts';
import type { Refuser } from '../model/refusal.ts';
import { isStandInFor } from '../model/stand-ins.ts';
import { table } from '../model/table.ts';
import type { TaskDefinition } from '../model/task.ts';
import { cut, enumerate } from '../model/wording.ts';
import { remove, replace } from '../syntax/edit.ts';
import {
  type ArrayNode,
  enclosingProperty,
  isPlaceholder,
  type NumberNode,
  type PropertyNode,
  propertyOf,
  type StringNode,
  type ValueNode,
} from '../syntax/node.ts';
import { nearest } from './nearest.ts';
import { nameOf } from './place.ts';
import type { Reason, Schema } from './schema.ts';

/** The codes of findings that the schema check reports. */
export type SchemaCode =
  | 'wrong-type'
  | 'unknown-value'
  | 'out-of-range'
  | 'wrong-format'
  | 'missing-property'
  | 'unknown-property'
  | 'td-cfn-casing';

/** Faults that cannot be sent in a request at all. */
const UNSENDABLE: ReadonlySet<SchemaCode> = new Set(['wrong-type', 'unknown-property', 'td-cfn-casing']);

/**
 * Who refuses a file for a finding of the schema check.
 * @param action who refuses a fault that the AWS CLI would send
 */
export function refuserOf(code: SchemaCode, action: Refuser = 'registration'): Refuser {
  return UNSENDABLE.has(code) ? 'cli' : action;
}

/** Receives what a check reports, together with the reason that the schema gives. */
export type Tell = (code: SchemaCode, severity: Severity, report: Report, reason?: Reason) => void;

/** Checks values against the schema's limits: closed lists, ranges, lengths, formats, counts. */
export class LimitCheck {
  constructor(
    /** Undefined if this is not a task definition. */
    private readonly task: TaskDefinition | undefined,
    private readonly report: Tell,
  ) {}

  unknownValue(node: StringNode, values: readonly string[], severity: Severity = 'error', reason?: Reason): void {
    const constraint = this.task && node.value === 'distinctInstance' ? constraintOf(node) : undefined;
    if (constraint) {
      this.report(
        'unknown-value',
        severity,
        {
          at: node,
          message: '"distinctInstance" is only for services: remove it here',
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
          : 'Choose a supported value';
    this.report(
      'unknown-value',
      severity,
      {
        at: node,
        message: `ECS does not know "${cut(node.value, 40)}" for ${nameOf(node)}. ${say}`,
        fixes: offered.map((value) => ({
          title: `Write "${value}"`,
          preferred: value === same || value === only,
          obvious: near.length === 1,
          edits: [replace(node, value)],
        })),
      },
      reason,
    );
  }

  /** The only value that the launch type allows, provided that nothing else in the file contradicts it. */
  private onlyValue(node: StringNode): string | undefined {
    const isMode = node.parent?.kind === 'property' && node.parent.key.value === 'networkMode';
    if (!isMode || !this.task || node.parent?.parent !== this.task.root) return undefined;
    return this.task.requires('FARGATE') === 'yes' && this.task.requires('EXTERNAL') !== 'yes' ? 'awsvpc' : undefined;
  }

  limit(node: ValueNode, limit: Schema): void {
    const reason = limit['x-because'];
    const severity = reason?.severity ?? 'error';
    if (node.kind === 'number') this.range(node, limit, severity, reason);
    else if (node.kind === 'string') {
      const { parent } = node;
      if (parent?.kind !== 'property' || !isStandInFor(parent.key.value, node.value))
        this.format(node, limit, severity, reason);
    } else if (node.kind === 'array') this.count(node, limit, severity, reason);
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
        message: `${nameOf(node)} has to be ${range}, not ${node.value}`,
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
        {
          at: node,
          message: `${nameOf(node)} can have up to ${limit.maxLength} characters, but it has ${node.value.length}`,
        },
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
            ? `ECS does not accept "${cut(node.value, 40)}" for ${nameOf(node)}: ${formOf(node)}`
            : `${nameOf(node)} "${cut(node.value, 40)}" contains characters that ECS does not accept: write "${cut(repaired, 40)}"`,
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
        {
          at: node,
          message: `${nameOf(node)} can have up to ${limit.maxItems} items, but it has ${node.items.length}`,
        },
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
    if (!limit.items) return;
    // Put together once: a list may have tens of thousands of items.
    const itemLimit = limit['x-because'] ? { ...limit.items, 'x-because': limit['x-because'] } : limit.items;
    for (const item of node.items) this.item(item, itemLimit);
  }

  private item(node: ValueNode, limit: Schema): void {
    if (node.kind === 'string' && (node.value === '' || isPlaceholder(node))) return;
    this.limit(node, limit);
  }
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

/** A text with the characters replaced that its pattern does not allow; undefined if that does not make it match. */
function repair(node: StringNode, expected: RegExp): string | undefined {
  const trimmed = node.value.trim();
  const attempts = [trimmed, trimmed.toLowerCase()];
  // Only names may be rewritten: in an address, an ARN or a reference every character matters.
  const member = enclosingProperty(node)?.key.value;
  if (member === 'family' || member === 'name') attempts.push(trimmed.replaceAll(/[^A-Za-z0-9_-]+/g, '-'));
  return attempts.find((attempt) => /[^-]/.test(attempt) && expected.test(attempt));
}

/** Sets an amount. If that would put the soft memory limit above the hard one, the hard limit is raised as well. */
function setTo(node: NumberNode, value: number): Fix {
  const property = enclosingProperty(node);
  const hard = property?.key.value === 'memoryReservation' ? propertyOf(property.parent, 'memory')?.value : undefined;
  const raises = hard?.kind === 'number' && hard.value < value;
  return {
    title: raises ? `Set memory and memoryReservation to ${value}` : `Set to ${value}`,
    edits: [replace(node, value), ...(raises ? [replace(hard, value)] : [])],
  };
}

/**
 * Descriptions of what to write, keyed by member, or by list and member if several lists have a member of that name.
 */
const FORMS = table<string>({
  accessPointArn: 'write the whole ARN',
  accessPointId: 'write an id like "fsap-0123456789abcdef0"',
  containerPath: 'write an absolute path, for example "/data"',
  containerPortRange: 'write two ports, for example "8000-8010"',
  cpu: 'write CPU units, for example "256", or "1 vCPU"',
  credentialSpecs: 'write "credentialspec:" and an ARN',
  credentialsParameter: 'write the ARN of a secret',
  dnsSearchDomains: 'write a domain, for example "example.com"',
  dockerSecurityOptions: 'write an option like "no-new-privileges"',
  'environmentFiles.value': 'write the ARN of a ".env" file in S3',
  family: 'use letters, digits, "-" and "_"',
  fileSystemArn: 'write the whole ARN',
  fileSystemId: 'write an id like "fs-0123456789abcdef0"',
  image: 'use up to 255 characters, and "@sha256:" with 64 hex digits for a digest',
  ipAddress: 'write an IP address, for example "10.0.0.5"',
  links: 'write "NAME" or "NAME:ALIAS"',
  memory: 'write MiB, for example "512", or "1 GB"',
  mountOptions: 'write one option, for example "noexec"',
  name: 'use letters, digits, "-" and "_"',
  namespace: 'write a namespaced one, for example "net.core.somaxconn"',
  'tags.key': 'use letters, digits, spaces and _.:/=+-@, not beginning with "aws:"',
  'tags.value': 'use letters, digits, spaces and _.:/=+-@, not beginning with "aws:"',
  user: 'write "USER" or "USER:GROUP"',
  valueFrom: 'write the ARN of a secret or parameter',
  workingDirectory: 'write an absolute path, for example "/app"',
});

function formOf(node: ValueNode): string {
  const property = enclosingProperty(node);
  const list = property && enclosingProperty(property);
  const key = property?.key.value ?? '';
  return FORMS[`${list?.key.value}.${key}`] ?? FORMS[key] ?? 'see the documentation for its form';
}

/** The placement constraint that a type belongs to, or the whole list if it is the only one; undefined elsewhere. */
function constraintOf(type: StringNode): PropertyNode | ValueNode | undefined {
  const constraint = type.parent?.kind === 'property' ? type.parent.parent : undefined;
  const list = constraint?.parent;
  if (!constraint || list?.kind !== 'array') return undefined;
  const owner = list.parent;
  if (owner?.kind !== 'property' || owner.key.value !== 'placementConstraints') return undefined;
  return list.items.length === 1 ? owner : constraint;
}
