import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../findings/finding.ts';
import { compatible } from '../../findings/fixes.ts';
import { visible } from '../../model/visible.ts';
import { FIX_ALL_COMMAND, LISTS, PICK_COMMAND, type PickParams } from '../../protocol.ts';
import { isHint } from '../../rules/catalogue.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import type { Span } from '../../syntax/node.ts';
import type { Workspace } from '../../workspace.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import { learnActions } from '../hover/learn-links.ts';
import { rangeOf } from '../ranges.ts';
import { answered } from './fix-all.ts';
import { suppressions } from './suppressions.ts';
import { type EditSupport, showAdded, workspaceEdit } from './workspace-edits.ts';

/** The place that actions are made for. */
export interface Where {
  readonly document: TextDocument;
  readonly syntax: SourceDocument;
  readonly support: EditSupport;
  readonly workspace: Workspace;
  readonly selection: Span;
  /** Whether the client can show a list of actions behind one line. */
  readonly picks: boolean;
}

/** Nobody reads a longer menu while writing. */
export const MOST_LINES = 7;

/** What can be done about the findings under a selection: the lines that the menu shows, and every fix behind them. */
export interface LightBulb {
  readonly lines: readonly CodeAction[];
  /** All fixes, whether the menu shows or lists them. */
  readonly fixes: readonly CodeAction[];
}

/** The possible actions in groups, without duplicates within a group. */
interface Groups {
  readonly fixes: readonly CodeAction[];
  readonly practice: readonly CodeAction[];
  readonly ignore: readonly CodeAction[];
  readonly learn: readonly CodeAction[];
}

/** What can be done about the findings under a selection, limited to the size of a menu. */
export function lightBulb(where: Where, repair: () => readonly CodeAction[]): LightBulb {
  const reports = reportsAt(where);
  const { fixes, practice, ignore, learn } = groupsOf(reports, where);
  const isLoud = reports.some(({ isQuiet }) => !isQuiet);
  const ofRule = fixRule(reports, where);
  const all = [...fixes, ...practice];
  if (!where.picks)
    return { fixes: all, lines: [...fixes, ...ofRule, ...practice, ...ignore, ...learn, ...(isLoud ? repair() : [])] };
  const [only] = practice;
  const wide = isLoud ? fixAllLine(where, reports) : [];
  const rest = [
    ...(wide.length > 0 || !isLoud ? wide : repair()),
    ...(practice.length === 1 && !isLoud
      ? [only!]
      : list(LISTS.practice, isAtMark(where) ? 'Good practice in this file' : 'Good practice here', practice, where)),
  ];
  const last = (what: string) =>
    ignore.length > 0 ? list(LISTS.ignore, `${what}${ofOneRule(reports)}…`, [...ignore, ...learn], where, false) : [];
  const count = ignore.length > 0 ? 1 : 0;
  // Learning leads out of the file, so it must never be what Enter does.
  const why = fixes.length + ofRule.length + rest.length + count > 0 ? learn.slice(0, 1) : [];
  const room = MOST_LINES - rest.length - count;
  if (fixes.length + ofRule.length + why.length <= room)
    return { fixes: all, lines: [...fixes, ...ofRule, ...rest, ...last('Ignore or switch off'), ...why] };
  // Without room for a line of its own, it is behind the last one.
  const end = [...rest, ...last(why.length > 0 ? 'Ignore, switch off or learn why' : 'Ignore or switch off')];
  if (fixes.length <= room) return { fixes: all, lines: [...fixes, ...end, ...ofRule].slice(0, MOST_LINES) };
  const more = list(LISTS.more, 'All fixes here', fixes, where);
  return { fixes: all, lines: [...fixes.slice(0, room - 1), ...more, ...end] };
}

/**
 * What VS Code is answered when it looks around: with nothing to offer at the cursor, it asks for quick fixes at the end
 * of each diagnostic of the line, joins the answers, and drops what has a title that was there before (code of
 * CodeActionModel, checked 2026-11-28). So each answer has the fixes of its own place, and all share their other lines,
 * which are about the whole line of text. Together they are no longer than one menu. Undefined if the line has fewer
 * than two findings.
 */
