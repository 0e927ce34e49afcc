import { isKnown } from '../../model/field.ts';
import { awsvpcIfPossible } from '../parts/awsvpc-if-possible.ts';
import { mappingsOf, removeMapping } from '../parts/port-mappings.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Port ranges need network mode awsvpc or bridge',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'SDK PortMapping.containerPortRange; CDK IsRequiredEitherAwsVpcBridge', checked: '2026-11-24' },
  concept: 'port-mapping',
  why: 'ECS maps a range of ports only with the network modes `awsvpc` and `bridge`. With `host`, every port that the app listens on is open on the instance anyway.',
  check(container, report) {
    const { task } = container;
    const mode = task.networkMode;
    if (!isKnown(mode, 'host') || task.requires('FARGATE') === 'yes') return;
    for (const placed of mappingsOf(container)) {
      const range = placed.mapping.string('containerPortRange');
      if (range.state !== 'known') continue;
      report({
        at: range.property!.key,
        message: 'containerPortRange does not work with network mode "host": use awsvpc, or map single ports',
        fixes: [...awsvpcIfPossible(task), ...removeMapping(placed)],
        related: [{ at: mode.node!, message: 'The network mode' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "media",
  "networkMode": "host", // for speed
  "containerDefinitions": [
    { "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "containerPortRange": "9000-9090" }] }
  ]
}`,
  ],
  good: [
    `{
  "family": "media",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "containerPortRange": "9000-9090" }] }
  ]
}`,
    `{
  "family": "media",
  "networkMode": "host",
  "containerDefinitions": [
    { "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "containerPort": 9000, "containerPortRange": "" }] }
  ]
}`,
    `{
  "family": "media",
  "networkMode": "\${mode}",
  "containerDefinitions": [
    { "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "containerPortRange": "9000-9090" }] }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "media",
  "networkMode": "awsvpc", // for speed
  "containerDefinitions": [
    { "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "containerPortRange": "9000-9090" }] }
  ]
}`,
  ],
};
