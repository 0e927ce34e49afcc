import { removeOne } from '../parts/remove-one.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'AWS no longer supports App Mesh',
  severity: 'warning',
  source: { from: 'AWS App Mesh user guide, end of support notice', checked: '2026-11-28' },
  concept: 'service-connect',
  why: 'AWS announced the end of App Mesh for 2026-09-30: after that date, neither its console nor its meshes are accessible. `proxyConfiguration` was made for App Mesh; ECS Service Connect connects services without a proxy of your own in the task definition.',
  check(task, report) {
    const proxy = task.object('proxyConfiguration');
    if (proxy.presence !== 'known' || !proxy.property || proxy.node?.properties.length === 0) return;
    // These launch types refuse the member, and other rules report that.
    if (task.requires('EXTERNAL') === 'yes' || task.requires('MANAGED_INSTANCES') === 'yes') return;
    report({
      at: proxy.property.key,
      message: 'AWS announced the end of App Mesh for 2026-09-30: use ECS Service Connect and remove the proxy',
      tag: 'deprecated',
      fixes: removeOne(task.document, proxy.property),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "networkMode": "awsvpc", // for the proxy
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
  "containerDefinitions": [{ "name": "envoy", "image": "envoyproxy/envoy:v1.31.0", "memory": 128, "user": "1337" }]
}`,
  ],
  good: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [{ "name": "envoy", "image": "envoyproxy/envoy:v1.31.0", "memory": 128 }]
}`,
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "proxyConfiguration": null,
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "awsvpc", // for the proxy
  "containerDefinitions": [{ "name": "envoy", "image": "envoyproxy/envoy:v1.31.0", "memory": 128, "user": "1337" }]
}`,
  ],
};
