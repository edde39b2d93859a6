/** Topology spread constraints, after `ValidatePodSpec`. */
import { unique } from './containers';
import { list, number, text, type JsonObject, type Report, type Trail } from './report';

export function checkSpread(spec: JsonObject, trail: Trail, report: Report): void {
  const constraints = list(spec, 'topologySpreadConstraints');
  constraints.forEach((constraint, index) => {
    const at = [...trail, 'topologySpreadConstraints', index];
    for (const field of ['maxSkew', 'minDomains']) {
      const value = number(constraint, field);
      if (value !== undefined && value < 1)
        report('LS685', [...at, field])`
          \`${{ field }}\` is ${{ value }}.
          Use at least 1.`;
    }
    if (number(constraint, 'minDomains') !== undefined && text(constraint, 'whenUnsatisfiable') !== 'DoNotSchedule') {
      report('LS661', [...at, 'minDomains'])`
        \`minDomains\` requires \`whenUnsatisfiable: DoNotSchedule\`.
        Remove it, or use \`DoNotSchedule\`.`;
    }
  });
  unique(
    constraints.map(
      (constraint) => `${text(constraint, 'topologyKey') ?? ''}, ${text(constraint, 'whenUnsatisfiable') ?? ''}`,
    ),
    (index, pair) =>
      report('LS655', [...trail, 'topologySpreadConstraints', index])`
        Two constraints are for ${{ pair }}.
        Keep one of the two.`,
  );
}
