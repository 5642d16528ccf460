/**
 * The URL this script was loaded from, taken while it is being loaded: later `document.currentScript` is gone.
 * Undefined where there is no such thing (a bundler's virtual module, a server-side render).
 */
export const scriptUrl: string | undefined = ownUrl();

function ownUrl(): string | undefined {
  const script = typeof document === 'object' ? document.currentScript : undefined;
  if (script && 'src' in script && typeof script.src === 'string' && script.src !== '') return script.src;
  // In the UMD build the bundler replaces this by undefined.
  return import.meta.url;
}
