/** Severities by rule, as the setting `taskdef.rules` has them. */
export type Severities = Readonly<Record<string, string>>;

/** The setting `taskdef.rules` in its different places. */
export interface RuleSettings {
  /** What applies in the end. */
  readonly now: Severities;
  /** What the place says that is to be written. */
  readonly own: Severities | undefined;
  /** What places say that the one to be written goes before. */
  readonly beneath: Severities | undefined;
}

/**
 * What the setting has to say so that just the ticked rules are on; undefined if it says so already.
 * @param defaults each rule's own severity
 */
export function settingFor(
  ticked: ReadonlySet<string>,
  defaults: Severities,
  { now, own, beneath }: RuleSettings,
): Severities | undefined {
  const after: Record<string, string> = { ...own };
  let changes = 0;
  for (const [rule, severity] of Object.entries(defaults)) {
    const isOn = now[rule] !== 'off';
    if (isOn === ticked.has(rule)) continue;
    changes++;
    if (isOn) after[rule] = 'off';
    else if (beneath?.[rule] === 'off') after[rule] = severity;
    else delete after[rule];
  }
  return changes > 0 ? after : undefined;
}
