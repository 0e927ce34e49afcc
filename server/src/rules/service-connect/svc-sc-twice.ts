import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'Two Service Connect services have the same discovery name',
  severity: 'warning',
  refusedBy: 'service',
  source: {
    from: 'API reference of ServiceConnectService, discoveryName; aws-cdk, CannotCreateMultiple',
    checked: '2026-11-28',
  },
  concept: 'service-connect',
  why: 'For each entry, ECS creates a Cloud Map service with its discovery name, by default the name of the port. A name can occur only once in a namespace.',
  check(service, report) {
    const seen = new Map<string, string>();
    for (const one of service.object('serviceConnectConfiguration').list('services')) {
      const written = one.string('discoveryName');
      const name = written.state === 'absent' ? one.string('portName') : written;
      if (name.state !== 'known') continue;
      if (seen.has(name.value))
        report({
          at: name.node,
          message: `The discovery name "${name.value}" is already used: give one of the two another name`,
        });
      seen.set(name.value, name.value);
    }
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "serviceConnectConfiguration": { "enabled": true, "services": [{ "portName": "web" }, { "portName": "admin", "discoveryName": "web" }] } }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "serviceConnectConfiguration": { "enabled": true, "services": [{ "portName": "web" }, { "portName": "web", "discoveryName": "admin" }] } }`,
  ],
};
