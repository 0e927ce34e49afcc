import type { KeyValuePair } from '@aws-sdk/client-ecs';
import type { TaskDefinition } from '../../model/task.ts';
import type { List, View } from '../../model/view.ts';
import { enumerate } from '../../model/wording.ts';
import { insert, set } from '../../syntax/edit.ts';
import { Ask, type Json } from '../../syntax/value.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The proxy lacks a property',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'cdk-preflight pf-ecs-proxy-configuration-missing-required-props; Amazon ECS API reference, ProxyConfiguration: properties',
    checked: '2026-11-28',
  },
  concept: 'sidecar',
  why: 'App Mesh has to know which ports belong to the application, where the proxy listens, and which user or group identifies the proxy’s own traffic: `AppPorts`, `ProxyIngressPort`, `ProxyEgressPort`, and `IgnoredUID` or `IgnoredGID`. Without `EgressIgnoredIPs`, requests for the credentials of the task role and for metadata also go through the proxy.',
  rejection: 'Ingress port not found',
  check(task, report) {
    const proxy = task.object('proxyConfiguration');
    if (proxy.presence !== 'known' || (proxy.member('type') && proxy.string('type').value !== 'APPMESH')) return;
    const properties = proxy.list('properties');
    const names = namesIn(properties);
    if (!names) return;
    const missing = ['ProxyIngressPort', 'ProxyEgressPort', 'AppPorts'].filter((name) => !names.has(name));
    if (!names.has('IgnoredUID') && !names.has('IgnoredGID')) missing.push('IgnoredUID');
    if (!names.has('EgressIgnoredIPs')) missing.push('EgressIgnoredIPs');
    if (missing.length === 0) return;
    const values = missing.map((name) => ({ name, value: stub(name, task) }));
    report({
      at: properties.property?.key ?? proxy.property!.key,
      message: `The proxy lacks ${enumerate(missing, 'and')}: add ${missing.length > 1 ? 'them' : 'it'}`,
      // The rejection has been reproduced only for this property.
      severity: missing.includes('ProxyIngressPort') ? 'error' : 'warning',
      fixes: [
        {
          title: `Add ${enumerate(missing, 'and')}`,
          edits: properties.node
            ? values.map((value) => insert(properties.node!, value))
            : [set(proxy.node!, 'properties', values, 'containerName')],
        },
      ],
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
      { "name": "ProxyEgressPort", "value": "15001" }, // out
      { "name": "AppPorts", "value": "80" },
      { "name": "IgnoredGID", "value": "1337" }
    ]
  },
  "containerDefinitions": [{ "name": "envoy", "image": "envoyproxy/envoy:v1.31.0", "memory": 128, "user": "0:1337" }]
}`,
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "proxyConfiguration": {
    "type": "APPMESH",
    "containerName": "envoy"
  },
  "containerDefinitions": [
    { "name": "envoy", "image": "envoyproxy/envoy:v1.31.0", "memory": 128, "user": "1337" },
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 8080 }] }
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
    "properties": [
      { "name": "ProxyIngressPort", "value": "15000" },
      { "name": "ProxyEgressPort", "value": "15001" },
      { "name": "AppPorts", "value": "80" },
      { "name": "IgnoredGID", "value": "1337" },
      { "name": "EgressIgnoredIPs", "value": "" }
    ]
  },
  "containerDefinitions": [{ "name": "envoy", "image": "envoyproxy/envoy:v1.31.0", "memory": 128, "user": "0:1337" }]
}`,
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "proxyConfiguration": { "type": "APPMESH", "containerName": "envoy", "properties": \${properties} },
  "containerDefinitions": [{ "name": "envoy", "image": "envoyproxy/envoy:v1.31.0", "memory": 128, "user": "1337" }]
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
      { "name": "ProxyEgressPort", "value": "15001" }, // out
      { "name": "AppPorts", "value": "80" },
      { "name": "IgnoredGID", "value": "1337" },
      { "name": "ProxyIngressPort", "value": "15000" },
      { "name": "EgressIgnoredIPs", "value": "169.254.170.2,169.254.169.254" }
    ]
  },
  "containerDefinitions": [{ "name": "envoy", "image": "envoyproxy/envoy:v1.31.0", "memory": 128, "user": "0:1337" }]
}`,
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "proxyConfiguration": {
    "type": "APPMESH",
    "containerName": "envoy",
    "properties": [
      {
        "name": "ProxyIngressPort",
        "value": "15000"
      },
      {
        "name": "ProxyEgressPort",
        "value": "15001"
      },
      {
        "name": "AppPorts",
        "value": "8080"
      },
      {
        "name": "IgnoredUID",
        "value": "1337"
      },
      {
        "name": "EgressIgnoredIPs",
        "value": "169.254.170.2,169.254.169.254"
      }
    ]
  },
  "containerDefinitions": [
    { "name": "envoy", "image": "envoyproxy/envoy:v1.31.0", "memory": 128, "user": "1337" },
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 8080 }] }
  ]
}`,
  ],
};

/** Properties that are required but may be empty, according to the API reference. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['EgressIgnoredIPs', 'EgressIgnoredPorts']);

/** The names of the properties that are set; undefined if some are not known. */
function namesIn(properties: List<View<KeyValuePair>>): Set<string> | undefined {
  if (properties.open) return undefined;
  const names = new Set<string>();
  for (const property of properties) {
    const name = property.string('name');
    const value = property.string('value');
    if (name.state === 'deferred' || value.state === 'deferred') {
      if (name.state !== 'known') return undefined;
      names.add(name.value);
    } else if (name.state === 'known' && (value.state === 'known' || MAY_BE_EMPTY.has(name.value)))
      names.add(name.value);
  }
  return names;
}

/** A value to start from: those of App Mesh's own examples, and the ports of the task's other containers. */
function stub(name: string, task: TaskDefinition): Json {
  if (name === 'ProxyIngressPort') return '15000';
  if (name === 'ProxyEgressPort') return '15001';
  // The addresses of the task's credentials and of the instance metadata.
  if (name === 'EgressIgnoredIPs') return '169.254.170.2,169.254.169.254';
  const proxy = task.object('proxyConfiguration').string('containerName').value;
  if (name === 'AppPorts') {
    const ports = task.containers.items
      .filter((container) => container.name.value !== proxy)
      .flatMap((container) => container.list('portMappings').items)
      .flatMap((mapping) => mapping.number('containerPort').value ?? []);
    return ports.length > 0 ? ports.join(',') : new Ask('8080');
  }
  const user = task.containers.items.find((container) => container.name.value === proxy)?.string('user').value;
  return user && /^\d+$/.test(user) ? user : '1337';
}
