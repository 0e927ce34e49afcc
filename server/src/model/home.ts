import type { SourceDocument } from '../syntax/document.ts';
import { propertyOf, type ValueNode } from '../syntax/node.ts';
import { hasPlaceholder } from '../syntax/placeholder.ts';
import { noteRead, WHOLE_TEXT } from '../syntax/reads.ts';
import { arnParts } from './arn.ts';
import type { Dialect } from './dialect.ts';
import { ecrRegistry, parseImage } from './image.ts';
import { isRegion, REGION_NAME } from './region-name.ts';

/**
 * Where a task definition or a service lives in AWS, as far as its file says so without contradiction. A value is a
 * literal, or an expression in the file's own notation, such as `${data.aws_region.current.name}`.
 */
export interface Home {
  readonly partition: string | undefined;
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** The Region's name, if the file has it as a literal, even where it is better written as an expression. */
  readonly regionName: string | undefined;
  /** All literal Regions and accounts of the file, the most frequent first; more than one if they disagree. */
  readonly regions: readonly string[];
  readonly accounts: readonly string[];
}

/** What has a place in a document: a task definition, a service, or a part of one. */
export interface Placed {
  readonly document: SourceDocument;
  readonly root: ValueNode;
  readonly part: { readonly dialect: Pick<Dialect, 'id'> };
}

/** The account number that stands in for one that the file does not say, as in AWS's own examples. */
export const EXAMPLE_ACCOUNT = '111122223333';

/** Account numbers of AWS's documentation, which nobody owns. Checked 2026-11-28. */
export const EXAMPLE_ACCOUNTS: readonly string[] = [EXAMPLE_ACCOUNT, '123456789012', '012345678910', '000000000000'];

/**
 * Accounts in which AWS itself publishes images, some of them in only a few regions. Lists only widely used ones: a
 * region may have an account of its own. Source: public code and examples that pull these images, checked 2026-11-28;
 * not AWS's own lists.
 */
export const ACCOUNTS_OF_AWS: ReadonlySet<string> = new Set([
  '137112412989', // Amazon Linux
  '602401143452', // EKS add-ons
  '709825985650', // AWS Marketplace, seen in us-east-1 only
  '763104351884', // deep learning containers
  '840364872350', // App Mesh Envoy
  '906394416424', // AWS for Fluent Bit
]);

const KNOWN = new WeakMap<Placed, Home>();

/** Where a definition lives. Its roles decide about the account, since ECS accepts only roles of its own account. */
export function homeOf(placed: Placed): Home {
  // What is known is shared between rules, so everyone who gets it counts as having read the whole text.
  noteRead(WHOLE_TEXT);
  let known = KNOWN.get(placed);
  if (!known) {
    known = read(placed);
    KNOWN.set(placed, known);
  }
  return known;
}

function read({ document, root, part }: Placed): Home {
  const own = new Evidence();
  const roles = new Evidence();
  visit(root, undefined, (text, key) => (OF_THE_TASK.has(key ?? '') ? roles : own).note(text, key));
  const tiers = [roles, own, evidenceIn(document)];
  const literal = (kind: Kind) => firstOf(tiers, (evidence) => evidence[kind].literal);
  const written = (kind: Kind) => firstOf(tiers, (evidence) => evidence[kind].written);
  const home = {
    partition: literal('partitions') ?? partitionOf(literal('regions')),
    region: written('regions'),
    account: written('accounts'),
    regionName: literal('regions'),
    regions: unique(tiers.flatMap((evidence) => evidence.regions.all)),
    accounts: unique(tiers.flatMap((evidence) => evidence.accounts.all)),
  };
  if (part.dialect.id === 'cloudformation') return inTemplate(home, document.text, own.partitions.all.length > 0);
  return part.dialect.id === 'terraform' ? inTerraform(home, document.text, roles, own) : home;
}

/** What the rest of a document says, read once for all definitions in it. Each version of a text is a document of its own. */
const IN_DOCUMENTS = new WeakMap<SourceDocument, Evidence>();

function evidenceIn(document: SourceDocument): Evidence {
  let known = IN_DOCUMENTS.get(document);
  if (!known) {
    known = new Evidence();
    known.noteText(withoutComments(document.text));
    IN_DOCUMENTS.set(document, known);
  }
  return known;
}

/** Members that name things of the task's own account. */
const OF_THE_TASK = new Set(['executionRoleArn', 'taskRoleArn', 'taskDefinitionArn']);

/**
 * The first answer of the tiers in turn; a tier that contradicts itself ends the search. An account of AWS's examples is
 * the last choice.
 */
