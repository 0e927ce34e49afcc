import type { JsonDocument } from '../syntax/json.ts';
import { type ArrayNode, type ObjectNode, propertyOf, type ValueNode } from '../syntax/node.ts';
import { READ_ONLY_PROPERTIES } from './facts.ts';
import type { Shape } from './task.ts';

/** Whether a document is a task definition, and why; the reason is shown to people. */
export type Detection = Accepted | Refused;

/** The document is treated as a task definition. */
export interface Accepted {
  readonly accepted: true;
  readonly reason: string;
  readonly shape: Shape;
  /** The task definition or the bare list of containers; undefined where the text could not be read that far. */
  readonly root: ObjectNode | ArrayNode | undefined;
}

/** The document is left alone. */
export interface Refused {
  readonly accepted: false;
  readonly reason: string;
  /** True where the content says what else the file is; false where it only shows no sign of a task definition. */
  readonly otherProduct: boolean;
}

/** How a document got here: `open` by its name and content, `asked` because somebody said it is a task definition. */
export type Intent = 'open' | 'asked';

/**
 * Endings of templates that become JSON. A closed list: what tools and editors leave beside a file (`.bak`, `.orig`, `.swp`)
 * says everything twice, and `.jq` is a program.
 */
export const TEMPLATE_ENDINGS = [
  'tpl',
  'tftpl',
  'tmpl',
  'tftemplate',
  'template',
  'j2',
  'jinja',
  'jinja2',
  'erb',
  'mustache',
  'hbs',
  'gotmpl',
  'envsubst',
  'dist',
  'example',
  'sample',
] as const;

const TEMPLATE_ENDING = new RegExp(String.raw`\.(?:${TEMPLATE_ENDINGS.join('|')})$`, 'i');

/** Whether a file's name says that JSON is made of it. What it is a template of shows in its content. */
export function hasTemplateEnding(fileName: string): boolean {
  return TEMPLATE_ENDING.test(fileName);
}

/**
 * File names that task definitions have in practice. In 264 ordinary files of public repositories,
 * 87 % match this pattern; the rest is found by content.
 */
