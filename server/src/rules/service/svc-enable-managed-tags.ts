import { isKnown } from '../../model/field.ts';
import { set } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'Managed tags are enabled without propagateTags',
  severity: 'info',
  source: { from: 'API reference of CreateService, enableECSManagedTags', checked: '2026-11-28' },
  concept: 'tags',
  why: 'AWS asks for `propagateTags` with managed tags, so that the tasks get the tags that assign their cost.',
  check(service, report) {
    const managed = service.boolean('enableECSManagedTags');
    if (!isKnown(managed, true) || service.string('propagateTags').state !== 'absent') return;
    report({
      at: managed.property!.key,
      message: 'Managed tags need propagateTags: add it',
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
