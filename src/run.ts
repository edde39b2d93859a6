/** The pipeline from construct tree to file contents: synthesize, place, instantiate, inspect, render. Touches no file. */
import { valuesOf } from './model/varying';
import type { IConstruct } from 'constructs';
import { withoutAccepted } from './findings/accepted';
import { withoutEchoes } from './findings/echoes';
import { filePaths } from './emit/layout';
import { renderBuild, renderConfiguration } from './emit/configuration';
import { renderDeviations, renderImages, renderMatrix, renderReachability, renderSecrets } from './emit/proof';
import { severityOf } from './emit/report';
import { fill, renderJson, renderTemplate } from './emit/yaml';
import {
  inspectEnvironments,
  reachFacts,
  type DeclaredReachability,
  type InspectedEnvironment,
  type InspectedObject,
} from './inspect';
import type { KubernetesVersion } from './inspect/schema';
import { inputsOf } from './model/declarations';
import type { Finding } from './model/finding';
import type { JsonObject } from './model/json';
import type { MatrixEntry } from './model/matrix';
import type { Template } from './model/template';
import { KUBERNETES_DEFAULT } from './pattern/platform/cluster';
import { declaredBy } from './pattern/network/declared';
import { Platform } from './pattern/platform/platform';
import { settingsOf } from './pattern/settings/proven';
import { providedIn } from './pattern/platform/provided';
import { synthesize, type SynthesizedObject, type SynthesizedPlatform } from './synth';
import { instantiateAll } from './synth/instantiate';
import { matrixOf } from './synth/matrix';

/** Everything that one platform comes to. */
export interface PlatformResult {
  readonly name: string;
  readonly environments: readonly string[];
  /** Namespace of each environment. */
  readonly namespaces: readonly string[];
  /** By file below the folder of an environment, the object of all environments. */
  readonly templates: ReadonlyMap<string, Template>;
  readonly matrix: readonly MatrixEntry[];
  /** By environment, its objects. */
  readonly instances: readonly InspectedEnvironment[];
  /** By environment, the connections that were declared; `undefined` where there is no Platform. */
  readonly declared?: readonly DeclaredReachability[] | undefined;
}

export interface SynthResult {
  readonly platforms: readonly PlatformResult[];
  /** Contents of `dist/`, by path below it. */
  readonly files: ReadonlyMap<string, string>;
  /** Contents of `proof/`, by path below it. */
  readonly proof: ReadonlyMap<string, string>;
  /** Errors and warnings. With an error among them, `files` must not be written. */
  readonly findings: readonly Finding[];
}

/** Seconds that each step took, for `bench/`. */
export type Timer = <T>(step: string, run: () => T) => T;

const untimed: Timer = (_, run) => run();

/** Takes each file of `dist/` when it is rendered. */
interface FileSink {
  add(path: string, text: string): void;
}

/**
 * @param whole whether the app holds all platforms of the project, so that files of others belong to nobody
 * @param begin called before the first file is rendered, when there is no error: who takes files one by one
 */
export function runPipeline(
  app: IConstruct,
  timed: Timer = untimed,
  whole = true,
  begin?: (files: number) => FileSink | undefined,
): SynthResult {
  const { platforms, findings } = timed('template', () => synthesize(app));
  const built: { platform: SynthesizedPlatform; placed: readonly Placed[]; result: PlatformResult }[] = [];
  const all: Finding[] = [...findings];
  for (const platform of platforms) {
    const placed = timed('place', () => place(platform));
    const result = timed('instantiate', () => instantiated(platform, placed));
    built.push({ platform, placed, result });
    // A construct that could not be built leaves holes that inspection would only echo.
    if (!findings.some(isBuildError)) all.push(...timed('inspect', () => inspected(platform, result)));
  }
  all.push(...inputFindings(app, platforms, whole));
  const told = withoutEchoes(all);

  const files = new Map<string, string>();
  const proof = new Map<string, string>();
  const count = built.reduce((sum, { placed, result }) => sum + placed.length * result.environments.length, 0);
  const sink = told.some((finding) => severityOf(finding) === 'error') ? undefined : begin?.(count);
  const put = (path: string, text: string): void => {
    files.set(path, text);
    sink?.add(path, text);
  };
  for (const { platform, placed, result } of built) timed('render', () => render(platform, placed, result, put, proof));
  return { platforms: built.map(({ result }) => result), files, proof, findings: told };
}

interface Placed {
  readonly file: string;
  readonly object: SynthesizedObject;
}

function place({ objects }: SynthesizedPlatform): readonly Placed[] {
  const paths = filePaths(
    objects.map(({ folder, group, kind, name, namespace, id }) => ({ app: folder, group, kind, name, namespace, id })),
  );
  return objects.map((object, index) => ({ file: paths[index]!, object })).sort((a, b) => (a.file < b.file ? -1 : 1));
}

