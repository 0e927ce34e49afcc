/** Severities by rule, as the setting `taskdef.rules` has them. */
export type Severities = Readonly<Record<string, string>>;

/** The setting `taskdef.rules` in its different places. */
export interface RuleSettings {
  /** The effective value. */
  readonly now: Severities;
  /** The value at the level that is written. */
  readonly own: Severities | undefined;
  /** The values of the levels that the written one overrides. */
  readonly beneath: Severities | undefined;
}

/**
 * The value of the setting that leaves only the ticked rules on; undefined if the setting already does.
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
