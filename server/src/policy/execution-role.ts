import { arnParts } from '../model/arn.ts';
import { partitionOf } from '../model/home.ts';
import { isStandIn, parseImage, writtenEcrRegistry } from '../model/image.ts';
import type { Container, TaskDefinition } from '../model/task.ts';
import { enumerate } from '../model/wording.ts';
import { propertyOf, type ValueNode } from '../syntax/node.ts';
import { withoutPlaceholders } from '../syntax/placeholder.ts';
import { fillIn, Grants, type RolePolicy } from './policy.ts';
import { type Scope, scopeOf, written } from './scope.ts';
import { allowSecret } from './secrets.ts';

/**
 * The policy of the task execution role: what ECS itself does before and while the containers run.
 * Source: Amazon ECS developer guide, task execution IAM role; IAM service authorization reference; checked 2026-11-28.
 */
export function executionRolePolicy(task: TaskDefinition): RolePolicy {
  const scope = scopeOf(task);
  const grants = new Grants();
  for (const container of task.containers) allowImage(grants, scope, container);
  for (const container of task.containers) allowLogs(grants, scope, container);
  for (const container of task.containers) {
    allowSecrets(grants, scope, container);
    allowFiles(grants, scope, container);
  }
  for (const volume of task.volumes) {
    const windows = volume.object('fsxWindowsFileServerVolumeConfiguration').object('authorizationConfig');
    const credentials = windows.member('credentialsParameter')?.value;
    const name = written(volume.member('name')?.value, 'a volume');
    if (credentials) allowSecret(grants, scope, written(credentials, ''), `the credentials of volume "${name}"`);
  }
  return { role: 'execution', grants: grants.all(), unsure: [...fillIn(task, grants.all()), ...general(task)] };
}

function general(task: TaskDefinition): string[] {
  const unsure: string[] = [];
  if (task.containers.open)
    unsure.push('Some containers are decided outside this file. What they need is not included.');
  if (task.requires('EC2') === 'yes' && task.requires('FARGATE') !== 'yes')
    unsure.push(
      'On EC2, the role of the instance pulls images and sends logs, unless the agent is set to use this role.',
    );
  return unsure;
}

const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'];

function allowImage(grants: Grants, scope: Scope, container: Container): void {
  const value = container.member('image')?.value;
  if (!value || container.has('repositoryCredentials')) return;
  const text = written(value, '');
  const image = parseImage(text);
  const host = writtenEcrRegistry(image);
  const undecided =
    text === '' || (!host && (isStandIn(image) || withoutPlaceholders(text).startsWith('x') !== text.startsWith('x')));
  if (!host && !undecided) return;
  const unsure: string[] = [];
  let resource: string;
  if (host) {
    const { account, region } = host;
    const partition = partitionOf(region) ?? scope.partition;
    resource = `arn:${partition}:ecr:${region}:${account}:repository/${image.repository.text}`;
    if (account !== scope.account && /^\d{12}$/.test(account) && /^\d{12}$/.test(scope.account))
      unsure.push(`The repository in account ${account} needs its own policy that lets account ${scope.account} pull.`);
  } else {
    resource = `arn:${scope.partition}:ecr:${scope.region}:${scope.account}:repository/REPOSITORY`;
    unsure.push(
      `The image of container ${container.title} is decided outside this file. If it is not in a private repository of Amazon ECR, it needs no permission.`,
    );
  }
  grants.allow(
    'EcrLogin',
    ['ecr:GetAuthorizationToken'],
    ['*'],
    [container.title],
    (names) => `Signs in to Amazon ECR for ${containers(names)}. This action supports no resource-level permissions.`,
  );
  grants.allow(
    'EcrPull',
    PULL,
    [resource],
    [container.title],
    (names) => `Pulls the image of ${containers(names)}.`,
    unsure,
  );
}

