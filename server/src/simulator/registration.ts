import { refusedFor, tellRefusals } from './refusals.ts';
import type { Scene } from './scene.ts';

/** RegisterTaskDefinition. ECS names the first fault it meets; all of them are told here. */
export function register(scene: Scene): void {
  const refused = refusedFor(scene.findings, ['registration']);
  scene.pass(1);
  if (refused.length === 0) {
    const text = `ECS registers the task definition as the next revision of "${scene.family}".`;
    scene.tell({ step: 'registration', kind: 'success', text });
    return;
  }
  tellRefusals(scene, 'registration', refused);
  const text = 'ECS refuses the task definition. There is no new revision, and whatever runs now keeps running.';
  scene.end({ result: 'refused', registered: false, refusedBy: 'registration', text });
}
