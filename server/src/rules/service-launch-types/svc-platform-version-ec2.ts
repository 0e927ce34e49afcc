import { forbid } from '../parts/forbid.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A platform version is set without Fargate',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cdk-preflight pf-ecs-service-platform-version-ec2', checked: '2026-11-28' },
  concept: 'platform-version',
  why: 'Platform versions are versions of Fargate. Instances have their own image and a version of the container agent.',
  rejection: 'The platform version must be null when specifying an EC2 launch type.',
  check(service, report) {
    const at = service.runningOn('EC2') ?? service.runningOn('EXTERNAL');
    if (!at) return;
    const related = [{ at, message: 'The launch type' }];
    forbid(service, 'platformVersion', 'Only Fargate has a platform version: remove it', report, { related });
  },
});

export const examples: Examples = {
  bad: [`{ "serviceName": "web", "taskDefinition": "web", "launchType": "EC2", "platformVersion": "LATEST" }`],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "platformVersion": "LATEST" }`,
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "EC2", "platformVersion": null }`,
  ],
  fixed: [`{ "serviceName": "web", "taskDefinition": "web", "launchType": "EC2" }`],
};
