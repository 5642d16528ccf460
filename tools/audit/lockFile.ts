/** One package of package-lock.json, as far as it matters here. */
export type LockedPackage = {
  link?: boolean;
  integrity?: string;
  resolved?: string;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
  hasInstallScript?: boolean;
};

/** What a person gets who installs Liuyun may be under these. */
const SHIPPED = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Python-2.0',
  'Unlicense',
]);
/** What is only used to build and to test may be under these, too: none of it is handed on. */
const USED = new Set([...SHIPPED, 'MPL-2.0', 'MPL 2.0', 'CC-BY-4.0', 'CC0-1.0']);
/** Packages that ask to run code at installation. None of it runs (`ignore-scripts`): our own setup does what is needed. */
const KNOWN_SCRIPTS = new Set(['esbuild', 'mediasoup']);

/** What is wrong with the lock file, one line each: a package without its hash, from elsewhere, or under another licence. */
export function lockFindings(packages: { readonly [path: string]: LockedPackage }): string[] {
  const installed = Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);
  return installed.flatMap(([path, locked]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const allowed = locked.dev || locked.devOptional ? USED : SHIPPED;
    return [
      ...(/^sha512-[A-Za-z0-9+/]{86}==$/.test(locked.integrity ?? '') ? [] : [`${name} has no sha512 hash`]),
      ...(locked.resolved === undefined || locked.resolved.startsWith('https://registry.npmjs.org/')
        ? []
        : [`${name} comes from ${locked.resolved}`]),
      ...(isAllowed(locked.license, allowed) ? [] : [`${name} is under ${locked.license ?? 'no licence that is named'}`]),
      ...(locked.hasInstallScript && !KNOWN_SCRIPTS.has(name) ? [`${name} wants to run code when it is installed`] : []),
    ];
  });
}

/** `MIT OR Apache-2.0` is fine when one of them is, `MIT AND CC-BY-4.0` when both are. */
function isAllowed(license: string | undefined, allowed: ReadonlySet<string>): boolean {
  if (license === undefined) return false;
  const plain = license.replace(/^\(|\)$/g, '');
  if (allowed.has(plain)) return true;
  if (plain.includes(' OR ')) return plain.split(' OR ').some((one) => isAllowed(one, allowed));
  return plain.includes(' AND ') && plain.split(' AND ').every((one) => isAllowed(one, allowed));
}
