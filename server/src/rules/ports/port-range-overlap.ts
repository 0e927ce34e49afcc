import type { Fix } from '../../findings/report.ts';
import { replace } from '../../syntax/edit.ts';
import {
  certainPortMappings,
  type PlacedMapping,
  type Ports,
  portNode,
  portsOf,
  protocolOf,
  removeMapping,
  sharesPorts,
} from '../parts/port-mappings.ts';
import { type Examples, rule } from '../rule.ts';

interface Opening extends Ports {
  readonly placed: PlacedMapping;
}

export default rule({
  title: 'Port ranges overlap',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'cdk-preflight pf-ecs-port-range-overlap; SDK PortMapping.containerPortRange',
    checked: '2026-11-28',
  },
  concept: 'port-mapping',
  why: 'A port can be part of only one port mapping. With `awsvpc` that applies to the whole task, because its containers share one network address.',
  rejection: 'container port is used multiple times in task',
  check(task, report) {
    for (const openings of openingsThatCollide(certainPortMappings(task), sharesPorts(task))) {
      openings.sort((a, b) => a.first - b.first);
      let furthest = openings[0]!;
      for (const next of openings.slice(1)) {
        const isRange = next.first < next.last || furthest.first < furthest.last;
        if (isRange && next.first <= furthest.last) {
          const [earlier, later] = isWrittenBefore(furthest, next) ? [furthest, next] : [next, furthest];
          report({
            at: portNode(later.placed.mapping),
            message: `${text(later)} overlaps ${text(earlier)}: a port can be mapped only once`,
            fixes: fixes(later, earlier),
            related: [{ at: portNode(earlier.placed.mapping), message: `${text(earlier)} is mapped here` }],
          });
        }
        if (next.last > furthest.last) furthest = next;
      }
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "media",
    "image": "example.com/media:1",
    "memory": 512,
    "portMappings": [
      { "containerPortRange": "8000-8090" }, // video
      { "containerPortRange": "8085-8095" } // audio
    ]
  }
]`,
    `{
  "family": "media",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "media", "image": "example.com/media:1", "portMappings": [{ "containerPortRange": "8000-8090" }] },
    { "name": "web", "image": "nginx:1.27", "portMappings": [{ "containerPort": 80 }, { "containerPort": 8080 }] }
  ]
}`,
  ],
  good: [
    `[{ "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "containerPortRange": "80-90" }, { "containerPortRange": "91-95" }] }]`,
    `[{ "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "containerPortRange": "80-90" }, { "containerPortRange": "80-90", "protocol": "udp" }] }]`,
    `{
  "family": "media",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "containerPortRange": "8000-8090" }] },
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 8080 }] }
  ]
}`,
    `[{ "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "containerPortRange": "80-90" }, { "containerPortRange": "\${rest}" }] }]`,
  ],
  fixed: [
    `[
  {
    "name": "media",
    "image": "example.com/media:1",
    "memory": 512,
    "portMappings": [
      { "containerPortRange": "8000-8090" }, // video
      { "containerPortRange": "8091-8095" } // audio
    ]
  }
]`,
    `{
  "family": "media",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "media", "image": "example.com/media:1", "portMappings": [{ "containerPortRange": "8000-8090" }] },
    { "name": "web", "image": "nginx:1.27", "portMappings": [{ "containerPort": 80 }] }
  ]
}`,
  ],
};

/** Groups of mappings within which no port may occur twice: by protocol, and by container unless they share ports. */
function openingsThatCollide(mappings: readonly PlacedMapping[], shared: boolean): Opening[][] {
  const groups = new Map<string, Opening[]>();
  for (const placed of mappings) {
    const ports = portsOf(placed.mapping);
    const protocol = protocolOf(placed.mapping);
    if (!ports || ports.first > ports.last || protocol === undefined) continue;
    const group = shared ? protocol : `${protocol} ${placed.container.node.offset}`;
    const openings = groups.get(group) ?? [];
    openings.push({ ...ports, placed });
    groups.set(group, openings);
  }
  return [...groups.values()];
}

function isWrittenBefore(a: Opening, b: Opening): boolean {
  return a.placed.mapping.node!.offset < b.placed.mapping.node!.offset;
}

function text({ first, last }: Ports): string {
  return first === last ? `Port ${first}` : `Port range ${first}-${last}`;
}

/**
 * Shortens the later mapping to the part beyond the earlier one, if that part is a single range; otherwise removes it.
 */
function fixes(later: Opening, earlier: Opening): Fix[] {
  const range = later.placed.mapping.string('containerPortRange').node;
  const rest =
    later.last > earlier.last
      ? { first: Math.max(later.first, earlier.last + 1), last: later.last }
      : { first: later.first, last: Math.min(later.last, earlier.first - 1) };
  if (!range || rest.first >= rest.last) return removeMapping(later.placed);
  const value = `${rest.first}-${rest.last}`;
  return [{ title: `Write "${value}"`, edits: [replace(range, value)] }, ...removeMapping(later.placed)];
}
