/** What a platform collects of its routes while the program runs, for what is decided when all of them are known. */
import { checkAtSynth } from '../../model/declarations';
import { or } from '../per-environment';
import type { PlatformScope } from '../scope';
import { Certificates } from './certificates';
import { refuseSharedPaths, type Claim } from './claims';
import type { Gateway } from './gateway';

export class Edge {
  readonly certificates: Certificates;
  readonly gateway: Gateway | undefined;
  private readonly claims: Claim[] = [];

  constructor(platform: PlatformScope) {
    const { gateway, issuer } = platform.cluster;
    this.gateway = gateway as Gateway | undefined;
    this.certificates = new Certificates(platform, this.gateway);
    if (issuer !== undefined) {
      const { name, kind, challenge } = issuer;
      this.certificates.sign({
        name,
        kind: or(kind, 'ClusterIssuer'),
        challenge: or(challenge, 'http-01'),
        presence: undefined,
      });
    }
    checkAtSynth(platform, () => refuseSharedPaths(this.claims, platform.environments.names));
  }

  claim(claim: Claim): void {
    this.claims.push(claim);
  }
}