function firstOf(tiers: readonly Evidence[], answer: (evidence: Evidence) => Answer): string | undefined {
  let example: string | undefined;
  for (const tier of tiers) {
    const { only, isContradictory } = answer(tier);
    if (only !== undefined && EXAMPLE_ACCOUNTS.includes(only)) example ??= only;
    else if (only !== undefined || isContradictory) return only;
  }
  return example;
}

/** A template need not know: CloudFormation has pseudo parameters, which are right in every account and Region. */
function inTemplate(home: Home, text: string, hasArns: boolean): Home {
  const orPseudo = (value: string | undefined, name: string) =>
    value === undefined || hasPlaceholder(value) || text.includes(`AWS::${name}`) ? `\${AWS::${name}}` : value;
  return {
    ...home,
    region: orPseudo(home.region, 'Region'),
    account: orPseudo(home.account, 'AccountId'),
    partition:
      text.includes('AWS::Partition') || (home.partition === undefined && !hasArns)
        ? `\${AWS::Partition}`
        : home.partition,
  };
}

/**
 * What the other blocks of a file say: the data sources for account, Region and partition, variables and locals of the
 * usual names, and the provider. Source: documentation of hashicorp/aws, data sources aws_caller_identity, aws_region
 * and aws_partition; release 6 renamed the Region's `name` to `region`. Checked 2026-11-28.
 */
function inTerraform(home: Home, text: string, ...nearer: readonly Evidence[]): Home {
  const declared = (type: string, attribute: string) => {
    const names = [...text.matchAll(new RegExp(`\\bdata\\s+"${type}"\\s+"([\\w-]+)"`, 'g'))].map(([, name]) => name!);
    return names.length === 1 ? `\${data.${type}.${names[0]}.${attribute}}` : undefined;
  };
  const used = (pattern: RegExp) => {
    const found = unique([...text.matchAll(pattern)].map(([whole]) => whole));
    return found.length === 1 ? `\${${found[0]}}` : undefined;
  };
  const variable = (pattern: RegExp) => {
    const names = unique([...text.matchAll(pattern)].map(([, name]) => name!));
    return names.length === 1 ? `\${var.${names[0]}}` : undefined;
  };
  const isNearer = (kind: Kind, value: string | undefined) =>
    nearer.some((evidence) => evidence[kind].all.length > 0) || (value !== undefined && hasPlaceholder(value));
  const release6 = /"[~>=\s]*6(?:\.[\d.]*)?"/.test(text);
  const account =
    used(/\bdata\.aws_caller_identity\.[\w-]+\.account_id\b|\b(?:var|local)\.(?:aws_)?account(?:_id|_number)?\b/g) ??
    declared('aws_caller_identity', 'account_id') ??
    variable(/\bvariable\s+"((?:aws_)?account(?:_id|_number)?)"/g);
  const region =
    used(/\bdata\.aws_region\.[\w-]+\.(?:name|region|id)\b|\b(?:var|local)\.(?:aws_)?region\b/g) ??
    declared('aws_region', release6 ? 'region' : 'name') ??
    variable(/\bvariable\s+"((?:aws_)?region)"/g);
  const partition = used(/\bdata\.aws_partition\.[\w-]+\.partition\b/g) ?? declared('aws_partition', 'partition');
  return {
    ...home,
    account: isNearer('accounts', home.account) ? (home.account ?? account) : (account ?? home.account),
    region: isNearer('regions', home.region) ? (home.region ?? region) : (region ?? home.region),
    partition: isNearer('partitions', home.partition) ? home.partition : (partition ?? home.partition),
  };
}

type Kind = 'accounts' | 'regions' | 'partitions';

interface Answer {
  readonly only: string | undefined;
  readonly isContradictory: boolean;
}

/** Values of one kind, and how often each occurs. */
class Tally {
  private readonly counts = new Map<string, number>();

  add(value: string | undefined): void {
    if (value) this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
  }

  /** The literals, the most frequent first; the numbers of AWS's examples only if there is no other. */
  get all(): string[] {
    const literals = [...this.counts].filter(([value]) => !hasPlaceholder(value)).sort((a, b) => b[1] - a[1]);
    const values = literals.map(([value]) => value);
    const real = values.filter((value) => !EXAMPLE_ACCOUNTS.includes(value));
    return real.length > 0 ? real : values;
  }

  get literal(): Answer {
    return answerOf(this.all);
  }

  /** The same; if there are no literals, what stands for one. */
  get written(): Answer {
    return this.all.length > 0 ? this.literal : answerOf([...this.counts.keys()]);
  }
}

