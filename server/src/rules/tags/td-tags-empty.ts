import { isCleanedLater } from '../../model/pipeline.ts';
import { removeOne } from '../parts/remove-one.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The list of tags is empty',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'the rejection in the Terraform provider (resource_aws_ecs_task_definition.go), ecspresso and fabfuel/ecs-deploy issue 146',
    checked: '2026-11-28',
  },
  concept: 'tags',
  why: 'Unlike most other empty lists, ECS refuses an empty list of tags. The GitHub action for ECS and ecspresso drop it; the AWS CLI does not.',
  rejection: 'Tags can not be empty.',
  check(task, report) {
    const property = task.member('tags');
    if (property?.value?.kind !== 'array' || property.value.open || property.value.items.length > 0) return;
    report({
      at: property.key,
      message: 'ECS refuses an empty list of tags: remove it',
      ...(isCleanedLater(task) ? { severity: 'warning' as const } : {}),
      tag: 'unnecessary',
      fixes: removeOne(task.document, property, { preferred: true }),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web", // the shop
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }],
  "tags": []
}`,
  ],
  good: [
    `{
  "family": "web",
  "tags": [{ "key": "team", "value": "shop" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{ "family": "web", "tags": \${tags}, "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
  ],
  fixed: [
    `{
  "family": "web", // the shop
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
};
