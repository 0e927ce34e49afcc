import { containerRule, type Examples } from '../rule.ts';

/** Source: SDK PortMapping.containerPortRange, checked 2026-11-24. */
const MAX_RANGES = 100;

export default containerRule({
  title: 'A container has more than 100 port ranges',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'SDK PortMapping.containerPortRange', checked: '2026-11-28' },
  concept: 'port-mapping',
  why: 'A container may have at most 100 port mappings with a range. Adjacent ranges can be written as one.',
  check(container, report) {
    const ranges = container
      .list('portMappings')
      .items.flatMap((mapping) => mapping.member('containerPortRange') ?? [])
      .filter((property) => property.value?.kind === 'string' && property.value.value !== '');
    if (ranges.length <= MAX_RANGES) return;
    report({
      at: ranges[MAX_RANGES]!.key,
      message: `Container ${container.title} has ${ranges.length} port ranges, but ECS allows ${MAX_RANGES}: join some`,
    });
  },
});

export const examples: Examples = {
  bad: [`[{ "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [${ranges(101)}] }]`],
  good: [
    `[{ "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [${ranges(100)}] }]`,
    `[{ "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "containerPortRange": "9000-9090" }] }]`,
  ],
};

function ranges(count: number): string {
  return Array.from({ length: count }, (_, i) => `{ "containerPortRange": "${i * 10 + 1}-${i * 10 + 5}" }`).join(', ');
}
