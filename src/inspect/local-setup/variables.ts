import { quoted } from '../../model/words';
import { editDistance } from '../../model/nearest';
import { findingAbout, type Finding } from '../../model/finding';
import type { LocalService, LocalVariable, VariableFile } from '../../model/local-setup';
import { canonicalName } from '../best-practices/variable-synonyms';
import type { Workload } from './workloads';

/** Set on machines of developers, or by images; they change nothing that is compared here. */
const LOCAL =
  /^(?:NODE_ENV|TZ|LANG|LC_\w+|PUID|PGID|UID|GID|USER|HOST|HOSTNAME|PATH|HOME|DEBUG|COMPOSE_\w+|DOCKER_\w+|BUILDKIT_\w+|CHOKIDAR_\w+|WATCHPACK_\w+|WDS_\w+|FAST_REFRESH|PYTHONUNBUFFERED|PYTHONDONTWRITEBYTECODE|RUST_BACKTRACE|CARGO_\w+|GO(?:PATH|CACHE|FLAGS)|NPM_\w+|(?:HTTPS?|NO)_PROXY)$/i;
/** Known to clusters only, or limits that containers have there. */
const CLUSTER =
  /^(?:POD_\w+|K8S_\w+|KUBE\w*|NODE_(?:NAME|IP|ENV|OPTIONS)|NAMESPACE|HOST_IP|ISTIO_\w+|OTEL_RESOURCE_ATTRIBUTES|GOMAXPROCS|GOMEMLIMIT|JAVA_(?:OPTS|TOOL_OPTIONS)|TZ)$/;
/** What build tools put before the names of variables that browsers may see. */
const FRAMEWORK = /^(?:VITE|NEXT_PUBLIC|REACT_APP|NUXT_PUBLIC|EXPO_PUBLIC|VUE_APP|PUBLIC)_/;
const SHOWN = 20;

export function compareVariables(service: LocalService, workload: Workload): Finding[] {
  // two images of one store have different variables for the same thing
  if (workload.stores.length > 0) return [];
  const { pairs, local, cluster } = apart(service.variables, workload.variables, workload.open);
  const object = `service/${service.name}`;
  const lacking = service.complete ? cluster : [];
  return [
    ...pairs.map(([own, other]) => twoNames(own, other, service.variables.get(own)!.place, object, workload)),
    ...(local.length === 0 || workload.open ? [] : [onlyLocal(local, service.variables, object, workload, 'compose')]),
    ...(lacking.length === 0 ? [] : [onlyCluster(lacking, service.place, object, workload, 'compose')]),
  ];
}

/** A file that no service names belongs to the workloads that read most of it; where none do, it is about something else. */
export function compareFile(
  file: VariableFile,
  substituted: ReadonlySet<string>,
  workloads: readonly Workload[],
): Finding[] {
  const programs = workloads.filter(({ stores, containers }) => stores.length === 0 && containers.length > 0);
  const names = [...file.variables.keys()].filter((name) => !LOCAL.test(name));
  const read = (workload: Workload) => names.filter((name) => workload.variables.has(name));
  const known = new Set(programs.flatMap(read));
  if (known.size < 3 || known.size * 2 < names.length) return [];
  const only = programs.filter((workload) => read(workload).length * 5 >= known.size * 4);
  const readers = only.length > 0 ? only.slice(0, 1) : programs.filter((workload) => read(workload).length > 0);
  const [first] = readers;
  const all = new Set(readers.flatMap(({ variables }) => [...variables]));
  const open = readers.some((workload) => workload.open);
  const { pairs, local, cluster } = apart(file.variables, all, open);
  const unused = local.filter((name) => !substituted.has(name));
  const shown = file.file.slice(file.file.lastIndexOf('/') + 1);
  // what several programs read may be spread over several files
  const lacking = only.length === 1 ? cluster : [];
  return [
    ...pairs
      .filter(([own]) => !substituted.has(own))
      .map(([own, other]) => twoNames(own, other, file.variables.get(own)!.place, shown, first!)),
    ...(unused.length === 0 || open ? [] : [onlyLocal(unused, file.variables, shown, first!, `\`${shown}\``)]),
    ...(lacking.length === 0 ? [] : [onlyCluster(lacking, `${file.file}:1`, shown, first!, `\`${shown}\``)]),
  ];
}

