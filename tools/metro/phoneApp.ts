import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../build/inputs.ts';

const SAMPLE = join(ROOT, 'apps/samples/react-native');
const SDK = join(ROOT, 'sdk/react-native/dist');
const LONGEST_MS = 8 * 60_000;

/** Packages that have one version in an app. */
const TOGETHER = ['react-native', '@react-native/babel-preset', '@react-native/metro-config', '@react-native/typescript-config'];

type Manifest = { dependencies: { [name: string]: string }; devDependencies: { [name: string]: string } };

/** What a step printed; `ok` when it ended well. */
export type Step = { name: string; ok: boolean; output: string };

/** The sample as somebody has it who followed its README: in a folder of its own, with the packed SDK and what it needs. */
export class PhoneApp {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Installs it, from the registry that npm is set up with.
   * @param reactNative another version than the sample names
   */
  static async install(reactNative?: string): Promise<PhoneApp> {
    const app = new PhoneApp(await mkdtemp(join(tmpdir(), 'liuyun-phone-')));
    await cp(SAMPLE, app.folder, { recursive: true, filter: (source) => !source.includes('node_modules') });
    const { dependencies, devDependencies, ...rest } = JSON.parse(await app.read('package.json')) as Manifest;
    delete dependencies['@liuyun/react-native'];
    if (reactNative) {
      for (const list of [dependencies, devDependencies]) {
        for (const name of TOGETHER) if (name in list) list[name] = reactNative;
      }
      // The one that this version of React Native asks for.
      delete dependencies.react;
    }
    await writeFile(join(app.folder, 'package.json'), JSON.stringify({ ...rest, dependencies, devDependencies }, null, 2));
    // A folder would become a link to a place that Metro does not look at: the README says so too.
    const step = await app.#run('npm', ['install', '--install-links', '--no-audit', '--no-fund', '--loglevel=error', SDK]);
    if (!step.ok) throw new Error(`the app's packages could not be installed: ${step.output}`);
    return app;
  }

  /** The compiler of the app, on the sample and the packed declarations, with the real ones of React Native. */
  types(): Promise<Step> {
    return this.#run(this.#bin('tsc'), ['--noEmit'], 'types');
  }

  /** Metro's bundle for a phone; undefined size where there is none. */
  async bundle(platform: 'android' | 'ios'): Promise<Step & { bytes: number }> {
    const file = this.#bundleFile(platform);
    const step = await this.#run(
      this.#bin('react-native'),
      ['bundle', '--platform', platform, '--dev', 'false', '--entry-file', 'index.js', '--bundle-output', file],
      `Metro, ${platform}`,
    );
    return { ...step, bytes: existsSync(file) ? (await stat(file)).size : 0 };
  }

  /** The bundle through React Native's own compiler, as a release build does it; undefined where this machine has none. */
  async hermes(platform: 'android' | 'ios'): Promise<Step | undefined> {
    const [compiler] = globSync(`node_modules/{hermes-compiler/hermesc,react-native/sdks/hermesc}/${HERMES[process.platform]}`, {
      cwd: this.folder,
    });
    if (!compiler) return undefined;
    const file = this.#bundleFile(platform);
    return this.#run(
      join(this.folder, compiler),
      ['-w', '-O', '-emit-binary', '-out', `${file}.hbc`, file],
      `Hermes, ${platform}`,
    );
  }

  read(path: string): Promise<string> {
    return readFile(join(this.folder, path), 'utf8');
  }

  /** The text of a bundle that has been made. */
  bundleText(platform: 'android' | 'ios'): Promise<string> {
    return readFile(this.#bundleFile(platform), 'utf8');
  }

  /** Versions of what is installed, by name. */
  async version(name: string): Promise<string> {
    return (JSON.parse(await this.read(`node_modules/${name}/package.json`)) as { version: string }).version;
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  #bundleFile(platform: string): string {
    return join(this.folder, `index.${platform}.bundle`);
  }

  #bin(name: string): string {
    return join(this.folder, 'node_modules/.bin', name);
  }

  async #run(program: string, args: string[], name = program): Promise<Step> {
    try {
      const { stdout, stderr } = await promisify(execFile)(program, args, {
        cwd: this.folder,
        timeout: LONGEST_MS,
        maxBuffer: 64e6,
        shell: process.platform === 'win32',
      });
      return { name, ok: true, output: `${stdout}${stderr}` };
    } catch (error) {
      const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
      return { name, ok: false, output: `${stdout}${stderr}` || message };
    }
  }
}

const HERMES: { [platform: string]: string } = {
  linux: 'linux64-bin/hermesc',
  darwin: 'osx-bin/hermesc',
  win32: 'win64-bin/hermesc.exe',
};
