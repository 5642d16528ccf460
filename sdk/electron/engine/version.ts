declare const __LIUYUN_VERSION__: string | undefined;

/** Version of the SDK; the build puts it in. */
export const version = typeof __LIUYUN_VERSION__ === 'string' ? __LIUYUN_VERSION__ : '0.0.0';
