/** First match wins: Edge and Opera also say Chrome, Chrome also says Safari. */
const browsers = [
  [/MicroMessenger\/([\d.]+)/, 'WeChat'],
  [/Edg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/OPR\/(\d+)/, 'Opera'],
  [/Electron\/(\d+)/, 'Electron'],
  [/(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/Version\/(\d+(?:\.\d+)?).*Safari/, 'Safari'],
] as const;

const systems = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad|iPod/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
] as const;

/** 'Chrome 143, Windows': enough for a support case, and no fingerprint. */
export function browserName(userAgent: string): string {
  let browser = 'unknown browser';
  for (const [pattern, name] of browsers) {
    const match = pattern.exec(userAgent);
    if (!match) continue;
    browser = `${name} ${match[1]}`;
    break;
  }
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'unknown system';
  return `${browser}, ${system}`;
}
