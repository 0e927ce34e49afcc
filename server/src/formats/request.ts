import { API } from '../model/dialect.ts';
import { READ_ONLY_PROPERTIES } from '../model/facts.ts';
import type { TaskPart } from '../model/part.ts';
import type { SourceDocument } from '../syntax/document.ts';
import { type ArrayNode, type ObjectNode, type PropertyNode, propertyOf, type ValueNode } from '../syntax/node.ts';
import { accept, type Detection, type Intent, refuse } from './detection.ts';
import { hasTaskFileName, isJsonName, languageOf } from './file-names.ts';

/** Members that identify a task definition on their own, in lower case without separators. */
const TELLING = new Set(
  [
    'family',
    'containerDefinitions',
    'networkMode',
    'requiresCompatibilities',
    'taskRoleArn',
    'executionRoleArn',
    'runtimePlatform',
    ...READ_ONLY_PROPERTIES,
  ].map(plain),
);

/** Members of a container that are not found in lists of other things with a name and an image. */
const CONTAINER_TELLING = new Set(
  [
    'essential',
    'portMappings',
    'memory',
    'memoryReservation',
    'cpu',
    'environment',
    'secrets',
    'logConfiguration',
    'mountPoints',
    'entryPoint',
    'command',
    'dependsOn',
    'healthCheck',
    'links',
    'user',
    'volumesFrom',
    'firelensConfiguration',
  ].map(plain),
);

/** Members that show that the object is something else, and what. */
const OTHERS: readonly [key: string, product: string][] = [
  ['AWSEBDockerrunVersion', 'an Elastic Beanstalk Dockerrun file'],
  ['desiredCount', 'an ECS service definition'],
  ['deploymentConfiguration', 'an ECS service definition'],
  ['schedulingStrategy', 'an ECS service definition'],
  ['overrides', 'input for RunTask'],
  ['openapi', 'an OpenAPI description'],
];

/** Members that show it only if there is no sign of a task definition beside them. */
const OTHERS_BY_THEMSELVES: readonly [key: string, product: string][] = [
  // In CloudFormation this is an object.
  ['Resources', 'a CodeDeploy AppSpec file'],
  ['containerOverrides', 'input for RunTask'],
  ['loadBalancers', 'an ECS service definition'],
  ['serviceName', 'an ECS service definition'],
  ['Statement', 'an IAM policy'],
  ['services', 'a Compose file'],
  ['apiVersion', 'a Kubernetes object'],
  ['devDependencies', 'a package description'],
  ['compilerOptions', 'TypeScript settings'],
  ['terraform', 'a Terraform configuration'],
  ['resource', 'a Terraform configuration'],
];

/**
 * Decides whether a document is a task definition as the API takes it, the output of `describe-task-definition`, or a
 * bare list of containers.
 */
