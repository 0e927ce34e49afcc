import type { Fix } from '../../findings/report.ts';
import { cut } from '../../model/wording.ts';
import { nearest } from '../../schema/nearest.ts';
import { remove, replace } from '../../syntax/edit.ts';
import { unlessJoined } from '../parts/bare-list.ts';
import { type Examples, rule } from '../rule.ts';

/** The most containers that a task definition may have; there is no need to compare more names. */
const MAX_SUGGESTED = 10;

export default rule({
  title: 'A link does not name another container of the task',
  severity: 'error',
  refusedBy: 'start',
  source: {
    from: 'amazon-ecs-agent, resolving of links; "Container links should not have a cycle" in users\' reports',
    checked: '2026-11-24',
  },
  concept: 'bridge',
  why: 'A link is the name of another container in the same task definition, optionally followed by a colon and an alias. The container cannot start without the one that it is linked to.',
  check(task, report) {
    if (!task.containerNamesKnown) return;
    const mode = task.networkMode;
    // In other network modes, the links themselves are the mistake.
    if (mode.state === 'known' && mode.value !== 'bridge') return;
    const names = new Set(task.containers.items.flatMap((container) => container.name.value ?? []));
    const candidates = [...names].slice(0, MAX_SUGGESTED);
    for (const container of task.containers) {
      const links = container.strings('links');
      const linked = new Set(links.items.map((link) => link.value.split(':')[0]!));
      for (const link of links) {
        const [target, alias, more] = link.value.split(':');
        // The schema check reports a link with more colons or without a name.
        if (!target || more !== undefined) continue;
        const isSelf = target === container.name.value;
        if (names.has(target) && !isSelf) continue;
        const others = candidates.filter((name) => name !== container.name.value && !linked.has(name));
        const near = nearest(target, others);
        // If there is only one other container, it is the only possible target.
        const meant = isSelf ? [] : near.length === 0 && names.size === 2 ? others : near;
        const renamings = meant.map((name): Fix => {
          const text = alias === undefined ? name : `${name}:${alias}`;
          return { title: `Write "${text}"`, edits: [replace(link, text)] };
        });
        // Removing only the link would leave an empty list.
        const leftOut = links.node!.items.length === 1 ? links.property! : link;
        const removal = { title: 'Remove the link', edits: [remove(leftOut)] };
        report({
          at: link,
          // ECS itself notices a container that links to itself, but leaves an unknown name to the agent.
          ...(isSelf ? { refusedBy: 'registration' } : unlessJoined(task)),
          message: isSelf
            ? `Container ${container.title} is linked to itself: remove the link`
            : `No container is named "${cut(target, 40)}": link to a container of this task definition`,
          fixes: [...renamings, removal],
          related: isSelf ? [{ at: container.label, message: 'The link names this container' }] : [],
        });
      }
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "memory": 128,
      "links": ["cahce:redis"] // as in the old compose file
    },
    { "name": "cache", "image": "example.com/cache:1", "memory": 128 }
  ]
}`,
    `[{ "name": "web", "image": "example.com/web:1", "memory": 128, "links": ["web"] }]`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "memory": 128, "links": ["database", "cache"] },
    { "name": "cache", "image": "example.com/cache:1", "memory": 128 }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "memory": 128, "links": ["cache:redis", ""] },
    { "name": "cache", "image": "example.com/cache:1", "memory": 128 }
  ]
}`,
    `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "memory": 128, "links": ["cache", "\${other}"] },
    { "name": "{{ cache }}", "image": "example.com/cache:1", "memory": 128 }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "memory": 128,
      "links": ["cache:redis"] // as in the old compose file
    },
    { "name": "cache", "image": "example.com/cache:1", "memory": 128 }
  ]
}`,
    `[{ "name": "web", "image": "example.com/web:1", "memory": 128 }]`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "memory": 128, "links": ["cache"] },
    { "name": "cache", "image": "example.com/cache:1", "memory": 128 }
  ]
}`,
  ],
};
