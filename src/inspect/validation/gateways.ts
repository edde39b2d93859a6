/** Gateways and HTTPRoutes of the Gateway API, after the CEL rules of their CRDs (1.4), and listeners that no controller serves. */
import { seconds } from './durations';
import { get, list, map, phrase, text, type Check, type Node, type Report, type Trail } from './report';

export const checkGateway: Check = (kind, json, report) => {
  if (kind !== 'Gateway.gateway.networking.k8s.io') return;
  const names = new Set<string>();
  const places = new Set<string>();
  list(json, 'spec', 'listeners').forEach((listener, index) => {
    const at = ['spec', 'listeners', index];
    checkListener(listener, at, report);
    const name = text(listener, 'name') ?? '';
    if (names.has(name))
      report('LS655', [...at, 'name'])`
        Two listeners are named \`${{ name }}\`.
        Rename one of them.`;
    names.add(name);
    const place = [get(listener, 'port'), get(listener, 'protocol'), get(listener, 'hostname') ?? '']
      .map(String)
      .join(' ')
      .trim();
    if (places.has(place))
      report('LS655', at)`
        Two listeners are for ${{ place }}.
        Keep one of the two, or set \`hostname\` on each.`;
    places.add(place);
  });
};

function checkListener(listener: Node, at: Trail, report: Report): void {
  const name = text(listener, 'name') ?? '';
  const protocol = text(listener, 'protocol') ?? '';
  const tls = get(listener, 'tls');
  const mode = text(tls, 'mode') ?? 'Terminate';
  if (['HTTP', 'TCP', 'UDP'].includes(protocol)) {
    if (tls !== undefined)
      report('LS661', [...at, 'tls'])`
        Listener \`${{ name }}\` has protocol ${{ protocol }} and \`tls\`.
        Remove it, or use protocol \`${protocol === 'HTTP' ? phrase`HTTPS` : phrase`TLS`}\`.`;
    if (protocol !== 'HTTP' && (text(listener, 'hostname') ?? '') !== '') {
      report('LS661', [...at, 'hostname'])`
        Listener \`${{ name }}\` has protocol ${{ protocol }}, which does not support host names.
        Remove \`hostname\`.`;
    }
  } else if ((protocol === 'HTTPS' || protocol === 'TLS') && tls === undefined) {
    report('LS303', [...at, 'tls'], { severity: 'warning' })`
      Listener \`${{ name }}\` has protocol ${{ protocol }} but no \`tls\`: most controllers do not open it.
      Set \`tls.certificateRefs\` to the Secret with the certificate.`;
  } else if (protocol === 'HTTPS' && mode !== 'Terminate') {
    report('LS661', [...at, 'tls', 'mode'])`
      Listener \`${{ name }}\` has protocol HTTPS with mode \`${{ mode }}\`.
      Use mode \`Terminate\`, or protocol \`TLS\` with a TLSRoute.`;
  } else if (
    tls !== undefined &&
    mode === 'Terminate' &&
    list(tls, 'certificateRefs').length === 0 &&
    Object.keys(map(tls, 'options')).length === 0
  ) {
    report('LS303', [...at, 'tls', 'certificateRefs'])`
      Listener \`${{ name }}\` terminates TLS but has no certificate.
      Set \`tls.certificateRefs\` to the Secret with the certificate.`;
  }
}

/** Filters, by the field that each type has. */
const FILTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    RequestHeaderModifier: 'requestHeaderModifier',
    ResponseHeaderModifier: 'responseHeaderModifier',
    RequestMirror: 'requestMirror',
    RequestRedirect: 'requestRedirect',
    URLRewrite: 'urlRewrite',
    ExtensionRef: 'extensionRef',
  }),
);
const ONCE = ['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestRedirect', 'URLRewrite'];

export const checkRoute: Check = (kind, json, report) => {
  if (kind !== 'HTTPRoute.gateway.networking.k8s.io') return;
  list(json, 'spec', 'rules').forEach((rule, index) => {
    const at = ['spec', 'rules', index];
    const types = checkFilters(rule, at, report);
    const backends = list(rule, 'backendRefs');
    backends.forEach((backend, place) => {
      const there = [...at, 'backendRefs', place];
      checkFilters(backend, there, report);
      const isService = (text(backend, 'kind') ?? 'Service') === 'Service' && (text(backend, 'group') ?? '') === '';
      if (isService && get(backend, 'port') === undefined)
        report('LS303', [...there, 'port'])`
          The route has no port for \`${{ name: text(backend, 'name') ?? '' }}\`.
          Set \`port\` to a port of the Service.`;
    });
    if (backends.length > 0 && types.includes('RequestRedirect')) {
      report('LS661', [...at, 'backendRefs'])`
        A redirect rule has \`backendRefs\`.
        Remove them, or the filter.`;
    }
    const [request, backend] = ['request', 'backendRequest'].map((field) =>
      seconds(text(rule, 'timeouts', field) ?? ''),
    );
    if (request !== undefined && backend !== undefined && request > 0 && backend > request) {
      report('LS661', [...at, 'timeouts', 'backendRequest'])`
        \`backendRequest\` is longer than \`request\`.
        Shorten it, or remove one of the two.`;
    }
    list(rule, 'matches').forEach((match, place) => {
      const path = text(match, 'path', 'value');
      if (path === undefined || text(match, 'path', 'type') === 'RegularExpression') return;
      const wrong = path.startsWith('/') ? /\/\/|\/\.\.?(?:\/|$)|%2f|#/i.exec(path)?.[0] : path;
      if (wrong === undefined) return;
      const what = wrong === path ? 'does not start with `/`' : `holds \`${wrong}\``;
      report('LS306', [...at, 'matches', place, 'path', 'value'])`
        Path \`${{ path }}\` ${{ what }}.
        Use the full request path, starting with \`/\`.`;
    });
  });
};

/** @returns types of the filters */
function checkFilters(of: Node, at: Trail, report: Report): string[] {
  const types = list(of, 'filters').map((filter, index) => {
    const type = text(filter, 'type') ?? '';
    const field = FILTERS.get(type);
    const there = [...at, 'filters', index];
    if (field !== undefined && get(filter, field) === undefined)
      report('LS303', [...there, field])`
        The filter has type ${{ type }} but no \`${{ field }}\`.
        Set \`${{ field }}\`, or use a different type.`;
    for (const [other, held] of FILTERS) {
      if (other !== type && get(filter, held) !== undefined)
        report('LS661', [...there, held])`
          The filter has type ${{ type }} but sets \`${{ held }}\`.
          Remove it, or use type \`${{ other }}\`.`;
    }
    return type;
  });
  for (const type of ONCE)
    if (types.filter((one) => one === type).length > 1)
      report('LS655', [...at, 'filters'])`
        Two filters have type ${{ type }}.
        Combine them into one.`;
  if (types.includes('RequestRedirect') && types.includes('URLRewrite'))
    report('LS661', [...at, 'filters'])`
      One filter redirects and another rewrites.
      Keep one of the two.`;
  return types;
}
