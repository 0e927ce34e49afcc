import { isKnown } from '../../model/field.ts';
import { set } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'Managed tags without propagateTags',
  severity: 'info',
  source: { from: 'API reference of CreateService, enableECSManagedTags', checked: '2026-11-28' },
  concept: 'tags',
  why: 'AWS asks for `propagateTags` beside managed tags, so that the tasks get the tags by which their cost is found.',
  check(service, report) {
    const managed = service.boolean('enableECSManagedTags');
    if (!isKnown(managed, true) || service.string('propagateTags').state !== 'absent') return;
    report({
      at: managed.property!.key,
      message: 'Managed tags go with propagateTags: add it',
      fixes: ['SERVICE', 'TASK_DEFINITION'].map((from) => ({
        title: `Add propagateTags "${from}"`,
        edits: [set(service.root, 'propagateTags', from)],
      })),
    });
  },
});

export const examples: Examples = {
  bad: [`{ "serviceName": "web", "taskDefinition": "web", "enableECSManagedTags": true }`],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "enableECSManagedTags": true, "propagateTags": "SERVICE" }`,
    `{ "serviceName": "web", "taskDefinition": "web", "enableECSManagedTags": false }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "enableECSManagedTags": true, "propagateTags": "SERVICE" }`,
  ],
};
