import { useAwsvpc } from '../parts/awsvpc-fix.ts';
import { removeOne } from '../parts/remove-one.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A proxy needs the network mode awsvpc',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-proxy-configuration-awsvpc-required', checked: '2026-11-24' },
  concept: 'awsvpc',
  why: 'The App Mesh proxy takes over the traffic of the task’s own network interface, and only `awsvpc` gives a task one.',
  rejection: 'APPMESH proxy configuration is only supported in networkMode=awsvpc',
  check(task, report) {
    const proxy = task.object('proxyConfiguration');
    const mode = task.networkMode;
    if (proxy.presence !== 'known' || mode.state === 'deferred' || mode.value === 'awsvpc') return;
    // These launch types refuse bridge or the proxy itself, and other rules report that.
    if ((['FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES'] as const).some((type) => task.requires(type) === 'yes')) return;
    report({
      at: mode.node ?? proxy.property!.key,
      message: mode.value
        ? `A proxy does not work with network mode "${mode.value}": use "awsvpc", or remove the proxy`
        : 'Without networkMode ECS uses "bridge", but a proxy needs "awsvpc": set it',
      // Reproduced only for a mode that is written in the file.
      ...(mode.value ? {} : { severity: 'warning' as const }),
      fixes: [useAwsvpc(task), ...removeOne(task.document, proxy.property!)],
      related: mode.node ? [{ at: proxy.property!.key, message: 'The proxy is configured here' }] : [],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge", // as ever
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
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128 },
    { "name": "envoy", "image": "envoyproxy/envoy:v1.31.0", "memory": 128, "user": "1337" }
  ]
}`,
    `{
  "family": "web",
  "networkMode": "\${mode}",
  "proxyConfiguration": { "type": "APPMESH", "containerName": "envoy" },
  "containerDefinitions": [{ "name": "envoy", "image": "envoyproxy/envoy:v1.31.0", "memory": 128, "user": "1337" }]
}`,
    `{
  "family": "web",
  "networkMode": "bridge",
  "proxyConfiguration": null,
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "awsvpc", // as ever
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
    { "name": "web", "image": "nginx:1.27", "memory": 128 },
    { "name": "envoy", "image": "envoyproxy/envoy:v1.31.0", "memory": 128, "user": "1337" }
  ]
}`,
  ],
};
