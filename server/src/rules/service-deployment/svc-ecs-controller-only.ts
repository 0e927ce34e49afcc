import { isKnown } from '../../model/field.ts';
import { removal } from '../parts/forbid.ts';
import { deploymentOf, isDeployedByOthers } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'Alarms or hooks are set, but ECS does not deploy this service',
  severity: 'warning',
  refusedBy: 'service',
  source: {
    from: 'API reference of DeploymentConfiguration; aws-cdk, RequiresDeploymentAlarmsRequires, RequiresDeploymentLifecycleHooks',
    checked: '2026-11-28',
  },
  concept: 'rolling-deployment',
  why: 'Alarms and lifecycle hooks are for deployments that ECS runs. CodeDeploy has its own alarms and hooks, in the deployment group and the AppSpec file.',
  check(service, report) {
    if (!isDeployedByOthers(service)) return;
    const deployment = deploymentOf(service);
    const alarms = deployment.object('alarms');
    const hooks = deployment.list('lifecycleHooks');
    const related = [{ at: service.object('deploymentController').string('type').node!, message: 'The controller' }];
    const say = (what: string) => `Only deployments that ECS runs have ${what}: remove them`;
    if (isKnown(alarms.boolean('enable'), true))
      report({ at: alarms.property!.key, message: say('alarms'), fixes: [removal(alarms.property!)], related });
    if (hooks.length > 0)
      report({ at: hooks.property!.key, message: say('hooks'), fixes: [removal(hooks.property!)], related });
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "deploymentController": { "type": "EXTERNAL" }, "deploymentConfiguration": { "maximumPercent": 200, "alarms": { "alarmNames": ["errors"], "enable": true, "rollback": true } } }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "alarms": { "alarmNames": ["errors"], "enable": true, "rollback": true } } }`,
    `{ "serviceName": "web", "deploymentController": { "type": "EXTERNAL" }, "deploymentConfiguration": { "alarms": { "alarmNames": [], "enable": false, "rollback": false }, "lifecycleHooks": [] } }`,
  ],
  fixed: [
    `{ "serviceName": "web", "deploymentController": { "type": "EXTERNAL" }, "deploymentConfiguration": { "maximumPercent": 200 } }`,
  ],
};
