import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'Two Service Connect services with one discovery name',
  severity: 'warning',
  refusedBy: 'service',
  source: {
    from: 'API reference of ServiceConnectService, discoveryName; aws-cdk, CannotCreateMultiple',
    checked: '2026-11-28',
  },
  concept: 'service-connect',
  why: 'For each entry ECS makes a Cloud Map service with its discovery name, which is the name of the port where none is written. In a namespace each name may be there once.',
  check(service, report) {
    const seen = new Map<string, string>();
    for (const one of service.object('serviceConnectConfiguration').list('services')) {
      const written = one.string('discoveryName');
      const name = written.state === 'absent' ? one.string('portName') : written;
      if (name.state !== 'known') continue;
      if (seen.has(name.value))
        report({ at: name.node, message: `The discovery name "${name.value}" is taken: give one of both another` });
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
