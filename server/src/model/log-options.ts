/**
 * Log driver options, with their sources and the date they were checked.
 * Sources: @aws-sdk/client-ecs 3.1164.0, LogConfiguration and FirelensConfiguration; cfn-lint E3046; aws-cdk-lib
 * aws-ecs log drivers; Docker's log drivers (moby daemon/logger); amazon-ecs-agent agent/taskresource/firelens; checked
 * 2026-11-24.
 */

import type { LogDriver } from '@aws-sdk/client-ecs';
import { table } from './table.ts';

/** Options that the container runtime itself reads, with any driver except `awsfirelens`. */
const DELIVERY: readonly string[] = ['mode', 'max-buffer-size'];
/** Options shared by Docker's drivers. ECS does not accept them with `awslogs`. */
const DECORATION: readonly string[] = ['tag', 'labels', 'labels-regex', 'env', 'env-regex'];

/**
 * The options that each log driver knows. For `awsfirelens` the list is open, as most options are those of the log
 * router's output.
 */
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

/**
 * Options that Docker's and Fargate's `awslogs` drivers know but the ECS documentation does not mention: never judged.
 */
export const UNDOCUMENTED_AWSLOGS_OPTIONS: ReadonlySet<string> = new Set(['awslogs-format']);

/** Required options. */
export const REQUIRED_LOG_OPTIONS: Readonly<Partial<Record<LogDriver, readonly string[]>>> = {
  awslogs: ['awslogs-group', 'awslogs-region'],
  splunk: ['splunk-url', 'splunk-token'],
  gelf: ['gelf-address'],
};

/** The allowed values of options that accept only certain ones. */
export const LOG_OPTION_VALUES = table<readonly string[]>({
  mode: ['non-blocking', 'blocking'],
  'awslogs-create-group': ['true'],
  'splunk-format': ['inline', 'json', 'raw'],
  'gelf-compression-type': ['gzip', 'zlib', 'none'],
});

/** The log drivers that Fargate supports. */
export const FARGATE_LOG_DRIVERS: readonly LogDriver[] = ['awslogs', 'splunk', 'awsfirelens'];

/** The log drivers that Managed Instances support. */
export const MANAGED_INSTANCES_LOG_DRIVERS: readonly LogDriver[] = ['awslogs', 'splunk', 'awsfirelens', 'json-file'];

/**
 * The options of a container's `firelensConfiguration`, with the allowed values of those that accept only certain ones.
 */
export const FIRELENS_OPTIONS = table<readonly string[] | undefined>({
  'enable-ecs-log-metadata': ['true', 'false'],
  'config-file-type': ['file', 's3'],
  'config-file-value': undefined,
});

/** The files in the log router's container that ECS itself writes. */
export const FIRELENS_OWN_FILES: ReadonlySet<string> = new Set([
  '/fluent-bit/etc/fluent-bit.conf',
  '/fluentd/etc/fluent.conf',
]);

/** The maximum of `log-driver-buffer-limit`. */
export const FIRELENS_BUFFER_LIMIT = 536_870_912;
