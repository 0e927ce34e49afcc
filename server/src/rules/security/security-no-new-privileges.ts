import { insert, set } from '../../syntax/edit.ts';
import { containerRule, type Examples } from '../rule.ts';

const OPTION = 'no-new-privileges';

export default containerRule({
  title: 'Programs in the container may gain rights',
  severity: 'info',
  quiet: true,
  source: {
    from: 'CIS Docker Benchmark 1.7.0, 5.26; SDK ContainerDefinition.dockerSecurityOptions',
    checked: '2026-11-24',
  },
  concept: 'linux-capabilities',
  why: 'A program with the setuid bit, for example `sudo`, runs with more rights than the user who starts it. `no-new-privileges` prevents that, so an app that runs as an ordinary user cannot become root.',
  once: 'Add "no-new-privileges" to each container',
  check(container, report) {
    const { task } = container;
    if (task.requires('EC2') !== 'yes' || task.isWindows === 'yes') return;
    // Neither of these supports dockerSecurityOptions.
    if (task.requires('FARGATE') === 'yes' || task.requires('MANAGED_INSTANCES') === 'yes') return;
    const options = container.strings('dockerSecurityOptions');
    if (options.open || options.items.some((item) => item.value.startsWith(OPTION))) return;
    report({
      at: options.property?.key ?? container.label,
      message: `Programs in container ${container.title} may gain rights: consider "${OPTION}"`,
      fixes: [
        {
          title: `Add "${OPTION}"`,
          edits: [options.node ? insert(options.node, OPTION) : set(container.node, 'dockerSecurityOptions', [OPTION])],
        },
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27", // has sudo
      "memory": 128
    }
  ]
}`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "dockerSecurityOptions": ["apparmor:web"] }] }`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "dockerSecurityOptions": ["no-new-privileges"] }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "dockerSecurityOptions": ["\${option}"] }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2", "FARGATE"], "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27", // has sudo
      "memory": 128,
      "dockerSecurityOptions": ["no-new-privileges"]
    }
  ]
}`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "dockerSecurityOptions": ["apparmor:web", "no-new-privileges"] }] }`,
  ],
};
