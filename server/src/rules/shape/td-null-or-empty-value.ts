import type { Report, Severity } from '../../findings/report.ts';
import { READ_ONLY_PROPERTIES } from '../../model/facts.ts';
import { CONTAINER, memberOf, REQUEST, resolve, type Schema } from '../../schema/schema.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import type { ArrayNode, ObjectNode, PropertyNode, SyntaxNode, ValueNode } from '../../syntax/node.ts';
import { removeOne } from '../parts/remove-one.ts';
import { forEachObject, holderOf } from '../parts/walk.ts';
import { containerRule, type Examples } from '../rule.ts';

/** Empty lists that ECS itself prints and accepts; `tags` and `requiresCompatibilities` have their own rules. */
const MAY_BE_EMPTY_LIST = new Set([
  'environment',
  'environmentFiles',
  'mountPoints',
  'placementConstraints',
  'portMappings',
  'requiresCompatibilities',
  'secretOptions',
  'secrets',
  'systemControls',
  'tags',
  'ulimits',
  'volumes',
  'volumesFrom',
]);

/** Members whose mere presence has a meaning: a volume that ECS or Docker provides. */
const MAY_BE_EMPTY_OBJECT = new Set(['host', 'dockerVolumeConfiguration']);

/** Maps with the user's own names and values, where an empty text is a value like any other. */
const FREE_MAPS = new Set(['dockerLabels', 'driverOpts', 'labels', 'options']);

/** Lists of arguments, where an empty text is an argument. */
const ARGUMENTS = new Set(['command', 'entryPoint']);

export default containerRule({
  title: 'A value is null or empty',
  severity: 'info',
  source: {
    from: 'the rejections that users report (fabfuel/ecs-deploy issue 231, amazon-ecs-cli issue 11); cleanNullKeys in aws-actions/amazon-ecs-deploy-task-definition index.js; types of @aws-sdk/client-ecs 3.1164.0',
    checked: '2026-11-28',
  },
  concept: 'task-definition',
  why: 'Old versions of the console and `--generate-cli-skeleton` leave empty values behind. Most have no effect. The AWS CLI refuses every `null`, and ECS refuses an empty text for a role, the CPU or memory of a task, a path on the host and a driver; the GitHub action for ECS drops them all before it registers the file.',
  yields: true,
  once: 'Remove all empty values',
  check({ node, task }, report) {
    const found = finder(task.document, report);
    searchObject(node, CONTAINER, false, found);
    if (task.document.emptyIsNull) forEachObject(node, (object) => searchEmpty(object, found));
  },
  rest(task, report) {
    const containers = new Set<ValueNode>(task.containers.items.map(({ node }) => node));
    const found = finder(task.document, report);
    if (task.root.kind === 'array') searchList(task.root, CONTAINER, true, found, containers);
    else searchObject(task.root, REQUEST, true, found, containers);
    if (task.document.emptyIsNull) forEachObject(task.root, (object) => searchEmpty(object, found), containers);
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "ipcMode": null,
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "links": [], // none
      "linuxParameters": { "devices": [], "capabilities": { "add": null } }
    }
  ]
}`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "links": [""] }]`,
    `{ "family": "web", "taskRoleArn": "", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "command": ["run", null] }] }`,
    `{ "family": "web", "volumes": [{ "name": "data", "host": {"sourcePath": ""} }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }, null] }`,
    `family: web
containerDefinitions:
  - name: web
    image: nginx:1.27
    memory: 128
    environment: # none yet
    essential: true
`,
  ],
  good: [
    `{
  "family": "web",
  "volumes": [{ "name": "data", "host": {} }],
  "placementConstraints": [],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "",
      "cpu": 0,
      "memory": 128,
      "environment": [{ "name": "PREFIX", "value": "" }],
      "dockerLabels": { "owner": "" },
      "mountPoints": [],
      "volumesFrom": []
    }
  ]
}`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "command": ["run", ""], "user": "\${user}" }]`,
    `family: web
containerDefinitions:
  - name: web
    image: nginx:1.27
    memory: 128
    environment: []
`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "", "cpu": "256", "memory": "" }`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": {} } }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "links": [], // none
      "linuxParameters": { "devices": [], "capabilities": { "add": null } }
    }
  ]
}`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128 }]`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "command": ["run"] }] }`,
    `{ "family": "web", "volumes": [{ "name": "data", "host": {} }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
    `family: web
containerDefinitions:
  - name: web
    image: nginx:1.27
    memory: 128
    # none yet
    essential: true
`,
  ],
};

type Found = (node: PropertyNode | ValueNode, message: string, severity?: Severity) => void;

function finder(document: SourceDocument, report: (finding: Report) => void): Found {
  return (node, message, severity = 'info') => {
    const value = node.kind === 'property' ? node.value : node;
    // An EFS volume whose file system is still to be filled in must not silently become a volume that is lost with
    // the task.
    const preferred = !value || !holdsSomething(value);
    const fixes = removeOne(document, node, preferred ? { preferred } : {});
    report({ at: placeOf(node), message, severity, tag: 'unnecessary', fixes });
  };
}

function searchEmpty({ properties }: ObjectNode, found: Found): void {
  for (const property of properties)
    if (!property.value) found(property, `${nullMessage(property)}, or give it a value`, 'warning');
}

