import { parseImage } from './image.ts';
import type { Container } from './task.ts';

/**
 * Health checks for well-known images, using commands that the images contain. The key is the last part of the
 * repository's name.
 * Source for `/healthcheck` of aws-otel-collector: its issue 2034, checked 2026-11-24. The others are common knowledge
 * and have not been checked against the images' documentation yet; they are suggestions, and no rule judges by them.
 */
export const HEALTH_CHECK_COMMANDS: Readonly<Record<string, readonly string[]>> = {
  postgres: ['CMD-SHELL', 'pg_isready -U postgres || exit 1'],
  postgis: ['CMD-SHELL', 'pg_isready -U postgres || exit 1'],
  mysql: ['CMD-SHELL', 'mysqladmin ping -h localhost || exit 1'],
  mariadb: ['CMD', 'healthcheck.sh', '--connect', '--innodb_initialized'],
  redis: ['CMD-SHELL', 'redis-cli ping | grep PONG || exit 1'],
  valkey: ['CMD-SHELL', 'valkey-cli ping | grep PONG || exit 1'],
  mongo: ['CMD', 'mongosh', '--quiet', '--eval', "db.adminCommand('ping')"],
  rabbitmq: ['CMD', 'rabbitmq-diagnostics', '-q', 'ping'],
  etcd: ['CMD', 'etcdctl', 'endpoint', 'health'],
  prometheus: ['CMD-SHELL', 'wget -q --spider http://localhost:9090/-/healthy || exit 1'],
  'aws-otel-collector': ['CMD', '/healthcheck'],
  'datadog/agent': ['CMD-SHELL', 'agent health'],
};

/**
 * The ports that well-known images listen on by default. These are the usual ports, not yet checked against the images.
 */
export const IMAGE_PORTS: Readonly<Record<string, number>> = {
  nginx: 80,
  httpd: 80,
  caddy: 80,
  traefik: 80,
  tomcat: 8080,
  jetty: 8080,
  wordpress: 80,
  postgres: 5432,
  postgis: 5432,
  mysql: 3306,
  mariadb: 3306,
  redis: 6379,
  valkey: 6379,
  memcached: 11211,
  mongo: 27017,
  rabbitmq: 5672,
  elasticsearch: 9200,
  opensearch: 9200,
  kibana: 5601,
  grafana: 3000,
  prometheus: 9090,
  etcd: 2379,
  'aws-xray-daemon': 2000,
  'datadog/agent': 8126,
};

/** Looks up an image in a table by the last part of its repository, or by the last two. */
export function ofImage<T>(table: Readonly<Record<string, T>>, repository: string): T | undefined {
  const parts = repository.toLowerCase().split('/');
  for (const name of [parts.slice(-2).join('/'), parts[parts.length - 1]!]) {
    if (Object.hasOwn(table, name)) return table[name];
  }
  return undefined;
}

/** The command by which the image of a container is usually checked; undefined if the image is not a known one. */
export function usualHealthCheck(container: Container): readonly string[] | undefined {
  return ofImage(HEALTH_CHECK_COMMANDS, repositoryOf(container));
}

/** The port on which the image of a container usually listens; undefined if the image is not a known one. */
export function usualPort(container: Container): number | undefined {
  return ofImage(IMAGE_PORTS, repositoryOf(container));
}

function repositoryOf(container: Container): string {
  return parseImage(container.string('image').value ?? '').repository.text;
}