function allowLogs(grants: Grants, scope: Scope, container: Container): void {
  const logs = container.object('logConfiguration');
  if (!logs.node || logs.string('logDriver').value !== 'awslogs') return;
  const options = logs.object('options').node;
  const option = (key: string): ValueNode | undefined => options && propertyOf(options, key)?.value;
  const group = written(option('awslogs-group'), 'LOG_GROUP');
  const region = written(option('awslogs-region'), scope.region);
  const arn = `arn:${scope.partition}:logs:${region}:${scope.account}:log-group:${group}`;
  const unsure =
    group === 'LOG_GROUP' ? [`The log group of container ${container.title} is decided outside this file.`] : [];
  grants.allow(
    'Logs',
    ['logs:CreateLogStream', 'logs:PutLogEvents'],
    [`${arn}:*`],
    [container.title],
    (names) => `Sends the logs of ${containers(names)} to CloudWatch Logs.`,
    unsure,
  );
  const create = option('awslogs-create-group');
  if (
    (create?.kind === 'string' && create.value !== 'true') ||
    (create?.kind === 'boolean' && !create.value) ||
    !create
  )
    return;
  grants.allow(
    'LogGroups',
    ['logs:CreateLogGroup'],
    [arn, `${arn}:*`],
    [container.title],
    (names) => `"awslogs-create-group" lets ${containers(names)} create the log group.`,
  );
}

function allowSecrets(grants: Grants, scope: Scope, container: Container): void {
  for (const secret of container.list('secrets'))
    allowSecret(
      grants,
      scope,
      written(secret.member('valueFrom')?.value, ''),
      `${written(secret.member('name')?.value, 'a variable')} of container ${container.title}`,
    );
  for (const option of container.object('logConfiguration').list('secretOptions'))
    allowSecret(
      grants,
      scope,
      written(option.member('valueFrom')?.value, ''),
      `the log option ${written(option.member('name')?.value, 'of a secret')} of container ${container.title}`,
    );
  const credentials = container.object('repositoryCredentials').member('credentialsParameter')?.value;
  if (credentials) {
    const text = written(credentials, '');
    const isName = text !== '' && !text.startsWith('arn:') && withoutPlaceholders(text) === text;
    // Here, a name is the name of a secret, never of a parameter.
    const arn = `arn:${scope.partition}:secretsmanager:${scope.region}:${scope.account}:secret:${text}`;
    allowSecret(grants, scope, isName ? arn : text, `the registry of container ${container.title}`);
  }
}

function allowFiles(grants: Grants, scope: Scope, container: Container): void {
  for (const file of container.list('environmentFiles'))
    allowObject(grants, scope, file.member('value')?.value, `an environment file of container ${container.title}`);
  const firelens = container.object('firelensConfiguration').object('options').node;
  const config = firelens && propertyOf(firelens, 'config-file-type')?.value;
  if (firelens && config?.kind === 'string' && config.value === 's3')
    allowObject(
      grants,
      scope,
      propertyOf(firelens, 'config-file-value')?.value,
      `the log router's configuration of container ${container.title}`,
    );
  for (const { value } of container.strings('credentialSpecs')) {
    const arn = value.replace(/^credentialspec(?:domainless)?:/, '');
    const service = arnParts(arn)[2];
    const user = `the gMSA credential spec of container ${container.title}`;
    if (service === 's3') grantObject(grants, arn, user);
    else if (service === 'ssm')
      grants.allow(
        'Parameters',
        ['ssm:GetParameters'],
        [arn],
        [user],
        (users) => `Reads from Parameter Store: ${enumerate(users, 'and')}.`,
      );
  }
}

function allowObject(grants: Grants, scope: Scope, value: ValueNode | undefined, user: string): void {
  grantObject(grants, written(value, `arn:${scope.partition}:s3:::BUCKET/KEY`), user);
}

function grantObject(grants: Grants, object: string, user: string): void {
  const bucket = object.replace(/(^arn:[^:]*:s3:::[^/]*)\/.*$/s, '$1');
  grants.allow(
    'Files',
    ['s3:GetObject'],
    [object],
    [user],
    (users) => `Reads from Amazon S3: ${enumerate(users, 'and')}.`,
    ['If the bucket encrypts with your own key, add "kms:Decrypt" on that key. The file does not name the key.'],
  );
  grants.allow(
    'Buckets',
    ['s3:GetBucketLocation'],
    [bucket],
    [user],
    (users) => `Finds the region of the bucket for ${enumerate(users, 'and')}.`,
  );
}

function containers(names: readonly string[]): string {
  return `container${names.length === 1 ? '' : 's'} ${enumerate(names, 'and')}`;
}
