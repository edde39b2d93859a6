/** Talks to the API server over HTTPS: what a `kubectl` would hide, warnings and bodies of refusals, is what counts here. */
import type { ClientRequest } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { groupOf, type Manifest } from '../dist';

export interface Answer {
  readonly status: number;
  /** Text of each `Warning` header. */
  readonly warnings: readonly string[];
  readonly body: Record<string, unknown>;
}

/** An object as the server has it. */
export interface Live extends Manifest {
  readonly metadata: Manifest['metadata'] & {
    readonly uid: string;
    readonly resourceVersion: string;
    readonly creationTimestamp: string;
    readonly deletionTimestamp?: string;
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string; readonly uid: string }[];
  };
}

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: Live;
}

interface Resource {
  readonly plural: string;
  readonly namespaced: boolean;
}

export interface ApplyOptions {
  readonly fieldManager?: string;
  readonly dryRun?: boolean;
}

const DISCOVERY = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

export class ApiClient {
  private readonly agent: Agent;
  private resources = new Map<string, Resource>();

  constructor(
    readonly server: string,
    private readonly token: string,
    ca: string,
  ) {
    this.agent = new Agent({ ca, keepAlive: true, maxSockets: 8 });
  }

  close(): void {
    this.agent.destroy();
  }

  /** @param body a string is sent as it is, anything else as JSON */
  request(
    method: string,
    path: string,
    body?: unknown,
    contentType = 'application/json',
    accept = 'application/json',
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${this.token}`,
        accept,
        ...(body === undefined ? {} : { 'content-type': contentType }),
      };
      const request = httpsRequest(`${this.server}${path}`, { method, agent: this.agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            warnings: warnings(response.rawHeaders),
            body: parse(Buffer.concat(chunks).toString()),
          });
        });
      });
      request.on('error', (error: NodeJS.ErrnoException) => {
        // The server closed a kept connection while this was on its way: it has not read it.
        if (request.reusedSocket && error.code === 'ECONNRESET')
          this.request(method, path, body, contentType, accept).then(resolve, reject);
        else reject(error);
      });
      request.setTimeout(120_000, () => request.destroy(new Error(`${method} ${path}: no answer in 120 s`)));
      request.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
    });
  }

  /** Reads which kinds the server has; again after definitions were installed. */
  async discover(): Promise<void> {
    const found = new Map<string, Resource>();
    for (const root of ['/api', '/apis']) {
      const answer = await this.request('GET', root, undefined, undefined, DISCOVERY);
      for (const group of items<DiscoveredGroup>(answer.body)) {
        for (const version of group.versions) {
          for (const resource of version.resources ?? []) {
            const apiVersion =
              group.metadata?.name === undefined ? version.version : `${group.metadata.name}/${version.version}`;
            if (resource.responseKind?.kind === undefined) continue;
            found.set(`${apiVersion} ${resource.responseKind.kind}`, {
              plural: resource.resource,
              namespaced: resource.scope === 'Namespaced',
            });
          }
        }
      }
    }
    this.resources = found;
  }

  /** The address of an object, or of the list of its kind without `name`; `undefined` when the server lacks the kind. */
  path(apiVersion: string, kind: string, namespace?: string, name?: string): string | undefined {
    const resource = this.resources.get(`${apiVersion} ${kind}`);
    if (resource === undefined) return undefined;
    const root = groupOf(apiVersion) === '' ? `/api/${apiVersion}` : `/apis/${apiVersion}`;
    const scope = resource.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
    return `${root}${scope}/${resource.plural}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
  }

  /** Every kind the server has, of every version. */
  kinds(): { readonly group: string; readonly kind: string; readonly apiVersion: string }[] {
    return [...this.resources.keys()].map((key) => {
      const [apiVersion = '', kind = ''] = key.split(' ');
      return { group: groupOf(apiVersion), kind, apiVersion };
    });
  }

  namespaced(apiVersion: string, kind: string): boolean | undefined {
    return this.resources.get(`${apiVersion} ${kind}`)?.namespaced;
  }

  /** Strict server-side apply: fields that the server does not know are refused. */
  async apply(
    manifest: Manifest,
    { fieldManager = 'conformance', dryRun = false }: ApplyOptions = {},
  ): Promise<Answer> {
    const path = this.path(manifest.apiVersion, manifest.kind, manifest.metadata.namespace, manifest.metadata.name);
    if (path === undefined)
      return {
        status: 404,
        warnings: [],
        body: { message: `the server has no ${manifest.kind} in ${manifest.apiVersion}` },
      };
    const query = `fieldManager=${fieldManager}&fieldValidation=Strict&force=true${dryRun ? '&dryRun=All' : ''}`;
    return this.request('PATCH', `${path}?${query}`, manifest, 'application/apply-patch+yaml');
  }

