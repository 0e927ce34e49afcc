/** The project's home page; the rule pages are part of its documentation. */
const HOME = 'https://github.com/taskdef/taskdef';

/** The address of a rule's page. */
export function pageOf(rule: string): string {
  return `${HOME}/blob/main/docs/rules/${rule}.md`;
}
