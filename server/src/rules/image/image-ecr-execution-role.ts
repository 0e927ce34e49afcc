import { ecrRegistry } from '../../model/image.ts';
import { addExecutionRole, missingExecutionRole } from '../parts/roles.ts';
import { settledImage } from '../parts/settled-image.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Fargate cannot pull from Amazon ECR without an execution role',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'The rejection that users report; Amazon ECR user guide, using ECR images with ECS',
    checked: '2026-11-24',
  },
  concept: 'execution-role',
  cause: missingExecutionRole('the image in Amazon ECR'),
  why: 'Pulling from a private repository in Amazon ECR takes credentials. On Fargate, ECS pulls with the execution role, before your own code runs.',
  rejection: 'Fargate requires task definition to have execution role ARN to support ECR images.',
  check(task, report) {
    const fargate = task.compatibility('FARGATE');
    if (!fargate || task.string('executionRoleArn').state !== 'absent') return;
    for (const container of task.containers) {
      const settled = settledImage(container);
      if (!settled || !ecrRegistry(settled.image)) continue;
      report({
        at: settled.node,
        message: 'On Fargate, an image in Amazon ECR needs an execution role: add "executionRoleArn"',
        fixes: [addExecutionRole(task)],
        related: [{ at: fargate, message: 'The task definition is for Fargate' }],
      });
      // One role serves all containers.
      return;
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1" }
  ] // one for now
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "executionRoleArn": "\${role}",
  "containerDefinitions": [{ "name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1" }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [{ "name": "web", "image": "public.ecr.aws/docker/library/nginx:1.27" }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [{ "name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1", "memory": 128 }]
}`,
    `[{ "name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1" }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1" }
  ] // one for now
}`,
  ],
};
