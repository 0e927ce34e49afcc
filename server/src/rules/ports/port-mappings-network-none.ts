import { isKnown } from '../../model/field.ts';
import { awsvpcIfPossible } from '../parts/awsvpc-if-possible.ts';
import { removeWhole } from '../parts/remove-whole.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'With network mode none, there can be no port mappings',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'SDK RegisterTaskDefinitionRequest.networkMode and CDK isValidNetworkmode', checked: '2026-11-24' },
  concept: 'network-mode',
  why: 'With network mode `none` a container has no connection to the outside, so there is nothing to map a port to. Remove the mappings, or choose another network mode.',
  check(container, report) {
    const { task } = container;
    const mode = task.networkMode;
    if (!isKnown(mode, 'none') || task.requires('FARGATE') === 'yes') return;
    const mappings = container.list('portMappings');
    if (mappings.length === 0) return;
    report({
      at: mappings.property!.key,
      message: 'Network mode "none" does not support portMappings: remove them or change networkMode',
      fixes: [...removeWhole(task.document, mappings.property!, 'Remove "portMappings"'), ...awsvpcIfPossible(task)],
      related: [{ at: mode.node!, message: 'The network mode' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "job",
  "networkMode": "none", // no way out
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "job",
      "image": "busybox:1.37",
      "memory": 128,
      "portMappings": [{ "containerPort": 80 }]
    }
  ]
}`,
  ],
  good: [
    `{ "family": "job", "networkMode": "none", "containerDefinitions": [{ "name": "job", "image": "busybox:1.37", "memory": 128, "portMappings": [] }] }`,
    `{ "family": "job", "networkMode": "bridge", "containerDefinitions": [{ "name": "job", "image": "busybox:1.37", "memory": 128, "portMappings": [{ "containerPort": 80 }] }] }`,
    `{ "family": "job", "networkMode": "$MODE", "containerDefinitions": [{ "name": "job", "image": "busybox:1.37", "memory": 128, "portMappings": [{ "containerPort": 80 }] }] }`,
  ],
  fixed: [
    `{
  "family": "job",
  "networkMode": "none", // no way out
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "job",
      "image": "busybox:1.37",
      "memory": 128
    }
  ]
}`,
  ],
};
