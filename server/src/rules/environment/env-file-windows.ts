import { systemDemand } from '../parts/demands.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Environment files may not reach Windows containers',
  severity: 'warning',
  source: {
    from: 'Amazon ECS developer guide, use-environment-file; the API reference disagrees for Windows on Fargate',
    checked: '2026-11-24',
  },
  concept: 'windows',
  why: 'The developer guide says that Windows containers cannot use environment files, on EC2 and on Fargate, while the API reference names a Windows platform version for them. Until AWS settles this, `environment` and `secrets` are the safe choice.',
  check(container, report) {
    const { task } = container;
    if (task.isWindows !== 'yes') return;
    if (container.list('environmentFiles').length === 0) return;
    report({
      at: container.member('environmentFiles')!.key,
      message: 'Environment files may not reach Windows containers: use "environment" or "secrets"',
      related: systemDemand(task),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    { "name": "web", "image": "iis:1", "environmentFiles": [{ "type": "s3", "value": "arn:aws:s3:::my-settings/web.env" }] }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "runtimePlatform": { "operatingSystemFamily": "LINUX" },
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "environmentFiles": [{ "type": "s3", "value": "arn:aws:s3:::my-settings/web.env" }] }
  ]
}`,
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "\${os}" },
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "environmentFiles": [{ "type": "s3", "value": "arn:aws:s3:::my-settings/web.env" }] }
  ]
}`,
  ],
};