/** @param except objects that are searched by themselves */
function searchObject(
  object: ObjectNode,
  schema: Schema,
  isRoot: boolean,
  found: Found,
  except?: ReadonlySet<ValueNode>,
): void {
  // The schema check reports required members that are empty.
  const needed = schema.required ?? [];
  for (const property of object.properties) {
    const { value, key } = property;
    if (!value || (isRoot && READ_ONLY_PROPERTIES.has(key.value))) continue;
    const member = schemaOf(schema, key.value);
    // If it is not a member, or its value is of the wrong kind, it is something of the user's own, such as a template's
    // words.
    if (!member || !fits(member, value)) continue;
    const isNeeded = needed.includes(key.value);
    if (!isNeeded && isLeftover(property, object)) found(property, messageFor(property), severityOf(property));
    else if (value.kind === 'object') searchObject(value, member, false, found, except);
    else if (value.kind === 'array') searchList(value, member.items ?? {}, isNeeded, found, except);
  }
}

function schemaOf(schema: Schema, key: string): Schema | undefined {
  const { additionalProperties } = schema;
  const member = memberOf(schema, key) ?? (additionalProperties || undefined);
  return member && resolve(member);
}

function fits({ type }: Schema, { kind }: ValueNode): boolean {
  const isStructure = kind === 'object' || kind === 'array';
  return !isStructure || type === undefined || type === kind;
}

/** @param isNeeded whether the list itself is required: an empty item may then be all that it has */
function searchList(
  list: ArrayNode,
  items: Schema,
  isNeeded: boolean,
  found: Found,
  except?: ReadonlySet<ValueNode>,
): void {
  const schema = resolve(items);
  const isArguments = ARGUMENTS.has(holderOf(list) ?? '');
  for (const item of list.items) {
    if (except?.has(item) || !fits(schema, item)) continue;
    if (item.kind === 'null') {
      found(item, 'This item is null, which the AWS CLI refuses: remove it', 'warning');
    } else if (!isNeeded && isEmpty(item) && !(isArguments && item.kind === 'string')) {
      found(
        item,
        holdsSomething(item)
          ? 'This item contains only empty values: fill them in, or remove it'
          : 'This item is empty and has no effect: remove it',
      );
    } else if (item.kind === 'object') searchObject(item, schema, false, found, except);
  }
}

function isLeftover({ key, value }: PropertyNode, object: ObjectNode): boolean {
  const name = key.value;
  if (value?.kind === 'null') return true;
  if (value?.kind === 'string') return value.value === '' && name !== 'value' && !FREE_MAPS.has(holderOf(object) ?? '');
  if (value?.kind === 'array') {
    if (value.items.length === 0) return !value.open && !MAY_BE_EMPTY_LIST.has(name);
    return !ARGUMENTS.has(name) && isEmpty(value);
  }
  return value?.kind === 'object' && !MAY_BE_EMPTY_OBJECT.has(name) && isEmpty(value);
}

/** Whether a value holds nothing at any depth. */
function isEmpty(node: ValueNode): boolean {
  switch (node.kind) {
    case 'null':
      return true;
    case 'string':
      return node.value === '';
    case 'array':
      return !node.open && node.items.every(isEmpty);
    case 'object': {
      const isFree = FREE_MAPS.has(holderOf(node) ?? '');
      return (
        !node.open && node.properties.every(({ value }) => value && (isFree ? value.kind === 'null' : isEmpty(value)))
      );
    }
    default:
      return false;
  }
}

function messageFor(property: PropertyNode): string {
  const { key, value } = property;
  if (value?.kind === 'null') return nullMessage(property);
  if (isRefusedByEcs(key.value, value))
    return `"${key.value}" is empty, which ECS refuses: remove it, or give it a value`;
  return value && holdsSomething(value)
    ? `"${key.value}" contains only empty values: fill them in, or remove it`
    : `"${key.value}" is empty and has no effect: remove it`;
}

function nullMessage({ key }: PropertyNode): string {
  return `"${key.value}" is null, which the AWS CLI refuses: remove it`;
}

/** Texts that ECS refuses if they are empty, according to rejections that users have reported. */
const REFUSED_EMPTY: ReadonlySet<string> = new Set([
  'cpu',
  'driver',
  'executionRoleArn',
  'memory',
  'sourcePath',
  'taskRoleArn',
]);

function isRefusedByEcs(key: string, value: ValueNode | undefined): boolean {
  return value?.kind === 'string' && value.value === '' && REFUSED_EMPTY.has(key);
}

function severityOf({ key, value }: PropertyNode): Severity {
  return value?.kind === 'null' || isRefusedByEcs(key.value, value) ? 'warning' : 'info';
}

/** Whether a value would not look empty to a reader: it has members or items, although all of them are empty. */
function holdsSomething(value: ValueNode): boolean {
  return (value.kind === 'object' && value.properties.length > 0) || (value.kind === 'array' && value.items.length > 0);
}

function placeOf(node: PropertyNode | ValueNode): SyntaxNode {
  const isPlain = node.kind === 'property' && (node.value?.kind === 'string' || node.value?.kind === 'null');
  return isPlain ? node.value! : node;
}