  /** Applies something of the harness's own, which must work. */
  async install(manifest: Manifest, fieldManager = 'cluster'): Promise<Live> {
    const answer = await this.apply(manifest, { fieldManager });
    if (answer.status >= 300) throw new Error(`${manifest.kind}/${manifest.metadata.name}: ${refusal(answer)}`);
    return answer.body as unknown as Live;
  }

  /** All objects of a kind, in one namespace or in all; none when the server does not have the kind. */
  async list(apiVersion: string, kind: string, namespace?: string, selector?: string): Promise<Live[]> {
    const path = this.path(apiVersion, kind, namespace);
    if (path === undefined) return [];
    const answer = await this.request(
      'GET',
      `${path}${selector === undefined ? '' : `?labelSelector=${encodeURIComponent(selector)}`}`,
    );
    if (answer.status !== 200) throw new Error(`GET ${path}: ${refusal(answer)}`);
    return items<Live>(answer.body).map((item) => ({ ...item, apiVersion, kind }));
  }

  async get(apiVersion: string, kind: string, namespace: string | undefined, name: string): Promise<Live | undefined> {
    const path = this.path(apiVersion, kind, namespace, name);
    if (path === undefined) return undefined;
    const answer = await this.request('GET', path);
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw new Error(`GET ${path}: ${refusal(answer)}`);
    return answer.body as unknown as Live;
  }

  async merge(
    apiVersion: string,
    kind: string,
    namespace: string | undefined,
    name: string,
    patch: unknown,
  ): Promise<Answer> {
    return this.request(
      'PATCH',
      this.path(apiVersion, kind, namespace, name) ?? '/missing',
      patch,
      'application/merge-patch+json',
    );
  }

  async remove(apiVersion: string, kind: string, namespace: string | undefined, name: string): Promise<Answer> {
    return this.request('DELETE', this.path(apiVersion, kind, namespace, name) ?? '/missing');
  }

  /** Follows a kind from now on, first what there is; the answer stops it. */
  watch(
    apiVersion: string,
    kind: string,
    namespace: string | undefined,
    seen: (event: WatchEvent) => void,
  ): () => void {
    const path = this.path(apiVersion, kind, namespace) ?? '/missing';
    const agent = new Agent({ ...this.agent.options, keepAlive: false });
    let request: ClientRequest | undefined;
    let again: NodeJS.Timeout | undefined;
    let stopped = false;
    const start = (): void => {
      request = httpsRequest(`${this.server}${path}?watch=true&allowWatchBookmarks=false`, {
        agent,
        headers: { authorization: `Bearer ${this.token}`, accept: 'application/json' },
      });
      request.on('response', (response) => {
        response.on('error', () => undefined);
        // A server with a new definition answers 404 or 429 until it serves it.
        if (response.statusCode !== 200) {
          response.resume();
          if (!stopped) again = setTimeout(start, 200);
          return;
        }
        let rest = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          const lines = (rest + chunk).split('\n');
          rest = lines.pop() ?? '';
          for (const line of lines) if (line !== '') seen(JSON.parse(line) as WatchEvent);
        });
      });
      request.on('error', () => undefined);
      request.end();
    };
    start();
    return () => {
      stopped = true;
      clearTimeout(again);
      request?.destroy();
      agent.destroy();
    };
  }
}

interface DiscoveredGroup {
  readonly metadata?: { readonly name?: string };
  readonly versions: readonly {
    readonly version: string;
    readonly resources?: readonly {
      readonly resource: string;
      readonly scope: string;
      readonly responseKind?: { readonly kind?: string };
    }[];
  }[];
}

/** What the server said when it refused. */
export function refusal(answer: Answer): string {
  const { message } = answer.body;
  return `${answer.status} ${typeof message === 'string' ? message : JSON.stringify(answer.body).slice(0, 500)}`;
}

function items<T>(body: Record<string, unknown>): readonly T[] {
  return Array.isArray(body['items']) ? (body['items'] as T[]) : [];
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { message: text };
  }
}

function warnings(raw: readonly string[]): string[] {
  const found: string[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    if (raw[i]!.toLowerCase() !== 'warning') continue;
    found.push(/^\d{3} \S+ "(.*)"$/s.exec(raw[i + 1]!)?.[1]?.replaceAll('\\"', '"') ?? raw[i + 1]!);
  }
  return found;
}
