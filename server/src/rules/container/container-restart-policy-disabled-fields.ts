import { isKnown } from '../../model/field.ts';
import { set } from '../../syntax/edit.ts';
import { forbid, removal } from '../parts/forbid.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A disabled restart policy has settings',
  severity: 'warning',
  source: {
    from: 'aws-cdk-lib RestartIgnoredExitCodesRestartAttemptPeriodCannotSpecified',
    checked: '2026-11-24',
  },
  concept: 'restart-policy',
  why: 'With `"enabled": false` the container is not restarted, so the exit codes and the period have no effect. Enable the policy, or remove its settings.',
  check(container, report) {
    const policy = container.object('restartPolicy');
    const enabled = policy.boolean('enabled');
    if (!isKnown(enabled, false)) return;
    for (const key of ['ignoredExitCodes', 'restartAttemptPeriod'] as const) {
      const property = policy.member(key);
      if (!property) continue;
      forbid(policy, key, `"${key}" has no effect while the restart policy is off: remove it`, report, {
        fixes: [
          { ...removal(property), preferred: true },
          { title: 'Set enabled to true', edits: [set(policy.node!, 'enabled', true)] },
        ],
        related: [{ at: enabled.node!, message: 'The restart policy is disabled' }],
        tag: 'unnecessary',
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "memory": 128,
      "restartPolicy": {
        "enabled": false, // until it is stable
        "ignoredExitCodes": [0],
        "restartAttemptPeriod": 300
      }
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "restartPolicy": { "enabled": true, "ignoredExitCodes": [0] } }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "restartPolicy": { "enabled": false, "ignoredExitCodes": [] } }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "restartPolicy": { "enabled": \${restart}, "restartAttemptPeriod": 300 } }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "memory": 128,
      "restartPolicy": {
        "enabled": false, // until it is stable
        "restartAttemptPeriod": 300
      }
    }
  ]
}`,
  ],
};
