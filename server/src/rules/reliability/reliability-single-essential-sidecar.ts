import { isKnown } from '../../model/field.ts';
import { sidecarKind } from '../../model/sidecars.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { type NodeEdit, set } from '../../syntax/edit.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A telemetry sidecar is essential',
  severity: 'info',
  source: { from: 'Amazon ECS API reference, ContainerDefinition: essential', checked: '2026-11-24' },
  concept: 'essential-container',
  why: 'When an essential container stops, ECS stops the whole task. A failing collector of traces or metrics then takes the application with it. If it is nonessential and has a restart policy, ECS restarts only the collector.',
  check(container, report) {
    const { task } = container;
    const essential = container.boolean('essential');
    if (!isKnown(essential, true) || sidecarKind(container) !== 'telemetry') return;
    // If a log router stops, the output of the other containers is lost.
    if (container.has('firelensConfiguration')) return;
    const main = task.containers.items.find(
      (other) => other !== container && isKnown(other.essential, true) && sidecarKind(other) !== 'telemetry',
    );
    if (!main) return;
    report({
      at: essential.node!,
      message: `If ${container.title} stops, the whole task stops: set "essential" to false`,
      fixes: [{ title: 'Set essential to false', edits: makeOptional(task, container) }],
      related: [{ at: main.label, message: `${main.title} is stopped with it` }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128 },
    {
      "name": "xray-daemon",
      "image": "public.ecr.aws/xray/aws-xray-daemon:3.3.14", // traces
      "memory": 64,
      "essential": true
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "essential": true },
    {
      "name": "xray-daemon",
      "image": "public.ecr.aws/xray/aws-xray-daemon:3.3.14",
      "memory": 64,
      "essential": false,
      "restartPolicy": { "enabled": true }
    }
  ]
}`,
    `{
  "family": "xray",
  "containerDefinitions": [
    { "name": "xray-daemon", "image": "public.ecr.aws/xray/aws-xray-daemon:3.3.14", "memory": 64, "essential": true }
  ]
}`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "essential": true },
    { "name": "log_router", "image": "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.2", "memory": 64, "essential": true }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128 },
    {
      "name": "xray-daemon",
      "image": "public.ecr.aws/xray/aws-xray-daemon:3.3.14", // traces
      "memory": 64,
      "essential": false,
      "restartPolicy": {
        "enabled": true
      }
    }
  ]
}`,
  ],
};

/**
 * Makes a sidecar non-essential, with a restart policy to bring it back. Windows on Fargate has no restart policies.
 */
function makeOptional(task: TaskDefinition, container: Container): NodeEdit[] {
  const edits = [set(container.node, 'essential', false)];
  if (task.isWindows === 'no' && container.object('restartPolicy').presence === 'absent')
    edits.push(set(container.node, 'restartPolicy', { enabled: true }, 'essential'));
  return edits;
}