export function lightBulbNearby(where: Where, repair: () => readonly CodeAction[]): LightBulb | undefined {
  const { document, selection } = where;
  const { line } = document.positionAt(selection.offset);
  const from = document.offsetAt({ line, character: 0 });
  const to = document.offsetAt({ line: line + 1, character: 0 });
  const end = to > from && document.positionAt(to).line > line ? to - 1 : to;
  const around: Where = { ...where, selection: { offset: from, length: end - from } };
  const reports = reportsAt(around);
  if (reports.length < 2) return undefined;
  const { fixes, practice, ignore, learn } = groupsOf(reports, around);
  const isLoud = reports.some(({ isQuiet }) => !isQuiet);
  const wide = isLoud ? fixAllLine(around, reports) : [];
  const shared = [
    ...(wide.length > 0 || !isLoud ? wide : repair()),
    ...list(LISTS.practice, 'Good practice here', practice, around),
    ...list(
      LISTS.ignore,
      learn.length > 0 ? 'Learn why, ignore or switch off…' : 'Ignore or switch off…',
      ignore.length > 0 ? [...learn, ...ignore] : [],
      around,
      false,
    ),
  ];
  const room = MOST_LINES - shared.length;
  const more = fixes.length > room ? list(LISTS.more, 'All fixes on this line', fixes, around) : [];
  const direct = firstOfEach(fixes).slice(0, room - more.length);
  // Diagnostics are made anew for each question.
  const key = ({ code, range }: Diagnostic) => JSON.stringify([code, range]);
  const own = new Set(reportsAt(where).map(({ diagnostic }) => key(diagnostic)));
  const mine = direct.filter(({ diagnostics = [] }) => diagnostics.some((one) => own.has(key(one))));
  return { fixes, lines: [...mine, ...more, ...shared] };
}

/** The first fix of each finding, and then the others. */
function firstOfEach(fixes: readonly CodeAction[]): CodeAction[] {
  const begun = new Set<Diagnostic | undefined>();
  const first = fixes.filter(({ diagnostics }) => {
    const isFirst = !begun.has(diagnostics?.[0]);
    begun.add(diagnostics?.[0]);
    return isFirst;
  });
  return [...first, ...fixes.filter((fix) => !first.includes(fix))];
}

/** The actions behind a line of the light bulb. */
export function behindLine(kind: string, where: Where): readonly CodeAction[] {
  const groups = groupsOf(reportsAt(where), where);
  if (kind === LISTS.practice) return groups.practice;
  return kind === LISTS.ignore ? [...groups.ignore, ...groups.learn] : groups.fixes;
}

/** A finding, and the diagnostic that the client was sent for it. */
interface Reported {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
  /** True for hints, which are not underlined. */
  readonly isQuiet: boolean;
}

/** This many findings under one selection overfill any menu; "fix all" covers the rest. */
const MOST_FINDINGS = 50;

const RANK = { error: 0, warning: 1, info: 2 };

/**
 * The findings under a selection: underlined ones first, then by severity, then by how closely they enclose the cursor.
 */
function reportsAt(where: Where): Reported[] {
  const { workspace, document, selection } = where;
  const diagnostics = diagnosticsOf(workspace, document.uri);
  const from = selection.offset;
  const to = from + selection.length;
  const all = isAtMark(where);
  return workspace
    .findings(document.uri)
    .map((finding, i) => ({ finding, diagnostic: diagnostics[i]!, isQuiet: isHint(finding) }))
    .filter(
      ({ finding, isQuiet }) => (isQuiet && all) || (finding.offset <= to && finding.offset + finding.length >= from),
    )
    .sort(
      (one, other) =>
        Number(one.isQuiet) - Number(other.isQuiet) ||
        RANK[one.finding.severity] - RANK[other.finding.severity] ||
        one.finding.length - other.finding.length,
    )
    .slice(0, MOST_FINDINGS);
}

/** Whether the selection is at the one mark that stands for all hints of the file. */
function isAtMark({ workspace, syntax, selection: { offset, length } }: Where): boolean {
  const mark = syntax.root?.offset ?? 0;
  return workspace.marksGoodPracticeOnce && offset <= mark + 1 && offset + length >= mark;
}

