import { forbidWithAwsvpc } from '../parts/forbid-with-awsvpc.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'dnsServers does not work with awsvpc',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-dns-servers', checked: '2026-11-24' },
  concept: 'awsvpc',
  why: 'With `awsvpc` the task takes its DNS servers from the VPC. To use other servers, change the DHCP options of the VPC.',
  rejection: 'DNS servers are not supported on container when networkMode=awsvpc',
  check(container, report) {
    forbidWithAwsvpc(
      container,
      'dnsServers',
      'With network mode "awsvpc", a container cannot have "dnsServers": remove it',
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
      "dnsServers": ["10.0.0.2"]
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "networkMode": "bridge", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "dnsServers": ["10.0.0.2"] }] }`,
    `{ "family": "web", "networkMode": "\${mode}", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "dnsServers": ["10.0.0.2"] }] }`,
    `{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "dnsServers": [] }] }`,
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
