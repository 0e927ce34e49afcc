import { isKnown } from '../../model/field.ts';
import { removeWhole } from '../parts/remove-whole.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'With network mode host, a container cannot set kernel network parameters',
  severity: 'error',
  refusedBy: 'start',
  source: { from: 'SDK SystemControl; runc, sysctl in the host network namespace', checked: '2026-11-24' },
  concept: 'host-network',
  why: 'With network mode `host`, the container has no network of its own, so a `net.` parameter would change the whole instance. The container does not start: `not allowed in host network namespace`. Set the parameter on the instance instead.',
  check(container, report) {
    const { task } = container;
    const mode = task.networkMode;
    if (!isKnown(mode, 'host') || task.requires('FARGATE') === 'yes' || task.isWindows === 'yes') return;
    for (const control of container.list('systemControls')) {
      const namespace = control.string('namespace');
      if (namespace.state !== 'known' || !/^net[./]/.test(namespace.value)) continue;
      report({
        at: namespace.node,
        message: `"${namespace.value}" cannot be set with network mode "host": remove it`,
        fixes: removeWhole(task.document, control.node!, 'Remove this system control'),
        related: [{ at: mode.node!, message: 'The network mode' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "proxy",
  "networkMode": "host",
  "containerDefinitions": [
    {
      "name": "proxy",
      "image": "envoyproxy/envoy:v1.31.0", // in front
      "memory": 256,
      "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }]
    }
  ]
}`,
  ],
  good: [
    `{ "family": "proxy", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "proxy", "image": "envoyproxy/envoy:v1.31.0", "memory": 256, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }] }] }`,
    `{ "family": "proxy", "networkMode": "host", "containerDefinitions": [{ "name": "proxy", "image": "envoyproxy/envoy:v1.31.0", "memory": 256, "systemControls": [{ "namespace": "kernel.shmmax", "value": "1024" }] }] }`,
    `{ "family": "proxy", "networkMode": "\${mode}", "containerDefinitions": [{ "name": "proxy", "image": "envoyproxy/envoy:v1.31.0", "memory": 256, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }] }] }`,
  ],
  fixed: [
    `{
  "family": "proxy",
  "networkMode": "host",
  "containerDefinitions": [
    {
      "name": "proxy",
      "image": "envoyproxy/envoy:v1.31.0", // in front
      "memory": 256
    }
  ]
}`,
  ],
};
