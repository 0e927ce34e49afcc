import { forbidWithAwsvpc } from '../parts/forbid-with-awsvpc.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'dnsSearchDomains does not work with awsvpc',
  severity: 'warning',
  source: {
    from: 'Amazon ECS developer guide of 2023, task definition parameters; not reproduced',
    checked: '2026-11-24',
  },
  concept: 'awsvpc',
  why: 'With `awsvpc` the task takes its DNS settings from the VPC, and AWS has documented that ECS then refuses search domains. Set the domain name in the DHCP options of the VPC instead.',
  check(container, report) {
    forbidWithAwsvpc(
      container,
      'dnsSearchDomains',
      'With network mode "awsvpc", a container cannot have "dnsSearchDomains": remove it',
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
      "dnsSearchDomains": ["example.com"]
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "networkMode": "bridge", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "dnsSearchDomains": ["example.com"] }] }`,
    `{ "family": "web", "networkMode": "\${mode}", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "dnsSearchDomains": ["example.com"] }] }`,
    `{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "dnsSearchDomains": [] }] }`,
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
