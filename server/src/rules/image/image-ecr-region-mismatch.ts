import { ACCOUNTS_OF_AWS } from '../../model/home.ts';
import { ecrRegistry } from '../../model/image.ts';
import { isRegion } from '../../model/region-name.ts';
import { replace } from '../../syntax/edit.ts';
import { propertyOf } from '../../syntax/node.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';
import { settledImage } from '../parts/settled-image.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'The image is in another region than the logs',
  severity: 'info',
  source: {
    from: 'Amazon ECR pricing: transfer to other regions is paid; reports of such costs',
    checked: '2026-11-24',
  },
  concept: 'registry',
  why: 'An image may come from a registry in another region, but each pull then takes longer and the transfer is billed. Usually one of the two regions was forgotten when the file was copied; replication in Amazon ECR copies images to several regions.',
  check(container, report) {
    const settled = settledImage(container);
    const registry = settled && ecrRegistry(settled.image);
    const options = container.object('logConfiguration').object('options').node;
    const logs = options && propertyOf(options, 'awslogs-region')?.value;
    if (!registry || logs?.kind !== 'string' || hasPlaceholder(logs.value) || !isRegion(logs.value)) return;
    if (registry.region === logs.value || ACCOUNTS_OF_AWS.has(registry.account)) return;
    const image = settled.image.text.replace(`.${registry.region}.`, `.${logs.value}.`);
    report({
      at: settled.node,
      message: `The image is in ${registry.region}, the logs go to ${logs.value}: check the region`,
      fixes: [
        { title: `Pull the image from ${logs.value}`, edits: [replace(settled.node, image)] },
        { title: `Send the logs to ${registry.region}`, edits: [replace(logs, registry.region)] },
      ],
      related: [{ at: logs, message: 'The region of the logs' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1", // copied
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" }
      }
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" }
      }
    }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "envoy", "image": "840364872350.dkr.ecr.us-west-2.amazonaws.com/aws-appmesh-envoy:v1.29.12.1-prod", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }] }`,
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/ecs/web", "awslogs-region": "\${region}", "awslogs-stream-prefix": "ecs" }
      }
    }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1", // copied
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" }
      }
    }
  ]
}`,
  ],
};
