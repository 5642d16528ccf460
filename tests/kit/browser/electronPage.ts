import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DIST = join(import.meta.dirname, '../../../sdk/electron/dist');
/** Names under which an app may require the SDK. */
const NAMES = ['zego-express-engine-electron', '@liuyun/electron'];

/**
 * A page as a renderer with Node integration sees itself: `window.require` loads the SDK's CommonJS files, and `electron` where a
 * test gives one. The module loader is all that is added.
 */
export function electronPage(body: string, { electron = 'undefined' }: { electron?: string } = {}): string {
  const modules = ['ZegoExpressEngine', 'ZegoExpressDefines'].map((name) => {
    const source = readFileSync(join(DIST, `${name}.js`), 'utf8').replace(/<\/script/gi, '<\\/script');
    return `${JSON.stringify(name)}: function (module, exports) {\n${source}\n}`;
  });
  return `<!doctype html><meta charset="utf-8"><title>electron</title><body>
<script>
{
  const modules = { ${modules.join(',\n')} };
  const loaded = new Map();
  window.require = (name) => {
    if (name === 'electron' && ${electron !== 'undefined'}) return (${electron});
    const file = name.slice(name.lastIndexOf('/') + 1);
    const known = ${JSON.stringify(NAMES)}.includes(name.slice(0, name.lastIndexOf('/')));
    if (!known || !modules[file]) throw new Error("Cannot find module '" + name + "'");
    if (!loaded.has(file)) {
      const module = { exports: {} };
      loaded.set(file, module);
      modules[file](module, module.exports);
    }
    return loaded.get(file).exports;
  };
}
</script>
${body}
</body>`;
}
