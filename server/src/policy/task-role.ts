import { isKnown } from '../model/field.ts';
import { table } from '../model/table.ts';
import type { Container, TaskDefinition } from '../model/task.ts';
import { enumerate } from '../model/wording.ts';
import { propertyOf, type ValueNode } from '../syntax/node.ts';
import { fillIn, Grants, type RolePolicy } from './policy.ts';
import { type Scope, scopeOf, written } from './scope.ts';

/**
 * The policy of the task role: what the containers themselves do, as far as the file shows it.
 * Source: Amazon ECS developer guide, task IAM role, ECS Exec, Amazon EFS volumes and FireLens; IAM service
 * authorization reference; checked 2026-11-28.
 */
export function taskRolePolicy(task: TaskDefinition): RolePolicy {
  const scope = scopeOf(task);
  const grants = new Grants();
  const unsure: string[] = [];
  allowExec(grants, task, unsure);
  allowFileSystems(grants, scope, task);
  for (const container of task.containers) {
    allowLogRouter(grants, scope, container, unsure);
    allowTracing(grants, container);
  }
  if (task.containers.open)
    unsure.push('Some containers are decided outside this file. What they need is not included.');
  unsure.push('This file does not say what your application itself calls, for example Amazon S3 or DynamoDB. Add it.');
  return { role: 'task', grants: grants.all(), unsure: [...fillIn(task, grants.all()), ...unsure] };
}

const EXEC = [
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
];

function allowExec(grants: Grants, { services }: TaskDefinition, unsure: string[]): void {
  const exec = services.map((service) => service.boolean('enableExecuteCommand'));
  if (exec.some((field) => isKnown(field, true)))
    grants.allow(
      'EcsExec',
      EXEC,
      ['*'],
      [],
      () =>
        'The service has ECS Exec enabled. Its sessions go through Systems Manager, whose actions support no resource-level permissions.',
    );
  else if (exec.length === 0 || exec.some(({ state }) => state === 'deferred'))
    unsure.push(
      `Whether ECS Exec is used is decided by the service. If it is, allow ${enumerate(
        EXEC.map((action) => `"${action}"`),
        'and',
      )} on "*".`,
    );
}

function allowFileSystems(grants: Grants, scope: Scope, task: TaskDefinition): void {
  let number = 0;
  const writable = writableVolumes(task);
  for (const volume of task.volumes) {
    const efs = volume.object('efsVolumeConfiguration');
    const authorization = efs.object('authorizationConfig');
    // Without IAM authorization, the file system does not look at the role.
    if (!efs.node || authorization.string('iam').value !== 'ENABLED') continue;
    number++;
    const name = written(volume.member('name')?.value, `number ${number}`);
    const prefix = `arn:${scope.partition}:elasticfilesystem:${scope.region}:${scope.account}`;
    const fileSystem = arnOf(efs.member('fileSystemId')?.value, `${prefix}:file-system/`, 'FILE_SYSTEM_ID');
    const point = authorization.member('accessPointId')?.value;
    const writes = writable?.has(name) ?? true;
    grants.allow(
      `Efs${number === 1 ? '' : number}`,
      ['elasticfilesystem:ClientMount', ...(writes ? ['elasticfilesystem:ClientWrite'] : [])],
      [fileSystem],
      [name],
      () => `Mounts volume "${name}"${writes ? '' : ', which all containers only read'}.`,
      ['If a container works as root on the files, add "elasticfilesystem:ClientRootAccess".'],
      point && {
        StringEquals: {
          'elasticfilesystem:AccessPointArn': arnOf(point, `${prefix}:access-point/`, 'ACCESS_POINT_ID'),
        },
      },
    );
  }
}

/** The names of the volumes that containers may write to; undefined if that may be any. */
function writableVolumes({ containers }: TaskDefinition): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  if (containers.open) return undefined;
  for (const container of containers) {
    const mounts = container.list('mountPoints');
    if (mounts.open) return undefined;
    for (const mount of mounts.items) {
      if (isKnown(mount.boolean('readOnly'), true)) continue;
      const source = mount.string('sourceVolume');
      if (source.state === 'deferred') return undefined;
      if (source.value !== undefined) found.add(source.value);
    }
  }
  return found;
}

