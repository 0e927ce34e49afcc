import { linuxParameters } from '../parts/linux-parameters.ts';
import { removeWhole } from '../parts/remove-whole.ts';
import { containerRule, type Examples } from '../rule.ts';

/** Capabilities that amount to root access to the instance or its network. */
const MEANING: ReadonlyMap<string, string> = new Map([
  ['ALL', 'gives the container all rights on the instance'],
  ['SYS_ADMIN', 'is close to all rights on the instance'],
  ['NET_ADMIN', 'lets the container change its network settings'],
]);

export default containerRule({
  title: 'A container adds far-reaching capabilities',
  severity: 'warning',
  source: {
    from: 'Fugue FG_R00362: no capabilities beyond the defaults; CIS Docker Benchmark 5.3',
    checked: '2026-11-24',
  },
  concept: 'linux-capabilities',
  why: 'Capabilities split up the rights of root. `ALL` restores all of them, and `SYS_ADMIN` covers so many that it hardly differs from that. Add the one capability that the app needs.',
  check(container, report) {
    const { task } = container;
    // Fargate refuses all of them: see linux-capabilities-add-fargate.
    if (task.requires('FARGATE') === 'yes') return;
    const parameters = linuxParameters(container);
    if (!parameters) return;

    for (const item of parameters.object('capabilities').strings('add')) {
      const meaning = MEANING.get(item.value);
      if (!meaning) continue;
      report({
        at: item,
        message: `"${item.value}" ${meaning}: remove it if the app can do without`,
        // VPNs and proxies need it for good reasons.
        ...(item.value === 'NET_ADMIN' ? { severity: 'info' as const } : {}),
        fixes: removeWhole(task.document, item, `Remove "${item.value}"`),
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "mounter",
    "image": "example.com/mounter:1",
    "memory": 128,
    "linuxParameters": {
      "capabilities": { "add": ["SYS_ADMIN", "SYS_PTRACE"] } // for FUSE
    }
  }
]`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "linuxParameters": { "capabilities": { "add": ["NET_BIND_SERVICE"], "drop": ["ALL"] } } }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "linuxParameters": { "capabilities": { "add": ["\${capability}"] } } }]`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "linuxParameters": { "capabilities": { "add": ["ALL"] } } }] }`,
  ],
  fixed: [
    `[
  {
    "name": "mounter",
    "image": "example.com/mounter:1",
    "memory": 128,
    "linuxParameters": {
      "capabilities": { "add": ["SYS_PTRACE"] } // for FUSE
    }
  }
]`,
  ],
};
