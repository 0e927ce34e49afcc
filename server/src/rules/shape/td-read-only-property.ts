import { READ_ONLY_PROPERTIES } from '../../model/facts.ts';
import { removeOne } from '../parts/remove-one.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A member that only ECS sets',
  severity: 'warning',
  source: {
    from: 'TaskDefinition less RegisterTaskDefinitionRequest in @aws-sdk/client-ecs 3.1164.0',
    checked: '2026-11-24',
  },
  concept: 'revision',
  why: 'ECS sets these members when it registers a task definition, and describe-task-definition prints them. They cannot be set: the AWS CLI refuses them, and the GitHub action for ECS drops most of them.',
  refusedBy: 'cli',
  rejection: 'Unknown parameter in input',
  once: 'Remove all members that only ECS sets',
  check(task, report) {
    for (const property of task.node?.properties ?? []) {
      if (!READ_ONLY_PROPERTIES.has(property.key.value)) continue;
      report({
        at: property.key,
        message: `Only ECS sets "${property.key.value}": remove it`,
        tag: 'unnecessary',
        fixes: removeOne(task.document, property, { preferred: true }),
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "taskDefinitionArn": "arn:aws:ecs:eu-west-1:111122223333:task-definition/web:7",
  "family": "web", // the name of all revisions
  "revision": 7,
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }],
  "status": "ACTIVE"
}`,
    `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }],
  "compatibilities": ["EC2"]
}`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "dockerLabels": { "revision": "7", "status": "blue" } }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web", // the name of all revisions
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
};
