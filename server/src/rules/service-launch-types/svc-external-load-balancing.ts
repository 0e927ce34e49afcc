import { forbid } from '../parts/forbid.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A load balancer or service discovery is set for tasks outside AWS',
  // The documentation says so, and nobody has shown how ECS words the refusal.
  severity: 'warning',
  source: {
    from: 'Amazon ECS developer guide, "External launch type"; aws-cdk, ApplicationLoadBalancerCannot, CloudIntegrationSupportedExternal',
    checked: '2026-11-28',
  },
  concept: 'external-instances',
  why: 'AWS load balancers and Cloud Map cannot reach your own machines outside AWS.',
  check(service, report) {
    const at = service.runningOn('EXTERNAL');
    if (!at) return;
    const related = [{ at, message: 'The launch type' }];
    const message = 'does not work with the launch type EXTERNAL: remove it';
    forbid(service, 'loadBalancers', `A load balancer ${message}`, report, { related });
    forbid(service, 'serviceRegistries', `Service discovery ${message}`, report, { related });
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "EXTERNAL", "serviceRegistries": [{ "registryArn": "arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-0123456789abcdef" }] }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "EXTERNAL", "loadBalancers": [] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "EC2", "serviceRegistries": [{ "registryArn": "arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-0123456789abcdef" }] }`,
  ],
  fixed: [`{ "serviceName": "web", "taskDefinition": "web", "launchType": "EXTERNAL" }`],
};