const TASK_FILE_NAME = /^(?!\.#).*(?:task|container)[-_. ]?def[^/\\]*\.(?:jsonc?|\w+)$/i;
/** Templates of other languages. */
const OTHER_LANGUAGE =
  /\.(?:ya?ml|tf|tfvars|hcl|sh|bash|ps1|xml|toml|ini|env|conf|cfg|html?|md|txt|py|rb|js|ts|go|java|cs)\.\w+$/i;

/** Whether a file's name is one that task definitions have. */
export function hasTaskFileName(fileName: string): boolean {
  const name = fileName.slice(fileName.search(/(?<![^/\\])[^/\\]*$/));
  if (!TASK_FILE_NAME.test(name)) return false;
  return /\.jsonc?$/i.test(name) || (hasTemplateEnding(name) && !OTHER_LANGUAGE.test(name));
}

/** Whether the name says that the content is JSON, or becomes JSON. */
function isJsonName(fileName: string): boolean {
  return /\.jsonc?(?:\.\w+)?$/i.test(fileName);
}

/**
 * Whether an editor shows another version of a file under this URI: before a change that is looked at, or at an earlier time.
 * Findings in it would stand beside those of the file itself.
 */
export function isOtherVersion(uri: string): boolean {
  return /^(?:git|gitfs|gitlens|conflictResolution|vscode-local-history|vscode-bulkeditpreview\b[^:]*|chat-editing[^:]*):/.test(
    uri,
  );
}

/** Our own settings file lists rules and globs, and is never a task definition. */
function isSettingsFile(fileName: string): boolean {
  return /(?:^|[/\\])\.taskdef\.json$/.test(fileName);
}

/** Members that say "task definition" by themselves, in lower case without separators. */
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

/** Members of a container that lists of other things with a name and an image do not have. */
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

/** Members that say the object is something else, and what. */
const OTHERS: readonly [key: string, product: string][] = [
  ['AWSEBDockerrunVersion', 'an Elastic Beanstalk Dockerrun file'],
  ['AWSTemplateFormatVersion', 'a CloudFormation template'],
  ['Resources', 'a CloudFormation template'],
  ['desiredCount', 'an ECS service definition'],
  ['deploymentConfiguration', 'an ECS service definition'],
  ['schedulingStrategy', 'an ECS service definition'],
  ['overrides', 'input for RunTask'],
  ['openapi', 'an OpenAPI description'],
];

/**
 * Decides whether a document is a task definition.
 * @param fileName path or URI; only its last part counts
 * @param intent `asked` accepts whatever does not plainly belong to another product
 */
export function detect(fileName: string, document: JsonDocument, intent: Intent = 'open'): Detection {
  if (isSettingsFile(fileName)) return refuse('This is the settings file of Taskdef.', true);
  const named = hasTaskFileName(fileName);
  const root = document.root;
  const isBroken = document.templates.length === 0 && document.problems.some(({ code }) => code === 'syntax');
  if (isBroken && /\.ya?ml$/i.test(fileName)) return refuse('Taskdef does not read YAML yet.', true);
  const found =
    root?.kind === 'object'
      ? detectObject(root, named, intent)
      : root?.kind === 'array'
        ? detectArray(root, named, intent)
        : undefined;
  if (found && (found.accepted || found.otherProduct || !named || !isBroken || !isJsonName(fileName))) return found;
  // A template whose first word is no value yet may become anything.
  if (intent === 'asked' || (named && (isJsonName(fileName) || !isBroken))) {
    const why = named ? 'its name says so' : 'you said so';
    return {
      accepted: true,
      reason: `Treated as a task definition, because ${why}.`,
      shape: 'request',
      root: undefined,
    };
  }
  return refuse('It holds no JSON object or list.');
}

function detectObject(root: ObjectNode, named: boolean, intent: Intent): Detection {
  for (const [key, product] of OTHERS) {
    if (propertyOf(root, key)) return refuse(`It is ${product}: it has "${key}" at the top.`, true);
  }
  if (isDaemon(root))
    return refuse('It is the task definition of a daemon: a volume has "logDriverVolumeConfiguration".', true);
  if (hasStructure(root, 'containerDefinitions') || hasStructure(root, 'ContainerDefinitions')) {
    return accept('It has "containerDefinitions" at the top.', 'request', root);
  }
  const wrapped = propertyOf(root, 'taskDefinition')?.value;
  if (wrapped?.kind === 'object') {
    return accept(
      'It is what describe-task-definition prints: the task definition is inside "taskDefinition".',
      'describe-output',
      wrapped,
    );
  }
  if (listsTypes(root)) return refuse('It lists the types of the members, not their values.', true);
  if (isContainer(root, named)) return accept('It is one container definition.', 'container-definitions', listOf(root));
  const telling = root.properties.find((property) => TELLING.has(plain(property.key.value)));
  if (named && telling) return accept(`Its name says so, and it has "${telling.key.value}".`, 'request', root);
  if (named && root.properties.length === 0) return accept('Its name says so.', 'request', root);
  if (intent === 'asked') return accept('You said so.', 'request', root);
  return refuse(
    named
      ? 'Its name says so, but it has no member of a task definition, such as "family" or "containerDefinitions".'
      : 'It has no "containerDefinitions" at the top.',
  );
}

function detectArray(root: ArrayNode, named: boolean, intent: Intent): Detection {
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
  if (likely || partly || isEmpty)
    return accept('It is a list of container definitions.', 'container-definitions', root);
  if (intent === 'asked') return accept('You said so.', 'container-definitions', root);
  return refuse('It is a list, but not of container definitions.');
}

/** Members of a container that no object with a name and an image of another product has. */
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

/** Whether an object is a container, and nothing in it belongs to a task. */
function isContainer(root: ObjectNode, named: boolean): boolean {
  if (!propertyOf(root, 'name') || !propertyOf(root, 'image')) return false;
  if (root.properties.some(({ key }) => TELLING.has(plain(key.value)))) return false;
  return named
    ? root.properties.some(({ key }) => CONTAINER_TELLING.has(plain(key.value)))
    : CONTAINER_ONLY.some((key) => propertyOf(root, key));
}

/** A container as the only item of a list that the text does not have; the container keeps its own place. */
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

const TYPE_WORD = /^(?:string|integer|int|number|boolean|bool|list|map|array|object)$/i;
const TYPE_NAME = /^[A-Z][A-Za-z]+(?:<\w+>|\[\])?$/;

/** Whether all texts of an object are names of types, as in a description of the API. */
function listsTypes(root: ObjectNode): boolean {
  const texts = root.properties.flatMap(({ value }) => (value?.kind === 'string' ? [value.value] : []));
  return (
    texts.filter((text) => TYPE_WORD.test(text)).length > 1 &&
    texts.every((text) => TYPE_WORD.test(text) || TYPE_NAME.test(text))
  );
}

/**
 * Whether it is input for RegisterDaemonTaskDefinition, which has the outer shape of a task definition and one member more in its volumes.
 * Source: DaemonVolume in @aws-sdk/client-ecs 3.1164.0, checked 2026-11-28.
 */
function isDaemon(root: ObjectNode): boolean {
  const volumes = propertyOf(root, 'volumes')?.value;
  if (volumes?.kind !== 'array') return false;
  return volumes.items.some((item) => item.kind === 'object' && propertyOf(item, 'logDriverVolumeConfiguration'));
}

function hasStructure(object: ObjectNode, key: string): boolean {
  const value: ValueNode | undefined = propertyOf(object, key)?.value;
  return value !== undefined && value.kind !== 'string' && value.kind !== 'number' && value.kind !== 'boolean';
}

function accept(reason: string, shape: Shape, root: ObjectNode | ArrayNode): Accepted {
  return { accepted: true, reason, shape, root };
}

function refuse(reason: string, otherProduct = false): Refused {
  return { accepted: false, reason, otherProduct };
}

/** A member name without case and separators, so that CloudFormation's and Terraform's spellings are known too. */
function plain(key: string): string {
  return key.replaceAll(/[-_]/g, '').toLowerCase();
}
