import { LOG_OPTIONS } from '../../../model/log-options.ts';
import type { Container, TaskDefinition } from '../../../model/task.ts';
import { logsOf } from '../../../rules/parts/log-configuration.ts';
import { awslogsOptionsStub, awslogsStub, roleStub } from '../../../rules/parts/stubs.ts';
import { hasCommentInside } from '../../../syntax/comments.ts';
import { insert, type NodeEdit, set } from '../../../syntax/edit.ts';
import type { ArrayNode, PropertyNode } from '../../../syntax/node.ts';
import type { Ask, Json } from '../../../syntax/value.ts';
import type { Change, Refactor, Refactoring } from './refactoring.ts';

/** The most containers that ECS accepts in a task definition. Source: Amazon ECS service quotas, checked 2026-11-24. */
const MOST_CONTAINERS = 10;

/** A container to add beside the others. */
interface Sidecar {
  readonly title: string;
  readonly name: string;
  /** The image. If no version is known to exist, the user is asked for one. */
  readonly image: string | Ask;
  /** Names that show that the sidecar is already there. */
  readonly known: RegExp;
  /** MiB to reserve if the task has no memory of its own. */
  readonly memoryMiB: number;
  readonly members: { readonly [key: string]: Json };
  readonly description: string;
}

/**
 * Sources: AWS X-Ray developer guide, running the daemon on Amazon ECS, and its support timeline; CloudWatch user guide,
 * CloudWatch agent on Amazon ECS; releases of aws-observability/aws-otel-collector and aws/aws-for-fluent-bit; checked
 * 2026-11-24.
 */
const BESIDE: readonly Sidecar[] = [
  {
    title: 'Add the ADOT Collector as a sidecar (OpenTelemetry)',
    name: 'aws-otel-collector',
    image: 'public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0',
    known: /otel|adot|opentelemetry/,
    memoryMiB: 512,
    members: { command: ['--config=/etc/ecs/ecs-default-config.yaml'] },
    description:
      'It listens at localhost:4317 and 4318. The task role must allow what it sends to: X-Ray and CloudWatch.',
  },
  {
    title: 'Add the CloudWatch agent as a sidecar',
    name: 'cloudwatch-agent',
    image: 'public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300062.0b1304',
    known: /cloudwatch-agent|cwagent/,
    memoryMiB: 256,
    members: {
      environment: [
        {
          name: 'CW_CONFIG_CONTENT',
          value: '{"traces":{"traces_collected":{"xray":{},"otlp":{}}},"logs":{"metrics_collected":{"emf":{}}}}',
        },
      ],
    },
    description: 'The task role needs the policy CloudWatchAgentServerPolicy.',
  },
  {
    title: 'Add the X-Ray daemon as a sidecar',
    name: 'xray-daemon',
    image: 'public.ecr.aws/xray/aws-xray-daemon:3.x',
    known: /x-?ray/,
    memoryMiB: 256,
    members: {},
    description:
      'It listens at localhost:2000, and the task role needs the policy AWSXRayDaemonWriteAccess. AWS supports it until 2027-02-25 and advises OpenTelemetry.',
  },
];

const LOG_ROUTER: Sidecar = {
  title: 'Add a FireLens log router as a sidecar',
  name: 'log_router',
  image: 'public.ecr.aws/aws-observability/aws-for-fluent-bit:3.5.10',
  known: /fluent-?bit|fluentd|log[-_]?router|firelens/,
  memoryMiB: 64,
  members: { firelensConfiguration: { type: 'fluentbit', options: { 'enable-ecs-log-metadata': 'true' } } },
  description: 'Fluent Bit gets the output of the containers. The task role has to allow it to write the logs.',
};

/** Adds a well-known sidecar for traces, metrics or logs. */
export const addSidecar: Refactor = (task) => {
  const list = listOfContainers(task);
  if (!list || task.isWindows !== 'no' || list.items.length >= MOST_CONTAINERS || task.containers.length === 0)
    return [];
  return [
    ...(sharesLocalhost(task) ? BESIDE.flatMap((sidecar) => beside(task, list, sidecar)) : []),
    ...router(task, list),
  ];
};

function listOfContainers(task: TaskDefinition): ArrayNode | undefined {
  const node = task.root.kind === 'array' ? task.root : task.containers.node;
  return node && !node.open && !task.containers.open ? node : undefined;
}

/** Whether containers reach each other at localhost, where these sidecars listen. */
function sharesLocalhost(task: TaskDefinition): boolean {
  const mode = task.networkMode;
  if (mode.state === 'known') return mode.value === 'awsvpc' || mode.value === 'host';
  return mode.state === 'deferred' || task.requires('FARGATE') === 'yes';
}

