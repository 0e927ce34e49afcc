import { isKnown } from '../../model/field.ts';
import { remove } from '../../syntax/edit.ts';
import { systemDemand } from '../parts/demands.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Windows instances do not support read-only mounts',
  severity: 'warning',
  source: {
    from: 'Amazon ECS developer guide, task definition parameters: mountPoints.readOnly',
    checked: '2026-11-24',
  },
  concept: 'windows',
  why: 'On Windows instances, `readOnly` has to keep its default, so the container can write to the volume. Protect the data where it is stored.',
  check(container, report) {
    const { task } = container;
    if (task.isWindows !== 'yes' || task.requires('FARGATE') === 'yes') return;
    for (const mount of container.list('mountPoints')) {
      if (!isKnown(mount.boolean('readOnly'), true)) continue;
      const property = mount.member('readOnly')!;
      report({
        at: property.key,
        message: 'Windows instances do not support read-only mounts: remove "readOnly"',
        fixes: [{ title: 'Remove "readOnly"', edits: [remove(property)] }],
        related: systemDemand(task),
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    {
      "name": "web",
      "image": "iis:1",
      "memory": 2048,
      "mountPoints": [
        {
          "sourceVolume": "settings",
          "containerPath": "C:\\\\settings", // read at the start
          "readOnly": true
        }
      ]
    }
  ],
  "volumes": [{ "name": "settings" }]
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "settings", "containerPath": "/settings", "readOnly": true }] }
  ],
  "volumes": [{ "name": "settings" }]
}`,
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    { "name": "web", "image": "iis:1", "memory": 2048, "mountPoints": [{ "sourceVolume": "settings", "containerPath": "C:\\\\settings", "readOnly": false }] }
  ],
  "volumes": [{ "name": "settings" }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    {
      "name": "web",
      "image": "iis:1",
      "memory": 2048,
      "mountPoints": [
        {
          "sourceVolume": "settings",
          "containerPath": "C:\\\\settings" // read at the start
        }
      ]
    }
  ],
  "volumes": [{ "name": "settings" }]
}`,
  ],
};
