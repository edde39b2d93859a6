import type { Finding } from '../model/finding';

/** A finding in words: code, place and message on one line, what to do on the next. */
export function printFinding({ code, file, environments, construct, object, path, message, fix }: Finding): string {
  const where = [environments?.join(', '), construct, object, path]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
  const place = file === undefined ? '' : `${file}: `;
  return [`${code} ${place}${message}`, ...(where === '' ? [] : [`      in ${where}`]), `      ${fix}`].join('\n');
}