function answerOf(values: readonly string[]): Answer {
  return { only: values.length === 1 ? values[0] : undefined, isContradictory: values.length > 1 };
}

/** What a part of a file says about its place. */
class Evidence {
  readonly accounts = new Tally();
  readonly regions = new Tally();
  readonly partitions = new Tally();

  /** Takes in the value of a member. */
  note(text: string, key: string | undefined): void {
    if (text.length > MOST) return;
    if (/region$/i.test(key ?? '')) this.noteRegion(text);
    else if (key === 'image') this.noteImage(text);
    else if (text.startsWith('arn:')) this.noteArn(text);
  }

  /** Takes in what a text contains, whatever its language: ARNs, hosts of Amazon ECR, and members that end in "region". */
  noteText(text: string): void {
    for (const [, partition, region, account, resource] of text.matchAll(ARN)) {
      this.partitions.add(partition);
      this.regions.add(region);
      // `arn:aws:iam::…:root` is the account that a policy is about, often one of AWS's own.
      if (resource !== 'root') this.accounts.add(account);
    }
    for (const [, account, region] of text.matchAll(ECR_HOST)) this.noteRegistry(account!, region!);
    for (const [, region] of text.matchAll(REGION_MEMBER)) this.regions.add(region);
  }

  private noteArn(text: string): void {
    const [, partition, , region, account, ...resource] = arnParts(text);
    if (account === undefined || resource.length === 0) return;
    if (partition && /^aws[a-z-]*$/.test(partition)) this.partitions.add(partition);
    if (region) this.noteRegion(region);
    if (/^\d{12}$/.test(account) || isOnePlaceholder(account)) this.accounts.add(account);
  }

  private noteRegion(text: string): void {
    if (isRegion(text) || isOnePlaceholder(text)) this.regions.add(text);
  }

  private noteImage(text: string): void {
    const registry = ecrRegistry(parseImage(text));
    if (registry) return this.noteRegistry(registry.account, registry.region);
    const [, account, region] = /^(.*?)\.dkr\.ecr\.(.*?)\.amazonaws\.com/.exec(text) ?? [];
    if (account && (/^\d{12}$/.test(account) || isOnePlaceholder(account))) this.accounts.add(account);
    if (region) this.noteRegion(region);
  }

  private noteRegistry(account: string, region: string): void {
    if (ACCOUNTS_OF_AWS.has(account)) return;
    this.accounts.add(account);
    this.regions.add(region);
  }
}

/** Longer texts name no place. */
const MOST = 2048;
const ARN = new RegExp(String.raw`\barn:(aws[a-z-]*):[a-z0-9-]+:(${REGION_NAME})?:(\d{12})?:([\w-]*)`, 'g');
const ECR_HOST = new RegExp(String.raw`\b(\d{12})\.dkr[.-]ecr(?:-fips)?\.(${REGION_NAME})\.`, 'g');
const REGION_MEMBER = new RegExp(String.raw`region"?\s*[:=]\s*"?(${REGION_NAME})\b`, 'gi');

/** Whether a text is a placeholder from its first character to its last, and no word of ours to fill in. */
function isOnePlaceholder(text: string): boolean {
  return /^(?:\$\{[^{}]+\}|\$[A-Za-z_]\w*|\{\{[^{}]+\}\}|<[^<>]+>|__\w+__|%\w+%)$/.test(text);
}

function withoutComments(text: string): string {
  // Blanks of the same line only, since a run of empty lines would be gone through again from each of them.
  return text.replaceAll(/^[^\S\n]*(?:#|\/\/).*$/gm, '');
}

function visit(
  node: ValueNode | undefined,
  key: string | undefined,
  see: (text: string, key: string | undefined) => void,
): void {
  if (node?.kind === 'object') {
    // An environment variable, such as AWS_REGION, says what its value is.
    const name = propertyOf(node, 'name')?.value;
    for (const { key: own, value } of node.properties)
      visit(value, own.value === 'value' && name?.kind === 'string' ? name.value : own.value, see);
  } else if (node?.kind === 'array') for (const item of node.items) visit(item, key, see);
  else if (node?.kind === 'string') see(node.value, key);
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/** The partition of a Region; undefined if there is none. Source: AWS General Reference, checked 2026-11-28. */
export function partitionOf(region: string | undefined): string | undefined {
  if (region === undefined || !isRegion(region)) return undefined;
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('eusc-')) return 'aws-eusc';
  if (region.startsWith('us-iso-')) return 'aws-iso';
  if (region.startsWith('us-isob-')) return 'aws-iso-b';
  return 'aws';
}
