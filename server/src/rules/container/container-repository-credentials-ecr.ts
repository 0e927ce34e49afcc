import { ecrRegistry } from '../../model/image.ts';
import { removal } from '../parts/forbid.ts';
import { settledImage } from '../parts/settled-image.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'An image in Amazon ECR has registry credentials',
  severity: 'warning',
  source: {
    from: 'Amazon ECS developer guide, using non-AWS container images: it does not apply to Amazon ECR',
    checked: '2026-11-24',
  },
  concept: 'registry',
  why: 'ECS signs in to Amazon ECR by itself: with the execution role, or with the role of the instance. A password for ECR that is kept in a secret expires after twelve hours.',
  check(container, report) {
    const credentials = container.object('repositoryCredentials');
    if (credentials.string('credentialsParameter').state !== 'known') return;
    const settled = settledImage(container);
    if (!settled || !ecrRegistry(settled.image)) return;
    report({
      at: credentials.property!.key,
      message: 'An image in Amazon ECR needs no "repositoryCredentials": a role gives access to it',
      fixes: [removal(credentials.property!)],
      related: [{ at: settled.node, message: 'The image is in Amazon ECR' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1",
      "repositoryCredentials": {
        "credentialsParameter": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:registry-AbCdEf"
      },
      "memory": 128 // enough for now
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "registry.example.com/web:1",
      "repositoryCredentials": { "credentialsParameter": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:registry-AbCdEf" },
      "memory": 128
    }
  ]
}`,
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1",
      "repositoryCredentials": { "credentialsParameter": "" },
      "memory": 128
    }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1",
      "memory": 128 // enough for now
    }
  ]
}`,
  ],
};
