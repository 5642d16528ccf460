/**
 * The first half around a CommonJS bundle that makes it a universal module: `require`, AMD, or these globals.
 * The bundle runs while its script is being evaluated, so `document.currentScript` is there.
 */
export function umdBanner(title: string, globals: readonly string[]): string {
  const assign = globals.map((name) => `root.${name}=all.${name}`).join(';');
  return (
    `/*! ${title} */\n` +
    '(function(root,factory){' +
    'if(typeof module==="object"&&module.exports)module.exports=factory();' +
    'else if(typeof define==="function"&&define.amd)define([],factory);' +
    `else{var all=factory();${assign}}` +
    '})(typeof globalThis==="object"?globalThis:self,function(){var module={exports:{}},exports=module.exports;'
  );
}

/** The second half. */
export const umdFooter = ';return module.exports});';
