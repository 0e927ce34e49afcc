import { forbidWithAwsvpc } from '../parts/forbid-with-awsvpc.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'extraHosts does not work with awsvpc',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-awsvpc-extra-hosts', checked: '2026-11-24' },
  concept: 'awsvpc',
  why: 'With `awsvpc` the containers of a task share one network and its hosts file, and ECS accepts no entries from a single container. Put the name in a Route 53 private hosted zone instead.',
  rejection: 'Extra hosts are not supported on container when networkMode=awsvpc',
  check(container, report) {
    forbidWithAwsvpc(
      container,
      'extraHosts',
      'With network mode "awsvpc", a container cannot have "extraHosts": remove it',
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
      "extraHosts": [{ "hostname": "db.example.com", "ipAddress": "10.0.0.10" }]
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "networkMode": "bridge", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "extraHosts": [{ "hostname": "db.example.com", "ipAddress": "10.0.0.10" }] }] }`,
    `{ "family": "web", "networkMode": "\${mode}", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "extraHosts": [{ "hostname": "db.example.com", "ipAddress": "10.0.0.10" }] }] }`,
    `{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "extraHosts": [] }] }`,
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
