import type { Fix } from '../../findings/report.ts';
import { type NodeEdit, rename, set } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { type ContainerLog, logsOf, mayBeSetLater, routersOf } from '../parts/log-configuration.ts';
import { type Examples, rule } from '../rule.ts';

/** Options that the agent itself consumes. If there are no others, it writes no output for the container. */
const OF_THE_AGENT = new Set(['log-driver-buffer-limit', 'include-pattern', 'exclude-pattern']);

/** The option that names the output plug-in, by type of router. */
const OUTPUT_KEYS = { fluentbit: 'Name', fluentd: '@type' } as const;

/** Outputs, by an option that only they have. */
const OUTPUTS_BY_OPTION: Readonly<Record<string, string>> = {
  log_group_name: 'cloudwatch_logs',
  delivery_stream: 'kinesis_firehose',
  stream: 'kinesis_streams',
  bucket: 's3',
  apikey: 'datadog',
};

export default rule({
  title: 'The output of awsfirelens has no name',
  severity: 'error',
  refusedBy: 'start',
  source: {
    from: 'amazon-ecs-agent, firelens configuration: "missing output key Name which is required for firelens configuration of type fluentbit"',
    checked: '2026-11-28',
  },
  concept: 'firelens',
  why: "Each set of `options` becomes an output of the log router, and the router has to know which kind: Fluent Bit reads `Name`, Fluentd reads `@type`, with exactly this spelling. Without it the task does not start. A container without options is fine: its logs go where the router's own configuration sends them.",
  check(task, report) {
    const router = routersOf(task)[0];
    const type = router?.container.object('firelensConfiguration').string('type');
    if (type?.state !== 'known' || !Object.hasOwn(OUTPUT_KEYS, type.value)) return;
    const needed = OUTPUT_KEYS[type.value];
    for (const entry of logsOf(task, 'awsfirelens')) {
      const { options, log } = entry;
      if (!options.node || options.node.open || options.has(needed)) continue;
      const written = options.node.properties.filter(({ key }) => !OF_THE_AGENT.has(key.value));
      if (written.length === 0) continue;
      if (mayBeSetLater(log, needed)) continue;
      const misspelt = written.find(({ key }) => /^(?:name|@?type)$/i.test(key.value));
      report({
        at: misspelt?.key ?? options.property!.key,
        message: misspelt
          ? `${type.value === 'fluentbit' ? 'Fluent Bit' : 'Fluentd'} reads "${needed}", not "${misspelt.key.value}": rename it`
          : `The output has no name: add "${needed}"`,
        fixes: [misspelt ? renaming(misspelt, needed) : naming(entry, needed)],
        related: [{ at: type.node, message: 'The kind of log router' }],
      });
    }
  },
});

function renaming(property: Parameters<typeof rename>[0], needed: string): Fix {
  const edits: NodeEdit[] = [rename(property, needed)];
  return { title: `Rename to "${needed}"`, preferred: true, edits };
}

function naming({ options }: ContainerLog, needed: string): Fix {
  const known = options.node!.properties.flatMap(({ key }) => OUTPUTS_BY_OPTION[key.value] ?? [])[0];
  const value = known && needed === 'Name' ? known : new Ask('stdout');
  return { title: `Add "${needed}"`, edits: [set(options.node!, needed, value)] };
}

export const examples: Examples = {
  bad: [
    `[
  { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "awsfirelens",
      "options": {
        "region": "eu-west-1", // where the group is
        "log_group_name": "/ecs/app"
      }
    }
  }
]`,
    `[
  { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "name": "stdout" } } }
]`,
    `[
  { "name": "log_router", "image": "fluent/fluentd:v1.17", "memory": 64, "firelensConfiguration": { "type": "fluentd" } },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "stdout" } } }
]`,
  ],
  good: [
    `[
  { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "region": "eu-west-1" }, "secretOptions": [{ "name": "\${option}", "valueFrom": "/fluent/output" }] } }
]`,
    `[
  { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "region": "eu-west-1" }, "secretOptions": [{ "name": "Name", "valueFrom": "/fluent/output" }] } }
]`,
    `[
  { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "\${key}": "cloudwatch_logs" } } }
]`,
    `[
  { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "log-driver-buffer-limit": "2097152", "exclude-pattern": "/health" } } }
]`,
    `[
  { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": {} } }
]`,
    `[
  { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "\${type}" } },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "name": "stdout" } } }
]`,
    `[
  { "name": "log_router", "image": "fluent/fluentd:v1.17", "memory": 64, "firelensConfiguration": { "type": "fluentd" } },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "@type": "stdout" } } }
]`,
  ],
  fixed: [
    `[
  { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "awsfirelens",
      "options": {
        "region": "eu-west-1", // where the group is
        "log_group_name": "/ecs/app",
        "Name": "cloudwatch_logs"
      }
    }
  }
]`,
    `[
  { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "stdout" } } }
]`,
    `[
  { "name": "log_router", "image": "fluent/fluentd:v1.17", "memory": 64, "firelensConfiguration": { "type": "fluentd" } },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "@type": "stdout" } } }
]`,
  ],
};
