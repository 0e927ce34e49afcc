import { cyclesOf, pathOfCycle, reportOfCycle, startOrderOf } from '../parts/start-order.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Links form a cycle',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: '"Container links should not have a cycle" in users\' reports of RegisterTaskDefinition',
    checked: '2026-11-28',
  },
  concept: 'bridge',
  why: 'A linked container has to run before the one that links to it. In a cycle, none can be first. For containers to reach each other in both directions, use network mode `awsvpc`, where all containers of a task share `localhost`.',
  rejection: 'Container links should not have a cycle',
  check(task, report) {
    if (task.containers.items.every((container) => container.strings('links').length === 0)) return;
    const links = startOrderOf(task).filter(({ kind }) => kind === 'links');
    for (const cycle of cyclesOf(task, links)) {
      report(reportOfCycle(cycle, `Links form a cycle: ${pathOfCycle(cycle)}. Remove one link`));
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "memory": 128, "links": ["api"] },
    {
      "name": "api",
      "image": "example.com/api:1",
      "memory": 128, // talks back
      "links": ["web:front"]
    }
  ]
}`,
    `[
  { "name": "a", "image": "a:1", "memory": 128, "links": ["b"] },
  { "name": "b", "image": "b:1", "memory": 128, "links": ["c"] },
  { "name": "c", "image": "c:1", "memory": 128, "links": ["d", "a"] },
  { "name": "d", "image": "d:1", "memory": 128 }
]`,
  ],
  good: [
    `[
  { "name": "a", "image": "a:1", "memory": 128, "links": ["b", "c"] },
  { "name": "b", "image": "b:1", "memory": 128, "links": ["c"] },
  { "name": "c", "image": "c:1", "memory": 128 }
]`,
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "a", "image": "a:1", "memory": 128, "links": ["b"] },
    { "name": "b", "image": "b:1", "memory": 128, "links": ["a"] }
  ]
}`,
    `[
  { "name": "a", "image": "a:1", "memory": 128, "links": ["\${other}"] },
  { "name": "b", "image": "b:1", "memory": 128, "links": ["a"] }
]`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "memory": 128, "links": ["api"] },
    {
      "name": "api",
      "image": "example.com/api:1",
      "memory": 128 // talks back
    }
  ]
}`,
    `[
  { "name": "a", "image": "a:1", "memory": 128, "links": ["b"] },
  { "name": "b", "image": "b:1", "memory": 128, "links": ["c"] },
  { "name": "c", "image": "c:1", "memory": 128, "links": ["d"] },
  { "name": "d", "image": "d:1", "memory": 128 }
]`,
  ],
};
