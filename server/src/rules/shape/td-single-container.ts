import { UNKNOWN_SERVICE } from '../../model/stand-ins.ts';
import { replace } from '../../syntax/edit.ts';
import { type ObjectNode, propertyOf } from '../../syntax/node.ts';
import { Ask, jsonOf } from '../../syntax/value.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The file is a container, not a task definition',
  severity: 'error',
  refusedBy: 'cli',
  source: {
    from: 'RegisterTaskDefinition in the Amazon ECS API reference; container_definitions of the Terraform provider',
    checked: '2026-11-28',
  },
  concept: 'container-definition',
  why: 'ECS registers a task definition, which has its containers in the list `containerDefinitions`. Terraform expects a list of containers. Neither accepts a bare container, even if it is the only one.',
  check(task, report) {
    const { root, fileName } = task;
    const [container] = root.kind === 'array' ? root.items : [];
    // A container in a list has that list as its parent.
    if (container?.kind !== 'object' || container.parent) return;
    const isList = /container[-_. ]?def[a-z]*s\b[^/\\]*$/i.test(fileName);
    // Under any other name, the file may be a part that is combined with others.
    if (!isList && !/task[-_. ]?def[^/\\]*$/i.test(fileName)) return;
    const json = jsonOf(container);
    report({
      at: task.containers.items[0]?.label ?? container,
      message: isList
        ? 'This is one container where a list is expected: enclose it in "[ ]"'
        : 'This is one container: put it in the list "containerDefinitions" of a task definition',
      fixes:
        json === undefined
          ? []
          : isList
            ? [{ title: 'Put it in a list', preferred: true, edits: [replace(container, [json])] }]
            : [
                {
                  title: 'Put it in a task definition',
                  edits: [replace(container, { family: familyOf(container), containerDefinitions: [json] })],
                },
              ],
    });
  },
});

export const examples: Examples = {
  bad: [`{ "name": "web", "image": "example.com/web:1.2", "memory": 128, "essential": true }`],
  good: [
    `[{ "name": "web", "image": "example.com/web:1.2", "memory": 128, "essential": true }]`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1.2", "memory": 128 }] }`,
  ],
  fixed: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1.2", "memory": 128, "essential": true }] }`,
  ],
};

/** A family for the user to fill in; the container's name is a likely one. */
function familyOf(container: ObjectNode): Ask {
  const name = propertyOf(container, 'name')?.value;
  return new Ask(name?.kind === 'string' ? name.value : UNKNOWN_SERVICE);
}
