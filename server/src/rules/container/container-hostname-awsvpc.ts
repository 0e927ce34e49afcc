import { forbidWithAwsvpc } from '../parts/forbid-with-awsvpc.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'hostname does not work with awsvpc',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-awsvpc-hostname', checked: '2026-11-24' },
  concept: 'awsvpc',
  why: 'With `awsvpc` all containers of a task share one network interface and its host name, so a container has none of its own. Service discovery or Service Connect give the service a name.',
  rejection: 'hostname is not supported on container when networkMode=awsvpc',
  check(container, report) {
    forbidWithAwsvpc(
      container,
      'hostname',
      'With network mode "awsvpc", a container cannot have "hostname": remove it',
      report,
    );
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1", // built by the pipeline
      "hostname": "web-1"
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "networkMode": "bridge", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "hostname": "web-1" }] }`,
    `{ "family": "web", "networkMode": "\${mode}", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "hostname": "web-1" }] }`,
    `{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "hostname": "" }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1" // built by the pipeline
    }
  ]
}`,
  ],
};
