import { isKnown } from '../../model/field.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { set } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The proxy does not run as the user that App Mesh ignores',
  severity: 'warning',
  source: { from: 'Amazon ECS API reference, ProxyConfiguration: IgnoredUID', checked: '2026-11-28' },
  concept: 'sidecar',
  why: 'The traffic of the user in `IgnoredUID` bypasses the proxy. The proxy container has to run as this user, or its own traffic is sent back to it in a loop.',
  check(task, report) {
    const ignored = ignoredUser(task);
    const name = task.object('proxyConfiguration').string('containerName');
    if (ignored?.state !== 'known' || name.state !== 'known' || !/^\d+$/.test(ignored.value)) return;
    const [container, another] = task.containersNamed(name.value);
    if (!container || another) return;
    const user = container.string('user');
    if (user.state === 'deferred' || !differs(user.value, ignored.value)) return;
    report({
      at: user.node ?? container.label,
      message: user.value
        ? `The proxy runs as user "${user.value}", but IgnoredUID is "${ignored.value}": make them equal`
        : `The proxy has to run as the user in IgnoredUID: set user to "${ignored.value}"`,
      fixes: [{ title: `Set user to "${ignored.value}"`, edits: [set(container.node, 'user', ignored.value)] }],
      related: [{ at: ignored.node, message: 'The user whose traffic bypasses the proxy' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "proxyConfiguration": {
    "type": "APPMESH",
    "containerName": "envoy",
    "properties": [
      { "name": "ProxyIngressPort", "value": "15000" },
      { "name": "ProxyEgressPort", "value": "15001" },
      { "name": "AppPorts", "value": "80" },
      { "name": "IgnoredUID", "value": "1337" }
    ]
  },
  "containerDefinitions": [
    {
      "name": "envoy",
      "image": "envoyproxy/envoy:v1.31.0", // the proxy
      "memory": 128
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "proxyConfiguration": {
    "type": "APPMESH",
    "containerName": "envoy",
    "properties": [{ "name": "IgnoredUID", "value": "1337" }]
  },
  "containerDefinitions": [{ "name": "envoy", "image": "envoyproxy/envoy:v1.31.0", "memory": 128, "user": "1337:1337" }]
}`,
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "proxyConfiguration": {
    "type": "APPMESH",
    "containerName": "envoy",
    "properties": [{ "name": "IgnoredUID", "value": "1337" }]
  },
  "containerDefinitions": [{ "name": "envoy", "image": "envoyproxy/envoy:v1.31.0", "memory": 128, "user": "envoy" }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "proxyConfiguration": {
    "type": "APPMESH",
    "containerName": "envoy",
    "properties": [
      { "name": "ProxyIngressPort", "value": "15000" },
      { "name": "ProxyEgressPort", "value": "15001" },
      { "name": "AppPorts", "value": "80" },
      { "name": "IgnoredUID", "value": "1337" }
    ]
  },
  "containerDefinitions": [
    {
      "name": "envoy",
      "image": "envoyproxy/envoy:v1.31.0", // the proxy
      "memory": 128,
      "user": "1337"
    }
  ]
}`,
  ],
};

function ignoredUser(task: TaskDefinition) {
  const properties = task.object('proxyConfiguration').list('properties');
  // With IgnoredGID the proxy may be identified by its group instead.
  if (properties.open || properties.items.some((property) => isKnown(property.string('name'), 'IgnoredGID'))) return;
  return properties.items.find((property) => isKnown(property.string('name'), 'IgnoredUID'))?.string('value');
}

/** Whether the user is absent or a different number. A name may stand for the right number. */
function differs(user: string | undefined, id: string): boolean {
  if (user === undefined) return true;
  const own = user.split(':')[0]!;
  return /^\d+$/.test(own) && Number(own) !== Number(id);
}
