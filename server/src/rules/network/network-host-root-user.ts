import { isKnown } from '../../model/field.ts';
import { replace } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { runsAsRoot } from '../parts/container-user.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A container runs as root on the network of the instance',
  severity: 'warning',
  source: { from: 'SDK ContainerDefinition.user; AWS Security Hub ECS.1', checked: '2026-11-24' },
  concept: 'host-network',
  why: 'With network mode `host`, root in the container is close to root on the instance: it can open any port and reach services that listen only for local callers. Run the container as an ordinary user.',
  check(container, report) {
    const { task } = container;
    const mode = task.networkMode;
    if (!isKnown(mode, 'host') || task.requires('FARGATE') === 'yes' || task.isWindows === 'yes') return;

    // A log router is one of the few containers that must run as root. If no user is set, security-non-root reports
    // it.
    if (runsAsRoot(container) !== 'yes' || container.has('firelensConfiguration')) return;
    const user = container.string('user').node!;
    report({
      at: user,
      message: `Container ${container.title} runs as root on the network of the instance: set "user" to an ordinary user`,
      fixes: [{ title: 'Set user to an ordinary user', edits: [replace(user, new Ask('1000:1000'))] }],
      related: [{ at: mode.node!, message: 'The network mode' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "agent",
  "networkMode": "host",
  "containerDefinitions": [
    {
      "name": "agent",
      "image": "example.com/agent:1",
      "memory": 128,
      "user": "root" // for now
    }
  ]
}`,
  ],
  good: [
    `{ "family": "agent", "networkMode": "host", "containerDefinitions": [{ "name": "agent", "image": "example.com/agent:1", "memory": 128 }] }`,
    `{ "family": "agent", "networkMode": "host", "containerDefinitions": [{ "name": "agent", "image": "example.com/agent:1", "memory": 128, "user": "1000" }] }`,
    `{ "family": "agent", "networkMode": "host", "containerDefinitions": [{ "name": "agent", "image": "example.com/agent:1", "memory": 128, "user": "rooter" }] }`,
    `{ "family": "agent", "networkMode": "host", "containerDefinitions": [{ "name": "agent", "image": "example.com/agent:1", "memory": 128, "user": "\${user}" }] }`,
    `{ "family": "agent", "networkMode": "bridge", "containerDefinitions": [{ "name": "agent", "image": "example.com/agent:1", "memory": 128, "user": "0" }] }`,
  ],
  fixed: [
    `{
  "family": "agent",
  "networkMode": "host",
  "containerDefinitions": [
    {
      "name": "agent",
      "image": "example.com/agent:1",
      "memory": 128,
      "user": "1000:1000" // for now
    }
  ]
}`,
  ],
};
