/// <reference lib="dom" />
import { type PlacedTask, placeTogether } from '../../explore.ts';
import { h } from '../dom.ts';
import { t } from '../words.ts';
import { choice, numberGuess, numberInput, type Play, table } from './play.ts';

const MODES = { bridge: 'bridge', host: 'host', awsvpc: 'awsvpc' } as const;

/** Tasks of the same kind on one instance: which of them run, and where each is reached. */
export function portsOfTasks(): Play {
  const mode = choice('ports-mode', 'networkMode', MODES, 'bridge');
  const container = numberInput('ports-container', 'containerPort', 8080, 1, 65535);
  const host = numberInput('ports-host', t('hostPort (0: left out)'), 8080, 0, 65535);
  const count = numberInput('ports-count', t('Tasks on one instance'), 2, 1, 5);
  return {
    id: 'ports',
    title: t('Try it: tasks on one EC2 instance'),
    fields: [mode, container, host, count].map(({ label }) => label),
    guess: numberGuess('ports-guess', t('How many of the tasks run?')),
    take: ({ networkMode, ports }) =>
      networkMode !== undefined && Object.hasOwn(MODES, networkMode)
        ? ports.map((port) => ({
            name: `${port.container} ${port.containerPort ?? ''}`.trim(),
            apply: () => {
              mode.set(networkMode);
              if (port.containerPort !== undefined) container.set(port.containerPort);
              if (port.hostPort !== undefined) host.set(port.hostPort);
            },
          }))
        : [],
    reveal: () => {
      const [network, containerPort, hostPort] = [
        mode.value() as keyof typeof MODES,
        container.value() ?? 80,
        host.value() ?? 0,
      ];
      if (network !== 'bridge' && hostPort > 0 && hostPort !== containerPort) {
        const why = t('With {0}, hostPort must be left out or equal to containerPort: ECS rejects the file.', network);
        return { answer: '0', content: [h('p', {}, why)] };
      }
      const tasks = placeTogether(network, { containerPort, hostPort }, count.value() ?? 2);
      const rows = tasks.map((task, i) => [
        t('Task {0}', i + 1),
        task.obstacle === undefined ? address(task, i) : '—',
        task.obstacle === undefined
          ? t('runs')
          : t('is not placed: port {0} of the instance is taken by {1}', task.port ?? '', task.obstacle),
      ]);
      const notes = {
        awsvpc: t(
          'Each task has a network interface of its own, so nothing collides. An instance has only so many interfaces, which limits the tasks.',
        ),
        bridge: t(
          'Docker forwards a port of the instance to the container. Where it chooses the port, the load balancer is told which.',
        ),
        host: t('The containers use the network of the instance, so each port exists once.'),
      };
      return {
        answer: String(tasks.filter(({ obstacle }) => obstacle === undefined).length),
        content: [
          table(t('Tasks'), [t('Task'), t('Address'), t('What happens')], rows),
          h('p', { class: 'note' }, notes[network], ' ', t('The instance has 10.0.1.5 here.')),
        ],
      };
    },
  };
}

function address({ ownAddress, port }: PlacedTask, place: number): string {
  const ip = ownAddress ? `10.0.1.${17 + place}` : '10.0.1.5';
  // Docker takes the ports that Linux gives out from 32768; which of them cannot be foreseen.
  return port === 'any' ? t('{0}, a port such as {1}', ip, 32768 + place) : `${ip}:${port}`;
}
