import { isKnown } from '../../model/field.ts';
import { sidecarKind } from '../../model/sidecars.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { forEachText } from '../parts/walk.ts';
import { type Examples, rule } from '../rule.ts';

/** Names of secrets that may tell a container where another container is. */
const ADDRESS = /(?:url|uri|hosts?|addr|address|endpoint|upstream|origin)s?$/i;

/** Names of secrets that tell a container where something outside the task is. */
const ELSEWHERE =
  /database|db|redis|cache|mongo|postgres|mysql|sql|rabbit|amqp|kafka|queue|mail|smtp|aws|s3|sentry|slack|webhook|allowed|cors/i;

const OWN_HOST = /localhost|127\.0\.0\.1|::1|0\.0\.0\.0|host\.docker\.internal|172\.17\.0\.1/i;

export default rule({
  title: 'Unrelated containers share a task',
  severity: 'info',
  source: {
    from: 'Amazon ECS API reference, ContainerDefinition: essential; developer guide, application architecture',
    checked: '2026-11-24',
  },
  concept: 'task',
  why: 'The containers of a task start, stop and scale together, and an essential one that fails takes the others with it. That suits an application and its sidecars. Separate applications are better off with a task definition and a service each.',
  check(task, report) {
    const applications = independentApplications(task);
    const [first, second] = applications;
    if (!first || !second) return;
    report({
      at: second.label,
      message: `${second.title} and ${first.title} look unrelated: give each its own task definition`,
      related: applications
        .filter((container) => container !== second)
        .map((container) => ({ at: container.label, message: `${container.title} has ports of its own` })),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "everything",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "shop",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1",
      "memory": 256,
      "portMappings": [{ "containerPort": 8080 }]
    },
    {
      "name": "blog",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/blog:1",
      "memory": 256,
      "portMappings": [{ "containerPort": 9090 }]
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "shop",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "shop",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1",
      "memory": 256,
      "portMappings": [{ "containerPort": 8080 }],
      "environment": [{ "name": "PRICES_URL", "value": "http://localhost:9090" }]
    },
    {
      "name": "prices",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/prices:1",
      "memory": 256,
      "portMappings": [{ "containerPort": 9090 }]
    }
  ]
}`,
    `{
  "family": "shop",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "shop",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1",
      "memory": 256,
      "portMappings": [{ "containerPort": 8080 }]
    },
    { "name": "front", "image": "nginx:1.27", "memory": 64, "portMappings": [{ "containerPort": 80 }] }
  ]
}`,
    `{
  "family": "shop",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "shop",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1",
      "memory": 256,
      "portMappings": [{ "containerPort": 8080 }],
      "environment": [{ "name": "PRICES", "value": "\${prices}" }]
    },
    {
      "name": "prices",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/prices:1",
      "memory": 256,
      "portMappings": [{ "containerPort": 9090 }]
    }
  ]
}`,
  ],
};

/**
 * The essential containers with their own ports that have nothing to do with each other; none if that is not certain.
 */
function independentApplications(task: TaskDefinition): Container[] {
  // A task definition has ten containers at most. More are a different mistake.
  if (task.containers.length > 10) return [];
  const applications = task.containers.items.filter(
    (container) =>
      isKnown(container.essential, true) &&
      container.list('portMappings').length > 0 &&
      sidecarKind(container) === undefined,
  );
  if (applications.length < 2 || sharesNamespace(task) || task.object('proxyConfiguration').presence !== 'absent')
    return [];
  // A container in between, such as a proxy or a data store, may be what connects them.
  if (task.containers.items.some((container) => isBetween(container))) return [];
  if (hasDoubles(applications.map((container) => container.text('image')?.value))) return [];
  if (hasDoubles(applications.flatMap(sharedThings))) return [];
  return applications.some((container) => refersToOthers(container, task)) ? [] : applications;
}

/** Whether the containers deliberately see each other's processes or memory. */
function sharesNamespace(task: TaskDefinition): boolean {
  return task.containers.open || task.string('pidMode').state !== 'absent' || task.string('ipcMode').state !== 'absent';
}

function isBetween(container: Container): boolean {
  const kind = sidecarKind(container);
  return kind === 'proxy' || kind === 'data store';
}

/** The volumes that a container mounts, each once. */
function sharedThings(container: Container): string[] {
  return [...new Set(container.list('mountPoints').items.flatMap((mount) => mount.text('sourceVolume')?.value ?? []))];
}

/** Whether a container refers to another one by name, port or shared host, or might do so through a deferred value. */
function refersToOthers(container: Container, task: TaskDefinition): boolean {
  if ((['dependsOn', 'links', 'volumesFrom', 'environmentFiles'] as const).some((key) => asks(container, key)))
    return true;
  const environment = container.list('environment');
  if (environment.open || environment.items.some((variable) => variable.string('value').state === 'deferred'))
    return true;
  const secrets = container.list('secrets');
  if (secrets.open || secrets.items.some((secret) => mayBeAddress(secret.text('name')?.value ?? ''))) return true;
  const words = wordsOf(container);
  if (!words) return true;
  return task.containers.items.some(
    (other) => other !== container && identifiersOf(other).some((identifier) => words.has(identifier)),
  );
}

function mayBeAddress(name: string): boolean {
  return ADDRESS.test(name) && !ELSEWHERE.test(name);
}

function asks(container: Container, key: 'dependsOn' | 'links' | 'volumesFrom' | 'environmentFiles'): boolean {
  const value = container.member(key)?.value;
  return value !== undefined && value.kind !== 'null' && !(value.kind === 'array' && value.items.length === 0);
}

/** The words in what a container is told; undefined if the shared host is among them. */
function wordsOf(container: Container): Set<string> | undefined {
  const words = new Set<string>();
  let usesOwnHost = false;
  for (const key of ['environment', 'command', 'entryPoint', 'dockerLabels', 'extraHosts'] as const) {
    forEachText(container.member(key)?.value, (text) => {
      if (OWN_HOST.test(text)) usesOwnHost = true;
      for (const word of text.toLowerCase().match(/[a-z0-9_-]+/g) ?? []) words.add(word);
    });
  }
  return usesOwnHost ? undefined : words;
}

/** What other containers know a container by: its name and its ports. */
function identifiersOf(container: Container): string[] {
  const name = container.text('name')?.value.toLowerCase();
  const ports = container.list('portMappings').items.flatMap((mapping) => mapping.number('containerPort').value ?? []);
  return [...(name ? [name] : []), ...ports.map(String)];
}

function hasDoubles(values: readonly (string | undefined)[]): boolean {
  return new Set(values).size < values.length;
}