function arnOf(id: ValueNode | undefined, prefix: string, otherwise: string): string {
  const text = written(id, otherwise);
  return text.startsWith('arn:') ? text : prefix + text;
}

/** What an output of a log router needs. */
interface Output {
  /** The statement's `Sid`. */
  readonly id: string;
  /** The service in the ARNs. */
  readonly service: string;
  actions(option: Option): readonly string[];
  /** @param prefix of the ARNs, up to the account */
  resources(option: Option, prefix: string): readonly string[];
}

/** The value of an option; the second text if it is left out. */
type Option = (key: string, otherwise?: string) => string;

const createsGroup = (option: Option) => /^(?:true|on)$/i.test(option('auto_create_group'));

const CLOUDWATCH: Output = {
  id: 'RouterLogs',
  service: 'logs',
  actions: (option) => [
    'logs:CreateLogStream',
    'logs:DescribeLogStreams',
    'logs:PutLogEvents',
    ...(createsGroup(option) ? ['logs:CreateLogGroup'] : []),
  ],
  resources: (option, prefix) => {
    const group = `${prefix}:log-group:${option('log_group_name', 'LOG_GROUP')}`;
    return createsGroup(option) ? [group, `${group}:*`] : [`${group}:*`];
  },
};
const FIREHOSE: Output = {
  id: 'RouterFirehose',
  service: 'firehose',
  actions: () => ['firehose:PutRecordBatch'],
  resources: (option, prefix) => [`${prefix}:deliverystream/${option('delivery_stream', 'DELIVERY_STREAM')}`],
};
const KINESIS: Output = {
  id: 'RouterKinesis',
  service: 'kinesis',
  actions: () => ['kinesis:PutRecords'],
  resources: (option, prefix) => [`${prefix}:stream/${option('stream', 'STREAM')}`],
};
const S3: Output = {
  id: 'RouterS3',
  service: 's3',
  actions: () => ['s3:PutObject'],
  // The ARN of a bucket has neither Region nor account.
  resources: (option, prefix) => [`${prefix.split(':').slice(0, 3).join(':')}:::${option('bucket', 'BUCKET')}/*`],
};

/** Outputs of Fluent Bit and Fluentd to AWS, by the name of the plug-in. Source: AWS for Fluent Bit, checked 2026-11-28. */
const OUTPUTS = table<Output>({
  cloudwatch: CLOUDWATCH,
  cloudwatch_logs: CLOUDWATCH,
  firehose: FIREHOSE,
  kinesis_firehose: FIREHOSE,
  kinesis: KINESIS,
  kinesis_streams: KINESIS,
  s3: S3,
});

function allowLogRouter(grants: Grants, scope: Scope, container: Container, unsure: string[]): void {
  const logs = container.object('logConfiguration');
  if (!logs.node || logs.string('logDriver').value !== 'awsfirelens') return;
  const options = logs.object('options').node;
  const option: Option = (key, otherwise = '') => {
    const found = options?.properties.find(({ key: { value } }) => value.toLowerCase() === key);
    return written(found?.value, otherwise);
  };
  const output = OUTPUTS[option('name')];
  if (output) {
    const prefix = `arn:${scope.partition}:${output.service}:${option('region', scope.region)}:${scope.account}`;
    grants.allow(
      output.id,
      output.actions(option),
      output.resources(option, prefix),
      [container.title],
      (names) =>
        `The log router sends the logs of container${names.length === 1 ? '' : 's'} ${enumerate(names, 'and')}.`,
    );
  } else if (!options || !propertyOf(options, 'Name'))
    unsure.push(
      `Where the log router sends the logs of container ${container.title} is in its own configuration, not in this file.`,
    );
}

const TRACING = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:GetSamplingStatisticSummaries',
];

/** Images that send traces to AWS X-Ray with the task role. */
const TRACING_IMAGE = /(?:^|\/)(?:aws-xray-daemon|aws-otel-collector)(?:[:@]|$)/;

function allowTracing(grants: Grants, container: Container): void {
  if (!TRACING_IMAGE.test(container.text('image')?.value ?? '')) return;
  grants.allow(
    'XRay',
    TRACING,
    ['*'],
    [container.title],
    (names) =>
      `Container ${enumerate(names, 'and')} sends traces to AWS X-Ray, whose actions support no resource-level permissions.`,
  );
}
