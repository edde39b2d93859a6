/** The settings of all services, each with its values in all environments. */
import { checkAtSynth, inputsOf, report } from '../../model/declarations';
import type { Identity } from '../engine/identity';
import type { ConfiguredImage, ServiceSettings } from './settled';

/** @param configured by environment */
export function declareSettings(identity: Identity, configured: readonly (ConfiguredImage | undefined)[]): void {
  const image = configured.find((own) => own !== undefined)?.image;
  if (image === undefined) return;
  const declared = { service: identity.name, image, settings: configured.map((own) => own?.settings) };
  identity.platform.settings.push(declared);
  checkAtSynth(identity.construct, () => refuseSharedImage(identity, declared));
}

/** Environments that run one image cannot have different values in it. */
function refuseSharedImage({ construct, platform }: Identity, { image, settings }: ServiceSettings): void {
  const { images } = inputsOf(construct);
  const { names } = platform.environments;
  const first = new Map<string, number>();
  for (const [index, own] of settings.entries()) {
    const digest = own && images.find(platform.node.id, image, names[index]!)?.digest;
    if (digest === undefined) continue;
    const before = first.get(digest) ?? index;
    first.set(digest, before);
    own?.forEach(({ name, rule, value }, at) => {
      if (rule.way !== 'build' || value === settings[before]?.[at]?.value) return;
      const pair = [names[before]!, names[index]!];
      report(construct, {
        code: 'LS569',
        path: `configuration.${name}`,
        environments: pair,
        message: `${name} is compiled into the image ${image}; its value differs between ${pair.join(' and ')}, but both run the same image`,
        fix: 'Pin a separately built image for each environment, or use setting.browser(…), which is read when the page loads.',
      });
    });
  }
}
