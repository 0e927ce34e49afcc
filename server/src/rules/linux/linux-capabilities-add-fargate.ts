import { linuxParameters } from '../parts/linux-parameters.ts';
import { removeWhole } from '../parts/remove-whole.ts';
import { containerRule, type Examples } from '../rule.ts';

/** Source: cdk-preflight pf-ecs-fargate-capabilities-add, checked 2026-11-24. */
const ALLOWED = 'SYS_PTRACE';

export default containerRule({
  title: 'On Fargate, a container can add only the capability SYS_PTRACE',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-capabilities-add', checked: '2026-11-24' },
  concept: 'linux-capabilities',
  why: 'On Fargate a container cannot have more rights than it has by default, except for `SYS_PTRACE`, which debuggers need. It may drop any capability. An app that needs another one has to run on EC2.',
  rejection: 'is not allowed on Fargate.',
  check(container, report) {
    const { task } = container;
    if (task.requires('FARGATE') !== 'yes') return;
    const parameters = linuxParameters(container);
    if (!parameters) return;

    for (const item of parameters.object('capabilities').strings('add')) {
      // Any other spelling is not a capability and is reported as such.
      if (item.value === ALLOWED || !/^[A-Z][A-Z_]*$/.test(item.value) || item.value.startsWith('CAP_')) continue;
      report({
        at: item,
        message: `On Fargate, a container can add only "${ALLOWED}", not "${item.value}": remove it`,
        fixes: removeWhole(task.document, item, `Remove "${item.value}"`),
        related: [{ at: task.compatibility('FARGATE')!, message: 'The task is for Fargate' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "vpn",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    {
      "name": "vpn",
      "image": "example.com/vpn:1",
      "linuxParameters": {
        "capabilities": {
          "add": ["NET_ADMIN", "SYS_PTRACE"] // for the tunnel
        }
      }
    }
  ]
}`,
    `{
  "family": "vpn",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    { "name": "vpn", "image": "example.com/vpn:1", "linuxParameters": { "capabilities": { "add": ["NET_ADMIN"] } } }
  ]
}`,
  ],
  good: [
    `{
  "family": "debug",
  "requiresCompatibilities": ["FARGATE"],
  "containerDefinitions": [
    { "name": "debug", "image": "example.com/debug:1", "linuxParameters": { "capabilities": { "add": ["SYS_PTRACE"], "drop": ["NET_RAW"] } } }
  ]
}`,
    `{
  "family": "vpn",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    { "name": "vpn", "image": "example.com/vpn:1", "memory": 128, "linuxParameters": { "capabilities": { "add": ["NET_ADMIN"] } } }
  ]
}`,
    `{
  "family": "vpn",
  "requiresCompatibilities": ["FARGATE"],
  "containerDefinitions": [
    { "name": "vpn", "image": "example.com/vpn:1", "linuxParameters": { "capabilities": { "add": ["\${capability}"] } } }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "vpn",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    {
      "name": "vpn",
      "image": "example.com/vpn:1",
      "linuxParameters": {
        "capabilities": {
          "add": ["SYS_PTRACE"] // for the tunnel
        }
      }
    }
  ]
}`,
    `{
  "family": "vpn",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    { "name": "vpn", "image": "example.com/vpn:1" }
  ]
}`,
  ],
};
