import { isKnown } from '../../model/field.ts';
import { deploymentOf } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'Deployment alarms are enabled but none is named',
  severity: 'warning',
  refusedBy: 'service',
  source: { from: 'aws-cdk, IsRequiredLeastAlarmName', checked: '2026-11-28' },
  concept: 'rolling-deployment',
  why: 'With `enable`, a deployment fails when one of the alarms goes off. Without an alarm, nothing is monitored.',
  check(service, report) {
    const alarms = deploymentOf(service).object('alarms');
    const names = alarms.strings('alarmNames');
    if (!isKnown(alarms.boolean('enable'), true) || names.presence !== 'known' || names.open || names.length > 0)
      return;
    report({ at: names.property!.key, message: 'No alarm is named, so nothing is monitored: name one' });
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "alarms": { "alarmNames": [], "enable": true, "rollback": true } } }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "alarms": { "alarmNames": [], "enable": false, "rollback": false } } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "alarms": { "alarmNames": ["\${ALARM}"], "enable": true, "rollback": true } } }`,
  ],
};
