import { forbid } from '../parts/forbid.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Links work only with network mode bridge',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'cdk-preflight pf-ecs-fargate-links; Docker refuses links on the host network',
    checked: '2026-11-24',
  },
  concept: 'bridge',
  why: 'Links join containers on the bridge network of one instance. With `awsvpc` and `host` the containers of a task share a network already and reach each other at `localhost`.',
  rejection: 'Links are not supported when networkMode=awsvpc',
  check(container, report) {
    const { task } = container;
    const mode = task.networkMode;
    if (mode.state !== 'known' || !['awsvpc', 'host', 'none'].includes(mode.value)) return;
    // Windows supports links in no mode; another rule reports that.
    if (mode.value !== 'awsvpc' && task.isWindows === 'yes') return;
    forbid(
      container,
      'links',
      `With network mode "${mode.value}", a container cannot have "links": remove it`,
      report,
      {
        // ECS says that it accepts links only with bridge. What it does with "none" is not reported anywhere.
        ...(mode.value === 'none' ? { severity: 'warning' as const } : {}),
        related: [{ at: mode.node, message: `The network mode is "${mode.value}"` }],
      },
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
      "name": "web", // talks to the cache
      "image": "example.com/web:1",
      "links": ["cache"]
    },
    { "name": "cache", "image": "example.com/cache:1" }
  ]
}`,
    `{
  "family": "web",
  "networkMode": "host",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "memory": 128, "links": ["cache"] },
    { "name": "cache", "image": "example.com/cache:1", "memory": 128 }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "memory": 128, "links": ["cache"] },
    { "name": "cache", "image": "example.com/cache:1", "memory": 128 }
  ]
}`,
    `{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "links": [] }] }`,
    `[{ "name": "web", "image": "example.com/web:1", "memory": 128, "links": ["cache"] }, { "name": "cache", "image": "example.com/cache:1", "memory": 128 }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "web", // talks to the cache
      "image": "example.com/web:1"
    },
    { "name": "cache", "image": "example.com/cache:1" }
  ]
}`,
    `{
  "family": "web",
  "networkMode": "host",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "memory": 128 },
    { "name": "cache", "image": "example.com/cache:1", "memory": 128 }
  ]
}`,
  ],
};
