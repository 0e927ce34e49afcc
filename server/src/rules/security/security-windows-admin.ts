import { replace } from '../../syntax/edit.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A Windows container runs as its administrator',
  severity: 'warning',
  source: { from: 'AWS Security Hub ECS.21', checked: '2026-11-24' },
  concept: 'windows',
  why: '`ContainerAdministrator` may change everything in the container, and is the user that most Windows images start as. `ContainerUser` may not, and is enough for most apps.',
  check(container, report) {
    const { task } = container;
    if (task.isWindows !== 'yes') return;
    const user = container.string('user');
    if (user.state !== 'known' || user.value.toLowerCase() !== 'containeradministrator') return;
    report({
      at: user.node,
      message: `Container ${container.title} runs as administrator: set user to "ContainerUser"`,
      fixes: [{ title: 'Set user to "ContainerUser"', edits: [replace(user.node, 'ContainerUser')] }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/iis:1",
      "memory": 512,
      "user": "ContainerAdministrator" // for the installer
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "containerDefinitions": [{ "name": "web", "image": "example.com/iis:1", "memory": 512, "user": "ContainerUser" }] }`,
    `{ "family": "web", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "containerDefinitions": [{ "name": "web", "image": "example.com/iis:1", "memory": 512 }] }`,
    `{ "family": "web", "runtimePlatform": { "operatingSystemFamily": "LINUX" }, "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 512, "user": "ContainerAdministrator" }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/iis:1",
      "memory": 512,
      "user": "ContainerUser" // for the installer
    }
  ]
}`,
  ],
};
