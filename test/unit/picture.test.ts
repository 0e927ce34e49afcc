import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { drawTask } from '../../server/src/features/picture/draw.ts';
import { type Edge, layOut } from '../../server/src/features/picture/layout.ts';
import { LEAST_PICTURE_SCALE } from '../../server/src/model/picture-scale.ts';

const TASK = {
  family: 'shop',
  requiresCompatibilities: ['FARGATE'],
  volumes: [{ name: 'data' }],
  containerDefinitions: [
    {
      name: 'web',
      image: 'nginx:1.27',
      portMappings: [{ containerPort: 80 }],
      mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }],
      dependsOn: [{ containerName: 'db', condition: 'START' }],
      logConfiguration: { logDriver: 'awslogs' },
    },
    { name: 'db', image: 'example/db:1', healthCheck: { command: ['CMD', 'true'] }, essential: false },
  ],
};

function draw(task: unknown, room?: { width: number; height: number }) {
  const { tasks, findings } = analyse(JSON.stringify(task), 'task-definition.json', 'asked');
  return drawTask(tasks[0]!, findings, room);
}

/** The texts of a picture, without those that are shown to who points at a part. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text!);
}

describe('the picture of a task', () => {
  test('names containers, ports, volumes, roles, logs and conditions', () => {
    const { svg, title } = draw({ ...TASK, taskRoleArn: 'arn:aws:iam::111122223333:role/web-role' })!;
    assert.equal(title, 'shop');
    for (const text of ['web', 'db', 'port 80', 'data', '/data', 'web-role', 'awslogs', 'START', 'web waits for db'])
      assert.ok(svg.includes(text), text);
  });

  test('shows text of a file as text', () => {
    const evil = '<script>alert(1)</script>"><b';
    const { svg } = draw({
      family: evil,
      containerDefinitions: [{ name: evil, image: evil }],
      volumes: [{ name: evil }],
    })!;
    assert.ok(!/<(?:script|b)\b/.test(svg));
    assert.ok(!svg.includes('"><b'));
  });

  test('is drawn for circles, for containers that wait for nobody, and for none', () => {
    const circle = [
      { name: 'a', image: 'x', dependsOn: [{ containerName: 'b', condition: 'START' }, { containerName: 'gone' }] },
      { name: 'b', image: 'x', dependsOn: [{ containerName: 'a', condition: 'START' }, { containerName: 'b' }] },
    ];
    assert.ok(draw({ containerDefinitions: circle }));
    assert.ok(draw([{ name: 'a', image: 'x' }]));
    assert.equal(draw({ family: 'x', containerDefinitions: [] }), undefined);
  });

  const ports: readonly [networkMode: string | undefined, mapping: object, text: string][] = [
    ['bridge', { containerPort: 80, hostPort: 8080, name: 'http' }, 'host port 8080 → 80 (http)'],
    ['bridge', { containerPort: 80 }, 'any host port → 80'],
    ['bridge', { containerPort: 80, hostPort: 0 }, 'any host port → 80'],
    ['bridge', { containerPort: 53, hostPort: 53, protocol: 'udp' }, 'port 53/udp'],
    ['awsvpc', { containerPort: 80 }, 'port 80'],
    [undefined, { containerPort: 80 }, 'port 80'],
    ['bridge', { containerPortRange: '8000-8100' }, 'any host port → 8000-8100'],
  ];
  for (const [networkMode, mapping, text] of ports) {
    test(`shows ${JSON.stringify(mapping)} in network mode ${networkMode} as "${text}"`, () => {
      const { svg } = draw({
        networkMode,
        containerDefinitions: [{ name: 'web', image: 'x:1', portMappings: [mapping] }],
      })!;
      assert.ok(textsOf(svg).includes(text), textsOf(svg).join('\n'));
    });
  }

  test('has arrows for links and for volumes of other containers', () => {
    const { svg } = draw({
      networkMode: 'bridge',
      containerDefinitions: [
        { name: 'web', image: 'x:1', links: ['db:database'], volumesFrom: [{ sourceContainer: 'files' }] },
        { name: 'db', image: 'x:1' },
        { name: 'files', image: 'x:1' },
      ],
    })!;
    assert.match(svg, /<title>db → web: link<\/title><polyline/);
    assert.match(svg, /<title>files → web: volumes<\/title><polyline/);
  });

  test('keeps the tag of a long image, and all of it for those who point at the box', () => {
    const image = `111122223333.dkr.ecr.eu-west-1.amazonaws.com/${'very-long-name-'.repeat(4)}web:2026-11-28.1`;
    const { svg } = draw({ containerDefinitions: [{ name: 'web', image }] })!;
    assert.ok(
      textsOf(svg).some((text) => text.includes('…') && text.endsWith(':2026-11-28.1')),
      textsOf(svg).join('\n'),
    );
    assert.ok(svg.includes(`<title>web\n${image}`));
  });

  test('counts the faults of each container, of each volume and of the task itself', () => {
    const { svg, parts } = draw({
      family: 'my shop',
      volumes: [{ name: 'data' }, { name: 'bad name' }],
      containerDefinitions: [
        {
          name: 'web',
          image: 'example.com/a b',
          memory: 2,
          mountPoints: [{ sourceVolume: 'data', containerPath: '/' }],
        },
        {
          name: 'db',
          image: 'example.com/db:1',
          memory: 128,
          dependsOn: [{ containerName: 'web', condition: 'START' }],
        },
      ],
    })!;
    const about = [...svg.matchAll(/<g class="pic-part" data-part="(\d+)"><title>([^<]*)<.*?<\/g>/gs)];
    assert.equal(about.length, parts.length);
    const faults = (name: string) => {
      const [drawn] = about.find(([, , title]) => title!.split('\n')[0] === name)!;
      return textsOf(drawn).find((text) => /error|warning/.test(text));
    };
    assert.match(faults('web')!, /^× 1 error, 1 warning$/);
    assert.match(faults('bad name')!, /^× 1 error$/);
    assert.match(faults('my shop')!, /^× 1 error$/);
    for (const name of ['data', 'db', 'web → db: START']) assert.equal(faults(name), undefined);
  });

  test('does not say of a role that comes from elsewhere that there is none', () => {
    const role = (task: unknown) => textsOf(draw(task)!.svg).find((text) => text.startsWith('Task role'));
    assert.equal(role(TASK), 'Task role: none');
    assert.equal(role({ ...TASK, taskRoleArn: { Ref: 'Role' } }), 'Task role: decided later');
    assert.equal(role(TASK.containerDefinitions), undefined);
  });

  test('of ten containers in a chain is readable beside an editor', () => {
    const names = Array.from({ length: 10 }, (_, i) => `step-${i}`);
    const containerDefinitions = names.map((name, i) => ({
      name,
      image: `example.com/${name}:1`,
      dependsOn: i > 0 ? [{ containerName: names[i - 1], condition: 'SUCCESS' }] : [],
    }));
    for (const room of [
      { width: 520, height: 600 },
      { width: 700, height: 700 },
      { width: 900, height: 400 },
    ]) {
      const { svg } = draw({ family: 'chain', containerDefinitions }, room)!;
      const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!.map(Number);
      const scale = Math.min(room.width / width!, room.height / height!);
      // The smallest letters are 11.5 high.
      assert.ok(scale * 11.5 >= 7.5, `${room.width} × ${room.height}: ${scale}`);
    }
  });

  test('is never wider than its panel at the least scale that can be read, and if need be longer', () => {
    for (const count of [3, 6, 10]) {
      const names = Array.from({ length: count }, (_, i) => `svc${i}`);
      const containerDefinitions = names.map((name, i) => ({
        name,
        image: `example.com/${name}:1`,
        essential: true,
        portMappings: [{ containerPort: 8080 + i, hostPort: 80 + i }],
        dependsOn: i > 0 ? [{ containerName: names[i - 1], condition: 'COMPLETE' }] : [],
      }));
      for (let width = 380; width <= 1400; width += 20) {
        const { svg } = draw({ family: 'chain', networkMode: 'bridge', containerDefinitions }, { width, height: 640 })!;
        const drawn = Number(/viewBox="0 0 ([\d.]+) /.exec(svg)![1]);
        assert.ok(drawn * LEAST_PICTURE_SCALE <= width, `${count} containers in ${width}: ${drawn}`);
      }
    }
  });
});

describe('the layout of a picture', () => {
  /** Boxes and edges that look random, and are the same each time. */
  function graph(seed: number): { heights: number[]; edges: Edge[] } {
    let state = seed;
    const next = (below: number) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return Math.floor((state / 2147483648) * below);
    };
    const heights = Array.from({ length: 1 + next(10) }, () => 60 + next(90));
    const edges = Array.from({ length: next(14) }, () => ({ from: next(heights.length), to: next(heights.length) }));
    return { heights, edges: edges.filter(({ from, to }) => from !== to) };
  }

  test('lets no box overlap another one, and no arrow run through a box', () => {
    const width = 200;
    for (let seed = 1; seed <= 300; seed++) {
      const { heights, edges } = graph(seed);
      for (const room of [
        { width: 500, height: 600 },
        { width: 1200, height: 800 },
        { width: 300, height: 2000 },
      ]) {
        const entries = heights.map((height, to) => ({ to, y: height / 2 }));
        const layout = layOut({ width, heights }, edges, room, entries);
        const boxes = layout.places.map(({ x, y }, i) => ({
          left: x,
          top: y,
          right: x + width,
          bottom: y + heights[i]!,
        }));
        for (const [i, box] of boxes.entries()) {
          assert.ok(box.left >= 0 && box.top >= 0 && box.right <= layout.width && box.bottom <= layout.height);
          for (const other of boxes.slice(i + 1))
            assert.ok(
              box.right <= other.left || other.right <= box.left || box.bottom <= other.top || other.bottom <= box.top,
              `${seed}: boxes overlap`,
            );
          for (const route of [...layout.routes, ...layout.entrances]) {
            for (const [j, [x, y]] of route.slice(1).entries()) {
              const [fromX, fromY] = route[j]!;
              const isApart =
                Math.max(x, fromX) <= box.left ||
                Math.min(x, fromX) >= box.right ||
                Math.max(y, fromY) <= box.top ||
                Math.min(y, fromY) >= box.bottom;
              assert.ok(isApart, `${seed}: an arrow runs through box ${i}`);
              assert.ok(Math.min(x, y) >= 0 && x <= layout.width, `${seed}: an arrow leaves the picture`);
            }
          }
        }
      }
    }
  });

  test('leaves room for the longest condition between an arrow that turns and its box', () => {
    const { routes } = layOut({ width: 200, heights: [80, 80] }, [{ from: 0, to: 1 }], { width: 320, height: 900 });
    const [turn, end] = routes[0]!.slice(-2);
    // COMPLETE is up to 62 units wide, and 6 from the box.
    assert.ok(end![0] - turn![0] >= 72, `${end![0]} - ${turn![0]}`);
  });

  test('lets each arrow end at the box that it leads to', () => {
    const { routes, places } = layOut({ width: 200, heights: [80, 80] }, [{ from: 0, to: 1 }], {
      width: 900,
      height: 400,
    });
    assert.equal(routes[0]!.at(-1)![0], places[1]!.x);
    assert.equal(routes[0]![0]![0], places[0]!.x + 200);
  });
});
