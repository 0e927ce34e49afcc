/**
 * Options of log drivers: data with its source and the date it was checked.
 * Sources: @aws-sdk/client-ecs 3.1164.0, LogConfiguration and FirelensConfiguration; cfn-lint E3046; aws-cdk-lib aws-ecs log drivers;
 * Docker's log drivers (moby daemon/logger); amazon-ecs-agent agent/taskresource/firelens; checked 2026-11-24.
 */

import type { LogDriver } from '@aws-sdk/client-ecs';
import { table } from './table.ts';

/** Options that the container runtime itself reads, with any driver but `awsfirelens`. */
const DELIVERY: readonly string[] = ['mode', 'max-buffer-size'];
/** Options that Docker's drivers share. ECS does not take them with `awslogs`. */
const DECORATION: readonly string[] = ['tag', 'labels', 'labels-regex', 'env', 'env-regex'];

/** The options that each log driver knows. Those of `awsfirelens` are mostly the options of the log router's output, and open. */
export const LOG_OPTIONS: Readonly<Record<LogDriver, readonly string[]>> = {
  awslogs: [
    'awslogs-group',
    'awslogs-region',
    'awslogs-stream-prefix',
    'awslogs-create-group',
    'awslogs-datetime-format',
    'awslogs-multiline-pattern',
    ...DELIVERY,
  ],
  awsfirelens: ['Name', '@type', 'include-pattern', 'exclude-pattern', 'log-driver-buffer-limit'],
  splunk: [
    'splunk-url',
    'splunk-token',
    'splunk-source',
    'splunk-sourcetype',
    'splunk-index',
    'splunk-capath',
    'splunk-caname',
    'splunk-insecureskipverify',
    'splunk-format',
    'splunk-verify-connection',
    'splunk-gzip',
    'splunk-gzip-level',
    ...DECORATION,
    ...DELIVERY,
  ],
  gelf: [
    'gelf-address',
    'gelf-compression-type',
    'gelf-compression-level',
    'gelf-tcp-max-reconnect',
    'gelf-tcp-reconnect-delay',
    ...DECORATION,
    ...DELIVERY,
  ],
  fluentd: [
    'fluentd-address',
    'fluentd-async',
    'fluentd-async-connect',
    'fluentd-async-reconnect-interval',
    'fluentd-buffer-limit',
    'fluentd-retry-wait',
    'fluentd-max-retries',
    'fluentd-request-ack',
    'fluentd-sub-second-precision',
    'fluentd-read-timeout',
    'fluentd-write-timeout',
    ...DECORATION,
    ...DELIVERY,
  ],
  syslog: [
    'syslog-address',
    'syslog-facility',
    'syslog-tls-ca-cert',
    'syslog-tls-cert',
    'syslog-tls-key',
    'syslog-tls-skip-verify',
    'syslog-format',
    ...DECORATION,
    ...DELIVERY,
  ],
  'json-file': ['max-size', 'max-file', 'compress', ...DECORATION, ...DELIVERY],
  journald: [...DECORATION, ...DELIVERY],
};

/** Options that Docker's and Fargate's `awslogs` driver know and the ECS documentation does not name: never judged. */
export const UNDOCUMENTED_AWSLOGS_OPTIONS: ReadonlySet<string> = new Set(['awslogs-format']);

/** The options that may not be missing. */
export const REQUIRED_LOG_OPTIONS: Readonly<Partial<Record<LogDriver, readonly string[]>>> = {
  awslogs: ['awslogs-group', 'awslogs-region'],
  splunk: ['splunk-url', 'splunk-token'],
  gelf: ['gelf-address'],
};

/** The values of options that take only some. */
export const LOG_OPTION_VALUES = table<readonly string[]>({
  mode: ['non-blocking', 'blocking'],
  'awslogs-create-group': ['true'],
  'splunk-format': ['inline', 'json', 'raw'],
  'gelf-compression-type': ['gzip', 'zlib', 'none'],
});

/** The log drivers that Fargate has. */
export const FARGATE_LOG_DRIVERS: readonly LogDriver[] = ['awslogs', 'splunk', 'awsfirelens'];

/** The log drivers that Managed Instances have. */
export const MANAGED_INSTANCES_LOG_DRIVERS: readonly LogDriver[] = ['awslogs', 'splunk', 'awsfirelens', 'json-file'];

/** The options of a container's `firelensConfiguration`, each with its values where it takes only some. */
export const FIRELENS_OPTIONS = table<readonly string[] | undefined>({
  'enable-ecs-log-metadata': ['true', 'false'],
  'config-file-type': ['file', 's3'],
  'config-file-value': undefined,
});

/** The files in the log router's container that ECS writes itself. */
export const FIRELENS_OWN_FILES: ReadonlySet<string> = new Set([
  '/fluent-bit/etc/fluent-bit.conf',
  '/fluentd/etc/fluent.conf',
]);

/** The most that `log-driver-buffer-limit` may be. */
export const FIRELENS_BUFFER_LIMIT = 536_870_912;