function instantiated(platform: SynthesizedPlatform, placed: readonly Placed[]): PlatformResult {
  const { names } = platform.environments;
  const { construct } = platform;
  const objects = names.map((): InspectedObject[] => []);
  for (const { file, object } of placed) {
    instantiateAll(object.template, names.length).forEach((json, index) => {
      if (object.presence?.present[index] !== false)
        objects[index]!.push({
          file,
          json: json as JsonObject,
          construct: object.construct,
          operated: object.operated?.[index],
        });
    });
  }
  const instances = names.map((environment, index): InspectedEnvironment => ({
    platform: platform.name,
    environment,
    objects: objects[index]!,
    provided: Platform.isPlatform(construct) ? providedIn(construct, index) : [],
  }));
  const deviating = placed.filter(({ object }) => object.deviations.length > 0).map(({ file }) => file);
  const declared = Platform.isPlatform(construct)
    ? names.map((_, index) => ({ ...declaredBy(construct, index), deviating }))
    : undefined;
  const matrix = placed.flatMap(({ file, object: { template, presence, deviations } }) =>
    matrixOf({ file, template, presence, deviations }),
  );
  const namespaces = valuesOf(platform.environments.attribute('namespace'));
  return {
    name: platform.name,
    environments: names,
    namespaces,
    templates: new Map(placed.map(({ file, object }) => [file, object.template])),
    matrix,
    instances,
    declared,
  };
}

function inspected(platform: SynthesizedPlatform, { instances, matrix, declared }: PlatformResult): Finding[] {
  const clusters = Platform.isPlatform(platform.construct) ? platform.construct.clusters : [{}];
  const versions = clusters.flatMap(
    (cluster): readonly KubernetesVersion[] => cluster.kubernetes ?? KUBERNETES_DEFAULT,
  );
  const findings = inspectEnvironments(instances, matrix, {
    kubernetes: [...new Set(versions)],
    bestPractices: true,
    ...(declared && { declared }),
  });
  return withoutAccepted(findings, platform.deviations, platform.environments.names);
}

function isBuildError(finding: Finding): boolean {
  return /^LS[12]/.test(finding.code) && severityOf(finding) === 'error';
}

function render(
  platform: SynthesizedPlatform,
  placed: readonly Placed[],
  result: PlatformResult,
  putFile: (path: string, text: string) => void,
  proof: Map<string, string>,
): void {
  const { names } = platform.environments;
  for (const { file, object } of placed) {
    const segments = renderTemplate(object.template, names.length);
    names.forEach((environment, index) => {
      if (object.presence?.present[index] !== false)
        putFile(`${platform.name}/${environment}/${file}`, fill(segments, index));
    });
  }
  const put = (file: string, content: string) => proof.set(`${platform.name}/${file}`, content);
  put('matrix.yaml', renderMatrix(result.matrix, names));
  put(
    'deviations.yaml',
    renderDeviations(
      platform.deviations.map(({ until, ...terms }) => ({ ...terms, ...(until !== undefined && { until }) })),
    ),
  );
  const ages = Platform.isPlatform(platform.construct) ? platform.construct.secrets.certificateAges : [];
  const facts = (index: number) => ({
    namespace: result.namespaces[index]!,
    ...(ages[index] !== undefined && { certificateAge: ages[index] }),
  });
  put('environments.yaml', renderJson(Object.fromEntries(names.map((name, index) => [name, facts(index)]))));
  if (Platform.isPlatform(platform.construct)) {
    put('images.yaml', renderImages(platform.construct.images.proven(), names));
    const { instances, declared = [] } = result;
    put(
      'reachability.yaml',
      renderReachability(
        instances.map((own, index) => reachFacts(own, declared[index]!)),
        names,
      ),
    );
    const settings = settingsOf(platform.construct);
    if (settings.length > 0) put('configuration.yaml', renderConfiguration(settings, names));
    if (settings.some((own) => own.variables.some(({ way }) => way === 'build')))
      put('build.yaml', renderBuild(settings, names));
    put('secrets.yaml', renderSecrets(platform.construct.secrets.proven(), names));
  }
}

/** What is wrong with the files that were read, and with those that nobody would ever read. */
function inputFindings(app: IConstruct, platforms: readonly SynthesizedPlatform[], whole: boolean): readonly Finding[] {
  const inputs = inputsOf(app);
  const known = new Map(platforms.map(({ name, environments }) => [name, environments.names]));
  const isRead = (platform: string, environment: string, secret: string, key: string) =>
    platforms.some(
      ({ name, construct }) =>
        name === platform && (!Platform.isPlatform(construct) || construct.secrets.reads(secret, key, environment)),
    );
  return [...inputs.findings, ...(inputs.unknownNames?.(known, isRead, whole) ?? [])];
}
