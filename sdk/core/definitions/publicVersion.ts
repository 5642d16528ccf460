/**
 * What a façade answers as its version: that of the public API which it has the names of, with this SDK's own as the fourth number.
 * Apps compare it (`getVersion() < '2.17.0'`) to know which members there are.
 *
 * @param api three numbers, as `3.12.0`
 * @param own three numbers, each below 100: `0.1.0` becomes 100
 */
export function publicVersion(api: string, own: string): string {
  const build = own
    .split(/[.-]/, 3)
    .map(Number)
    .reduce((sum, part) => sum * 100 + (part || 0), 0);
  return `${api}.${build}`;
}