function beside(task: TaskDefinition, list: ArrayNode, sidecar: Sidecar): Refactoring[] {
  if (task.containers.items.some((container) => isThere(container, sidecar))) return [];
  const container = {
    name: sidecar.name,
    image: sidecar.image,
    essential: false,
    ...memory(task, sidecar),
    ...sidecar.members,
    logConfiguration: awslogsStub(task, sidecar.name),
  };
  return [offer(task, sidecar, [change(sidecar, [insert(list, container), ...roles(task)])])];
}

/** A log router is useful only if containers log through it. */
function router(task: TaskDefinition, list: ArrayNode): Refactoring[] {
  const isTaken = task.containers.items.some(
    (container) => container.object('firelensConfiguration').presence !== 'absent' || isThere(container, LOG_ROUTER),
  );
  if (isTaken) return [];
  const routed = [...silent(task), ...onAwslogs(task)];
  if (routed.length === 0) return [];
  const container = {
    name: LOG_ROUTER.name,
    image: LOG_ROUTER.image,
    // If the router stopped, the logs would be lost.
    essential: true,
    ...memory(task, LOG_ROUTER),
    ...LOG_ROUTER.members,
    logConfiguration: awslogsStub(task, LOG_ROUTER.name),
  };
  return [
    offer(task, LOG_ROUTER, [
      change(LOG_ROUTER, [insert(list, container), ...roles(task)]),
      {
        label: 'Log through the router',
        description: 'It writes to the same log groups as before. The names of the log streams change.',
        edits: routed,
      },
    ]),
  ];
}

function silent(task: TaskDefinition): NodeEdit[] {
  return task.containers.items
    .filter((container) => container.object('logConfiguration').presence === 'absent')
    .map((container) => {
      const { 'awslogs-group': group, 'awslogs-region': region } = awslogsOptionsStub(task, container);
      return set(container.node, 'logConfiguration', throughRouter(group!, region!, 'ecs/'));
    });
}

/** Log configurations that say only where to log, and have no comment to lose. */
function onAwslogs(task: TaskDefinition): NodeEdit[] {
  return logsOf(task, 'awslogs').flatMap(({ container, log, options }) => {
    const [group, region, prefix] = (['awslogs-group', 'awslogs-region', 'awslogs-stream-prefix'] as const).map(
      (name) => options.text(name)?.value,
    );
    const isPlain = options.node?.properties.every(({ key }) => PLAIN.has(key.value)) && !log.has('secretOptions');
    if (!group || !region || !isPlain || hasCommentInside(task.document, log.property!)) return [];
    const value = throughRouter(group, region, `${prefix || 'ecs'}/`);
    return [set(container.node, 'logConfiguration', value)];
  });
}

const PLAIN = new Set(LOG_OPTIONS.awslogs.filter((name) => /group|region|stream-prefix/.test(name)));

function throughRouter(group: Json, region: Json, prefix: string): Json {
  const options = { Name: 'cloudwatch_logs', region, log_group_name: group, log_stream_prefix: prefix };
  return { logDriver: 'awsfirelens', options };
}

function isThere(container: Container, { known }: Sidecar): boolean {
  return known.test(`${container.text('name')?.value ?? ''} ${container.text('image')?.value ?? ''}`.toLowerCase());
}

/** Containers share the task's memory if there is any; otherwise each must state its own. */
function memory(task: TaskDefinition, { memoryMiB }: Sidecar): { memoryReservation?: number } {
  return task.string('memory').state === 'absent' ? { memoryReservation: memoryMiB } : {};
}

/** The two roles that the sidecar cannot work without. */
function roles(task: TaskDefinition): NodeEdit[] {
  if (!task.node) return [];
  const place = task.member('executionRoleArn') ? 'executionRoleArn' : 'family';
  return [
    ...(task.requires('FARGATE') === 'yes' && task.string('executionRoleArn').state === 'absent'
      ? [set(task.node, 'executionRoleArn', roleStub('ecsTaskExecutionRole', task), place)]
      : []),
    ...(task.string('taskRoleArn').state === 'absent'
      ? [set(task.node, 'taskRoleArn', roleStub('ecsTaskRole', task), place)]
      : []),
  ];
}

function change({ name, description }: Sidecar, edits: readonly NodeEdit[]): Change {
  return { label: `Add container "${name}"`, description, edits };
}

function offer(task: TaskDefinition, { title }: Sidecar, changes: readonly Change[]): Refactoring {
  const key: PropertyNode | undefined = task.member('containerDefinitions');
  return { title, kind: 'refactor.rewrite', at: key ? [key.key] : [], changes };
}
