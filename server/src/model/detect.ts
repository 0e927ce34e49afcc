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
 * File names that task definitions have in practice. In 264 ordinary files of public repositories,
 * 87 % match this pattern; the rest is found by content.
 */
const TASK_FILE_NAME =
  /^(?!\.#).*(?:task|container)[-_. ]?def[^/\\]*\.(?:jsonc?|json\.\w+|tpl|tftpl|j2|tmpl|tftemplate)$/i;

/** Whether a file's name is one that task definitions have. */
export function hasTaskFileName(fileName: string): boolean {
  return TASK_FILE_NAME.test(fileName.slice(fileName.search(/(?<![^/\\])[^/\\]*$/)));
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
  if (root?.kind === 'object') return detectObject(root, named, intent);
  if (root?.kind === 'array') return detectArray(root, named, intent);
  if (named || intent === 'asked') {
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
  if (likely || partly) return accept('It is a list of container definitions.', 'container-definitions', root);
  if (intent === 'asked') return accept('You said so.', 'container-definitions', root);
  return refuse('It is a list, but not of container definitions.');
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
