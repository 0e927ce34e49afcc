import type { Container } from './task.ts';

/**
 * Kinds of sidecar containers, recognized by image and name.
 * Names as published on Docker Hub and in Amazon ECR Public, checked 2026-11-24.
 */
export type SidecarKind = 'telemetry' | 'monitoring' | 'log router' | 'proxy' | 'data store';

const KINDS: readonly [kind: SidecarKind, names: RegExp][] = [
  [
    'telemetry',
    /\b(?:x-?ray|otel|adot|opentelemetry|cloudwatch-agent|cwagent|datadog|dd-agent|newrelic|dynatrace|statsd|telegraf)\b|exporter\b/,
  ],
  ['monitoring', /\b(?:grafana|prometheus|jaeger|zipkin|splunk|appdynamics|instana|falcon)\b/],
  ['log router', /\b(?:fluent-?bit|fluentd|log[-_]?router|firelens|filebeat|logstash|logspout|promtail|vector)\b/],
  [
    'proxy',
    /\b(?:envoy|nginx|openresty|haproxy|traefik|caddy|httpd|apache|varnish|kong|oauth2-proxy|cloudflared|tailscale|consul|linkerd|ambassador|pgbouncer|squid|ngrok|ghostunnel)\b|proxy\b|gateway\b|service-?connect/,
  ],
  [
    'data store',
    /\b(?:redis|valkey|memcached|postgres(?:ql)?|postgis|mysql|mariadb|mongo(?:db)?|rabbitmq|kafka|zookeeper|elasticsearch|opensearch|dynamodb-local|localstack|minio|etcd|cassandra)\b/,
  ],
];

/** The kind of sidecar that a container's image and name suggest; undefined if neither is well known. */
export function sidecarKind(container: Container): SidecarKind | undefined {
  const words = [container.text('image'), container.text('name')]
    .map((node) => node?.value.toLowerCase().replaceAll('_', '-') ?? '')
    .join(' ');
  return KINDS.find(([, names]) => names.test(words))?.[0];
}