interface Apart {
  readonly pairs: readonly (readonly [local: string, cluster: string])[];
  readonly local: readonly string[];
  readonly cluster: readonly string[];
}

/** @param open whether the manifests may set more than is known: a name that looks like another may be there as well */
function apart(local: ReadonlyMap<string, LocalVariable>, cluster: ReadonlySet<string>, open: boolean): Apart {
  const onlyHere = [...local.keys()].filter((name) => !cluster.has(name) && !LOCAL.test(name));
  const onlyThere = [...cluster].filter((name) => !local.has(name) && !CLUSTER.test(name)).sort();
  const pairs = (open ? [] : onlyHere).flatMap((own): (readonly [string, string])[] => {
    const alike = onlyThere.filter((other) => sameThing(own, other));
    return alike.length === 1 && onlyHere.filter((other) => sameThing(other, alike[0]!)).length === 1
      ? [[own, alike[0]!]]
      : [];
  });
  const paired = new Set(pairs.flat());
  return {
    pairs,
    local: onlyHere.filter((name) => !paired.has(name)),
    cluster: onlyThere.filter((name) => !paired.has(name)),
  };
}

/** `JWT_EXPIRES_IN` and `JWT_EXPIRATION`, `VITE_API_URL` and `NEXT_PUBLIC_API_URL`, `ALLOWED_ORIGIN` and `ALLOWED_ORIGINS`; not `DB1_HOST` and `DB2_HOST`. */
function sameThing(a: string, b: string): boolean {
  const [one, other] = [a, b].map((name) => canonicalName(name.toUpperCase().replace(FRAMEWORK, '')));
  if (one === other || one!.replaceAll('_', '') === other!.replaceAll('_', '')) return true;
  const [words, others] = [one!.split('_'), other!.split('_')];
  if (words.length !== others.length) return false;
  const unlike = words.flatMap((word, index) => (word === others[index] ? [] : [[word, others[index]!] as const]));
  if (unlike.length !== 1) return false;
  const [word, twin] = unlike[0]!;
  return (
    Math.min(word.length, twin.length) >= 4 &&
    word.replace(/\d+/g, '') !== twin.replace(/\d+/g, '') &&
    editDistance(word, twin) <= 1
  );
}

function twoNames(own: string, other: string, file: string, object: string, { object: workload }: Workload): Finding {
  return findingAbout({ code: 'LS843', object, path: `environment.${own}`, file })`
    \`${{ own }}\` is called \`${{ other }}\` in ${{ workload }}, which does not set \`${{ own }}\`: the program reads only one of them
    Use the name that the program reads, in both places.`;
}

function onlyLocal(
  names: readonly string[],
  variables: ReadonlyMap<string, LocalVariable>,
  object: string,
  workload: Workload,
  where: string,
): Finding {
  return findingAbout({
    code: 'LS842',
    object,
    path: `environment: ${names.length} more`,
    file: variables.get(names[0]!)!.place,
  })`
    ${{ where }} sets ${{ names: quoted(names, SHOWN) }}, which ${{ object: workload.object }} does not set in any environment
    Set it in the manifests too, or remove it if nothing reads it.`;
}

function onlyCluster(
  names: readonly string[],
  file: string,
  object: string,
  workload: Workload,
  where: string,
): Finding {
  return findingAbout({ code: 'LS842', object, path: `environment: ${names.length} missing`, file })`
    ${{ where }} lacks ${{ names: quoted(names, SHOWN) }}, which ${{ object: workload.object }} sets
    Set it there too, so that ${{ where }} runs what the cluster runs.`;
}
