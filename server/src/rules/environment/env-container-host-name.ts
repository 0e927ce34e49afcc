import type { Fix } from '../../findings/report.ts';
import { isKnown } from '../../model/field.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { insert, type NodeEdit, replace, set } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

/** Names of variables whose whole value is a host. */
const HOST_NAME = /(?:^|[_.-])(?:host|hostname|hosts|addr|address|endpoint|broker|brokers|server|url|uri)$/i;

export default rule({
  title: 'A container of the task is addressed by name',
  severity: 'warning',
  source: {
    from: 'Amazon ECS developer guide, task networking with awsvpc: containers of a task communicate over localhost; links with bridge',
    checked: '2026-11-28',
  },
  concept: 'network-mode',
  why: 'Unlike in Docker Compose, the name of a container is not a host name. With `awsvpc` and `host` the containers of a task share their network and reach each other at `localhost`; with `bridge` a name is known only to a container that has it in its `links`.',
  check(task, report) {
    const network = networkOf(task);
    if (!network || task.containers.length < 2) return;
    const names = new Set(task.containers.items.map((container) => container.name.value));
    for (const container of task.containers) {
      if (container.list('extraHosts').presence !== 'absent') continue;
      for (const entry of container.list('environment')) {
        const value = entry.string('value');
        const name = entry.string('name');
        if (value.state !== 'known' || name.state !== 'known') continue;
        const host = hostIn(value.value, HOST_NAME.test(name.value));
        if (!host || host.name === 'localhost' || !names.has(host.name) || isKnown(container.name, host.name)) continue;
        if (network === 'links' && knows(container, host.name)) continue;
        const local = `${value.value.slice(0, host.offset)}localhost${value.value.slice(host.offset + host.name.length)}`;
        const fix: Fix =
          network === 'links'
            ? { title: `Link to "${host.name}"`, edits: [link(container, host.name)] }
            : { title: `Write "localhost" for "${host.name}"`, edits: [replace(value.node, local)] };
        report({
          at: value.node,
          message:
            network === 'links'
              ? `With "bridge", "${host.name}" is a host name only with a link: add it to "links"`
              : `"${host.name}" is a container, and no host name: containers of a task share "localhost"`,
          fixes: [fix],
          related: task.containersNamed(host.name).map(({ label }) => ({ at: label, message: 'The container' })),
        });
      }
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
      "name": "api",
      "image": "node:22",
      "memory": 128,
      "environment": [
        { "name": "MQTT_URL", "value": "tcp://mosquitto:1883" } // as in the compose file
      ]
    },
    { "name": "mosquitto", "image": "eclipse-mosquitto:2.0", "memory": 128 }
  ]
}`,
    `{ "family": "web", "networkMode": "host", "containerDefinitions": [{ "name": "api", "image": "node:22", "memory": 128, "environment": [{ "name": "REDIS_HOST", "value": "cache" }] }, { "name": "cache", "image": "redis:7", "memory": 128 }] }`,
    `{ "family": "web", "networkMode": "bridge", "containerDefinitions": [{ "name": "api", "image": "node:22", "memory": 128, "environment": [{ "name": "REDIS_ADDR", "value": "cache:6379" }] }, { "name": "cache", "image": "redis:7", "memory": 128 }] }`,
    `{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "api", "image": "node:22", "memory": 128, "environment": [{ "name": "DATABASE_URL", "value": "postgres://web@db/shop" }] }, { "name": "db", "image": "redis:7", "memory": 128 }] }`,
  ],
  good: [
    `{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "api", "image": "node:22", "memory": 128, "environment": [{ "name": "MQTT_URL", "value": "tcp://localhost:1883" }, { "name": "SERVICE_NAME", "value": "mosquitto" }, { "name": "TOPIC", "value": "a/mosquitto/b" }, { "name": "SELF_URL", "value": "http://api:80" }, { "name": "BROKER_URL", "value": "tcp://mosquitto.example.com:1883" }] }, { "name": "mosquitto", "image": "redis:7", "memory": 128 }] }`,
    `{ "family": "web", "networkMode": "bridge", "containerDefinitions": [{ "name": "api", "image": "node:22", "memory": 128, "links": ["cache"], "environment": [{ "name": "REDIS_ADDR", "value": "cache:6379" }] }, { "name": "cache", "image": "redis:7", "memory": 128 }] }`,
    `{ "family": "web", "networkMode": "bridge", "containerDefinitions": [{ "name": "api", "image": "node:22", "memory": 128, "links": ["cache:r"], "environment": [{ "name": "REDIS_ADDR", "value": "r:6379" }] }, { "name": "cache", "image": "redis:7", "memory": 128 }] }`,
    `{ "family": "web", "networkMode": "\${mode}", "containerDefinitions": [{ "name": "api", "image": "node:22", "memory": 128, "environment": [{ "name": "REDIS_ADDR", "value": "cache:6379" }] }, { "name": "cache", "image": "redis:7", "memory": 128 }] }`,
    `{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "api", "image": "node:22", "memory": 128, "environment": [{ "name": "DATABASE", "value": "web:db" }] }, { "name": "db", "image": "redis:7", "memory": 128 }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "api",
      "image": "node:22",
      "memory": 128,
      "environment": [
        { "name": "MQTT_URL", "value": "tcp://localhost:1883" } // as in the compose file
      ]
    },
    { "name": "mosquitto", "image": "eclipse-mosquitto:2.0", "memory": 128 }
  ]
}`,
    `{ "family": "web", "networkMode": "host", "containerDefinitions": [{ "name": "api", "image": "node:22", "memory": 128, "environment": [{ "name": "REDIS_HOST", "value": "localhost" }] }, { "name": "cache", "image": "redis:7", "memory": 128 }] }`,
    `{ "family": "web", "networkMode": "bridge", "containerDefinitions": [{ "name": "api", "image": "node:22", "memory": 128, "environment": [{ "name": "REDIS_ADDR", "value": "cache:6379" }], "links": ["cache"] }, { "name": "cache", "image": "redis:7", "memory": 128 }] }`,
    `{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "api", "image": "node:22", "memory": 128, "environment": [{ "name": "DATABASE_URL", "value": "postgres://web@localhost/shop" }] }, { "name": "db", "image": "redis:7", "memory": 128 }] }`,
  ],
};

/** How the containers of the task reach each other; undefined if the file does not say. */
function networkOf(task: TaskDefinition): 'localhost' | 'links' | undefined {
  const mode = task.networkMode;
  if (isKnown(mode, 'awsvpc') || isKnown(mode, 'host') || task.requires('FARGATE') === 'yes') return 'localhost';
  return isKnown(mode, 'bridge') ? 'links' : undefined;
}

/** The host in a URL or in an address with a port. A bare word counts only if the variable is one for hosts. */
function hostIn(value: string, isHostVariable: boolean): { name: string; offset: number } | undefined {
  const url = /^[a-z][a-z0-9+.:-]{0,40}:\/\/(?:[^\s/@]{0,200}@)?([\w-]+)(?=[:/?]|$)/i.exec(value);
  const match =
    url ??
    (isHostVariable ? /^([\w-]+)(?=:\d{1,5}(?:\/|$)|$)/.exec(value) : /^([\w-]+)(?=:\d{2,5}(?:\/|$))/.exec(value));
  if (!match) return undefined;
  return { name: match[1]!, offset: match[0].length - match[1]!.length };
}

/** Whether a container has a link to another one, or a link with that alias. */
function knows(container: Container, name: string): boolean {
  const links = container.strings('links');
  return links.open || links.items.some(({ value }) => value.split(':').includes(name));
}

function link(container: Container, name: string): NodeEdit {
  const links = container.strings('links').node;
  return links ? insert(links, name) : set(container.node, 'links', [name]);
}
