import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Links are a legacy feature of Docker',
  severity: 'info',
  source: { from: 'Docker manuals, legacy container links', checked: '2026-11-24' },
  concept: 'bridge',
  why: 'Docker keeps links only for old setups. With network mode `awsvpc` the containers of a task reach each other at `localhost` without them, and Service Connect connects containers of different tasks.',
  check(container, report) {
    const { task } = container;
    const mode = task.networkMode;
    // In other network modes, and on Windows, links are an error. For a written "bridge", another rule has the advice.
    if (mode.state === 'known' || task.isWindows === 'yes') return;
    const links = container.strings('links');
    if (!links.items.some((link) => link.value !== '')) return;
    report({
      at: links.property!.key,
      message: 'Docker calls links a legacy feature: prefer network mode "awsvpc" with localhost',
      tag: 'deprecated',
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
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
  "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "links": [""] }]
}`,
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "links": ["cache"] },
    { "name": "cache", "image": "example.com/cache:1" }
  ]
}`,
  ],
};
