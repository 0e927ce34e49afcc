import { replace } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { launchTypeDemand } from '../parts/demands.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Fargate supports only domainless credential specs',
  severity: 'info',
  source: {
    from: 'Amazon ECS API reference, ContainerDefinition.credentialSpecs',
    checked: '2026-11-24',
  },
  concept: 'windows',
  why: 'With `credentialspec:`, the instance itself has joined the domain beforehand, and on Fargate you have no instance. `credentialspecdomainless:` names a spec with the secret of a user that signs in for each task.',
  check(container, report) {
    const { task } = container;
    if (task.requires('FARGATE') !== 'yes') return;
    const related = launchTypeDemand(task, 'FARGATE');
    for (const spec of container.strings('credentialSpecs')) {
      if (!spec.value.startsWith('credentialspec:')) continue;
      const domainless = spec.value.replace('credentialspec:', 'credentialspecdomainless:');
      report({
        at: spec,
        message: 'On Fargate no instance joins the domain: use "credentialspecdomainless:" with its own spec',
        fixes: [{ title: 'Write "credentialspecdomainless:"', edits: [replace(spec, new Ask(domainless))] }],
        related,
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "web:1",
      // for the file server
      "credentialSpecs": ["credentialspec:arn:aws:s3:::my-settings/web.json"]
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [{ "name": "web", "image": "web:1", "credentialSpecs": ["credentialspecdomainless:arn:aws:s3:::my-settings/web.json"] }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{ "name": "web", "image": "web:1", "memory": 128, "credentialSpecs": ["credentialspec:arn:aws:s3:::my-settings/web.json"] }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "web:1",
      // for the file server
      "credentialSpecs": ["credentialspecdomainless:arn:aws:s3:::my-settings/web.json"]
    }
  ]
}`,
  ],
};
