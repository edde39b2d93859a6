/** Commands for the texts of findings, complete enough to be pasted. */

/**
 * The command that seals a key of a sealed file; platform and environment are those of the directories that contain it.
 * @param file `secrets/shop/dev/db.yaml`
 */
export function sealCommand(file: string, secret: string, key: string): string {
  const [platform, environment] = file.split('/').slice(-3);
  const known = file.split('/').length >= 3;
  return `npx lockstep seal ${known ? `${platform}/${environment}` : '<platform>/<environment>'} ${secret} ${key}`;
}
