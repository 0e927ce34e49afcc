import { forbidWithAwsvpc } from '../parts/forbid-with-awsvpc.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'disableNetworking does not work with awsvpc',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-disable-networking', checked: '2026-11-24' },
  concept: 'awsvpc',
  why: 'With `awsvpc` all containers of a task share one network interface, so none of them can be without a network. Network mode `none` is for tasks that need no network.',
  rejection: 'Disable Networking is not supported on container when networkMode=awsvpc',
  check(container, report) {
    forbidWithAwsvpc(
      container,
      'disableNetworking',
      'With network mode "awsvpc", a container cannot have "disableNetworking": remove it',
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
      "disableNetworking": true
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "networkMode": "bridge", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "disableNetworking": true }] }`,
    `{ "family": "web", "networkMode": "\${mode}", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "disableNetworking": true }] }`,
    `{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "disableNetworking": false }] }`,
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
