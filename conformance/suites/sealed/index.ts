/** Suite `sealed`: the real Sealed Secrets controller opens what Lockstep and kubeseal sealed, and nothing else. */
import { refusal } from '../../cluster/api-client';
import { CLUSTER_TOOLS, startCluster } from '../../cluster/cluster';
import { SEALED_SECRETS_KINDS, SEALED_SECRETS_TOOLS, startSealedSecrets } from '../../cluster/sealed-secrets';
import { type DistEnvironment, label } from '../../dist';
import { refuse } from '../../report';
import { reseal, storeFile } from '../../reseal';
import { expectedSecret, placeholder } from '../../secrets';
import { sideBySide } from '../../side-by-side';
import type { Suite, SuiteContext } from '../../suite';
import { judgeCommands } from './commands';
import { outcome } from './unsealing';

export const sealed: Suite = {
  name: 'sealed',
  title: 'the Sealed Secrets controller opens what was sealed for the place, and nothing else',
  tools: [...CLUSTER_TOOLS, ...SEALED_SECRETS_TOOLS],
  run: async (context) => {
    await sideBySide(context.environments, context.jobs, async (environment) => {
      const title = `sealed ${environment.platform}/${environment.name}: every SealedSecret, sealed as the store says, is opened`;
      const count = environment.objects.filter(({ manifest }) => manifest.kind === 'SealedSecret').length;
      if (count === 0) context.report.skip(title, 'it has none');
      else await context.report.case(title, () => judgeEnvironment(context, environment));
    });
    if (context.commands) await judgeCommands(context);
  },
};

async function judgeEnvironment({ tool, secrets }: SuiteContext, environment: DistEnvironment): Promise<void> {
  const plane = await startCluster(tool, `sealed-${environment.name}`, [], {
    kinds: SEALED_SECRETS_KINDS,
    nodes: false,
  });
  try {
    const { api } = plane;
    const { certificate } = await startSealedSecrets(tool, plane);
    const sealedSecrets = environment.objects.filter(({ manifest }) => manifest.kind === 'SealedSecret');
    for (const name of new Set(sealedSecrets.map(({ manifest }) => manifest.metadata.namespace ?? 'default'))) {
      await api.install({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    }
    const problems: string[] = [];
    for (const { file, manifest } of sealedSecrets) {
      const resealed = await reseal(
        tool,
        certificate,
        manifest,
        storeFile(secrets, environment, manifest.metadata.name),
      );
      const answer = await api.apply(resealed);
      if (answer.status >= 300) problems.push(`${file}: ${refusal(answer)}`);
    }
    refuse(problems);
    for (const { file, manifest } of sealedSecrets) {
      const expected = expectedSecret(manifest);
      const { values, type, problem } = await outcome(
        api,
        manifest.metadata.namespace ?? 'default',
        expected?.name ?? manifest.metadata.name,
      );
      if (values === undefined) problems.push(`${file}: ${label(manifest)} stays sealed: ${problem ?? ''}`);
      else if (expected === undefined || type !== expected.type)
        problems.push(`${file}: the Secret has type ${type ?? ''}, not ${expected?.type ?? ''}`);
      else {
        for (const key of expected.keys) {
          if (values[key]?.toString() !== placeholder(key)) problems.push(`${file}: key ${key} is not what was sealed`);
        }
      }
    }
    refuse(problems);
  } finally {
    await plane.stop();
  }
}
