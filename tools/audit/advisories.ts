/** How `npm audit --json` ended: nothing known, holes of packages that are shipped, or a registry that was not asked. */
export type Advisories = { state: 'clean' } | { state: 'holes'; lines: string[] } | { state: 'unknown'; why: string };

type Report = {
  message?: string;
  error?: { code?: string; summary?: string };
  vulnerabilities?: { [name: string]: { severity: string; range: string; fixAvailable?: unknown } };
};

const SERIOUS = new Set(['high', 'critical']);

/** Reads what `npm audit --json` wrote. What cannot be read counts as not asked. */
export function readAdvisories(output: string): Advisories {
  const report = parse(output);
  if (!report) return { state: 'unknown', why: 'npm said nothing that can be read' };
  if (!report.vulnerabilities) {
    const why = report.message ?? report.error?.summary ?? report.error?.code ?? '';
    return { state: 'unknown', why: why.split('\n', 1)[0]?.slice(0, 120) || 'the registry has no audit' };
  }
  const lines = Object.entries(report.vulnerabilities)
    .filter(([, { severity }]) => SERIOUS.has(severity))
    .map(([name, { severity, range, fixAvailable }]) => `${name} ${range}: ${severity}${fixAvailable ? ', a fix is there' : ''}`);
  return lines.length > 0 ? { state: 'holes', lines } : { state: 'clean' };
}

function parse(output: string): Report | undefined {
  try {
    const value: unknown = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
