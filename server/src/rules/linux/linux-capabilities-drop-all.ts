import { isKnown } from '../../model/field.ts';
import type { Container } from '../../model/task.ts';
import { type NodeEdit, set } from '../../syntax/edit.ts';
import { linuxParameters } from '../parts/linux-parameters.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'The container keeps all default capabilities',
  severity: 'info',
  quiet: true,
  source: { from: 'Fugue FG_R00362; CIS Docker Benchmark 5.3', checked: '2026-11-24' },
  concept: 'linux-capabilities',
  why: 'By default a container has about a dozen of root’s rights, and most apps need none of them. Drop them all and add back what is missing. On Fargate hardly any can be added back, so drop only what the app does not need: images that switch to another user when they start, for example nginx, need some.',
  once: 'Drop all capabilities in each container',
  check(container, report) {
    const parameters = linuxParameters(container);
    if (!parameters) return;

    const capabilities = parameters.object('capabilities');
    const drop = capabilities.strings('drop');
    if (drop.open || drop.length > 0) return;
    // A privileged container keeps all capabilities, whatever it drops.
    const isPrivileged = isKnown(container.boolean('privileged'), true);
    report({
      at: drop.property?.key ?? capabilities.property?.key ?? container.label,
      message: `Container ${container.title} keeps all default capabilities: consider dropping "ALL"`,
      fixes: isPrivileged ? [] : [{ title: 'Drop all capabilities', edits: [dropAll(container)] }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "api",
    "image": "node:22", // needs no capability
    "memory": 128
  }
]`,
    `[{ "name": "api", "image": "node:22", "memory": 128, "linuxParameters": { "capabilities": { "add": ["SYS_PTRACE"] }, "initProcessEnabled": true } }]`,
    `[{ "name": "api", "image": "node:22", "memory": 128, "linuxParameters": { "initProcessEnabled": true } }]`,
  ],
  good: [
    `[{ "name": "api", "image": "node:22", "memory": 128, "linuxParameters": { "capabilities": { "drop": ["ALL"] } } }]`,
    `[{ "name": "api", "image": "node:22", "memory": 128, "linuxParameters": { "capabilities": { "drop": ["NET_RAW"] } } }]`,
    `[{ "name": "api", "image": "node:22", "memory": 128, "linuxParameters": \${linux} }]`,
    `{ "family": "api", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "containerDefinitions": [{ "name": "api", "image": "example.com/iis:1", "memory": 128 }] }`,
  ],
  fixed: [
    `[
  {
    "name": "api",
    "image": "node:22", // needs no capability
    "memory": 128,
    "linuxParameters": {
      "capabilities": {
        "drop": ["ALL"]
      }
    }
  }
]`,
    `[{ "name": "api", "image": "node:22", "memory": 128, "linuxParameters": { "capabilities": { "add": ["SYS_PTRACE"], "drop": ["ALL"] }, "initProcessEnabled": true } }]`,
    `[{ "name": "api", "image": "node:22", "memory": 128, "linuxParameters": { "initProcessEnabled": true, "capabilities": { "drop": ["ALL"] } } }]`,
  ],
};

function dropAll(container: Container): NodeEdit {
  const parameters = container.object('linuxParameters');
  const capabilities = parameters.object('capabilities');
  if (capabilities.node) return set(capabilities.node, 'drop', ['ALL']);
  if (parameters.node) return set(parameters.node, 'capabilities', { drop: ['ALL'] });
  return set(container.node, 'linuxParameters', { capabilities: { drop: ['ALL'] } });
}
