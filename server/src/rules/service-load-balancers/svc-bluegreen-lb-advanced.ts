import { deploymentOf, shiftsTraffic } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A load balancer lacks what a blue/green deployment needs',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'terraform-aws-modules/terraform-aws-ecs issue 377, with the rejection; API reference of LoadBalancer',
    checked: '2026-11-28',
  },
  concept: 'blue-green',
  why: 'With the strategies `BLUE_GREEN`, `LINEAR` and `CANARY`, ECS moves traffic between two target groups. `advancedConfiguration` names the second one, the listener rule to change, and the role for it.',
  rejection: 'advancedConfiguration field is required for all loadBalancers when using the … deployment strategy',
  check(service, report) {
    if (service.controller !== 'ECS' || !shiftsTraffic(service)) return;
    const strategy = deploymentOf(service).string('strategy');
    for (const balancer of service.list('loadBalancers')) {
      if (balancer.object('advancedConfiguration').presence !== 'absent' || !balancer.node) continue;
      const group = balancer.member('targetGroupArn')?.key;
      report({
        at: group ?? balancer.node,
        message: `The strategy "${strategy.value}" needs a second target group: add "advancedConfiguration"`,
        related: [{ at: strategy.node!, message: 'The strategy' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "strategy": "BLUE_GREEN" }, "loadBalancers": [{ "targetGroupArn": "\${GROUP}", "containerName": "web", "containerPort": 80 }] }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "strategy": "ROLLING" }, "loadBalancers": [{ "targetGroupArn": "\${GROUP}", "containerName": "web", "containerPort": 80 }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "strategy": "BLUE_GREEN" } }`,
  ],
};
