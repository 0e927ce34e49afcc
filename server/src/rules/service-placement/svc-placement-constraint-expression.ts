import { isKnown } from '../../model/field.ts';
import { removal } from '../parts/forbid.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A placement constraint has the wrong expression',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'cdk-preflight pf-ecs-svc-placement-constraint-distinct-instance-expression; API reference of PlacementConstraint',
    checked: '2026-11-28',
  },
  concept: 'placement',
  why: '`memberOf` keeps tasks on instances that match its expression. `distinctInstance` puts each task on a different instance and has none.',
  rejection: 'distinctInstance expression should not be specified',
  check(service, report) {
    for (const constraint of service.list('placementConstraints')) {
      const type = constraint.string('type');
      const expression = constraint.string('expression');
      if (isKnown(type, 'distinctInstance') && expression.state === 'known') {
        report({
          at: expression.property!.key,
          message: '"distinctInstance" cannot have an expression: remove it',
          fixes: [removal(expression.property!)],
        });
      } else if (isKnown(type, 'memberOf') && expression.state === 'absent') {
        report({
          at: type.node!,
          message: '"memberOf" needs an expression, for example "attribute:ecs.instance-type == t3.large"',
          rejection: '',
        });
      }
    }
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "placementConstraints": [{ "type": "distinctInstance", "expression": "attribute:ecs.os-type == linux" }] }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "placementConstraints": [{ "type": "distinctInstance" }, { "type": "memberOf", "expression": "attribute:ecs.os-type == linux" }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "placementConstraints": [{ "type": "memberOf", "expression": "\${EXPRESSION}" }] }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "placementConstraints": [{ "type": "distinctInstance" }] }`,
  ],
};
