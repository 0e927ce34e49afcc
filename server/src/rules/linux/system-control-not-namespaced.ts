import { isKnown } from '../../model/field.ts';
import { removeWhole } from '../parts/remove-whole.ts';
import { containerRule, type Examples } from '../rule.ts';

/**
 * Parameters below `net.` that belong to the whole machine: they are missing or read-only in a container's own network.
 * Linux 6.12, net/core/sysctl_net_core.c and net/ipv4/sysctl_net_ipv4.c, checked 2026-11-28. Leaves out those that
 * became part of the network namespace in a version that instances may run (`net.core.optmem_max`,
 * `net.ipv4.tcp_rmem`).
 */
const OF_THE_HOST = new Set([
  'net.core.bpf_jit_enable',
  'net.core.bpf_jit_harden',
  'net.core.bpf_jit_kallsyms',
  'net.core.bpf_jit_limit',
  'net.core.busy_poll',
  'net.core.busy_read',
  'net.core.default_qdisc',
  'net.core.dev_weight',
  'net.core.message_burst',
  'net.core.message_cost',
  'net.core.netdev_budget',
  'net.core.netdev_budget_usecs',
  'net.core.netdev_max_backlog',
  'net.core.netdev_tstamp_prequeue',
  'net.core.rmem_default',
  'net.core.rmem_max',
  'net.core.rps_sock_flow_entries',
  'net.core.wmem_default',
  'net.core.wmem_max',
  'net.ipv4.tcp_max_orphans',
  'net.ipv4.tcp_mem',
  'net.ipv4.udp_mem',
]);

export default containerRule({
  title: 'A kernel parameter belongs to the host',
  severity: 'error',
  refusedBy: 'start',
  source: {
    from: 'Linux kernel, net/core/sysctl_net_core.c; "open /proc/sys/net/core/rmem_max: no such file or directory" in users\' reports',
    checked: '2026-11-28',
  },
  concept: 'awsvpc',
  why: 'A container can set only the parameters of its own network. Buffer limits, for example `net.core.rmem_max`, belong to the host: the file does not exist in the container, which then does not start. On instances, set the parameter on the instance; on Fargate it cannot be set.',
  check(container, report) {
    const { task } = container;
    // In the host's network none of its parameters can be set: see system-control-net-host.
    if (isKnown(task.networkMode, 'host') && task.requires('FARGATE') !== 'yes') return;
    if (task.isWindows === 'yes') return;
    for (const control of container.list('systemControls')) {
      const namespace = control.string('namespace');
      if (namespace.state !== 'known' || !OF_THE_HOST.has(namespace.value.replaceAll('/', '.'))) continue;
      report({
        at: namespace.node,
        message: `"${namespace.value}" belongs to the host and keeps the container from starting: remove it`,
        fixes: removeWhole(task.document, control.node!, 'Remove this system control'),
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128, // enough
      "systemControls": [
        { "namespace": "net.core.rmem_max", "value": "7500000" },
        { "namespace": "net.core.somaxconn", "value": "1024" }
      ]
    }
  ]
}`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "systemControls": [{ "namespace": "net/ipv4/tcp_mem", "value": "1 2 3" }] }]`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }, { "namespace": "net.ipv4.tcp_keepalive_time", "value": "300" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "systemControls": [{ "namespace": "net.core.\${name}", "value": "1024" }] }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128, // enough
      "systemControls": [
        { "namespace": "net.core.somaxconn", "value": "1024" }
      ]
    }
  ]
}`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128 }]`,
  ],
};
