/** How the time of an analysis grows: of twice as much it may take 2.2 times as long, to a hundred times what ECS takes. */
import { analyse } from '../../server/src/analysis.ts';
import { type Figures, percentile } from './figures.ts';

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
    'dependencies',
    10,
    (count) => {
      const others = range(9, (i) => container(i + 1));
      const dependsOn = range(count, (i) => ({ containerName: `c${1 + (i % 9)}`, condition: 'START' }));
      return task([container(0, { dependsOn }), ...others]);
    },
  ],
];

/** The lower quartile: what else the machine does only adds. */
function timeOf(text: string): number {
  const rounds = Math.max(5, Math.min(40, Math.round(4_000_000 / text.length)));
  const once = () => {
    const start = performance.now();
    analyse(text, 'task-definition.json');
    return performance.now() - start;
  };
  for (let i = 0; i < rounds; i++) once();
  return percentile(range(rounds, once), 0.25);
}

/** Measures each kind in steps of two, and adds what the last time is of the one before. */
export function measureGrowth(figures: Figures): void {
  for (const [name, usual, text] of KINDS) {
    let before = timeOf(text(usual));
    for (let times = 2; times <= 128; times *= 2) {
      const taken = timeOf(text(usual * times));
      figures.add({ what: `${name}: ${usual * times}, beside half`, ours: taken, theirs: before, goal: MOST_TIMES });
      before = taken;
    }
  }
}
