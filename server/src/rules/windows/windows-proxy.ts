import { forbidBecause, systemDemand } from '../parts/demands.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Windows does not support proxyConfiguration',
  severity: 'warning',
  source: { from: 'Amazon ECS developer guide, task definition parameters: proxyConfiguration', checked: '2026-11-24' },
  concept: 'windows',
  why: 'The proxy of App Mesh redirects the traffic of a Linux network namespace, which Windows does not have.',
  check(task, report) {
    if (task.isWindows !== 'yes') return;
    const message = 'Windows containers do not support "proxyConfiguration": remove it';
    forbidBecause(systemDemand(task), task, task, 'proxyConfiguration', message, report);
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "networkMode": "awsvpc", // for the proxy
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "proxyConfiguration": { "type": "APPMESH", "containerName": "envoy" }
}`,
  ],
  good: [
    `{ "family": "web", "networkMode": "awsvpc", "proxyConfiguration": { "type": "APPMESH", "containerName": "envoy" } }`,
    `{ "family": "web", "proxyConfiguration": null, "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" } }`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "awsvpc", // for the proxy
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }
}`,
  ],
};
