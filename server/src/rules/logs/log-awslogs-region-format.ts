import type { Fix } from '../../findings/report.ts';
import { isRegion, UNKNOWN_REGION } from '../../model/region-name.ts';
import { replace } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { logOf } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

/** The form of regions in all partitions, including future ones: `eu-west-1`, `us-gov-east-1`, `eusc-de-east-1`. */

export default containerRule({
  title: 'awslogs-region is not a region',
  severity: 'warning',
  source: { from: 'AWS General Reference, regional endpoints: the codes of regions', checked: '2026-11-28' },
  concept: 'logs',
  why: 'A region is written as its code, for example `eu-west-1`. The agent builds the address of CloudWatch Logs from it, so with anything else, even an Availability Zone like `eu-west-1a`, the logs go nowhere and the container does not start.',
  check(container, report) {
    const log = logOf(container, 'awslogs');
    if (!log) return;
    const { options } = log;
    const region = options.string('awslogs-region');
    if (region.state !== 'known' || isRegion(region.value) || isStandIn(region.value)) return;
    const meant = repair(region.value);
    const fix: Fix = meant
      ? { title: `Write "${meant}"`, edits: [replace(region.node, meant)] }
      : { title: 'Write a region', edits: [replace(region.node, new Ask(UNKNOWN_REGION))] };
    report({
      at: region.node,
      message: meant
        ? `"${region.value}" is not a region: write "${meant}"`
        : `"${region.value.slice(0, 30)}" is not a region: write a region code, for example "eu-west-1"`,
      fixes: [fix],
    });
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "awslogs",
      "options": {
        "awslogs-group": "/ecs/web",
        "awslogs-region": "eu-west-1a", // the office
        "awslogs-stream-prefix": "ecs"
      }
    }
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "EU-West-1", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu_west_1", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1 ", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "Ireland", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "euwest1", "awslogs-stream-prefix": "ecs" } } }]`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "us-gov-west-1", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eusc-de-east-1", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "\${region}", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "REGION", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "region", "awslogs-stream-prefix": "ecs" } } }]`,
  ],
  fixed: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "awslogs",
      "options": {
        "awslogs-group": "/ecs/web",
        "awslogs-region": "eu-west-1", // the office
        "awslogs-stream-prefix": "ecs"
      }
    }
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "REGION", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }]`,
  ],
};

/** The region that was probably meant: without a zone, blanks or capitals, and with hyphens. */
function repair(text: string): string | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replaceAll(/[_\s.]+/g, '-');
  const zone = /^(.*-\d)[a-z]$/.exec(plain)?.[1] ?? plain;
  const dashed = zone.replace(
    /^([a-z]{2})-?(north|south|east|west|central|northeast|northwest|southeast|southwest)-?(\d)$/,
    '$1-$2-$3',
  );
  return isRegion(dashed) ? dashed : undefined;
}

/** Stand-ins that someone means to replace: `REGION`, `aws-region`, `string`. */
function isStandIn(text: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(text) || /region|^string$/i.test(text);
}
