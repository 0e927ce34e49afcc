import type { Actor } from './containers.ts';
import type { Scene } from './scene.ts';

/**
 * Says where the output of a container goes that has started; nothing where that is decided later.
 * Source: Amazon ECS developer guide, awslogs log driver (the stream is prefix/container/task id) and LogConfiguration; checked 2026-11-28.
 */
export function tellLogs(scene: Scene, { container, name }: Actor): void {
  const log = container.object('logConfiguration');
  const say = (text: string, kind: 'progress' | 'warning' = 'progress') =>
    scene.tell({ step: 'run-and-exit', subject: name, kind, text });
  if (log.presence === 'deferred') return;
  if (log.presence === 'absent') {
    if (scene.launchType === 'FARGATE') say(`"${name}" has no logConfiguration: its output is lost.`, 'warning');
    else say(`"${name}" has no logConfiguration: its output stays on the instance and is deleted with the container.`);
    return;
  }
  const driver = log.string('logDriver').value;
  if (driver === undefined) return;
  if (driver === 'awsfirelens') {
    say(`The output of "${name}" goes to the log router of the task.`);
    return;
  }
  if (driver !== 'awslogs') {
    say(`The output of "${name}" goes to ${driver}.`);
    return;
  }
  const options = log.object('options');
  const group = options.text('awslogs-group')?.value;
  const prefix = options.text('awslogs-stream-prefix')?.value;
  const stream = prefix ? `stream ${prefix}/${name}/TASK_ID` : 'in a stream named after its Docker container';
  say(`The output of "${name}" goes to CloudWatch Logs, group ${group || '?'}, ${stream}.`);
}
