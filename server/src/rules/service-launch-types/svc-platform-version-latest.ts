import { replace } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

/** Supported versions. Source: Amazon ECS developer guide, "Fargate platform versions", checked 2026-11-28. */
const CURRENT = new Set(['LATEST', '1.4.0', '1.0.0']);

export default serviceRule({
  title: 'The Fargate platform version is old',
  severity: 'info',
  source: {
    from: 'AWS Security Hub ECS.10; Amazon ECS developer guide, "Fargate platform versions"',
    checked: '2026-11-28',
  },
  concept: 'platform-version',
  why: 'Old platform versions get no more fixes and will be retired. `LATEST` gives a new task the current one.',
  check(service, report) {
    const version = service.string('platformVersion');
    if (version.state !== 'known' || CURRENT.has(version.value)) return;
    report({
      at: version.node,
      message: `Platform version ${version.value} is old: write "LATEST"`,
      fixes: [{ title: 'Write "LATEST"', edits: [replace(version.node, 'LATEST')] }],
    });
  },
});

export const examples: Examples = {
  bad: [`{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "platformVersion": "1.3.0" }`],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "platformVersion": "1.4.0" }`,
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "platformVersion": "\${VERSION}" }`,
  ],
  fixed: [`{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "platformVersion": "LATEST" }`],
};
