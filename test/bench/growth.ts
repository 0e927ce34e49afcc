/** How the time of an analysis grows: of twice as much it may take 2.2 times as long, to a hundred times what ECS takes. */
import { analyse } from '../../server/src/analysis.ts';
import type { Figures } from './figures.ts';

const MOST_TIMES = 2.2;

function range<T>(count: number, item: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => item(i));
}

function task(containers: object[]): string {
  return JSON.stringify({ family: 'web', networkMode: 'awsvpc', containerDefinitions: containers }, null, 2);
}

const container = (i: number, more: object = {}) => ({
  name: `c${i}`,
  image: `example.com/app-${i}:1.0`,
  memory: 64,
  portMappings: [{ containerPort: 1000 + i }],
  ...more,
});

/** What is counted, how many ECS takes (or a large file has), and a text with so many. */
const KINDS: readonly [name: string, usual: number, text: (count: number) => string][] = [
  ['containers', 10, (count) => task(range(count, (i) => container(i)))],
  [
    'variables',
    100,
    (count) =>
      task([container(0, { environment: range(count, (i) => ({ name: `VARIABLE_${i}`, value: `value ${i}` })) })]),
  ],
  [
    // Every other one has them; the others are told to log as those do.
    'containers with logs',
    10,
    (count) => {
      const options = { 'awslogs-region': 'eu-west-1' };
      const logs = (i: number) => ({ logDriver: 'awslogs', options: { ...options, 'awslogs-group': `/ecs/c${i}` } });
      return task(range(count, (i) => container(i, i % 2 === 0 ? { logConfiguration: logs(i) } : {})));
    },
  ],
  [
    'dependencies',
    10,
    (count) => {
      const others = range(9, (i) => container(i + 1));
      const dependsOn = range(count, (i) => ({ containerName: `c${1 + (i % 9)}`, condition: 'START' }));
      return task([container(0, { dependsOn }), ...others]);
    },
  ],
];

/** The least processor time of an analysis of each text, taken in turn: what else the machine does only adds. */
function timesOf(texts: readonly string[]): number[] {
  const rounds = Math.max(9, Math.min(60, Math.round(4_000_000 / texts.at(-1)!.length)));
  const least = texts.map(() => Number.POSITIVE_INFINITY);
  for (let i = 0; i < 2 * rounds; i++) {
    for (const [place, text] of texts.entries()) {
      const start = process.cpuUsage();
      analyse(text, 'task-definition.json');
      const { user, system } = process.cpuUsage(start);
      // Until here V8 compiles.
      if (i >= rounds) least[place] = Math.min(least[place]!, (user + system) / 1000);
    }
  }
  return least;
}

/** Measures each kind in steps of two, each beside half as much. */
export function measureGrowth(figures: Figures): void {
  for (const [name, usual, text] of KINDS) {
    for (let times = 2; times <= 128; times *= 2) {
      const [half, whole] = timesOf([text((usual * times) / 2), text(usual * times)]);
      figures.add({ what: `${name}: ${usual * times}, beside half`, ours: whole!, theirs: half!, goal: MOST_TIMES });
    }
  }
}
