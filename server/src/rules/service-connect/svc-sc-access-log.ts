import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'The access logs of Service Connect go nowhere',
  severity: 'warning',
  refusedBy: 'service',
  source: {
    from: 'Amazon ECS developer guide, "Service Connect access logs"; aws-cdk, AccessLogConfigurationRequiresLogDriver',
    checked: '2026-11-28',
  },
  concept: 'service-connect',
  why: 'The proxy writes its access logs to the destination in `logConfiguration`. Without one they are lost.',
  check(service, report) {
    const connect = service.object('serviceConnectConfiguration');
    const access = connect.object('accessLogConfiguration');
    if (access.presence !== 'known' || connect.object('logConfiguration').presence !== 'absent') return;
    report({ at: access.property!.key, message: 'Access logs need a destination: add "logConfiguration" beside them' });
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "serviceConnectConfiguration": { "enabled": true, "accessLogConfiguration": { "format": "JSON" } } }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "serviceConnectConfiguration": { "enabled": true, "logConfiguration": { "logDriver": "awslogs" }, "accessLogConfiguration": { "format": "JSON" } } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "serviceConnectConfiguration": { "enabled": true } }`,
  ],
};
