import { isKnown } from '../../model/field.ts';
import { removeOne } from '../parts/remove-one.ts';
import { deploymentOf } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

const SHIFTING = new Set(['TEST_TRAFFIC_SHIFT', 'PRODUCTION_TRAFFIC_SHIFT']);

export default serviceRule({
  title: 'A deployment pauses while traffic is shifting',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'API reference of DeploymentLifecycleHook, lifecycleStages', checked: '2026-11-28' },
  concept: 'blue-green',
  why: 'A deployment can pause before or after traffic shifts, but not while it does. Only Lambda functions can be hooked in there.',
  check(service, report) {
    for (const hook of deploymentOf(service).list('lifecycleHooks')) {
      if (!isKnown(hook.string('targetType'), 'PAUSE')) continue;
      const stages = hook.strings('lifecycleStages');
      for (const stage of stages) {
        if (!SHIFTING.has(stage.value)) continue;
        report({
          at: stage,
          message: `A deployment cannot pause at "${stage.value}": use the stage before or after it`,
          fixes: stages.length > 1 ? removeOne(service.document, stage) : [],
        });
      }
    }
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "lifecycleHooks": [{ "targetType": "PAUSE", "lifecycleStages": ["PRE_SCALE_UP", "PRODUCTION_TRAFFIC_SHIFT"] }] } }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "lifecycleHooks": [{ "targetType": "PAUSE", "lifecycleStages": ["PRE_PRODUCTION_TRAFFIC_SHIFT"] }] } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "lifecycleHooks": [{ "hookTargetArn": "\${HOOK}", "roleArn": "\${ROLE}", "lifecycleStages": ["PRODUCTION_TRAFFIC_SHIFT"] }] } }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "lifecycleHooks": [{ "targetType": "PAUSE", "lifecycleStages": ["PRE_SCALE_UP"] }] } }`,
  ],
};
