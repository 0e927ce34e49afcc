import type { PlacementStrategy } from '@aws-sdk/client-ecs';
import type { Fix, Severity } from '../../findings/report.ts';
import { isKnown } from '../../model/field.ts';
import type { ServiceDefinition } from '../../model/service.ts';
import type { View } from '../../model/view.ts';
import { remove, replace } from '../../syntax/edit.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { deploymentOf } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'Availability Zone rebalancing is enabled where it does not work',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'cdk-preflight pf-ecs-svc-az-rebalancing-with-daemon; Amazon ECS developer guide, "Balancing an Amazon ECS service across Availability Zones"',
    checked: '2026-11-28',
  },
  concept: 'placement',
  why: 'To rebalance, ECS starts a task in one zone before it stops another elsewhere. That does not work for a daemon, with a `maximumPercent` of 100, outside AWS, behind a Classic Load Balancer, or if the first placement strategy does not spread tasks across zones.',
  rejection: 'Availability Zone Rebalancing does not support …',
  check(service, report) {
    const wanted = service.string('availabilityZoneRebalancing');
    if (!isKnown(wanted, 'ENABLED')) return;
    const off: Fix = { title: 'Remove "availabilityZoneRebalancing"', edits: [remove(wanted.property!)] };
    const tell = (what: string, at: SyntaxNode, others: readonly Fix[] = [], severity: Severity = 'warning') =>
      report({
        at: wanted.node!,
        // Only the refusal for a daemon has been seen; the others are in the documentation alone.
        severity,
        message: `ECS does not rebalance zones ${what}: remove this or change the other setting`,
        fixes: [...others, off],
        related: [{ at, message: 'The other setting' }],
      });
    if (service.isDaemon) return tell('for a daemon', service.string('schedulingStrategy').node!, [], 'error');
    const most = deploymentOf(service).number('maximumPercent');
    if (isKnown(most, 100)) {
      const more = { title: 'Set maximumPercent to 200', edits: [replace(most.node!, 200)] };
      return tell('with a maximumPercent of 100', most.node!, [more]);
    }
    const external = service.runningOn('EXTERNAL');
    if (external) return tell('outside AWS', external);
    const classic = service.list('loadBalancers').items.find((one) => one.string('loadBalancerName').state === 'known');
    if (classic) return tell('behind a Classic Load Balancer', classic.string('loadBalancerName').node!);
    const first = firstStrategy(service);
    if (first && !spreadsOverZones(first)) tell('unless tasks spread over them', first.node!);
  },
});

/** The first placement strategy; undefined if it is not known. */
function firstStrategy(service: ServiceDefinition) {
  const strategies = service.list('placementStrategy');
  const [first] = strategies.items;
  return strategies.node?.items[0] === first?.node ? first : undefined;
}

/** Whether a strategy may spread tasks over the zones. */
function spreadsOverZones(strategy: View<PlacementStrategy>): boolean {
  const [type, field] = [strategy.string('type'), strategy.string('field')];
  if (type.state !== 'known') return type.state === 'deferred';
  return type.value === 'spread' && (field.state === 'deferred' || isKnown(field, 'attribute:ecs.availability-zone'));
}

export const examples: Examples = {
  bad: [
    `{ "serviceName": "agent", "taskDefinition": "agent", "schedulingStrategy": "DAEMON", "availabilityZoneRebalancing": "ENABLED" }`,
    `{ "serviceName": "web", "taskDefinition": "web", "availabilityZoneRebalancing": "ENABLED", "deploymentConfiguration": { "maximumPercent": 100, "minimumHealthyPercent": 50 } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "EC2", "availabilityZoneRebalancing": "ENABLED", "placementStrategy": [{ "type": "binpack", "field": "cpu" }] }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "availabilityZoneRebalancing": "ENABLED", "placementStrategy": [{ "type": "spread", "field": "attribute:ecs.availability-zone" }, { "type": "binpack", "field": "cpu" }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "availabilityZoneRebalancing": "ENABLED", "placementStrategy": ["\${FIRST}", { "type": "binpack", "field": "cpu" }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "availabilityZoneRebalancing": "ENABLED" }`,
    `{ "serviceName": "agent", "taskDefinition": "agent", "schedulingStrategy": "DAEMON", "availabilityZoneRebalancing": "DISABLED" }`,
  ],
  fixed: [
    `{ "serviceName": "agent", "taskDefinition": "agent", "schedulingStrategy": "DAEMON" }`,
    `{ "serviceName": "web", "taskDefinition": "web", "availabilityZoneRebalancing": "ENABLED", "deploymentConfiguration": { "maximumPercent": 200, "minimumHealthyPercent": 50 } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "EC2", "placementStrategy": [{ "type": "binpack", "field": "cpu" }] }`,
  ],
};
