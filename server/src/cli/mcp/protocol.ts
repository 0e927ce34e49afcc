/**
 * The part of the Model Context Protocol that a server with only tools needs. Reads lines, writes lines, and never
 * crashes on a line. Speaks two kinds: versions with a handshake, and the version in which every request states its
 * version. Source: modelcontextprotocol.io, specification 2024-11-05, 2025-03-26 (adds batches), 2025-06-18 (drops
 * batches, adds structured results), 2025-11-25, and 2026-07-28 (no handshake); checked 2026-11-28.
 */
import { VERSION } from '../version.ts';

/** A tool's answer. A plain text is an error that says what to do next. */
export type Answer = { readonly [key: string]: unknown } | string;

/** A tool as it is announced to the client. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: object;
  readonly outputSchema: object;
  readonly annotations: object;
}

/** A server's tools. */
export interface Tools {
  readonly list: readonly Tool[];
  /** Undefined if there is no such tool. */
  call(name: string, values: unknown): Answer | undefined;
}

/** Versions with a handshake, the newest first. */
const HANDSHAKE = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'] as const;
/** The version without a handshake. */
const STATELESS = '2026-07-28';
const SUPPORTED = [STATELESS, ...HANDSHAKE];

const META = 'io.modelcontextprotocol/';
const SERVER = { name: 'taskdef', title: 'Taskdef for Amazon ECS', version: VERSION };
const INSTRUCTIONS =
  'Check each task definition after you write or change it, until "accepted" is true: errors are what Amazon ECS refuses, for sure. One call names everything at once. Placeholders like ${IMAGE} are never judged. Everything works offline.';
const LASTING = { ttlMs: 3_600_000, cacheScope: 'public' };

type Id = string | number;
type Fields = Readonly<Record<string, unknown>>;

class Refused extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly data?: object,
  ) {
    super(message);
  }
}

/** One connection. */
export class Session {
  private version: string | undefined;

  constructor(private readonly tools: Tools) {}

  /**
   * Answers a message: a request, a notification, or a batch if the version allows it.
   * @param isCancelled whether the request with an id has been cancelled
   * @returns the message to send; undefined if there is nothing to say
   */
  answer(message: unknown, isCancelled: (id: unknown) => boolean = () => false): object | undefined {
    if (!Array.isArray(message)) return this.answerOne(message, isCancelled);
    if (this.version !== undefined && this.version > '2025-03-26')
      return failure(
        null,
        new Refused(-32600, `Version ${this.version} does not support batches: send one message per line.`),
      );
    if (message.length === 0) return failure(null, new Refused(-32600, 'The batch is empty.'));
    const answers = message.flatMap((one) => this.answerOne(one, isCancelled) ?? []);
    return answers.length > 0 ? answers : undefined;
  }

  private answerOne(message: unknown, isCancelled: (id: unknown) => boolean): object | undefined {
    const { jsonrpc, id, method, params } = fieldsOf(message) ?? {};
    const isRequest = typeof id === 'string' || (typeof id === 'number' && Number.isInteger(id));
    if (jsonrpc !== '2.0' || typeof method !== 'string') {
      // A response, although this server never sends requests.
      if (jsonrpc === '2.0' && isRequest && method === undefined) return undefined;
      return failure(isRequest ? id : null, new Refused(-32600, 'This is not a JSON-RPC 2.0 request.'));
    }
    if (id === undefined) return undefined;
    if (!isRequest) return failure(null, new Refused(-32600, 'The id of a request has to be a string or an integer.'));
    if (isCancelled(id)) return undefined;
    try {
      if (params !== undefined && !fieldsOf(params)) throw new Refused(-32602, 'params has to be an object.');
      return { jsonrpc: '2.0', id, result: this.result(method, (params ?? {}) as Fields) };
    } catch (error) {
      const known = error instanceof Refused ? error : new Refused(-32603, 'The request failed.');
      return failure(id, known);
    }
  }

  private result(method: string, params: Fields): object {
    const asked = fieldsOf(params._meta)?.[`${META}protocolVersion`];
    if (asked !== undefined || method === 'server/discover') return this.stateless(method, params, asked);
    switch (method) {
      case 'initialize':
        return this.initialize(params);
      case 'ping':
        return {};
      case 'tools/list':
        return { tools: this.tools.list.map((tool) => this.announced(tool)) };
      case 'tools/call':
        return this.call(params, this.version === undefined || this.version >= '2025-06-18');
      default:
        throw unknownMethod(method);
    }
  }

  private initialize({ protocolVersion }: Fields): object {
    if (typeof protocolVersion !== 'string') throw new Refused(-32602, 'initialize needs protocolVersion.');
    this.version = HANDSHAKE.find((version) => version === protocolVersion) ?? HANDSHAKE[0];
    return {
      protocolVersion: this.version,
      capabilities: { tools: {} },
      serverInfo: SERVER,
      instructions: INSTRUCTIONS,
    };
  }

  /** A tool without the fields that the session's version does not have. */
  private announced({ outputSchema, annotations, ...tool }: Tool): object {
    const version = this.version ?? HANDSHAKE[0];
    return {
      ...tool,
      ...(version >= '2025-03-26' ? { annotations } : {}),
      ...(version >= '2025-06-18' ? { outputSchema } : {}),
    };
  }

  private stateless(method: string, params: Fields, asked: unknown): object {
    if (typeof asked !== 'string') throw new Refused(-32602, `_meta needs "${META}protocolVersion".`);
    if (asked !== STATELESS)
      throw new Refused(-32022, 'Unsupported protocol version', { supported: SUPPORTED, requested: asked });
    if (!fieldsOf(fieldsOf(params._meta)?.[`${META}clientCapabilities`]))
      throw new Refused(-32602, `_meta needs "${META}clientCapabilities".`);
    const result = this.statelessResult(method, params);
    return { resultType: 'complete', ...result, _meta: { [`${META}serverInfo`]: SERVER } };
  }

  private statelessResult(method: string, params: Fields): object {
    switch (method) {
      case 'server/discover':
        return {
          supportedVersions: SUPPORTED,
          capabilities: { tools: {} },
          instructions: INSTRUCTIONS,
          ...LASTING,
        };
      case 'tools/list':
        return { tools: this.tools.list, ...LASTING };
      case 'tools/call':
        return this.call(params, true);
      default:
        throw unknownMethod(method);
    }
  }

  private call({ name, arguments: values }: Fields, structured: boolean): object {
    const known = this.tools.list.map((tool) => tool.name).join(', ');
    const answer = typeof name === 'string' ? this.tools.call(name, values ?? {}) : undefined;
    if (answer === undefined) throw new Refused(-32602, `There is no such tool. There are ${known}.`);
    if (typeof answer === 'string') return { content: [{ type: 'text', text: answer }], isError: true };
    return {
      content: [{ type: 'text', text: JSON.stringify(answer) }],
      ...(structured ? { structuredContent: answer } : {}),
    };
  }
}

/** The answer to a line that is not a message. */
export function failedLine(message: string, isJson: boolean): object {
  return failure(null, new Refused(isJson ? -32600 : -32700, message));
}

function failure(id: Id | null, { code, message, data }: Refused): object {
  return { jsonrpc: '2.0', id, error: { code, message, ...(data ? { data } : {}) } };
}

function unknownMethod(method: string): Refused {
  return new Refused(-32601, `There is no method "${method.slice(0, 60)}".`);
}

/** The fields of an object; undefined for any other value. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}
