import { lacksOption, logOf, setOptions } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Log files may fill the disk of the instance',
  severity: 'info',
  source: { from: 'Docker documentation, JSON File logging driver', checked: '2026-11-24' },
  concept: 'logs',
  why: 'Without `max-size`, Docker writes one file per container and never truncates it, unless Docker on the instance is configured otherwise. A full disk brings down every task on the instance.',
  check(container, report) {
    const { task } = container;
    // On Fargate the log driver itself is wrong: see log-driver-fargate.
    if (task.requires('FARGATE') === 'yes') return;
    const log = logOf(container, 'json-file');
    if (!log) return;
    if (!lacksOption(log, 'max-size')) return;
    const lacksCount = lacksOption(log, 'max-file');
    report({
      at: log.driverNode,
      message: 'json-file keeps every line on the instance: limit it with "max-size"',
      fixes: [
        {
          title: lacksCount ? 'Keep three files of 10 MB' : 'Limit each file to 10 MB',
          edits: setOptions(log, { 'max-size': '10m', ...(lacksCount ? { 'max-file': '3' } : {}) }),
        },
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "json-file" // docker logs
    }
  }
]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "10m", "max-file": "3" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "\${size}" } } }]`,
  ],
  fixed: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "json-file", // docker logs
      "options": {
        "max-size": "10m",
        "max-file": "3"
      }
    }
  }
]`,
  ],
};
