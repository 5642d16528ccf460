import { hasApt, installPackages, missingPackages } from './apt.ts';
import { type Machine, SetupError, type Step } from './Machine.ts';

/**
 * Provides what is missing of `steps`, installing all packages at once. Says nothing when everything is there;
 * throws SetupError when the user has to do something.
 */
export async function provide(steps: readonly Step[], machine: Machine): Promise<void> {
  const missing: Step[] = [];
  for (const step of steps) {
    if (await step.ready(machine)) continue;
    if (await step.shortcut?.(machine)) continue;
    missing.push(step);
  }
  const packages = missing.flatMap((step) => step.packages);
  if (packages.length > 0 && !hasApt(machine)) {
    throw new SetupError(
      `this system has no apt-get; ${missing.map((step) => `for ${step.name}: ${step.elsewhere}`).join('; ')}`,
    );
  }
  await installPackages(missingPackages(packages, machine), machine);
  for (const step of missing) {
    await step.make?.(machine);
    if (!(await step.ready(machine))) throw new SetupError(`${step.name} is still missing: ${step.elsewhere}`);
  }
}