export function detectRequest(fileName: string, document: SourceDocument, intent: Intent): Detection {
  if (document.language.id === 'yaml') return detectYaml(document, intent);
  const named = hasTaskFileName(fileName);
  const root = document.root;
  const isBroken = document.templates.length === 0 && document.problems.some(({ code }) => code === 'syntax');
  const language = languageOf(fileName);
  // JSON is recognized whatever the file's name.
  if (language && (isBroken || !/^\s*[[{]/.test(document.text)))
    return refuse(`Taskdef does not read ${language}${language === 'programs' ? '' : ' yet'}.`, true);
  const found =
    root?.kind === 'object'
      ? detectObject(root, named, intent)
      : root?.kind === 'array'
        ? detectArray(root, named, intent)
        : undefined;
  if (found && (found.accepted || found.otherProduct || !named || !isBroken || !isJsonName(fileName))) return found;
  // A template that does not begin with a value yet may become anything.
  if (intent === 'asked' || (named && (isJsonName(fileName) || !isBroken))) {
    const why = named ? 'its name says so' : 'you asked for it';
    return accept(`Treated as a task definition, because ${why}.`);
  }
  return refuse('It contains no JSON object or list.');
}

/**
 * YAML is used for everything, and file names say little: only the content counts, even if the user asked. Each document
 * of a text may be a task definition.
 */
function detectYaml({ root, others }: SourceDocument, intent: Intent): Detection {
  const [first, ...more] = [root, ...others].map((one) => detectYamlDocument(one, intent));
  const found = [first!, ...more].filter((one) => one.accepted);
  if (found.length <= 1) return found[0] ?? first!;
  const parts = found.flatMap((one) => one.parts);
  const { reason } = found[0]!;
  return accept(
    `${reason.replace(/\.$/, '')}, and there are ${found.length} documents of that kind.`,
    ...parts.map((part, i) => ({ ...part, id: `document ${i + 1}` })),
  );
}

function detectYamlDocument(root: ValueNode | undefined, intent: Intent): Detection {
  const isTask =
    root?.kind === 'object' && (hasStructure(root, 'containerDefinitions') || propertyOf(root, 'taskDefinition'));
  const isLike = root?.kind === 'object' && root.properties.some(({ key }) => TELLING.has(plain(key.value)));
  if (root?.kind === 'object' && (isTask || (isLike && intent === 'asked'))) return detectObject(root, false, intent);
  return refuse(
    'It is YAML without "containerDefinitions" at the top level, and not a template with a task definition.',
    true,
  );
}

function detectObject(root: ObjectNode, named: boolean, intent: Intent): Detection {
  for (const [key, product] of OTHERS) {
    if (propertyOf(root, key)) return refuse(`It is ${product}: it has "${key}" at the top level.`, true);
  }
  const ofDaemon = daemonSign(root);
  if (ofDaemon) return refuse(`It is about a daemon of Managed Instances: it has ${ofDaemon}.`, true);
  if (listsTypes(root)) return refuse('It contains the types of the members, not their values.', true);
  if (hasStructure(root, 'containerDefinitions') || hasStructure(root, 'ContainerDefinitions')) {
    return accept('It has "containerDefinitions" at the top level.', requestPart(root));
  }
  const wrapper = propertyOf(root, 'taskDefinition');
  if (wrapper?.value?.kind === 'object') {
    return accept(
      'It is the output of describe-task-definition: the task definition is in "taskDefinition".',
      requestPart(wrapper.value, wrapper),
    );
  }
  if (isContainer(root, named)) return accept('It is a single container definition.', listPart(listOf(root)));
  const telling = root.properties.find((property) => TELLING.has(plain(property.key.value)));
  const other = telling ? undefined : OTHERS_BY_THEMSELVES.find(([key]) => propertyOf(root, key));
  if (other) return refuse(`It is ${other[1]}: it has "${other[0]}" at the top level.`, true);
  if (named && telling) return accept(`Its name says so, and it has "${telling.key.value}".`, requestPart(root));
  if (named && root.properties.length === 0) return accept('Its name says so.', requestPart(root));
  if (intent === 'asked') return accept('You asked Taskdef to check it.', requestPart(root));
  return refuse(
    named
      ? 'Its name says so, but it has no member of a task definition, for example "family" or "containerDefinitions".'
      : 'It has no "containerDefinitions" at the top level.',
  );
}

function detectArray(root: ArrayNode, named: boolean, intent: Intent): Detection {
  if (listsTypes(root)) return refuse('It contains the types of the members, not their values.', true);
  const objects = root.items.filter((item): item is ObjectNode => item.kind === 'object');
  const likely = objects.some(
    (object) =>
      propertyOf(object, 'name') &&
      propertyOf(object, 'image') &&
      (named || object.properties.some((property) => CONTAINER_TELLING.has(plain(property.key.value)))),
  );
  const partly =
    named &&
    objects.some((object) => object.properties.some((property) => CONTAINER_TELLING.has(plain(property.key.value))));
  const isEmpty = named && root.items.length === 0 && !root.open;
  if (likely || partly || isEmpty) return accept('It is a list of container definitions.', listPart(root));
  if (intent === 'asked') return accept('You asked Taskdef to check it.', listPart(root));
  return refuse('It is a list, but not of container definitions.');
}

/** Members of a container that no other product's objects with a name and an image have. */
const CONTAINER_ONLY = [
  'essential',
  'portMappings',
  'memoryReservation',
  'logConfiguration',
  'mountPoints',
  'volumesFrom',
  'firelensConfiguration',
  'readonlyRootFilesystem',
  'repositoryCredentials',
  'entryPoint',
  'linuxParameters',
  'dockerLabels',
];

/** Whether an object is a container without any task-level members. */
function isContainer(root: ObjectNode, named: boolean): boolean {
  if (!propertyOf(root, 'name') || !propertyOf(root, 'image')) return false;
  if (root.properties.some(({ key }) => TELLING.has(plain(key.value)))) return false;
  return named
    ? root.properties.some(({ key }) => CONTAINER_TELLING.has(plain(key.value)))
    : CONTAINER_ONLY.some((key) => propertyOf(root, key));
}

/** Wraps a container in a list that is not in the text. The container keeps its own place. */
function listOf(container: ObjectNode): ArrayNode {
  return {
    kind: 'array',
    items: [container],
    open: true,
    parent: undefined,
    get offset() {
      return container.offset;
    },
    get length() {
      return container.length;
    },
  } as ArrayNode;
}

/** `string`, `List of strings`, `integer?`, `array<object>`. */
const TYPE_WORD = /^(?:string|integer|int|number|boolean|bool|list|map|array|object)s?(?:$|[\s?|<[({,].*)/i;
const TYPE_NAME = /^[A-Z][A-Za-z]+(?:<\w+>|\[\])?$/;

/** Whether all strings in a value, at any depth, are names of types, as in a description of the API. */
function listsTypes(root: ValueNode): boolean {
  let words = 0;
  const isTyped = (node: ValueNode | undefined): boolean => {
    if (node?.kind === 'object') return node.properties.every(({ value }) => isTyped(value));
    if (node?.kind === 'array') return node.items.every(isTyped);
    if (node?.kind !== 'string' || node.value === '') return true;
    if (TYPE_WORD.test(node.value)) words++;
    else return TYPE_NAME.test(node.value);
    return true;
  };
  return isTyped(root) && words > 1;
}

/**
 * What shows that this is input for RegisterDaemonTaskDefinition or CreateDaemon, or what describes such a thing.
 * Daemons of Managed Instances have task definitions of their own, which look much like those of services.
 * Source: DaemonVolume, DaemonPidMode, DaemonIpcMode, DescribeDaemonTaskDefinitionResponse and CreateDaemonRequest in
 * @aws-sdk/client-ecs 3.1164.0, checked 2026-11-28.
 */
function daemonSign(root: ObjectNode): string | undefined {
  const key = ['daemonTaskDefinition', 'daemonTaskDefinitionArn', 'daemonName'].find((one) => propertyOf(root, one));
  if (key) return `"${key}"`;
  const mode = ['pidMode', 'ipcMode'].find((one) => {
    const value = propertyOf(root, one)?.value;
    return value?.kind === 'string' && value.value === 'shared';
  });
  if (mode) return `the ${mode} "shared"`;
  const volumes = propertyOf(root, 'volumes')?.value;
  const items = volumes?.kind === 'array' ? volumes.items : [];
  return items.some((item) => item.kind === 'object' && propertyOf(item, 'logDriverVolumeConfiguration'))
    ? 'a volume with "logDriverVolumeConfiguration"'
    : undefined;
}

function hasStructure(object: ObjectNode, key: string): boolean {
  const value: ValueNode | undefined = propertyOf(object, key)?.value;
  return value !== undefined && value.kind !== 'string' && value.kind !== 'number' && value.kind !== 'boolean';
}

/** The part for a complete task definition. */
export function requestPart(root: ObjectNode, wrapper?: PropertyNode): TaskPart {
  return { kind: 'task', id: '', root, taskLevel: 'here', dialect: API, wrapper };
}

/** The part for a bare list of containers. */
export function listPart(root: ArrayNode): TaskPart {
  return { kind: 'task', id: '', root, taskLevel: 'elsewhere', dialect: API };
}

/** A member name without case and separators, so that CloudFormation's and Terraform's spellings are recognized too. */
function plain(key: string): string {
  return key.replaceAll(/[-_]/g, '').toLowerCase();
}
