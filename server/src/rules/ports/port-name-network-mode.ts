import { isKnown } from '../../model/field.ts';
import { remove } from '../../syntax/edit.ts';
import { mappingsOf } from '../parts/port-mappings.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'appProtocol has no effect with network mode host',
  severity: 'info',
  source: { from: 'SDK PortMapping.appProtocol; CDK ServiceConnectRelatedPort', checked: '2026-11-24' },
  concept: 'service-connect',
  why: 'Only Service Connect reads `appProtocol`, and Service Connect works with the network modes `awsvpc` and `bridge`. ECS registers the task definition anyway: the console adds the member to every port mapping.',
  check(container, report) {
    const { task } = container;
    const mode = task.networkMode;
    if (!isKnown(mode, 'host') || task.requires('FARGATE') === 'yes') return;
    for (const { mapping } of mappingsOf(container)) {
      const protocol = mapping.string('appProtocol');
      // Without a name, appProtocol has no effect in any mode: see port-app-protocol-without-name.
      if (protocol.state !== 'known' || mapping.string('name').state === 'absent') continue;
      report({
        at: protocol.property!.key,
        message: 'appProtocol is for Service Connect, which network mode "host" does not support: remove it',
        tag: 'unnecessary',
        fixes: [{ title: 'Remove "appProtocol"', edits: [remove(protocol.property!)] }],
        related: [{ at: mode.node!, message: 'The network mode' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "search",
  "networkMode": "host",
  "containerDefinitions": [
    {
      "name": "search",
      "image": "example.com/search:1",
      "memory": 2048,
      "portMappings": [
        {
          "name": "search-9200-tcp", // from the console
          "containerPort": 9200,
          "appProtocol": "http"
        }
      ]
    }
  ]
}`,
  ],
  good: [
    `{ "family": "search", "networkMode": "host", "containerDefinitions": [{ "name": "search", "image": "example.com/search:1", "memory": 2048, "portMappings": [{ "name": "search-9200-tcp", "containerPort": 9200 }] }] }`,
    `{ "family": "search", "networkMode": "bridge", "containerDefinitions": [{ "name": "search", "image": "example.com/search:1", "memory": 2048, "portMappings": [{ "name": "search-9200-tcp", "containerPort": 9200, "appProtocol": "http" }] }] }`,
    `{ "family": "search", "networkMode": "__MODE__", "containerDefinitions": [{ "name": "search", "image": "example.com/search:1", "memory": 2048, "portMappings": [{ "name": "search-9200-tcp", "containerPort": 9200, "appProtocol": "http" }] }] }`,
  ],
  fixed: [
    `{
  "family": "search",
  "networkMode": "host",
  "containerDefinitions": [
    {
      "name": "search",
      "image": "example.com/search:1",
      "memory": 2048,
      "portMappings": [
        {
          "name": "search-9200-tcp", // from the console
          "containerPort": 9200
        }
      ]
    }
  ]
}`,
  ],
};
