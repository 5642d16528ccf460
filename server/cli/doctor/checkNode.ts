import { type Check, ok, wrong } from './Finding.ts';

/** Node 22.18 runs our sources as they are; bin/liuyun.js refuses older ones, this names the one in use. */
export const checkNode: Check = async () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return [ok('Node.js', process.versions.node)];
  return [wrong('Node.js', `${process.versions.node} is too old`, 'install Node.js 22.18 or newer')];
};
