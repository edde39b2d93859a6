import type { ApiClient, Live } from '../../cluster/api-client';
import { Deadline, sleep } from '../../cluster/wait';

/** What the controller made of a SealedSecret: the Secret's values, or why it stays sealed. */
export interface Outcome {
  readonly values: Readonly<Record<string, Buffer>> | undefined;
  readonly type: string | undefined;
  readonly problem: string | undefined;
}

/** Waits until the controller has judged the newest generation of a SealedSecret. */
export async function outcome(api: ApiClient, namespace: string, name: string, seconds = 30): Promise<Outcome> {
  const deadline = new Deadline(seconds);
  for (;;) {
    const sealed = await api.get('bitnami.com/v1alpha1', 'SealedSecret', namespace, name);
    const synced = sealed === undefined ? undefined : syncedCondition(sealed);
    if (synced?.status === 'True') {
      const secret = await api.get('v1', 'Secret', namespace, name);
      if (secret !== undefined) return { values: values(secret), type: String(secret['type']), problem: undefined };
    } else if (synced?.status === 'False')
      return { values: undefined, type: undefined, problem: synced.message ?? 'not synced' };
    if (deadline.passed())
      return { values: undefined, type: undefined, problem: `the controller has not judged it after ${seconds} s` };
    await sleep(100);
  }
}

function syncedCondition(sealed: Live): { readonly status: string; readonly message?: string } | undefined {
  const { generation } = sealed.metadata as unknown as { generation: number };
  const status = (sealed['status'] ?? {}) as {
    observedGeneration?: number;
    conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
  };
  return status.observedGeneration === generation
    ? status.conditions?.find((condition) => condition.type === 'Synced')
    : undefined;
}

function values(secret: Live): Record<string, Buffer> {
  const data = (secret['data'] ?? {}) as Record<string, string>;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64')]));
}
