import { isKnown } from '../../model/field.ts';
import { set } from '../../syntax/edit.ts';
import { useAwsvpc } from '../parts/awsvpc-fix.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Fault injection requires network mode awsvpc or host',
  severity: 'warning',
  source: { from: 'aws-cdk-lib 2.276.0, aws-ecs base/task-definition OnlyAwsVpcHostNetwork', checked: '2026-11-24' },
  concept: 'network-mode',
  why: 'AWS Fault Injection Service reaches a task through its own network interface or that of its host. With `bridge` or `none` it has no way in, and AWS documents only `awsvpc` and `host`.',
  check(task, report) {
    const enabled = task.boolean('enableFaultInjection');
    if (!isKnown(enabled, true)) return;
    const mode = task.networkMode;
    const isDefault = mode.state === 'absent' && task.requires('EC2') === 'yes' && task.requires('FARGATE') === 'no';
    if (!isDefault && (mode.state !== 'known' || mode.value === 'awsvpc' || mode.value === 'host')) return;
    // These require awsvpc anyway, and another rule reports that.
    if (task.requires('FARGATE') === 'yes' || task.requires('MANAGED_INSTANCES') === 'yes') return;
    report({
      at: mode.node ?? enabled.property!.key,
      message: `Fault injection does not work with network mode "${mode.value ?? 'bridge'}": use "awsvpc" or "host"`,
      fixes: [
        useAwsvpc(task),
        { title: 'Set enableFaultInjection to false', edits: [set(task.node!, 'enableFaultInjection', false)] },
      ],
      related: mode.node ? [{ at: enabled.property!.key, message: 'Fault injection is enabled here' }] : [],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge", // as ever
  "enableFaultInjection": true,
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "host",
  "enableFaultInjection": true,
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "\${mode}",
  "enableFaultInjection": true,
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "enableFaultInjection": false,
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "awsvpc", // as ever
  "enableFaultInjection": true,
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
};
