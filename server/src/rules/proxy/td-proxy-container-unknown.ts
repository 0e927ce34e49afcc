import { sidecarKind } from '../../model/sidecars.ts';
import { nearest } from '../../schema/nearest.ts';
import { replace } from '../../syntax/edit.ts';
import { removeOne } from '../parts/remove-one.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The proxy names a container that does not exist',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-proxy-configuration-container-missing', checked: '2026-11-24' },
  concept: 'sidecar',
  why: 'The proxy of a task is one of its own containers, and `containerName` says which.',
  rejection: 'Proxy container […] does not exist',
  check(task, report) {
    const proxy = task.object('proxyConfiguration');
    const name = proxy.string('containerName');
    if (name.state !== 'known' || !task.containerNamesKnown || task.containersNamed(name.value).length > 0) return;
    const containers = task.containers.items;
    const close = nearest(
      name.value,
      containers.map((container) => container.name.value!),
    );
    const proxies = containers.filter((container) => sidecarKind(container) === 'proxy').map(({ name }) => name.value!);
    report({
      at: name.node,
      message: `There is no container "${name.value}"${close[0] ? `. Did you mean "${close[0]}"?` : ': name a container of the task'}`,
      rejection: `Proxy container [${name.value}] does not exist`,
      fixes: [
        ...[...new Set(close.length > 0 ? close : proxies)].map((value) => ({
          title: `Write "${value}"`,
          edits: [replace(name.node, value)],
          obvious: close.length === 1,
        })),
        ...removeOne(task.document, proxy.property!),
      ],
      related: containers
        .slice(0, 3)
        .map(({ label, name }) => ({ at: label, message: `A container is named "${name.value}"` })),
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
    "containerName": "envoi", // the proxy
    "properties": [
      { "name": "ProxyIngressPort", "value": "15000" },
      { "name": "ProxyEgressPort", "value": "15001" },
      { "name": "AppPorts", "value": "80" },
      { "name": "IgnoredUID", "value": "1337" }
    ]
  },
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128 },
    { "name": "envoy", "image": "envoyproxy/envoy:v1.31.0", "memory": 128, "user": "1337" }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "proxyConfiguration": { "type": "APPMESH", "containerName": "envoy" },
  "containerDefinitions": [{ "name": "envoy", "image": "envoyproxy/envoy:v1.31.0", "memory": 128, "user": "1337" }]
}`,
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "proxyConfiguration": { "type": "APPMESH", "containerName": "envoy" },
  "containerDefinitions": [{ "name": "\${proxy}", "image": "envoyproxy/envoy:v1.31.0", "memory": 128, "user": "1337" }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "proxyConfiguration": {
    "type": "APPMESH",
    "containerName": "envoy", // the proxy
    "properties": [
      { "name": "ProxyIngressPort", "value": "15000" },
      { "name": "ProxyEgressPort", "value": "15001" },
      { "name": "AppPorts", "value": "80" },
      { "name": "IgnoredUID", "value": "1337" }
    ]
  },
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128 },
    { "name": "envoy", "image": "envoyproxy/envoy:v1.31.0", "memory": 128, "user": "1337" }
  ]
}`,
  ],
};