function groupsOf(reports: readonly Reported[], where: Where): Groups {
  const { document, syntax, workspace } = where;
  const loud = reports.filter(({ isQuiet }) => !isQuiet);
  const quiet = reports.filter(({ isQuiet }) => isQuiet);
  const fixes = (of: readonly Reported[]) =>
    of.flatMap(({ finding, diagnostic }) => quickFixes(finding, diagnostic, where));
  const silence = (of: readonly Reported[], ways: 'all ways' | 'for good') =>
    of.flatMap(({ finding, diagnostic }) => suppressions(finding, diagnostic, document, syntax, workspace, ways));
  return {
    fixes: withoutDoubles(fixes(loud)),
    practice: withoutDoubles(fixes(quiet)),
    ignore: withoutDoubles([...silence(loud, 'all ways'), ...silence(quiet, 'for good')]),
    learn: workspace.hasLesson
      ? withoutDoubles(loud.flatMap(({ finding, diagnostic }) => learnActions(finding.rule, diagnostic)))
      : [],
  };
}

/** Merges actions that do the same under the same title into one, which carries the diagnostics of all. */
function withoutDoubles(actions: readonly CodeAction[]): CodeAction[] {
  const unique = new Map<string, CodeAction>();
  for (const action of actions) {
    const { title, edit, command } = action;
    const key = JSON.stringify([title, edit, command]);
    const known = unique.get(key);
    if (!known) {
      unique.set(key, action);
      continue;
    }
    known.diagnostics = [...new Set([...(known.diagnostics ?? []), ...(action.diagnostics ?? [])])];
    if (action.isPreferred) known.isPreferred = true;
  }
  return [...unique.values()];
}

function quickFixes(finding: Finding, diagnostic: Diagnostic, { document, syntax, support }: Where): CodeAction[] {
  return finding.fixes.map((fix) => {
    const command = showAdded(document, syntax, fix.edits, support);
    return {
      title: visible(fix.title),
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      ...(fix.preferred ? { isPreferred: true } : {}),
      edit: workspaceEdit(document, syntax, fix.edits, support),
      ...(command ? { command } : {}),
    };
  });
}

/** The first fix for every finding of the rule that comes first under the cursor, if that rule has several. */
function fixRule(reports: readonly Reported[], { document, syntax, support, workspace }: Where): CodeAction[] {
  const first = reports.find(({ isQuiet, finding }) => !isQuiet && finding.fixes.length > 0);
  if (!first || syntax.blocksEdits) return [];
  const { rule } = first.finding;
  const fixes = workspace
    .findings(document.uri)
    .flatMap((finding) => (finding.rule === rule ? (finding.fixes[0] ?? []) : []));
  if (fixes.length < 2) return [];
  return [
    {
      title: `Fix all of ${rule} (${fixes.length})`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [first.diagnostic],
      edit: workspaceEdit(document, syntax, compatible(fixes), support),
    },
  ];
}

/** VS Code lists actions without a diagnostic last, so this one carries those under the cursor. */
function fixAllLine({ document, workspace }: Where, reports: readonly Reported[]): CodeAction[] {
  const count = answered(workspace, document.uri);
  if (count < 2) return [];
  const title = `Fix all (${count})`;
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: reports.flatMap(({ isQuiet, diagnostic }) => (isQuiet ? [] : [diagnostic])),
      command: { title, command: FIX_ALL_COMMAND },
    },
  ];
}

/** The rule behind the findings, as the end of a title; empty if there are several. */
function ofOneRule(reports: readonly Reported[]): string {
  const loud = reports.filter(({ isQuiet }) => !isQuiet);
  const rules = new Set((loud.length > 0 ? loud : reports).map(({ finding }) => finding.rule));
  return rules.size === 1 ? ` "${[...rules][0]}"` : '';
}

/** One line for several actions, which the client lists when it is chosen. */
function list(
  kind: string,
  name: string,
  actions: readonly CodeAction[],
  { document, selection }: Where,
  counted = true,
): CodeAction[] {
  if (actions.length === 0) return [];
  const title = counted ? `${name} (${actions.length})…` : name;
  const pick: PickParams = { uri: document.uri, range: rangeOf(document, selection), kind, title };
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [...new Set(actions.flatMap(({ diagnostics = [] }) => diagnostics))],
      command: { title, command: PICK_COMMAND, arguments: [pick] },
    },
  ];
}
