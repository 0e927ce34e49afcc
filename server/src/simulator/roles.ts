import { ecrRegistry, parseImage } from '../model/image.ts';
import type { Scene } from './scene.ts';
import { failToStart } from './stop.ts';

/** What the execution role needs to pull from Amazon ECR and to write logs. */
const PULL = 'ecr:GetAuthorizationToken';
const WRITE_LOGS = 'logs:CreateLogStream';
const CREATE_GROUP = 'logs:CreateLogGroup';

/**
 * Checks the roles against what is known of them; what is not known is taken to be in order.
 * Source of the words: Amazon ECS developer guide, service event messages and stopped task errors, and stopped tasks that
 * users report; checked 2026-11-28.
 * @returns whether the task was stopped
 */
export function checkRoles(scene: Scene): boolean {
  const { task, world, actors } = scene;
  const { roles } = world;
  if (!roles) return false;
  for (const key of ['executionRoleArn', 'taskRoleArn'] as const) {
    const role = task.text(key)?.value;
    if (role === undefined || Object.hasOwn(roles, role)) continue;
    const name = key === 'taskRoleArn' ? 'task role' : 'execution role';
    const aws = `ECS was unable to assume the role '${role}' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.`;
    return fail(scene, `ECS cannot use the ${name} ${role}.`, aws);
  }
  const execution = task.text('executionRoleArn')?.value;
  const allowed = (execution !== undefined && roles[execution]) || [];
  const session =
    execution === undefined ? '…' : `arn:aws:sts::111122223333:assumed-role/${execution.split('/').at(-1)}/…`;
  const isFargate = scene.launchType === 'FARGATE';
  const ecr = actors.some(({ container }) => ecrRegistry(parseImage(container.text('image')?.value ?? '')));
  if (isFargate && ecr && !allowed.includes(PULL)) {
    const aws = `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: ${session} is not authorized to perform: ${PULL} on resource: * because no identity-based policy allows the ${PULL} action`;
    return fail(scene, 'The execution role may not log in to Amazon ECR.', aws);
  }
  return checkLogs(scene, allowed, session);
}

/** Fargate opens the log streams before it starts a container. */
function checkLogs(scene: Scene, allowed: readonly string[], session: string): boolean {
  const { actors, world } = scene;
  for (const { container, name } of actors) {
    const log = container.object('logConfiguration');
    if (log.string('logDriver').value !== 'awslogs') continue;
    const options = log.object('options');
    const group = options.text('awslogs-group')?.value ?? '';
    const region = options.text('awslogs-region')?.value ?? '';
    const stops = (why: string, words: string) =>
      fail(
        scene,
        why,
        scene.launchType === 'FARGATE'
          ? `ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ${words}`
          : `CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: ${words}`,
      );
    if (!allowed.includes(WRITE_LOGS)) {
      const words = `AccessDeniedException: User: ${session} is not authorized to perform: ${WRITE_LOGS} …`;
      return stops(`The execution role may not write the logs of "${name}".`, words);
    }
    if (!world.logGroups || world.logGroups.includes(`${region}:${group}`)) continue;
    const creates = String(options.text('awslogs-create-group')?.value) === 'true';
    if (!creates)
      return stops(
        `The log group ${group} does not exist in ${region}.`,
        'ResourceNotFoundException: The specified log group does not exist.',
      );
    if (!allowed.includes(CREATE_GROUP))
      return stops(
        `The execution role may not create the log group ${group}.`,
        `AccessDeniedException: User: ${session} is not authorized to perform: ${CREATE_GROUP} …`,
      );
  }
  return false;
}

function fail(scene: Scene, text: string, aws: string): true {
  scene.pass(2);
  scene.tell({ step: 'secrets', kind: 'failure', text, aws });
  failToStart(scene, { text, stoppedReason: aws });
  return true;
}
