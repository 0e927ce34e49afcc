import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'Access logs of Service Connect that go nowhere',
  severity: 'warning',
  refusedBy: 'service',
  source: {
    from: 'Amazon ECS developer guide, "Service Connect access logs"; aws-cdk, AccessLogConfigurationRequiresLogDriver',
    checked: '2026-11-28',
  },
  concept: 'service-connect',
  why: 'The proxy writes its access logs where its other logs go, which `logConfiguration` says. Without that there is no place for them.',
  check(service, report) {
    const connect = service.object('serviceConnectConfiguration');
    const access = connect.object('accessLogConfiguration');
    if (access.presence !== 'known' || connect.object('logConfiguration').presence !== 'absent') return;
    report({ at: access.property!.key, message: 'Access logs need a place to go: add "logConfiguration" beside them' });
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
